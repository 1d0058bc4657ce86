"""The judge process: it dies, hangs, freezes, is cancelled or left alone, and the learner loses nothing."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
import pytest
from judge.small_tasks import PURE, SOFTMAX

from quizrnn.bank.model import Code, Question, Region, Solution, Text
from quizrnn.errors import QuizrnnError
from quizrnn.judge.client import Judge
from quizrnn.judge.messages import Request, Response

RIGHT = b"def double(x):\n    return 2 * x\n"
WRONG = b"def double(x):\n    return 3 * x\n"
LOOP = b"def double(x):\n    while True: pass\n"


def question() -> Question:
    text = Text(en="t", ja="t")
    solution_text = "def double(x):\n    return 2 * x  # <- value\n"
    solution = Solution("pure.py", solution_text, (Region("value", False, "2 * x"),), ())
    code = Code(mode="type", solution=solution, check=PURE.check, wrong=())
    return Question(
        id="test.pure", topic="test", title=text, level=1, ask=text, body=code, explain=text, revision="1"
    )


def with_judge(story: Callable[[Judge], Awaitable[None]], patience: float = 10.0) -> None:
    async def run() -> None:
        judge = Judge(patience=patience)
        try:
            await judge.warm(torch=False)
            await story(judge)
        finally:
            await judge.close()

    asyncio.run(run())


async def outcome(judge: Judge, source: bytes) -> str:
    return (await judge.check(question(), source)).outcome


def test_answers_and_other_requests(cache: None) -> None:
    async def story(judge: Judge) -> None:
        verdict = await judge.check(question(), WRONG)
        assert verdict.outcome == "wrong" and verdict.counterexample is not None
        assert verdict.counterexample.given["x"]["shape"] == [1]
        assert await outcome(judge, RIGHT) == "right"
        each = await judge.check_each(question(), [WRONG, RIGHT])
        assert [one.outcome for one in each] == ["wrong", "right"]
        ran = await judge.run(question(), b"print('hi')\n" + RIGHT)
        assert ran.output == "hi\n"
        program = "def answer(a, b):\n    return {'sum': a + b, 'inf': float('inf')}\n"
        assert await judge.compute(program, "answer", {"b": 2, "a": 1}) == {"sum": 3, "inf": float("inf")}
        with pytest.raises(QuizrnnError, match="ZeroDivisionError"):
            await judge.compute("def answer():\n    1 / 0\n", "answer", {})

    with_judge(story)


def test_killed_between_and_during_checks(cache: None) -> None:
    async def story(judge: Judge) -> None:
        assert await outcome(judge, RIGHT) == "right"
        assert judge.pid is not None
        os.kill(judge.pid, signal.SIGKILL)
        assert await outcome(judge, RIGHT) == "right"
        checking = asyncio.create_task(judge.check(question(), b"import time\ntime.sleep(0.3)\n" + RIGHT))
        await asyncio.sleep(0.1)
        os.kill(judge.pid, signal.SIGKILL)
        assert (await checking).outcome == "right"

    with_judge(story)


def test_frozen_process_is_replaced(cache: None) -> None:
    async def story(judge: Judge) -> None:
        assert await outcome(judge, RIGHT) == "right"
        frozen = judge.pid
        assert frozen is not None
        os.kill(frozen, signal.SIGSTOP)
        assert await outcome(judge, RIGHT) == "right"
        assert judge.pid != frozen

    with_judge(story, patience=3.0)


def test_a_process_that_keeps_dying_is_broken_not_wrong(cache: None) -> None:
    async def story(judge: Judge) -> None:
        checking = asyncio.create_task(judge.check(question(), LOOP))
        killed: set[int] = set()
        while not checking.done():
            await asyncio.sleep(0.05)
            if judge.pid is not None and judge.pid not in killed:
                killed.add(judge.pid)
                os.kill(judge.pid, signal.SIGKILL)
        assert checking.result().outcome == "broken" and len(killed) >= 2
        assert await outcome(judge, RIGHT) == "right"

    with_judge(story)


def test_cancelling_stops_the_check(cache: None) -> None:
    async def story(judge: Judge) -> None:
        assert await outcome(judge, RIGHT) == "right"
        for work in (judge.check(question(), LOOP), judge.check_each(question(), [LOOP])):
            checking = asyncio.create_task(work)
            await asyncio.sleep(0.2)
            checking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await checking
            assert await outcome(judge, RIGHT) == "right"

    with_judge(story)


def test_closing_leaves_no_process(cache: None) -> None:
    pids: list[int] = []

    async def story(judge: Judge) -> None:
        assert await outcome(judge, RIGHT) == "right"
        assert judge.pid is not None
        pids.extend([judge.pid, *_below(judge.pid)])
        assert len(pids) >= 2

    with_judge(story)
    assert _gone(pids)


def test_ends_with_its_parent(cache: None) -> None:
    server = subprocess.Popen(
        [sys.executable, "-m", "quizrnn.judge"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert server.stdin is not None and server.stdout is not None
    request = Request(id=1, do="check", task=SOFTMAX, source=b"print('noise')\nsoftmax = 1\n")
    server.stdin.write(msgspec.json.encode(request) + b"\n")
    server.stdin.flush()
    response = Response(id=0, alive=True)
    while response.alive:
        response = msgspec.json.decode(server.stdout.readline(), type=Response)
    assert response.verdict is not None and response.verdict.outcome == "error"
    pids = [server.pid, *_below(server.pid)]
    server.stdin.close()
    assert server.wait(20) == 0
    assert server.stdout.read() == b""
    assert _gone(pids[1:])


def test_importing_the_client_imports_no_numpy() -> None:
    code = "import sys, quizrnn.judge.client\nassert not {'numpy', 'torch'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def _below(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir() if Path(f"/proc/{pid}/task").exists() else ():
        for child in (task / "children").read_text().split():
            found += [int(child), *_below(int(child))]
    return found


def _gone(pids: list[int]) -> bool:
    """True once none of the processes is left (zombies count as gone)."""
    for _ in range(200):
        if not any(_alive(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
