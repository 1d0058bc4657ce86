"""What the home screen says, from bank and progress: pure, without a terminal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from quizrnn.bank.model import Row, Topic
from quizrnn.progress import Latest

WEAK = ("wrong", "error", "timeout", "memory", "blocked", "unknown", "revealed")
"""Outcomes after which a topic is worth another look."""


@dataclass(frozen=True)
class TopicProgress:
    """How far a topic has been worked through. ``weak`` counts the questions that went wrong last."""

    topic: Topic
    total: int
    right: int
    seen: int
    weak: int = 0


@dataclass(frozen=True)
class GroupProgress:
    """The topics of a group, in course order."""

    group: str
    topics: tuple[TopicProgress, ...]

    @property
    def total(self) -> int:
        """Questions in all."""
        return sum(topic.total for topic in self.topics)

    @property
    def right(self) -> int:
        """Questions whose latest answer was right."""
        return sum(topic.right for topic in self.topics)

    @property
    def seen(self) -> int:
        """Questions that have been answered at all."""
        return sum(topic.seen for topic in self.topics)

    @property
    def weakest(self) -> Topic | None:
        """The topic with the largest share of wrong answers, if there are any."""
        weak = [topic for topic in self.topics if topic.weak]
        return max(weak, key=lambda topic: topic.weak / topic.total).topic if weak else None


@dataclass(frozen=True)
class Overview:
    """Everything on the home screen."""

    groups: tuple[GroupProgress, ...]
    fresh: tuple[str, ...]
    """Questions not learnt yet in course order, beginning in the group where the learner is.

    What has only been practised is still new: otherwise it would never come back.
    """


def overview(
    topics: Sequence[Topic],
    rows: Sequence[Row],
    latest: Mapping[str, Latest],
    aside: Collection[str] = (),
) -> Overview:
    """Count what has been done; ``aside`` are questions that nobody is asked.

    An answer to an older revision still counts as seen.
    """
    rows = [row for row in rows if row.id not in aside]
    by_topic: dict[str, list[str]] = {}
    for row in rows:
        by_topic.setdefault(row.topic, []).append(row.id)
    groups: dict[str, list[TopicProgress]] = {}
    for topic in topics:
        own = by_topic.get(topic.id, [])
        outcomes = [latest[id].outcome for id in own if id in latest]
        weak = sum(outcome in WEAK for outcome in outcomes)
        progress = TopicProgress(topic, len(own), outcomes.count("right"), len(outcomes), weak)
        groups.setdefault(topic.group or "other", []).append(progress)
    group_of = {topic.id: topic.group or "other" for topic in topics}
    order = [progress.topic.id for members in groups.values() for progress in members]
    place = {topic: index for index, topic in enumerate(order)}
    here = _here(rows, latest, group_of)
    fresh = [row for row in rows if row.id not in latest or not latest[row.id].due]
    fresh.sort(key=lambda row: (group_of.get(row.topic) != here, place.get(row.topic, 0), row.level))
    return Overview(
        tuple(GroupProgress(name, tuple(members)) for name, members in groups.items()),
        tuple(row.id for row in fresh),
    )


def _here(rows: Sequence[Row], latest: Mapping[str, Latest], group_of: Mapping[str, str]) -> str:
    """The group of the newest answer, or ""."""
    answered = [row for row in rows if row.id in latest]
    newest = max(answered, key=lambda row: latest[row.id].at, default=None)
    return group_of.get(newest.topic, "") if newest is not None else ""
