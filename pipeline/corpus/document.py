"""One document from its source to its files: what every process, near or far, does alike."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from pipeline.corpus import disk
from pipeline.corpus.files import write_files
from pipeline.corpus.kinds import kind_of
from pipeline.corpus.manifest import Entry, make_entry
from pipeline.corpus.naming import readable
from pipeline.corpus.recipe import Extract
from pipeline.corpus.report import Failure, make_failure
from pipeline.corpus.sidecar import Sidecar, read_sidecar
from pipeline.corpus.sources import Source
from pipeline.corpus.urls import is_url
from pipeline.decisions import Decisions
from pipeline.errors import SourceError
from pipeline.export import EXPORTERS
from pipeline.records import Document
from pipeline.text.damage import warnings_of
from pipeline.text.decode import OnError, decode

# Of a document whose bytes are damaged again and again, so many places are told one by one.
_MOST_PLACES = 100


def extract_document(
    source: Source,
    output: Path,
    extract: Extract,
    decisions: Decisions | None = None,
    on_decode_error: OnError = "fail",
) -> Entry | Failure:
    """Reads, decodes and extracts `source`, and writes its files under `output`.

    Those of the `decisions` that concern the document have the last word;
    `on_decode_error` says what becomes of bytes that are no character, as in `decode`.
    Whatever goes wrong with the document is told as a Failure. OSError where the
    disk itself fails (`disk.FAULTS`): no other document could be written either.
    """
    stage = "read"
    try:
        raw = _read(source.path, source.source)
        stage = "sidecar"
        told, sidecar = _read_sidecar(source)
        stage = "decode"
        text, encoding, warnings = _decode(raw, source, told, on_decode_error)
        sha256 = hashlib.sha256(raw).hexdigest()
        del raw
        stage = "extract"
        mine = decisions.concerning(source.id, text) if decisions else None
        document = extract(text, **told.options(), **({"decisions": mine} if mine else {}))
        document = replace(
            document, id=source.id, source=source.source, sha256=sha256, encoding=encoding,
            title=told.title or document.title, warnings=(*warnings, *document.warnings),
            source_url=told.source_url, sidecar=sidecar,
        )  # fmt: skip
        stage = "write"
        return make_entry(document, write_files(output, _contents(document)))
    except Exception as error:  # recorded, whatever it is: the other documents go on
        if stage == "write" and isinstance(error, OSError) and error.errno in disk.FAULTS:
            raise
        return make_failure(source, stage, error)


def _read(path: Path, name: str) -> bytes:
    """A pipe or a device would be waited for without an end; a dangling link has nothing."""
    if path.is_file():
        return path.read_bytes()
    if path.exists():
        raise SourceError(name, "not a regular file")
    if not is_url(path) and path.is_symlink():
        raise SourceError(name, "a link to nowhere")
    raise SourceError(name, "the file is gone")


def _read_sidecar(source: Source) -> tuple[Sidecar, str | None]:
    """What it tells, and the SHA-256 of its bytes; nothing where there is none."""
    if source.sidecar is None:
        return Sidecar(), None
    name = str(PurePosixPath(source.source).with_name(readable(source.sidecar)))
    raw = _read(source.path.with_name(source.sidecar), name)
    return read_sidecar(raw, name, kind_of(source.path)), hashlib.sha256(raw).hexdigest()


def _decode(
    raw: bytes, source: Source, told: Sidecar, on_error: OnError
) -> tuple[str, str, tuple[str, ...]]:
    """The text, what the record calls its encoding, and warnings."""
    if kind_of(source.path) == "pdf":
        # Not at the top: most have no need of it.
        from pipeline.corpus import pdf

        text, warnings = pdf.read_pdf(raw, source.source)
        return text, pdf.ENCODING, warnings
    text, encoding, replaced = decode(raw, source.source, told.encoding, on_error=on_error)
    return text, encoding, warnings_of(replaced, encoding, _MOST_PLACES)


def _contents(document: Document) -> Iterator[tuple[str, str]]:
    for write in EXPORTERS.values():
        yield from write([document])
