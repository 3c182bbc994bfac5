"""People in one passage: where a name stands, told by UniDic, by what is beside it, and by the model.

`LAYERS` are the causes in order of trust; a later one sees what the earlier left free.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.entities import names
from pipeline.entities.candidates import Candidate
from pipeline.entities.engines import Entity, Token
from pipeline.entities.folded import MARKS, Folded
from pipeline.entities.generic import is_generic, title_words
from pipeline.entities.speakers import find_speaker
from pipeline.entities.titles import ends_as_title, follows_name, honorifics, is_personal_title


@dataclass(frozen=True, slots=True)
class NameSpan:
    start: int
    end: int
    name: str
    found_by: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What the layers look at: the passage, the model's entities, whether it is a row."""

    folded: Folded
    entities: Sequence[Entity]
    in_row: bool
    bodies: Sequence[Candidate] = ()

    def model_sees(self, start: int, end: int) -> bool:
        return any(e.label == "Person" and e.start < end and start < e.end for e in self.entities)


_ATOM = re.compile(rf"[^\s|、,・:()「」『』【】\[\]<>〈〉/=。~{MARKS}〃″]+")
_NOT_NAMES = frozenset(
    "氏名 名前 所属 役職 役 職 職名 区分 備考 委員 会長 担当 電話 内線 住所 団体名 機関名 企業名 年度 合計 分野 部署 "
    "評定 区 分 氏 名 課 長 室 係 同上 以上 別紙 資料 議題 日時 場所 出席 欠席 出席者 欠席者".split()
)
_FOREIGN = re.compile(r"[ァ-ヶー]{2,}(?:[・=](?:[A-Z]\.?|[ァ-ヶー]+))+|(?<![A-Za-z0-9])[A-Z]\. ?[ァ-ヶー]{2,}")
_LATIN_NAME = re.compile(
    r"(?:[A-Z][a-z'’-]+|[A-Z]\.)(?: [A-Z]\.?)*(?: (?:van|de|von|der|la))?(?: [A-Z][A-Za-z'’-]+)+"
)


class Atom(NamedTuple):
    """A run of characters between spaces and marks, outside organizations."""

    text: str
    start: int
    end: int


def atoms_of(setting: Setting) -> list[Atom]:
    """「森 五十鈴|東京大学」: where a body begins or ends, an atom does."""
    atoms = []
    edges = {edge for body in setting.bodies for edge in (body.start, body.end)}
    for match in _ATOM.finditer(setting.folded.text):
        cuts = sorted({match.start(), match.end(), *(e for e in edges if match.start() < e < match.end())})
        for start, end in zip(cuts, cuts[1:], strict=False):
            if not any(body.start <= start and end <= body.end for body in setting.bodies):
                atoms.append(Atom(setting.folded.text[start:end], start, end))
    return atoms


def find_people(setting: Setting) -> list[NameSpan]:
    """The names of a passage, in order, none within an organization."""
    organizations = setting.bodies
    found: list[NameSpan] = []
    for layer in LAYERS:
        for span in layer(setting):
            free = not any(o.start < span.end and span.start < o.end for o in organizations)
            if free and not any(f.start < span.end and span.start < f.end for f in found):
                found.append(span)
    return sorted(found, key=lambda span: span.start)


def spaced_names(setting: Setting) -> list[NameSpan]:
    """「今川 拓郎」, 「樋熊　　敬」, 「大　澤　　　稔」: atoms that make up the halves of a name."""
    text = setting.folded.text
    atoms = atoms_of(setting)
    spans: list[NameSpan] = []
    index = 0
    while index < len(atoms) - 1:
        best = _best_reading(setting, text, atoms, index)
        following = _best_reading(setting, text, atoms, index + 1)
        if best is None or (
            following is not None and following[0] > best[0] and following[2].start < best[2].end
        ):
            index += 1
        else:
            spans.append(best[2])
            index += best[1]
    return spans


def _best_reading(
    setting: Setting, text: str, atoms: Sequence[Atom], index: int
) -> tuple[int, int, NameSpan] | None:
    """(score, atoms used, name) of the likeliest name that begins with this atom."""
    best: tuple[int, int, NameSpan] | None = None
    for count in (2, 3, 4):
        group = atoms[index : index + count]
        if len(group) < count or not _close_together(text, group):
            break
        if count > 2 and (sum(len(a[0]) for a in group) > 6 or not any(len(a[0]) == 1 for a in group)):
            continue
        for cut in range(1, count):
            reading = _read_atoms(setting, group, cut)
            if reading is not None and (best is None or reading[0] > best[0]):
                best = (reading[0], count, reading[1])
    return best


def _close_together(text: str, group: Sequence[Atom]) -> bool:
    gaps = [text[a.end : b.start] for a, b in zip(group, group[1:], strict=False)]
    return all(gap.isspace() and len(gap) <= 4 and "\t" not in gap for gap in gaps)


def _read_atoms(
    setting: Setting, group: Sequence[Atom], cut: int
) -> tuple[int, NameSpan] | None:
    """(score, name) of atoms cut into a family name and a given name."""
    head, tail = group[0][0], group[-1][0]
    if len(group) == 2:
        head, tail = _surname_tail(head), _given_head(tail)
    family = "".join([head, *(a[0] for a in group[1:cut])]) if cut > 1 else head
    given = "".join([*(a[0] for a in group[cut:-1]), tail])
    foreign = setting.in_row and re.fullmatch("[ァ-ヶー]{2,6}", family) and len(group) == 2
    if not (names.SURNAME.fullmatch(family) or foreign) or not names.GIVEN.fullmatch(given):
        return None
    if {family, given} & _NOT_NAMES or family + given in _NOT_NAMES:
        return None
    if len(group) > 2 and (_is_post(group[0][0] + group[1][0]) or _is_post(group[-2][0] + group[-1][0])):
        return None  # 「委 員　山 田」
    if _is_post(given) or _is_post(family) or _is_post(family + given) or is_generic(family + given):
        return None
    start = group[0].end - len(head)
    end = group[-1].start + len(tail)
    score = names.read_spaced(family, given).score + (2 if setting.model_sees(start, end) else 0)
    gaps = group[1].start - group[0].end
    framed = _framed(setting, start, end)
    needed = (1 if framed else 2) if setting.in_row and gaps == 1 else 2 if framed else 3
    if len(family) == len(given) == 1 and len(names.words_of(family + given)) == 1:
        if names.words_of(family + given)[0].pos[2] != "人名":
            return None  # 「評　定」, 「所　管」: one word set wide apart
    if score < needed:
        return None
    return score, NameSpan(start, end, family + given, "roster" if setting.in_row else "words")


def _framed(setting: Setting, start: int, end: int) -> bool:
    """Whether a post stands beside it: in 「…推進室 渋谷 闘志彦 室長」 only a name is missing."""
    text = setting.folded.text
    after = _ATOM.match(text, len(text) - len(text[end:].lstrip()))
    before = text[:start].rstrip()
    return (after is not None and ends_as_title(after[0]) is not None) or (
        ends_as_title(re.split(r"[\s:]", before)[-1]) is not None if before else False
    )


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
    if len(atom) > 1 and atom.endswith(("君", "氏")) and names.GIVEN.fullmatch(atom[:-1]):
        return atom[:-1]
    if names.GIVEN.fullmatch(atom) and len(atom) <= 6:
        return atom
    words = names.words_of(atom)
    if len(words) > 1 and names.is_given(words[0]):
        return atom[: words[0].end]
    return ""


def _is_post(text: str) -> bool:
    return text in title_words() or text in honorifics()


def joined_names(setting: Setting) -> list[NameSpan]:
    """「矢田部宏之」, 「長谷部ジョージ」: a family name and a given name with nothing between."""
    tokens = setting.folded.tokens
    spans = []
    for index, (left, right) in enumerate(zip(tokens, tokens[1:], strict=False)):
        if left.end != right.start or not names.is_family(left):
            continue
        if names.is_given(right):
            spans.append(_name(setting.folded, left.start, right.end, "words"))
        elif re.fullmatch("[ァ-ヶー]{2,}", right.surface):
            end = right.end
            following = tokens[index + 2] if index + 2 < len(tokens) else None
            if following and following.start == end and names.is_given(following):
                end = following.end
            if right.pos[2] == "人名" or follows_name(setting.folded.text, end):
                spans.append(_name(setting.folded, left.start, end, "words"))
    return spans


_MEMBER = re.compile(
    f"(?<![{names.KANJI}ぁ-んァ-ヶー])([{names.KANJI}]{{1,4}}(?: {{1,2}}[{names.KANJI}ぁ-んァ-ヶー]{{1,6}}?|[{names.KANJI}ぁ-んァ-ヶー]{{0,6}}?))君(?=[\\s()、。]|$|から|の|が|を|に|は)"
)


def members(setting: Setting) -> list[NameSpan]:
    """「高橋克法君（自民）」: in the records of the Diet 君 closes every name, and nothing else."""
    spans = []
    for match in _MEMBER.finditer(setting.folded.text):
        start = match.start(1)
        text = match[1]
        family, _, given = text.partition(" ")
        if given and (ends_as_title(family) or family in _NOT_NAMES or len(given.strip()) > 3):
            start, text = match.end(1) - len(given.strip()), given.strip()
        for cut in range(len(text) - 2, 0, -1):  # 「…局長矢野和彦君」
            title = ends_as_title(text[:cut])
            if title is not None and len(title) >= 2 and len(text) - cut >= 2:
                start, text = match.start(1) + cut, text[cut:]
                break
        if 2 <= len(text) <= 7 and not _is_post(text) and not is_generic(text):
            spans.append(_name(setting.folded, start, match.end(1), "honorific"))
    return spans


def whole_atoms(setting: Setting) -> list[NameSpan]:
    """「八月朔日洋」, 「五十嵐一」: in a row, an atom of a name's shape between bodies and posts."""
    if not setting.in_row:
        return []
    spans = []
    for atom in atoms_of(setting):
        text = atom.text
        if not 2 < len(text) <= 7 or not names.JAPANESE_NAME.fullmatch(text) or text in _NOT_NAMES:
            continue
        score = names.read_joined(text).score + (2 if setting.model_sees(atom.start, atom.end) else 0)
        if score >= 3 and not _is_post(text) and not is_generic(text) and not ends_as_title(text):
            spans.append(_name(setting.folded, atom.start, atom.end, "roster"))
    return spans


def speakers(setting: Setting) -> list[NameSpan]:
    """「○緒方課長」: who speaks, in minutes."""
    span = find_speaker(setting.folded, setting.entities)
    return [_name(setting.folded, *span, "speaker")] if span else []


def model_names(setting: Setting) -> list[NameSpan]:
    """What the model calls a person, where the words do not speak against it."""
    text = setting.folded.text
    spans = []
    for entity in setting.entities:
        if entity.label != "Person":
            continue
        raw = text[entity.start : entity.end]
        surface = raw.strip()
        start = entity.start + len(raw) - len(raw.lstrip())
        bare = re.sub(r"\s", "", surface)
        if _FOREIGN.fullmatch(surface):
            spans.append(_name(setting.folded, start, start + len(surface), "model"))
        elif _LATIN_NAME.fullmatch(surface) and follows_name(text, start + len(surface)):
            spans.append(_name(setting.folded, start, start + len(surface), "model"))
        elif names.JAPANESE_NAME.fullmatch(bare) and len(bare) >= 3 and not _is_post(bare):
            if names.read_joined(bare).score >= 3:
                spans.append(_name(setting.folded, start, start + len(surface), "model"))
    return spans


def foreign_names(setting: Setting) -> list[NameSpan]:
    """「アンナ・リンドベリ特別研究員」, 「J.スミス」: beside a post, an honorific, or in a row of its own."""
    text = setting.folded.text
    spans = []
    for match in _FOREIGN.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        alone = setting.in_row and before[-1:] in ("", " ", "\t") and after[:1] in ("", " ", "\t", "(")
        label = before.rstrip(" :")
        titled = len(label) < len(before) and ends_as_title(re.split(r"[\s、()]", label)[-1] or "") is not None
        if follows_name(text, match.end()) or titled or (alone and after.strip()):
            spans.append(_name(setting.folded, match.start(), match.end(), "honorific"))
    return spans


_CITED = re.compile(rf"([A-Z][A-Za-zÀ-ÿ'’-]+|[{names.KANJI}]{{1,4}})ら(?=[のはがにも(、]|\([0-9]{{4}})|([A-Z][A-Za-zÀ-ÿ'’-]+) et al\b")
_AUTHOR = r"[A-Z][A-Za-zÀ-ÿ'’-]+ [A-Z]{1,3}"
_AUTHORS = re.compile(rf"{_AUTHOR}(?:, {_AUTHOR})*(?=\.|, et al)")


def authors(setting: Setting) -> list[NameSpan]:
    """「Sjögrenら（2019）」, 「Arai H, Kondo K. Frailty…」: who wrote what is cited."""
    folded = setting.folded
    spans = []
    for match in _CITED.finditer(folded.text):
        group = 1 if match[1] else 2
        start, end = match.span(group)
        token = folded.starts.get(start)
        surname = token is not None and folded.tokens[token].end == end and _may_be_surname(folded.tokens[token])
        if match[group].isascii() or surname or not names.SURNAME.fullmatch(match[group]):
            spans.append(_name(folded, start, end, "citation"))
    for run in _AUTHORS.finditer(folded.text):
        for match in re.finditer(_AUTHOR, run[0]):
            spans.append(_name(folded, run.start() + match.start(), run.start() + match.end(), "citation"))
    return spans


def addressed_names(setting: Setting) -> list[NameSpan]:
    """「田中委員」, 「能勢監事」, 「堺係長」: a family name alone before a post or an honorific.

    A name that is also a place's (能勢, 伊集院) needs a post that no place has: a 市長 or a
    支店長 may be of a town.
    """
    folded = setting.folded
    spans = []
    for index, token in enumerate(folded.tokens):
        if not _may_be_surname(token) or not names.SURNAME.fullmatch(token.surface):
            continue
        if index and _runs_on(folded.tokens[index - 1], token):
            if not ends_as_title(folded.text[: token.start]):
                continue
        title = follows_name(folded.text, token.end)
        if title and (names.is_family(token) or is_personal_title(title)):
            spans.append(_name(folded, token.start, token.end, "honorific"))
    return spans


def _may_be_surname(token: Token) -> bool:
    return token.pos[1] == "固有名詞" or token.surface in ("新田", "中田", "上田", "平")


def _runs_on(before: Token, token: Token) -> bool:
    return before.end == token.start and before.pos[0] in ("名詞", "接頭辞", "接尾辞", "形状詞")


def contacts(setting: Setting) -> list[NameSpan]:
    """「課長補佐　安田（内線4472）」, 「担当：五月女」: a family name alone behind a post, in a short line."""
    folded = setting.folded
    if len(folded.text) > 90 or "。" in folded.text:
        return []
    spans: list[NameSpan] = []
    bodies = {body.end for body in setting.bodies}
    for atom in atoms_of(setting):
        index = folded.starts.get(atom.start)
        if index is None or folded.tokens[index].end != atom.end or len(atom.text) > 4:
            continue
        token = folded.tokens[index]
        if token.pos[1] != "固有名詞" or not names.SURNAME.fullmatch(atom.text):
            continue
        before = folded.text[: atom.start].rstrip()
        label = re.split(r"[\s、,・(:]", before.rstrip(":"))[-1] if before else ""
        follows = bool(spans) and spans[-1].end == len(before.rstrip("、,・")) and names.is_family(token)
        rest = folded.text[atom.end :]
        behind = len(before) in bodies and names.is_family(token) and re.match(r"\s*(?:$|、|,|\(内線|\(TEL)", rest)
        if follows or behind:
            spans.append(_name(folded, atom.start, atom.end, "contact"))
        elif label and (label in ("担当", "担当者", "連絡担当者") or ends_as_title(label)):
            spans.append(_name(folded, atom.start, atom.end, "contact"))
    return spans


def names_again(
    folded: Folded, whole: Sequence[str], found: list[NameSpan], bodies: Sequence[Candidate]
) -> list[NameSpan]:
    """Every other place where a name stands that the text names in full, over shorter finds."""
    spans: list[NameSpan] = list(found)
    for name in whole:
        start = folded.text.find(name)
        while start >= 0:
            end = start + len(name)
            over = [s for s in spans if s.start < end and start < s.end]
            inside = all(start <= s.start and s.end <= end and (s.start, s.end) != (start, end) for s in over)
            free = not any(b.start < end and start < b.end for b in bodies)
            if free and inside and (start in folded.starts or end in folded.ends or over):
                spans = [s for s in spans if s not in over]
                spans.append(NameSpan(start, end, name, over[0].found_by if over else "name"))
            start = folded.text.find(name, end)
    return sorted(spans, key=lambda span: span.start)


def surnames_again(folded: Folded, families: frozenset[str]) -> list[NameSpan]:
    """「杉本薬品の杉本です」: the family name of someone the text names in full, standing alone."""
    spans = []
    for index, token in enumerate(folded.tokens):
        if token.surface not in families and folded.text[token.start : token.end] not in families:
            continue
        if index and _runs_on(folded.tokens[index - 1], token):
            continue
        after = folded.tokens[index + 1] if index + 1 < len(folded.tokens) else None
        joined = after is not None and after.start == token.end
        if joined and after is not None and after.pos[0] in ("名詞", "接尾辞", "形状詞", "記号"):
            continue
        if re.match(r"です|でございます|と申|でし[たて]|が|は、|も|からは?、|に|の(?:意見|指摘|発言|説明|質問)", folded.text[token.end :]):
            spans.append(_name(folded, token.start, token.end, "surname"))
    return spans


def _name(folded: Folded, start: int, end: int, found_by: str) -> NameSpan:
    text = folded.text[start:end]
    name = text if re.search("[A-Za-z]", text) else re.sub(r"\s", "", text)
    return NameSpan(start, end, name, found_by)


LAYERS = (
    members, speakers, spaced_names, joined_names, whole_atoms, model_names, foreign_names, authors, addressed_names,
    contacts,
)  # fmt: skip
