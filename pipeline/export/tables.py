"""tables/*.csv: the facts of the whole corpus, a row a record, in the order of documents.

UTF-8 without a mark, `\\n` line ends, quotes only where a comma, a quote, CR or LF
stands in the cell; null is an empty cell. For programs: nothing is neutralised.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple

from pipeline.errors import DataError
from pipeline.export.columns import TABLES
from pipeline.export.reread import Found, Place, record_at, records_of

_QUOTED = re.compile('[,"\r\n]')
_COLUMNS = {table.name: [column.name for column in table.columns] for table in TABLES}
_KINDS = {"organizations": "organization", "people": "person"}


class _Row(NamedTuple):
    """What a row is sorted by, and what is needed to make it; `start` and `end` as in the text."""

    start: int
    end: int
    owner_kind: str
    owner: str
    place: Place


def path_of(table: str) -> str:
    return f"tables/{table}.csv"


def headers() -> Iterator[tuple[str, str]]:
    """Each table's path and first line."""
    for name, columns in _COLUMNS.items():
        yield path_of(name), to_line(columns)


def rows_of(file: BinaryIO, name: str) -> Iterator[tuple[str, str]]:
    """A document's rows, each with its table's path, from its record `file`.

    Within a table: sections, dates and mentions as they stand in the text, the rest as in
    the record. Only the places of those three are held. `name` is what a DataError calls the file.
    """
    try:
        yield from _rows_of(file, name)
    except (KeyError, TypeError) as error:
        # Fields that are missing, or are other than they should be.
        raise DataError(name, None, "not as houkoku writes it") from error


def _rows_of(file: BinaryIO, name: str) -> Iterator[tuple[str, str]]:
    identifier = ""
    placed: dict[str, list[_Row]] = {"sections": [], "dates": [], "mentions": []}
    for found in records_of(file, name):
        if found.kind in placed:
            placed[found.kind].append(_row(found))
        elif found.kind == "document":
            identifier = found.fields["id"]
            yield _line("documents", found.fields)
        elif found.kind in _COLUMNS:
            yield _line(found.kind, {"document": identifier, **found.fields})
    for table, rows in placed.items():
        for row in sorted(rows):
            fields = {"document": identifier, "kind": row.owner_kind, "record": row.owner}
            yield _line(table, fields | record_at(file, row.place))


def _row(found: Found) -> _Row:
    start, end = found.fields["start"], found.fields["end"]
    # Of two sections that begin together, the one within the other comes second.
    end = -end if found.kind == "sections" else end
    return _Row(start, end, _KINDS.get(found.within, ""), found.owner, found.place)


def _line(table: str, fields: Mapping[str, Any]) -> tuple[str, str]:
    return path_of(table), to_line(fields[name] for name in _COLUMNS[table])


def to_line(values: Iterable[Any]) -> str:
    # Not csv.writer: with "\n" line ends it leaves a lone CR unquoted before Python 3.13.
    return ",".join(map(_to_cell, values)) + "\n"


def _to_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        cell = value
    else:
        written = isinstance(value, list | tuple | dict)
        cell = json.dumps(value, ensure_ascii=False) if written else str(value)
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell
