"""Many questions: cached by content, one broken one stops nothing, the same order each time."""

from __future__ import annotations

import json

import pytest

from quizrnn.cli import cli
from quizrnn.proof import sweep
from quizrnn.proof.cache import Cache, key_of
from quizrnn.proof.result import Finding, Proof


@pytest.fixture
def bank(small):
    second = small.code.replace("small.mix", "small.other").replace("z * c\n", "z * c + (1 - z) * h\n", 1)
    return small.write(small.code + second)


@pytest.fixture
def spy(monkeypatch, prover):
    """Counts the questions that are executed; the session's prover does the work."""
    executed: list[str] = []

    class Spy:
        def prove(self, question, files):
            executed.append(question.id)
            return prover.prove(question, files)

        def close(self):
            pass

    monkeypatch.setattr(sweep, "Prover", Spy)
    return executed


def everything(bank):
    return [bank.get(row.id) for row in bank.rows()]


def test_a_second_run_executes_nothing_and_says_the_same(bank, spy, tmp_path):
    cache = Cache(tmp_path / "proofs")
    first = sweep.prove_all(bank, everything(bank), cache=cache, jobs=1)
    assert spy == ["small.mix", "small.other"]
    assert [proof.status for proof in first] == ["proven", "failed"]
    assert sweep.prove_all(bank, everything(bank), cache=cache, jobs=1) == first
    assert len(spy) == 2


def test_only_what_changed_is_executed_again(bank, small, spy, tmp_path):
    cache = Cache(tmp_path / "proofs")
    sweep.prove_all(bank, everything(bank), cache=cache, jobs=1)
    file = small.root / "questions" / "small.yaml"
    file.write_text(file.read_text("utf-8").replace("code: (1 - z) * c + z * h", "code: c", 1), "utf-8")
    bank.refresh()
    spy.clear()
    sweep.prove_all(bank, everything(bank), cache=cache, jobs=1)
    assert spy == ["small.mix"]


def test_moving_a_question_in_its_file_keeps_its_proof(bank):
    import msgspec

    question = bank.get("small.mix")
    moved = msgspec.structs.replace(question, line=question.line + 40)
    assert key_of(question, {}) == key_of(moved, {})
    assert key_of(question, {}) != key_of(question, {"a.py": "1"})


def test_a_damaged_cache_and_an_unwritable_one_only_cost_time(bank, tmp_path):
    cache = Cache(tmp_path / "proofs")
    cache.put("k", Proof("a", "proven"))
    (cache.folder / "k.json").write_bytes(b"{")
    assert cache.get("k") is None
    (tmp_path / "file").write_text("")
    blocked = Cache(tmp_path / "file" / "proofs")
    blocked.put("k", Proof("a", "proven"))
    assert blocked.get("k") is None


def test_what_could_not_be_judged_is_tried_again(tmp_path):
    cache = Cache(tmp_path)
    cache.put("k", Proof("a", "unproven", (Finding("", "no torch", level="unproven"),)))
    assert cache.get("k") is None


def test_progress_counts_every_question(bank, spy):
    seen = []
    sweep.prove_all(bank, everything(bank), jobs=1, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(0, 2), (1, 2), (2, 2)]


def test_worker_processes_prove_the_same_in_the_same_order(bank, spy):
    here = sweep.prove_all(bank, everything(bank), jobs=1)
    assert sweep.prove_all(bank, everything(bank), jobs=2) == here


def run(capfd, *args):
    status = cli.main(args=list(args), standalone_mode=False)
    return status, capfd.readouterr()


def test_the_command_prints_places_and_fails(bank, small, spy, capfd):
    status, printed = run(capfd, "bank", "check", "--bank", str(small.root), "--jobs", "1", "--no-cache")
    assert status == 1
    assert "small.other: wrong[0] is not wrong" in printed.out
    assert "proven    small.mix  strength" in printed.out
    assert "1 of 2 questions proven, 1 failed." in printed.err
    status, printed = run(capfd, "bank", "check", "--bank", str(small.root), "--no-cache", "small.mix")
    assert (status, "small.other" in printed.out) == (0, False)


def test_the_command_as_json(bank, small, spy, capfd):
    status, printed = run(capfd, "bank", "check", "--bank", str(small.root), "--jobs", "1", "--json")
    found = json.loads(printed.out)
    assert (status, found["version"]) == (1, 1)
    mix, other = found["questions"]
    assert (mix["id"], mix["status"], mix["strength"]) == ("small.mix", "proven", 1.0)
    (finding,) = other["findings"]
    assert (finding["file"], finding["field"]) == ("questions/small.yaml", "wrong[0]")
    assert finding["line"] > 1 and finding["column"] == 9


def test_the_fast_pass_runs_nothing(small, spy, capfd):
    small.write()
    file = small.root / "questions" / "small.yaml"
    file.write_text(file.read_text("utf-8").replace("level: 1", "level: 9"), "utf-8")
    status, printed = run(capfd, "bank", "check", "--bank", str(small.root), "--fast")
    assert (status, spy) == (1, [])
    assert "questions/small.yaml:" in printed.out and "level" in printed.out


def test_a_name_that_is_none_is_refused_with_the_nearest(bank, small):
    from quizrnn.errors import QuizrnnError

    with pytest.raises(QuizrnnError, match=r"small\.mix"):
        cli.main(args=["bank", "check", "--bank", str(small.root), "small.mux"], standalone_mode=False)


def test_preview_shows_the_learners_view_and_the_proof(bank, small, capfd):
    file = str(small.root / "questions" / "small.yaml")
    status, printed = run(capfd, "bank", "preview", file, "--once")
    assert status == 1
    assert "____" in printed.out and "題" in printed.out and "Title" in printed.out
    assert "small.other: wrong[0] is not wrong" in printed.out
    status, printed = run(capfd, "bank", "preview", file, "--once", "--no-proof", "--lang", "en")
    assert (status, "題" in printed.out, "proven" in printed.out) == (0, False, False)
