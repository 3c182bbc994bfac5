"""One document from its source to its files: what every process, near or far, does alike."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.corpus import disk
from pipeline.corpus.files import write_files
from pipeline.corpus.kinds import kind_of
from pipeline.corpus.manifest import Entry, make_entry
from pipeline.corpus.recipe import Extract
from pipeline.corpus.report import Failure, make_failure
from pipeline.corpus.sources import Source
from pipeline.errors import SourceError
from pipeline.export import EXPORTERS
from pipeline.records import Document
from pipeline.text.decode import decode


def extract_document(source: Source, output: Path, extract: Extract) -> Entry | Failure:
    """Reads, decodes and extracts `source`, and writes its files under `output`.

    Whatever goes wrong with the document is told as a Failure. OSError where the
    disk itself fails (`disk.FAULTS`): no other document could be written either.
    """
    stage = "read"
    try:
        raw = source.path.read_bytes() if source.path.is_file() else _refuse(source)
        stage = "decode"
        text, encoding, warnings = _read(raw, source)
        sha256 = hashlib.sha256(raw).hexdigest()
        del raw
        stage = "extract"
        document = extract(text)
        document = replace(
            document,
            id=source.id,
            source=source.source,
            sha256=sha256,
            encoding=encoding,
            warnings=(*warnings, *document.warnings),
        )
        stage = "write"
        return make_entry(document, write_files(output, _contents(document)))
    except Exception as error:  # recorded, whatever it is: the other documents go on
        if stage == "write" and isinstance(error, OSError) and error.errno in disk.FAULTS:
            raise
        return make_failure(source, stage, error)


def _read(raw: bytes, source: Source) -> tuple[str, str, tuple[str, ...]]:
    """The text, what the record calls its encoding, and warnings."""
    if kind_of(source.path) == "pdf":
        # Not at the top: most have no need of it.
        from pipeline.corpus import pdf

        text, warnings = pdf.read_pdf(raw, source.source)
        return text, pdf.ENCODING, warnings
    return *decode(raw, source.source), ()


def _refuse(source: Source) -> bytes:
    """A pipe or a device would be waited for without an end; a dangling link has nothing."""
    reason = "not a regular file" if source.path.exists() else "a link to nowhere"
    raise SourceError(source.source, reason)


def _contents(document: Document) -> Iterator[tuple[str, str]]:
    for write in EXPORTERS.values():
        yield from write([document])
