"""Names in running text, told by the words of UniDic and by the model: 「矢田部宏之」, 「アンナ・リンドベリ」."""

from __future__ import annotations

import itertools
import re

from pipeline.entities import names
from pipeline.entities.setting import (
    NameSpan,
    Setting,
    is_post,
    may_be_surname,
    name_span,
    runs_on,
)
from pipeline.entities.titles import ends_as_title, follows_name

_FOREIGN = re.compile(
    r"[ァ-ヶー]{2,}(?:[・=](?:[A-Z]\.?|[ァ-ヶー]+))+|(?<![A-Za-z0-9])[A-Z]\. ?[ァ-ヶー]{2,}"
)


_LATIN_NAME = re.compile(
    r"(?:[A-Z][a-z'’-]+|[A-Z]\.)(?: [A-Z]\.?)*(?: (?:van|de|von|der|la))?(?: [A-Z][A-Za-z'’-]+)+"
)


def joined_names(setting: Setting) -> list[NameSpan]:
    """「矢田部宏之」, 「長谷部ジョージ」: a family name and a given name with nothing between."""
    tokens = setting.folded.tokens
    spans = []
    for index, (left, right) in enumerate(itertools.pairwise(tokens)):
        if left.end != right.start or not names.is_family(left):
            continue
        if names.is_given(right):
            end = _model_end(setting, left.start, right.end)
            if right.surface == "等" and end == right.end:
                continue  # 「吉村等」: and others
            spans.append(name_span(setting.folded, left.start, end, "words"))
        elif re.fullmatch("[ァ-ヶー]{2,}", right.surface):
            end = right.end
            following = tokens[index + 2] if index + 2 < len(tokens) else None
            if following and following.start == end and names.is_given(following):
                end = following.end
            if right.pos[2] == "人名" or follows_name(setting.folded.text, end):
                spans.append(name_span(setting.folded, left.start, end, "words"))
    return spans


def _model_end(setting: Setting, start: int, end: int) -> int:
    """「黒石迩|守」: the model may know that the given name goes on by a character or two."""
    for entity in setting.entities:
        longer = 0 < entity.end - end <= 2 and entity.start == start and entity.label == "Person"
        rest = setting.folded.text[end : entity.end]
        if (
            longer
            and names.GIVEN.fullmatch(rest)
            and not is_post(rest)
            and rest not in ("氏", "君")
        ):
            return entity.end
    return end


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
        if _FOREIGN.fullmatch(surface) or (
            _LATIN_NAME.fullmatch(surface) and follows_name(text, start + len(surface))
        ):
            spans.append(name_span(setting.folded, start, start + len(surface), "model"))
        elif names.JAPANESE_NAME.fullmatch(bare) and len(bare) >= 3 and not is_post(bare):
            if names.read_joined(bare).score >= 1 and not ends_as_title(bare):
                spans.append(name_span(setting.folded, start, start + len(surface), "model"))
        elif setting.folded.passage.kind == "text" and _lone_surname(
            setting, start, start + len(surface)
        ):
            spans.append(name_span(setting.folded, start, start + len(surface), "model"))
    return spans


def _lone_surname(setting: Setting, start: int, end: int) -> bool:
    """A family name, or a name in katakana, that the model sees before a particle in a sentence."""
    folded = setting.folded
    index = folded.starts.get(start)
    if index is None or folded.tokens[index].end != end:
        return False
    token = folded.tokens[index]
    katakana = re.fullmatch("[ァ-ヶー]{3,}", token.surface) is not None
    if not names.is_family(token) and not (katakana and token.pos[2] in ("人名", "一般")):
        return False
    if index and runs_on(folded.tokens[index - 1], token):
        return False
    return re.match("[はがもをにとの、]", folded.text[end:]) is not None


def foreign_names(setting: Setting) -> list[NameSpan]:
    """「アンナ・リンドベリ特別研究員」, 「J.スミス」: beside a post, an honorific, or in a row of its own."""
    text = setting.folded.text
    spans = []
    for match in _FOREIGN.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        alone = (
            setting.in_row and before[-1:] in ("", " ", "\t") and after[:1] in ("", " ", "\t", "(")
        )
        label = before.rstrip(" :")
        titled = (
            len(label) < len(before)
            and ends_as_title(re.split(r"[\s、()]", label)[-1] or "") is not None
        )
        if follows_name(text, match.end()) or titled or (alone and after.strip()):
            spans.append(name_span(setting.folded, match.start(), match.end(), "honorific"))
    return spans


_CITED = re.compile(
    rf"([A-Z][A-Za-zÀ-ÿ'’-]+|[{names.KANJI}]{{1,4}})ら(?=[のはがにも(、]|\([0-9]{{4}})|([A-Z][A-Za-zÀ-ÿ'’-]+) et al\b"
)


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
        surname = (
            token is not None
            and folded.tokens[token].end == end
            and may_be_surname(folded.tokens[token])
        )
        if match[group].isascii() or surname or not names.SURNAME.fullmatch(match[group]):
            spans.append(name_span(folded, start, end, "citation"))
    for run in _AUTHORS.finditer(folded.text):
        for match in re.finditer(_AUTHOR, run[0]):
            spans.append(
                name_span(
                    folded, run.start() + match.start(), run.start() + match.end(), "citation"
                )
            )
    return spans
