"""``quizrnn demo``: one run, its report, its prediction, its folder, and words for what does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.demos import SMALL, objects
from rich.cells import cell_len

from quizrnn.demos import DEMOS
from quizrnn.demos.runs import read_run


def test_a_run_ends_with_a_report_and_a_folder(demo, home: Path) -> None:
    status, out, err = demo("d16", *SMALL, "--seed", "3", "--lang", "en")
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


def test_a_run_as_json_is_one_event_a_line(demo, tmp_path: Path) -> None:
    asked = ("vae", *SMALL, "--json")
    status, out, err = demo(*asked, "--out", str(tmp_path / "run"), "--predict", "collapse")
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
    again = objects(demo(*asked, "--out", str(tmp_path / "again"))[1])
    kept = [[e for e in found if e["event"] in ("metric", "picture", "report")] for found in (events, again)]
    assert kept[0] == kept[1]


def test_a_prediction_is_answered_in_both_languages(demo) -> None:
    out = demo("vae", *SMALL, "--try", "collapse", "--predict", "spread", "--lang", "en")[1]
    assert "You predicted" in out and "It came otherwise" in out
    out = demo("vae", *SMALL, "--predict", "both-used", "--lang", "ja")[1]
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
    demo, home: Path, arguments: list[str], said: str
) -> None:
    status, out, err = demo(*arguments, "--lang", "en")
    assert (status, out) == (2, "")
    assert said in err
    status, _, japanese = demo(*arguments, "--lang", "ja")
    assert status == 2 and japanese != err
    assert not (home / "runs").exists()


def test_a_long_run_says_so_before_it_starts(demo, tmp_path: Path, monkeypatch) -> None:
    from quizrnn.cli import demo_run

    async def nothing(*_: object) -> object:
        return demo_run.End(0, "stopped", 0.0)

    monkeypatch.setattr(demo_run, "_watch", nothing)
    err = demo("vae", "--set", "epochs=1000", "--set", "units=1024", "--lang", "en")[2]
    assert "will take about" in err
    text = tmp_path / "long.txt"
    text.write_text("word " * 40_000)
    assert "will take about" not in demo("D02", "--lang", "en")[2]
    assert "will take about" in demo("D02", "--data", str(text), "--lang", "en")[2]
    assert "will take about" not in demo("D02", "--data", str(text), "--set", "epochs=2")[2]
    assert "will take about" not in demo("D02", "--data", str(text), "--set", "most=500")[2]


def test_a_folder_with_a_run_is_not_written_over(demo, tmp_path: Path) -> None:
    demo("vae", *SMALL, "--out", str(tmp_path / "run"))
    status, _, err = demo("vae", *SMALL, "--out", str(tmp_path / "run"), "--lang", "en")
    assert status == 2 and f"--resume {tmp_path / 'run'}" in err


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
