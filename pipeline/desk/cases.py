"""What lies on a reviewer's desk: changes that are alike, each with what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.desk.facts import Facts
from pipeline.desk.rooms import Outputs
from pipeline.desk.subjects import Subject, find_subject
from pipeline.records import Document
from pipeline.review.changes import Change, Comparison, Group, group
from pipeline.review.diff import compare_document

# Documents that are read at a time.
_TOGETHER = 32


@dataclass(frozen=True, slots=True)
class Case:
    """`subjects` go with the group's changes; None of them can be decided on where one cannot."""

    number: int
    group: Group
    subjects: tuple[Subject | None, ...]

    @property
    def is_information(self) -> bool:
        return not any(self.subjects)


def make_cases(comparison: Comparison, before: Outputs, after: Outputs) -> list[Case]:
    """The groups of the comparison, numbered from 1."""
    found = dict(zip(comparison.changes, _subjects(comparison, before, after), strict=True))
    return _numbered(comparison.changes, found)


def warned_cases(after: Outputs, documents: Iterable[str]) -> list[Case]:
    """Where there is nothing to compare with: every fact that has a warning."""
    found: dict[Change, Subject | None] = {}
    for document in after.load(list(documents)):
        blank = replace(document, dates=tuple(replace(d, warnings=()) for d in document.dates))
        facts = Facts(blank), Facts(document)
        for change in compare_document(blank, document, ()):
            found[change] = find_subject(change, *facts, document)
    return _numbered(list(found), found)


def _numbered(changes: Sequence[Change], found: Mapping[Change, Subject | None]) -> list[Case]:
    return [
        Case(number, together, tuple(found[change] for change in together.changes))
        for number, together in enumerate(group(changes), start=1)
    ]


def _subjects(comparison: Comparison, before: Outputs, after: Outputs) -> Iterator[Subject | None]:
    """What each change is about, in the order of the changes, which is that of the documents."""
    former = _former_names(comparison)
    by_document: dict[str, list[Change]] = {}
    for change in comparison.changes:
        by_document.setdefault(change.document, []).append(change)
    readable = [
        document for document, changes in by_document.items()
        if any(change.record not in ("document", "reference") for change in changes)
    ]  # fmt: skip
    sides = _pairs(readable, former, before, after)
    for document, changes in by_document.items():
        if document not in readable:
            yield from (None for _ in changes)
            continue
        old, new = next(sides)
        facts = Facts(old), Facts(new)
        for change in changes:
            yield find_subject(change, *facts, new)


def _pairs(
    documents: Sequence[str], former: Mapping[str, str], before: Outputs, after: Outputs
) -> Iterator[tuple[Document, Document]]:
    for index in range(0, len(documents), _TOGETHER):
        some = documents[index : index + _TOGETHER]
        old = before.load([former.get(document, document) for document in some])
        yield from zip(old, after.load(some), strict=True)


def _former_names(comparison: Comparison) -> dict[str, str]:
    """What documents that were renamed were called, by what they are called."""
    return {
        change.document: change.surface_before
        for change in comparison.changes
        if change.record == "document" and change.surface_before
        and any(field.name == "id" for field in change.fields)
    }  # fmt: skip
