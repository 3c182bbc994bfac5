"""What is known about a passage before its chunks are read: the model's word, the gazetteer's, the law's."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar, cast

from pipeline.entities import names
from pipeline.entities.candidates import Candidate, Spanned
from pipeline.entities.chunks import LegalSpan
from pipeline.entities.engines import Entity
from pipeline.entities.folded import Folded
from pipeline.entities.known import KnownSpan, find_known
from pipeline.entities.naming import any_bodys
from pipeline.entities.speakers import find_speaker
from pipeline.entities.titles import official_post
from pipeline.lexicon.organizations import Gazetteer
from pipeline.lexicon.words import load_ene_types
from pipeline.records import ORGANIZATION_TYPES, OrganizationType
from pipeline.text.offsets import Span

_SESSION = re.compile(
    "第[0-9一二三四五六七八九十百]+回(?:臨時|通常|特別)?$"
)  # 「第二百十七回|国会」
_PLACES = {"City", "County", "Province", "GPE_Other", "Domestic_Region", "Country"}


_S = TypeVar("_S", bound=Spanned)


def _within(spans: Sequence[_S], start: int, end: int) -> list[_S]:
    """Those that lie between two places, of spans in order that do not overlap."""
    if not spans:
        return []
    first = bisect_left(spans, start, key=lambda span: span.start)
    last = bisect_right(spans, end, lo=first, key=lambda span: span.end)
    return list(spans[first:last])


def model_bodies(entities: Sequence[Entity]) -> list[tuple[Candidate, str]]:
    """What the model sees as organizations, each with its label."""
    types = load_ene_types()
    return [
        (Candidate(e.start, e.end, cast(OrganizationType, types[e.label]), "model"), e.label)
        for e in entities
        if types.get(e.label) in ORGANIZATION_TYPES
    ]


class Evidence:
    """A passage with the model's entities, and what is looked up in it once for all layers."""

    def __init__(self, folded: Folded, entities: Sequence[Entity], gazetteer: Gazetteer) -> None:
        self.folded = folded
        self.gazetteer = gazetteer
        self.entities = entities
        self.model = model_bodies(entities)
        self.places = [e for e in entities if e.label in _PLACES]

    @cached_property
    def known(self) -> list[KnownSpan]:
        """The gazetteer's, with ambiguous short forms only where the model sees a body, too."""
        return [
            k
            for k in self._known_spans
            if (not k.ambiguous or self._seconded(k) or self._caucus(k)) and not self._no_body(k)
        ]

    def _seconded(self, k: KnownSpan) -> bool:
        """Whether the model sees a body there, too, that is no end of a word: 「国際経済|環境」."""
        before = self.folded.text[k.start - 1 : k.start]
        inside = "一" <= before <= "鿿" and k.start not in {o.end for o in self._known_spans}
        return not inside and self.named_by_model(k.start, k.end)

    @cached_property
    def known_at(self) -> dict[int, KnownSpan]:
        """By where it begins."""
        return {k.start: k for k in self.known}

    @cached_property
    def known_before(self) -> dict[int, KnownSpan]:
        """By where it ends."""
        return {k.end: k for k in self.known}

    def known_within(self, start: int, end: int) -> list[KnownSpan]:
        return _within(self.known, start, end)

    def legal_within(self, start: int, end: int) -> list[LegalSpan]:
        return _within(self.legal, start, end)

    @cached_property
    def _known_spans(self) -> list[KnownSpan]:
        return find_known(self.folded, self.gazetteer)

    @cached_property
    def _known_ends(self) -> frozenset[int]:
        return frozenset(k.end for k in self._known_spans)

    def _caucus(self, k: KnownSpan) -> bool:
        """「古賀千景君（立憲）」: a party's short form, alone in a bracket or beside another."""
        text = self.folded.text
        before, after = text[k.start - 1 : k.start], text[k.end : k.end + 1]
        return k.organization.type == "party" and before in tuple("(・") and after in tuple(")・")

    def _no_body(self, k: KnownSpan) -> bool:
        """A part's short name anywhere (整備局), and what belongs to a title (大臣官房審議官)."""
        text = self.folded.text
        name = text[k.start : k.end]
        if re.fullmatch("第[一二三四五六七八九十]+[部課係]", name):
            return True  # 「第二部」 of a text, of an exchange
        if name == "内閣" and official_post(text, k.end):
            return True  # 「内閣官房|内閣審議官」
        if name == "国会" and _SESSION.search(text[: k.start]):
            return True
        if "統括官" in name:
            return "室" not in name
        if name.endswith("大臣官房") and official_post(text, k.end):
            return True
        if k.start in self._known_ends:
            return False  # 「厚生労働省|医政局」
        part = len(k.organization.chain) > 1 and any_bodys(name)
        return part and self.folded.passage.kind == "text"

    @cached_property
    def speaker(self) -> Span | None:
        """The name at the head of a speaker's line in minutes."""
        return find_speaker(self.folded, self.entities)

    @cached_property
    def legal(self) -> list[LegalSpan]:
        return self.folded.words.legal

    @cached_property
    def whole_names(self) -> list[Span]:
        """A family name and a given name beside each other."""
        tokens = self.folded.tokens
        return [
            Span(tokens[index].start, tokens[index + 1].end)
            for index in self.folded.words.families
            if names.is_given(tokens[index + 1])
        ]

    def named_by_model(self, start: int, end: int) -> bool:
        """Whether the model, too, sees an organization there."""
        return any(candidate.overlaps(start, end) for candidate, _ in self.model)

    def place_by_model(self, start: int, end: int) -> bool:
        return any(e.start < end and start < e.end for e in self.places)
