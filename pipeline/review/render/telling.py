"""How a group of changes is told, whatever form it takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.review.changes import Change, Field, Group, Range, Spot
from pipeline.review.words import Terms

_BLANK = re.compile(r"\s")


class ToldField(NamedTuple):
    """`before` or `after` is None on the side that has no such record."""

    name: str
    before: str | None
    after: str | None

    @property
    def shown(self) -> str:
        """「2017-10 → 2018-10」; what was added or removed alone."""
        return " → ".join(value for value in (self.before, self.after) if value is not None)


class Told(NamedTuple):
    """What equal changes have in common. `subject` is 「経産省」 or 「経産省」 → 「経済産業省」."""

    kind: str
    type: str
    subject: str
    fields: tuple[ToldField, ...]
    causes: str
    places: str


class Line(NamedTuple):
    """A sentence in pieces: what stands before the mark, within it, behind it."""

    left: str
    marked: str
    right: str


class Piece(NamedTuple):
    """A stretch of a sentence: whether it is what changed, whether the text's author edited it."""

    text: str
    marked: bool
    edited: bool


class Sentences(NamedTuple):
    """Of one place: the older and the newer sentence, or one line where they are the same."""

    before: Line | None
    after: Line | None
    both: Line | None


def tell(group: Group, terms: Terms) -> Told:
    first = group.first
    record = f"{terms.record(first.record)} " if first.record == "reference" else ""
    return Told(
        kind=terms.kind(first.kind),
        type=terms.type(first.type),
        subject=record + _subject(first),
        fields=tuple(_field(field, first, terms) for field in first.fields),
        causes=terms.causes(first.causes),
        places=terms("count", changes=f"{len(group.changes):,}", documents=f"{group.documents:,}"),
    )


def _field(field: Field, change: Change, terms: Terms) -> ToldField:
    one_sided = change.type in ("added", "removed")
    values = (
        None if one_sided and value is None else terms.value(field.name, value)
        for value in (field.before, field.after)
    )
    return ToldField(terms.field(field.name), *values)


def _subject(change: Change) -> str:
    if not change.alike[3]:
        return ""  # each of the group has its own
    before, after = (_quoted(s) for s in (change.surface_before, change.surface_after))
    if not before or not after or before == after:
        return after or before
    return f"{before} → {after}"


def _quoted(surface: str | None) -> str:
    return f"「{_BLANK.sub(' ', surface)}」" if surface else ""


def place(change: Change, terms: Terms) -> str:
    """「3 頁 12 行 （１）対策」 within the document, on the newer side where it is there."""
    spot = change.after or change.before
    if spot is None:
        return terms("whole_document")
    return " ".join(filter(None, (terms("place", page=spot.page, line=spot.line), spot.section)))


def sentences(change: Change) -> Sentences:
    """What to show of a place: one line where only one side has something to mark."""
    before, after = change.before, change.after
    if change.type == "removed":
        after = None
    if change.type == "added":
        before = None
    if before and after and before.sentence == after.sentence and before.marked == after.marked:
        return Sentences(None, None, line(after))
    return Sentences(line(before) if before else None, line(after) if after else None, None)


def line(spot: Spot) -> Line:
    """The sentence of a spot in three pieces, any white space in it a blank."""
    return split(spot.sentence, spot.marked or (len(spot.sentence), len(spot.sentence)))


def split(sentence: str, marked: Range) -> Line:
    shown = _BLANK.sub(" ", sentence)
    start, end = marked
    return Line(shown[:start], shown[start:end], shown[end:])


def pieces(spot: Spot, around: int) -> list[Piece]:
    """The sentence in pieces, at most `around` characters before and behind the mark."""
    sentence = _BLANK.sub(" ", spot.sentence)
    marked = [spot.marked] if spot.marked else []
    start, end = spot.marked or (0, 0)
    first, last = max(start - around, 0), min(end + around, len(sentence))
    cuts = {first, last, *(c for span in (*marked, *spot.edited) for c in span)}
    places = sorted(c for c in cuts if first <= c <= last)
    found = [
        Piece(sentence[left:right], _holds(marked, left), _holds(spot.edited, left))
        for left, right in pairwise(places)
    ]
    head = [Piece("…", marked=False, edited=False)] if first else []
    tail = [Piece("…", marked=False, edited=False)] if last < len(sentence) else []
    return [*head, *found, *tail]


def _holds(spans: Sequence[Range], place: int) -> bool:
    return any(start <= place < end for start, end in spans)
