"""The terminal, or the pipe that stands for it: nothing that is said there can fail."""

from __future__ import annotations

import io
import os
import re
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import TextIO

from pipeline.cli.messages import LANGUAGES, Language, Words

# What a file's name could do to a terminal: move the cursor, turn the writing round.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Terminal:
    """`out` for what was asked for, `err` for what goes on and goes wrong; both take whole lines."""

    def __init__(self, language: Language) -> None:
        self._streams = {"out": _prepare(sys.stdout), "err": _prepare(sys.stderr)}
        if not all(_can_japanese(stream) for stream in self._streams.values()):
            language = "en"
        self.words = Words(language)
        self.is_live = self._streams["err"].isatty()

    def out(self, line: str = "") -> None:
        self._write("out", line + "\n")

    def err(self, line: str = "") -> None:
        self._write("err", line + "\n")

    @property
    def live(self) -> TextIO:
        """Where a moving bar is drawn."""
        return self._streams["err"]

    def _write(self, name: str, text: str) -> None:
        try:
            self._streams[name].write(text)
            self._streams[name].flush()
        except (OSError, ValueError):
            # The reader has gone (`houkoku extract | head -1`): the work goes on in silence.
            self._streams[name] = _Nowhere()
            _disconnect(name)


def _prepare(stream: TextIO | None) -> TextIO:
    if stream is None:
        return _Nowhere()
    if isinstance(stream, io.TextIOWrapper):
        # A cp932 or ASCII terminal shows ? for what it lacks.
        stream.reconfigure(errors="replace")
    return stream


class _Nowhere(io.StringIO):
    """Takes the place of a stream that is closed or has no reader any more."""

    def write(self, text: str) -> int:
        return len(text)


def _disconnect(name: str) -> None:
    """Lets Python's own last flush of the stream go nowhere, instead of failing."""
    with suppress(OSError, ValueError, AttributeError):
        stream = sys.stdout if name == "out" else sys.stderr
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _can_japanese(stream: TextIO) -> bool:
    try:
        "日本語".encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """--lang, else HOUKOKU_LANG, else the locale; what is not Japanese is English."""
    chosen = environment.get("HOUKOKU_LANG", "")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        chosen = chosen or environment.get(name, "")
    for argument, following in pairwise([*arguments, ""]):
        given = following if argument == "--lang" else argument.removeprefix("--lang=")
        if argument.startswith("--lang") and given in LANGUAGES:
            chosen = given
    return "ja" if chosen.lower().startswith("ja") else "en"


def safe(text: str) -> str:
    """`text` with what a terminal would obey made visible, on one line."""
    return _UNSAFE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def width(text: str) -> int:
    """Columns on a terminal; characters of ambiguous width take one."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
