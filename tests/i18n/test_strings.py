"""Both languages have the same strings with the same values in them."""

import importlib
import pkgutil
import string
from pathlib import Path

import pytest

import quizrnn
import quizrnn.i18n
from quizrnn.i18n import app, choose_language, tr

AREAS = [module.name for module in pkgutil.iter_modules(quizrnn.i18n.__path__)]


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_say_the_same_things(area):
    module = importlib.import_module(f"quizrnn.i18n.{area}")
    assert module.EN.keys() == module.JA.keys()
    assert [key for key in module.EN if fields(module.EN[key]) != fields(module.JA[key])] == []
    assert [key for key in module.EN if not module.EN[key] or not module.JA[key]] == []


def test_a_folder_has_one_spelling_in_japanese():
    package = Path(quizrnn.__file__).parent
    assert [path for path in package.rglob("*.py") if "フォルダー" in path.read_text("utf-8")] == []


def test_no_string_of_the_app_stands_in_two_of_its_parts():
    parts = [
        importlib.import_module(f"quizrnn.i18n.app.{m.name}") for m in pkgutil.iter_modules(app.__path__)
    ]
    assert sum(len(part.EN) for part in parts) == len(app.EN)
    assert all(part.EN.keys() == part.JA.keys() for part in parts)


def test_the_language_asked_for_wins_then_the_saved_one_then_the_locale(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "ja")
    assert [choose_language("en", "ja"), choose_language(None, "en"), choose_language(None, None)] == [
        "en",
        "en",
        "ja",
    ]
    monkeypatch.delenv("LANGUAGE")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert choose_language(None, "nonsense") == "en"


def test_values_are_put_in():
    assert "3" in tr("feedback", "parse", "ja", line=3, message="x")


def test_a_number_chooses_between_one_and_many():
    assert tr("plain", "hints-left", "en", count=1) == "(1 hint: :hint)"
    assert tr("plain", "hints-left", "en", count=0) == "(0 hints: :hint)"
    assert tr("plain", "begin", "en", count=1).startswith("1 question.")
    assert tr("plain", "hints-left", "ja", count=1) == "（ヒント 1 個: :hint）"


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_figure_is_called_the_same_in_the_app_and_on_the_command_line(lang):
    for name in ("measured", "reported", "spread"):
        word = tr("gallery", f"report.{name}", lang)
        assert tr("demos", f"column-{name}", lang).casefold() == word
    word = tr("gallery", "report.reported", lang)
    assert all(word in tr("demos", key, lang, sign="", value="") for key in ("reported", "reported-mark"))
    package = Path(quizrnn.__file__).parent
    assert [path for path in package.rglob("*.py") if "出典の値" in path.read_text("utf-8")] == []
