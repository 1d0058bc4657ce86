"""The list of demos: found by name and id, cheap to import, in both languages."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from quizrnn.demos import BROKEN, DEMOS, DemoError, demos_of_topic, find_demo
from quizrnn.demos.registry import collect
from quizrnn.i18n import table


def test_demos_are_found_by_name_and_id_however_it_is_written() -> None:
    for demo in DEMOS.values():
        short = f"d{int(demo.id[1:])}"
        for name in (demo.name, demo.id, demo.id.lower(), short, f" {demo.name.upper()} "):
            assert find_demo(name) is demo


def test_a_wrong_name_lists_the_right_ones_the_likely_first() -> None:
    with pytest.raises(DemoError) as caught:
        find_demo("vea")
    assert "The demos: vae" in caught.value.message("en")
    assert "「vea」というデモはありません" in caught.value.message("ja")
    for name in ("", "d99", "D", "../vae", "ｖａｅ"):
        with pytest.raises(DemoError):
            find_demo(name)


def test_ids_and_names_are_unique_and_in_order() -> None:
    ids = [demo.id for demo in DEMOS.values()]
    assert ids == sorted(set(ids))
    assert not BROKEN
    assert all(re.fullmatch(r"D\d\d", demo_id) for demo_id in ids)
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in DEMOS)


def test_a_demo_that_cannot_be_imported_takes_no_other_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "broken_demos"
    specs = {
        "d01_well": "from types import SimpleNamespace\nDEMO = SimpleNamespace(name='well')\n",
        "d02_without": None,
        "d03_slip": "1 / 0\n",
        "d04_empty": "",
        "d05_typo": "def\n",
        "notes": None,
    }
    for name, spec in specs.items():
        (package / name).mkdir(parents=True)
        (package / name / "__init__.py").write_text("")
        if spec is not None:
            (package / name / "spec.py").write_text(spec)
    (package / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    found, broken = collect(package, "broken_demos")
    assert list(found) == ["well"]
    assert list(broken) == ["d02_without", "d03_slip", "d04_empty", "d05_typo"]
    assert "broken_demos.d02_without.spec" in broken["d02_without"]
    assert broken["d03_slip"].startswith("ZeroDivisionError")


def test_topics_lead_to_demos() -> None:
    assert find_demo("vae") in demos_of_topic("vae")
    assert demos_of_topic("no-such-topic") == ()


def test_the_list_loads_neither_numpy_nor_torch() -> None:
    code = (
        "import sys, quizrnn.demos, quizrnn.demos.runs, quizrnn.demos.process, quizrnn.demos.sweep, quizrnn.demos.drawing;"
        "print(*sorted({'numpy', 'torch', 'distributed'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("demo", DEMOS.values(), ids=lambda demo: demo.id)
def test_every_text_of_a_demo_exists_in_both_languages(demo) -> None:
    texts = [demo.title, demo.about, demo.question, *(kind.about for kind in demo.data)]
    texts += [text for preset in demo.presets for text in (preset.title, preset.look)]
    texts += [outcome.text for outcome in demo.outcomes]
    texts += [figure.label for figure in demo.figures]
    for text in texts:
        assert text.en.strip() and text.ja.strip()
    for text in (demo.about, demo.question):
        assert re.search(r"[぀-ヿ一-鿿]", text.ja)
    for names in (demo.presets, demo.outcomes, demo.figures, demo.data):
        listed = [item.name for item in names]
        assert len(set(listed)) == len(listed)


def test_messages_have_the_same_blanks_in_both_languages() -> None:
    english, japanese = table("demos", "en"), table("demos", "ja")
    assert english.keys() == japanese.keys()
    for key, text in english.items():
        blanks = [sorted(set(re.findall(r"{(\w+)", line))) for line in (text, japanese[key])]
        assert blanks[0] == blanks[1], key
