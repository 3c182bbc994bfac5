"""Changes on a terminal: with colours, or with brackets that say as much without them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.display import cut, safe, width
from pipeline.review.changes import Change, Comparison, Group
from pipeline.review.render.telling import Line, place, sentences, tell
from pipeline.review.words import Terms

_INDENT = "      "
_NARROWEST = 40
# A place without its sentence is named as long as this many fit.
_MOST_NAMED = 20
# What is marked: without colours, and with them.
_BRACKETS = {"removed": ("[-", "-]"), "added": ("{+", "+}"), "same": (">>", "<<")}
_COLOURS = {"removed": "31", "added": "32", "same": "33", "bold": "1", "faint": "2"}


class Look(NamedTuple):
    """`places` is how many places of a group are shown with their sentence."""

    colour: bool
    columns: int
    places: int = 3


def to_terminal(comparison: Comparison, terms: Terms, look: Look) -> str:
    """The comparison as lines without a line end behind the last."""
    return "\n".join(_lines(comparison, terms, look))


def _lines(comparison: Comparison, terms: Terms, look: Look) -> Iterator[str]:
    sides = terms("sides", before=safe(comparison.before), after=safe(comparison.after))
    yield _painted(sides, "bold", look)
    yield from map(safe, terms.overview(comparison))
    if not comparison.changes:
        yield terms("nothing")
        yield from _stale(comparison, terms, look)
        return
    kind = None
    for group in comparison.groups():
        if group.first.kind != kind:
            kind = group.first.kind
            yield ""
            count = comparison.counts[kind]
            yield _painted(f"{terms.kind(kind)} ({count:,})", "bold", look)
        yield from group_lines(group, terms, look)
    yield from _stale(comparison, terms, look)
    yield ""
    yield terms.counts(comparison)


def _stale(comparison: Comparison, terms: Terms, look: Look) -> Iterator[str]:
    if comparison.stale:
        yield ""
        yield _painted(terms("stale", count=f"{len(comparison.stale):,}"), "bold", look)
        yield from (f"  {safe(terms.stale(stale))}" for stale in comparison.stale)


def group_lines(group: Group, terms: Terms, look: Look) -> Iterator[str]:
    """One group: what it says, why, and its places."""
    told = tell(group, terms)
    style = group.first.type if group.first.type in ("added", "removed") else "same"
    yield "  " + " ".join(filter(None, (_painted(told.type, style, look), safe(told.subject))))
    for field in told.fields:
        yield f"{_INDENT}{safe(field.name)}: {safe(field.shown)}"
    single = len(group.changes) == 1
    cause = terms("causes", list=told.causes)
    yield _INDENT + safe(cause if single else f"{cause} · {told.places}")
    for change in group.changes[: look.places]:
        yield from _place(change, terms, look)
    rest = group.changes[look.places :]
    if rest:
        named = ", ".join(map(_named, rest[:_MOST_NAMED]))
        more = ", …" if len(rest) > _MOST_NAMED else ""
        yield f"{_INDENT}{terms('more', count=f'{len(rest):,}')}: {safe(named)}{more}"


def _named(change: Change) -> str:
    spot = change.after or change.before
    return f"{change.document}:{spot.line}" if spot else change.document


def _place(change: Change, terms: Terms, look: Look) -> Iterator[str]:
    if change.before is None and change.after is None and change.record == "document":
        return  # the subject names it
    yield _INDENT + _painted(safe(f"{change.document} {place(change, terms)}"), "faint", look)
    before, after, both = sentences(change)
    if both:
        yield _sentence(" ", both, "same", look)
    if before:
        yield _sentence("-", before, "removed", look)
    if after:
        yield _sentence("+", after, "added", look)


def _sentence(sign: str, line: Line, style: str, look: Look) -> str:
    """One line of the terminal with what is marked in it, and as much around it as fits."""
    marked = safe(line.marked)
    opening, closing = ("", "") if look.colour else _BRACKETS[style]
    room = max(look.columns, _NARROWEST) - len(_INDENT) - 2 - len(opening) - len(closing)
    marked = cut(marked, room - 8)
    room -= width(marked)
    left, right = safe(line.left), safe(line.right)
    half = room // 2
    left_room = max(half, room - width(right))
    left = cut(left, left_room, from_end=True)
    right = cut(right, room - width(left))
    if marked:
        marked = _painted(marked, style, look) if look.colour else f"{opening}{marked}{closing}"
    return f"{_INDENT}{sign} {left}{marked}{right}"


def _painted(text: str, style: str, look: Look) -> str:
    return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if look.colour and text else text
