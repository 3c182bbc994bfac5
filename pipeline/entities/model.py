"""What only the model sees, and how far it is believed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.entities.candidates import Candidate, Taken
from pipeline.entities.engines import Entity
from pipeline.entities.evidence import model_bodies
from pipeline.entities.folded import Folded
from pipeline.entities.generic import is_generic, is_other_thing, tail_forbids

_EDGES = " 「」『』()[]【】<>〈〉、。,・:;~-"
# Teams and leagues have no suffix and no table: their names are only the model's.
_CLUBS = {"Pro_Sports_Organization", "Sports_Organization_Other", "Sports_League"}
# Their names end in a word that the other layers know; without one the model is rarely right.
_INSTITUTIONS = {"GOE_Other", "School", "Museum", "Public_Institution", "Corporation_Other"}
# What stands quoted is a work, unless a word before it says that it is a body.
_WORK = re.compile(
    "(?<!会社)(?<!メーカー)(?<!バンド)(?<!グループ)(?<!ユニット)(?<!チーム)(?<!劇団)[「『]$"
)
_ODD = re.compile(
    r"^[A-Z]\.|\d{4}|[誌紙版]$|[a-z] [a-z]|[ぁ-んァ-ヶー一-鿿] |\t|　|[。、「」『』()<>~…:;]|^[0-9.,%]+$|^[ぁ-ん]+$"
)


def _proper(folded: Folded, start: int, end: int) -> bool:
    """Whether a proper noun, or a word that UniDic does not know, seconds the model."""
    tokens = folded.tokens[folded.starts[start] : folded.ends[end] + 1]
    return any(t.pos[1] == "固有名詞" or t.reading is None for t in tokens)


def _place_alone(folded: Folded, start: int, end: int) -> bool:
    """「ミラノ」, 「青森県弘前市」: places and no more, unless a match or a move follows."""
    tokens = folded.tokens[folded.starts[start] : folded.ends[end] + 1]
    if not all(t.pos[2] == "地名" or t.surface in "市町村区県都府州" for t in tokens):
        return False
    return re.match("戦|[にへ](?:移籍|入団|加入)|監督|球団", folded.text[end:]) is None


def model_alone(folded: Folded, entities: Sequence[Entity], taken: Taken) -> list[Candidate]:
    """The model's organizations that touch nothing else, at the edges of words."""
    found = []
    for candidate, label in model_bodies(entities):
        start, end = candidate.start, candidate.end
        while start < end and folded.text[start] in _EDGES:
            start += 1
        while end > start and folded.text[end - 1] in _EDGES:
            end -= 1
        text = folded.text[start:end]
        if len(text) < 2 or _ODD.search(text) or is_generic(text) or is_other_thing(text):
            continue
        if not taken.leaves(start, end):
            continue
        if start not in folded.starts or end not in folded.ends:
            continue
        if label in _INSTITUTIONS:
            continue
        if folded.text[end : end + 1] in tuple("」』") and _WORK.search(folded.text[:start]):
            continue
        if _place_alone(folded, start, end):
            continue
        if label not in _CLUBS and not _proper(folded, start, end):
            continue
        if folded.passage.kind != "text":
            continue  # in rows and headings it was never once right
        rest = re.match(r"[^\s、。,()「」]*", folded.text[end:])
        if tail_forbids(rest[0] if rest else "", False):
            continue
        found.append(Candidate(start, end, candidate.type, "model"))
    return found
