"""A setting read before anything else is: the folder is left as it was found."""

import sqlite3

from quizrnn.progress import data_file, open_store
from quizrnn.progress.saved import saved_setting


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_reading_a_setting_leaves_no_files_behind(tmp_path):
    store = open_store(tmp_path)
    store.set_setting("lang", "ja")
    store.close()
    before = names(tmp_path)
    assert saved_setting("lang", tmp_path) == "ja" and saved_setting("other", tmp_path) is None
    assert names(tmp_path) == before == [data_file(tmp_path).name]


def test_where_there_is_no_progress_none_is_made(tmp_path):
    assert saved_setting("lang", tmp_path) is None and not names(tmp_path)
    data_file(tmp_path).touch()
    assert saved_setting("lang", tmp_path) is None and data_file(tmp_path).stat().st_size == 0
    data_file(tmp_path).write_bytes(b"no database at all\n" * 99)
    assert saved_setting("lang", tmp_path) is None and len(names(tmp_path)) == 1


def test_it_is_read_while_another_program_writes(tmp_path):
    store = open_store(tmp_path)
    store.set_setting("lang", "ja")
    other = sqlite3.connect(data_file(tmp_path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert saved_setting("lang", tmp_path) == "ja"
    other.execute("COMMIT")
    other.close()
    store.set_setting("lang", "en")
    assert saved_setting("lang", tmp_path) == "en"
