"""The text of a document as lines of HTML with its marks: nested, overlapping, broken by lines.

Spans are counted here, in code points, so that no script has to count.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from markupsafe import Markup, escape

from pipeline.review.report.drawing import label_width
from pipeline.review.report.visible import visible_html

_BLANKS = " \t\u3000\u00a0"
# A line set in by so many full-width characters, which ends so far to the right, is a date or an
# office above a letter, and no column of a table.
_FAR, _PAGE = 10, 32

MarkKind = Literal["heading", "organization", "person", "reference", "date", "blank"]
# Of two marks on the same characters the earlier kind stands around the later one. Blanks are
# what stands around the content of a line that a wrap made.
_ORDER: tuple[MarkKind, ...] = get_args(MarkKind)


@dataclass(frozen=True, slots=True)
class Mark:
    """`number` counts the places that marks stand at; `record` is the id of what is marked.

    A heading has the level of its section, and no number.
    """

    start: int
    end: int
    kind: MarkKind
    record: str
    number: int = 0
    level: int = 0
    doubtful: bool = False


class Line(NamedTuple):
    """A line of the source text. `number` and `page` are 1-based; `page` where one begins here.

    `heading` is the level of a heading that the line has nothing beside, else 0. `wrapped` says
    that the line goes on from the one before, and with what between: nothing, or a space.
    `far` lines are set in so far that they were meant to stand to the right.
    """

    number: int
    page: int | None
    heading: int
    html: Markup
    wrapped: str | None
    far: bool = False


def mark_lines(text: str, marks: Iterable[Mark], wraps: Mapping[int, str]) -> Iterator[Line]:
    """The lines of `text`, each with its part of the marks; `wraps` are those of `find_wraps`.

    A mark that goes on in the next line is closed and opened again; so is one that another
    mark crosses.
    """
    coming = deque(sorted(marks, key=_outermost))
    going_on: list[Mark] = []
    seen: set[Mark] = set()
    page = 1
    start = 0
    for number, raw in enumerate(text.split("\n"), 1):
        end = start + len(raw)
        while coming and (coming[0].start < end or coming[0].end <= start):
            going_on.append(coming.popleft())
        pieces = list(_pieces(going_on, text, start, end))
        far = number not in wraps and _is_far(raw)
        if far or number in wraps or number + 1 in wraps:
            pieces += _blanks(raw, start, far or number in wraps, number + 1 in wraps)
        pieces.sort(key=lambda piece: (piece[1], -piece[2], _outermost(piece[0])))
        feeds = raw.count("\f")
        page += feeds
        html = _line(text, start, end, pieces, seen)
        heading = _heading(raw, start, pieces)
        yield Line(number, page if feeds else None, heading, html, wraps.get(number), far)
        going_on = [mark for mark in going_on if mark.end > end]
        start = end + 1


_Piece = tuple[Mark, int, int]


def _outermost(mark: Mark) -> tuple[int, int, int]:
    return (mark.start, -mark.end, _ORDER.index(mark.kind))


def _pieces(marks: Sequence[Mark], text: str, start: int, end: int) -> Iterator[_Piece]:
    """The part of each mark in the line, without the indentation that a wrap brought into it."""
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        while first < last and text[first] in _BLANKS and first > mark.start:
            first += 1
        while first < last and text[last - 1] in _BLANKS and last < mark.end:
            last -= 1
        if first < last:
            yield mark, first, last


def _is_far(raw: str) -> bool:
    content = raw.lstrip(_BLANKS)
    indent = label_width(raw[: len(raw) - len(content)], 1)
    return bool(content) and indent >= _FAR and indent + label_width(content, 1) >= _PAGE


def _blanks(raw: str, start: int, before: bool, after: bool) -> Iterator[_Piece]:
    first = start + len(raw) - len(raw.lstrip(_BLANKS)) if before else start
    last = start + len(raw.rstrip(_BLANKS)) if after else start + len(raw)
    for begin, end in ((start, first), (last, start + len(raw))):
        if begin < end:
            yield Mark(begin, end, "blank", ""), begin, end


def _heading(raw: str, start: int, pieces: Sequence[_Piece]) -> int:
    content = raw.strip(_BLANKS + "\f")
    for mark, first, last in pieces:
        if mark.kind == "heading" and raw[first - start : last - start].strip() == content:
            return max(mark.level, 1)
    return 0


def _line(text: str, start: int, end: int, pieces: list[_Piece], seen: set[Mark]) -> Markup:
    waiting = deque(pieces)
    open_: list[_Piece] = []
    written: list[str] = []
    at = start

    def write_to(place: int) -> None:
        nonlocal at
        written.append(visible_html(text[at:place].replace("\f", "")))
        at = place

    def open_one(piece: _Piece) -> None:
        written.append(_opening(piece[0], first=piece[0] not in seen))
        seen.add(piece[0])
        open_.append(piece)

    while waiting or open_:
        places = [last for _, _, last in open_]
        if waiting:
            places.append(waiting[0][1])
        write_to(min(places))
        crossed = []
        while any(last <= at for _, _, last in open_):
            piece = open_.pop()
            written.append(_closing(piece[0]))
            if piece[2] > at:
                crossed.append(piece)
        for piece in reversed(crossed):
            open_one(piece)
        while waiting and waiting[0][1] <= at:
            open_one(waiting.popleft())
    write_to(end)
    return Markup("".join(written))


def _opening(mark: Mark, *, first: bool) -> str:
    """The first piece of a mark bears its id; the others are told apart by `data-m` alone."""
    if mark.kind == "heading":
        return f'<span class="h" id="{escape(mark.record)}">' if first else '<span class="h">'
    if mark.kind == "blank":
        return '<span class="blank">'
    classes = mark.kind[0] + (" doubt" if mark.doubtful else "") + ("" if first else " on")
    name = f' id="m{mark.number}"' if first else ""
    return f'<mark class="{classes}"{name} data-m="{mark.number}" data-f="{escape(mark.record)}">'


def _closing(mark: Mark) -> str:
    return "</span>" if mark.kind in ("heading", "blank") else "</mark>"
