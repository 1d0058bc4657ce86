"""``quizrnn progress topics``: how far each topic has come, and where it is weak, as Home shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizrnn.cli import common
from quizrnn.cli.help import Command
from quizrnn.i18n import table, tr

if TYPE_CHECKING:
    from quizrnn.app.screens.overview import GroupProgress, TopicProgress

SCHEMA = 1
ID = 22
"""Cells of the column of ids at least."""


@click.command("topics", cls=Command)
@click.option("--json", "as_json", is_flag=True)
@common.bank_option
@common.lang_option
@common.data_option
def topics(*, as_json: bool, bank_path: str | None, lang: str | None, data_path: str | None) -> None:
    """Show how far each topic has come, and where it is weak.

    --json prints objects with schema (1), group, topic, title, total, right, seen, weak.
    """
    from quizrnn.app.screens.overview import overview
    from quizrnn.progress import ASIDE, BOOKMARK

    common.tolerant_streams()
    bank = common.open_bank(bank_path)
    store = common.open_progress(data_path, bank)
    language = common.language(lang, store)
    common.tell_trouble(store, language)
    common.tell_problems(bank, language)
    rows = bank.rows()
    ids = {row.id for row in rows}
    marked, aside = store.marks(BOOKMARK) & ids, store.marks(ASIDE) & ids
    now = overview(bank.topics(), rows, store.latest(), aside)
    store.close()
    if as_json:
        for group in now.groups:
            for one in group.topics:
                common.say_json(_as_json(group.group, one, language))
        return
    width = max([ID, *(len(one.topic.id) for group in now.groups for one in group.topics)])
    for group in now.groups:
        common.say(_group_line(group, language))
        for one in group.topics:
            common.say(_topic_line(one, width, language))
    common.note(
        tr(
            "cli",
            "topics-total",
            language,
            right=sum(group.right for group in now.groups),
            seen=sum(group.seen for group in now.groups),
            total=sum(group.total for group in now.groups),
            marked=len(marked),
            aside=len(aside),
        )
    )


def _as_json(group: str, one: TopicProgress, lang: str) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "group": group,
        "topic": one.topic.id,
        "title": one.topic.title.get(lang),
        "total": one.total,
        "right": one.right,
        "seen": one.seen,
        "weak": one.weak,
    }


def _group_line(group: GroupProgress, lang: str) -> str:
    name = table("app", lang).get(f"group.{group.group}", group.group)
    weak = group.weakest
    words = tr("app", "home.weak", lang, topic=weak.title.get(lang)) if weak is not None else ""
    return "  ".join(filter(None, [f"{group.right:>3}/{group.total:<3} {name}", words]))


def _topic_line(one: TopicProgress, width: int, lang: str) -> str:
    words = tr("app", "home.weak.count", lang, count=one.weak) if one.weak else ""
    line = f"{one.right:>7}/{one.total:<3} {one.topic.id:<{width}} {one.topic.title.get(lang)}"
    return "  ".join(filter(None, [line, words]))
