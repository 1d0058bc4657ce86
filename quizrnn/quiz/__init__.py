"""A sitting as a pure state machine: frozen values in, frozen values out; clock and random source are arguments.

    sitting = begin(choose(rows, topics=["gru"]), rng, now)  # rows: bank rows or questions, anything with id/topic/level/kind
    item = sitting.item                                   # the question at hand: item.question, item.seed, item.hints ...
    shown = present(question, item.seed, lang)            # texts with drawn numbers, options in shown order
    answer = shown.answer(...)                            # helpers: shown.picked([2]) maps shown numbers to the author's
    sitting, attempt = record(sitting, question, answer, verdict, now, lang)    # attempt: progress.Attempt, store.add(attempt)
    sitting = hint(sitting, question)                     # one hint more; item.hints says how many are open
    sitting, attempt = skip(sitting, question, now, lang) # also: dont_know(...), reveal(...) (solution asked for)
    sitting = retry(sitting, now)                         # same question again after a wrong code/number/text answer
    sitting = advance(sitting, now)                       # to the next question; sitting.item is None when all are done
    sitting = undo(sitting)                               # takes back the last attempt of this question (a slip of the key)
    result = summary(sitting)                             # right, wrong, skipped, unknown, seconds, weak ids
    data = save(sitting); sitting = load(data)            # bytes; raises QuizrnnError for what it cannot read

``undo`` and ``skip`` name what goes to the store: ``store.add`` for attempts, ``store.undo(attempt_id)`` for a slip.
"""

from quizrnn.quiz.choose import choose
from quizrnn.quiz.present import Presented, ShownOption, present
from quizrnn.quiz.sitting import (
    Item,
    Sitting,
    Summary,
    advance,
    begin,
    dont_know,
    hint,
    load,
    record,
    retry,
    reveal,
    save,
    skip,
    summary,
    undo,
)

__all__ = [
    "Item",
    "Presented",
    "ShownOption",
    "Sitting",
    "Summary",
    "advance",
    "begin",
    "choose",
    "dont_know",
    "hint",
    "load",
    "present",
    "record",
    "retry",
    "reveal",
    "save",
    "skip",
    "summary",
    "undo",
]
