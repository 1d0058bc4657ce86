"""Strings of the interface: an area is a module with two dicts, ``EN`` and ``JA``, with the same keys."""

from __future__ import annotations

import importlib
import locale
import os
from functools import cache


def tr(area: str, key: str, lang: str, **values: object) -> str:
    """The string ``key`` of an area in ``lang`` ("ja", otherwise English), with ``values`` put in.

    ``{count:question|questions}`` chooses by the number: the first word for 1, otherwise the second.
    """
    text = table(area, lang)[key]
    return text.format(**{name: _number(value) for name, value in values.items()}) if values else text


class _Number(int):
    """A whole number that can choose between a singular and a plural."""

    def __format__(self, spec: str) -> str:
        one, bar, many = spec.partition("|")
        if bar:
            return one if self == 1 else many
        return super().__format__(spec)


def _number(value: object) -> object:
    return _Number(value) if type(value) is int else value


@cache
def table(area: str, lang: str) -> dict[str, str]:
    """All strings of an area in one language."""
    module = importlib.import_module(f"quizrnn.i18n.{area}")
    strings: dict[str, str] = module.JA if lang == "ja" else module.EN
    return strings


def choose_language(explicit: str | None, saved: str | None = None) -> str:
    """The language to speak: the one asked for, the saved one, or the locale's."""
    for language in (explicit, saved):
        if language in ("en", "ja"):
            return language
    return locale_language()


def locale_language() -> str:
    """The language of the user's locale: "ja" where it is Japanese, otherwise "en"."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "ja" if value.lower().startswith("ja") else "en"
    system = locale.getlocale()[0] or ""
    return "ja" if system.lower().startswith("ja") else "en"
