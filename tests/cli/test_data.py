"""``quizrnn data``: the list, a download that is already there, and clear words without a network."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from quizrnn.datasets import catalogue
from quizrnn.datasets.catalogue import DataSet, Remote


@pytest.fixture
def data(call):
    """``quizrnn data``: its status, what it wrote to stdout and to stderr."""
    return lambda *arguments: call("data", *arguments)


def test_list(data, tmp_path: Path) -> None:
    status, out, _ = data("list", "--json", "--data", str(tmp_path))
    rows = json.loads(out)["data"]
    assert status == 0
    assert [row["name"] for row in rows] == ["spoken", "mnist", "orenist", "shakespeare", "coffee"]
    assert not any(row["there"] for row in rows)
    status, out, _ = data("list", "--lang", "ja", "--data", str(tmp_path))
    assert "手書き数字" in out
    assert "ライセンス" in out


def test_get_says_the_licence_and_where_the_files_are(data, tmp_path: Path, monkeypatch) -> None:
    remote = Remote("http://127.0.0.1:9/a", "a.bin", 3, hashlib.sha256(b"abc").hexdigest())
    monkeypatch.setattr(catalogue, "DATA_SETS", (DataSet("coffee", (remote,), "D05"),))
    folder = tmp_path / "data" / "coffee"
    folder.mkdir(parents=True)
    (folder / "a.bin").write_bytes(b"abc")
    status, out, err = data("get", "coffee", "--lang", "en", "--data", str(tmp_path))
    assert (status, out) == (0, f"coffee: already there, checked, in {folder}\n")
    assert "CC0" in err
    assert "quizrnn demo D05 --data" in err


def test_no_network_is_said_plainly_in_both_languages(data, tmp_path: Path, monkeypatch) -> None:
    remote = Remote("http://127.0.0.1:9/a", "a.bin", 3, "0" * 64)
    monkeypatch.setattr(catalogue, "DATA_SETS", (DataSet("coffee", (remote,), "D05"),))
    for lang, said in (("en", "cannot be reached"), ("ja", "接続できません")):
        status, out, err = data("get", "coffee", "--lang", lang, "--data", str(tmp_path))
        assert (status, out) == (2, "")
        assert said in err
    status, _, err = data("get", "coffe", "--lang", "en", "--data", str(tmp_path))
    assert status == 2
    assert "There are: coffee" in err
