"""Names in running text, told by the words of UniDic and by the model: 「矢田部宏之」, 「アンナ・リンドベリ」."""

from __future__ import annotations

import re

from pipeline.entities import names
from pipeline.entities.engines import Token
from pipeline.entities.foreign_runs import run_kind
from pipeline.entities.setting import (
    NameSpan,
    Setting,
    is_post,
    may_be_surname,
    name_span,
    runs_on,
)
from pipeline.entities.titles import ends_as_title, follows_name, title_words

_FOREIGN = re.compile(
    r"(?<![ァ-ヶー])[ァ-ヶー]{2,}(?:[・=](?:[A-Z]\.?|[ァ-ヶー]+))+|(?<![A-Za-z0-9])[A-Z]\. ?[ァ-ヶー]{2,}"
)


_LATIN_NAME = re.compile(
    r"(?:[A-Z][a-z'’-]+|[A-Z]\.)(?: [A-Z]\.?)*(?: (?:van|de|von|der|la))?(?: [A-Z][A-Za-z'’-]+)+"
)


def _family_start(text: str, start: int) -> int:
    """「三ッ|橋レイ」: a small kana that joins what is before it to the family name."""
    return start - 2 if re.search("[一-鿿][ッヶ]$", text[:start]) else start


def joined_names(setting: Setting) -> list[NameSpan]:
    """「矢田部宏之」, 「長谷部ジョージ」: a family name and a given name with nothing between."""
    tokens = setting.folded.tokens
    spans = []
    for index in setting.folded.words.families:
        left, right = tokens[index], tokens[index + 1]
        if names.is_given(right):
            first = _family_start(setting.folded.text, left.start)
            start, end = _model_span(setting, first, right.end)
            if right.surface == "等" and end == right.end:
                continue  # 「吉村等」: and others
            if end == right.end and setting.folded.passage.kind == "text":
                end = _given_end(setting, right)
            spans.append(name_span(setting.folded, start, end, "words"))
        elif re.fullmatch("[ァ-ヶー]{2,}", right.surface):
            if follows_name(setting.folded.text, left.end) in title_words():
                continue  # 「河野|デジタル大臣」
            end = right.end
            following = tokens[index + 2] if index + 2 < len(tokens) else None
            if following and following.start == end and names.is_given(following):
                end = following.end
            if right.pos[2] == "人名" or follows_name(setting.folded.text, end):
                spans.append(name_span(setting.folded, left.start, end, "words"))
        elif setting.folded.passage.kind == "text" and (rare := _rare_given(setting, index)):
            spans.append(name_span(setting.folded, left.start, rare, "words"))
    return spans


def _model_span(setting: Setting, start: int, end: int) -> tuple[int, int]:
    """「杉浦迪|守」, 「於|川崎享」: the model may know that the name goes on by a character or two."""
    text = setting.folded.text
    for entity in setting.entities:
        if entity.label not in ("Person", "Character"):
            continue
        before, rest = text[entity.start : start], text[end : entity.end]
        if entity.start == start and len(rest) in (1, 2):
            given = names.GIVEN.fullmatch(rest) and not is_post(rest) and rest not in ("氏", "君")
            if given:
                return start, entity.end
        elif entity.end == end and len(before) == 1 and names.SURNAME.fullmatch(before):
            return entity.start, end
    return start, end


# A character behind a name that is no part of it: 「田中正著」, 「田中正家」.
_NO_GIVEN = "氏君様殿師家派役作著編訳画曲詞等的間中前後側版像賞碑墓邸宅案説論戦対杯組会社党軍"


def _given_end(setting: Setting, given: Token) -> int:
    """「西山菊|五郎」, 「杉浦茂|冬」: one character alone is rarely all of a given name."""
    folded = setting.folded
    if given.end - given.start > 1:
        return given.end
    match = re.match(f"[{names.KANJI}]{{1,2}}(?![{names.KANJI}])", folded.text[given.end :])
    if match is None or match[0][0] in _NO_GIVEN or is_post(match[0]):
        return given.end
    last = folded.ends.get(given.end + len(match[0]))
    if last is None:
        return given.end
    ends_given = names.is_given(folded.tokens[last]) or match[0].endswith("郎")
    return given.end + len(match[0]) if len(match[0]) == 1 or ends_given else given.end


_CLOSES = re.compile(r"[はがもをにとの、。()「」]|ら(?=[はがもをに])|氏|によ")


def _rare_given(setting: Setting, index: int) -> int | None:
    """「平林|旺|都が」: two characters in a sentence that make up no word behind a family name."""
    folded = setting.folded
    first, second = (*folded.tokens[index + 1 : index + 3], None, None)[:2]
    family = folded.tokens[index]
    if first is None or second is None or first.end != second.start or second.end - family.end != 2:
        return None
    given = folded.text[family.end : second.end]
    before = folded.tokens[index - 1] if index else None
    if before is not None and runs_on(before, family):
        return None
    if not names.SURNAME.fullmatch(given) or is_post(given) or given[-1] in _NO_GIVEN:
        return None
    if "接尾辞" in (first.pos[0], second.pos[0]) or not _CLOSES.match(folded.text, second.end):
        return None
    return second.end if given[0] not in _NO_GIVEN else None


# 「白　石　　勝　也　様」
_HONORIFIC = re.compile(r"(?<=\S\S)\s*[様殿氏]$|(?<=\S)\s+[様殿氏]$")


def model_names(setting: Setting) -> list[NameSpan]:
    """What the model calls a person, where the words do not speak against it."""
    text = setting.folded.text
    spans = []
    for entity in setting.entities:
        if entity.label != "Person":
            continue
        raw = text[entity.start : entity.end]
        surface = _HONORIFIC.sub("", raw.strip())
        start = entity.start + len(raw) - len(raw.lstrip())
        bare = re.sub(r"\s", "", surface)
        if "・" in surface and run_kind(surface) in ("body", "team", "other"):
            continue
        if _FOREIGN.fullmatch(surface) or (
            _LATIN_NAME.fullmatch(surface) and follows_name(text, start + len(surface))
        ):
            spans.append(name_span(setting.folded, start, start + len(surface), "model"))
        elif names.JAPANESE_NAME.fullmatch(bare) and len(bare) >= 3 and not is_post(bare):
            read = names.read_joined(bare)
            if any(follows_name(text, entity.end - n) in title_words() for n in (1, 2)):
                continue  # 「宇田川専門|委員」
            whole = len(bare) <= 5 or read.given is not None  # not 「石倉公共交通政策」
            if read.score >= 1 and whole and not ends_as_title(bare):
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
    if token.pos[2] != "人名" and not (katakana and token.pos[2] in ("人名", "一般")):
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


_AUTHOR = r"[A-Z][A-Za-zÀ-ÿ'’-]{1,40} [A-Z]{1,3}"


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
