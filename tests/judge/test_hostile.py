"""Every hostile or broken answer gets exactly its reply, and changes nothing for the next one or outside."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from judge.hostile_cases import CASES, HONEST, Hostile, planted

from quizrnn.judge.inside import wire
from quizrnn.judge.runners import Program, Reply, Runners

pytestmark = [pytest.mark.sandbox, pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")]
REPO = Path(__file__).resolve().parents[2]
SECRET = "planted-secret-7f3a"
CASE = wire.encode({"x": np.array([1.0, 2.0, 3.0])})


class Outside:
    """What an escape would touch: a secret, an open folder, a TCP port and a UNIX socket."""

    def __init__(self, folder: Path) -> None:
        self.place = folder
        folder.chmod(0o777)
        self.secret = folder / "secret.txt"
        self.secret.write_text(SECRET)
        self.secret.chmod(0o666)
        self.tcp = socket.create_server(("127.0.0.1", 0))
        self.unix = socket.socket(socket.AF_UNIX)
        self.unix.bind(str(folder / "s"))
        self.unix.listen()
        for listener in (self.tcp, self.unix):
            listener.setblocking(False)

    def fill(self, source: bytes) -> bytes:
        port = self.tcp.getsockname()[1]
        return planted(
            source, SECRET=self.secret, PLACE=self.place, REPO=REPO, PORT=port, SOCKET=self.place / "s"
        )

    def assert_untouched(self) -> None:
        assert sorted(path.name for path in self.place.iterdir()) == ["s", "secret.txt"]
        assert self.secret.read_text() == SECRET and self.secret.stat().st_mode & 0o777 == 0o666
        assert not Path("/tmp/quizrnn-planted").exists()
        for listener in (self.tcp, self.unix):
            with pytest.raises(BlockingIOError):
                listener.accept()


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Outside:
    return Outside(tmp_path_factory.mktemp("o"))


@pytest.fixture(scope="module", params=["namespaces", "no namespaces"])
def runners(request: pytest.FixtureRequest) -> Iterator[Runners]:
    without = [] if request.param == "namespaces" else ["namespaces"]
    with Runners(without=without) as found:
        layers = found.isolation().layers
        if not without and not layers.get("namespaces"):
            pytest.skip("bubblewrap is not installed or may not make namespaces here")
        for layer in ("landlock", "seccomp"):
            if not layers.get(layer):
                pytest.skip(f"this kernel has no {layer}")
        yield found


def _reply(runners: Runners, source: bytes, seconds: float = 0.25, **extra: Any) -> tuple[Reply, str]:
    with runners.session(torch=False, trusted=False, seconds=seconds, memory=128) as session:
        loaded = session.load(Program(source=source, call="f", args=("x",), **extra))
        reply = session.run([CASE])[-1] if loaded.kind == "value" else loaded
        return reply, session.output


def _children() -> set[int]:
    """Process ids below this process."""
    found: set[int] = set()
    todo = [os.getpid()]
    while todo:
        pid = todo.pop()
        try:
            below = [int(part) for part in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        except OSError:
            continue
        found.update(below)
        todo += below
    return found


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_gets_its_reply_and_leaves_no_trace(case: Hostile, runners: Runners, outside: Outside) -> None:
    bare = not runners.isolation().layers["namespaces"]
    expected = case.bare if bare and case.bare else (case.kind, case.code)
    # Only what must time out has little time: on a busy machine, even a crash takes its while.
    reply, output = _reply(runners, outside.fill(case.source), 0.25 if expected[0] == "timeout" else 5.0)
    assert (reply.kind, reply.code) == expected, reply
    assert SECRET not in output and SECRET not in repr(reply.value) and SECRET not in reply.message
    outside.assert_untouched()
    after, _ = _reply(runners, HONEST)
    assert after.kind == "value" and after.value.numpy().tolist() == [2.0, 4.0, 6.0]


def test_nothing_is_left_running_but_the_zygote_and_its_spare(runners: Runners) -> None:
    _reply(runners, HONEST)
    few = len(_children())
    for case in CASES[:12]:
        _reply(runners, case.source)
    for _ in range(400):  # a killed runner is reaped in its zygote's own time
        runners.zygote((False, False)).drain()
        if len(_children()) <= few + 1:  # the next spare may not have been there at first
            return
        subprocess.run(["sleep", "0.02"], check=True)
    pytest.fail(f"left running: {len(_children())} processes instead of {few}")


CLOSING = """
import ctypes, os, sys, time
from quizrnn.judge.inside import wire
from quizrnn.judge.runners import Program, Runners
import numpy as np

# Orphans below this process come to it instead of to init, so none can hide.
assert ctypes.CDLL(None).prctl(36, 1, 0, 0, 0) == 0  # PR_SET_CHILD_SUBREAPER
without = sys.argv[1:]
with Runners(without=without) as runners:
    with runners.session(torch=False, trusted=False, seconds=5.0, memory=128) as session:
        session.load(Program(source=b"def f(x):\\n    return 2 * x\\n", call="f", args=("x",)))
        kinds = [reply.kind for reply in session.run([wire.encode({"x": np.array([1.0])})])]
    assert kinds == ["value"], kinds
    assert os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None  # they run
end = time.monotonic() + 20
while time.monotonic() < end:
    try:
        if os.waitpid(-1, os.WNOHANG)[0] == 0:
            time.sleep(0.01)
    except ChildProcessError:
        sys.exit(0)
sys.exit("left running: " + open(f"/proc/self/task/{os.getpid()}/children").read())
"""


@pytest.mark.parametrize("without", [[], ["namespaces"]], ids=["namespaces", "no namespaces"])
def test_closing_ends_every_process(without: list[str]) -> None:
    # In a process of its own: the zygote of this module's fixture forks its next spare when it likes.
    command = [sys.executable, "-c", CLOSING, *without]
    done = subprocess.run(command, capture_output=True, text=True, cwd=REPO, check=False)
    assert done.returncode == 0, done.stderr


def test_a_timeout_tells_the_last_line(runners: Runners) -> None:
    reply, _ = _reply(runners, b"import time\ndef f(x):\n    y = x\n    time.sleep(9)\n")
    assert (reply.kind, reply.line) == ("timeout", 4)


def test_a_refusal_names_the_call_as_it_was_written(runners: Runners) -> None:
    reply, _ = _reply(runners, b"import os as o\ndef f(x):\n    y = [1, o.fork()]\n")
    assert (reply.kind, reply.name, reply.line) == ("blocked", "o.fork", 3)
