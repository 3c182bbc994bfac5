"""Small documents as houkoku finds them without a model, and decisions written shortly."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from pipeline.decisions import Decision, Decisions, make_decision
from pipeline.decisions.apply import apply_decisions
from pipeline.flow import extract
from pipeline.records import Document
from tests.fakes import FakeEngine

TEXT = """（１）対策
平成29年12月22日に経産省の吉田眞人局長が述べた。同年６月に総務省と経済産業省が
会議を開いた。経産省商務情報政策局も加わった。
（２）体制
総務省は、平成30年２月30日に研究会を設けた。
（ア）名簿
田中花子委員（東京大学教授）が座長である。総務省情報流通行政局も加わる。
"""


@cache
def read(text: str = TEXT) -> Document:
    """The document `a`."""
    return replace(extract(text, engine=FakeEngine()), id="a", source="a.txt")


def decision(kind: str, quote: str, verdict: str, scope: str = "place", **value: Any) -> Decision:
    """`quote` is 「に[経産省]の」: what stands before, in brackets what is decided on, what follows."""
    prefix, _, rest = quote.partition("[")
    exact, _, suffix = rest.partition("]")
    record: dict[str, Any] = {
        "kind": kind, "document": "*" if scope == "everywhere" else "a", "scope": scope,
        "quote": {"exact": exact, "prefix": prefix, "suffix": suffix}, "verdict": verdict,
    }  # fmt: skip
    return make_decision(record | ({"value": value} if value else {}))


def decide(document: Document, *decisions: Decision) -> Document:
    book = Decisions(decisions)
    return apply_decisions(document, book.concerning(document.id or "", document.text))


def reasons(document: Document) -> list[str | None]:
    return [decided.reason for decided in document.decisions]


def dates(document: Document) -> list[tuple[str, str | None, str]]:
    return [(date.text, date.iso, date.found_by) for date in document.dates]


def organizations(document: Document) -> dict[str, list[str]]:
    """The surfaces of each organization, by its name after that of its parent."""
    names = {o.id: o.name for o in document.organizations}
    return {
        f"{names[o.parent]}/{o.name}" if o.parent else o.name: [m.text for m in o.mentions]
        for o in document.organizations
    }


def people(document: Document) -> dict[str, list[str]]:
    """The posts of each person."""
    names = {o.id: o.name for o in document.organizations}
    return {
        person.name: [
            f"{names.get(p.organization or '', '')}:{p.title or ''}" for p in person.positions
        ]
        for person in document.people
    }


def headings(document: Document) -> list[str]:
    """「1 （１）対策」: level, number, title."""
    return [f"{s.level} {s.number or ''}{s.title or ''}" for s in document.sections]
