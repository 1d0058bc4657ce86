"""The command line: a click group whose commands are loaded only when called."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

import click

from quizrnn import __version__
from quizrnn.errors import QuizrnnError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS: dict[str, str] = {
    "quiz": "Answer questions, in the app or line by line with --plain.",
    "due": "List what is to be reviewed today.",
    "start": "Write an exercise to a file, to solve it in your own editor.",
    "check": "Judge an exercise file.",
    "run": "Run an exercise file without judging it.",
    "watch": "Judge exercise files each time they are saved.",
    "replay": "Judge a stored answer again.",
    "progress": "List, export and import what you have done.",
    "bank": "List, prove, preview and write questions.",
    "reference": "Read the reference models.",
    "demo": "Train a demo and watch what happens.",
    "data": "List and fetch data sets for the demos.",
    "doctor": "Tell how well answers are isolated here, and where things lie.",
    "completion": "Print the completion script of a shell.",
}
"""Name → one line of help; the command itself is ``quizrnn.cli.<name>:command``."""


class LazyGroup(click.Group):
    """A group that imports a command's module only to run it or to show its own help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names, in the order of ``COMMANDS``."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"quizrnn.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest name for a slip."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            ctx.fail(f"No such command '{args[0]}'.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from ``COMMANDS`` without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, "--version", prog_name="quizrnn", message="%(prog)s %(version)s")
@click.option(
    "--lang", type=click.Choice(["en", "ja"]), help="Language; otherwise the saved one, then the locale."
)
@click.option("--bank", type=click.Path(file_okay=False), help="A folder with questions/ and solutions/.")
@click.pass_context
def cli(ctx: click.Context, lang: str | None, bank: str | None) -> None:
    """Exam-prep questions on recurrent networks. Without a command, the app opens."""
    ctx.obj = {"lang": lang, "bank": bank}
    if ctx.invoked_subcommand is None:
        from quizrnn.cli.quiz import open_app

        open_app(bank=bank, lang=lang)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; every foreseen error is one clear message and exit code 2."""
    try:
        given = list(arguments) if arguments is not None else None
        status = cli.main(args=given, prog_name="quizrnn", standalone_mode=False)
    except QuizrnnError as error:
        print(f"quizrnn: {error}", file=sys.stderr)
        sys.exit(2)
    except click.exceptions.Abort:
        print(file=sys.stderr)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception:
        print(f"quizrnn: {unexpected()}", file=sys.stderr)
        sys.exit(2)
    sys.exit(status if isinstance(status, int) else 0)


def unexpected() -> str:
    """Log the exception at hand and say where; a traceback is for the log, never for the user."""
    import time
    import traceback
    from pathlib import Path

    from platformdirs import user_log_dir

    record = f"{time.strftime('%Y-%m-%d %H:%M:%S')} quizrnn {__version__}\n{traceback.format_exc()}\n"
    log = Path(user_log_dir("quizrnn", appauthor=False)) / "quizrnn.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(record)
    except OSError as error:
        return f"an unexpected error, and the log could not be written ({error}). Nothing stored is lost."
    return f"an unexpected error. Nothing stored is lost; what happened is in {log}, please report it."
