"""What the home screen says, from bank and progress: pure, without a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizrnn.bank.model import Row, Topic
from quizrnn.progress import Latest

GROUPS = ("recurrent", "sequences", "generation", "activations", "training", "images", "foundations", "tools")


@dataclass(frozen=True)
class TopicProgress:
    """How far a topic has been worked through."""

    topic: Topic
    total: int
    right: int
    seen: int

    @property
    def share(self) -> float:
        """Share of the questions whose latest answer was right."""
        return self.right / self.total if self.total else 0.0


@dataclass(frozen=True)
class Overview:
    """Everything on the home screen."""

    topics: tuple[TopicProgress, ...]
    due: tuple[str, ...]
    """Questions whose latest answer was not right."""
    fresh: tuple[str, ...]
    """Questions not seen yet, beginning with the topic that has been begun and not finished."""


def overview(topics: Sequence[Topic], rows: Sequence[Row], latest: Mapping[str, Latest]) -> Overview:
    """Count what has been done. An answer to an older revision still counts as seen."""
    progress = []
    for topic in topics:
        own = [row for row in rows if row.topic == topic.id]
        right = sum(1 for row in own if row.id in latest and latest[row.id].outcome == "right")
        progress.append(TopicProgress(topic, len(own), right, sum(1 for row in own if row.id in latest)))
    begun = {p.topic.id for p in progress if 0 < p.seen < p.total}
    fresh = [row for row in rows if row.id not in latest]
    place = {
        p.topic.id: i for i, p in enumerate(p for members in grouped(progress).values() for p in members)
    }
    fresh.sort(key=lambda row: (row.topic not in begun, place.get(row.topic, 0), row.level))
    due = tuple(row.id for row in rows if row.id in latest and latest[row.id].outcome != "right")
    return Overview(tuple(progress), due, tuple(row.id for row in fresh))


def grouped(topics: Sequence[TopicProgress]) -> dict[str, list[TopicProgress]]:
    """Topics by group, the known groups first."""
    groups: dict[str, list[TopicProgress]] = {name: [] for name in GROUPS}
    for progress in topics:
        groups.setdefault(progress.topic.group or "other", []).append(progress)
    return {name: members for name, members in groups.items() if members}
