"""What a learner may answer, by kind. Stored with every attempt, so a verdict can be replayed."""

from __future__ import annotations

import msgspec


class Picked(msgspec.Struct, frozen=True, tag="picked"):
    """choice: positions of the picked options in the author's order.

    code in mode ``choose``: one number, -1 the key, otherwise the index into ``wrong``.
    """

    picks: tuple[int, ...]


class Matched(msgspec.Struct, frozen=True, tag="matched"):
    """match: for each left its right, counted over the rights of ``pairs`` and then ``extra`` (-1: none).

    order: the author's positions in the learner's order.
    """

    pairs: tuple[int, ...]


class Typed(msgspec.Struct, frozen=True, tag="typed"):
    """number and text: what was typed. ``seed`` is the draw that was shown."""

    text: str
    seed: int = 0


class Essayed(msgspec.Struct, frozen=True, tag="essayed"):
    """essay: the text and the rubric lines that the learner ticked."""

    text: str
    ticked: tuple[int, ...]


class Coded(msgspec.Struct, frozen=True, tag="coded"):
    """code: the regions' texts, or a whole file (``source``) that is run as it stands."""

    regions: dict[str, str] = {}
    source: bytes | None = None


Answer = Picked | Matched | Typed | Essayed | Coded
