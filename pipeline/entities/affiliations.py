"""Bodies for the posts that stand without one: from the head above, the sentence, the meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.entities.candidates import Candidate
from pipeline.entities.context import Heads
from pipeline.entities.folded import Folded
from pipeline.entities.setting import NameSpan
from pipeline.lexicon.words import load_titles

_CHAIRS = re.compile(
    r"(?:副|共同|[0-9]号|公募|臨時|専門|特別)?"
    r"(?:座長|議長|委員長|会長|部会長|分科会長|主査|委員|構成員|オブザーバー?|参考人|メンバー|幹事)"
    r"(?:代理|代行|職務代理者?)?"
)
_TOPIC = re.compile("(?:では|においては|は|の)")
_MUNICIPAL = re.compile("副?(?:[市町村区]長|知事)|教育長|会計管理者")
_SAME = re.compile(r"(?:同|当該?|本)[一-鿿]{1,4}の?(?:[一-鿿ァ-ヶー]{0,12}の)?$")


@cache
def _memberships() -> frozenset[str]:
    return frozenset(title.text for title in load_titles() if title.kind == "membership")


def is_membership(title: str) -> bool:
    """A place in a body that meets (委員, 座長), rather than a post in one's own house."""
    if title.startswith("研究") and title.endswith(("代表者", "分担者", "協力者")):
        return True
    return title in _memberships() or _CHAIRS.fullmatch(title) is not None


def is_chair(title: str) -> bool:
    return re.fullmatch(r"副?(?:座長|議長|委員長|会長|部会長|分科会長)", title) is not None


def chairs(title: str, name: str) -> bool:
    """委員長 is of a 委員会, 部会長 of a 部会, 会長 of any 会; 座長 and 議長 of what has no such post."""
    stem = title.removeprefix("副").removesuffix("長")
    if stem in ("座", "議"):
        return not name.endswith("委員会")
    return name.endswith(stem if stem.endswith("会") else stem + "会")


_ANY = "市町村区"  # what a post heads that any municipality has: 教育長, 会計管理者


def headed_by(title: str) -> str:
    """The kind of body that a municipal post is of, as `headed_kinds` names it."""
    kind = title.removeprefix("副").removesuffix("長")
    return kind if kind == "知事" or len(kind) == 1 else _ANY


def headed_kinds(name: str) -> tuple[str, ...]:
    """The kinds of municipal posts that the body of that name can have."""
    if name.endswith(tuple("都道府県")) and "警" not in name:
        return ("知事",)
    return (name[-1], _ANY) if name.endswith(tuple(_ANY)) else ()


def body_in_sentence(folded: Folded, name: NameSpan, bodies: Sequence[Candidate]) -> int | None:
    """The nearest body before a name in its sentence: 「A省は、…課長の大沼が」."""
    before = [i for i, b in enumerate(bodies) if b.end <= name.start]
    topics = [i for i in before if _TOPIC.match(folded.text, bodies[i].end)]
    if topics:
        return topics[-1]
    sentence = next((s for s in folded.sentences if s.start <= name.start < s.end), None)
    near = [i for i in before if sentence is not None and sentence.start <= bodies[i].start]
    return near[-1] if near else None


def is_of_municipality(title: str) -> bool:
    return _MUNICIPAL.fullmatch(title) is not None


_MINISTERS = re.compile(
    "(?:[一-鿿ァ-ヶー・]+?(?:副?大臣|大臣政務官|大臣補佐官)|首相|副総理|総理)(?:\\(.*\\))?"
)
_MINISTER = re.compile("([一-鿿]{2,8}?)(?:副?大臣|大臣政務官|政務官|大臣補佐官|事務次官)")


def ministry_of(title: str | None) -> str | None:
    """「総務副大臣」 is of 総務省; ministers for a task (「防災担当大臣」) are of none so called."""
    match = _MINISTER.fullmatch(title or "")
    return match[1] + "省" if match else None


def is_minister(title: str) -> bool:
    """A minister's own post tells the ministry: 「防衛大臣」, 「首相」; 「大臣」 alone does not."""
    return _MINISTERS.fullmatch(title) is not None


def points_back(folded: Folded, name: NameSpan) -> bool:
    """「同省の田中課長」, 「同法人の柏木理事長」: the body is the one named last."""
    return _SAME.search(folded.text[: name.start]) is not None


_POINTED = re.compile(
    "同(?:社|省|庁|局|課|部|室|県|市|町|村|大学|学部|病院|法人|機構|研究所|協会|センター|委員会|会|院)"
)


def without_pointing(title: str) -> str | None:
    """「同病院看護部長」 is 看護部長 of the body named last; None where nothing points."""
    match = _POINTED.match(title)
    return title[match.end() :] if match and len(title) > match.end() else None


def is_of_company(title: str) -> bool:
    """取締役, 監査役, 執行役員 …: posts in a company's own report."""
    return re.search("取締役|監査役|執行役|社長", title) is not None


def is_of_auditors(title: str) -> bool:
    return title.endswith(("責任社員", "業務執行社員", "公認会計士"))


def has_ditto(folded: Folded, position: int) -> bool:
    """Whether the row says 「as above」 in the column of its bodies."""
    return re.search('[〃々"″](?=\\s)|同上', folded.text[:position]) is not None


def body_above(folded: Folded, heads: Heads) -> int | None:
    """The head that a row, or a short line, belongs to."""
    if folded.passage.kind == "text" and len(folded.text) > 60:
        return None
    last = heads.last
    return last.index if last else None
