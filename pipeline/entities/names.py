"""What a Japanese name looks like: family and given name, told by the words of UniDic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.entities.engines import Token, find_tokens

# Who holds a post, held it, or will: family names as well, but seldom.
_FORMER = frozenset("前元現旧新次")
_VARIANTS = str.maketrans("髙﨑𠮷濵德邉眞圡栁槗", "高崎吉浜徳辺真土柳橋")
KANJI = _KANJI = "々〆ヶヵノ㐀-鿿豈-﫿\U00020000-\U0003ffff"
SURNAME = re.compile(f"[{_KANJI}]{{1,4}}")
GIVEN = re.compile(
    f"(?:[{_KANJI}]{{1,3}}[ぁ-んァ-ヶー]{{0,2}}|[ぁ-んァ-ヶー]{{1,4}}[{_KANJI}]{{1,2}}|[ぁ-んァ-ヶー]{{2,6}})"
)
JAPANESE_NAME = re.compile(f"[{_KANJI}]{{1,4}}[{_KANJI}ぁ-んァ-ヶー]{{1,6}}")


@dataclass(frozen=True, slots=True)
class Name:
    """`score` is how surely this is a person's name: 2 for each half that UniDic knows as one."""

    family: str | None
    given: str | None
    reading: str | None
    score: int


@lru_cache(maxsize=20000)
def words_of(text: str) -> tuple[Token, ...]:
    return tuple(find_tokens(text.translate(_VARIANTS)))


def is_family(token: Token) -> bool:
    return token.pos[2:] == ("人名", "姓")


def is_given(token: Token) -> bool:
    return token.pos[2:] == ("人名", "名")


@lru_cache(maxsize=20000)
def can_be_family(text: str) -> bool:
    """Whether UniDic knows `text` as a family name where nothing else can stand: 「横山」, no 「歴代」.

    Before a place it takes many for places: 「横山大阪市長」. 「前会長」 is no 前.
    """
    if text in _FORMER:
        return False
    words = words_of(text + "氏は")
    return is_family(words[0]) and words[0].end == len(text)


def _half(text: str, kind: str) -> tuple[int, str | None]:
    """(2, reading) where UniDic knows `text` as such a half of a name; 1 where it may be one."""
    words = words_of(text)
    if len(words) == 1:
        token = words[0]
        if token.pos[2:] == ("人名", kind):
            return 2, token.reading
        if token.pos[2] in ("人名", "地名"):
            return 1, None
        return 0, None
    return (1, None) if any(token.pos[2] == "人名" for token in words) else (0, None)


@lru_cache(maxsize=20000)
def read_spaced(family: str, given: str) -> Name:
    """A name whose halves the text sets apart: 「吉田 眞人」."""
    left, family_reading = _half(family, "姓")
    right, given_reading = _half(given, "名")
    joined = words_of(family + given)
    if len(joined) == 2 and joined[0].end == len(family):
        # 「三枝 健」: only beside each other are they known as a name.
        if is_family(joined[0]) and left < 2:
            left, family_reading = 2, joined[0].reading
        if is_given(joined[1]) and right < 2:
            right, given_reading = 2, joined[1].reading
    reading = f"{family_reading} {given_reading}" if family_reading and given_reading else None
    return Name(family, given, reading, left + right)


@lru_cache(maxsize=20000)
def read_joined(name: str) -> Name:
    """A name in one piece: 「矢田部宏之」; halves are None where the cut would be a guess."""
    words = words_of(name)
    if not words:
        return Name(None, None, None, 0)
    first, rest = words[0], words[1:]
    # 「矢田|部|宏之」: a family name of several words ends where the given name begins.
    for index in range(1, len(words)):
        if is_given(words[index]) and index == len(words) - 1:
            cut = words[index].start
            left = (
                2
                if index == 1 and is_family(first)
                else int(any(is_family(w) for w in words[:index]))
            )
            if left == 0 and index > 1:
                break
            reading = (
                f"{first.reading} {words[index].reading}" if left == 2 and first.reading else None
            )
            return Name(name[:cut], name[cut:], reading, left + 2)
    if is_family(first):
        if not rest:
            return Name(name, None, first.reading, 2)
        cut = first.end
        if len(name) - cut <= 3:
            return Name(
                name[:cut], name[cut:], None, 3 if any(w.pos[2] == "人名" for w in rest) else 2
            )
    score = 1 if any(w.pos[2] == "人名" for w in words) else 0
    return Name(None, None, None, score)
