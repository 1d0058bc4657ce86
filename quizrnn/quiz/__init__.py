"""A sitting as a pure state machine; clock and random source are arguments.

rows = choose(bank.rows(), topics=["gru"], rng=rng)   # or ids=[...] (questions or sets), kinds, levels, tags
sitting = begin(rows, rng, now, lang=lang)
item = sitting.item                                   # the question at hand; None when the sitting is over
shown = present(question, item.seed, lang)            # texts with drawn numbers, options in shown order
answer = shown.picked([2])                            # also shown.matched(...), shown.typed(text)
sitting, attempt = record(sitting, question, answer, verdict, now, lang=lang, way="app", card=store.card(id))
store.add(attempt)
sitting = hint(sitting, question)                     # item.hints says how many of shown.hints are open
sitting, attempt = skip(sitting, now, lang=lang, way="app")    # also dont_know, reveal
sitting = retry(sitting, now)                         # once more; item.state is "open" again
sitting, at = undo(sitting)                           # a slip: store.undo(store.given(question.id, sitting.id, at).id)
sitting = back(sitting, now)                          # to the question before
sitting = advance(sitting, now)                       # to the next question
sitting = beside(sitting, item)                       # answered in a look aside: not asked here again
sitting = pause(sitting, now); resume(sitting, now)   # the clock, when the learner leaves and comes back
planned = plan(rows, store.due())                     # today's review; minutes(planned)
line = returning(store.card(id), attempt.rating, study_day(now), lang)   # "Next review: in 3 days (good)"
result = summary(sitting)
line = schedule_line(sitting, store.card, study_day(now), lang)          # "3 questions come back tomorrow, 2 in 4 days."
data = save(sitting); sitting = load(data)            # bytes; load raises QuizrnnError
left_here(store.unfinished(), bank)                   # the sittings that go on in this bank, newest first
"""

from quizrnn.quiz.choose import choose, easy_first, together
from quizrnn.quiz.draft import draft_of, draft_text
from quizrnn.quiz.left import goes_on, is_elsewhere, left_here, now_called
from quizrnn.quiz.moves import (
    advance,
    at_revision,
    back,
    begin,
    beside,
    dont_know,
    hint,
    pause,
    record,
    resume,
    retry,
    reveal,
    skip,
    undo,
)
from quizrnn.quiz.present import Presented, ShownOption, present
from quizrnn.quiz.rating import of_file
from quizrnn.quiz.review import (
    REVIEW,
    Planned,
    left_reviews,
    minutes,
    nothing_due,
    plan,
    returning,
    schedule_line,
    when,
)
from quizrnn.quiz.sitting import Item, Sitting, Summary, load, save, summary

__all__ = [
    "REVIEW",
    "Item",
    "Planned",
    "Presented",
    "ShownOption",
    "Sitting",
    "Summary",
    "advance",
    "at_revision",
    "back",
    "begin",
    "beside",
    "choose",
    "dont_know",
    "draft_of",
    "draft_text",
    "easy_first",
    "goes_on",
    "hint",
    "is_elsewhere",
    "left_here",
    "left_reviews",
    "load",
    "minutes",
    "nothing_due",
    "now_called",
    "of_file",
    "pause",
    "plan",
    "present",
    "record",
    "resume",
    "retry",
    "returning",
    "reveal",
    "save",
    "schedule_line",
    "skip",
    "summary",
    "together",
    "undo",
    "when",
]
