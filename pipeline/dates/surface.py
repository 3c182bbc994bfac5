"""The text that the forms read: width folded, list marks taken out, each character placed.

Most folding is one character for one, so offsets stay what they are; only a text that
holds ㍻, ㋀, half-width dakuten or invisible marks needs a map.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pipeline.text.offsets import MappedText
from pipeline.text.width import INVISIBLE, JOINING, fold

# Characters that NFKC turns into digits though they are marks: 「①５月」 is no 15月,
# 「10m²」 no 10m2. Each stands for itself as a sign that no form knows.
_MARKS = {
    code: "\ufffc"
    for first, last in ((0x2460, 0x24FF), (0x2776, 0x2793), (0x3220, 0x3247), (0x3251, 0x325F),
                        (0x3280, 0x32BF), (0x2070, 0x209C), (0xB2, 0xB3), (0xB9, 0xB9),
                        (0xBC, 0xBE), (0x2150, 0x218B))
    for code in range(first, last + 1)
}  # fmt: skip
# What no table of single characters can fold.
_NEEDS_MAP = re.compile(f"[{INVISIBLE}{JOINING}\u32c0-\u33ff]")


@cache
def _single_folds() -> tuple[re.Pattern[str], dict[str, str]]:
    """Full-width forms, half-width kana, radicals and compatibility kanji (⽇, ⽉): one for one.

    The expression finds them: they are few, and `str.translate` looks up every character.
    """
    folds = {"\u3000": " ", "\u00a0": " "}
    for first, last in ((0xFF01, 0xFFEE), (0x2E80, 0x2FDF), (0xF900, 0xFAD9), (0x2000, 0x200A)):
        for code in range(first, last + 1):
            folded = unicodedata.normalize("NFKC", chr(code))
            if len(folded) == 1 and folded != chr(code):
                folds[chr(code)] = folded
    folds |= {chr(code): mark for code, mark in _MARKS.items()}
    return re.compile(f"[{re.escape(''.join(sorted(folds)))}]"), folds


class DateText:
    """`text` is what the forms read; `source` leads back to the passage."""

    __slots__ = ("_mapped", "text")

    def __init__(self, passage: str) -> None:
        self._mapped: MappedText | None = None
        if _NEEDS_MAP.search(passage):
            self._mapped = fold(passage.translate(_MARKS))
            passage = self._mapped.text
        foldable, folds = _single_folds()
        self.text = foldable.sub(lambda match: folds[match[0]], passage)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the passage."""
        return (start, end) if self._mapped is None else self._mapped.source(start, end)
