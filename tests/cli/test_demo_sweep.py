"""A sweep: settings and seeds side by side, with a table at the end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.demos import SMALL, objects

from quizrnn.demos import DEMOS
from quizrnn.demos.runs import read_run


def test_a_sweep_ends_with_a_table_and_curves(demo, tmp_path: Path) -> None:
    asked = ("vae", *SMALL, "--set", "beta=1,5", "--seeds", "2", "--out", str(tmp_path / "sweep"))
    status, out, err = demo(*asked, "--lang", "en")
    assert status == 0
    assert "2 settings · seed 0–1 · 4 runs" in out
    assert "a beta=1   b beta=5" in out and "Median" in out
    assert out.count("beta=1 ") >= 3 and "2/2" in out
    assert "4 of 4 runs" in err
    status, out, _ = demo("--resume", str(tmp_path / "sweep"), "--json")
    assert status == 0
    events = objects(out)
    assert [event["event"] for event in events] == ["sweep"]
    assert {(row["setting"], row["count"]) for row in events[0]["summary"]} == {("beta=1", 2), ("beta=5", 2)}


def test_a_sweep_on_data_of_ones_own_goes_on_from_anywhere(demo, tmp_path: Path, monkeypatch) -> None:
    import numpy as np

    images = np.random.default_rng(0).integers(0, 255, (9, 28, 28), dtype=np.uint8)
    np.savez(tmp_path / "orenist.npz", images=images, labels=np.eye(3, dtype=np.uint8)[np.arange(9) % 3])
    monkeypatch.chdir(tmp_path)
    sweep = tmp_path / "sweep"
    asked = ("D11", "--data", "orenist.npz", "--set", "steps=2", "--seeds", "2", "--out", str(sweep))
    assert demo(*asked)[0] == 0
    assert json.loads((sweep / "sweep.json").read_bytes())["data"] == str(tmp_path / "orenist.npz")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert demo("--resume", str(sweep))[0] == 0
    assert read_run(sweep / "000-seed1").data == str(tmp_path / "orenist.npz")


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


def test_the_table_of_a_sweep_says_of_each_setting_what_is_reported_of_it(demo, tmp_path: Path) -> None:
    asked = ("xor", "--set", "steps=3", "--seeds", "2", "--lang", "en")
    out = demo(*asked, "--out", str(tmp_path / "changed"))[1]
    assert "Accuracy" in out and "Reported" not in out and "0.8917" not in out
    asked = ("xor", "--try", "one-corner,linear", "--cores", "1", "--lang", "en")
    out = demo(*asked, "--out", str(tmp_path / "corner"))[1]
    corner, linear = (
        next(line for line in out.split("Accuracy", 1)[1].splitlines() if line.lstrip().startswith(name))
        for name in ("one-corner", "linear")
    )
    assert corner.rstrip().endswith("0.9538") and "0.9538" not in linear and "0.8917" not in out
    last = objects(demo("xor", "--resume", str(tmp_path / "corner"), "--json")[1])[-1]
    said = {row["setting"]: row["reported"]["en"] for row in last["summary"] if row["figure"] == "accuracy"}
    assert said == {"one-corner": "0.9538", "linear": ""}


def test_a_sweep_as_json_tells_of_every_run(demo) -> None:
    status, out, _ = demo("vae", *SMALL, "--try", "collapse,no-kl", "--json", "--cores", "1")
    events = objects(out)
    assert status == 0
    assert [event["event"] for event in events] == ["run", "run", "sweep"]
    assert [event["setting"] for event in events[:2]] == ["collapse", "no-kl"]
    assert all(set(event["figures"]) == {"reconstruction", "kl1", "kl2"} for event in events[:2])


def test_a_cluster_that_is_not_there_is_said(demo) -> None:
    pytest.importorskip("distributed")
    status, _, err = demo("vae", *SMALL, "--cluster", "nonsense", "--lang", "en")
    assert status == 2 and "No Dask scheduler answers at nonsense" in err
