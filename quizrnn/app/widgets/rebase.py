"""What can be undone in the editor, moved to a program whose given lines are other ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from textual.document._document import EditResult, Location, Selection
from textual.document._edit import Edit

from quizrnn.app.widgets.regions import Regions, location, offset_of


@dataclass
class RegionEdit(Edit):
    """An edit that remembers the region it belongs to, so that undoing it can be counted too."""

    region: int = 0


@dataclass(frozen=True)
class State:
    """What stands in the regions at one moment, amid the old given lines and amid the new ones."""

    texts: tuple[str, ...]
    old: Regions
    new: Regions

    def with_text(self, region: int, text: str) -> State:
        """The moment at which another text stands in a region."""
        return replace(self, texts=(*self.texts[:region], text, *self.texts[region + 1 :]))

    def inside(self, region: int, place: Location) -> int:
        """How far behind the start of a region a place of the old text lies, in characters of the region."""
        whole, start = self.old.whole(self.texts, region)
        return min(max(0, offset_of(whole, place) - start), len(self.texts[region]))

    def moved(self, region: int, place: Location) -> Location:
        """The same place of a region in the new text."""
        whole, start = self.new.whole(self.texts, region)
        return location(whole, start + self.inside(region, place))


def rebase(
    undo: Iterable[Edit], redo: Iterable[Edit], texts: Sequence[str], old: Regions, new: Regions
) -> None:
    """Move edits, each in the order of time, to amid other given lines.

    ``texts`` stand in the regions now: after those to undo, before those to redo.
    """
    now = State(tuple(texts), old, new)
    later = now
    for edit in reversed(list(undo)):
        later = _moved(edit, None, later)
    earlier = now
    for edit in redo:
        earlier = _moved(edit, earlier, None)


def _moved(edit: Edit, earlier: State | None, later: State | None) -> State:
    """Move one edit, of which the moment before or after is known; returns the other moment."""
    assert isinstance(edit, RegionEdit) and edit._edit_result is not None
    region, replaced = edit.region, edit._edit_result.replaced_text
    known = earlier or later
    assert known is not None
    # The text before the edit's beginning is the same at both moments.
    start, text = known.inside(region, edit.top), known.texts[region]
    gone, come = (replaced, edit.text) if earlier else (edit.text, replaced)
    other = known.with_text(region, text[:start] + come + text[start + len(gone) :])
    first, last = (known, other) if earlier else (other, known)
    edit.from_location, edit.to_location = (
        first.moved(region, edit.from_location),
        first.moved(region, edit.to_location),
    )
    edit._edit_result = EditResult(last.moved(region, edit._edit_result.end_location), replaced)
    if edit._original_selection is not None:
        edit._original_selection = Selection(
            *(first.moved(region, place) for place in edit._original_selection)
        )
    return other
