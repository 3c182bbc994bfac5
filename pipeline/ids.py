"""Identifiers made of content, so that an edit elsewhere changes none of them.

A hash of the kind and of what identifies the record (CONTRACT.md, "The document
record"). Twelve hexadecimal digits: with the 10⁵ dates of a very long document a
clash of two different records has a chance of one in fifty thousand, and even
then the counter keeps their ids apart.
"""

from __future__ import annotations

import hashlib

DIGITS = 12


def content_id(prefix: str, *parts: str | None) -> str:
    """`prefix`, a hyphen and a hash of `parts`; None and "" are different parts."""
    # Lone surrogates are legal in a Python string and in no encoding: they are hashed as they are.
    content = "\x1f".join(["\x00" if part is None else part for part in parts])
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass"))
    return f"{prefix}-{digest.hexdigest()[:DIGITS]}"


class IdMaker:
    """Gives ids within one document; the second of two identical records gets "-2"."""

    def __init__(self) -> None:
        # Tables say the same row after row: identical records are hashed once.
        self._ids: dict[tuple[str | None, ...], str] = {}
        self._counts: dict[str, int] = {}

    def make(self, prefix: str, *parts: str | None) -> str:
        key = (prefix, *parts)
        identifier = self._ids.get(key)
        if identifier is None:
            identifier = self._ids[key] = content_id(prefix, *parts)
        count = self._counts[identifier] = self._counts.get(identifier, 0) + 1
        return identifier if count == 1 else f"{identifier}-{count}"
