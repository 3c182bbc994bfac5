"""Two outputs compared, record by record: `compare` for folders, `compare_document` for one text.

texts laid beside each other (compact, align) → places in them (sides) → which record is
which (spans, links) → what differs (documents, sections, dates, entities) → why (causes)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from pipeline.records import Document
from pipeline.review.changes import Change, Comparison, Difference, Filter, Stale
from pipeline.review.diff.causes import find_differences
from pipeline.review.diff.dates import compare_dates
from pipeline.review.diff.decided import by_decision
from pipeline.review.diff.documents import came, compare_heads, went
from pipeline.review.diff.entities import Entities
from pipeline.review.diff.links import link
from pipeline.review.diff.names import Names
from pipeline.review.diff.references import compare_references
from pipeline.review.diff.sections import compare_sections, map_sections, pair_sections
from pipeline.review.diff.sides import make_sides

__all__ = ["Outputs", "compare", "compare_document", "find_differences"]


class Outputs(Protocol):
    """One side: outputs in a folder or a revision, whose documents are read one by one."""

    @property
    def name(self) -> str:
        """What the user calls it."""

    @property
    def generator(self) -> Mapping[str, Any] | None:
        """That of datapackage.json; None where there is none."""

    @property
    def documents(self) -> Mapping[str, str]:
        """Ids, each with a digest of its record's bytes, the same on both sides for the same."""

    @property
    def failures(self) -> Mapping[str, str]:
        """Ids of documents that failed, with the reason."""

    @property
    def stale(self) -> Sequence[Stale]:
        """Decisions that hold no more as they were meant."""

    def text_digest(self, document: str) -> str:
        """A digest of its text's bytes."""

    def load(self, documents: Sequence[str]) -> Iterator[Document]:
        """These documents, in this order."""


def compare(before: Outputs, after: Outputs, wanted: Filter | None = None) -> Comparison:
    """What changed; identical documents are not read. Only what `wanted` lets through is told."""
    wanted = wanted or Filter()
    old = {d: digest for d, digest in before.documents.items() if wanted.wants(d)}
    new = {d: digest for d, digest in after.documents.items() if wanted.wants(d)}
    differences = find_differences(before.generator, after.generator)
    renamed = _renamed(before, after, old, new)
    pairs = [(renamed.get(d, d), d) for d in sorted(new) if renamed.get(d, d) in old]
    differing = [(left, right) for left, right in pairs if old[left] != new[right]]
    known = {left for left, _ in pairs}, {right for _, right in pairs}
    changes = [
        *(went(d, after.failures.get(d), differences) for d in old if d not in known[0]),
        *(came(d, before.failures.get(d), differences) for d in new if d not in known[1]),
    ]
    texts = 0
    loaded = zip(
        before.load([left for left, _ in differing]),
        after.load([right for _, right in differing]),
        strict=True,
    )
    for left, right in loaded:
        texts += left.text != right.text
        changes += compare_document(left, right, differences)
    kept = [change for change in changes if wanted.keeps(change)]
    kept.sort(key=lambda change: change.position)
    return Comparison(
        before.name, after.name, differences, tuple(kept),
        documents=len(old.keys() | new.keys()), identical=len(pairs) - len(differing), texts=texts,
        stale=tuple(_stale(before, after, wanted)),
    )  # fmt: skip


def _stale(before: Outputs, after: Outputs, wanted: Filter) -> Iterator[Stale]:
    known = {(stale.id, stale.document) for stale in before.stale}
    for stale in after.stale:
        if stale.document is None or wanted.wants(stale.document):
            yield replace(stale, is_new=(stale.id, stale.document) not in known)


def compare_document(
    before: Document, after: Document, differences: Sequence[Difference]
) -> list[Change]:
    """The changes of one document."""
    if before.sidecar != after.sidecar:
        said = Difference("settings", "sidecar", before.sidecar, after.sidecar)
        differences = (*differences, said)
    sides = make_sides(before, after, differences)
    found = pair_sections(sides)
    sections = map_sections(found)
    names = Names(sides.before), Names(sides.after)
    organizations = link(before.organizations, after.organizations, sides)
    people = link(before.people, after.people, sides)
    changes = [
        *compare_heads(before, after, differences),
        *compare_sections(sides, found),
        *compare_dates(sides, sections),
        *Entities(
            "organizations", "organization", sides, sections, organizations, organizations, names
        ).compare(),
        *Entities("people", "person", sides, sections, people, organizations, names).compare(),
        *compare_references(sides, sections, organizations, names),
    ]
    return list(by_decision(before, after, changes))


def _renamed(
    before: Outputs, after: Outputs, old: Mapping[str, str], new: Mapping[str, str]
) -> dict[str, str]:
    """Newer ids to older ones, where the text alone under a new name tells that it is the same."""
    gone: defaultdict[str, list[str]] = defaultdict(list)
    come: defaultdict[str, list[str]] = defaultdict(list)
    if not (old.keys() - new.keys()) or not (new.keys() - old.keys()):
        return {}
    for document in old.keys() - new.keys():
        gone[before.text_digest(document)].append(document)
    for document in new.keys() - old.keys():
        come[after.text_digest(document)].append(document)
    return {
        come[text][0]: gone[text][0]
        for text in come
        if len(come[text]) == 1 and len(gone.get(text, [])) == 1
    }
