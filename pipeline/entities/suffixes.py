"""Where in a noun chunk an organization's name can end, told by its last word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.entities.chunks import Chunk
from pipeline.entities.evidence import Evidence
from pipeline.entities.folded import Folded
from pipeline.entities.foreign_runs import is_company
from pipeline.entities.named_in_prose import named_in_prose
from pipeline.entities.names import can_be_family, is_family
from pipeline.entities.naming import is_part
from pipeline.entities.titles import official_post
from pipeline.lexicon.lookup import Endings
from pipeline.lexicon.words import Suffix, Title, load_suffixes, load_titles
from pipeline.text.offsets import Span


@dataclass(frozen=True, slots=True)
class Ending:
    """`text[start:end]` is the suffix; `title_start` where a post is written onto it (室|長)."""

    start: int
    end: int
    suffix: Suffix


@cache
def _suffixes() -> Endings[Suffix]:
    return Endings((suffix.text, suffix) for suffix in load_suffixes())


@cache
def _titles_onto_bodies() -> dict[str, Title]:
    return {title.text: title for title in load_titles() if title.body_suffix}


@cache
def _texts() -> frozenset[str]:
    return frozenset(suffix.text for suffix in load_suffixes())


def bare_suffix(text: str) -> bool:
    return text in _texts()


@cache
def whole_titles() -> frozenset[str]:
    """Titles that are never cut into a body and its 長: those of any body's clerks and nurses."""
    return frozenset(t.text for t in load_titles() if not t.body_suffix or is_clerks(t.body_suffix))


def longest_suffix(name: str) -> Suffix | None:
    """The longest one that `name` ends in."""
    return _suffixes().longest(name)


def suffix_is_sitting(before: str, suffix: str) -> bool:
    """「文教科学委員会|会議」: a sitting of the body before it."""
    return suffix in ("会議", "会合", "部会議") and before.endswith(("会", "部会", "本部"))


def is_clerks(body: str) -> bool:
    return body in ("事務局", "事務部", "看護部", "人事部", "総務部", "経理部", "財務部", "営業部")


def suffix_before(folded: Folded, chunk: Chunk, end: int) -> Ending | None:
    """The longest suffix that ends at `end` and begins with a word of the chunk."""
    for start, suffix in _suffixes().before(folded.text, end):
        if start in chunk.stops:
            return Ending(start, end, suffix)
    return None


def find_endings(folded: Folded, chunk: Chunk) -> list[Ending]:
    """Every place where a name may end, in order; also within 「課長」, a post on its body."""
    text = folded.text
    endings: list[Ending] = []
    for left, right in zip(chunk.stops, chunk.stops[1:], strict=False):
        title = _titles_onto_bodies().get(text[left:right])
        if title is not None:
            inner = left + len(title.body_suffix)
            ending = suffix_before(folded, chunk, inner)
            if ending is not None:
                endings.append(ending)
        ending = suffix_before(folded, chunk, right)
        if ending is not None:
            endings.append(ending)
    return endings


# Weak endings that name a body where two words or more stand before them.
_OF_TWO_WORDS = frozenset(
    [
        "本部",
        "事務局",
        "組合",
        "センター",
        "支局",
        "出張所",
        "事務所",
        "部",
        "研究部",
        "研究部門",
        "研究室",
    ]
)
_NUMERAL = re.compile("[A-Z]?[0-9.,第]+")
_ACRONYM = re.compile(r"\((?:略称:?)?[A-Z][A-Za-z-]{2,}[)、,:]")
_NEVER = frozenset(
    ["会合", "合同会合", "勉強会", "意見交換会", "担当", "分野", "キャンパス", "講座", "教室"]
)
_OF_FACULTY = re.compile("(?:学部|研究科|研究院|医学系|大学院|医科大学|薬科大学)[一-鿿ァ-ヶー]+$")
# Where 事務局 is an organ of its own, not the clerks of whatever body.
_OFFICIAL = ("地域", "議院", "議会", "国会", "参院", "衆院", "委員", "委員会")
# Behind 担当 stands a post, or it closes a post's own bracket.
_POST_IN_CHARGE = re.compile(
    r"\)|(?:副?大臣|審議官|参事官|課長|室長|部長|局長|次長|係長|主査|役員|取締役)"
)
_PREFECTURES = frozenset("都道府県")


def convincing(ending: Ending, start: int, piece: Chunk, evidence: Evidence) -> bool:
    """Whether a suffix makes a name here.

    A strong one does behind any word. A weak one (部, 会, センター) needs a body above it
    (「総務省|広報室」), the model's word, or a row of a table, or a long enough name.
    """
    text = evidence.folded.text
    if ending.start <= start:
        return False
    suffix = ending.suffix
    if suffix.type == "company" and re.match("[ァ-ヶー]{2}", text[ending.end - 1 :]):
        return False  # 「ミナト|キャピタル|アドバイザー」
    before = text[start : ending.start]
    if _NUMERAL.fullmatch(before):
        return False
    run = re.search("[ァ-ヶー]+・[ァ-ヶー・]+$", text[start : ending.end])
    if suffix.type == "company" and suffix.strength == "weak" and run and not is_company(run[0]):
        return False  # 「パーソナル・ヘルス・レコード」
    if before.endswith("副") or "市場第" in before:
        return False  # 「高松市副|市長」, 「東京証券取引所市場第一|部」
    if suffix_is_sitting(before, ending.suffix.text):
        return False
    if text[piece.start : piece.end] in whole_titles():
        return False  # 「看護部長」, 「事務局長」: a post, though its body is named in it
    if text.startswith("大臣官房", ending.end - 4) and official_post(text, ending.end):
        return False  # 「大臣官房|総括審議官」 is one title
    if suffix.text == "事務局" and (not before.endswith(_OFFICIAL) or before.endswith("協議会")):
        return False
    if suffix.text == "部" and (before.endswith("科") or text[ending.start - 1] == "一"):
        return False  # 「放射線科|部長」, 「一部改正」
    if suffix.text == "担当" and _POST_IN_CHARGE.match(text, ending.end):
        return False  # 「特命|担当大臣」, 「審議官（製造産業局|担当）」
    if suffix.text == "会議" and text.startswith("室", ending.end):
        return False
    if text.startswith("長", ending.end) and (
        _is_surname(start, ending, evidence)
        or any((n.start, n.end) == (start, ending.start) for n in evidence.whole_names)
    ):
        return False  # 「緒方|課長」, 「鈴木花子|局長」: a person
    if suffix.type == "local_government" and len(suffix.text) == 1:
        return _is_municipality(ending, start, evidence)
    if suffix.strength == "strong":
        return True
    head = evidence.known_at.get(start)
    if head is not None and head.end <= ending.start and is_part(text[start : ending.end]):
        return True
    if suffix.text == "社":
        return re.fullmatch("[A-Za-zァ-ヶー]", text[ending.start - 1]) is not None
    if evidence.named_by_model(ending.end - 1, ending.end):
        return True
    if _ACRONYM.match(text, ending.end):
        return True  # 「アジア河川流域機関ネットワーク（NARBO）」
    if suffix.text in ("講座", "教室", "分野") and _OF_FACULTY.search(before):
        return True
    if suffix.text in _NEVER:
        return False
    if named_in_prose(suffix, Span(start, ending.start), ending.end, piece, evidence):
        return True
    words = sum(1 for stop in piece.stops if start <= stop < ending.start)
    if suffix.text in _OF_TWO_WORDS and words >= 2:
        return True
    if _after_body(start, evidence) and is_part(text[start : ending.end]):
        return True
    return evidence.folded.passage.kind in ("row", "heading") and is_part(text[start : ending.end])


def _is_surname(start: int, ending: Ending, evidence: Evidence) -> bool:
    index = evidence.folded.starts.get(start)
    if index is None:
        return False
    token = evidence.folded.tokens[index]
    if token.end != ending.start:
        return False
    # 「渋谷課長」: a place before a post that no place has is a family name as well.
    of_division = ending.suffix.text in ("課", "室", "係", "班") and token.pos[1] == "固有名詞"
    return is_family(token) or (of_division and can_be_family(token.surface))


def _after_body(start: int, evidence: Evidence) -> bool:
    """「IPAの|セキュリティセンター」, 「サービスグループ |トラストサービス班」."""
    return start - 1 in evidence.known_before and evidence.folded.text[start - 1] in "の "


def _is_municipality(ending: Ending, start: int, evidence: Evidence) -> bool:
    """「伊那市」: a name of a place before 市, 町, 村, 区; prefectures are known by name."""
    text = evidence.folded.text
    if ending.suffix.text in _PREFECTURES:
        return re.match("副?知事|議会|警察", text[ending.end :]) is not None
    if evidence.place_by_model(start, ending.end) or evidence.named_by_model(start, ending.end):
        return True
    first = evidence.folded.starts.get(start)
    tokens = evidence.folded.tokens
    proper = first is not None and tokens[first].pos[1] == "固有名詞"
    return proper and ending.end - start >= 2 and text[start] not in "同両各本当"
