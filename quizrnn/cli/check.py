"""``quizrnn check``: judge a file. ``--json`` prints one object, documented in ``judging.Report``."""

from __future__ import annotations

import click

from quizrnn.cli import common
from quizrnn.cli.help import Command


@click.command(cls=Command)
@click.argument("question_id", metavar="ID", shell_complete=common.complete_questions)
@click.argument("file", required=False, type=click.Path(allow_dash=True))
@click.option(
    "--region",
    is_flag=False,
    flag_value="",
    default=None,
)
@click.option("--json", "as_json", is_flag=True)
@click.option("--no-record", is_flag=True)
@common.bank_option
@common.lang_option
@common.data_option
def command(
    *,
    question_id: str,
    file: str | None,
    region: str | None,
    as_json: bool,
    no_record: bool,
    bank_path: str | None,
    lang: str | None,
    data_path: str | None,
) -> int:
    """Judge FILE as an answer to ID; without FILE, ID.py in this folder. "-" reads stdin.

    Exit code 0 right, 1 not right yet, 2 could not be judged.

    --json prints one object: schema (1), verdict, question {id revision topic title}, feedback (text),
    counterexample {given expected got path cell step paste setup} or null, mistake {index name why} or null,
    apart (of several parts each by itself) [{region lines right mistake}], output {text cut}, seconds, rung,
    accepted, notes. Arrays are {"array": nested list, "dtype", "shape"}; nan and infinities are the texts nan,
    inf, -inf.
    """
    common.tolerant_streams()
    # The runners start before anything else is imported: they are what a verdict waits for.
    judge = common.make_judge(data_path, torch=False)
    from quizrnn.cli.files import code_question, read_answer
    from quizrnn.cli.judging import exit_code, judged, keep, report
    from quizrnn.cli.plain import text_of

    try:
        language = common.language(lang)
        question = code_question(common.open_bank(bank_path), question_id)
        answer = read_answer(question, file, region)
        if question.needs:
            judge.warm(torch=True)
        verdict, page = judged(question, answer, judge, language)
    finally:
        judge.close()
    if not no_record:
        keep(question, answer, verdict, language, data_path, way="check")
    if as_json:
        common.say_json(report(question, answer, verdict, page, language))
    else:
        width = common.page_width()
        common.say(text_of(page.blocks, language, width=width))
        if verdict.outcome == "right":
            common.say(text_of(page.solved, language, width=width))
    return exit_code(verdict)
