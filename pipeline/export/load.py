"""A document record, read back: what `to_dict` wrote becomes the document again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.records import (
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


def load_document(record: Mapping[str, Any], text: str) -> Document:
    """The document whose `to_dict()` is `record`; `text` is that of texts/<id>.txt."""
    head = record["document"]
    return Document(
        id=head["id"], source=head["source"], sha256=head["sha256"], encoding=head["encoding"],
        title=head["title"], reference_date=head["reference_date"], text=text,
        sections=tuple(Section(**section) for section in record["sections"]),
        dates=tuple(Date(**_tuples(date, "warnings")) for date in record["dates"]),
        organizations=tuple(_organization(found) for found in record["organizations"]),
        people=tuple(_person(found) for found in record["people"]),
        references=tuple(
            Reference(**_tuples(found, "organizations")) for found in record["references"]
        ),
        warnings=tuple(head["warnings"]),
        source_url=head["source_url"], sidecar=head["sidecar"],
        # Records of before there were decisions have none, nor a found_by of dates and sections.
        decisions=tuple(_decided(found) for found in record.get("decisions", ())),
    )  # fmt: skip


def _decided(record: Mapping[str, Any]) -> Decided:
    return Decided(**{**record, "spans": tuple(map(tuple, record["spans"]))})


def _tuples(record: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {**record, **{name: tuple(record[name]) for name in names}}


def _organization(record: Mapping[str, Any]) -> Organization:
    mentions = tuple(Mention(**mention) for mention in record["mentions"])
    return Organization(**{**_tuples(record, "aliases"), "mentions": mentions})


def _person(record: Mapping[str, Any]) -> Person:
    mentions = tuple(Mention(**mention) for mention in record["mentions"])
    positions = tuple(Position(**position) for position in record["positions"])
    return Person(**{**record, "mentions": mentions, "positions": positions})
