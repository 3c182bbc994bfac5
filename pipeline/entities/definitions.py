"""Names that the text itself gives: （以下「X」という。）, X（Y）, Y（X）, and its short forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.entities.candidates import Candidate, Taken
from pipeline.entities.chunks import legal_forms
from pipeline.entities.folded import Folded
from pipeline.entities.generic import is_generic
from pipeline.lexicon.lookup import Beginnings
from pipeline.records import OrganizationType

_BRACKET = re.compile(r"[」』]?\s?\(((?:[^()]|\([^()]*\))*)\)")
_HEREAFTER = re.compile(
    r"(?:以下|略称|通称|以後|いわゆる|略して)(?:、|,|:|は|単に|\s)*[「『]?([^「」『』()、。:]{1,30}?)[」』]?"
    r"(?:と(?:いう|いいます|称する|称します|呼ぶ|呼びます|略す|略します|略称|表記|記す|する)|。|$)"
)
_ACRONYM = re.compile(r"(?:略称?:?|英語?名?:)?\s*([A-Z][A-Za-z0-9&-]{1,11})")
_POINTING = re.compile(
    "(?:[0-9二三四五]+|両|各|当|同)(?:省|府省|庁|局|県|市|町|村|者|社|機関|法人|大学|団体|国)"
)
_LATIN = re.compile(r"[A-Za-z0-9&.\- ]+")


@dataclass(frozen=True, slots=True)
class Definition:
    """`alias` stands for the organization of `candidate`; `text[start:end]` says so.

    A `generic` one (審議会, 推進会議) counts elsewhere only where it stands alone.
    """

    alias: str
    candidate: Candidate
    start: int
    end: int
    generic: bool


def find_definitions(folded: Folded, candidates: Sequence[Candidate]) -> list[Definition]:
    """「X（以下「Y」という。）」, 「X（NICT）」, 「国立社会保障・人口問題研究所（社人研）」."""
    definitions = []
    for candidate in candidates:
        bracket = _BRACKET.match(folded.text, candidate.end)
        if bracket is None:
            continue
        name = folded.text[candidate.start : candidate.end]
        first = bracket.start(1)
        hereafter = _HEREAFTER.search(folded.text, first, bracket.end(1))
        if hereafter is not None:
            span = hereafter.span(1)
        else:
            short = _short_form(name, bracket[1])
            if short is None:
                continue
            span = (first + short[0], first + short[1])
        alias = folded.text[slice(*span)].strip()
        if _POINTING.match(alias):
            continue
        if alias and alias != name and (hereafter is not None or not is_generic(alias)):
            generic = is_generic(alias)
            definitions.append(Definition(alias, candidate, *span, generic))
    return definitions


def _short_form(name: str, inside: str) -> tuple[int, int] | None:
    """Where in a bracket a short form of `name` stands: an acronym, or some of its characters."""
    acronym = _ACRONYM.match(inside)
    if acronym and not _LATIN.fullmatch(name):
        rest = inside[acronym.end() :]
        if sum(c.isupper() for c in acronym[1]) >= 2 and (not rest or rest[0] in "、,:。/;・)"):
            return acronym.span(1)
    brand = re.fullmatch(r"[A-Z]{2,6}[一-鿿ァ-ヶー]{1,8}|[一-鿿ァ-ヶー]{1,8}[A-Z]{2,6}", inside)
    if brand and ("会社" in name or "(株)" in name):
        return 0, len(inside)  # 「東日本電信電話株式会社（NTT東日本）」
    if 2 <= len(inside) < len(name) - 1 and re.fullmatch(r"[\w・ー]+", inside):
        remaining = iter(name)
        if all(character in remaining for character in inside) and inside[0] in name[:-1]:
            return 0, len(inside)
    return None


_LEGEND = re.compile(r"(?:^|[\s、,(:])([^\s、,:()]{1,6}):$")


def find_legend(folded: Folded, candidates: Sequence[Candidate]) -> list[Definition]:
    """「（自民：自由民主党、れ新：れいわ新選組）」: short forms explained in a list."""
    definitions = []
    for candidate in candidates:
        match = _LEGEND.search(folded.text[: candidate.start])
        if candidate.type == "party" and match is not None:
            definitions.append(Definition(match[1], candidate, *match.span(1), False))
    return definitions


def legal_aliases(folded: Folded, candidates: Sequence[Candidate]) -> list[tuple[str, Candidate]]:
    """「(株)杉本薬品」 is 杉本薬品 elsewhere."""
    found = []
    for candidate in candidates:
        name = folded.text[candidate.start : candidate.end]
        for span in legal_forms(name):
            bare = name[: span.start] or name[span.end :]
            if (
                (span.start == 0 or span.end == len(name))
                and len(bare.strip()) > 2
                and not is_generic(bare)
            ):
                found.append((bare.strip(), candidate))
    return found


def find_reversed(folded: Folded, candidates: Sequence[Candidate]) -> list[Definition]:
    """「AIOTI（Alliance for IoT Innovation）」: the short form first, the name in the bracket."""
    definitions = []
    for candidate in candidates:
        before = re.search(r"([A-Z][A-Za-z0-9&-]{1,11})\s?\($", folded.text[: candidate.start])
        if before is None or folded.text[candidate.end : candidate.end + 1] not in ")、,":
            continue
        if _lists(folded.text, candidate, candidates):
            continue  # 「TEC-FORCE（北陸地方整備局、近畿地方整備局）」
        alias = before[1]
        start = before.start(1)
        if start and folded.text[start - 1].isascii() and folded.text[start - 1].isalnum():
            continue
        if sum(c.isupper() for c in alias) >= 2:
            definitions.append(Definition(alias, candidate, start, before.end(1), False))
    return definitions


def _lists(text: str, first: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether the bracket that `first` opens holds another body as well."""
    if text[first.end : first.end + 1] == ")":
        return False
    close = text.find(")", first.end)
    return any(first.end < other.start < close for other in candidates)


@dataclass(frozen=True, slots=True)
class Alias:
    """A name to look for in the whole text, and what it stands for."""

    text: str
    chain: tuple[str, ...]
    type: OrganizationType
    found_by: str
    generic: bool


_WORD = re.compile(r"[A-Za-z0-9]")


class Aliases:
    """The names a text defines; of two given for one name the first counts."""

    def __init__(self, aliases: Iterable[Alias]) -> None:
        self._by_text: dict[str, Alias] = {}
        for alias in aliases:
            self._by_text.setdefault(alias.text, alias)
        self._beginnings = Beginnings(self._by_text)
        longest_first = sorted(self._by_text, key=lambda text: -len(text))
        self._rank = {text: rank for rank, text in enumerate(longest_first)}

    def named(self, text: str) -> Alias | None:
        return self._by_text.get(text)

    def all_in(self, text: str) -> list[tuple[int, Alias]]:
        """(start, alias) of every one in `text`, the longest first."""
        found = self._beginnings.all_in(text)
        words = sorted(found, key=self._rank.__getitem__)
        return [(start, self._by_text[word]) for word in words for start in found[word]]


def find_aliases(folded: Folded, aliases: Aliases, bodies: Sequence[Candidate]) -> list[Candidate]:
    """Where else they stand; a generic one only by itself, with no word before it."""
    found: list[Candidate] = []
    taken: Taken | None = None
    for start, alias in aliases.all_in(folded.text):
        taken = taken or Taken(bodies)
        end = start + len(alias.text)
        if taken.leaves(start, end) and _stands_alone(folded, start, end, alias.generic):
            body = Candidate(start, end, alias.type, alias.found_by, alias.chain)
            taken.take(body)
            found.append(body)
    return found


def _stands_alone(folded: Folded, start: int, end: int, generic: bool) -> bool:
    text = folded.text
    if start and _WORD.match(text[start]) and _WORD.match(text[start - 1]):
        return False
    if end < len(text) and _WORD.match(text[end - 1]) and _WORD.match(text[end]):
        return False
    if text[end : end + 1] == "法":
        return False  # 「中小機構|法」
    fits = (start in folded.starts, end in folded.ends)
    if (
        not any(fits)
        or (end - start < 5 and not all(fits))
        or text[end : end + 1] in tuple("県市町村")
    ):
        return False
    if generic:
        before = folded.ends.get(start)
        after = folded.starts.get(end)
        if before is not None and folded.tokens[before].pos[0] in ("名詞", "接頭辞", "接尾辞"):
            return False
        if after is not None and folded.tokens[after].pos[0] in ("名詞", "接尾辞"):
            return folded.tokens[after].surface in ("長", "委員", "会長", "座長", "事務局", "等")
    return True
