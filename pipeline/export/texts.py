"""texts/<id>.txt: the source text that every offset counts in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.records import Document

# Characters at a time: the bytes of a long text are not held beside it.
PIECE = 1 << 18


def path_of(identifier: str | None) -> str:
    return f"texts/{identifier}.txt"


def write_texts(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    for document in documents:
        for start in range(0, len(document.text) or 1, PIECE):
            yield path_of(document.id), document.text[start : start + PIECE]
