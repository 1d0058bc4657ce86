"""What click says itself, in the learner's language, and the language before a command has chosen one."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

import click
import click.core
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KEYS = {
    "Usage:": "usage",
    "Options": "options",
    "Commands": "commands",
    "default: {default}": "default",
    "required": "required",
    "Error: {message}": "error",
    "Error: invalid input": "input",
    "Invalid value for {param_hint}: {message}": "invalid",
    "No such option {name!r}.": "no-option",
    "No such command {name!r}.": "no-command",
    "Missing command.": "which-command",
    "Got unexpected extra argument ({args})": "extra",
    "Did you mean {possibility}?": "near",
    "{value!r} is not {choice}.": "choice",
    "{value!r} is not a valid {number_type}.": "whole-number",
    "{value} is not in the range {range}.": "range",
    "{name} {filename!r} does not exist.": "path-missing",
    "{name} {filename!r} is a file.": "path-file",
    "{name} {filename!r} is a directory.": "path-folder",
    "{name} {filename!r} is not readable.": "path-unreadable",
    "{name} {filename!r} is not writable.": "path-unwritable",
    "Option {name!r} requires an argument.": "needs-value",
    "Option {name!r} does not take a value.": "takes-none",
}
"""Message of click → its key in the area ``parser``; for several of a kind ``-many`` (or ``-values``) follows."""
MANY = {"extra": "extra-many", "near": "near-many", "choice": "choice-many", "needs-value": "needs-values"}
VALUED = ("--lang", "--bank")
"""Options that take a value before the command."""

_arguments: list[str] = []


def begin(arguments: Sequence[str] | None) -> None:
    """Remember what was typed, and have click speak our strings. Nothing is read until something is said."""
    _arguments[:] = sys.argv[1:] if arguments is None else arguments
    spoken.cache_clear()
    for module in (
        click.core,
        click.exceptions,
        click.formatting,
        click.parser,
        click.termui,
        click.types,
    ):
        # click looks these names up when it speaks; by gettext's own files the saved setting would have no say
        for name, ours in (("_", _phrase), ("ngettext", _plural)):
            if hasattr(module, name):
                setattr(module, name, ours)


@cache
def spoken() -> str:
    """The language for what is said outside of a command: asked for, saved, or that of the locale."""
    from quizrnn.i18n import choose_language

    asked = next(_given("--lang"), None)
    if asked in ("en", "ja"):
        return asked
    from quizrnn.progress.saved import saved_setting

    return choose_language(None, saved_setting("lang", typed_data()))


def typed_data() -> str | None:
    """The progress folder that was named with --data; a demo's --data is what it learns from."""
    return None if _command() == "demo" else next(_given("--data"), None)


def said(key: str, **values: object) -> str:
    """A string of the area ``parser``."""
    from quizrnn.i18n import tr

    return tr("parser", key, spoken(), **values)


def usage_error(error: click.ClickException) -> str:
    """What is wrong with what was typed, below how the command is used."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    lines = []
    if isinstance(error, click.UsageError) and error.ctx is not None:
        lines += [error.ctx.get_usage(), said("try-help", command=f"{error.ctx.command_path} --help"), ""]
    return "\n".join([*lines, said("error", message=_message(error))])


def _message(error: click.ClickException) -> str:
    if not isinstance(error, click.MissingParameter) or error.param is None:
        return error.format_message().replace("。 ", "。")  # click joins sentences by a space
    key = "missing-option" if error.param.param_type_name == "option" else "missing-argument"
    return said(key, param=error.param.get_error_hint(error.ctx))


def _phrase(message: str) -> str:
    key = KEYS.get(message)
    return said(key) if key is not None else message


def _plural(one: str, many: str, count: int) -> str:
    key = KEYS.get(one)
    if key is None:
        return one if count == 1 else many
    return said(key if count == 1 else MANY[key])


def _command() -> str:
    """The command that was typed, or ""."""
    words = iter(_arguments)
    for word in words:
        if word in VALUED:
            next(words, None)
        elif not word.startswith("-"):
            return word
    return ""


def _given(option: str) -> Iterator[str]:
    """The values that were typed for an option, the last one first."""
    before_dashes = _arguments[: _arguments.index("--")] if "--" in _arguments else _arguments
    for at in reversed(range(len(before_dashes))):
        word = before_dashes[at]
        if word == option and at + 1 < len(before_dashes):
            yield before_dashes[at + 1]
        elif word.startswith(f"{option}="):
            yield word.partition("=")[2]
