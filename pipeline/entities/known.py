"""Organizations that the gazetteer knows, by full name, short form or acronym."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.entities.folded import Folded
from pipeline.entities.generic import generic_words
from pipeline.lexicon.organizations import Gazetteer, KnownOrganization

# From this length on a name is taken as it stands, even where the words are cut otherwise.
SURE_LENGTH = 5


@dataclass(frozen=True, slots=True)
class KnownSpan:
    start: int
    end: int
    organization: KnownOrganization
    ambiguous: bool


def find_known(folded: Folded, gazetteer: Gazetteer) -> list[KnownSpan]:
    """The longest known name at each place, from left to right, none overlapping."""
    text = folded.text
    spans: list[KnownSpan] = []
    reached = 0
    for start in gazetteer.beginnings.places(text):
        if start < reached:
            continue
        for surface in gazetteer.beginnings.at(text, start):
            reached = start + len(surface)
            if _whole(folded, start, reached):
                break
        else:
            reached = start
            continue
        any_bodys = surface in generic_words() and not gazetteer.meant(surface)[0].own
        if any_bodys and not _in_bracket(text, start):
            continue
        if not _a_standard(text, reached) and not _another_thing(text, reached):
            spans.append(_span(gazetteer, surface, start))
    return spans


_MEMBER = re.compile(r"君\([^()]*$")


def _in_bracket(text: str, start: int) -> bool:
    """「君（国民）」: a caucus behind a member's name."""
    return text[start - 1 : start] in tuple("(・") and _MEMBER.search(text[:start]) is not None


_NUMBER = re.compile(r"(?:/[A-Z]+)*[ -]?(?:TS |TR |DIS )?[0-9]{3,}")


def _a_standard(text: str, end: int) -> bool:
    """「ISO/IEC 27001」 names a standard, 「ISO/TC 307」 a body."""
    return text[end - 1].isascii() and _NUMBER.match(text, end) is not None


_MODEL = re.compile(r"[A-Z]{0,3}-?[0-9]{2,}(?![0-9]*[年月日社人時、,・])")


def _another_thing(text: str, end: int) -> bool:
    """「東|日本大|震災」; 「ゼニス|707型」, a company's make."""
    disaster = text[end - 1] == "大" and text.startswith("震災", end)
    return disaster or (_katakana(text[end - 1]) and _MODEL.match(text, end) is not None)


def _span(gazetteer: Gazetteer, surface: str, start: int) -> KnownSpan:
    named = gazetteer.meant(surface)
    organization = next((o for o in named if o.name == surface), named[0])
    several = len({o.chain for o in named}) > 1 and organization.name != surface
    ambiguous = several or (organization.name != surface and surface in organization.ambiguous)
    return KnownSpan(start, start + len(surface), organization, ambiguous)


_HYPHEN = re.compile("-[A-Za-z0-9]")


def _whole(folded: Folded, start: int, end: int) -> bool:
    """Whether words begin and end there: 「厚労」 is no part of 「厚労省」, 「IPA」 none of 「IPAD」."""
    text = folded.text
    if _same_script(text, start - 1, start) or _same_script(text, end - 1, end):
        return False
    if text[end - 1].isascii() and _HYPHEN.match(text, end):
        return False  # 「SF-36」
    begins, ends = start in folded.starts, end in folded.ends
    return (begins and ends) or (end - start >= SURE_LENGTH and (begins or ends))


def _same_script(text: str, left: int, right: int) -> bool:
    """Whether both places hold Latin letters or digits, or both katakana: one word."""
    if left < 0 or right >= len(text):
        return False
    a, b = text[left], text[right]
    if a.isascii() and b.isascii():
        return a.isalnum() and b.isalnum() and not (a.isdigit() and b.isalpha() and a == b)
    return _katakana(a) and _katakana(b)


def _katakana(character: str) -> bool:
    return "ァ" <= character <= "ヺ" or character == "ー"
