"""What the index shows of all documents: a row each, dates by year, names in many documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from markupsafe import Markup

from pipeline.records import Document
from pipeline.review.report.drawing import element, joined, picture
from pipeline.review.report.scale import Scale

MOST_NAMES = 20
_WIDTH, _HEIGHT, _TOP, _BOTTOM, _EDGE = 960.0, 170.0, 14.0, 34.0, 10.0
# A year's column is wide enough for its number; a corpus of fewer years stays to the left.
_MOST_PER_YEAR = 64.0


class Row(NamedTuple):
    """A document in the index; `years` are those its dates touch, at most the ends of each."""

    id: str
    title: str | None
    characters: int
    sections: int
    dates: int
    organizations: int
    people: int
    warnings: int
    first_day: str | None
    last_day: str | None
    years: tuple[int, ...]


class Name(NamedTuple):
    """A body or a person with the documents that name it, by their number in the index."""

    kind: str
    name: str
    documents: tuple[int, ...]


@dataclass(slots=True)
class Corpus:
    """Filled document by document; holds rows and names, no texts."""

    rows: list[Row] = field(default_factory=list)
    years: Counter[int] = field(default_factory=Counter)
    _names: defaultdict[tuple[str, str, str], set[int]] = field(
        default_factory=lambda: defaultdict(set)
    )

    def add(self, document: Document) -> None:
        number = len(self.rows)
        days = [(d.first_day, d.last_day) for d in document.dates if d.first_day and d.last_day]
        ends = Counter(int(first[:4]) for first, _ in days)
        self.years += ends
        self.rows.append(
            Row(
                document.id or "", document.title, len(document.text), len(document.sections),
                len(document.dates), len(document.organizations), len(document.people),
                sum(len(date.warnings) for date in document.dates) + len(document.warnings),
                min((first for first, _ in days), default=None),
                max((last for _, last in days), default=None),
                tuple(sorted(ends.keys() | {int(last[:4]) for _, last in days})),
            )
        )  # fmt: skip
        for organization in document.organizations:
            if organization.mentions:
                key = ("organization", organization.id, organization.name)
                self._names[key].add(number)
        for person in document.people:
            self._names["person", person.id, person.name].add(number)

    def names(self) -> list[Name]:
        """Those in most documents first."""
        found = [
            Name(kind, name, tuple(sorted(documents)))
            for (kind, _, name), documents in sorted(self._names.items())
        ]
        return sorted(found, key=lambda name: (-len(name.documents), name.documents))

    def totals(self) -> dict[str, int]:
        fields = ("characters", "sections", "dates", "organizations", "people", "warnings")
        return {name: sum(getattr(row, name) for row in self.rows) for name in fields}


def most(names: Sequence[Name], kind: str) -> list[Name]:
    """The names of a kind that most documents hold, at least two."""
    return [n for n in names if n.kind == kind and len(n.documents) > 1][:MOST_NAMES]


def draw_years(years: Counter[int]) -> Markup | None:
    """A column a year, as high as dates begin in it."""
    if not years:
        return None
    span = min(_WIDTH, 2 * _EDGE + _MOST_PER_YEAR * (len(years) + 1))
    scale = Scale(years, _EDGE, span - _EDGE)
    highest = max(years.values())
    content = joined(_columns(scale, years, highest))
    return picture("years", span, _HEIGHT, ("年ごとの日付の数", "per_year"), content)


def _columns(scale: Scale, years: Counter[int], highest: int) -> Iterable[Markup]:
    floor = _HEIGHT - _BOTTOM
    yield element("line", x1=_EDGE, x2=scale.columns[-1].right, y1=floor, y2=floor, class_="axis")
    named_to = 0.0
    for column in scale.columns:
        width = column.right - column.left
        if column.is_cut:
            yield element("rect", x=column.left, y=_TOP, width=width, height=floor - _TOP,
                          class_="cut")  # fmt: skip
            continue
        count = years[column.first]
        height = max((floor - _TOP - 14) * count / highest, 1.5) if count else 0.0
        room = min(2.0, width / 6)
        bar = element("rect", x=column.left + room, y=floor - height, width=width - 2 * room,
                      height=height, class_="bar")  # fmt: skip
        texts = [element("title", f"{column.first}: {count}"), bar]
        middle = (column.left + column.right) / 2
        if width > 22:
            texts.append(element("text", count, x=middle, y=floor - height - 4, class_="count"))
        if middle - 15 >= named_to:
            texts.append(element("text", column.first, x=middle, y=floor + 16, class_="year"))
            named_to = middle + 17
        yield element("g", joined(texts), data_year=column.first)
