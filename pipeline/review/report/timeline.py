"""The dates of a document on a line: ◆ a day, a bar a span, packed into lanes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from pipeline.review.report.drawing import (
    element,
    joined,
    label_width,
    picture,
    shortened,
)
from pipeline.review.report.facts import DateFact
from pipeline.review.report.scale import Column, Scale

WIDTH = 960.0
_LANE = 22.0
_MOST_LANES = 18
_TOP = 40.0
_EDGE = 14.0
_ROOM_FOR_LABELS = 120.0
_LONGEST_LABEL = 150.0
# Where not all find room, so many have a label and the others are a shape alone.
_MOST_LABELS = 40
# A span of so many days is drawn as a bar.
_BAR_FROM = 8
_DIAMOND = 6.0


@dataclass(frozen=True, slots=True)
class Timeline:
    svg: Markup
    not_drawn: tuple[DateFact, ...]


@dataclass(slots=True)
class _Item:
    """Facts of the same days."""

    facts: list[DateFact]
    first: date
    last: date
    left: float = 0.0
    right: float = 0.0
    lane: int = 0
    label: str = ""

    @property
    def is_bar(self) -> bool:
        return (self.last - self.first).days >= _BAR_FROM

    @property
    def count(self) -> int:
        return sum(len(fact.places) for fact in self.facts)


def draw_timeline(
    dates: Sequence[DateFact], year_name: Callable[[int], str | None]
) -> Timeline | None:
    """None where no date is resolved. `year_name` gives 和暦 of a year for the axis."""
    items = _items(dates)
    if not items:
        return None
    years = [day.year for item in items for day in (item.first, item.last)]
    scale = Scale(years, _EDGE, WIDTH - _EDGE - _ROOM_FOR_LABELS)
    for item in items:
        item.left, item.right = scale.at(item.first), scale.at(item.last, end=True)
    drawn, rest = _pack(items, labels=len(items))
    if rest:
        drawn, rest = _pack(items, labels=_MOST_LABELS)
    lanes = max(item.lane for item in drawn) + 1
    bottom = _TOP + lanes * _LANE + 6
    content = joined([*_axis(scale, bottom, year_name), *map(_draw, drawn)])
    svg = picture("timeline", WIDTH, bottom, ("日付の年表", "timeline"), content)
    return Timeline(svg, tuple(fact for item in rest for fact in item.facts))


def _items(dates: Iterable[DateFact]) -> list[_Item]:
    alike: dict[tuple[str, str], _Item] = {}
    for fact in dates:
        if fact.first_day is None or fact.last_day is None:
            continue
        days = (fact.first_day, fact.last_day)
        first, last = map(date.fromisoformat, days)
        alike.setdefault(days, _Item([], first, last)).facts.append(fact)
    return sorted(alike.values(), key=lambda item: (item.first, item.last))


def _pack(items: list[_Item], labels: int) -> tuple[list[_Item], list[_Item]]:
    """Each in the first lane with room, with its label if it can be; those named most come first.

    Only the first `labels` of them ask for a label.
    """
    lanes: list[list[tuple[float, float]]] = [[] for _ in range(_MOST_LANES)]
    drawn, rest = [], []
    ranked = sorted(items, key=lambda item: (-item.count, item.first, item.last))
    for rank, item in enumerate(ranked):
        text = shortened(_label(item.facts[0]), _LONGEST_LABEL) if rank < labels else ""
        for label in dict.fromkeys((text, "")):
            left, right = _extent(item, label)
            lane = next((n for n, taken in enumerate(lanes) if _is_free(taken, left, right)), None)
            if lane is not None:
                lanes[lane].append((left, right))
                item.lane, item.label = lane, label
                drawn.append(item)
                break
        else:
            rest.append(item)
    return sorted(drawn, key=lambda i: (i.first, i.last)), sorted(rest, key=lambda i: i.first)


def _label(fact: DateFact) -> str:
    """The date as written; what it means where that does not tell the year (「次年度」, 「４日」)."""
    written = unicodedata.normalize("NFKC", fact.text)
    meant = fact.wareki or fact.iso or ""
    if any(year and year in written for year in ((fact.iso or "")[:4], meant[:2])):
        return fact.text
    return meant.split("／")[0]


def _extent(item: _Item, label: str) -> tuple[float, float]:
    right = max(item.right, item.left + 2 * _DIAMOND)
    if label:
        right += 6 + label_width(label + _times(item))
    return item.left - 2, right + 6


def _is_free(taken: list[tuple[float, float]], left: float, right: float) -> bool:
    return all(right <= other_left or other_right <= left for other_left, other_right in taken)


def _axis(scale: Scale, bottom: float, year_name: Callable[[int], str | None]) -> Iterable[Markup]:
    yield element("line", x1=_EDGE, x2=WIDTH - _EDGE, y1=_TOP - 4, y2=_TOP - 4, class_="axis")
    named_to = 0.0
    for column in scale.columns:
        if column.is_cut:
            yield element(
                "rect", x=column.left, y=_TOP - 4, width=column.right - column.left,
                height=bottom - _TOP, class_="cut",
            )  # fmt: skip
            continue
        yield element(
            "line", x1=column.left, x2=column.left, y1=_TOP - 10, y2=bottom - 4, class_="grid"
        )
        if column.left >= named_to:
            yield from _year(column, year_name)
            named_to = column.left + 62


def _year(column: Column, year_name: Callable[[int], str | None]) -> Iterable[Markup]:
    name = (year_name(column.first) or "").split("／")[-1].removesuffix("年")
    yield element("text", str(column.first), x=column.left + 3, y=_TOP - 25, class_="year")
    yield element("text", name, x=column.left + 3, y=_TOP - 11, class_="era")


def _draw(item: _Item) -> Markup:
    middle = _TOP + item.lane * _LANE + _LANE / 2
    fact = item.facts[0]
    doubtful = " doubt" if any(f.warnings for f in item.facts) else ""
    if item.is_bar:
        width = max(item.right - item.left - 1, 3.0)
        shape = element("rect", x=item.left, y=middle - 5, width=width, height=10.0, rx=2,
                        class_="bar" + doubtful)  # fmt: skip
        end = item.left + width
    else:
        x = (item.left + item.right) / 2
        corners = ((x, -_DIAMOND), (x + _DIAMOND, 0.0), (x, _DIAMOND), (x - _DIAMOND, 0.0))
        points = " ".join(f"{cx:.1f},{middle + dy:.1f}" for cx, dy in corners)
        shape = element("polygon", points=points, class_="day" + doubtful)
        end = x + _DIAMOND
    label = item.label + (_times(item) if item.label else "")
    text = element("text", label, x=end + 5, y=middle + 4) if label else Markup("")
    title = element("title", "、".join(f.text for f in item.facts) + f" {fact.iso}" + _times(item))
    return element("a", joined([title, shape, text]), href=f"#{fact.id}", data_f=fact.id)


def _times(item: _Item) -> str:
    return f" ×{item.count}" if item.count > 1 else ""
