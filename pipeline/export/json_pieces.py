"""JSON in pieces: what json.dumps would write, without holding it, or its records, at once.

Indented by two spaces, so that a changed fact is a changed line; Japanese as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from json import JSONEncoder
from typing import Any, NamedTuple

_encoder = JSONEncoder(ensure_ascii=False, allow_nan=False, indent=2)


class Stream(NamedTuple):
    """An array whose objects are made one at a time; their values may be streams again."""

    objects: Iterable[Mapping[str, Any]]


def to_json(value: Any) -> str:
    return _encoder.encode(value) + "\n"


def _encode(value: Any, margin: str) -> str:
    # No line end stands within a text: JSON escapes them.
    return _encoder.encode(value).replace("\n", margin)


def pieces(value: Mapping[str, Any], margin: str = "\n") -> Iterator[str]:
    """An object with streams among its values, a piece for each of their objects.

    `margin` is the line end and the indentation at which the object stands.
    """
    if not any(isinstance(member, Stream) for member in value.values()):
        yield _encode(value, margin)
        return
    inner = margin + "  "
    before = "{"
    for key, member in value.items():
        yield f"{before}{inner}{_encoder.encode(key)}: "
        if isinstance(member, Stream):
            yield from _array(member, inner)
        else:
            yield _encode(member, inner)
        before = ","
    yield margin + "}"


def _array(stream: Stream, margin: str) -> Iterator[str]:
    inner = margin + "  "
    before = "["
    for member in stream.objects:
        yield before + inner
        yield from pieces(member, inner)
        before = ","
    yield "[]" if before == "[" else margin + "]"
