"""The records of a documents/<id>.json, one at a time and with their places in the file.

The file is ours: a record of `sections`, `dates` … opens and closes with a bracket on a
line of its own, four columns in, a mention eight columns in; line ends within texts are
escaped. So it is read by lines, and what stands between two brackets is JSON. A document
of millions of characters is never held.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from pipeline.errors import DataError

# What comes of a line that is no JSON, or of a record without its id.
_UNREADABLE = (ValueError, KeyError, TypeError, RecursionError)
_MENTIONS = b'      "mentions": [\n'


class Place(NamedTuple):
    """Where a record stands in the file, in bytes."""

    start: int
    length: int


class Found(NamedTuple):
    """`kind` is the key of the record's array, or `document`; `fields` lack its mentions.

    The kind of a mention is `mentions`; `owner` is the id of its organization or
    person, `within` the key of the array that one stands in.
    """

    kind: str
    fields: dict[str, Any]
    place: Place
    owner: str = ""
    within: str = ""


def records_of(file: BinaryIO, name: str) -> Iterator[Found]:
    """All records of the file, an organization or person after its mentions.

    DataError with `name` and the line where the file is not as houkoku writes it.
    """
    lines = _Lines(file, name)
    try:
        while lines.next():
            if lines.line == b'  "document": {\n':
                yield from _record(lines, "document", b"  ")
            elif lines.line.endswith(b'": [\n'):
                kind = json.loads(lines.line.removesuffix(b": [\n"))
                yield from _records(lines, str(kind), b"    ")
    except _UNREADABLE:
        raise lines.wrong() from None


def record_at(file: BinaryIO, place: Place) -> dict[str, Any]:
    """The record again, by the place at which it was found."""
    file.seek(place.start)
    fields: dict[str, Any] = json.loads(file.read(place.length))
    return fields


class _Lines:
    """The line read last, the byte at which it begins and the one behind it."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file, self._name = file, name
        self.line = b""
        self.start = self.end = self.number = 0

    def next(self) -> bytes:
        self.line = self._file.readline()
        self.number += 1
        self.start, self.end = self.end, self.end + len(self.line)
        return self.line

    def parse(self, kept: list[bytes]) -> dict[str, Any]:
        fields: dict[str, Any] = json.loads(b"".join(kept))
        return fields

    def wrong(self) -> DataError:
        return DataError(self._name, self.number, "not as houkoku writes it")


def _records(
    lines: _Lines, kind: str, margin: bytes, owner: str = "", within: str = ""
) -> Iterator[Found]:
    """The records of an array from behind its opening bracket to its closing one."""
    while lines.next() == margin + b"{\n":
        yield from _record(lines, kind, margin, owner, within)
    if not lines.line.startswith(margin[2:] + b"]"):
        raise lines.wrong()


def _record(
    lines: _Lines, kind: str, margin: bytes, owner: str = "", within: str = ""
) -> Iterator[Found]:
    """The record whose opening bracket was read last, behind its mentions."""
    start = lines.end - len(b"{\n")
    kept = [b"{"]
    while not lines.next().startswith(margin + b"}"):
        if lines.line == _MENTIONS:
            of = lines.parse([b"".join(kept).rstrip(b",\n"), b"}"])["id"]
            yield from _records(lines, "mentions", margin + b"    ", of, kind)
            kept.append(b'"mentions": []' + lines.line.strip()[1:])
        elif lines.line:
            kept.append(lines.line)
        else:
            raise lines.wrong()
    length = lines.start + len(margin) + 1 - start
    yield Found(kind, lines.parse([*kept, b"}"]), Place(start, length), owner, within)
