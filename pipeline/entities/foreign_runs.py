"""Foreign names in sentences: runs of katakana held together by 「・」 or 「=」, read word by word.

「ヴィルヘルム・リヒャルト2世」, 「マーク・E・ホルムズ」, 「ジャン=ポール・マルタン」. The words of UniDic
and the model say whether a run is a person; its first and last word, that it is a team,
a company or a thing.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.entities import names
from pipeline.entities.setting import NameSpan, Setting, name_span
from pipeline.entities.titles import follows_name, is_personal_title
from pipeline.lexicon.lookup import Endings
from pipeline.lexicon.words import load_suffixes

_LETTERS = "ァ-ヶー"
RUN = re.compile(
    rf"(?<![{_LETTERS}A-Za-z・=])(?:[A-Z]\.?・|[A-Z]\. ?)*[{_LETTERS}]{{2,}}"
    rf"(?:[・=](?:[A-Z]\.?(?=[・=])|[{_LETTERS}]+))*(?![A-Za-z{_LETTERS}])"
)
_INITIAL = re.compile(r"(?:^|[・=])[A-Z](?:[・=]|\.)")
_ORDINAL = re.compile("(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})世")
# What is written onto a name in a sentence and leaves it a name.
_GOES_ON = re.compile(
    r"[はがもをにとのへやで、。,()「」『』\s]|から|より|ら(?=[はがもをにとの、])|自身|一家|本人|時代|指揮|$"
)
# Words within a name that are none by themselves.
_LINKS = frozenset(
    [
        "デ",
        "ド",
        "ラ",
        "ル",
        "ダ",
        "ディ",
        "ドゥ",
        "ドス",
        "デル",
        "デッラ",
        "ファン",
        "フォン",
        "ヴァン",
        "ビン",
        "イブン",
        "アル",
        "エル",
        "オブ",
        "テン",
    ]
)


@cache
def _bodies() -> Endings[str]:
    texts = (suffix.text for suffix in load_suffixes())
    return Endings((text, text) for text in texts if re.fullmatch(f"[{_LETTERS}]{{3,}}", text))


def words_in(run: str) -> list[str]:
    return [word for word in re.split(r"[・=\s.]", run) if len(word) > 1]


@lru_cache(maxsize=20000)
def kind_of(word: str) -> str:
    """What UniDic has a word in katakana as: name, place, proper, common, pieces or unknown."""
    tokens = names.words_of(word)
    if any(token.reading is None for token in tokens):
        return "unknown"
    kinds = {token.pos[2] if token.pos[1] == "固有名詞" else "common" for token in tokens}
    if len(tokens) > 1:
        if kinds == {"人名"}:
            return "name"
        whole = all(len(token.surface) > 2 for token in tokens)
        return "common" if whole and kinds == {"common"} else "pieces"
    return {"人名": "name", "地名": "place", "common": "common"}.get(kinds.pop(), "proper")


def run_kind(run: str) -> str:
    """person, body, team, other; or nothing, where the words leave it open.

    A team is a town and a plural (「シアトル・マリナーズ」).
    """
    words = [word for word in words_in(run) if word not in _LINKS]
    linked = len(words) < len(words_in(run))
    if not words:
        return ""
    kinds = [kind_of(word) for word in words]
    if kinds[-1] != "name" and _bodies().longest(words[-1]):
        return "body"
    if kinds[0] == "place" and len(words) > 1 and kinds[-1] != "name":
        return "team" if words[-1][-1] in "ズツス" and len(words[-1]) > 2 else "other"
    if _INITIAL.search(run):
        return "person"
    if "name" not in kinds and kinds[-1] in ("place", "proper"):
        return "other"
    if kinds.count("common") == len(kinds):
        return "" if linked else "other"
    if "name" in kinds:
        return "person" if kinds[-1] != "common" else ""
    return "person" if "unknown" in kinds and "common" not in kinds else ""


def is_company(run: str) -> bool:
    """「アルバート・コーポレーション」, not 「パーソナル・ヘルス・レコード」."""
    words = words_in(run)
    own = any(kind_of(word) in ("name", "place", "proper") for word in words[:-1])
    sure = len(words) > 1 and words[-1].endswith(_COMPANY)
    return (own or sure) and not words[-1].endswith(_NO_COMPANY)


_COMPANY = (
    "コーポレーション", "カンパニー", "ブラザーズ", "ブラザース", "エンタープライズ", "ホールディングス", "キャピタル",
    "エンターテインメント", "エンタテインメント", "ピクチャーズ", "エアラインズ", "パートナーズ",
)  # fmt: skip
_NO_COMPANY = ("サービス", "センター", "グループ", "チーム", "クラブ", "ハウス", "ユニット")


def foreign_runs(setting: Setting) -> list[NameSpan]:
    """The runs that are a person, whole, whatever part of them the model has marked."""
    folded = setting.folded
    if folded.passage.kind != "text":
        return []
    spans = []
    for match in RUN.finditer(folded.text):
        start, end = match.span()
        single = not re.search("[・= .]", match[0])
        ordinal = _ORDINAL.match(folded.text, end)
        end = ordinal.end() if ordinal else end
        title = follows_name(folded.text, end)
        personal = title is not None and is_personal_title(title)
        if not personal and not _GOES_ON.match(folded.text, end):
            continue
        if single and not _stands_alone(setting, start, end, personal, match[0]):
            continue
        kind = "person" if single else run_kind(match[0])
        if kind == "person" or (kind == "" and (personal or setting.model_sees(start, end))):
            spans.append(name_span(folded, start, end, "words"))
    return spans


def _stands_alone(setting: Setting, start: int, end: int, personal: bool, word: str) -> bool:
    """「ルノワールは」, 「ベルトーニ監督」: one word that UniDic has as a name, or a strange one before a post."""
    before = setting.folded.text[start - 1 : start]
    if before and re.match(f"[{names.KANJI}A-Za-z0-9・=-]", before):
        return False
    kind = kind_of(word)
    if personal:
        return kind in ("name", "unknown")
    return kind == "name" and len(word) > 2
