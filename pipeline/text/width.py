"""Width folding (NFKC) that keeps the way back, and how wide a line is on the page.

Invisible characters (soft hyphen, zero-width space, direction marks, variation
selectors of 葛󠄀 and the like) are folded into the character before them: to an
engine each of them is a word of its own and breaks the name it stands in.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pipeline.text.offsets import MappedText

INVISIBLE = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
# Marks that join the character before them: combining (dakuten of decomposed kana)
# and the half-width dakuten, which NFKC turns into combining ones.
JOINING = "\u0300-\u036f\u0591-\u05bd\u20d0-\u20f0\u3099\u309a\uff9e\uff9f"
_CLUSTER = re.compile(f"[^{INVISIBLE}{JOINING}]?[{INVISIBLE}{JOINING}]+")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


@cache
def _fold_character(character: str) -> str:
    return unicodedata.normalize("NFKC", character)


def fold(text: str) -> MappedText:
    """`text` in NFKC width without invisible characters; its source is `text`.

    Each character is folded with the marks that join it, so 「ﾊﾟ」 is one 「パ」 and every
    piece knows its origin. White space stays what it is, but for its width.
    """
    if text.isascii() and "\x00" not in text:
        return MappedText.of(text)
    singles: dict[int, str] = {}
    unequal: list[str] = []
    for character in set(text):
        folded = _fold_character(character)
        if len(folded) != 1:
            unequal.append(character)
        elif folded != character:
            singles[ord(character)] = folded
    clusters = f"{_CLUSTER.pattern}|[{re.escape(''.join(sorted(unequal)))}]" if unequal else None
    pattern = re.compile(clusters) if clusters else _CLUSTER
    pieces: list[tuple[str, int, int]] = []
    position = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        if position < start:
            pieces.append((text[position:start].translate(singles), position, start - position))
        folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", match[0]))
        if folded:
            pieces.append((folded, start, end - start))
        position = end
    if position < len(text):
        pieces.append((text[position:].translate(singles), position, len(text) - position))
    return MappedText(pieces)


def fold_text(text: str) -> str:
    """The same without the way back, for comparing names."""
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))


def column_width(text: str) -> int:
    """Half-width columns `text` takes on a page: 2 for a full-width character, else 1."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
