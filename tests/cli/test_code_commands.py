"""Code line by line: back to its start and again, and checks that are stopped."""

import random

import pytest

from quizrnn.bank import Bank
from quizrnn.cli.moves import Leaving
from quizrnn.cli.sitting import PlainSitting
from quizrnn.progress import open_store
from quizrnn.quiz import begin
from quizrnn.verdict import Verdict


def test_code_goes_back_to_its_start_and_once_more_to_what_was_written(shell):
    out = shell.quiz("six.code", "--lang", "en", input=":restart\nx * x\n:restart\n")
    assert "The code is as it was at the start." in out
    assert "y = x * x" not in shell.quiz("--lang", "en", input=""), "it stays so when the sitting goes on"
    out = shell.quiz("--lang", "en", input="x * x\n:restart\n:restart\n\n")
    assert "What you wrote is back." in out and "now: x * x" in out
    assert [a.answer.count("x * x") for a in open_store(shell.home).attempts()] == [1] * 3


def test_only_code_that_is_typed_goes_back(shell):
    assert "There is no command :restart" in shell.quiz("six.text", "--lang", "en", input=":restart\n")


class Stopped:
    """A judge whose work is interrupted so many times before it ends."""

    def __init__(self, interruption, times):
        self.interruption, self.times, self.closed = interruption, times, 0

    def check(self, question, source):
        if self.times:
            self.times -= 1
            raise self.interruption
        return Verdict("right", score=1.0)

    run = check

    def close(self):
        self.closed += 1


def sit(shell, judge, *lines):
    """A sitting of the code question with these lines; what was said."""
    six, typed, said = Bank.open(shell.bank), iter(lines), []

    def read(prompt):
        line = next(typed, None)
        if line is None:
            raise EOFError
        return line

    plain = PlainSitting(six, open_store(shell.home), lambda torch: judge, "en", read=read, say=said.append)
    plain.run(begin([six.get("six.code")], random.Random(1), 100.0))
    return "\n".join(said)


def test_an_interrupt_stops_only_the_check_and_keeps_what_was_written(shell):
    judge = Stopped(KeyboardInterrupt, 1)
    said = sit(shell, judge, "x + x")
    assert "Stopped; nothing was judged." in said and "saved at question 1" in said and judge.closed == 1
    store = open_store(shell.home)
    assert store.attempts() == []
    assert "now: x + x" in sit(shell, Stopped(KeyboardInterrupt, 0), "")
    assert [a.outcome for a in store.attempts()] == ["right"]


def test_an_interrupt_stops_a_run_too(shell):
    said = sit(shell, Stopped(KeyboardInterrupt, 1), ":run", "x + x")
    assert "Stopped; nothing was judged." in said and "○ Right" in said


@pytest.mark.parametrize("way", ["asked to end", "interrupted twice"])
def test_a_second_interrupt_or_a_closing_terminal_leaves(shell, way):
    judge = Stopped(Leaving if way == "asked to end" else KeyboardInterrupt, 1)
    if way == "interrupted twice":

        def close():
            raise KeyboardInterrupt

        judge.close = close
    said = sit(shell, judge, "x + x", "never read")
    assert "Stopped" not in said and "saved at question 1" in said
