"""``quizrnn demo list`` and ``show``: every demo with its parameters and variants."""

from __future__ import annotations

import json

import pytest
from rich.cells import cell_len

from quizrnn.demos import DEMOS


def test_the_list_names_every_demo(demo) -> None:
    for arguments in ((), ("list",)):
        status, out, _ = demo(*arguments)
        assert status == 0
        assert all(found.id in out and found.name in out for found in DEMOS.values())
    status, out, _ = demo("list", "--json", "--lang", "ja")
    rows = json.loads(out)
    assert [row["id"] for row in rows] == [found.id for found in DEMOS.values()]
    assert all({"name", "topic", "topics", "title", "presets", "data", "seconds"} <= set(row) for row in rows)
    assert next(row for row in rows if row["id"] == "D16")["title"] == "潜在変数二つの VAE"
    kinds = {kind["name"]: kind for kind in next(row for row in rows if row["id"] == "D12")["data"]}
    assert kinds["mnist"]["sets"] == ["mnist"] and kinds["mnist"]["seconds"] > 3 * kinds["digits"]["seconds"]


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("name", DEMOS)
def test_the_page_of_a_demo_fits_and_names_parameters_and_variants(demo, name: str, lang: str) -> None:
    status, out, _ = demo("show", name, "--lang", lang)
    assert status == 0
    found = DEMOS[name]
    assert found.title.get(lang) in out
    for word in (
        *(field.name for field in found.params.fields()),
        *(preset.name for preset in found.presets),
    ):
        assert f"  {word}" in out
    assert all(cell_len(line) <= 80 for line in out.splitlines())
    assert demo(name, "--help-params", "--lang", lang)[1] == out


def test_a_demo_that_cannot_be_loaded_is_said_by_the_list_and_by_doctor(call, demo, monkeypatch) -> None:
    monkeypatch.setattr("quizrnn.demos.BROKEN", {"d99_slip": "SyntaxError: x"})
    for lang in ("en", "ja"):
        status, out, err = demo("list", "--json", "--lang", lang)
        assert status == 0 and len(json.loads(out)) == len(DEMOS)
        assert "d99_slip" in err and "SyntaxError: x" in err
    assert "quizrnn/demos/d99_slip cannot be loaded" in call("doctor", "--lang", "en")[1]


def test_the_page_as_data_has_limits(demo) -> None:
    facts = json.loads(demo("show", "D16", "--json")[1])
    epochs = next(field for field in facts["params"] if field["name"] == "epochs")
    assert (epochs["kind"], epochs["default"], epochs["low"], epochs["high"]) == ("whole", 60, 1, 1000)
    assert {outcome["name"] for outcome in facts["outcomes"]} == {"both-used", "collapse", "spread"}
