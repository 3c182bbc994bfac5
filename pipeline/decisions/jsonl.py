"""decisions.jsonl: one decision a line, in any order; a line that cannot be used is named."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.decisions.book import Decisions
from pipeline.decisions.decision import (
    ANY_DOCUMENT,
    KINDS,
    SCOPES,
    VERDICTS,
    Decision,
    Quote,
    squeeze,
)
from pipeline.decisions.values import check_value
from pipeline.errors import DataError

KEYS = ("kind", "document", "scope", "quote", "verdict", "value", "by", "why", "when")
REQUIRED = ("kind", "document", "scope", "quote", "verdict")


def parse_decisions(content: str, place: str) -> Decisions:
    """The decisions of a file's `content`; DataError with `place` and the line where one is wrong."""
    found = []
    # Only LF parts lines: within JSON, U+2028 and the like are characters as others.
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            found.append(parse_line(line, number))
        except ValueError as error:
            raise DataError(place, number, str(error)) from None
    return Decisions(found)


def parse_line(line: str, number: int) -> Decision:
    """ValueError, with a reason in plain words, where the line is no decision."""
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        raise ValueError("the mark of a merge that was not finished")
    try:
        record = json.loads(line, object_pairs_hook=_object, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} (column {error.colno})") from None
    except RecursionError:
        raise ValueError("not JSON: nested too deeply") from None
    return make_decision(record, number)


def make_decision(record: object, line: int | None = None) -> Decision:
    """A decision from its JSON object; ValueError where it is none."""
    if not isinstance(record, dict):
        raise ValueError("a decision is a JSON object")
    for key in record:
        if key not in KEYS:
            raise ValueError(f"unknown key {key!r}")
    for key in REQUIRED:
        if key not in record:
            raise ValueError(f"{key!r} is missing")
    for key, names in (("kind", KINDS), ("scope", SCOPES), ("verdict", VERDICTS)):
        if record[key] not in names:
            raise ValueError(f"{key!r} is one of {', '.join(names)}")
    for key in ("by", "why", "when"):
        if not isinstance(record.get(key, ""), str):
            raise ValueError(f"{key!r} is a text")
    return Decision(
        kind=record["kind"],
        document=_document(record),
        scope=record["scope"],
        quote=_quote(record["quote"]),
        verdict=record["verdict"],
        value=check_value(record["kind"], record["verdict"], record.get("value", {})),
        by=record.get("by"),
        why=record.get("why"),
        when=record.get("when"),
        lines=() if line is None else (line,),
    )


def _document(record: Mapping[str, Any]) -> str:
    document = record["document"]
    if not isinstance(document, str) or not document:
        raise ValueError("'document' is the id of a document, or \"*\"")
    if (document == ANY_DOCUMENT) != (record["scope"] == "everywhere"):
        raise ValueError('the scope everywhere goes with the document "*", and with no other')
    return document


def _quote(quote: object) -> Quote:
    if not isinstance(quote, dict):
        raise ValueError("'quote' is an object with 'exact', 'prefix' and 'suffix'")
    for key, text in quote.items():
        if key not in ("exact", "prefix", "suffix"):
            raise ValueError(f"unknown key {key!r} in 'quote'")
        if not isinstance(text, str):
            raise ValueError(f"{key!r} in 'quote' is a text")
    if not squeeze(quote.get("exact", "")):
        raise ValueError("'exact' in 'quote' is the text that is decided on")
    return Quote(quote["exact"], quote.get("prefix", ""), quote.get("suffix", ""))


def _object(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for key, value in pairs:
        if key in record:
            raise ValueError(f"{key!r} stands there twice")
        record[key] = value
    return record


def _refuse(constant: str) -> None:
    raise ValueError(f"not JSON: {constant}")
