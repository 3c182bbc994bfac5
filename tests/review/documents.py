"""Documents for the pages' tests: a text and what is to be found in it, by its words."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ids import content_id
from pipeline.records import Date, Document, Mention, Organization, Person, Position, Section


def make(
    text: str,
    *,
    dates: Sequence[tuple[str, str | None]] = (),
    organizations: Sequence[str] = (),
    people: Sequence[tuple[str, str | None, str | None]] = (),
    headings: Sequence[str] = (),
    identifier: str = "a",
    title: str | None = None,
    warnings: Sequence[str] = (),
) -> Document:
    """`dates` are (surface, iso), `people` (surface, body, post); all their places are found.

    A heading's section reaches to the next heading. Surfaces may be broken by line ends.
    """
    sections = _sections(text, headings)
    found = [_date(text, surface, iso, place, warnings)
             for surface, iso in dates for place in _places(text, surface)]  # fmt: skip
    bodies = tuple(
        Organization(content_id("o", name), name, "council", None, (), _mentions(text, name))
        for name in organizations
    )
    by_name = {body.name: body.id for body in bodies}
    persons = tuple(
        Person(
            content_id("p", name), name, None, None, None,
            (Position(by_name.get(body or ""), post),) if body or post else (),
            _mentions(text, name),
        )
        for name, body, post in people
    )  # fmt: skip
    return Document(
        id=identifier, source=f"{identifier}.txt", sha256="0" * 64, encoding="utf-8",
        title=title, reference_date=None, text=text, sections=sections,
        dates=tuple(sorted(found, key=lambda date: date.start)),
        organizations=bodies, people=persons,
    )  # fmt: skip


def _places(text: str, surface: str) -> list[tuple[int, int]]:
    """Where `surface` stands in `text`; between its characters there may be line ends."""
    plain = [(at, c) for at, c in enumerate(text) if c != "\n"]
    joined = "".join(c for _, c in plain)
    found = []
    at = joined.find(surface)
    while at >= 0:
        found.append((plain[at][0], plain[at + len(surface) - 1][0] + 1))
        at = joined.find(surface, at + len(surface))
    return found


def _date(
    text: str, surface: str, iso: str | None, place: tuple[int, int], warnings: Sequence[str]
) -> Date:
    start, end = place
    return Date(
        content_id("d", surface, str(start)), None, start, end, surface, iso, iso, iso,
        "day" if iso else "unresolved", None, tuple(warnings),
        page=text.count("\f", 0, start) + 1, line=text.count("\n", 0, start) + 1,
        sentence=_sentence(text, start),
    )  # fmt: skip


def _sentence(text: str, at: int) -> str:
    """From full stop to full stop, line ends undone."""
    first = text.rfind("。", 0, at) + 1
    last = text.find("。", at) + 1 or len(text)
    return "".join(line.strip() for line in text[first:last].split("\n"))


def _mentions(text: str, surface: str) -> tuple[Mention, ...]:
    return tuple(
        Mention(None, start, end, surface, "lexicon", line=text.count("\n", 0, start) + 1)
        for start, end in _places(text, surface)
    )


def _sections(text: str, headings: Sequence[str]) -> tuple[Section, ...]:
    starts = [(text.index(heading), heading) for heading in headings]
    ends = [*(start for start, _ in starts), len(text)][1:]
    return tuple(
        Section(
            content_id("s", heading), None, 1, None, heading, start, end, start,
            start + len(heading), _joined(text[start + len(heading) : end]),
        )
        for (start, heading), end in zip(starts, ends, strict=True)
    )  # fmt: skip


def _joined(body: str) -> str:
    """Paragraphs are parted by blank lines; what a wrap brought in is gone."""
    return "\n".join(
        "".join(line.strip() for line in part.split("\n"))
        for part in body.strip("\n").split("\n\n")
    )
