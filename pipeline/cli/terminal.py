"""The terminal, or the pipe that stands for it: nothing that is said there can fail."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import TextIO

from pipeline.cli.messages import LANGUAGES, Language, Words
from pipeline.display import safe, width

__all__ = ["Terminal", "choose_language", "safe", "width"]


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

    def file(self, content: str) -> None:
        """What is a file, wherever standard output leads: UTF-8, in whatever the terminal writes."""
        stream = self._streams["out"]
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
        self.out(content)

    @property
    def colour(self) -> bool:
        """Whether standard output is a terminal whose user has nothing against colours."""
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return self._streams["out"].isatty() and not plain

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
