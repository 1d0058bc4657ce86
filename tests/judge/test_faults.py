"""What a runner replied becomes a fault without losing a fact."""

import pytest

from quizrnn.bank.model import Check
from quizrnn.judge.contract import Reply
from quizrnn.judge.faults import fault_of

CHECK = Check({}, call="double")


@pytest.mark.parametrize(
    ("reply", "rung", "name"),
    [
        (Reply("raised", code="missing-import", name="pandas"), "run", "pandas"),
        (Reply("raised", code="not-callable", name="double"), "name", "double"),
        (Reply("blocked", name="os.fork"), "run", "os.fork"),
        (Reply("timeout", line=3), "run", None),
    ],
)
def test_the_name_of_what_is_missing_or_refused_stays(reply, rung, name):
    fault = fault_of(reply, CHECK)
    assert (fault.rung, fault.got) == (rung, name)
