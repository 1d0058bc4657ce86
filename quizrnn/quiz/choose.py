"""Which questions a sitting takes, and in what order."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Protocol, TypeVar


class Listed(Protocol):
    """What choosing needs to know: ``bank.model.Row`` and ``bank.model.Question`` both have it."""

    @property
    def id(self) -> str:
        """The question's id."""

    @property
    def topic(self) -> str:
        """Its topic."""

    @property
    def level(self) -> int:
        """1 to 3."""

    @property
    def kind(self) -> str:
        """One of the six kinds."""

    @property
    def set(self) -> str:
        """The set that it belongs to, or ""."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags."""

    @property
    def needs(self) -> tuple[str, ...]:
        """Packages beyond NumPy."""


L = TypeVar("L", bound=Listed)


def choose(
    rows: Iterable[L],
    *,
    ids: Sequence[str] = (),
    topics: Collection[str] = (),
    kinds: Collection[str] = (),
    levels: Collection[int] = (),
    tags: Collection[str] = (),
    without: Collection[str] = (),
    lacking: Collection[str] = (),
    count: int | None = None,
    rng: random.Random | None = None,
) -> list[L]:
    """The questions of a sitting.

    ``ids`` name questions or sets and keep their order; otherwise the filters choose, in the bank's order,
    or shuffled when ``rng`` is given. Questions of a set stay together and in order. ``without`` leaves ids
    out (set aside, done), ``lacking`` what needs these packages. ``count`` limits the number, never cutting
    a set that is the first one.
    """
    rows = list(rows)
    if ids:
        return _named(rows, ids)
    wanted: list[Callable[[L], bool]] = [
        lambda row: row.id not in without and not set(row.needs) & set(lacking),
        lambda row: not topics or row.topic in topics,
        lambda row: not kinds or row.kind in kinds,
        lambda row: not levels or row.level in levels,
        lambda row: not tags or bool(set(row.tags) & set(tags)),
    ]
    found = groups([row for row in rows if all(keeps(row) for keeps in wanted)])
    if rng is not None:
        rng.shuffle(found)
    return _limited(found, count)


def together(rows: Iterable[L], count: int | None = None) -> list[L]:
    """The same questions with those of a set one after the other, at the place of the set's first one.

    At most ``count``, but a set that comes first is never cut.
    """
    return _limited(groups(list(rows)), count)


def easy_first(rows: Iterable[L]) -> list[L]:
    """The same questions by level; a set stays together, at the level of its easiest question."""
    found = groups(list(rows))
    return [
        row for group in sorted(found, key=lambda group: min(row.level for row in group)) for row in group
    ]


def _named(rows: list[L], ids: Sequence[str]) -> list[L]:
    by_id = {row.id: row for row in rows}
    found: list[L] = []
    for name in ids:
        found.extend([by_id[name]] if name in by_id else [row for row in rows if row.set == name])
    return list({row.id: row for row in found}.values())


def groups(rows: list[L]) -> list[list[L]]:
    """Sets as one group each, at the place of their first question."""
    found: dict[str, list[L]] = {}
    for row in rows:
        found.setdefault(f"set {row.set}" if row.set else f"one {row.id}", []).append(row)
    return list(found.values())


def _limited(chosen: list[list[L]], count: int | None) -> list[L]:
    found: list[L] = []
    for group in chosen:
        if count is not None and found and len(found) + len(group) > count:
            continue
        found.extend(group)
        if count is not None and len(found) >= count:
            break
    return found
