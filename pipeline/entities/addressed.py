"""Family names that a post, an honorific or the form of the line tells: 「田中委員」, 「○緒方課長」, 「担当：五月女」."""

from __future__ import annotations

import re

from pipeline.entities import names
from pipeline.entities.engines import Token
from pipeline.entities.folded import Folded, usual_variants
from pipeline.entities.generic import is_generic
from pipeline.entities.setting import (
    NameSpan,
    Setting,
    is_post,
    may_be_surname,
    name_span,
    runs_on,
)
from pipeline.entities.spaced_names import not_names
from pipeline.entities.speakers import find_speaker
from pipeline.entities.titles import (
    ends_as_title,
    follows_name,
    heads,
    honorifics,
    is_personal_title,
    official_post,
    title_words,
)
from pipeline.lexicon.lookup import Beginnings

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
        if given and (ends_as_title(family) or family in not_names() or len(given.strip()) > 3):
            start, text = match.end(1) - len(given.strip()), given.strip()
        for cut in range(len(text) - 2, 0, -1):  # 「…局長矢野和彦君」
            title = ends_as_title(text[:cut])
            if title is not None and len(title) >= 2 and len(text) - cut >= 2:
                start, text = match.start(1) + cut, text[cut:]
                break
        if 2 <= len(text) <= 7 and not is_post(text) and not is_generic(text):
            spans.append(name_span(setting.folded, start, match.end(1), "honorific"))
    return spans


def speakers(setting: Setting) -> list[NameSpan]:
    """「○緒方課長」: who speaks, in minutes."""
    span = find_speaker(setting.folded, setting.entities)
    return [name_span(setting.folded, *span, "speaker")] if span else []


def addressed_names(setting: Setting) -> list[NameSpan]:
    """「田中委員」, 「能勢監事」, 「堺係長」: a family name alone before a post or an honorific.

    A name that is also a place's (能勢, 伊集院) needs a post that no place has: a 市長 or a
    支店長 may be of a town.
    """
    folded = setting.folded
    spans = []
    headed = {body.start for body in setting.bodies if heads(folded.text, body.end)}
    for index, token in enumerate(folded.tokens):
        whole = index == 0 or folded.tokens[index - 1].end < token.start
        if token.end in headed and whole and re.fullmatch("[ァ-ヶー]{3,}", token.surface):
            spans.append(name_span(folded, token.start, token.end, "honorific"))
            continue
        if not names.SURNAME.fullmatch(token.surface):
            continue
        official = token.end in headed and names.can_be_family(token.surface)
        if official and index and runs_on(folded.tokens[index - 1], token):
            start = folded.tokens[index - 1].start  # 「十|倉|経団連会長」
            if names.can_be_family(folded.text[start : token.end]):
                spans.append(name_span(folded, start, token.end, "honorific"))
                continue
            official = False
        if not official and not may_be_surname(token):
            continue
        post = names.is_family(token) and official_post(folded.text, token.end)
        if official or (post and not (index and runs_on(folded.tokens[index - 1], token))):
            spans.append(name_span(folded, token.start, token.end, "honorific"))
            continue
        joined = index > 0 and runs_on(folded.tokens[index - 1], token)
        if joined and not ends_as_title(folded.text[: token.start]):
            continue
        title = follows_name(folded.text, token.end)
        if title and (names.is_family(token) or _calls_a_person(token, title)):
            spans.append(name_span(folded, token.start, token.end, "honorific"))
    return spans


def _calls_a_person(token: Token, title: str) -> bool:
    """Whether a post makes a place's name a person's: 「能勢監事」, not 「フランス代表」, 「高知監督」."""
    if not is_personal_title(title) or token.pos[2:] == ("地名", "国"):
        return False
    whole = title in title_words() or title in honorifics()
    return token.pos[2] == "人名" or (whole and title not in ("代表", "監督", "選手"))


def contacts(setting: Setting) -> list[NameSpan]:
    """「課長補佐　安田（内線4472）」, 「担当：五月女」: a family name alone behind a post, in a short line."""
    folded = setting.folded
    if len(folded.text) > 90 or "。" in folded.text:
        return []
    spans: list[NameSpan] = []
    bodies = {body.end for body in setting.bodies}
    for atom in setting.atoms:
        index = folded.starts.get(atom.start)
        if index is None or folded.tokens[index].end != atom.end or len(atom.text) > 4:
            continue
        token = folded.tokens[index]
        if token.pos[1] != "固有名詞" or not names.SURNAME.fullmatch(atom.text):
            continue
        before = folded.text[: atom.start].rstrip()
        label = re.split(r"[\s、,・(:]", before.rstrip(":"))[-1] if before else ""
        follows = (
            bool(spans) and spans[-1].end == len(before.rstrip("、,・")) and names.is_family(token)
        )
        rest = folded.text[atom.end :]
        behind = (
            len(before) in bodies
            and names.is_family(token)
            and re.match(r"\s*(?:$|、|,|\(内線|\(TEL)", rest)
        )
        if (
            follows
            or behind
            or (label and (label in ("担当", "担当者", "連絡担当者") or ends_as_title(label)))
        ):
            spans.append(name_span(folded, atom.start, atom.end, "contact"))
    return spans


_ALONE = re.compile(
    r"です|でございます|と申|でし[たて]|が|は、|も|からは?、|に|の(?:意見|指摘|発言|説明|質問)"
)


def surnames_again(folded: Folded, families: Beginnings) -> list[NameSpan]:
    """「杉本薬品の杉本です」: the family name of someone the text names in full, standing alone."""
    spans = []
    for start, end in _standing_alone(folded, families):
        index = folded.starts.get(start)
        if index is None or folded.tokens[index].end != end:
            continue
        token = folded.tokens[index]
        if index and runs_on(folded.tokens[index - 1], token):
            continue
        after = folded.tokens[index + 1] if index + 1 < len(folded.tokens) else None
        joined = after is not None and after.start == token.end
        if joined and after is not None and after.pos[0] in ("名詞", "接尾辞", "形状詞", "記号"):
            continue
        spans.append(name_span(folded, start, end, "surname"))
    return spans


def _standing_alone(folded: Folded, families: Beginnings) -> list[tuple[int, int]]:
    """Where one stands, however its characters are written, before what may follow a name alone."""
    found = {
        (start, start + len(family))
        for text in {folded.text, usual_variants(folded.text)}
        for family, starts in families.all_in(text).items()
        for start in starts
    }
    return sorted(span for span in found if _ALONE.match(folded.text, span[1]))
