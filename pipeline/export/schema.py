"""schema/document.schema.json: JSON Schema of the document record, kept by hand.

Fields may be added within a version of the schema, so other properties are allowed.
"""

from __future__ import annotations

from typing import Any

from pipeline.export.json_pieces import to_json
from pipeline.records import GRANULARITIES, ORGANIZATION_TYPES, SCHEMA_VERSION

PATH = "schema/document.schema.json"
IDENTIFIER = f"urn:houkoku:schema:document:{SCHEMA_VERSION}"

TEXT = {"type": "string"}
TEXT_OR_NULL = {"type": ["string", "null"]}
TEXTS = {"type": "array", "items": TEXT}
OFFSET = {"type": "integer", "minimum": 0}
COUNTED_FROM_1 = {"type": "integer", "minimum": 1}
SHA256_OR_NULL = {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"}
DAY_OR_NULL = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}


def _object(properties: dict[str, Any], description: str, **more: Any) -> dict[str, Any]:
    """An object that has all of `properties`."""
    return {
        "type": "object", "description": description,
        "properties": properties, "required": list(properties), **more,
    }  # fmt: skip


def _list(name: str, description: str) -> dict[str, Any]:
    return {"type": "array", "description": description, "items": {"$ref": f"#/$defs/{name}"}}


def _id(prefix: str, *, or_null: bool = False) -> dict[str, Any]:
    return {
        "type": ["string", "null"] if or_null else "string",
        "pattern": rf"^{prefix}-[0-9a-f]+(-\d+)?$",
    }


_PLACE = {"page": COUNTED_FROM_1, "line": COUNTED_FROM_1, "sentence": TEXT}
_SPAN = {"section": _id("s", or_null=True), "start": OFFSET, "end": COUNTED_FROM_1, "text": TEXT}

DEFINITIONS = {
    "document": _object(
        {
            "id": TEXT_OR_NULL, "source": TEXT_OR_NULL,
            "sha256": SHA256_OR_NULL,
            "encoding": TEXT_OR_NULL, "characters": OFFSET,
            "title": TEXT_OR_NULL, "reference_date": DAY_OR_NULL,
            "source_url": TEXT_OR_NULL, "sidecar": SHA256_OR_NULL, "warnings": TEXTS,
        },
        "The text and where it came from; null where it came from no file.",
    ),
    "section": _object(
        {
            "id": _id("s"), "parent": _id("s", or_null=True), "level": COUNTED_FROM_1,
            "number": TEXT_OR_NULL, "title": TEXT_OR_NULL,
            "start": OFFSET, "end": COUNTED_FROM_1,
            "heading_start": OFFSET, "heading_end": COUNTED_FROM_1, "body": TEXT,
            "found_by": TEXT,
        },
        "A heading with its body and subsections; offsets in code points, end exclusive.",
    ),
    "date": _object(
        {
            "id": _id("d"), **_SPAN,
            "iso": TEXT_OR_NULL, "first_day": DAY_OR_NULL, "last_day": DAY_OR_NULL,
            "granularity": {"enum": list(GRANULARITIES)}, "era": TEXT_OR_NULL,
            "warnings": TEXTS, "found_by": TEXT, **_PLACE,
        },
        "A date or range as written, and the days it means.",
    ),
    "mention": _object({**_SPAN, "found_by": TEXT, **_PLACE}, "One place that names a record."),
    "organization": _object(
        {
            "id": _id("o"), "name": TEXT, "type": {"enum": list(ORGANIZATION_TYPES)},
            "parent": _id("o", or_null=True), "aliases": TEXTS,
            "mentions": _list("mention", "Where the text names it; none for a mere parent."),
        },
        "An organization of the document.",
    ),
    "position": _object(
        {"organization": _id("o", or_null=True), "title": TEXT_OR_NULL},
        "A post as the text states it; never both null.",
        anyOf=[
            {"properties": {"organization": TEXT}},
            {"properties": {"title": TEXT}},
        ],
    ),
    "person": _object(
        {
            "id": _id("p"), "name": TEXT,
            "family_name": TEXT_OR_NULL, "given_name": TEXT_OR_NULL, "reading": TEXT_OR_NULL,
            "positions": _list("position", "Titles and affiliations."),
            "mentions": _list("mention", "Where the text names the person."),
        },
        "A person of the document.",
    ),
    "reference": _object(
        {
            **_SPAN, **_PLACE,
            "organizations": {"type": "array", "items": _id("o"), "minItems": 1},
        },
        "A word that stands for organizations named before: 同省, 両市. No mention.",
    ),
    "decided": _object(
        {
            "id": _id("k"), "kind": {"enum": ["date", "organization", "person", "section"]},
            "verdict": {"enum": ["accept", "reject", "override", "add"]}, "text": TEXT,
            "spans": {
                "type": "array",
                "items": {"type": "array", "items": OFFSET, "minItems": 2, "maxItems": 2},
            },
            "reason": TEXT_OR_NULL,
        },
        "A user's decision: where it holds, and why not where it should.",
    ),
}  # fmt: skip

SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": IDENTIFIER,
    "title": "houkoku: a document",
    **_object(
        {
            "schema_version": {"const": SCHEMA_VERSION},
            "document": {"$ref": "#/$defs/document"},
            "sections": _list("section", "Sections in the order of the text."),
            "dates": _list("date", "Dates in the order of the text."),
            "organizations": _list("organization", "Organizations."),
            "people": _list("person", "People."),
            "references": _list("reference", "同省, 両市 …, where it is clear what they mean."),
            "decisions": _list("decided", "The user's decisions that concern the document."),
        },
        "What houkoku found in one text.",
    ),
    "$defs": DEFINITIONS,
}


def describe() -> str:
    """The file's content."""
    return to_json(SCHEMA)
