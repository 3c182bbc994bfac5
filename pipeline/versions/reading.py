"""The files of outputs become records again, those of older and newer versions, too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from pipeline.errors import UsageError
from pipeline.export.load import load_document
from pipeline.records import (
    SCHEMA_VERSION,
    Date,
    Decided,
    Document,
    Mention,
    Organization,
    Person,
    Position,
    Reference,
    Section,
)
from pipeline.review.changes import Stale

_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


def read_text(content: bytes, place: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(place, "is no text of houkoku: not UTF-8") from error


def read_document(identifier: str, record: bytes, text: str, place: str) -> Document:
    """The document written as documents/<id>.json, with its text; UsageError if it is none."""
    try:
        content = json.loads(record)
        if content["schema_version"] != SCHEMA_VERSION:
            raise UsageError(place, f"schema_version is not {SCHEMA_VERSION}")
        try:
            document = load_document(content, text)
        except (KeyError, TypeError):
            # Fields may be added within a version of the schema.
            document = load_document(_as_known(content), text)
    except _UNREADABLE as error:
        raise UsageError(place, "is no document record of houkoku") from error
    return document if document.id == identifier else replace(document, id=identifier)


def read_generator(content: bytes, place: str) -> Mapping[str, Any] | None:
    """What datapackage.json says it was made by."""
    try:
        generator = json.loads(content).get("generator")
    except _UNREADABLE as error:
        raise UsageError(place, "is no data package of houkoku") from error
    return generator if isinstance(generator, dict) else None


def read_failures(content: bytes, place: str) -> dict[str, str]:
    """The reasons in errors.jsonl by the ids of the documents."""
    try:
        # Of bytes: a file's name may hold U+2028 and the like, at which those of a text end.
        failures = [json.loads(line) for line in content.splitlines()]
        return {str(failure["document"]): str(failure["reason"]) for failure in failures}
    except _UNREADABLE as error:
        raise UsageError(place, "is no list of failures of houkoku") from error


def read_stale(content: bytes, place: str) -> tuple[Stale, ...]:
    """The decisions in stale.jsonl."""
    try:
        found = [json.loads(line) for line in content.decode("utf-8").split("\n") if line]
        return tuple(Stale(**_known(Stale, record)) for record in found)
    except _UNREADABLE as error:
        raise UsageError(place, "is no list of decisions of houkoku") from error


def _as_known(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with the fields that this version knows; new ones that are missing are empty."""
    head = {"warnings": [], "source_url": None, "sidecar": None, **record["document"]}
    return {
        "document": head,
        "sections": _all(Section, record["sections"]),
        "dates": _all(Date, record["dates"], warnings=[]),
        "organizations": [_owner(Organization, o) for o in record["organizations"]],
        "people": [
            {**_owner(Person, p), "positions": _all(Position, p["positions"])}
            for p in record["people"]
        ],
        "references": _all(Reference, record.get("references", ())),
        "decisions": _all(Decided, record.get("decisions", ())),
    }


def _owner(kind: type, record: Mapping[str, Any]) -> dict[str, Any]:
    return {**_known(kind, record), "mentions": _all(Mention, record["mentions"])}


def _all(kind: type, records: Iterable[Mapping[str, Any]], **empty: Any) -> list[dict[str, Any]]:
    return [{**empty, **_known(kind, record)} for record in records]


def _known(kind: type, record: Mapping[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    return {name: value for name, value in record.items() if name in names}
