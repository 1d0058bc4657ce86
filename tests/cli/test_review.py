"""The review from the command line: what is due, ratings, replay, export and import, nothing lost on the way."""

import json
import random
import shutil
import signal
import subprocess
import time

import msgspec
import pytest

from quizrnn.bank import Bank
from quizrnn.progress import Attempt, open_store, study_day
from quizrnn.quiz import begin, load, save
from quizrnn.verdict import Verdict

KINDS = ("choice", "match", "number", "text", "essay", "code")


def past(shell, *names, rating=1, **fields):
    """Answers of a week ago, due by now."""
    store = open_store(shell.home)
    at = time.time() - 7 * 86400
    for name in names:
        store.add(Attempt(name, "r", at, rating=rating, topic="six", verdict=Verdict("wrong"), **fields))
    store.close()


def bank(shell, lang="en"):
    return "--bank", str(shell.bank), "--lang", lang


def test_due_lists_todays_review_with_minutes(shell):
    past(shell, "six.choice", "six.essay", "gone.long-ago", seconds=100.0, sitting="s")
    done = shell.run("due", *bank(shell))
    lines = done.stdout.decode().split("\n")
    assert lines[0].split() == ["2", "min", "six.choice", "A", "choice"] and "six.essay" in lines[1]
    assert "2 questions due, about 3 min" in done.stderr.decode()
    data = json.loads(shell.text("due", "--json", *bank(shell)))
    assert [one["id"] for one in data["questions"]] == ["six.choice", "six.essay"]
    assert (data["minutes"], data["questions"][0]["seconds"], data["next"]) == (3, 100.0, None)


def test_nothing_due_says_when_there_will_be(shell):
    assert "Nothing is due today." in shell.text("due", *bank(shell))
    shell.quiz("six.choice", "--lang", "en", input="1\n")
    assert "Next: tomorrow, 1 question." in shell.text("due", *bank(shell))
    assert "Next: tomorrow" in shell.text("quiz", "--plain", "--review", *bank(shell))
    assert json.loads(shell.text("due", "--json", *bank(shell)))["next"]["count"] == 1


def test_what_the_bank_lacks_is_not_announced(shell):
    store = open_store(shell.home)
    for name in ("gone.long-ago", "six.choice", "gone.too"):
        store.add(Attempt(name, "r", time.time(), rating=1, topic="six", verdict=Verdict("wrong")))
    store.add(Attempt("gone.sooner", "r", time.time() - 86400, rating=3, verdict=Verdict("right")))
    store.close()
    assert "Next: tomorrow, 1 question." in shell.text("due", *bank(shell))
    assert json.loads(shell.text("due", "--json", *bank(shell)))["next"]["count"] == 1


def test_replay_last_is_what_was_done_last_whatever_the_clock_said(shell):
    store = open_store(shell.home)
    ahead = time.time() + 10 * 86400
    store.add(
        Attempt("six.choice", "r", ahead, answer='{"type":"picked","picks":[0]}', verdict=Verdict("right"))
    )
    store.close()
    shell.quiz("six.text", "--lang", "en", input="exposure bias\n")
    assert json.loads(shell.text("replay", "last", "--json", *bank(shell)))["question"]["id"] == "six.text"


def test_a_damaged_attempt_is_left_out_and_named(shell):
    shell.quiz("six.choice", "six.text", "six.number", "--lang", "en", input="2\nGRU\n3\n")
    store = open_store(shell.home)
    for number, damage in ((1, "verdict = 'garbage'"), (3, "at = 'text'")):
        store._db.execute(f"UPDATE attempts SET {damage} WHERE id = ?", (number,))
    ids = [number for (number,) in store._db.execute("SELECT id FROM attempts")]
    store.close()
    done = shell.run("progress", "list", "--lang", "en")
    assert done.stdout.decode().count("six.") == len(ids) - 2
    assert "2 damaged attempts that cannot be read (1, 3)" in done.stderr.decode()
    done = shell.run("progress", "export", str(shell.work / "out"), "--lang", "ja")
    assert done.returncode == 0 and "壊れていて読めない解答が 2 件" in done.stderr.decode()
    assert "Attempt" not in shell.run("progress", "import", str(shell.work / "out")).stderr.decode()
    done = shell.run("replay", "1", *bank(shell))
    assert done.returncode == 2 and "The answer of attempt 1 cannot be read" in done.stderr.decode()
    assert shell.run("replay", "last", *bank(shell)).returncode in (0, 1)


def test_what_waits_and_cannot_be_read_is_told(shell):
    shell.home.mkdir()
    file = shell.home / "progress.sqlite.waiting-abc"
    file.write_text('{"type":"hologram"}\n')
    for words in (("progress", "list"), ("quiz", "--plain", "six.choice"), ("doctor",)):
        done = shell.run(*words, *(bank(shell) if words[0] != "progress" else ()))
        said = (done.stdout + done.stderr).decode()
        assert f"{file} are not in the progress file: line 1 cannot be read" in said, words


def test_of_a_damaged_file_what_can_be_read_is_exported(shell):
    shell.quiz("six.choice", "six.text", "--lang", "en", input="2\nGRU\n")
    store = open_store(shell.home)
    store._db.execute("DROP TABLE marks")
    store.close()
    done = shell.run("progress", "export", str(shell.work / "out"), "--lang", "en")
    assert done.returncode == 0 and "a table is missing" in done.stderr.decode()
    assert open_store(shell.work / "new").take_in((shell.work / "out").read_bytes().splitlines()).attempts
    (shell.home / "progress.sqlite").write_bytes(b"nothing of a database")
    done = shell.run("progress", "export", str(shell.work / "none"), "--lang", "en")
    assert done.returncode == 2 and "Nothing was exported" in done.stderr.decode()


def test_a_review_asks_what_is_due_and_plans_what_is_left_anew(shell):
    past(shell, "six.choice", "six.text")
    out = shell.quiz("--review", "--lang", "en", input="2\n")
    assert "2 questions." in out and "Question 2 of 2" in out
    assert "Next review: in" in out and ":rate" in out
    out = shell.quiz("--review", "--lang", "en", input="exposure bias\n")
    assert "1 question." in out and "six.choice" not in out
    store = open_store(shell.home)
    assert store.due() == [] and store.unfinished() == []


def test_a_topic_is_practice_ahead_of_its_day_and_a_wrong_answer_counts(shell):
    shell.quiz("six.choice", "--lang", "en", input="2\n")
    store = open_store(shell.home)
    before = store.card("six.choice")
    out = shell.quiz("six.choice", "--lang", "en", "--new", input="2\n")
    assert "Practice: the next review is still" in out
    assert store.card("six.choice").due == before.due
    out = shell.quiz("six.choice", "--lang", "en", "--new", "--practice", input="1\n")
    assert "Practice: whatever you answer" in out
    assert store.card("six.choice").due == before.due and store.card("six.choice").outcome == "wrong"
    assert "Next review: tomorrow (again)" in shell.quiz("six.choice", "--lang", "en", "--new", input="1\n")


def test_the_learner_corrects_the_rating_and_takes_a_slip_back(shell):
    out = shell.quiz(
        "six.choice",
        "six.text",
        "--lang",
        "en",
        input=":rate easy\n2\n:rate easy\n:rate nonsense\n:rate もう一度\n",
    )
    assert "no answer here whose rating" in out and "Say :rate again" in out
    assert "(easy)" in out and out.rstrip().split("Next review: ")[-1].startswith("tomorrow (again)")
    store = open_store(shell.home)
    assert store.attempts()[0].rating == 1
    assert "taken back" in shell.quiz("--lang", "en", input=":undo\n")
    assert store.card("six.choice") is None


def test_a_right_file_is_scheduled_and_a_failing_one_is_work_in_progress(shell):
    work = shell.work / "six.code.py"
    work.write_text("def double(x):\n    return x * x\n")
    shell.text("check", "six.code", *bank(shell), code=1)
    store = open_store(shell.home)
    assert store.card("six.code").due == 0
    work.write_text("def double(x):\n    return x + x\n")
    done = shell.run("check", "six.code", *bank(shell))
    assert "(good)" in done.stderr.decode() and store.card("six.code").due > study_day(time.time())


def test_what_was_done_under_an_older_id_counts_for_the_present_one(shell):
    path = shell.bank / "questions" / "six.yaml"
    text = path.read_text("utf-8").replace(
        "  - id: six.text\n", "  - id: six.term\n    formerly: [six.text]\n"
    )
    path.write_text(text, "utf-8")
    past(shell, "six.text")
    store = open_store(shell.home)
    store.mark("six.text", "bookmark")
    assert json.loads(shell.text("due", "--json", *bank(shell)))["questions"][0]["id"] == "six.term"
    assert store.card("six.text") is None and store.card("six.term").tries == 1
    assert store.marks("bookmark") == {"six.term"}


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Nothing is due today."), ("ja", "今日の復習はありません。")]
)
def test_a_review_of_nothing_says_when_the_next_is_due_and_is_no_error(shell, lang, said):
    assert said in shell.text("quiz", "--review", "--plain", *bank(shell, lang))
    shell.quiz("six.choice", "--lang", lang, input="2\n")
    done = shell.run("quiz", "--review", "--plain", *bank(shell, lang))
    assert done.returncode == 0 and not done.stderr
    assert (
        "Next: in 2 days, 1 question." if lang == "en" else "次は2 日後、1 問です。"
    ) in done.stdout.decode()


# -- replay -------------------------------------------------------------------------------------------


def test_a_replay_judges_again_and_shows_the_same(shell):
    shell.quiz("--lang", "en", "--seed", "1", input="1\n:s\n5\n:n\n:s\nwords\n.\n1\nx * x\n:n\n")
    listed = shell.text("progress", "list", "--lang", "en").strip().split("\n")
    outcomes = [line.split()[3] for line in listed]
    assert outcomes == ["wrong", "skipped", "wrong", "skipped", "right", "wrong"], listed
    for line in listed:
        number, outcome = line.split()[0], line.split()[3]
        if outcome == "skipped":
            assert "no answer" in shell.run("replay", number, *bank(shell)).stderr.decode()
            continue
        out = shell.text("replay", number, *bank(shell))
        assert "The same verdict as on" in out and out.rstrip().endswith(f"{outcome}.")
    data = json.loads(shell.text("replay", "last", "--json", *bank(shell)))
    assert data["same"] and not data["changed"] and data["question"]["id"] == "six.code"
    assert data["now"]["mistake"] == data["then"]["mistake"] == 0
    assert data["now"]["counterexample"] == data["then"]["counterexample"]
    assert len(open_store(shell.home).attempts()) == 6, "a replay is no attempt"


def test_a_replay_says_that_the_question_has_changed_or_is_gone(shell):
    shell.quiz("six.number", "six.choice", "--lang", "en", input="2\n1\n")
    path = shell.bank / "questions" / "six.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("answer: n / 4", "answer: n / 2", 1), "utf-8")
    out = shell.text("replay", "1", *bank(shell), code=1)
    assert "has changed since" in out and "was right, now it is wrong" in out
    assert "変わりました" in shell.text("replay", "1", "--bank", str(shell.bank), "--lang", "ja", code=1)
    path.write_text(text.replace("six.choice", "six.choose"), "utf-8")
    done = shell.run("replay", "2", *bank(shell))
    assert done.returncode == 2 and "no longer in the bank" in done.stderr.decode()
    assert "The verdict was: wrong" in done.stderr.decode()


@pytest.mark.parametrize("number", ["99", "-1", "x", "1" * 40])
def test_a_replay_of_nothing_is_said(shell, number):
    done = shell.run("replay", *bank(shell), "--", number)
    assert done.returncode == 2 and "There is no attempt" in done.stderr.decode()


def test_the_last_answer_where_none_was_given_is_said_as_that(shell):
    for lang, said in (("en", "Nothing has been answered yet"), ("ja", "まだ一度も解答していない")):
        done = shell.run("replay", "last", "--bank", str(shell.bank), "--lang", lang)
        assert done.returncode == 2 and said in done.stderr.decode()


def test_outcomes_are_said_in_the_asked_language(shell):
    shell.quiz("six.choice", "--lang", "ja", input="1\n")
    assert "不正解" in shell.text("progress", "list", "--lang", "ja")
    out = shell.text("replay", "1", "--bank", str(shell.bank), "--lang", "ja")
    assert "と同じ判定です: 不正解。" in out and "wrong" not in out


def test_an_answer_that_cannot_be_read_is_said(shell):
    store = open_store(shell.home)
    store.add(Attempt("six.choice", "r", 5.0, answer='{"type":"hologram"}', verdict=Verdict("right")))
    done = shell.run("replay", "1", *bank(shell))
    assert done.returncode == 2 and "cannot be read" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


# -- a second machine ---------------------------------------------------------------------------------


def test_export_and_import_carry_progress_to_a_second_machine(shell, tmp_path):
    shell.quiz("six.choice", "six.text", "--lang", "en", input="2\n:?\n")
    file = tmp_path / "progress.jsonl"
    assert "2 attempts written" in shell.run("progress", "export", str(file), "--lang", "en").stderr.decode()
    again = shell.run("progress", "export", str(file), "--lang", "en")
    assert again.returncode == 2 and "--force" in again.stderr.decode()
    shell.text("progress", "export", str(file), "--force")
    assert shell.text("progress", "export", "-").encode() == file.read_bytes()
    there = str(tmp_path / "there")
    done = shell.run("progress", "import", str(file), "--data", there, "--lang", "en")
    assert "2 new attempts" in done.stderr.decode(), done.stderr
    assert (
        "0 new attempts, 2 known"
        in shell.run(
            "progress", "import", "-", "--data", there, "--lang", "en", input=file.read_bytes()
        ).stderr.decode()
    )
    here, other = open_store(shell.home), open_store(there)
    assert here.card("six.choice") == other.card("six.choice") and other.card("six.text").rating == 1


def test_a_sitting_gone_on_with_on_a_second_machine_takes_back_its_own_answer(shell, tmp_path):
    file, there = tmp_path / "progress.jsonl", str(tmp_path / "there")
    shell.quiz("six.choice", "--lang", "en", "--data", there, input="2\n")
    shell.quiz("six.text", "six.choice", "--lang", "en", input=":?\n:quit\n")
    shell.text("progress", "export", str(file))
    shell.run("progress", "import", str(file), "--data", there)
    assert "taken back" in shell.quiz("--lang", "en", "--data", there, input=":undo\n:quit\n")
    undone = {one.question: one.undone for one in open_store(there).attempts(undone=True)}
    assert undone == {"six.choice": False, "six.text": True}


def test_an_import_from_an_older_bank_is_known_again(shell, tmp_path):
    file = tmp_path / "progress.jsonl"
    shell.quiz("six.text", "--lang", "en", input=":?\n")
    shell.text("progress", "export", str(file))
    path = shell.bank / "questions" / "six.yaml"
    renamed = path.read_text("utf-8").replace(
        "- id: six.text\n", "- id: six.term\n    formerly: [six.text]\n"
    )
    path.write_text(renamed, "utf-8")
    shell.text("due", *bank(shell))
    assert open_store(shell.home).card("six.term").tries == 1
    done = shell.run("--bank", str(shell.bank), "progress", "import", str(file), "--lang", "en")
    assert "0 new attempts, 1 known" in done.stderr.decode(), done.stderr


def test_what_cannot_be_imported_or_exported_is_said_and_changes_nothing(shell, tmp_path):
    shell.quiz("six.choice", "--lang", "en", input="2\n")
    file = tmp_path / "cut.jsonl"
    shell.text("progress", "export", str(file))
    file.write_bytes(file.read_bytes()[:-20])
    done = shell.run("progress", "import", str(file), "--data", str(tmp_path / "there"), "--lang", "ja")
    assert done.returncode == 2 and "何も変えていません" in done.stderr.decode()
    assert not open_store(tmp_path / "there").attempts()
    for arguments, words in (
        (["import", str(tmp_path / "none")], "cannot be read"),
        (["import", str(tmp_path)], "cannot be read"),
        (["export", str(tmp_path / "no" / "such")], "cannot be written"),
    ):
        done = shell.run("progress", *arguments, "--lang", "en")
        assert done.returncode == 2 and words in done.stderr.decode()
    (shell.home / "progress.sqlite").write_bytes(b"nonsense")
    for arguments in (["import", str(file)], ["export", "-"]):
        done = shell.run("progress", *arguments, "--lang", "en")
        assert done.returncode == 2 and "cannot be read" in done.stderr.decode() and not done.stdout


# -- nothing is lost ----------------------------------------------------------------------------------


def test_a_kill_in_the_middle_of_a_text_loses_no_line(shell):
    command = shell.command("quiz", "--plain", "six.essay", "--lang", "en", "--bank", str(shell.bank))
    with subprocess.Popen(command, env=shell.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        running.stdin.write(b"half a thought\nand another\nunfinish")
        running.stdin.flush()
        while b"and another" not in (line := running.stdout.readline()):
            assert line
        store = open_store(shell.home)
        revision = Bank.open(shell.bank).get("six.essay").revision
        # The line is repeated when it has been read and kept right after it.
        for _ in range(400):
            if "and another" in (store.draft("six.essay", revision) or ""):
                break
            time.sleep(0.05)
        running.send_signal(signal.SIGKILL)
    out = shell.quiz("six.essay", "--lang", "en", input="")
    assert "  half a thought\n  and another\n" in out


def test_a_sitting_killed_while_it_answers_keeps_every_answer_that_it_spoke_of(shell):
    rng = random.Random(5)
    answers = 0
    for _ in range(6):
        command = shell.command("quiz", "--plain", "--lang", "en", "--new", "--bank", str(shell.bank))
        with subprocess.Popen(
            command, env=shell.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as running:
            running.stdin.write(b"1\n1 2\n2\nexposure bias\n")
            running.stdin.flush()
            spoken, wanted = 0, rng.randrange(1, 5)
            while spoken < wanted:
                line = running.stdout.readline()
                assert line
                spoken += line.startswith((b"Next review", b"Practice"))
            running.send_signal(signal.SIGKILL)
            spoken += sum(line.startswith((b"Next review", b"Practice")) for line in running.stdout)
        answers += spoken
        store = open_store(shell.home)
        assert store.trouble is None and len(store.attempts()) >= answers
        answers = len(store.attempts())
        assert sum(store.card(f"six.{kind}").tries for kind in KINDS if store.card(f"six.{kind}")) == answers
        store.close()


def test_undo_gives_a_right_program_back(shell):
    shell.quiz("six.code", "six.choice", "--lang", "en", input="2 * x\n")
    out = shell.quiz("--lang", "en", input=":undo\n")
    assert "2 * x" in out.split("taken back")[1]
    store = open_store(shell.home)
    assert "2 * x" in store.draft("six.code", Bank.open(shell.bank).get("six.code").revision)


@pytest.mark.parametrize("poll", [(), ("--poll",)])
def test_watch_ends_when_its_folder_is_gone(shell, poll):
    folder = shell.work / "here"
    folder.mkdir()
    with subprocess.Popen(
        shell.command("watch", str(folder), *poll, *bank(shell)),
        cwd=shell.work,
        env=shell.env,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            assert b"no exercises" in process.stderr.readline()
            shutil.rmtree(folder)
            err = process.stderr.read().decode()
            assert process.wait(60) == 2 and "can no longer be read" in err, err
        finally:
            process.kill()


def test_sittings_of_before_are_still_read():
    one = begin([], random.Random(1), 5.0)
    older = msgspec.json.decode(save(one))
    del older["practice"]
    assert load(msgspec.json.encode(older)) == one


def test_replay_last_is_not_what_came_last_from_another_machine(shell):
    shell.quiz("six.text", "--lang", "en", input="exposure bias\n")
    store = open_store(shell.home)
    old = time.time() - 5 * 86400
    store.add(
        Attempt("six.choice", "r", old, answer='{"type":"picked","picks":[0]}', verdict=Verdict("right"))
    )
    store.close()
    assert json.loads(shell.text("replay", "last", "--json", *bank(shell)))["question"]["id"] == "six.text"


def test_a_number_of_too_many_digits_is_no_attempt(shell):
    done = shell.run("replay", "9" * 5000, *bank(shell))
    assert done.returncode == 2 and "unexpected" not in done.stderr.decode()


def test_a_review_that_was_left_outlives_a_filter_that_fits_nothing(shell):
    shell.quiz("six.choice", "six.text", "--lang", "en", input="1\nGRU\n:d\n:d\n")
    store = open_store(shell.home)
    store._db.execute("UPDATE cards SET due = 1")
    store.close()
    shell.quiz("--review", "--lang", "en", input="")
    before = [name for name, _ in open_store(shell.home).unfinished()]
    shell.run("quiz", "--plain", "--review", "--kind", "essay", *bank(shell))
    assert before and [name for name, _ in open_store(shell.home).unfinished()] == before
