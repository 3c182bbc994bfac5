"""raw/ in, outputs/ out: the one room that knows files.

Documents are written as they come and held no longer; the tables are then made by
reading them back in the order of their ids. So memory does not grow with the corpus,
and the bytes do not depend on the order in which documents were done.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.corpus.files import (
    make_folder,
    remove_leftovers,
    remove_others,
    sync_folder,
    write_files,
)
from pipeline.corpus.report import Failure, Report, make_failure, summarize, warnings_of
from pipeline.corpus.sources import Found, Source, find_sources, is_same
from pipeline.errors import SourceError, UsageError
from pipeline.export import EXPORTERS, datapackage, schema
from pipeline.export.generator import make_generator
from pipeline.export.load import load_document
from pipeline.records import Document
from pipeline.text.decode import decode

__all__ = ["Failure", "Found", "Report", "Source", "extract_corpus", "find_corpus"]

ERRORS = "errors.jsonl"
# Where each document has a file of its own: folder and suffix.
ROOMS = (("documents", ".json"), ("texts", ".txt"))
MOST_WARNINGS = 200

Extract = Callable[[str], Document]
# Told what is done: the source that was finished, or None before the first.
Watch = Callable[[Source | None], None]


def find_corpus(inputs: Sequence[Path], output: Path) -> Found:
    """What there is to read, and whether `output` may be written to; UsageError if not."""
    _check_output(output)
    for given in inputs:
        for used in (output, *(output / room for room in ("documents", "texts", "tables"))):
            if is_same(given, used):
                raise UsageError(str(given), "is where the results go: it cannot be read from")
    return find_sources(inputs, output)


def extract_corpus(
    found: Found,
    output: Path,
    extract: Extract,
    *,
    settings: Mapping[str, Any],
    watch: Watch = lambda source: None,
) -> Report:
    """Extracts all sources into `output`; a document that fails costs only itself.

    Outputs of sources that are gone, or that fail now, are removed. OSError where the
    files of the corpus as a whole cannot be written.
    """
    report = Report(not_read=found.not_read)
    report.failures += [make_failure(source, "find", error) for source, error in found.refused]
    make_folder(output)
    # First of all, the sign that this folder is ours.
    write_files(output, schema.write_schema([]))
    watch(None)
    for source in found.sources:
        _extract_one(source, output, extract, report)
        watch(source)
    _write_corpus(output, report, settings)
    return report


def _extract_one(source: Source, output: Path, extract: Extract, report: Report) -> None:
    stage = "read"
    try:
        raw = source.path.read_bytes() if source.path.is_file() else _refuse(source)
        stage = "decode"
        text, encoding = decode(raw, source.source)
        stage = "extract"
        document = replace(
            extract(text),
            id=source.id,
            source=source.source,
            sha256=hashlib.sha256(raw).hexdigest(),
            encoding=encoding,
        )
        stage = "write"
        write_files(output, _contents(document))
    except Exception as error:  # recorded, whatever it is: the other documents go on
        report.failures.append(make_failure(source, stage, error))
        return
    report.summaries.append(summarize(document))
    room = MOST_WARNINGS - len(report.warned)
    report.warned += warnings_of(document, source.path)[:room]


def _refuse(source: Source) -> bytes:
    """A pipe or a device would be waited for without an end; a dangling link has nothing."""
    reason = "not a regular file" if source.path.exists() else "a link to nowhere"
    raise SourceError(source.source, reason)


def _contents(document: Document) -> Iterator[tuple[str, str]]:
    for exporter in EXPORTERS.values():
        if exporter.scope == "document":
            yield from exporter.write([document])


def _write_corpus(output: Path, report: Report, settings: Mapping[str, Any]) -> None:
    """The files about all documents, the data package last: it says that all is there."""
    ids = [summary.id for summary in report.summaries]
    written: dict[str, tuple[int, str]] = {}
    for exporter in EXPORTERS.values():
        if exporter.scope == "corpus":
            written |= write_files(output, exporter.write(load_documents(output, ids)))
    _write_errors(output, report.failures)
    package = datapackage.describe(make_generator(settings), written)
    write_files(output, [(datapackage.PATH, package)])
    removed = [remove_others(output / room, suffix, set(ids)) for room, suffix in ROOMS]
    report.removed = max(removed)
    for folder in (output, output / "tables", output / "schema"):
        remove_leftovers(folder)


def _write_errors(output: Path, failures: Sequence[Failure]) -> None:
    lines = [json.dumps(failure.to_dict(), ensure_ascii=False) + "\n" for failure in failures]
    if lines:
        write_files(output, ((ERRORS, line) for line in sorted(lines)))
    else:
        (output / ERRORS).unlink(missing_ok=True)
        sync_folder(output)


def load_documents(output: Path, ids: Iterable[str]) -> Iterator[Document]:
    """The documents of `ids`, one at a time, as they were written."""
    for identifier in ids:
        record = (output / f"documents/{identifier}.json").read_text(encoding="utf-8")
        text = (output / f"texts/{identifier}.txt").read_bytes().decode("utf-8")
        yield load_document(json.loads(record), text)


def _check_output(output: Path) -> None:
    if output.exists() and not output.is_dir():
        raise UsageError(str(output), "is a file; the results need a folder")
    if (output / schema.PATH).exists():
        return
    # An output folder is tidied up after a run: it must be ours.
    for room, _ in ROOMS:
        if (output / room).exists():
            raise UsageError(str(output / room), "is there, and was not written by houkoku")
