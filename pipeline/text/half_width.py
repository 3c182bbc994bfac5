"""Half-width katakana as people spell it: ﾔﾏﾀﾞ ﾀﾛｳ is a name, ｮﾞﾝﾘｰﾟ other bytes misread."""

from __future__ import annotations

import re
import unicodedata

_RUN = re.compile("[ｦ-ﾟ]+")
# Where a voicing mark, a small letter, a long vowel or ﾝ can stand.
_SYLLABLE = (
    "(?:(?:[ｷｼﾁ]ﾞ?|ﾋ[ﾞﾟ]?|[ﾆﾐﾘ])[ｬｭｮｪ]|(?:[ﾃﾄﾂｳ]ﾞ?|[ｲｽﾌｸ])[ｧｨｩｪｫｭ]"
    "|[ｶ-ﾄ]ﾞ?|[ﾊ-ﾎ][ﾞﾟ]?|ｳﾞ|[ｱ-ｵﾅ-ﾉﾏ-ﾜ])[ｰﾝ]*ｯ?"
)
_SPELLED = re.compile(f"(?:{_SYLLABLE})+|ｦ")
# A text that was cut may begin within a word.
_NEVER_FIRST = "ﾞﾟｰﾝｧｨｩｪｫｬｭｮｯ"
# One run in so many signs may be an accident, or what our rules of spelling do not know.
_SHARE = 4
_FEWEST = 3


def are_words(text: str) -> bool:
    """Whether the half-width katakana of `text` are plainly words: one of three signs at least,
    and nearly all of them well spelled."""
    runs = _RUN.findall(text.lstrip(_NEVER_FIRST))
    words = [run for run in runs if _SPELLED.fullmatch(run)]
    spelled = sum(map(len, words))
    if max(map(len, words), default=0) < _FEWEST:
        return False
    return spelled >= _SHARE * (sum(map(len, runs)) - spelled)


def widen(text: str) -> str:
    """`text` with its half-width katakana in full width, the marks of voicing put together."""
    return _RUN.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)
