"""The pages of a PDF, by PDFium, in a process of its own.

Run as a program, on nothing but the standard library and pypdfium2: the PDF comes in by
standard input, its pages go out as lines of JSON. PDFium is a large program that other
people's files are let in to; what makes it crash, run on or take all memory ends this
process and no other. `corpus/pdf.py` starts it and says what came of it.

The fonts of the machine are kept from PDFium: where a PDF has none of its own, it would be
read otherwise on another machine.
"""

from __future__ import annotations

import ctypes
import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

MOST_PAGES = 5_000
MOST_CHARACTERS = 20_000_000
# Bytes of address space beside those of the PDF itself, where the system counts them (Linux).
MEMORY = 1 << 30
# Of processor time.
SECONDS = 120

# Farther from a page's corner than anything: where a font does not tell its widths, text that
# stands on the page may be reckoned to stand beside it.
_FAR = 1e7
# Of a page's characters so many are asked whether the font tells what they are.
_ASKED = 500
# What PDFium puts for a hyphen at a line's end, with the break: the word is put together.
_HYPHEN = "\x02"
_LINE_END = re.compile("\r\n?")
# Form feeds are ours: they part the pages. Noncharacters are PDFium's own signs.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")

# Of FPDF_SYSFONTINFO.
_JAPANESE = 128
# Of FPDF_GetLastError.
_PASSWORD, _SECURITY = 4, 5


class Page(NamedTuple):
    """`is_blank`: there is nothing to see on it. `is_known`: the fonts tell what they write.

    A page that is damaged is `broken`, and its text is empty.
    """

    text: str
    is_blank: bool = False
    is_known: bool = True
    broken: bool = False


class RefusedError(Exception):
    """Why the PDF is not read: the name of a reason that `corpus/pdf.py` has words for."""


def read_pages(raw: bytes, font: bytes) -> Iterator[Page]:
    """Every page's text in the order in which PDFium reads it; RefusedError where none is read.

    `font` is a TrueType file that stands in for fonts that the PDF does not hold.
    """
    import pypdfium2_raw.bindings as pdfium

    library = _start(pdfium, font)
    document = pdfium.FPDF_LoadMemDocument64(raw, len(raw), None)
    if not document:
        locked = pdfium.FPDF_GetLastError() in (_PASSWORD, _SECURITY)
        raise RefusedError("encrypted" if locked else "damaged")
    count = pdfium.FPDF_GetPageCount(document)
    if count > MOST_PAGES:
        raise RefusedError("pages")
    characters = 0
    for index in range(count):
        page = _read_page(pdfium, document, index)
        characters += len(page.text)
        if characters > MOST_CHARACTERS:
            raise RefusedError("characters")
        yield page
    pdfium.FPDF_CloseDocument(document)
    del library


def _start(pdfium: Any, font: bytes) -> object:
    """Starts PDFium with one font for all that are missing; the result is to be kept meanwhile."""
    settings = pdfium.FPDF_LIBRARY_CONFIG(version=2)
    pdfium.FPDF_InitLibraryWithConfig(settings)

    def give(this: Any, handle: Any, table: int, buffer: Any, size: int) -> int:
        if table:  # only the whole file is to be had
            return 0
        if buffer and size >= len(font):
            ctypes.memmove(buffer, font, len(font))
        return len(font)

    answers: dict[str, Callable[..., Any]] = {
        "Release": lambda this: None,
        "EnumFonts": lambda this, mapper: None,
        "MapFont": lambda this, weight, italic, charset, pitch, name, exact: 1,
        "GetFont": lambda this, name: 1,
        "GetFontData": give,
        "GetFaceName": lambda this, handle, buffer, size: 0,
        "GetFontCharset": lambda this, handle: _JAPANESE,
        "DeleteFont": lambda this, handle: None,
    }
    fonts = pdfium.FPDF_SYSFONTINFO(version=1)
    types = dict(pdfium.FPDF_SYSFONTINFO._fields_)
    for name, answer in answers.items():
        setattr(fonts, name, types[name](answer))
    pdfium.FPDF_SetSystemFontInfo(fonts)
    return fonts


def _read_page(pdfium: Any, document: Any, index: int) -> Page:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return Page("", broken=True)
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        pdfium.FPDF_ClosePage(page)
        return Page("", broken=True)
    try:
        text = clean(_text_of(pdfium, text_page))
        if not text.strip():
            return Page("", is_blank=_is_blank(pdfium, page, text_page))
        return Page(text, is_known=_is_known(pdfium, text_page))
    finally:
        pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)


def _text_of(pdfium: Any, text_page: Any) -> str:
    if pdfium.FPDFText_CountChars(text_page) > MOST_CHARACTERS:
        raise RefusedError("characters")
    # FPDFText_GetText writes one sign for a hyphen and for a character that is not known.
    sides = (-_FAR, _FAR, _FAR, -_FAR)
    length = pdfium.FPDFText_GetBoundedText(text_page, *sides, None, 0)
    if length <= 0:
        return ""
    buffer = (ctypes.c_ushort * length)()
    pdfium.FPDFText_GetBoundedText(text_page, *sides, buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace")


def _is_blank(pdfium: Any, page: Any, text_page: Any) -> bool:
    """Whether a page of which there is no text holds nothing, or spaces alone."""
    count = pdfium.FPDFPage_CountObjects(page)
    objects = (pdfium.FPDFPage_GetObject(page, index) for index in range(count))
    if any(pdfium.FPDFPageObj_GetType(each) != pdfium.FPDF_PAGEOBJ_TEXT for each in objects):
        return False
    return count == 0 or bool(pdfium.FPDFText_CountChars(text_page) > 0)


def _is_known(pdfium: Any, text_page: Any) -> bool:
    count = min(pdfium.FPDFText_CountChars(text_page), _ASKED)
    wrong = sum(pdfium.FPDFText_HasUnicodeMapError(text_page, n) == 1 for n in range(count))
    return bool(2 * wrong <= count)


def clean(text: str) -> str:
    """PDFium's text with `\\n` line ends, hyphenated lines as printed, and no controls."""
    text = _LINE_END.sub("\n", text).replace(_HYPHEN, "-\n")
    return _CONTROL.sub("", text).rstrip("\n")


def _limit(size: int) -> None:
    import resource
    import signal

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    with suppress(ValueError, OSError):  # a smaller one is set already
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY + 2 * size,) * 2)
    if sys.platform == "linux":
        # Ends with its parent, however that ends.
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _tell(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")


def main() -> None:
    """The arguments are the size of the PDF in bytes, and the font in hexadecimal digits."""
    size, font = int(sys.argv[1]), bytes.fromhex(sys.argv[2])
    _limit(size)
    try:
        for page in read_pages(sys.stdin.buffer.read(size), font):
            _tell(page._asdict())
        _tell({"end": ""})
    except RefusedError as refused:
        _tell({"end": str(refused)})
    except MemoryError:
        _tell({"end": "memory"})


if __name__ == "__main__":
    main()
