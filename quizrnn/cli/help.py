"""Commands whose help stands in ``quizrnn.i18n.help``, in the learner's language; options carry none of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import click

from quizrnn.cli.phrases import said, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from click.shell_completion import CompletionItem


METAVARS = {"integer": "N", "integer range": "N", "text": "WORD", "directory": "DIR", "path": "PATH"}
"""What stands for a value, where an option says nothing itself; the same in both languages."""

PLACEHOLDERS = {
    "[OPTIONS]": "options-metavar",
    "COMMAND [ARGS]...": "command-metavar",
    "[COMMAND] [ARGS]...": "command-or-none",
}
"""What click puts into a usage line → its key in the area ``parser``."""


class Formatter(click.HelpFormatter):
    """Breaks lines by the cells of the terminal and by the rules of Japanese, where click counts characters."""

    def write_text(self, text: str) -> None:
        """Paragraphs; one that begins with a line of ``\\b`` stays as it stands."""
        from quizrnn.bank.lines import wrap_plain

        indent = " " * self.current_indent
        written = []
        for part in text.split("\n\n"):
            if part.startswith("\b\n"):
                lines = part.split("\n")[1:]
            else:
                lines = wrap_plain(part, max(20, self.width - self.current_indent))
            written.append("\n".join(indent + line for line in lines))
        self.write("\n\n".join(written) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Names, and what they mean beside them; below where a name is longer than the column."""
        from quizrnn.bank.lines import wrap_plain

        rows = list(rows)
        column = min(max((len(name) for name, _ in rows), default=0), col_max) + col_spacing
        start = self.current_indent + column
        for name, meaning in rows:
            lines = wrap_plain(meaning, max(20, self.width - start)) if meaning else [""]
            beside = len(name) <= column - col_spacing
            head = f"{name:<{column}}{lines.pop(0)}" if beside else name
            for line in (head, *(" " * column + line for line in lines)):
                self.write((" " * self.current_indent + line).rstrip() + "\n")


class Context(click.Context):
    """Formats help as above."""

    formatter_class = Formatter


class Worded(click.Command):
    """Takes the words of its help, and of its options', from the strings when they are asked for."""

    context_class: type[click.Context] = Context

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """As click does, in the learner's language."""
        self.take_words(ctx)
        super().format_help(ctx, formatter)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """As click does, with its placeholders in the learner's language."""
        pieces = super().collect_usage_pieces(ctx)
        return [said(PLACEHOLDERS[piece]) if piece in PLACEHOLDERS else piece for piece in pieces]

    def take_words(self, ctx: click.Context) -> None:
        """Put the strings in: the command's own, and those of its options."""
        words, path = _words(), path_of(ctx)
        self.help = words.get(path or "quizrnn", "")
        for parameter in self.get_params(ctx):
            if isinstance(parameter, click.Option):
                option = max(parameter.opts, key=len)
                parameter.metavar = parameter.metavar or METAVARS.get(parameter.type.name)
                parameter.help = words.get(f"{path} {option}", words.get(option, ""))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Options with their meaning."""
        self.take_words(ctx)
        return super().shell_complete(ctx, incomplete)


class Command(Worded):
    """A command."""


class Group(Worded, click.Group):
    """A group of commands, which it lists without importing any."""

    command_class = Command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Each command with its line."""
        with formatter.section(said("commands")):
            formatter.write_dl([(name, short(ctx, name)) for name in self.list_commands(ctx)])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands with their line, then options."""
        from click.shell_completion import CompletionItem

        self.take_words(ctx)
        names = [name for name in self.list_commands(ctx) if name.startswith(incomplete)]
        options = click.Command.shell_complete(
            self, ctx, incomplete
        )  # a group's own would import every command
        return [*(CompletionItem(name, help=short(ctx, name)) for name in names), *options]


def refuse(ctx: click.Context, name: str, known: Sequence[str]) -> NoReturn:
    """Raise UsageError for a command that there is not, with the nearest one."""
    from quizrnn.bank.names import near_name

    near = near_name(name, known)
    hint = f" {said('near', possibility=repr(near))}" if near else ""
    raise click.UsageError(said("no-command", name=name) + hint, ctx)


def path_of(ctx: click.Context) -> str:
    """``bank list``; "" for the program itself."""
    names: list[str] = []
    at: click.Context | None = ctx
    while at is not None and at.parent is not None:
        names.insert(0, at.info_name or "")
        at = at.parent
    return " ".join(names)


def short(ctx: click.Context, name: str) -> str:
    """The line of a command in the list of its group."""
    return _words()[f"list {path_of(ctx)} {name}".replace("  ", " ")]


def _words() -> dict[str, str]:
    from quizrnn.i18n import table

    return table("help", spoken())
