"""``quizrnn completion``: the completion script of a shell."""

from __future__ import annotations

import click

from quizrnn.cli import common
from quizrnn.cli.help import Command

LINES = {
    "bash": 'eval "$(quizrnn completion bash)"   # in ~/.bashrc',
    "zsh": 'eval "$(quizrnn completion zsh)"   # in ~/.zshrc',
    "fish": "quizrnn completion fish > ~/.config/fish/completions/quizrnn.fish",
}


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(list(LINES)))
@common.bank_option
def command(*, shell: str, bank_path: str | None) -> int:
    """Print the completion script of SHELL.

    \b
    bash: eval "$(quizrnn completion bash)"   in ~/.bashrc
    zsh:  eval "$(quizrnn completion zsh)"    in ~/.zshrc
    fish: quizrnn completion fish > ~/.config/fish/completions/quizrnn.fish
    """
    from click.shell_completion import get_completion_class

    from quizrnn.cli import cli

    kind = get_completion_class(shell)
    assert kind is not None
    # source() asks the installed bash for its version; where there is none, the script itself is still right.
    maker = kind(cli, {}, "quizrnn", "_QUIZRNN_COMPLETE")
    common.say(maker.source_template % maker.source_vars())
    common.note(LINES[shell])
    return 0
