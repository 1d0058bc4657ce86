"""start, check, run, watch, doctor and completion, as a user runs them."""

import json
import subprocess

import pytest

from quizrnn.cli.folder import Folder
from quizrnn.progress import open_store
from quizrnn.progress.filesystem import on_network

RIGHT = "def double(x):\n    return x + x\n"
WRONG = "def double(x):\n    print('seen')\n    return x * x\n"


def bank(shell):
    return ("--bank", str(shell.bank))


@pytest.mark.parametrize(("lang", "word"), [("en", "# Double it."), ("ja", "# 倍にせよ。")])
def test_start_writes_the_problem_as_a_comment_and_never_over_a_file(shell, lang, word):
    assert shell.text("start", "six.code", "--lang", lang, *bank(shell)).strip() == "six.code.py"
    path = shell.work / "six.code.py"
    text = path.read_text("utf-8")
    assert word in text and "<- y" in text and "2 * x" not in text
    compile(text, "six.code.py", "exec")
    path.write_text("mine")
    done = shell.run("start", "six.code", *bank(shell))
    assert done.returncode == 2 and b"--force" in done.stderr and path.read_text() == "mine"
    shell.text("start", "six.code", "--force", *bank(shell))
    assert path.read_text("utf-8") != "mine"


def test_a_started_file_is_wrong_and_becomes_right(shell):
    shell.text("start", "six.code", *bank(shell))
    shell.text("check", "six.code", *bank(shell), code=1)
    path = shell.work / "six.code.py"
    path.write_text(path.read_text("utf-8").replace("y = ...", "y = x + x"), "utf-8")
    assert "○ Right" in shell.text("check", "six.code", "--lang", "en", *bank(shell))
    assert [a.outcome for a in open_store(shell.home).attempts()][-1] == "right"


def test_check_json_is_one_documented_object(shell):
    (shell.work / "a.py").write_text(WRONG)
    report = json.loads(
        shell.text("check", "six.code", "a.py", "--json", "--lang", "en", *bank(shell), code=1)
    )
    assert set(report) >= {
        "schema",
        "verdict",
        "question",
        "feedback",
        "counterexample",
        "mistake",
        "output",
        "seconds",
    }
    assert (report["schema"], report["verdict"], report["question"]["id"]) == (1, "wrong", "six.code")
    assert report["mistake"]["name"] == "the square" and "the square" in report["feedback"]
    assert set(report["counterexample"]) >= {"given", "expected", "got", "paste"}
    assert report["output"]["text"].startswith("seen")
    help_text = shell.text("check", "--help")
    for field in (
        "schema",
        "verdict",
        "question",
        "feedback",
        "counterexample",
        "mistake",
        "output",
        "seconds",
    ):
        assert field in help_text


def test_check_takes_the_regions_text_alone(shell):
    assert "○" in shell.text("check", "six.code", "--region", *bank(shell), input="x + x")
    (shell.work / "part.txt").write_text("x\n")
    shell.text("check", "six.code", "part.txt", "--region", "y", *bank(shell), code=1)
    done = shell.run("check", "six.code", "part.txt", "--region", "z", *bank(shell))
    assert done.returncode == 2 and b"no region 'z'" in done.stderr


def test_changed_lines_outside_the_region_are_noted(shell):
    shell.text("start", "six.code", *bank(shell))
    path = shell.work / "six.code.py"
    path.write_text(
        path.read_text("utf-8").replace("y = ...", "y = x + x").replace("return y", "return y + 0"), "utf-8"
    )
    out = shell.text("check", "six.code", "--lang", "en", *bank(shell))
    assert "○ Right" in out and "outside the marked parts" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "six.code"),
        ("check", "six.code", "nowhere.py"),
        ("check", "six.choice"),
        ("check", "six.cod"),
        ("check", "six.code", "."),
        ("run", "six.code", "nowhere.py"),
        ("start", "nothing"),
        ("watch", "nowhere"),
    ],
)
def test_what_cannot_be_judged_is_said_with_exit_code_2(shell, arguments):
    done = shell.run(*arguments, *bank(shell))
    assert done.returncode == 2 and done.stderr and not done.stdout and b"Traceback" not in done.stderr


def test_run_shows_without_judging(shell):
    (shell.work / "six.code.py").write_text(WRONG)
    out = shell.text("run", "six.code", "--lang", "en", *bank(shell))
    assert "seen" in out and "Returned" in out and "Not right" not in out
    assert not open_store(shell.home).attempts()
    (shell.work / "six.code.py").write_text("def double(x):\n    return 1 / 0\n")
    data = json.loads(shell.text("run", "six.code", "--json", *bank(shell), code=1))
    assert data["fault"]["fault"]["exception"] == "ZeroDivisionError"


@pytest.mark.parametrize("poll", [(), ("--poll",)])
def test_watch_prints_one_verdict_for_each_save(shell, poll):
    (shell.work / "six.code.py").write_text(WRONG)
    process = subprocess.Popen(
        shell.command("watch", *poll, "--lang", "en", *bank(shell)),
        cwd=shell.work,
        env=shell.env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        assert b"Watching" in process.stderr.readline()
        if poll:
            assert b"--poll" in process.stderr.readline()
        seen = []
        # A save before the watcher listens is no event: save again until the first verdict is there.
        for text in (RIGHT, "def double(x)\n", WRONG):
            (shell.work / "six.code.py").write_text(text + f"# {len(seen)}\n")
            while not (line := process.stdout.readline().decode()).startswith(("○", "×")):
                assert process.poll() is None, process.stderr.read()
            seen.append(line.split()[0])
        assert seen == ["○", "×", "×"]
    finally:
        process.terminate()
        process.communicate()
    assert not list(shell.work.glob(".quizrnn*"))
    assert len(open_store(shell.home).attempts()) in (2, 3), "the last one may have been cut off by the end"


def test_a_folder_tells_each_save_once(tmp_path):
    folder = Folder(tmp_path, {"a.py", "b.py"})
    assert folder.saved() == []
    (tmp_path / "a.py").write_text("1")
    (tmp_path / "other.txt").write_text("1")
    assert folder.saved() == [tmp_path / "a.py"]
    assert folder.saved() == []
    (tmp_path / "new").write_text("22")
    (tmp_path / "new").replace(tmp_path / "a.py")
    assert folder.saved() == [tmp_path / "a.py"], "editors that write beside and rename"
    (tmp_path / "a.py").unlink()
    assert folder.saved() == []


@pytest.mark.parametrize(
    ("kind", "network"),
    [("ext4", False), ("nfs4", True), ("cifs", True), ("fuse.sshfs", True), ("tmpfs", False)],
)
def test_network_file_systems_are_known(tmp_path, kind, network):
    mounts = f"/dev/sda / ext4 rw 0 0\nserver:/x {tmp_path} {kind} rw 0 0\nbroken line\n"
    assert on_network(tmp_path, mounts) is network


def test_doctor_tells_level_paths_and_versions(shell):
    data = json.loads(shell.text("doctor", "--json", *bank(shell)))
    assert data["schema"] == 1 and data["bank"]["questions"] == 6
    assert data["isolation"]["level"] in ("full", "full-without-namespaces", "partial", "none")
    assert str(shell.home) in data["progress"]["path"]
    assert "Isolation" in shell.text("doctor", "--lang", "en", *bank(shell))
    assert "隔離" in shell.text("doctor", "--lang", "ja", *bank(shell))


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell, name):
    assert "_QUIZRNN_COMPLETE" in shell.text("completion", name)


def test_without_a_terminal_the_app_says_what_works(shell):
    done = shell.run("quiz")
    assert done.returncode == 2 and b"--plain" in done.stderr


def test_lost_marks_are_told_without_a_line_of_the_solution(shell):
    (shell.work / "six.code.py").write_text(
        "import numpy as np\n\n\ndef double(x):\n    y = x + x\n    return y\n"
    )
    shown = shell.text("check", "six.code", "--lang", "en", *bank(shell))
    assert "The marks of this part are gone: y." in shown
    assert "2 * x" not in shown[: shown.index("Worked solution")]


def test_a_file_that_is_no_python_gets_no_note_on_given_lines(shell):
    (shell.work / "six.code.py").write_text("")
    assert "Note" not in shell.text("check", "six.code", "--lang", "en", *bank(shell), code=1)


def test_a_reader_that_goes_away_changes_neither_exit_code_nor_record(shell):
    (shell.work / "six.code.py").write_text("def double(x):\n    print('x' * 50000)\n    return x + x\n")
    command = shell.command("check", "six.code", *bank(shell))
    with subprocess.Popen(
        command, env=shell.env, cwd=shell.work, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        running.stdout.close()
        err = running.stderr.read()
    assert running.returncode == 0 and err.startswith(b"Next review") and err.count(b"\n") == 1
    assert [a.outcome for a in open_store(shell.home).attempts()] == ["right"]


def test_what_floods_the_output_does_not_flood_the_feedback(shell):
    (shell.work / "six.code.py").write_text(
        "def double(x):\n    for _ in range(99): print('x')\n    return x * x\n"
    )
    shown = shell.text("check", "six.code", "--lang", "en", *bank(shell), code=1)
    assert shown.count("\n  x\n") < 40 and "the output was longer" in shown


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ba", ["bank"]),
        ("bank c", ["check"]),
        ("check {} six.", ["six.code"]),
        ("quiz {} six.e", ["six.essay"]),
    ],
)
def test_bash_completes_commands_topics_and_ids(shell, words, found):
    line = "quizrnn " + words.format(f"--bank {shell.bank}")
    count = str(len(line.split()) - 1)
    done = shell.run(COMP_WORDS=line, COMP_CWORD=count, _QUIZRNN_COMPLETE="bash_complete")
    assert [made.split(",")[-1] for made in done.stdout.decode().split()] == found


def test_a_folder_with_the_name_of_an_exercise_is_none(tmp_path):
    watched = Folder(tmp_path, {"a.b.py"})
    (tmp_path / "a.b.py").mkdir()
    assert watched.saved() == [] and watched.files == []


def test_doctor_names_layers_and_probes_in_both_languages(shell):
    from quizrnn.i18n.cli import EN
    from quizrnn.judge.isolation import _PROBES

    assert {f"probe-{name}" for name in _PROBES} <= EN.keys()
    shown = shell.text("doctor", "--probes", "--lang", "ja", *bank(shell), QUIZRNN_JUDGE_WITHOUT="seccomp")
    assert (
        "seccomp（システムコール）: 無効" in shown
        and "ファイルを読む" in shown
        and "switched off" not in shown
    )
