"""documents/<id>.json: one document, all that was found in it, written record by record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pipeline.export.json_pieces import Stream, pieces
from pipeline.records import Document, Organization, Person


def path_of(identifier: str | None) -> str:
    return f"documents/{identifier}.json"


def write_documents(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """The bytes of `document.to_dict()` as JSON; a long document costs no second copy of itself."""
    for document in documents:
        for piece in pieces(_fields(document)):
            yield path_of(document.id), piece
        yield path_of(document.id), "\n"


def _fields(document: Document) -> Mapping[str, Any]:
    head = replace(document, sections=(), dates=(), organizations=(), people=(), references=())
    return head.to_dict() | {
        "sections": Stream(section.to_dict() for section in document.sections),
        "dates": Stream(date.to_dict() for date in document.dates),
        "organizations": Stream(map(_with_mentions, document.organizations)),
        "people": Stream(map(_with_mentions, document.people)),
        "references": Stream(reference.to_dict() for reference in document.references),
    }


def _with_mentions(record: Organization | Person) -> Mapping[str, Any]:
    mentions = Stream(mention.to_dict() for mention in record.mentions)
    return replace(record, mentions=()).to_dict() | {"mentions": mentions}
