"""Documents to files: one format a file, listed in EXPORTERS."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from pipeline.export.documents import write_documents
from pipeline.export.schema import write_schema
from pipeline.export.tables import write_tables
from pipeline.export.texts import write_texts
from pipeline.records import Document


class Exporter(NamedTuple):
    """`write` yields (path under the outputs, content), a long content in several pieces.

    It is called with one document at a time, or once with all of them, by `scope`.
    Either way the documents come as a stream and are read once.
    """

    write: Callable[[Iterable[Document]], Iterator[tuple[str, str]]]
    scope: Literal["document", "corpus"]


EXPORTERS = {
    "documents": Exporter(write_documents, "document"),
    "texts": Exporter(write_texts, "document"),
    "schema": Exporter(write_schema, "corpus"),
    "tables": Exporter(write_tables, "corpus"),
}
