"""What the layers that look for people share: the passage, its atoms, and the span of a name."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pipeline.entities.candidates import Candidate, Taken
from pipeline.entities.chunks import MARKS
from pipeline.entities.engines import Entity, Token
from pipeline.entities.folded import Folded
from pipeline.entities.generic import title_words
from pipeline.entities.titles import TitleSpan, honorifics, wide_titles


@dataclass(frozen=True, slots=True)
class NameSpan:
    start: int
    end: int
    name: str
    found_by: str


ATOM = re.compile(rf"[^\s|、,・:()「」『』【】\[\]<>〈〉/=。~{MARKS}〃″]+")


class Atom(NamedTuple):
    """A run of characters between spaces and marks, outside organizations."""

    text: str
    start: int
    end: int


class Setting:
    """What the layers look at: the passage, the model's entities, the bodies found."""

    def __init__(
        self, folded: Folded, entities: Sequence[Entity], bodies: Sequence[Candidate]
    ) -> None:
        self.folded = folded
        self.in_row = folded.passage.kind == "row"
        self.entities = entities
        self.bodies = bodies

    def model_sees(self, start: int, end: int) -> bool:
        return any(e.label == "Person" and e.start < end and start < e.end for e in self.entities)

    @cached_property
    def wide_posts(self) -> list[TitleSpan]:
        """「局　　長」, wherever it stands."""
        return wide_titles(self.folded.text, Taken())

    @cached_property
    def atoms(self) -> list[Atom]:
        return _atoms_of(self)


def _atoms_of(setting: Setting) -> list[Atom]:
    """「森 五十鈴|東京大学」: where a body begins or ends, an atom does. A post is none.

    Neither 「課 長 補 佐」 set wide, nor 「長」 written onto the body before it.
    """
    text = setting.folded.text
    posts = wide_titles(text, Taken(setting.bodies))
    if not posts and not setting.bodies:
        return [Atom(match[0], *match.span()) for match in ATOM.finditer(text)]
    atoms = []
    taken = Taken(setting.bodies, posts)
    ends = {body.end for body in setting.bodies}
    edges = sorted(ends | {body.start for body in setting.bodies})
    for match in ATOM.finditer(text):
        first, last = match.span()
        inner = edges[bisect_right(edges, first) : bisect_left(edges, last)]
        for start, end in itertools.pairwise((first, *inner, last)):
            onto_body = start in ends and text[start] == "長"
            if not onto_body and taken.leaves(start, end):
                atoms.append(Atom(text[start:end], start, end))
    return atoms


def name_span(folded: Folded, start: int, end: int, found_by: str) -> NameSpan:
    text = folded.text[start:end]
    name = text if re.search("[A-Za-z]", text) else re.sub(r"\s", "", text)
    return NameSpan(start, end, name, found_by)


def is_post(text: str) -> bool:
    return text in title_words() or text in honorifics()


def may_be_surname(token: Token) -> bool:
    return token.pos[1] == "固有名詞" or token.surface in ("新田", "中田", "上田", "平")


def runs_on(before: Token, token: Token) -> bool:
    return before.end == token.start and before.pos[0] in ("名詞", "接頭辞", "接尾辞", "形状詞")
