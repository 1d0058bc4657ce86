"""``quizrnn run``: what the code does on an example input, without judging it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizrnn.cli import common
from quizrnn.cli.files import code_question, read_answer
from quizrnn.cli.help import Command
from quizrnn.cli.plain import text_of
from quizrnn.grading.blocks import Block, Samples
from quizrnn.grading.faults import fault_blocks
from quizrnn.grading.feedback import output_block
from quizrnn.grading.values import sample
from quizrnn.i18n import tr
from quizrnn.verdict import Verdict

if TYPE_CHECKING:
    from quizrnn.bank.model import Code
    from quizrnn.judge.task import Ran

SCHEMA = 1


def ran_blocks(code: Code, ran: Ran, lang: str) -> list[Block]:
    """What ran, as blocks: prints, the example input with the result, or the fault."""
    blocks: list[Block] = []
    if ran.output:
        blocks.append(output_block(ran.output, lang, cut=ran.output_cut))
    if ran.given:
        samples = [sample(name, view) for name, view in ran.given.items()]
        blocks.append(Samples(tr("cli", "example", lang), tuple(samples)))
    verdict = ran.verdict
    if isinstance(verdict, Verdict) and verdict.outcome != "right":
        blocks.extend(fault_blocks(code, verdict, lang))
    else:
        blocks.append(Samples("", (sample(tr("cli", "result", lang), ran.value),)))
    return blocks


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
    fault = ran.verdict if isinstance(ran.verdict, Verdict) and ran.verdict.outcome != "right" else None
    if as_json:
        common.say_json(
            {
                "schema": SCHEMA,
                "question": question.id,
                "output": ran.output,
                "output_cut": ran.output_cut,
                "given": ran.given,
                "value": ran.value,
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
