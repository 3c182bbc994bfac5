"""Text from files, shown to people: it can obey nothing, and takes the room it takes."""

from __future__ import annotations

import re
import unicodedata

# What a text could do to a terminal or a page: move the cursor, turn the writing round.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def safe(text: str) -> str:
    """`text` with what a terminal would obey made visible, on one line."""
    return _UNSAFE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def width(text: str) -> int:
    """Columns on a terminal; characters of ambiguous width take one."""
    return sum(map(_columns, text))


def cut(text: str, columns: int, *, from_end: bool = False) -> str:
    """As much of `text` as `columns` hold, its beginning or its end; … where some is left out."""
    if width(text) <= columns:
        return text
    kept: list[str] = []
    room = columns - 1
    for character in reversed(text) if from_end else text:
        room -= _columns(character)
        if room < 0:
            break
        kept.append(character)
    return "…" + "".join(reversed(kept)) if from_end else "".join(kept) + "…"


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
