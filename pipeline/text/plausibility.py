"""How much a text looks like Japanese: what tells CP932 from EUC-JP and UTF-16.

The mean over the characters of a weight by class; benchmarks/encodings.py measures it on texts of
8 to 2,048 characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from pipeline.text.half_width import are_words, widen
from pipeline.text.kanji import WRITTEN_OF_LEVEL_2

# A reading is believed from here on.
LEAST = 0.25
# From here on even where the bytes are ASCII as well.
PLAIN = 1.0
# The characters beyond ASCII, taken alone, must not look worse than this: a Latin-1 text in
# which one letter in a hundred reads as a rare kanji is no CP932 text.
LEAST_BEYOND_ASCII = -0.5
# A kanji of level 2 weighs so much.
_LEAST_WRITTEN = -1.0
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")

# Lead bytes, in CP932, of JIS X 0208's signs and NEC's row 13: → ※ ■ ① ㈱. EUC-JP read as CP932
# has none of them, CP932 read as EUC-JP has few.
_SIGNS = (*range(0x81, 0x85), 0x87)

# The leaders of a page of contents (････ 14) are one sign, however many. In another encoding
# they are what nobody writes: CP932's are EUC-JP's ゥゥ, EUC-JP's are CP932's 磁磁磁磁.
_LEADERS = re.compile("･{2,}")
_MISREAD = {"cp932": re.compile("磁{3,}"), "euc-jp": re.compile("ゥ{2,}")}
_HALF_WIDTH, _LETTERS = re.compile("[\uff61-\uff9f]"), re.compile("[\uff66-\uff9f]")
# Half-width katakana, well spelled, are words. In EUC-JP a byte announces each of them, and it is
# no accident that they are letters: CP932 would have as many kanji of one and the same lead byte. In
# CP932 they are single bytes, of which two are a kanji of EUC-JP: they are plain, and no more.
_ANNOUNCED = re.compile("[\uff66-\uff9f]{4,}")
_PLAIN_SIGN = "\u3000"
_RUN = re.compile(r"(.)\1{2,}", re.DOTALL)


def without_accidents(text: str, encoding: str = "") -> str:
    """What of a reading in `encoding` is to be judged: runs of one character count twice at most."""
    if encoding in _MISREAD:
        text = _MISREAD[encoding].sub("\ufffd", text)
    if are_words(text):
        text = _LETTERS.sub(_PLAIN_SIGN, text) if encoding == "cp932" else widen(text)
    if encoding == "euc-jp":
        text = _ANNOUNCED.sub(lambda run: widen(run[0]), text)
        text = _HALF_WIDTH.sub("→", text)
    return _RUN.sub(r"\1\1", _LEADERS.sub("…", text))


def is_plausible(text: str) -> bool:
    return score(text) >= LEAST and score(text, beyond_ascii=True) >= LEAST_BEYOND_ASCII


def is_clean(text: str) -> bool:
    """Whether all beyond ASCII is what people write in Japanese, and few signs stand alone: in a
    text of Latin-1 or of a program bytes that fit together are far between."""
    runs = _BEYOND_ASCII.findall(text)
    alone = sum(len(run) == 1 for run in runs)
    return 4 * alone < sum(map(len, runs)) and min(map(_weight, "".join(runs))) >= _LEAST_WRITTEN


def score(text: str, *, beyond_ascii: bool = False) -> float:
    """The mean weight of the characters; 0 for none."""
    counts = Counter(text)
    if beyond_ascii:
        counts = Counter({c: n for c, n in counts.items() if not c.isascii()})
    total = sum(counts.values())
    return sum(_weight(c) * n for c, n in counts.items()) / total if total else 0.0


def count_controls(text: str) -> int:
    """How many control characters there are, but for white space, escape and DOS's end of file."""
    return sum(text.count(c) for c in map(chr, range(0x20)) if c not in "\t\n\v\f\r\x1a\x1b")


@lru_cache(maxsize=65536)
def _weight(character: str) -> float:
    if character == "\ufffd":
        return -5.0
    if character == "\u3000":
        return 0.5
    if character in "\t\n\v\f\r\x1a\x1b":
        return 0.3
    if character < " " or "\x7f" <= character < "\xa0":
        return -5.0
    if character.isascii():
        return 0.3
    if "ぁ" <= character <= "ゟ":
        return 2.0
    if "ァ" <= character <= "ヿ" or character in "、。（）・":
        return 1.5
    if "０" <= character <= "９" or "Ａ" <= character <= "Ｚ" or "ａ" <= character <= "ｚ":
        return 1.0
    if "\uff61" <= character <= "\uff9f":
        return -1.5
    return _weight_by_category(character)


def _weight_by_category(character: str) -> float:
    category = unicodedata.category(character)
    if category in ("Co", "Cn", "Cs"):
        return -3.0
    if category == "Cc":
        return -5.0
    if "\xa1" <= character <= "\xbf":
        return 0.0  # © ® · are of no language
    letter = category in ("Lo", "Lm")
    try:
        code = character.encode("cp932")
    except UnicodeEncodeError:
        return -1.5 if letter else -0.3
    if code[0] in _SIGNS and not letter:
        return 0.3
    if code[0] >= 0xED:
        # IBM's kanji (髙 﨑 德) are rare, but hardly any wrong reading has them.
        return 0.3
    # The kanji of level 1 are rows 16–47 of JIS X 0208, those of level 2 rows 48–84.
    if code <= b"\x98\x72":
        return 1.0
    return 0.5 if character in WRITTEN_OF_LEVEL_2 else -1.0
