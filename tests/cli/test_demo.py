"""``quizrnn demo``: lists, runs, sweeps, and the way on after Ctrl+C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rich.cells import cell_len

from quizrnn.cli import main
from quizrnn.cli.demo_bar import Bar, duration
from quizrnn.demos import DEMOS
from quizrnn.demos.runs import read_events, read_run
from quizrnn.i18n import tr

SMALL = ("--set", "epochs=2", "--set", "units=16", "--set", "batch=256")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUIZRNN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path / "home"


def demo(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["demo", *arguments])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def objects(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_the_list_names_every_demo(capsys) -> None:
    for arguments in ((), ("list",)):
        status, out, _ = demo(capsys, *arguments)
        assert status == 0
        assert all(found.id in out and found.name in out for found in DEMOS.values())
    status, out, _ = demo(capsys, "list", "--json", "--lang", "ja")
    rows = json.loads(out)
    assert [row["id"] for row in rows] == [found.id for found in DEMOS.values()]
    assert all({"name", "topic", "topics", "title", "presets", "data", "seconds"} <= set(row) for row in rows)
    assert next(row for row in rows if row["id"] == "D16")["title"] == "潜在変数二つの VAE"
    kinds = {kind["name"]: kind for kind in next(row for row in rows if row["id"] == "D12")["data"]}
    assert kinds["mnist"]["sets"] == ["mnist"] and kinds["mnist"]["seconds"] > 3 * kinds["digits"]["seconds"]


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("name", DEMOS)
def test_the_page_of_a_demo_fits_and_names_parameters_and_variants(capsys, name: str, lang: str) -> None:
    status, out, _ = demo(capsys, "show", name, "--lang", lang)
    assert status == 0
    found = DEMOS[name]
    assert found.title.get(lang) in out
    for word in (
        *(field.name for field in found.params.fields()),
        *(preset.name for preset in found.presets),
    ):
        assert f"  {word}" in out
    assert all(cell_len(line) <= 80 for line in out.splitlines())
    assert demo(capsys, name, "--help-params", "--lang", lang)[1] == out


def test_a_demo_that_cannot_be_loaded_is_said_by_the_list_and_by_doctor(capsys, monkeypatch) -> None:
    monkeypatch.setattr("quizrnn.demos.BROKEN", {"d99_slip": "SyntaxError: x"})
    for lang in ("en", "ja"):
        status, out, err = demo(capsys, "list", "--json", "--lang", lang)
        assert status == 0 and len(json.loads(out)) == len(DEMOS)
        assert "d99_slip" in err and "SyntaxError: x" in err
    with pytest.raises(SystemExit):
        main(["doctor", "--lang", "en"])
    assert "quizrnn/demos/d99_slip cannot be loaded" in capsys.readouterr().out


def test_the_page_as_data_has_limits(capsys) -> None:
    facts = json.loads(demo(capsys, "show", "D16", "--json")[1])
    epochs = next(field for field in facts["params"] if field["name"] == "epochs")
    assert (epochs["kind"], epochs["default"], epochs["low"], epochs["high"]) == ("whole", 60, 1, 1000)
    assert {outcome["name"] for outcome in facts["outcomes"]} == {"both-used", "collapse", "spread"}


def test_a_run_ends_with_a_report_and_a_folder(capsys, home: Path) -> None:
    status, out, err = demo(capsys, "d16", *SMALL, "--seed", "3", "--lang", "en")
    assert status == 0
    assert DEMOS["vae"].figures[0].label.en in " ".join(out.split()) and "What was seen, and why" in out
    assert "seed 3" in out and "epochs=2" in out
    assert "Where the digits lie" in out
    assert all(cell_len(line) <= 80 for line in out.splitlines())
    assert "100%" in err
    folder = next((home / "runs").iterdir())
    assert str(folder) in err
    assert read_run(folder).seed == 3
    assert read_run(folder).state == "done"


def test_a_run_as_json_is_one_event_a_line(capsys, tmp_path: Path) -> None:
    status, out, err = demo(
        capsys, "vae", *SMALL, "--json", "--out", str(tmp_path / "run"), "--predict", "collapse"
    )
    events = objects(out)
    assert status == 0
    assert [event["event"] for event in events if event["event"] != "picture"] == [
        "start",
        "metric",
        "metric",
        "checkpoint",
        "report",
        "end",
        "prediction",
    ]
    assert events[-1]["right"] is (events[-1]["outcome"] == "collapse")
    assert "100%" in err
    again = objects(demo(capsys, "vae", *SMALL, "--json", "--out", str(tmp_path / "again"))[1])
    kept = [[e for e in found if e["event"] in ("metric", "picture", "report")] for found in (events, again)]
    assert kept[0] == kept[1]


def test_a_prediction_is_answered_in_both_languages(capsys) -> None:
    out = demo(capsys, "vae", *SMALL, "--try", "collapse", "--predict", "spread", "--lang", "en")[1]
    assert "You predicted" in out and "It came otherwise" in out
    out = demo(capsys, "vae", *SMALL, "--predict", "both-used", "--lang", "ja")[1]
    assert "予想は当たりました" in out or "実際は違いました" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["vea"], "The demos: vae"),
        (["D16", "--set", "epoch=3"], "The parameters: epochs"),
        (["D16", "--set", "epochs"], "NAME=VALUE"),
        (["D16", "--set", "epochs=0"], "1 … 1000"),
        (["D16", "--set", "sample=men"], "mean, drawn"),
        (["D16", "--try", "colapse"], "Its variants: collapse"),
        (["D16", "--predict", "wins"], "both-used"),
        (["D16", "--predict", "spread", "--seeds", "2"], "single run"),
        (["D16", "--device", "cuda"], "CPU only"),
        (["D16", "--data", "."], "makes its own data"),
        (["D12", "--data", "mnits"], "data sets by name: mnist"),
        (["D12", "--data", "shakespeare"], "data sets by name: mnist"),
        (["D12", "--data", "mnist"], "quizrnn data get mnist"),
        (["D16", "--resume", "nowhere"], "no run"),
        (["D12", "--resume", "nowhere", "--device", "cuda"], "--device cannot change"),
        (["D12", "--resume", "nowhere", "--seed", "0"], "--seed cannot change"),
        (["D16", "--device", "cuda", "--seeds", "2"], "CPU only"),
        (["run"], "Name a demo"),
    ],
)
def test_wrong_names_and_values_list_the_right_ones(
    capsys, home: Path, arguments: list[str], said: str
) -> None:
    status, out, err = demo(capsys, *arguments, "--lang", "en")
    assert (status, out) == (2, "")
    assert said in err
    status, _, japanese = demo(capsys, *arguments, "--lang", "ja")
    assert status == 2 and japanese != err
    assert not (home / "runs").exists()


def test_a_long_run_says_so_before_it_starts(capsys, tmp_path: Path, monkeypatch) -> None:
    from quizrnn.cli import demo_run

    async def nothing(*_: object) -> object:
        return demo_run.End(0, "stopped", 0.0)

    monkeypatch.setattr(demo_run, "_watch", nothing)
    err = demo(capsys, "vae", "--set", "epochs=1000", "--set", "units=1024", "--lang", "en")[2]
    assert "will take about" in err
    text = tmp_path / "long.txt"
    text.write_text("word " * 40_000)
    assert "will take about" not in demo(capsys, "D02", "--lang", "en")[2]
    assert "will take about" in demo(capsys, "D02", "--data", str(text), "--lang", "en")[2]
    assert "will take about" not in demo(capsys, "D02", "--data", str(text), "--set", "epochs=2")[2]
    assert "will take about" not in demo(capsys, "D02", "--data", str(text), "--set", "most=500")[2]


def start(*arguments: str, env: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "quizrnn", "demo", *arguments]
    return subprocess.Popen(
        command, env=os.environ | env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("word", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_keeps_what_is_done_and_names_the_way_on(
    capsys, tmp_path: Path, home: Path, word: int
) -> None:
    long = ("vae", "--set", "epochs=1000", "--set", "units=16", "--lang", "en")
    running = start(*long, "--json", "--out", str(tmp_path / "run"), env={"QUIZRNN_HOME": str(home)})
    for line in running.stdout:
        if '"event":"metric"' in line:
            running.send_signal(word)
            break
    out, err = running.communicate(timeout=120)
    assert running.returncode == 130
    assert "Traceback" not in err
    assert f"quizrnn demo D16 --resume {tmp_path / 'run'}" in err
    assert json.loads(out.splitlines()[-1])["state"] == "stopped"
    assert 0 < read_run(tmp_path / "run").step < 1000
    status, _, err = demo(capsys, "vae", "--resume", str(tmp_path / "run"), "--set", "lr=1", "--lang", "en")
    assert status == 2 and "--set cannot change" in err
    status, _, err = demo(capsys, "logistic", "--resume", str(tmp_path / "run"), "--lang", "en")
    assert status == 2 and "holds a run of vae" in err


def test_a_stopped_run_goes_on_and_a_finished_one_is_shown_again(capsys, tmp_path: Path) -> None:
    from quizrnn.demos.engine import Control, run_folder
    from quizrnn.demos.runs import prepare

    found = DEMOS["vae"]
    prepare(tmp_path / "run", found, found.make_params({"epochs": 6, "units": 16, "batch": 256}))
    control = Control()
    control.obey("stop")
    assert run_folder(tmp_path / "run", control, lambda line: None) == "stopped"
    status, out, err = demo(capsys, "--resume", str(tmp_path / "run"), "--lang", "en")
    assert status == 0 and "What was seen" in out and "already" not in err
    status, again, err = demo(capsys, "vae", "--resume", str(tmp_path / "run"), "--lang", "en")
    assert status == 0 and again == out and "This run is done" in err
    demo(capsys, "vae", "--out", str(tmp_path / "whole"), "--set", "epochs=6", *SMALL[2:])
    kept = [list(read_events(tmp_path / name))[:-1] for name in ("run", "whole")]
    assert kept[0] == kept[1]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_training_that_was_killed_is_told_and_goes_on_to_the_unbroken_result(
    capsys, tmp_path: Path, home: Path
) -> None:
    from app.terminal import descendants

    from quizrnn.demos.engine import Control, run_folder
    from quizrnn.demos.runs import prepare

    found = DEMOS["logistic"]
    params, folder = found.make_params(), home / "runs" / "D07-20260101-000000"
    prepare(folder, found, params)
    control = Control()
    control.obey("stop")
    assert run_folder(folder, control, lambda line: None) == "stopped"
    running = start("--resume", str(folder), "--json", "--lang", "en", env={"QUIZRNN_HOME": str(home)})
    assert json.loads(running.stdout.readline())["event"] == "start"
    assert read_run(folder).state == "running"
    for child, _ in descendants(running.pid):
        os.kill(child, signal.SIGKILL)
    _, err = running.communicate(timeout=120)
    assert running.returncode == 2 and "Traceback" not in err
    assert "ended unexpectedly" in err and f"quizrnn demo D07 --resume {folder}" in err
    assert read_run(folder).state == "cut"
    err = demo(capsys, "logistic", "--set", "steps=1", "--lang", "en", "--out", str(tmp_path / "new"))[2]
    assert "was cut off" in err and f"quizrnn demo D07 --resume {folder}" in err
    assert demo(capsys, "--resume", str(folder), "--lang", "en")[0] == 0
    prepare(tmp_path / "whole", found, params)
    run_folder(tmp_path / "whole", Control(), lambda line: None)
    kept = [list(read_events(place))[:-1] for place in (folder, tmp_path / "whole")]
    assert kept[0] == kept[1]
    err = demo(capsys, "logistic", "--set", "steps=1", "--lang", "en", "--out", str(tmp_path / "newer"))[2]
    assert "was cut off" not in err


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("saved", [False, True])
def test_a_second_ctrl_c_ends_at_once_and_says_what_was_saved(
    tmp_path: Path, home: Path, saved: bool
) -> None:
    from app.terminal import descendants

    from quizrnn.demos.engine import Control, run_folder
    from quizrnn.demos.runs import prepare

    found, folder = DEMOS["vae"], tmp_path / "run"
    prepare(folder, found, found.make_params({"epochs": 1000, "units": 16, "batch": 256}))
    if saved:
        control = Control()
        control.obey("stop")
        run_folder(folder, control, lambda line: None)
    step = read_run(folder).step
    running = start("--resume", str(folder), "--json", "--lang", "en", env={"QUIZRNN_HOME": str(home)})
    assert json.loads(running.stdout.readline())["event"] == "start"
    for child, _ in descendants(running.pid):
        os.kill(child, signal.SIGSTOP)  # a polite stop cannot end it now
    running.send_signal(signal.SIGINT)
    assert "Stopping" in running.stderr.readline()
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=120)
    assert running.returncode == 130 and "unexpectedly" not in err and "Traceback" not in err
    assert (f"saved at step {step} of 1,000" if saved else "before anything was saved") in err
    assert f"quizrnn demo D16 --resume {folder}" in err
    last = json.loads(out.splitlines()[-1])
    assert (last["event"], last["state"], last["step"]) == ("end", "cut", step)
    kept = json.loads((folder / "run.json").read_text("utf-8"))
    assert (kept["state"], kept["step"]) == ("cut", step)


def test_a_folder_with_a_run_is_not_written_over(capsys, tmp_path: Path) -> None:
    demo(capsys, "vae", *SMALL, "--out", str(tmp_path / "run"))
    status, _, err = demo(capsys, "vae", *SMALL, "--out", str(tmp_path / "run"), "--lang", "en")
    assert status == 2 and f"--resume {tmp_path / 'run'}" in err


def test_a_sweep_ends_with_a_table_and_curves(capsys, tmp_path: Path) -> None:
    asked = ("vae", *SMALL, "--set", "beta=1,5", "--seeds", "2", "--out", str(tmp_path / "sweep"))
    status, out, err = demo(capsys, *asked, "--lang", "en")
    assert status == 0
    assert "2 settings · seed 0–1 · 4 runs" in out
    assert "a beta=1   b beta=5" in out and "Median" in out
    assert out.count("beta=1 ") >= 3 and "2/2" in out
    assert "4 of 4 runs" in err
    status, out, _ = demo(capsys, "--resume", str(tmp_path / "sweep"), "--json")
    assert status == 0
    events = objects(out)
    assert [event["event"] for event in events] == ["sweep"]
    assert {(row["setting"], row["count"]) for row in events[0]["summary"]} == {("beta=1", 2), ("beta=5", 2)}


def test_a_sweep_on_data_of_ones_own_goes_on_from_anywhere(capsys, tmp_path: Path, monkeypatch) -> None:
    import numpy as np

    images = np.random.default_rng(0).integers(0, 255, (9, 28, 28), dtype=np.uint8)
    np.savez(tmp_path / "orenist.npz", images=images, labels=np.eye(3, dtype=np.uint8)[np.arange(9) % 3])
    monkeypatch.chdir(tmp_path)
    asked = (
        "D11",
        "--data",
        "orenist.npz",
        "--set",
        "steps=2",
        "--seeds",
        "2",
        "--out",
        str(tmp_path / "sweep"),
    )
    assert demo(capsys, *asked)[0] == 0
    assert json.loads((tmp_path / "sweep" / "sweep.json").read_bytes())["data"] == str(
        tmp_path / "orenist.npz"
    )
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert demo(capsys, "--resume", str(tmp_path / "sweep"))[0] == 0
    assert read_run(tmp_path / "sweep" / "000-seed1").data == str(tmp_path / "orenist.npz")


def test_variants_and_the_default_stand_side_by_side_in_one_sweep_each_with_its_own_values() -> None:
    from quizrnn.cli.demo_ask import grid

    found = DEMOS["spoken"]
    cells = grid(found, ["rnn,gru", "lstm, bilstm", "conv"], ["steps=2"])
    made = [cell.params(found) for cell in cells]
    assert [(p.model, p.units, p.clip, p.steps) for p in made] == [
        ("rnn", 64, "none", 2),
        ("gru", 64, "none", 2),
        ("lstm", 64, "value", 2),
        ("bilstm", 64, "none", 2),
        ("conv", 32, "none", 2),
    ]
    cells = grid(DEMOS["xor"], ["default", "linear"], [])
    assert [cell.label() for cell in cells] == ["default", "linear"]
    assert cells[0].params(DEMOS["xor"]) == DEMOS["xor"].make_params()


def test_the_table_of_a_sweep_says_of_each_setting_what_is_reported_of_it(capsys, tmp_path: Path) -> None:
    asked = ("xor", "--set", "steps=3", "--seeds", "2", "--lang", "en")
    out = demo(capsys, *asked, "--out", str(tmp_path / "changed"))[1]
    assert "Accuracy" in out and "Reported" not in out and "0.8917" not in out
    asked = ("xor", "--try", "one-corner,linear", "--cores", "1", "--lang", "en")
    out = demo(capsys, *asked, "--out", str(tmp_path / "corner"))[1]
    corner, linear = (
        next(line for line in out.split("Accuracy", 1)[1].splitlines() if line.lstrip().startswith(name))
        for name in ("one-corner", "linear")
    )
    assert corner.rstrip().endswith("0.9538") and "0.9538" not in linear and "0.8917" not in out
    last = objects(demo(capsys, "xor", "--resume", str(tmp_path / "corner"), "--json")[1])[-1]
    said = {row["setting"]: row["reported"]["en"] for row in last["summary"] if row["figure"] == "accuracy"}
    assert said == {"one-corner": "0.9538", "linear": ""}


def test_a_sweep_as_json_tells_of_every_run(capsys) -> None:
    status, out, _ = demo(capsys, "vae", *SMALL, "--try", "collapse,no-kl", "--json", "--cores", "1")
    events = objects(out)
    assert status == 0
    assert [event["event"] for event in events] == ["run", "run", "sweep"]
    assert [event["setting"] for event in events[:2]] == ["collapse", "no-kl"]
    assert all(set(event["figures"]) == {"reconstruction", "kl1", "kl2"} for event in events[:2])


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_keeps_the_finished_runs_of_a_sweep(capsys, tmp_path: Path, home: Path) -> None:
    asked = ("vae", "--set", "epochs=1,1000", "--set", "units=16", "--cores", "1", "--lang", "en")
    running = start(*asked, "--json", "--out", str(tmp_path / "sweep"), env={"QUIZRNN_HOME": str(home)})
    assert json.loads(running.stdout.readline())["state"] == "done"
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=120)
    assert running.returncode == 130
    assert "Traceback" not in err
    assert "1 of 2 runs are done" in err and f"--resume {tmp_path / 'sweep'}" in err
    summary = json.loads(out.splitlines()[-1])["summary"]
    assert {(row["setting"], row["count"]) for row in summary} == {("epochs=1", 1), ("epochs=1000", 0)}


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_second_ctrl_c_ends_a_sweep_at_once(tmp_path: Path, home: Path) -> None:
    from app.terminal import descendants

    asked = ("vae", "--set", "epochs=1,1000", "--set", "units=16", "--cores", "1", "--lang", "en")
    running = start(*asked, "--json", "--out", str(tmp_path / "sweep"), env={"QUIZRNN_HOME": str(home)})
    assert json.loads(running.stdout.readline())["state"] == "done"
    second = tmp_path / "sweep" / "001-seed0"
    for _ in range(1200):
        if (second / "events.jsonl").exists():
            break
        time.sleep(0.05)
    for child, _ in descendants(running.pid):
        os.kill(child, signal.SIGSTOP)  # a polite stop cannot end it now
    running.send_signal(signal.SIGINT)
    while "Stopping" not in running.stderr.readline():
        pass
    running.send_signal(signal.SIGINT)
    err = running.communicate(timeout=120)[1]
    assert running.returncode == 130 and "Traceback" not in err
    assert "1 of 2 runs are done" in err and f"--resume {tmp_path / 'sweep'}" in err
    assert read_run(second).state == "cut"


def test_a_cluster_that_is_not_there_is_said(capsys) -> None:
    pytest.importorskip("distributed")
    status, _, err = demo(capsys, "vae", *SMALL, "--cluster", "nonsense", "--lang", "en")
    assert status == 2 and "No Dask scheduler answers at nonsense" in err


def test_times_read_well() -> None:
    assert [duration(seconds, "en") for seconds in (0.2, 59, 61, 3700)] == [
        "0 s",
        "59 s",
        "1 min 01 s",
        "1 h 01 min",
    ]
    assert duration(61, "ja") == "1 分 01 秒"


@pytest.mark.parametrize("seconds", [5, 69, 81, 600, 3720, 40_000])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_time_left_is_never_cut(capsys, monkeypatch, lang: str, seconds: int) -> None:
    bar = Bar(lang, 1.0)
    monkeypatch.setattr(bar, "_left", lambda share: float(seconds))
    for share in (0.0, 0.1):
        bar.show(share, "words")
    time_left = tr("demos", "left", lang, time=duration(seconds, lang))
    assert f"10%  {time_left} " in capsys.readouterr().err


def test_the_bar_writes_a_line_for_each_tenth_where_no_terminal_is(capsys) -> None:
    bar = Bar("en", 10)
    for step in range(101):
        bar.show(step / 100, f"{step}/100")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 10
    assert lines[0].startswith("10%") and "left" in lines[0] and lines[-1].startswith("100%")


def test_a_fetched_data_set_goes_by_its_name(home: Path) -> None:
    from quizrnn.cli.demo_ask import data_place
    from quizrnn.datasets.catalogue import find_data_set, folder_of
    from quizrnn.demos import DemoError

    found, cnn = find_data_set("mnist"), DEMOS["one-layer-cnn"]
    with pytest.raises(DemoError, match="quizrnn data get mnist"):
        data_place(cnn, "mnist")
    folder_of(found, home).mkdir(parents=True)
    for remote in found.files:
        (folder_of(found, home) / remote.name).write_bytes(b"")
    assert data_place(cnn, "MNIST") == folder_of(found, home)
    assert data_place(cnn, str(home)) == home
    assert data_place(cnn, None) is None
