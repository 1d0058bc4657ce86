"""What a learner has done, in one SQLite file. An attempt is written when it is made, never at exit.

    store = open_store(path=None)          # never raises; patience: seconds to wait for another's write
    store.trouble                          # None, or Trouble: why the file is not written; message(lang)
    store.settle()                         # writes what waits beside the file, if that is possible by now
    store.left_out(lang)                   # what waits beside the file and cannot be read, in words
    store.unread                           # damaged attempts that were met and left out: id -> what is wrong
    attempt_id = store.add(Attempt(...))   # durable on return
    store.undo(attempt_id)                 # a slip: kept, but no longer counted
    store.given(question, sitting_id, at)  # the attempt of a moment of a sitting, or None
    store.attempts(["gru.a"])              # newest last; no ids: all
    store.latest()                         # question id -> Latest (outcome, revision, when, tries)
    store.card("gru.a")                    # Card: the newest attempt and the schedule, or None
    store.due() / store.coming()           # today's review / the next study day with something due (among these)
    store.rate(attempt_id, 3)              # the learner's own rating of an answer
    store.export() / store.take_in(lines)  # for a second machine
    store.save_draft(id, revision, text) / store.draft(id, revision) / store.drop_draft(id)
    store.save_sitting(sitting_id, data, finished=False)
    store.unfinished()                     # [(sitting_id, data)], newest first
    store.mark(id, BOOKMARK, on=True) / store.marks(BOOKMARK) -> set of ids; ASIDE: reported, not asked again
    store.setting("lang") / store.set_setting("lang", "ja")
    store.close()

The file lies in the user's data folder; ``QUIZRNN_HOME`` or ``path`` (a folder or a file ending in
.sqlite) says otherwise.
"""

from quizrnn.progress.day import as_date, study_day
from quizrnn.progress.place import data_file
from quizrnn.progress.records import ASIDE, BOOKMARK, RATINGS, Attempt, Card, Due, Latest, Trouble
from quizrnn.progress.store import Store, open_store
from quizrnn.progress.transfer import UnreadableExportError

__all__ = [
    "ASIDE",
    "BOOKMARK",
    "RATINGS",
    "Attempt",
    "Card",
    "Due",
    "Latest",
    "Store",
    "Trouble",
    "UnreadableExportError",
    "as_date",
    "data_file",
    "open_store",
    "study_day",
]
