"""Two extractions of one text, and the changes between them as what can be decided on."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.decisions import Decision
from pipeline.decisions.apply import apply_decisions
from pipeline.decisions.ground import Ground
from pipeline.desk.facts import Facts
from pipeline.desk.subjects import Subject, find_subject
from pipeline.records import Document
from pipeline.review.changes import Change
from pipeline.review.diff import compare_document
from pipeline.text import layout
from pipeline.text.passages import make_passages


def ground_of(document: Document) -> Ground:
    return Ground(make_passages(layout.read(document.text), document.sections))


def subjects(before: Document, after: Document) -> list[tuple[Change, Subject | None]]:
    """Every change in order, with what it is about, where a decision can speak of it."""
    facts = Facts(before), Facts(after)
    changes = sorted(compare_document(before, after, ()), key=lambda change: change.position)
    return [(change, find_subject(change, *facts, after)) for change in changes]


def only(before: Document, after: Document) -> Subject:
    """What the only change that can be decided on is about."""
    [subject] = [subject for _, subject in subjects(before, after) if subject is not None]
    return subject


def carried_out(document: Document, decisions: Sequence[Decision]) -> Document:
    return apply_decisions(document, {decision.id: decision for decision in decisions})


def said_at(document: Document, subject: Subject) -> dict[str, object] | None:
    """What is said of the fact of that kind which stands where the subject does."""
    for fact in Facts(document):
        if (fact.kind, fact.span) == (subject.kind, subject.span):
            return dict(fact.said)
    return None
