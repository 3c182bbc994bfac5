"""People in one passage: where a name stands, told by the model, by UniDic, and by what is beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.entities import names
from pipeline.entities.candidates import Candidate
from pipeline.entities.engines import Entity
from pipeline.entities.folded import Folded
from pipeline.entities.generic import is_generic
from pipeline.entities.titles import ends_as_title, honorifics, title_words


@dataclass(frozen=True, slots=True)
class NameSpan:
    start: int
    end: int
    name: str
    found_by: str


_ATOM = re.compile(r"[^\s|、,・:()「」『』【】\[\]<>〈〉/=。~]+")
_NOT_NAMES = frozenset(
    "氏名 名前 所属 役職 職名 区分 備考 委員 会長 担当 電話 内線 住所 団体名 機関名 企業名 年度 合計 分野 部署".split()
)
_FOREIGN = re.compile(r"[ァ-ヶー]{2,}(?:[・=][ァ-ヶーA-Z.]+)+")
_LATIN_NAME = re.compile(
    r"[A-Z][a-z'’-]+(?: [A-Z]\.?)?(?: (?:van|de|von|der|la))?(?: [A-Z][A-Za-z'’-]+)+"
)


def find_people(
    folded: Folded, entities: Sequence[Entity], organizations: Sequence[Candidate], in_roster: bool
) -> list[NameSpan]:
    """The names of a passage, in order, none within an organization."""
    found: list[NameSpan] = []
    for layer in LAYERS:
        for span in layer(folded, entities, in_roster):
            free = not any(o.start < span.end and span.start < o.end for o in organizations)
            if free and not any(f.start < span.end and span.start < f.end for f in found):
                found.append(span)
    return sorted(found, key=lambda span: span.start)


def spaced_names(folded: Folded, entities: Sequence[Entity], in_roster: bool) -> list[NameSpan]:
    """「今川 拓郎」, 「樋熊　　敬」: two atoms that are the halves of a name."""
    text = folded.text
    atoms = list(_ATOM.finditer(text))
    spans: list[NameSpan] = []
    used = 0
    for left, right in zip(atoms, atoms[1:], strict=False):
        gap = text[left.end() : right.start()]
        start = left.end() - len(_surname_tail(left[0]))
        given = _given_head(right[0])
        if start < used or not given or not gap.isspace() or len(gap) > 4 or "\t" in gap:
            continue
        family = text[start : left.end()]
        if (
            not family
            or family in _NOT_NAMES
            or given in _NOT_NAMES
            or _is_post(given)
            or _is_post(family)
        ):
            continue
        name = names.read_spaced(family, given)
        score = name.score + (2 if _model_sees(entities, start, right.start() + len(given)) else 0)
        needed = 2 if in_roster and len(gap) == 1 else 3
        if score >= needed and not is_generic(family + given):
            end = right.start() + len(given)
            spans.append(NameSpan(start, end, family + given, "roster" if in_roster else "words"))
            used = end
    return spans


def _surname_tail(atom: str) -> str:
    """The family name at the end of an atom: all of it, or what follows a post (「副市長小林」)."""
    if names.SURNAME.fullmatch(atom):
        return atom
    for length in (3, 2, 1, 4):
        head, tail = atom[:-length], atom[-length:]
        if head and names.SURNAME.fullmatch(tail) and ends_as_title(head):
            words = names.words_of(tail)
            if len(words) == 1 and words[0].pos[2] in ("人名", "地名"):
                return tail
    return ""


def _given_head(atom: str) -> str:
    """The given name at the head of an atom: all of it, or what a post follows (「達也局長」)."""
    if names.GIVEN.fullmatch(atom) and len(atom) <= 6:
        return atom
    words = names.words_of(atom)
    if len(words) > 1 and names.is_given(words[0]):
        return atom[: words[0].end]
    return ""


def _is_post(text: str) -> bool:
    return text in title_words() or text in honorifics()


def _model_sees(entities: Sequence[Entity], start: int, end: int) -> bool:
    return any(e.label == "Person" and e.start < end and start < e.end for e in entities)


def joined_names(folded: Folded, entities: Sequence[Entity], in_roster: bool) -> list[NameSpan]:
    """「矢田部宏之」: a family name and a given name with nothing between."""
    tokens = folded.tokens
    spans = []
    for left, right in zip(tokens, tokens[1:], strict=False):
        if left.end == right.start and names.is_family(left) and names.is_given(right):
            spans.append(_name(folded, left.start, right.end, "words"))
    return spans


def model_names(folded: Folded, entities: Sequence[Entity], in_roster: bool) -> list[NameSpan]:
    """What the model calls a person, where the words do not speak against it."""
    text = folded.text
    spans = []
    for entity in entities:
        if entity.label != "Person":
            continue
        surface = text[entity.start : entity.end].strip()
        start = entity.start + (
            len(text[entity.start : entity.end]) - len(text[entity.start : entity.end].lstrip())
        )
        bare = re.sub(r"\s", "", surface)
        if _FOREIGN.fullmatch(surface) or _LATIN_NAME.fullmatch(surface):
            spans.append(_name(folded, start, start + len(surface), "model"))
        elif names.JAPANESE_NAME.fullmatch(bare) and len(bare) >= 3 and not _is_post(bare):
            if names.read_joined(bare).score >= 3:
                spans.append(_name(folded, start, start + len(surface), "model"))
    return spans


def addressed_names(folded: Folded, entities: Sequence[Entity], in_roster: bool) -> list[NameSpan]:
    """「田中委員」, 「矢田部座長」, 「堺係長」: a family name alone before a post or an honorific."""
    text = folded.text
    tokens = folded.tokens
    spans = []
    for index, token in enumerate(tokens):
        if not names.is_family(token):
            continue
        if (
            index
            and tokens[index - 1].end == token.start
            and tokens[index - 1].pos[0] in ("名詞", "接頭辞", "接尾辞")
        ):
            if not ends_as_title(text[: token.start]):
                continue
        rest = text[token.end : token.end + 12]
        word = re.match(r"[^\s、。,.()「」・:]*", rest)
        follower = word[0] if word else ""
        if any(
            follower.startswith(h) for h in honorifics() if len(h) > 1 or h in "氏君様殿"
        ) or any(follower[:n] in title_words() for n in range(2, len(follower) + 1)):
            spans.append(_name(folded, token.start, token.end, "honorific"))
    return spans


def _name(folded: Folded, start: int, end: int, found_by: str) -> NameSpan:
    text = folded.text[start:end]
    name = text if re.search("[A-Za-z]", text) else re.sub(r"\s", "", text)
    return NameSpan(start, end, name, found_by)


LAYERS = (spaced_names, joined_names, model_names, addressed_names)
