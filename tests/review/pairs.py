"""Pairs of documents to compare: real sections and dates, names by a fake engine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pipeline.flow import extract
from pipeline.lexicon.organizations import Gazetteer
from pipeline.records import Document
from pipeline.review.changes import Cause, Change, Difference, Stale, Value
from pipeline.review.diff import compare_document
from tests.fakes import FakeEngine

RULES = Difference("rules", "rules", "1", "2")
LANGUAGE_DATA = Difference("language_data", "language_data", "1", "2")
MODEL = Difference("model", "ja_ginza", "5.2.0", "5.3.0")
DICTIONARY = Difference("dictionary", "SudachiDict", "20250101", "20260101")
DECISION = Difference("decision", "decisions", "1", "2")
REFERENCE_DATE = Difference("settings", "reference_date", None, "2018-04-01")
OWN_TABLE = Difference("settings", "organizations", None, "1")


def document(
    text: str,
    labels: Mapping[str, str] | None = None,
    *,
    identifier: str = "2018/a",
    reference_date: date | None = None,
    gazetteer: Gazetteer | None = None,
) -> Document:
    found = extract(
        text, engine=FakeEngine(labels), reference_date=reference_date, gazetteer=gazetteer
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    return replace(
        found, id=identifier, source=f"{identifier}.txt", sha256=digest, encoding="utf-8"
    )


def changes(
    before: Document, after: Document, differences: Sequence[Difference] = ()
) -> list[Change]:
    return sorted(compare_document(before, after, differences), key=lambda c: c.position)


def told(found: Sequence[Change]) -> list[str]:
    """「dates value 22日 → 25日 iso: 2017-12-22 → 2017-12-25 | text」."""
    return [_told(change) for change in found]


def compared(before: str, after: str, differences: Sequence[Difference] = ()) -> list[str]:
    """What changed between two texts."""
    return told(changes(document(before), document(after), differences))


def _told(change: Change) -> str:
    parts = [change.kind, change.type, f"{change.surface_before} → {change.surface_after}"]
    parts += [f"{f.name}: {_value(f.before)} → {_value(f.after)}" for f in change.fields]
    return " ".join(parts) + " | " + ", ".join(change.causes)


def _value(value: Value) -> str:
    return "・".join(value) if isinstance(value, tuple) else str(value)


class Memory:
    """Outputs that lie nowhere."""

    def __init__(
        self,
        *documents: Document,
        name: str = "there",
        generator: Mapping[str, Any] | None = None,
        failures: Mapping[str, str] | None = None,
        stale: Sequence[Stale] = (),
    ) -> None:
        self._documents = {document.id or "": document for document in documents}
        self.name = name
        self.generator = generator
        self.failures = dict(failures or {})
        self.stale = stale
        self.read: list[str] = []

    @property
    def documents(self) -> dict[str, str]:
        return {d: str(hash(document)) for d, document in self._documents.items()}

    def text_digest(self, document: str) -> str:
        return self._documents[document].text

    def load(self, documents: Sequence[str]) -> Iterator[Document]:
        for document in documents:
            self.read.append(document)
            yield self._documents[document]


def generator(**digests: str) -> dict[str, Any]:
    """A generator with these digests, and versions where a name is a version's."""
    versions = {name: digests.pop(name) for name in ("ja_ginza", "SudachiDict") if name in digests}
    return {"versions": versions, "settings": {}, "digests": digests}


NO_CAUSE: tuple[Cause, ...] = ("unknown",)
