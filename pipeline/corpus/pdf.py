"""The text of a PDF, its pages parted by form feeds, read in a process of its own."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.errors import EngineError, SourceError
from pipeline.text import pdf_pages
from pipeline.text.box_font import make_box_font
from pipeline.text.pdf_pages import MEMORY, MOST_CHARACTERS, MOST_PAGES, SECONDS, Page

# What the record of such a document says of its encoding.
ENCODING = "pdf"
# A worker holds the whole file while it is read.
MOST_BYTES = 512 << 20
# Seconds for a page on a machine that has much else to do.
PATIENCE = 3 * SECONDS
_LIBRARY = "pypdfium2_raw"
_END = b"%%EOF"
# Readers look for the end of a PDF in so many bytes.
_TAIL = 1024

_REASONS = {
    "encrypted": "an encrypted PDF: save a copy without a password",
    "damaged": "damaged, or no PDF",
    "pages": f"a PDF of more than {MOST_PAGES:,} pages: split it",
    "characters": f"a PDF of more than {MOST_CHARACTERS:,} characters: split it",
    "memory": f"reading the PDF takes more than {MEMORY >> 20:,} MiB of memory: damaged, or a trap",
    "time": f"reading the PDF takes more than {SECONDS} seconds: damaged, or a trap",
}


class PdfText(NamedTuple):
    """`warnings` tell of pages of which there is no text, or none to rely on."""

    text: str
    warnings: tuple[str, ...]


def read_pdf(raw: bytes, path: str) -> PdfText:
    """The text of the PDF; `path` is what a SourceError begins with.

    SourceError where it is encrypted, damaged, without text, or beyond the limits;
    EngineError where PDFium itself is not as it should be.
    """
    if importlib.util.find_spec(_LIBRARY) is None:
        reason = "a PDF, which needs one more package: make pdf, or pip install 'houkoku[pdf]'"
        raise SourceError(path, reason)
    if len(raw) > MOST_BYTES:
        raise SourceError(path, f"a PDF of more than {MOST_BYTES >> 20} MiB: split it")
    pages = _pages(raw, path)
    if not any(page.text for page in pages):
        blank = all(page.is_blank for page in pages)
        broken = bool(pages) and all(page.broken for page in pages)
        reason = "no text in the PDF: a scan? Have its characters recognized (OCR) first"
        reason = _REASONS["damaged"] if broken else "nothing but blank pages" if blank else reason
        raise SourceError(path, reason)
    return PdfText("\n\f".join(page.text for page in pages) + "\n", _warnings(raw, pages))


def _pages(raw: bytes, path: str) -> list[Page]:
    """Asks a process of its own; SourceError also where that is killed by what it reads."""
    program = [sys.executable, "-P", pdf_pages.__file__]
    command = [*program, str(len(raw)), make_box_font().hex()]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(
            command, input=raw, capture_output=True, env=environment, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise SourceError(path, _REASONS["time"]) from None
    *pages, end = [json.loads(line) for line in done.stdout.splitlines()] or [{}]
    if done.returncode == 0:
        if end["end"]:
            raise SourceError(path, _REASONS[end["end"]])
        return [Page(**page) for page in pages]
    if done.returncode == -signal.SIGXCPU:
        raise SourceError(path, _REASONS["time"])
    if done.returncode in (-signal.SIGABRT, -signal.SIGKILL):
        # So PDFium ends when it is refused memory, or the kernel ends it when there is none.
        raise SourceError(path, _REASONS["memory"])
    if done.returncode < 0:
        signalled = f"PDFium crashes on it with signal {-done.returncode}"
        raise SourceError(path, f"{_REASONS['damaged']} ({signalled})")
    raise EngineError("PDFium", f"cannot be started: {_last_line(done.stderr)}")


def _last_line(stderr: bytes) -> str:
    return (stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"])[-1]


def _warnings(raw: bytes, pages: Sequence[Page]) -> tuple[str, ...]:
    numbered = list(enumerate(pages, start=1))
    broken = [number for number, page in numbered if page.broken]
    silent = [n for n, page in numbered if not (page.text or page.is_blank or page.broken)]
    unknown = [number for number, page in numbered if not page.is_known]
    found = (
        ("damaged pages, of which there is no text: {}", broken),
        ("pages with something to see and no text (a scan?): {}", silent),
        ("pages whose fonts do not tell their characters, so that the text is wrong: {}", unknown),
    )
    warnings = [words.format(_ranges(numbers)) for words, numbers in found if numbers]
    if _END not in raw[-_TAIL:]:
        warnings.append("the end of the PDF is missing: pages may be too")
    return tuple(warnings)


def _ranges(numbers: Iterable[int]) -> str:
    """「3, 5-7」."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)
