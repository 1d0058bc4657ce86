"""The sitting line by line: all six kinds, in both languages, on a pipe."""

import random
import signal
import sqlite3
import subprocess
from pathlib import Path

import msgspec
import pytest
from cli.six import Shell, write_bank

from quizrnn.progress import ASIDE, open_store


def right_order(transcript, lang):
    """The numbers under which first and second stand."""
    lines = [line.split() for line in transcript.splitlines()]
    at = {words[1]: words[0] for words in lines if len(words) == 2 and words[1] in ("first", "second")}
    return f"{at['first']} {at['second']}"


@pytest.mark.parametrize(
    ("lang", "right", "end"),
    [("en", "○ Right", "The end: 6 right"), ("ja", "○ 正解です", "終わりです。正解 6")],
)
def test_all_six_kinds_answered_right(shell, lang, right, end):
    shown = shell.quiz("--seed", "1", "--lang", lang, input=":s\n:q\n")
    answers = f"2\n{right_order(shown, lang)}\n２\n露出 バイアス\nmy words\n.\n1 2\n2 * x\n"
    transcript = shell.quiz("--new", "--seed", "1", "--lang", lang, input=answers)
    assert transcript.count(right) == 5, transcript
    assert end in transcript
    stored = open_store(shell.home).attempts()
    assert [a.outcome for a in stored[1:]] == ["right"] * 6 and {a.lang for a in stored} == {lang}
    assert {a.way for a in stored} == {"plain"}


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            [
                "that is half",
                "A quarter.",
                "the other way",
                "four times too much",
                "exposure bias",
                "the model text",
                "point two",
                "equals that of the square",
                "add it to itself",
                "double(np.array",
                "Worked solution",
            ],
        ),
        (
            "ja",
            [
                "それは半分",
                "四分の一",
                "逆の順",
                "四倍している",
                "露出バイアス",
                "模範の文",
                "第二の点",
                "「二乗」と一致",
                "自分に足す",
                "double(np.array",
                "解答例",
            ],
        ),
    ],
)
def test_all_six_kinds_answered_wrongly_say_why(shell, lang, words):
    shown = shell.quiz("--seed", "1", "--lang", lang, input=":s\n:q\n")
    wrong_order = right_order(shown, lang)[::-1]
    answers = f"1\n{wrong_order}\n32\n:a\nwrong term\n:a\nmine\n.\n1\n:h\nx * x\n:a\n"
    transcript = shell.quiz("--new", "--seed", "1", "--lang", lang, input=answers)
    assert [word for word in words if word not in transcript] == [], transcript


def test_a_sitting_goes_on_where_it_stopped(shell):
    first = shell.quiz("--seed", "1", "--lang", "en", input="1\n")
    assert "saved at question 2 of 6" in first
    second = shell.quiz("--lang", "en", input=":?\n")
    assert "question 2 of 6" in second and "Question 1 of" not in second
    assert "Question 3 of 6" in second
    again = shell.quiz("--lang", "en", "--new", input="")
    assert "Question 1 of 6" in again


def test_the_draft_of_code_survives(shell):
    shell.quiz("six.code", "--lang", "en", input="x * x\n")
    again = shell.quiz("six.code", "--lang", "en", input="\n")
    assert "y = x * x" in again and "now: x * x" in again
    assert "the square" in again, "an empty line hands in what is shown"


def test_a_whole_line_typed_for_its_right_hand_side_is_judged_kept_and_stored_without_the_rest(shell):
    shell.quiz("six.code", "--lang", "en", input="y = x * x\n")
    transcript = shell.quiz("six.code", "--lang", "en", input="\ny = x + x\n")
    assert "now: x * x" in transcript and "the square" in transcript and "○ Right" in transcript
    last = open_store(shell.home).attempts()[-1]
    assert "x + x" in str(last.answer) and "y =" not in str(last.answer)
    done = shell.run(
        *("check", "six.code", "-", "--region", "y", "--bank", str(shell.bank), "--lang", "ja"),
        input="y=2 * x\n",
    )
    assert done.returncode == 0 and "正解" in done.stdout.decode()


def test_hint_skip_unknown_language_bookmark_and_help(shell):
    transcript = shell.quiz(
        "six.choice", "six.text", "--lang", "en", input=":h\n:h\n:l\n:mark\n:help\n:nonsense\n:skip\n:?\n"
    )
    for word in (
        "Hint 1 of 1: a nudge",
        "no more hints",
        "日本語",
        "どれか",
        "しおり",
        ":hint",
        "nonsense",
        "飛ばし",
        "露出バイアス",
    ):
        assert word in transcript, word
    store = open_store(shell.home)
    assert [(a.kind, a.hints) for a in store.attempts()] == [("skip", 1), ("unknown", 0)]
    assert store.marks("bookmark") == {"six.choice"} and store.setting("lang") == "ja"
    assert "どれか" in shell.quiz("six.choice", input=""), "the language is remembered"


def test_what_is_no_answer_is_asked_again_and_not_counted(shell):
    lines = ["", "0", "9", "abc", "1 2", "-1", "\x1b[A", "１０００００００００００"]
    transcript = shell.quiz("six.choice", "--lang", "en", input="\n".join([*lines, "2", ""]))
    assert transcript.count("Number of the option") == len(lines) + 1
    assert "○ Right" in transcript
    assert len(open_store(shell.home).attempts()) == 1


def test_stray_bytes_in_the_input_do_no_harm(shell):
    assert "○ Right" in shell.quiz("six.text", "--lang", "en", input=b"\xff\xfe\x00\n" + b"exposure bias\r\n")


def test_a_text_that_begins_with_a_colon_takes_two(shell):
    transcript = shell.quiz("six.text", "--lang", "en", input="::exposure bias\n")
    assert "Not right yet" in transcript


def test_code_from_a_file_and_a_run_without_judging(shell):
    (shell.work / "mine.py").write_text("def double(x):\n    print('hello')\n    return x + x\n")
    transcript = shell.quiz("six.code", "--lang", "en", input=":run\n:file nowhere.py\n:file mine.py\n")
    assert "nowhere.py cannot be read" in transcript and "hello" in transcript and "○ Right" in transcript


def test_a_broken_progress_file_does_not_stop_the_sitting(shell):
    shell.home.mkdir()
    (shell.home / "progress.sqlite").write_bytes(b"not a database at all ........")
    done = shell.run("quiz", "--plain", "--bank", str(shell.bank), "six.choice", "--lang", "en", input="2\n")
    assert done.returncode == 0 and b"Right" in done.stdout and b"cannot be read" in done.stderr


def test_every_answer_is_kept_when_it_is_made(shell):
    shell.quiz("--lang", "en", "--seed", "1", input="2\n")
    with sqlite3.connect(shell.home / "progress.sqlite") as db:
        assert db.execute("SELECT question, outcome FROM attempts").fetchall() == [("six.choice", "right")]


def test_names_that_are_not_in_the_bank_get_the_nearest(shell):
    done = shell.run("quiz", "--plain", "--bank", str(shell.bank), "six.chioce")
    assert done.returncode == 2 and b"six.choice" in done.stderr and b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("env", "lang"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "ja_JP.UTF-8", "LANG": "en_US"}, "ja"),
        ({"LANGUAGE": "en:ja", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_language_is_the_locales(tmp_path, env, lang):
    transcript = Shell(tmp_path).quiz("six.choice", **env)
    assert ("どれか" in transcript) == (lang == "ja")


def test_a_slip_is_taken_back_even_when_the_next_question_is_there(shell):
    transcript = shell.quiz("--lang", "en", "--seed", "1", input=":u\n1\n:undo\n2\n")
    assert "There is no answer to take back" in transcript and "The last answer is taken back." in transcript
    assert transcript.count("Question 1 of 6") == 2
    assert [a.outcome for a in open_store(shell.home).attempts()] == ["right"]


def test_what_was_written_since_the_answer_stays_when_it_is_taken_back(shell):
    shell.quiz("six.essay", "six.text", "--lang", "en", input="first\n.\n1\n")
    store = open_store(shell.home)
    (given,) = store.attempts()
    store.save_draft("six.essay", given.revision, "first and second")
    store.close()
    assert "The last answer is taken back." in shell.quiz("--lang", "en", input=":undo\n")
    store = open_store(shell.home)
    assert not store.attempts() and store.draft("six.essay", given.revision) == "first and second"


def test_a_wrong_choice_shows_both_numbers_at_once(shell):
    lines = shell.quiz("six.choice", "--lang", "ja", input="1\n").splitlines()
    at = lines.index("× 不正解です")
    assert lines[at + 1 : at + 3] == ["あなたの答え 1   0.5", "正解 2   0.25"]


def test_what_was_typed_before_the_end_of_the_input_is_kept(shell):
    shell.quiz("six.essay", "--lang", "en", input="half a thought\nand more\n")
    again = shell.quiz("six.essay", "--lang", "en", input=".\n1\n")
    assert "half a thought" in again and "1 of 2 points" in again
    stored = open_store(shell.home)
    assert "and more" in stored.attempts()[0].answer
    assert stored.draft("six.essay", stored.attempts()[0].revision) is None


def test_a_command_within_a_text_is_done_and_the_text_stays(shell):
    typed = "so far\n:nonsense\n: x\n:help\n"
    transcript = shell.quiz("six.essay", "--lang", "en", input=f"{typed}.\n1\n")
    assert ":quit (:q)" in transcript
    assert "so far\\n:nonsense\\n: x" in open_store(shell.home).attempts()[0].answer


def test_paragraphs_are_joined_in_a_pipe_and_wrapped_at_a_width():
    from quizrnn.cli.plain import prose

    text = "更新ゲートは\n候補を採る。\n\n- 一つ目の長い\n  項目\n\n```\na  =  1\n```"
    assert prose(text) == ["更新ゲートは候補を採る。", "", "- 一つ目の長い項目", "", "    a  =  1"]
    assert prose(text, 14) == [
        "更新ゲートは候",
        "補を採る。",
        "",
        "- 一つ目の長い",
        "  項目",
        "",
        "    a  =  1",
    ]


def test_pasted_lines_are_given_out_one_by_one(monkeypatch):
    from quizrnn.cli.quiz import TerminalReader

    typed = iter(["a\r\nb\n.", "", "c"])
    monkeypatch.setattr("builtins.input", lambda prompt: next(typed))
    read = TerminalReader()
    assert [read("> ") for _ in range(5)] == ["a", "b", ".", "", "c"]


def test_points_that_cannot_be_read_are_asked_for_again_without_the_text(shell):
    transcript = shell.quiz("six.essay", "--lang", "en", input="my words\n.\n9\nx\n1\n")
    assert transcript.count("There are 2 options") == 2 and transcript.count("Your text.") == 1
    assert "1 of 2 points" in transcript and "my words" in open_store(shell.home).attempts()[0].answer


def test_what_was_passed_over_is_counted_at_the_end(shell):
    transcript = shell.quiz("six.choice", "six.number", "--lang", "en", input=":n\n2\n")
    assert "1 question was passed over" in transcript


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("sx",), "Did you mean 'six'?"),
        (("--kind", "choise"), "'choice'"),
        (("--tag", "zzz"), "No question has the tag 'zzz'"),
    ],
)
def test_slips_on_the_command_line_are_named(shell, arguments, words):
    done = shell.run("quiz", "--plain", "--bank", str(shell.bank), *arguments)
    assert done.returncode == 2 and words in done.stderr.decode() and b"python -m" not in done.stderr


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (("--kind", "text"), ["six.text"]),
        (("--kind", "text", "--kind", "choice"), ["six.text", "six.choice"]),
        (("--count", "1"), ["six.text"]),
        (("--level", "1"), ["six.text", "six.choice", "six.essay"]),
    ],
)
def test_filters_hold_for_questions_named_by_their_ids_too(shell, filters, left):
    from quizrnn.quiz import load

    shell.quiz("six.text", "six.choice", "six.essay", *filters, "--lang", "en", input="")
    (_, data), *_ = open_store(shell.home).unfinished()
    assert [item.question for item in load(data).items] == left


def test_named_questions_that_do_not_fit_the_filters_are_none(shell):
    done = shell.run(
        "quiz", "--plain", "six.text", "--kind", "code", "--lang", "en", "--bank", str(shell.bank)
    )
    assert done.returncode == 2 and b"No question fits" in done.stderr


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM", "SIGINT"])
def test_a_terminal_that_closes_loses_no_line(shell, name):
    command = shell.command("quiz", "--plain", "six.essay", "--lang", "en", "--bank", str(shell.bank))
    with subprocess.Popen(
        command, env=shell.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        running.stdin.write(b"half a thought\nand another\n")
        running.stdin.flush()
        while b"and another" not in (line := running.stdout.readline()):
            assert line
        running.send_signal(getattr(signal, name))
        out, err = running.communicate(timeout=60)
    assert b"saved at question 1" in out and not err
    assert "half a thought" in shell.quiz("six.essay", "--lang", "en", input="")


def test_a_sitting_over_another_bank_is_left_for_there(shell, tmp_path):
    other = write_bank(tmp_path / "other")
    text = (
        (other / "questions" / "six.yaml")
        .read_text("utf-8")
        .replace("six.", "two.")
        .replace("topic: six", "topic: two")
    )
    (other / "questions" / "six.yaml").write_text(text, "utf-8")
    shell.quiz("--lang", "en", "--seed", "1", input="2\n")
    done = shell.text("quiz", "--plain", "--bank", str(other), "--lang", "en", input="")
    assert "two.choice" in done and "no longer in the bank" not in done
    assert "question 2 of 6" in shell.quiz("--lang", "en", input="")


def test_only_the_lacking_questions_that_were_asked_for_are_counted(monkeypatch, shell, capsys):
    from quizrnn.bank import Bank
    from quizrnn.cli import common
    from quizrnn.cli.filters import Filters

    monkeypatch.setattr(common, "has_torch", lambda: False)
    six = Bank.open(shell.bank)
    rows = [
        msgspec.structs.replace(row, needs=("torch",) if row.kind in ("code", "text") else ())
        for row in six.rows()
    ]
    monkeypatch.setattr(type(six), "rows", lambda self: rows)
    filters = Filters(what=("six",), kinds=("choice", "code"))
    sitting = filters.begin(six, open_store(shell.home), random.Random(1), "en")
    assert [item.question for item in sitting.items] == ["six.choice"]
    assert "1 question needs PyTorch" in capsys.readouterr().err


def test_on_a_terminal_feedback_stays_until_enter(shell):
    from quizrnn.bank import Bank
    from quizrnn.cli.sitting import PlainSitting
    from quizrnn.quiz import begin

    six = Bank.open(shell.bank)
    rows = [six.get("six.choice"), six.get("six.text")]
    lines = iter(["1", ":b", ":h", ":u", "2", "", "exposure bias", ""])
    said = []

    def read(prompt):
        said.append(prompt + (line := next(lines)))
        return line

    store = open_store(shell.home)
    plain = PlainSitting(six, store, None, "en", read=read, say=said.append, waits=True)
    plain.run(begin(rows, random.Random(1), 100.0))
    assert [a.outcome for a in store.attempts()] == ["right", "right"]
    assert store.marks("bookmark") == {"six.choice"}
    waited = [line for line in said if line.startswith(("Enter goes on", "Enter ends"))]
    assert [line.rsplit(" ", 1)[1] for line in waited] == [":b", ":h", ":u", "", ""]
    assert next(lines, None) is None


def test_what_was_set_aside_is_not_asked_again_unless_named(shell):
    store = open_store(shell.home)
    store.mark("six.choice", ASIDE, on=True)
    store.close()
    assert "of 5" in shell.quiz("--lang", "en", "--new", input="")
    assert "six.choice" in shell.quiz("six.choice", "--lang", "en", "--new", input="")


def test_a_wrong_question_is_set_aside_with_a_report_and_taken_up_again(shell):
    said = shell.quiz("six.choice", "--lang", "en", input=":wrong\n:quit\n")
    assert "Set aside; :wrong takes it up again. Say what is wrong in this file:" in said
    path = next(line.rpartition(": ")[2] for line in said.splitlines() if "Set aside" in line)
    assert "six.choice" in Path(path).read_text("utf-8")
    said = shell.quiz("six.choice", "--lang", "en", input=":w\n:quit\n")
    assert "asked again" in said


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("command", [("quiz", "--plain"), ("due",), ("bank", "list")])
def test_a_file_of_the_bank_that_cannot_be_read_is_told_in_a_line(shell, command, lang):
    (shell.bank / "questions" / "broken.yaml").write_text("topic: [", "utf-8")
    done = shell.run(*command, "--bank", str(shell.bank), "--lang", lang)
    (line,) = [line for line in done.stderr.decode().splitlines() if "`quizrnn bank check`" in line]
    assert done.returncode == 0
    assert line.startswith("1 fault in the bank, 0 questions" if lang == "en" else "問題集に不備が 1 件")


def test_a_faulty_question_is_told_in_a_line(shell):
    path = shell.bank / "questions" / "six.yaml"
    path.write_text(path.read_text("utf-8").replace("answer: n / 4", "answer: n /", 1), "utf-8")
    done = shell.run("due", "--bank", str(shell.bank), "--lang", "en")
    assert "1 question left out" in done.stderr.decode()
