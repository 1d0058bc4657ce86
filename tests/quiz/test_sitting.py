"""The laws of a sitting."""

import random

import msgspec
import pytest
from grading.make import CHOICE, CODE, ESSAY, MATCH, NUMBER, ORDER, SEVERAL, SHORT, both, question
from hypothesis import given
from hypothesis import strategies as st

from quizrnn.bank.model import QuestionSet
from quizrnn.errors import QuizrnnError
from quizrnn.grading import Picked, Typed, grade_now
from quizrnn.quiz import (
    advance,
    at_revision,
    back,
    begin,
    beside,
    choose,
    dont_know,
    easy_first,
    hint,
    load,
    pause,
    present,
    record,
    resume,
    retry,
    reveal,
    save,
    skip,
    summary,
    undo,
)  # fmt: skip
from quizrnn.verdict import Verdict

QUESTIONS = [
    question(body, id=f"t.{i}", topic="ab"[i % 2], level=1 + i % 3, set="ab.set" if i in (2, 4) else "")
    for i, body in enumerate([CHOICE, SEVERAL, MATCH, ORDER, NUMBER, SHORT, ESSAY, CODE])
]
BY_ID = {q.id: q for q in QUESTIONS}
HINTED = question(NUMBER, hints=(both("h0"), both("h1")))


def sitting(*questions, seed=1):
    return begin(questions or QUESTIONS, random.Random(seed), 100.0)


def answered(state, q, outcome, now=110.0):
    answer = Picked((0,)) if q.kind == "choice" else Typed("1", state.item.seed)
    return record(state, q, answer, Verdict(outcome), now, lang="en", way="plain")


def test_what_was_answered_beside_has_come():
    here, there = QUESTIONS[0], QUESTIONS[3]
    state, _ = answered(sitting(), here, "wrong")
    assert state.number == 1
    aside, _ = answered(sitting(there), there, "right")
    seen = beside(state, aside.items[0])
    assert seen.number == 2 and seen.items[3].state == "right" and summary(seen).first_try == 1
    assert seen.items[:3] == state.items[:3] and seen.items[4:] == state.items[4:]
    assert undo(msgspec.structs.replace(seen, at=3))[1] == 0.0, "it is taken back where it was given"
    again, _ = undo(aside)
    assert beside(seen, again.items[0]).items == state.items

    own, _ = answered(sitting(here, there), here, "wrong")
    assert beside(own, msgspec.structs.replace(aside.items[0], question=here.id)) == own


moves = st.lists(
    st.sampled_from(
        ["right", "wrong", "broken", "skip", "unknown", "reveal", "hint", "undo", "retry", "save"]
    ),
    max_size=40,
)


@given(moves)
def test_every_question_comes_once_in_order_whatever_the_learner_does(steps):
    state, seen, now = sitting(), [], 100.0
    for step in [*steps, *["next"] * len(QUESTIONS)]:
        now += 1
        item = state.item
        if item is None:
            break
        q = BY_ID[item.question]
        if step in ("right", "wrong", "broken"):
            state, _ = answered(state, q, step, now)
        elif step in ("skip", "unknown", "reveal"):
            state, _ = {"skip": skip, "unknown": dont_know, "reveal": reveal}[step](
                state, now, lang="en", way="plain"
            )
        elif step == "save":
            state = load(save(state))
        elif step == "next":
            seen.append(item.question)
            state = advance(state, now)
        elif step == "hint":
            state = hint(state, q)
        elif step == "retry":
            state = retry(state, now)
        else:
            state, _ = undo(state)
        assert state.over or state.item.question not in seen
    assert seen == [q.id for q in QUESTIONS] and state.over
    result = summary(state)
    assert result.right + result.wrong + result.skipped + result.unknown + result.left == len(QUESTIONS)


@given(st.sampled_from(["right", "wrong"]))
def test_undo_takes_back_exactly_the_last_answer(outcome):
    state = sitting(QUESTIONS[0])
    after, attempt = answered(state, QUESTIONS[0], outcome)
    back, at = undo(after)
    assert at == attempt.at and (back.item.state, back.item.tries) == ("open", ())
    assert undo(back) == (back, 0.0)


def test_what_could_not_be_judged_is_not_what_is_taken_back():
    state, first = answered(sitting(QUESTIONS[0]), QUESTIONS[0], "wrong")
    state, broken = answered(retry(state, 150.0), QUESTIONS[0], "broken", 160.0)
    assert broken.at == 160.0 and undo(state)[1] == first.at


def test_a_sitting_that_an_older_program_saved_is_gone_on_with():
    state, _ = answered(sitting(QUESTIONS[0]), QUESTIONS[0], "wrong")
    older = msgspec.json.decode(save(state))
    for one in older["items"][0]["tries"]:
        del one["at"]
        one["stored"] = 7
    back, at = undo(load(msgspec.json.encode(older)))
    assert (back.item.tries, at) == ((), 0.0)


def test_an_attempt_tells_what_is_needed_to_replay_it():
    q = HINTED
    state = hint(begin([q], random.Random(3), 100.0), q)
    answer = Typed("7", state.item.seed)
    _, attempt = record(state, q, answer, grade_now(q, answer), 112.5, lang="ja", way="app")
    assert (attempt.question, attempt.revision, attempt.seconds, attempt.hints) == ("t.q", "r1", 12.5, 1)
    assert (attempt.seed, attempt.lang, attempt.way, attempt.sitting) == (
        state.item.seed,
        "ja",
        "app",
        state.id,
    )
    assert msgspec.json.decode(attempt.answer, type=Typed) == answer


def test_a_broken_verdict_is_no_try():
    state = sitting(QUESTIONS[0])
    after, attempt = answered(state, QUESTIONS[0], "broken")
    assert after.item.state == "open" and not after.item.tries and attempt.outcome == "broken"


def test_hints_end_and_time_away_does_not_count():
    state = begin([HINTED], random.Random(3), 100.0)
    for _ in range(5):
        state = hint(state, HINTED)
    assert state.item.hints == 2
    state = resume(pause(state, 110.0), 9000.0)
    _, attempt = answered(state, HINTED, "wrong", 9005.0)
    assert attempt.seconds == 15.0
    _, attempt = answered(state, HINTED, "wrong", 1.0)
    assert attempt.seconds == 10.0, "a clock that jumps back counts as nothing"


def test_only_right_at_once_and_without_hints_is_first_try():
    state, _ = answered(sitting(HINTED), HINTED, "wrong")
    state, _ = answered(retry(state, 111.0), HINTED, "right", 120.0)
    assert (summary(state).right, summary(state).first_try) == (1, 0)
    state, _ = answered(sitting(HINTED), HINTED, "right")
    assert summary(state).first_try == 1


def test_a_changed_question_is_recorded_under_its_new_revision():
    state = at_revision(sitting(HINTED), question(NUMBER, revision="r2"))
    _, attempt = answered(state, HINTED, "right")
    assert attempt.revision == "r2"


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", b"[1]", b'{"id": 3}'])
def test_what_is_no_saved_sitting_is_said(data):
    with pytest.raises(QuizrnnError, match="begins"):
        load(data)


def test_moves_on_a_finished_sitting_are_refused():
    state = advance(sitting(HINTED), 1.0)
    with pytest.raises(QuizrnnError):
        skip(state, 2.0, lang="en", way="plain")


def test_choose_keeps_sets_together_and_named_questions_in_order():
    assert [row.id for row in choose(QUESTIONS, ids=["t.5", "ab.set", "t.5"])] == ["t.5", "t.2", "t.4"]
    assert {row.topic for row in choose(QUESTIONS, topics=["a"])} == {"a"}
    assert [row.kind for row in choose(QUESTIONS, kinds=["essay"])] == ["essay"]
    for seed in range(10):
        mixed = [row.id for row in choose(QUESTIONS, rng=random.Random(seed))]
        assert sorted(mixed) == sorted(BY_ID) and mixed.index("t.4") == mixed.index("t.2") + 1
    assert len(choose(QUESTIONS, count=3, rng=random.Random(2))) == 3
    assert not choose([question(CODE, needs=("torch",))], lacking=["torch"])


def test_easy_first_keeps_sets_together():
    rows = [question(NUMBER, id=f"t.{name}", level=level, set=of) for name, level, of in [
        ("a", 3, ""), ("b", 3, "s"), ("c", 2, ""), ("d", 1, "s"), ("e", 1, ""),
    ]]  # fmt: skip
    assert [row.id for row in easy_first(rows)] == ["t.b", "t.d", "t.e", "t.c", "t.a"]


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("q", QUESTIONS, ids=lambda q: q.kind)
def test_presented_options_lead_back_to_the_authors(q, lang):
    shown = present(q, 5, lang)
    assert shown == present(q, 5, lang)
    indices = [option.index for option in shown.options]
    assert indices == [option.index for option in present(q, 5, "en" if lang == "ja" else "ja").options]
    for number, index in enumerate(indices, 1):
        assert shown.shown_number(index) == number
        assert shown.picked([number]).picks == (index,)
    with pytest.raises(IndexError):
        shown.picked([len(indices) + 1])


def test_the_order_of_options_depends_on_the_seed_and_an_order_never_comes_solved():
    orders = {tuple(o.index for o in present(QUESTIONS[0], seed, "en").options) for seed in range(30)}
    assert len(orders) == 6
    assert all(
        [o.index for o in present(QUESTIONS[3], seed, "en").options] != [0, 1, 2] for seed in range(50)
    )
    fixed = question(msgspec.structs.replace(CHOICE, shuffle=False))
    assert all([o.index for o in present(fixed, seed, "en").options] == [0, 1, 2] for seed in range(10))


def test_drawn_numbers_stand_in_the_texts():
    q = question(NUMBER, ask=both("a quarter of {=n}?"), hints=(both("divide {=n} by 4"),))
    shown = present(q, 4, "ja")
    assert "{=" not in shown.ask + shown.hints[0] and any(char.isdigit() for char in shown.ask)


def test_code_shows_regions_and_the_set_its_text():
    group = QuestionSet("ab.set", "a", both("Set"), both("Common"), ("t.q",))
    shown = present(question(CODE), 1, "en", group)
    assert shown.regions == {"y": "..."} and "y = ..." in shown.view.text and shown.set_ask == "Common"


def test_back_goes_to_the_question_before_and_undo_takes_its_answer():
    state = sitting()
    state, attempt = answered(state, BY_ID["t.0"], "wrong")
    there = back(advance(state, 120.0), 130.0)
    assert (there.at, there.item.state) == (0, "wrong")
    again, at = undo(there)
    assert (again.item.state, again.item.tries, at) == ("open", (), attempt.at)
    assert back(again, 140.0) == again, "before the first there is none"
    assert back(advance(again, 150.0), 160.0).at == 0
