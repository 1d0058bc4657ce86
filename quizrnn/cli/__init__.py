"""The command line: a click group whose commands are loaded only when called."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

import click

from quizrnn import __version__
from quizrnn.cli.help import Group, refuse
from quizrnn.cli.phrases import begin, spoken, typed_data, usage_error
from quizrnn.cli.streams import mend, unwritten
from quizrnn.errors import KeyedError, QuizrnnError, os_reason

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (
    "quiz",
    "due",
    "start",
    "check",
    "run",
    "watch",
    "replay",
    "progress",
    "bank",
    "reference",
    "demo",
    "data",
    "doctor",
    "completion",
)
"""The command itself is ``quizrnn.cli.<name>:command``."""


class LazyGroup(Group):
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
            refuse(ctx, args[0], COMMANDS)
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, "--version", prog_name="quizrnn", message="%(prog)s %(version)s")
@click.option("--lang", type=click.Choice(["en", "ja"]))
@click.option("--bank", type=click.Path(file_okay=False))
@click.pass_context
def cli(ctx: click.Context, lang: str | None, bank: str | None) -> None:
    """Exam-prep questions on recurrent networks. Without a command, the app opens."""
    ctx.obj = {"lang": lang, "bank": bank}
    if ctx.invoked_subcommand is None:
        from quizrnn.cli.quiz import open_app

        open_app(bank=bank, lang=lang)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; every foreseen error is one clear message and exit code 2."""
    closed = mend()
    try:
        begin(arguments)
        if closed:
            raise KeyedError("stdout-closed")
        given = list(arguments) if arguments is not None else None
        status = cli.main(args=given, prog_name="quizrnn", standalone_mode=False)
    except QuizrnnError as error:
        print(f"quizrnn: {error.message(spoken())}", file=sys.stderr)
        sys.exit(2)
    except click.exceptions.Abort:
        print(file=sys.stderr)
        sys.exit(130)
    except click.ClickException as error:
        print(usage_error(error), file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if isinstance(error, OSError) and (lost := unwritten("\n")) is not None:
            _tell_lost(lost)
        else:
            print(f"quizrnn: {unexpected(error)}", file=sys.stderr)
        sys.exit(2)
    if (lost := unwritten()) is not None and not isinstance(lost, BrokenPipeError):
        _tell_lost(lost)
        sys.exit(2)
    sys.exit(status if isinstance(status, int) else 0)


def _tell_lost(error: OSError) -> None:
    print(f"quizrnn: {KeyedError('stdout-failed', reason=error).message(spoken())}", file=sys.stderr)


def unexpected(error: Exception) -> str:
    """Log an error and say where; a traceback is for the log, never for the user."""
    from quizrnn.i18n import tr
    from quizrnn.progress.errorlog import log_error

    try:
        log = log_error(error, typed_data())
    except OSError as failed:
        return tr("errors", "unexpected-unlogged", spoken(), reason=os_reason(failed, spoken()))
    except QuizrnnError as failed:
        return tr("errors", "unexpected-unlogged", spoken(), reason=failed.message(spoken()).rstrip(".。"))
    return tr("errors", "unexpected", spoken(), log=log)
