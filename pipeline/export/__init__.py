"""Documents to files: one format a file, listed in EXPORTERS; and tables made of those files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pipeline.export.documents import write_documents
from pipeline.export.texts import write_texts
from pipeline.records import Document

# Each yields (path under the outputs, content), a long content in several pieces. The
# documents come as a stream and are read once.
EXPORTERS: dict[str, Callable[[Iterable[Document]], Iterator[tuple[str, str]]]] = {
    "documents": write_documents,
    "texts": write_texts,
}
