"""What a learner has done, in one SQLite file. An attempt is written when it is made, never at exit.

    store = open_store(path=None)          # never raises; store.trouble says why it works in memory only
    store.trouble                          # None, or Trouble; trouble.message(lang) is for the learner
    attempt_id = store.add(Attempt(...))   # durable on return
    store.undo(attempt_id)                 # a slip: kept, but no longer counted
    store.attempts(["gru.a"])              # newest last; no ids: all
    store.latest()                         # question id -> Latest (outcome, revision, when, tries)
    store.save_draft(id, revision, text) / store.draft(id, revision) / store.drop_draft(id)
    store.save_sitting(sitting_id, data, finished=False)
    store.unfinished()                     # [(sitting_id, data)], newest first
    store.mark(id, BOOKMARK, on=True) / store.marks(BOOKMARK) -> set of ids; ASIDE: reported, not asked again
    store.setting("lang") / store.set_setting("lang", "ja")
    store.close()

The file lies in the user's data folder; ``QUIZRNN_HOME`` or ``path`` (a folder or a file ending in
.sqlite) says otherwise.
"""

from quizrnn.progress.place import data_file
from quizrnn.progress.records import ASIDE, BOOKMARK, Attempt, Latest, Trouble
from quizrnn.progress.store import Store, open_store

__all__ = ["ASIDE", "BOOKMARK", "Attempt", "Latest", "Store", "Trouble", "data_file", "open_store"]
