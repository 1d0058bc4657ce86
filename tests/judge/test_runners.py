"""Runners: what travels, what a session does, and what happens when a zygote or a spare dies, hangs or is
frozen."""

from __future__ import annotations

import contextlib
import select
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from quizrnn.judge import zygotes
from quizrnn.judge.inside import wire
from quizrnn.judge.runners import Program, Reply, Runners, Session

pytestmark = [pytest.mark.sandbox, pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")]
KEY = (False, False)
CASE = wire.encode({"x": np.array([1.0, 2.0])})
DOUBLE = Program(source=b"def f(x):\n    return 2 * x\n", call="f", args=("x",))


@pytest.fixture(scope="module")
def runners() -> Iterator[Runners]:
    with Runners() as found:
        yield found


def _session(runners: Runners, *, trusted: bool = False, memory: int = 128) -> Session:
    return runners.session(torch=False, trusted=trusted, seconds=1.0, memory=memory)


def _once(runners: Runners, program: Program = DOUBLE, case: bytes = CASE, *, trusted: bool = False) -> Reply:
    with _session(runners, trusted=trusted) as session:
        loaded = session.load(program)
        return session.run([case])[-1] if loaded.kind == "value" else loaded


def _is_right(reply: Reply) -> bool:
    return reply.kind == "value" and reply.value.numpy().tolist() == [2.0, 4.0]


def test_a_batch_answers_each_case_in_order(runners: Runners) -> None:
    cases = [wire.encode({"x": np.full(2, float(i))}) for i in range(30)]
    with _session(runners) as session:
        assert session.load(DOUBLE).kind == "value"
        replies = session.run(cases)
    assert [reply.value.numpy()[0] for reply in replies] == [2.0 * i for i in range(30)]


def test_stop_ends_a_batch_early_and_the_runner_goes_on(runners: Runners) -> None:
    cases = [wire.encode({"x": np.full(2, float(i))}) for i in range(50)]
    with _session(runners) as session:
        session.load(DOUBLE)
        first = session.run(cases, stop=lambda i, _: i == 3)
        again = session.run(cases[7:9])
    assert len(first) == 4
    assert [reply.value.numpy()[0] for reply in again] == [14.0, 16.0]


def test_an_exception_is_one_reply_and_the_next_case_is_run(runners: Runners) -> None:
    program = Program(source=b"def f(x):\n    return 1 // x\n", call="f", args=("x",))
    with _session(runners) as session:
        session.load(program)
        replies = session.run([wire.encode({"x": x}) for x in (1, 0, 2)])
    assert [reply.kind for reply in replies] == ["value", "raised", "value"]
    assert replies[1].exception == "ZeroDivisionError" and replies[1].trace == ((2, "return 1 // x"),)


def test_the_case_during_which_it_ended_is_the_last_reply(runners: Runners) -> None:
    program = Program(
        source=b"import os\ndef f(x):\n    if x == 2: os._exit(0)\n    return x\n", call="f", args=("x",)
    )
    with _session(runners) as session:
        session.load(program)
        replies = session.run([wire.encode({"x": x}) for x in range(5)])
        assert [reply.kind for reply in replies] == ["value", "value", "ended"]
        assert session.run([CASE])[-1].kind == "ended"


def test_after_returns_the_state_of_arguments(runners: Runners) -> None:
    program = Program(source=b"def f(x):\n    x += 1\n", call="f", args=("x",), after=("x",))
    value = _once(runners, program).value
    assert value["result"] is None and value["after"]["x"].numpy().tolist() == [2.0, 3.0]


def test_output_is_kept_in_order_and_cut(runners: Runners) -> None:
    program = Program(
        source=b"print('load')\ndef f(x):\n    print('\xe3\x81\x82' * 50000)\n", call="f", args=("x",)
    )
    with _session(runners) as session:
        session.load(program)
        assert session.output == "load\n" and not session.output_cut
        session.run([CASE])
        assert session.output.startswith("load\nああ") and session.output_cut


def test_a_driver_gets_module_and_case(runners: Runners) -> None:
    driver = "def drive(answer, case):\n    return [answer.f(case.x), case['x'] * 0]\n"
    program = Program(source=DOUBLE.source, driver=driver, drive="drive")
    assert _once(runners, program).value[0].numpy().tolist() == [2.0, 4.0]


def test_a_fault_of_the_driver_is_told_from_one_of_the_answer(runners: Runners) -> None:
    broken = Program(
        source=DOUBLE.source, driver="def drive(answer, case):\n    return 1 / 0\n", drive="drive"
    )
    assert _once(runners, broken).code == "driver"
    driver = "def drive(answer, case):\n    return answer.g(case.x)\n"
    missing = _once(runners, Program(source=DOUBLE.source, driver=driver, drive="drive"))
    assert (missing.code, missing.name) == ("no-function", "g")


def test_only_trusted_runners_import_the_reference(runners: Runners) -> None:
    program = Program(
        source=b"import quizrnn.reference\ndef f(x):\n    return 2 * x\n", call="f", args=("x",)
    )
    assert _once(runners, program).code == "missing-import"
    assert _is_right(_once(runners, program, trusted=True))


def test_trusted_runners_import_nothing_else_of_ours(runners: Runners) -> None:
    program = Program(
        source=b"import quizrnn.judge.session\ndef f(x):\n    return 2 * x\n", call="f", args=("x",)
    )
    assert _once(runners, program, trusted=True).kind != "value"


def test_the_same_random_numbers_in_every_runner(runners: Runners) -> None:
    source = (
        b"import random, numpy as np\ndef f(x):\n    return [random.random(), np.random.rand(), hash('a')]\n"
    )
    program = Program(source=source, call="f", args=("x",))
    first, second = _once(runners, program).value, _once(runners, program).value
    assert first == second


def _kill(pidfd: int) -> None:
    """Kill and wait until it is dead."""
    with contextlib.suppress(ProcessLookupError):  # it may have died with its namespace
        signal.pidfd_send_signal(pidfd, signal.SIGKILL)
    select.select([pidfd], [], [], 10)


def test_a_dead_spare_is_replaced(runners: Runners) -> None:
    zygote = runners.zygote(KEY)
    _once(runners)
    zygote._receive(zygotes.time.monotonic() + 5)
    while zygote.asked:
        zygote._receive(zygotes.time.monotonic() + 5)
    for spare in zygote.spares:
        _kill(spare.pidfd)
    assert _is_right(_once(runners))


def test_a_dead_zygote_is_replaced(runners: Runners) -> None:
    zygote = runners.zygote(KEY)
    _kill(zygote.pidfd)
    assert _is_right(_once(runners))
    assert runners.zygote(KEY) is not zygote


def test_a_zygote_that_dies_during_a_batch_is_replaced_and_the_batch_repeated(runners: Runners) -> None:
    with _session(runners) as session:
        session.load(DOUBLE)
        assert session._channel is not None
        _kill(runners.zygote(KEY).pidfd)
        _kill(session._channel.spare.pidfd)
        assert _is_right(session.run([CASE])[-1])


def test_a_frozen_zygote_is_replaced(runners: Runners, monkeypatch: pytest.MonkeyPatch) -> None:
    zygote = runners.zygote(KEY)
    _once(runners)
    while zygote.asked:
        zygote._receive(zygotes.time.monotonic() + 5)
    while zygote.spares:
        zygote.spares.popleft().close()
    signal.pidfd_send_signal(zygote.pidfd, signal.SIGSTOP)
    monkeypatch.setattr(zygotes, "_FORK_SECONDS", 0.3)
    assert _is_right(_once(runners))
    assert runners.zygote(KEY) is not zygote


def test_what_fails_twice_is_broken_and_never_raises(
    runners: Runners, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise zygotes.ZygoteError("no")

    with monkeypatch.context() as patch:
        patch.setattr(runners, "take", fails)
        with _session(runners) as session:
            assert session.load(DOUBLE).kind == "broken"
            assert session.run([CASE])[-1].kind == "broken"
    assert _is_right(_once(runners))


def test_another_budget_makes_another_spare(runners: Runners) -> None:
    program = Program(source=b"def f(x):\n    return len(bytearray(200 << 20))\n", call="f", args=("x",))
    for memory, kind in ((64, "memory"), (512, "value"), (64, "memory")):
        with _session(runners, memory=memory) as session:
            session.load(program)
            assert session.run([CASE])[-1].kind == kind


def test_no_descriptor_is_lost(runners: Runners) -> None:
    _once(runners)
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        _once(runners)
    assert len(list(Path("/proc/self/fd").iterdir())) <= before + 8  # spares on their way


def test_the_level_is_measured(runners: Runners) -> None:
    isolation = runners.isolation()
    assert isolation.level in ("full", "full-without-namespaces", "partial", "none")
    assert (isolation.level == "full") == (
        all(isolation.layers.values()) and set(isolation.probes.values()) == {"held"}
    )


def test_layers_that_are_left_out_are_told() -> None:
    with Runners(without=["landlock", "namespaces"]) as weak:
        isolation = weak.isolation()
    assert isolation.level in ("partial", "none") and not isolation.layers["landlock"]
    assert isolation.probes["read a file"] == "got through"
    assert any("Landlock" in note for note in isolation.notes)


def test_bubblewrap_that_does_not_work_is_told_and_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "bwrap"
    fake.write_text("#!/bin/sh\necho 'setting up uid map: Permission denied' >&2\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setattr("quizrnn.judge.bubblewrap.available", lambda: str(fake))
    with Runners() as found:
        assert _is_right(_once(found))
        isolation = found.isolation()
    assert not isolation.layers["namespaces"] and any("Permission denied" in note for note in isolation.notes)


def test_without_a_zygote_spares_start_by_exec_and_nothing_is_promised() -> None:
    loop = Program(source=b"def f(x):\n    while True: pass\n", call="f", args=("x",))
    with Runners(without=["zygote"]) as weak:
        assert _is_right(_once(weak)) and _is_right(_once(weak))
        with weak.session(torch=False, trusted=False, seconds=0.3, memory=128) as session:
            session.load(loop)
            reply = session.run([CASE])[-1]
        assert (reply.kind, reply.line) == ("timeout", 2)
        isolation = weak.isolation()
    assert isolation.level == "none" and isolation.notes
    assert isolation.probes["read a file"] == "got through"


@pytest.mark.torch
def test_torch_travels_and_runs() -> None:
    pytest.importorskip("torch")
    source = (
        b"import torch\ndef f(x):\n    y = (x * x).sum()\n    y.backward()\n"
        b"    out, _ = torch.nn.LSTM(2, 3)(torch.ones(1, 1, 2))\n"
        b"    return x.grad, x.detach().to(torch.bfloat16), out.shape\n"
    )
    x = wire.Array("float32", (2,), np.array([1, 2], np.float32).tobytes(), "torch", grad=True)
    with Runners() as found, found.session(torch=True, trusted=False, seconds=5, memory=512) as session:
        assert session.load(Program(source=source, call="f", args=("x",))).kind == "value"
        reply = session.run([wire.encode({"x": x})])[0]
    grad, low, shape = reply.value
    assert grad.framework == "torch" and grad.numpy().tolist() == [2.0, 4.0]
    assert low.dtype == "bfloat16" and low.numpy().tolist() == [1.0, 2.0] and shape == (1, 1, 3)
