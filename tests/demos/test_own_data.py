"""Data that a user names: paths, data sets by name, and what is said of a wrong one; the time that it takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizrnn.datasets.catalogue import DATA_SETS, folder_of
from quizrnn.demos import DEMOS, DemoError, find_demo
from quizrnn.demos.own_data import find_data


def fetched(home: Path) -> None:
    """All data sets as if they were there."""
    for data_set in DATA_SETS:
        folder_of(data_set, home).mkdir(parents=True)
        for remote in data_set.files:
            (folder_of(data_set, home) / remote.name).write_bytes(b"")


def test_every_data_set_belongs_to_a_demo_and_is_found_by_its_name(tmp_path: Path) -> None:
    fetched(tmp_path)
    for data_set in DATA_SETS:
        demo = find_demo(data_set.demo)
        assert any(data_set.name in kind.sets for kind in demo.data)
        place = find_data(demo, data_set.name.upper(), tmp_path)
        assert place.is_file() if len(data_set.files) == 1 else place == folder_of(data_set, tmp_path)
    named = {name for demo in DEMOS.values() for kind in demo.data for name in kind.sets}
    assert named == {data_set.name for data_set in DATA_SETS}


def test_a_path_comes_before_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched(tmp_path / "home")
    monkeypatch.chdir(tmp_path)
    Path("mnist").mkdir()
    assert find_data(find_demo("D12"), "mnist", tmp_path / "home").resolve() == tmp_path / "mnist"


@pytest.mark.parametrize(
    ("demo", "asked", "said", "japanese"),
    [
        ("D12", "mnits", "no file, folder or data set called 'mnits'", "「mnits」"),
        ("D12", "/no/such/folder", "by name: mnist", "mnist"),
        (
            "D12",
            "shakespeare",
            "cannot be trained on the data set 'shakespeare'",
            "「shakespeare」では学習できません",
        ),
        ("D12", "mnist", "quizrnn data get mnist", "quizrnn data get mnist"),
        ("D07", "mnist", "makes its own data", "自分でデータを作ります"),
    ],
)
def test_a_wrong_one_is_told_with_what_is_possible(
    tmp_path: Path, demo: str, asked: str, said: str, japanese: str
) -> None:
    with pytest.raises(DemoError) as caught:
        find_data(find_demo(demo), asked, tmp_path)
    assert said in caught.value.message("en")
    assert japanese in caught.value.message("ja")


def test_what_may_not_be_looked_at_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for long in ("a" * 400, "~nobody-of-that-name/x"):
        with pytest.raises(DemoError, match="cannot be looked at"):
            find_data(find_demo("D12"), long, tmp_path)
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(DemoError, match=r"looked at: (?i:permission denied)"):
        find_data(find_demo("D12"), str(tmp_path), tmp_path)


def test_a_file_is_a_drawing_and_a_folder_is_mnist(tmp_path: Path) -> None:
    demo, picture = find_demo("D13"), tmp_path / "seven.png"
    picture.write_bytes(b"")
    assert [demo.kind_of(data).name for data in (None, picture, tmp_path)] == ["digits", "drawing", "mnist"]


def test_the_expected_time_follows_the_data_and_the_parameters(tmp_path: Path) -> None:
    picture = tmp_path / "seven.png"
    picture.write_bytes(b"")
    for name in ("D08", "D09", "D12", "D13", "D14"):
        demo = find_demo(name)
        params = demo.make_params()
        assert demo.expected_seconds(params) == pytest.approx(demo.seconds)
        assert demo.expected_seconds(params, tmp_path) > 3 * demo.seconds, "MNIST is no small thing"
        more = demo.make_params({"steps": 2 * params.to_plain()["steps"]})
        assert demo.expected_seconds(more, tmp_path) > 1.3 * demo.expected_seconds(params, tmp_path)
    drawn = find_demo("D13")
    assert drawn.expected_seconds(drawn.make_params(), picture) == pytest.approx(drawn.seconds)


@pytest.mark.parametrize("demo", DEMOS.values(), ids=lambda demo: demo.id)
def test_a_default_run_costs_what_is_said(demo) -> None:
    assert demo.make_params().cost() == pytest.approx(1.0, rel=0.05)
    assert demo.data[0].cost == 1.0 and not demo.data[0].path
