"""tables/*.csv: the facts of the whole corpus, a row a record, in the order of documents.

UTF-8 without a mark, `\\n` line ends, quotes only where a comma, a quote, CR or LF
stands in the cell; null is an empty cell. For programs: nothing is neutralised.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.export.columns import TABLES
from pipeline.records import Document, Mention

_QUOTED = re.compile('[,"\r\n]')


def write_tables(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """Each table's header, then each document's rows; what bears one path belongs together."""
    for table in TABLES:
        yield path_of(table.name), to_line(column.name for column in table.columns)
    for document in documents:
        rows = rows_of(document)
        for table in TABLES:
            names = [column.name for column in table.columns]
            lines = [to_line(row[name] for name in names) for row in rows[table.name]]
            if lines:
                yield path_of(table.name), "".join(lines)


def path_of(table: str) -> str:
    return f"tables/{table}.csv"


def rows_of(document: Document) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table: sections, dates and mentions as they stand in the text."""
    record = document.to_dict()
    sections = sorted(record["sections"], key=lambda row: (row["start"], -row["end"]))
    dates = sorted(record["dates"], key=lambda row: (row["start"], row["end"]))
    rows = {
        "documents": [record["document"]],
        "sections": sections,
        "dates": dates,
        "organizations": record["organizations"],
        "people": record["people"],
        "mentions": _mentions(document),
    }
    return {
        name: [{"document": document.id, **row} for row in rows[name]]
        for name in (table.name for table in TABLES)
    }


def _mentions(document: Document) -> list[dict[str, Any]]:
    found: list[tuple[str, str, Mention]] = []
    for organization in document.organizations:
        found += [("organization", organization.id, mention) for mention in organization.mentions]
    for person in document.people:
        found += [("person", person.id, mention) for mention in person.mentions]
    found.sort(key=lambda row: (row[2].start, row[2].end, row[0], row[1]))
    return [{"kind": kind, "record": record, **m.to_dict()} for kind, record, m in found]


def to_line(values: Iterable[Any]) -> str:
    # Not csv.writer: with "\n" line ends it leaves a lone CR unquoted before Python 3.13.
    return ",".join(map(_to_cell, values)) + "\n"


def _to_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple, Mapping)):
        value = json.dumps(value, ensure_ascii=False)
    cell = str(value)
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell
