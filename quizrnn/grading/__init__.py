"""An ``Answer`` to a ``Question`` becomes a ``Verdict``, and a verdict becomes what the learner reads.

    verdict = await grade(question, answer, judge)           # judge: quizrnn.judge.client.Judge
    verdict = grade_now(question, answer, local_judge)       # the same logic with a LocalJudge
    page = feedback(question, answer, verdict, lang)         # blocks that both front ends render
    over = is_over(question, answer, verdict)                # else the learner may try again
    blocks = solved(question, answer_or_none, lang)          # after "I don't know", or the solution asked for

``AnswerUnclear`` is raised for what cannot be read as an answer (``abc`` for a number, nothing picked): say
``error.message(lang)`` and ask again; it is no attempt. Without a judge (None) all but code answers and
computed numbers can be graded; those come back ``broken``.
"""

from quizrnn.grading.answer import Answer, Coded, Essayed, Matched, Picked, Typed
from quizrnn.grading.blocks import Block, Code, Feedback, Heading, Options, Output, Prose, Samples, Trace
from quizrnn.grading.feedback import feedback, is_over
from quizrnn.grading.grade import grade, grade_now, key_now
from quizrnn.grading.solved import solved
from quizrnn.grading.unclear import AnswerUnclear

__all__ = [
    "Answer",
    "AnswerUnclear",
    "Block",
    "Code",
    "Coded",
    "Essayed",
    "Feedback",
    "Heading",
    "Matched",
    "Options",
    "Output",
    "Picked",
    "Prose",
    "Samples",
    "Trace",
    "Typed",
    "feedback",
    "grade",
    "grade_now",
    "is_over",
    "key_now",
    "solved",
]
