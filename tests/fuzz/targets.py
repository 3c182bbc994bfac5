"""What is fuzzed: functions of bytes that return, whatever the bytes, or say which promise broke."""

from __future__ import annotations

import io
import json
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from itertools import pairwise
from pathlib import Path

from pipeline.corpus import find_corpus, plan_corpus
from pipeline.corpus.manifest import JOURNAL, PATH
from pipeline.corpus.sidecar import read_sidecar
from pipeline.decisions import parse_decisions
from pipeline.decisions.apply import apply_decisions
from pipeline.errors import DataError, SourceError, UsageError
from pipeline.export.columns import TABLES
from pipeline.export.excel.cells import LONGEST, to_cell
from pipeline.export.reread import records_of
from pipeline.export.rows import read_rows
from pipeline.export.tables import rows_of
from pipeline.flow import find_dates, split_sections
from pipeline.text.decode import decode
from pipeline.text.encodings import find_encoding
from pipeline.text.joining import unwrap
from pipeline.text.layout import read
from pipeline.text.passages import make_passages
from pipeline.text.width import fold
from pipeline.versions.reading import read_document, read_failures, read_generator
from tests.corpus.runs import SETTINGS, put, run
from tests.documents import TEXT, make_document

# Longer inputs find nothing that shorter ones do not, only slower.
LONGEST_INPUT = 4_000
_ENCODINGS = (None, "utf-8", "cp932", "euc-jp", "iso-2022-jp", "utf-16", "utf-16-le", "utf-32")
_PLACE = "a.txt"


def decoding(raw: bytes) -> None:
    """The first byte chooses an encoding; the bytes decode again with what is told.

    Read on, every byte is a character, or in the place that is told.
    """
    chosen = _ENCODINGS[raw[0] % len(_ENCODINGS)] if raw else None
    with suppress(SourceError):
        text, encoding = decode(raw[1:], _PLACE, chosen)[:2]
        assert "\r" not in text
        assert "\0" not in text
        assert find_encoding(encoding) == encoding
        assert decode(raw[1:], _PLACE, encoding)[0] == text
    with suppress(SourceError):
        text, _, replaced = decode(raw[1:], _PLACE, chosen, on_error="replace")
        assert text.count("\ufffd") >= len(replaced)
        for line, offset, bad in replaced:
            assert raw[1:][offset : offset + len(bad)] == bad
            assert 1 <= line <= 1 + text.count("\n")


def layout(raw: bytes) -> None:
    """Every character of a paragraph or passage leads back to its own place in the text."""
    text = _text(raw)
    found = read(text)
    passages = make_passages(found, split_sections(text))
    for passage in passages:
        spans = passage.sentences
        assert (spans[0].start, spans[-1].end) == (0, len(passage.text))
        assert all(before.end == after.start for before, after in pairwise(spans))
        folded = fold(passage.text)
        for at in range(len(folded.text)):
            start, end = folded.source(at, at + 1)
            assert 0 <= start < end <= len(passage.text)


def dates(raw: bytes) -> None:
    """In order, apart, and each the text at its place."""
    text, position = _text(raw), 0
    for date in find_dates(text):
        assert position <= date.start < date.end <= len(text)
        assert unwrap(text[date.start : date.end]) == date.text
        position = date.end


def sections(raw: bytes) -> None:
    """In order, each within the text, with its heading and within its parent."""
    text = _text(raw)
    found = split_sections(text)
    by_id = {section.id: section for section in found}
    assert len(by_id) == len(found)
    for section in found:
        assert 0 <= section.start <= section.heading_start < section.heading_end <= section.end
        assert section.end <= len(text)
        if section.parent is not None:
            parent = by_id[section.parent]
            assert parent.start <= section.start <= section.end <= parent.end
            assert parent.level < section.level


def sidecars(raw: bytes) -> None:
    with suppress(SourceError):
        told = read_sidecar(raw, "a.toml", "pdf" if raw[:1] == b"#" else "text")
        assert told.options() is not None


def decisions(raw: bytes) -> None:
    """Read and written again they are the same; applied they leave a document."""
    try:
        found = parse_decisions(raw.decode("utf-8", "replace"), "decisions.jsonl")
    except DataError:
        return
    lines = "".join(decision.to_line() for _, decision in found)
    assert parse_decisions(lines, "decisions.jsonl").digest == found.digest
    apply_decisions(make_document("a", TEXT), found.concerning("a", TEXT))


def outputs(raw: bytes) -> None:
    """Whatever stands in the place of our files is a document, or said not to be one."""
    with suppress(DataError):
        list(records_of(io.BytesIO(raw), _PLACE))
    with suppress(DataError):
        list(rows_of(io.BytesIO(raw), _PLACE))
    for reading in (read_failures, read_generator):
        with suppress(UsageError):
            reading(raw, _PLACE)
    with suppress(UsageError):
        document = read_document("a", raw, TEXT, _PLACE)
        assert document.id == "a"


def tables(raw: bytes) -> None:
    """The first byte chooses the table; the rest stands in the place of its file."""
    path = _folder() / "table.csv"
    path.write_bytes(raw[1:])
    with suppress(DataError):
        for row in read_rows(path, TABLES[raw[0] % len(TABLES) if raw else 0]):
            for cell in row.values():
                shown = to_cell(cell).text
                assert len(shown.encode("utf-16-le")) // 2 <= LONGEST
                assert shown.lstrip()[:1] not in {*"=+-@＝＋－＠"}


def manifest(raw: bytes) -> None:
    """What cannot be read is as if it were not there: it costs time and no more."""
    _, name = _corpus()
    files = (_folder() / "outputs" / PATH, _folder() / "outputs" / JOURNAL)
    at = raw.find(b"\f") if b"\f" in raw else len(raw)
    for file, content in zip(files, (raw[:at], raw[at + 1 :]), strict=True):
        file.write_bytes(content)
    plan = plan_corpus(find_corpus([_folder() / "raw"], files[0].parent), files[0].parent, SETTINGS)
    assert [task.source.id for task in plan.tasks] == [name] or list(plan.unchanged) == [name]
    for entry in plan.unchanged.values():
        json.dumps(entry.to_dict())
        assert all(isinstance(number, int) for number in entry.summary)


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (
        decoding, layout, dates, sections, sidecars, decisions, outputs, tables, manifest,
    )
}  # fmt: skip


def _text(raw: bytes) -> str:
    """UTF-8 in which lone surrogates may stand; what is neither is replaced."""
    try:
        return raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace")


@cache
def _folder() -> Path:
    """In memory where there is such a thing. One a process, gone with it."""
    memory = Path("/dev/shm")
    kept = tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None)
    _KEPT.append(kept)
    return Path(kept.name)


_KEPT: list[tempfile.TemporaryDirectory[str]] = []


@cache
def _corpus() -> tuple[Path, str]:
    """A corpus of one document with its outputs, and the document's id."""
    (_folder() / "raw").mkdir()
    put(_folder() / "raw", a=TEXT)
    run(_folder() / "raw", _folder() / "outputs")
    return _folder(), "a"
