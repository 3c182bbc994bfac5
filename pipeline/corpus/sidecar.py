"""What a user says of one document: `report.toml` beside `report.txt` or `report.pdf`.

    title = "平成30年度 実績報告書"
    reference_date = 2018-04-01
    source_url = "https://www.example.go.jp/report.pdf"
    encoding = "cp932"
    running_heads = ["平成30年度 実績報告書", "○○県"]

Every key may be left out.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from pipeline.corpus.kinds import Kind
from pipeline.corpus.toml_file import TomlError, read_toml
from pipeline.errors import SourceError
from pipeline.text.encodings import find_encoding

SUFFIX = ".toml"
# Cc, Zl, Zp: nothing that breaks a line, or that a terminal obeys.
_BREAKING = frozenset({"Cc", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Sidecar:
    """`encoding` is one that `decode` takes; `running_heads` are lines as they are printed."""

    title: str | None = None
    reference_date: date | None = None
    source_url: str | None = None
    encoding: str | None = None
    running_heads: tuple[str, ...] = ()

    def options(self) -> dict[str, Any]:
        """What the extraction is to know, by the names of its arguments."""
        options = {"reference_date": self.reference_date, "running_heads": self.running_heads}
        return {name: value for name, value in options.items() if value}


def read_sidecar(raw: bytes, path: str, kind: Kind | None) -> Sidecar:
    """Of a source of this kind; SourceError with `path` and line where something is wrong."""
    try:
        return Sidecar(**read_toml(raw, {**_FORM, **(_FORM_OF_PDF if kind == "pdf" else {})}))
    except TomlError as error:
        raise SourceError(error.place(path), error.reason) from error


def _line(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text in quotes")
    if any(unicodedata.category(character) in _BREAKING for character in value.strip()):
        raise ValueError("one line")
    return value.strip()


def _lines(value: Any) -> tuple[str, ...]:
    try:
        return tuple(map(_line, value if isinstance(value, list) else [None]))
    except ValueError:
        raise ValueError('a list of lines: ["…", "…"]') from None


def _day(value: Any) -> date:
    # A day with a time is a date as well, to Python.
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) and len(value) == 10 else "")
    except ValueError:
        raise ValueError("a day: YYYY-MM-DD") from None


def _address(value: Any) -> str:
    address = _line(value)
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets that hold no address
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or " " in address:
        raise ValueError("a web address: https://…")
    return address


def _encoding(value: Any) -> str:
    encoding = find_encoding(_line(value))
    if encoding is None:
        raise ValueError("one of utf-8, cp932, euc-jp, iso-2022-jp, utf-16, utf-32")
    return encoding


def _no_encoding(value: Any) -> str:
    raise ValueError("not for a PDF")


_FORM = {
    "title": _line,
    "reference_date": _day,
    "source_url": _address,
    "encoding": _encoding,
    "running_heads": _lines,
}
_FORM_OF_PDF = {"encoding": _no_encoding}
