"""The engine: a run in a folder ends, stops, goes on and breaks as promised, seen from inside one process."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from demos.tiny import TINY, TINY_TORCH

from quizrnn.demos import DEMOS, DemoError
from quizrnn.demos.engine import Control, run_folder
from quizrnn.demos.events import End, Event, Failed, Metric, Note, Report, Saved, Start, decode
from quizrnn.demos.runs import (
    EVENTS,
    LOG,
    WEIGHTS,
    curves_of,
    fresh_folder,
    last_run,
    prepare,
    read_events,
    read_run,
    report_of,
    unfinished_run,
)
from quizrnn.demos.store import load_state, save_state


@pytest.fixture(autouse=True)
def _tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DEMOS, TINY.name, TINY)
    monkeypatch.setitem(DEMOS, TINY_TORCH.name, TINY_TORCH)


def make(folder: Path, seed: int = 0, **values: object) -> Path:
    prepare(folder, TINY, TINY.make_params(values), seed=seed)
    return folder


def go(folder: Path, stop_at: int | None = None) -> tuple[str, list[Event]]:
    """Run the folder; ask for a stop at the metric of that step."""
    control, seen = Control(), []

    def hand_on(line: bytes) -> None:
        seen.append(decode(line))
        if isinstance(seen[-1], Metric) and seen[-1].step == stop_at:
            control.obey("stop")

    return run_folder(folder, control, hand_on), seen


def lasting(folder: Path) -> list[Event]:
    """What a run has written down, without its clock."""
    return [event for event in read_events(folder) if not isinstance(event, End)]


def test_a_run_leaves_parameters_versions_events_and_weights(tmp_path: Path) -> None:
    folder = make(tmp_path / "run", seed=5, steps=8)
    state, seen = go(folder)
    info = read_run(folder)
    assert (state, info.state, info.step, info.seed) == ("done", "done", 8, 5)
    assert info.params == {"steps": 8, "scale": 1.0, "ends": "well", "loud": False}
    assert {"quizrnn", "python", "numpy", "machine"} <= set(info.versions)
    assert [type(event) for event in seen] == [Start, *[Metric] * 8, Saved, Report, End]
    assert [*lasting(folder)] == [event for event in seen if not isinstance(event, Saved | End)]
    assert list(curves_of(folder)["far"][0]) == list(range(1, 9))
    assert report_of(folder) == seen[-2]
    assert last_run(tmp_path, TINY) is None
    with np.load(folder / WEIGHTS, allow_pickle=False) as arrays:
        assert arrays["place"].shape == (3,)


@pytest.mark.parametrize("stops", [[1], [7], [19], [3, 4, 12]])
def test_a_stopped_run_goes_on_to_the_same_end_as_an_unbroken_one(tmp_path: Path, stops: list[int]) -> None:
    whole, broken = make(tmp_path / "whole", loud=True), make(tmp_path / "broken", loud=True)
    assert go(whole)[0] == "done"
    for step in stops:
        state, seen = go(broken, stop_at=step)
        assert (state, read_run(broken).state, read_run(broken).step) == ("stopped", "stopped", step)
        assert isinstance(seen[-1], End) and seen[-1].state == "stopped"
    state, seen = go(broken)
    assert state == "done"
    assert isinstance(seen[0], Start) and seen[0].step == stops[-1]
    assert lasting(broken) == lasting(whole)
    there, here = load_state(whole / WEIGHTS), load_state(broken / WEIGHTS)
    assert there["place"].tobytes() == here["place"].tobytes()
    assert there["random"].keys() == here["random"].keys()  # torch's too where another test has loaded it
    assert all(np.array_equal(there["random"][name], here["random"][name]) for name in there["random"])


@pytest.mark.torch
def test_random_numbers_of_torch_go_on_where_they_stopped(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    folders = [tmp_path / name for name in ("whole", "broken", "other")]
    for folder, seed in zip(folders, (0, 0, 1), strict=True):
        prepare(folder, TINY_TORCH, TINY_TORCH.make_params({"steps": 9}), seed=seed)
    whole, broken, other = folders
    assert go(whole)[0] == go(other)[0] == "done"
    assert go(broken, stop_at=4)[0] == "stopped"
    assert go(broken)[0] == "done"
    assert lasting(broken) == lasting(whole)
    assert lasting(other)[1:] != lasting(whole)[1:]
    assert "torch" in read_run(whole).versions


def test_without_torch_a_demo_that_needs_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    prepare(tmp_path / "run", TINY_TORCH, TINY_TORCH.make_params())
    state, seen = go(tmp_path / "run")
    assert state == "failed" and "needs torch" in seen[-1].message.en


def test_a_killed_run_goes_on_from_what_was_saved_last(tmp_path: Path) -> None:
    whole, killed = make(tmp_path / "whole"), make(tmp_path / "killed")
    go(whole)
    go(killed, stop_at=6)
    with (killed / EVENTS).open("ab") as file:  # it had written further than its checkpoint, and half a line
        file.write(b'{"event":"metric","step":7,"values":{"place":1,"far":2}}\n' * 100 + b'{"event":"met')
    assert go(killed)[0] == "done"
    assert lasting(killed) == lasting(whole)


def test_the_same_seed_gives_the_same_events_and_another_seed_others(tmp_path: Path) -> None:
    first, again, other = (make(tmp_path / name, seed) for name, seed in (("a", 3), ("b", 3), ("c", 4)))
    for folder in (first, again, other):
        go(folder)
    assert lasting(first) == lasting(again)
    assert lasting(first)[1:] != lasting(other)[1:]


def test_a_finished_run_that_is_asked_again_reports_again(tmp_path: Path) -> None:
    folder = make(tmp_path / "run")
    go(folder)
    before = lasting(folder)
    assert go(folder)[0] == "done"
    assert lasting(folder) == before


def test_a_pause_saves_and_holds_until_it_is_lifted(tmp_path: Path) -> None:
    folder, control, seen, paused = make(tmp_path / "run"), Control(), [], threading.Event()

    def hand_on(line: bytes) -> None:
        seen.append(decode(line))
        if isinstance(seen[-1], Metric) and seen[-1].step == 4:
            control.obey("pause")
        if isinstance(seen[-1], Saved):
            paused.set()

    thread = threading.Thread(target=run_folder, args=(folder, control, hand_on), daemon=True)
    thread.start()
    assert paused.wait(60)
    thread.join(0.2)
    assert thread.is_alive()
    assert [event.step for event in seen if isinstance(event, Metric)] == [1, 2, 3, 4]
    assert (folder / WEIGHTS).exists()
    control.obey("nonsense")
    control.obey("resume")
    thread.join(60)
    assert not thread.is_alive()
    assert isinstance(seen[-1], End) and seen[-1].state == "done"


def test_a_stop_ends_a_pause_where_it_is(tmp_path: Path) -> None:
    folder, control = make(tmp_path / "run"), Control()

    def hand_on(line: bytes) -> None:
        event = decode(line)
        if isinstance(event, Metric) and event.step == 4:
            control.obey("pause")
        if isinstance(event, Saved):
            threading.Timer(0.05, control.obey, ["stop"]).start()

    assert run_folder(folder, control, hand_on) == "stopped"
    assert read_run(folder).step == 4


def test_bad_data_ends_with_its_message_in_both_languages(tmp_path: Path) -> None:
    folder = make(tmp_path / "run", ends="data")
    state, seen = go(folder)
    assert (state, read_run(folder).state) == ("failed", "failed")
    assert isinstance(seen[-1], Failed)
    assert seen[-1].message.en == "There is no data set 'x'. There are: y."
    assert "ありません" in seen[-1].message.ja
    assert not (folder / LOG).exists()


def test_a_bug_ends_with_a_message_that_names_the_log(tmp_path: Path) -> None:
    folder = make(tmp_path / "run", ends="bug")
    state, seen = go(folder)
    assert state == "failed"
    assert isinstance(seen[-1], Failed)
    assert "ZeroDivisionError: a slip" in seen[-1].message.en
    assert str(folder / LOG) in seen[-1].message.ja
    assert "Traceback" in (folder / LOG).read_text()


def test_not_a_number_is_a_result(tmp_path: Path) -> None:
    folder = make(tmp_path / "run", ends="nan")
    state, seen = go(folder)
    assert state == "done"
    assert [event.values["place"] is None for event in seen if isinstance(event, Metric)][-1]
    report = seen[-2]
    assert isinstance(report, Report)
    assert report.rows[0].shown() == "–"


def test_numbers_of_numpy_become_numbers(tmp_path: Path) -> None:
    folder = make(tmp_path / "run", steps=2)
    go(folder)
    lines = [json.loads(line) for line in (folder / EVENTS).read_text().splitlines()]
    assert all(isinstance(line["values"]["place"], float) for line in lines if line["event"] == "metric")


@pytest.mark.parametrize("damage", [b"", b"not a zip", b"PK\x03\x04" + b"0" * 400, "cut", "foreign"])
def test_a_broken_checkpoint_is_said_and_nothing_else_is_lost(tmp_path: Path, damage: bytes | str) -> None:
    folder = make(tmp_path / "run")
    go(folder, stop_at=6)
    whole = (folder / WEIGHTS).read_bytes()
    if damage == "foreign":
        with (folder / WEIGHTS).open("wb") as file:
            np.savez(file, other=np.zeros(3))
    else:
        (folder / WEIGHTS).write_bytes(damage if isinstance(damage, bytes) else whole[: len(whole) // 2])
    state, seen = go(folder)
    assert state == "failed"
    assert isinstance(seen[-1], Failed)
    assert "weights.npz is no checkpoint" in seen[-1].message.en
    assert "チェックポイントではありません" in seen[-1].message.ja
    (folder / WEIGHTS).write_bytes(whole)
    assert go(folder)[0] == "done"


def test_a_full_disk_is_said_and_what_was_saved_goes_on(tmp_path: Path, monkeypatch) -> None:
    folder = make(fresh_folder(tmp_path, TINY))
    go(folder, stop_at=6)
    kept = (folder / WEIGHTS).read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(folder / WEIGHTS))

    with monkeypatch.context() as patched:
        patched.setattr("quizrnn.demos.engine.save_state", full)
        state, seen = go(folder)
    assert state == "failed" and isinstance(seen[-1], Failed)
    assert "the disk is full" in seen[-1].message.en and "--resume" in seen[-1].message.ja
    assert (folder / WEIGHTS).read_bytes() == kept
    offered = unfinished_run(tmp_path, TINY)
    assert offered is not None and offered[0] == folder, "what is said can go on is offered"
    assert (offered[1].state, offered[1].step) == ("cut", 6)
    assert go(folder)[0] == "done"
    assert unfinished_run(tmp_path, TINY) is None


def test_only_one_at_a_time_works_on_a_folder(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    folder, control, inside, told = make(tmp_path / "run"), Control(), threading.Event(), []

    def hand_on(line: bytes) -> None:
        if isinstance(decode(line), Metric):
            control.obey("pause")
        inside.set()

    thread = threading.Thread(target=run_folder, args=(folder, control, hand_on), daemon=True)
    thread.start()
    assert inside.wait(60)
    with pytest.raises(DemoError, match="still going on"):
        run_folder(folder, Control(), told.append)
    control.obey("stop")
    thread.join(60)
    assert read_run(folder).state == "stopped"
    assert told == []


def test_a_folder_without_a_run_or_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DemoError, match="no run"):
        read_run(tmp_path)
    folder = make(tmp_path / "run")
    text = (folder / "run.json").read_text()
    (folder / "run.json").write_text(text.replace('"schema": 1', '"schema": 99'))
    with pytest.raises(DemoError, match="newer version"):
        read_run(folder)
    (folder / "run.json").write_text("{")
    with pytest.raises(DemoError, match="no run"):
        read_run(folder)
    with pytest.raises(DemoError, match="holds a run already"):
        make(folder)


def older(folder: Path, **changes: object) -> None:
    """Rewrite run.json as another version would have written it; None leaves a field out."""
    info = json.loads((folder / "run.json").read_text()) | changes
    (folder / "run.json").write_text(json.dumps({k: v for k, v in info.items() if v is not None}))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"layout": 2}, ("another form", "形式が違う")),
        ({"params": {"steps": 12, "momentum": 0.9}}, ("'momentum'", "「momentum」")),
        ({"params": {"steps": 12, "scale": 1e9}}, ("out of range", "範囲の外")),
        ({"params": {"steps": 12, "ends": "sideways"}}, ("'sideways'", "「sideways」")),
    ],
)
def test_a_run_of_another_version_is_refused_and_left_as_it_is(tmp_path: Path, changes: dict, words) -> None:
    folder = make(fresh_folder(tmp_path, TINY), steps=12)
    go(folder, stop_at=6)
    assert unfinished_run(tmp_path, TINY) is not None
    older(folder, **changes)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(DemoError) as caught:
        go(folder)
    for lang, word in zip(("en", "ja"), words, strict=True):
        assert word in caught.value.message(lang) and "{" not in caught.value.message(lang)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert unfinished_run(tmp_path, TINY) is None, "what cannot go on is not offered"


def test_a_parameter_that_an_older_version_did_not_know_has_its_default(tmp_path: Path) -> None:
    folder, whole = make(tmp_path / "run", steps=12), make(tmp_path / "whole", steps=12)
    go(folder, stop_at=6), go(whole)
    older(folder, params={"steps": 12}, layout=None)
    assert go(folder)[0] == "done" and lasting(folder) == lasting(whole)


def test_a_run_that_saved_nothing_yet_begins_in_the_present_form(tmp_path: Path) -> None:
    folder = make(tmp_path / "run", steps=12)
    older(folder, layout=7)
    assert go(folder)[0] == "done" and read_run(folder).layout == TINY.layout


@pytest.mark.parametrize("missing", ["place", "step", "random", "engine"])
def test_a_checkpoint_that_does_not_fit_is_said_and_the_log_tells_more(tmp_path: Path, missing: str) -> None:
    folder = make(fresh_folder(tmp_path, TINY), steps=12)
    go(folder, stop_at=6)
    state = load_state(folder / WEIGHTS)
    save_state(folder / WEIGHTS, {key: value for key, value in state.items() if key != missing})
    ended, seen = go(folder)
    assert ended == "failed" and isinstance(seen[-1], Failed)
    assert "does not fit" in seen[-1].message.en and "合わない" in seen[-1].message.ja
    assert "KeyError" in (folder / LOG).read_text("utf-8")
    assert unfinished_run(tmp_path, TINY) is None


def test_what_cannot_be_asked_for_is_refused_before_a_folder_is_made(tmp_path: Path) -> None:
    params = TINY.make_params()
    with pytest.raises(DemoError, match="CPU only"):
        prepare(tmp_path / "a", TINY, params, device="cuda")
    with pytest.raises(DemoError, match="is not there"):
        prepare(tmp_path / "b", TINY, params, data=tmp_path / "none.zip")
    (tmp_path / "file").write_text("")
    with pytest.raises(DemoError, match="cannot be written"):
        prepare(tmp_path / "file" / "run", TINY, params)
    vae = DEMOS["vae"]
    with pytest.raises(DemoError, match="makes its own data"):
        prepare(tmp_path / "c", vae, vae.make_params(), data=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_new_folders_sort_by_time_and_never_meet(tmp_path: Path) -> None:
    folders = []
    for _ in range(3):
        folders.append(make(fresh_folder(tmp_path, TINY)))
    assert len(set(folders)) == 3
    go(folders[1])
    assert last_run(tmp_path, TINY) == folders[1]


def test_a_state_comes_back_as_it_was(tmp_path: Path) -> None:
    state = {
        "a": {"W": np.arange(6.0).reshape(2, 3), "n": None, "list": [np.ones(2, dtype=np.int8), 3, "x"]},
        "big": 2**127,
        "nan": float("nan"),
        "word": "語",
        "bias": np.float64(0.1) + 0.2,
    }
    save_state(tmp_path / "s.npz", state)
    back = load_state(tmp_path / "s.npz")
    assert np.array_equal(back["a"]["W"], state["a"]["W"])
    assert back["a"]["list"][0].dtype == np.int8
    assert back["a"]["list"][1:] == [3, "x"]
    assert (back["big"], back["word"], back["a"]["n"]) == (2**127, "語", None)
    assert back["nan"] != back["nan"]
    assert isinstance(back["bias"], np.float64) and back["bias"] == state["bias"], "a model may insist on it"


def test_notes_are_kept_in_both_languages(tmp_path: Path) -> None:
    folder = make(tmp_path / "run", steps=1, loud=True)
    go(folder)
    notes = [event for event in read_events(folder) if isinstance(event, Note)]
    assert [(note.text.get("en"), note.text.get("ja")) for note in notes] == [("Onwards.", "先へ。")]
