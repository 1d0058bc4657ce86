"""``quizrnn due``: today's review with its expected minutes."""

from __future__ import annotations

import time

import click

from quizrnn.cli import common
from quizrnn.cli.help import Command
from quizrnn.i18n import tr

SCHEMA = 1


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True)
@common.bank_option
@common.lang_option
@common.data_option
def command(*, as_json: bool, bank_path: str | None, lang: str | None, data_path: str | None) -> int:
    """List what is to be reviewed today, in the order in which it is asked.

    --json prints one object: schema (1), day (today's study day, which turns at 04:00), minutes, questions
    [{id topic title due seconds}] and next {day count} or null: the next day with something due.
    """
    from quizrnn.progress import as_date, study_day
    from quizrnn.quiz import minutes, nothing_due, plan

    common.tolerant_streams()
    bank = common.open_bank(bank_path)
    store = common.open_progress(data_path, bank)
    language = common.language(lang, store)
    common.tell_trouble(store, language)
    common.tell_problems(bank, language)
    day = study_day(time.time())
    rows = bank.rows()
    planned = plan(rows, store.due(day))
    if as_json:
        coming = store.coming(day, {row.id for row in rows})
        common.say_json(
            {
                "schema": SCHEMA,
                "day": as_date(day).isoformat(),
                "minutes": minutes(planned) if planned else 0,
                "questions": [
                    {
                        "id": one.row.id,
                        "topic": one.row.topic,
                        "title": one.row.title.get(language),
                        "due": as_date(one.due).isoformat(),
                        "seconds": one.seconds,
                    }
                    for one in planned
                ],
                "next": {"day": as_date(coming[0]).isoformat(), "count": coming[1]} if coming else None,
            }
        )
    elif not planned:
        common.say(nothing_due(store, rows, language, "due"))
    else:
        for one in planned:
            title = one.row.title.get(language)
            common.say(tr("review", "due-line", language, minutes=minutes([one]), id=one.row.id, title=title))
        total = tr("review", "due-total", language, count=len(planned), minutes=minutes(planned))
        common.note(total)
    store.close()
    return 0
