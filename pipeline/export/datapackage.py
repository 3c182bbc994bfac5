"""datapackage.json: the tables for programs that know Frictionless Data Packages.

Columns with types and titles, keys, and the generator. Titles are Japanese, and
English under `title@en`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.export.columns import TABLES, Column, ColumnType, Reference, Table
from pipeline.export.json_pieces import to_json
from pipeline.export.tables import path_of

PATH = "datapackage.json"
_TYPES: dict[ColumnType, str] = {
    "text": "string", "whole": "integer", "day": "date", "list": "array",
}  # fmt: skip


def describe(generator: Mapping[str, Any], written: Mapping[str, tuple[int, str]]) -> str:
    """The file's content; `written` gives each table's size in bytes and SHA-256 by its path."""
    package = {
        "profile": "tabular-data-package",
        "name": "houkoku-outputs",
        "title": "報告書から抽出した節・日付・組織・人物",
        "title@en": "Sections, dates, organizations and people extracted from reports",
        "languages": ["ja", "en"],
        "generator": generator,
        "resources": [_resource(table, *written[path_of(table.name)]) for table in TABLES],
    }
    return to_json(package)


def _resource(table: Table, size: int, sha256: str) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.japanese,
        "title@en": table.english,
        "path": path_of(table.name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True},
        "bytes": size,
        "hash": f"sha256:{sha256}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [_reference(reference, table) for reference in table.references],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "title": column.japanese,
        "title@en": column.english,
    }
    if column.empty == "never":
        field["constraints"] = {"required": True}
    return field


def _reference(reference: Reference, table: Table) -> dict[str, Any]:
    # A table that refers to itself writes "" for its own name: the standard's rule.
    target = "" if reference.table == table.name else reference.table
    return {
        "fields": [reference.field],
        "reference": {"resource": target, "fields": ["id"]},
    }
