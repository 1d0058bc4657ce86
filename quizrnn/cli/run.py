"""``quizrnn run``: what the code does on an example input, without judging it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizrnn.cli import common
from quizrnn.cli.files import code_question, read_answer
from quizrnn.cli.help import Command
from quizrnn.cli.plain import text_of
from quizrnn.grading.ran import ran_blocks

if TYPE_CHECKING:
    from quizrnn.bank.model import Code
    from quizrnn.verdict import Ran

SCHEMA = 1


def ran_lines(code: Code, ran: Ran, lang: str, *, width: int = 0) -> list[str]:
    """The blocks as lines."""
    return text_of(ran_blocks(code, ran, lang), lang, width=width).split("\n")


@click.command(cls=Command)
@click.argument("question_id", metavar="ID", shell_complete=common.complete_questions)
@click.argument("file", required=False, type=click.Path())
@click.option(
    "--json",
    "as_json",
    is_flag=True,
)
@common.bank_option
@common.lang_option
def command(
    *, question_id: str, file: str | None, as_json: bool, bank_path: str | None, lang: str | None
) -> int:
    """Run FILE (ID.py here when left out) on an example input and show what comes out. Nothing is judged."""
    common.tolerant_streams()
    language = common.language(lang)
    question = code_question(common.open_bank(bank_path), question_id)
    answer = read_answer(question, file, region=None)
    judge = common.make_judge(torch=bool(question.needs))
    try:
        ran = judge.run(question, answer.source or b"")
    finally:
        judge.close()
    fault = ran.verdict
    if as_json:
        common.say_json(
            {
                "schema": SCHEMA,
                "question": question.id,
                "output": ran.output,
                "output_cut": ran.output_cut,
                "given": ran.given,
                "value": ran.value,
                "calls": ran.calls,
                "fault": fault,
                "seconds": ran.seconds,
            }
        )
    else:
        from quizrnn.bank.model import Code

        assert isinstance(question.body, Code)
        for line in ran_lines(question.body, ran, language, width=common.page_width()):
            common.say(line)
    if fault is None:
        return 0
    return 2 if fault.outcome == "broken" else 1
