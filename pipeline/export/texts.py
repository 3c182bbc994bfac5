"""texts/<id>.txt: the source text that every offset counts in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.records import Document


def write_texts(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    for document in documents:
        yield f"texts/{document.id}.txt", document.text
