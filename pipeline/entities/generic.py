"""What only looks like a name: generic bodies, pointing words, and names of other things."""

from __future__ import annotations

import re
from functools import cache

from pipeline.entities.chunks import Chunk
from pipeline.entities.folded import Folded
from pipeline.lexicon.lookup import Beginnings, Endings
from pipeline.lexicon.tables import DATA, read_rows
from pipeline.lexicon.words import load_suffixes, load_titles, load_words

_NUMBERED = re.compile(r"(?:第|約|計|全|総)?[0-9,.]+")
# 「公立中学校」, 「全国高等学校」: of a kind, not of a name.
_OF_A_KIND = re.compile(
    r"(?:全国|全日本|[国公私市町村県区]立|都道府県立|大手|地元|新|旧制)+(?:小学校|中学校|高等学校|高校|大学|銀行|病院|ホームセンター|図書館)"
)
_COUNTED = re.compile(
    r"(?:年度?|月期?|日|回|期|号|次|条|項|章|節|名|人|社|件|校|団体|か国|カ国|ヶ国|か所|カ所|箇所|機関|自治体|市町村|都道府県|省庁?)"
)
# Buildings and rooms, periods, and numbers are no bodies, whatever the model says.
_OTHER_THINGS = re.compile(
    r"合同庁舎|会議室|[0-9]号館|^[A-Z]?[0-9.,]+年度?$|^第[一二三四五六七八九十0-9]+[部章節編回期号]$|^[ⅠⅡⅢⅣⅤIVX]+[ .]|[0-9]/[0-9]|^[0-9.]+$"
    r"|^第[0-9一二三四五六七八九十百]+回(?:臨時|通常|特別)?国会$"
)
# What the model alone calls a body, and its last word calls something else.
_NO_BODY = re.compile(
    r"(?:選手権|宣言|インターチェンジ|スタジアム|パーク|シリーズ|作品|ダービー|競技場|空港|トンネル|ダム|戦|杯|号|場|駅|橋|山|川|湖|島|半島|平野|海岸|館内|地方|地域|中流|下流|上流|王国|共和国|帝国|国民|文化|戦争|競技|史上|史|辞典|祭|神殿|城|法人|ビデオ|エンジン|ホーム|予選|準決勝|決勝|駅舎|有事|会談|ランキング|公園|発電所|展|広場|事故|災害|地震|台風|豪雨|条約|主義|運転者|利用者|試験棟|構想第?[0-9]*期?)$"
)
# A name that is fused with one of these is another word: 「全国高校|生」, 「日本銀行|券」.
_FUSED = re.compile(r"20[0-9]{2}|(?:[生券費料税車紙誌船舎名数別的化性型]|系(?!列))|[副]?大臣")
# 「衆議院|議員総選挙」, 「都議会|選」 are elections.
_ELECTION = re.compile(r"議員(?:総|通常|補欠|再)?選挙|選(?:挙|出馬|で|の|に|を|は|が|$)")
_DATE = re.compile(r"(?:平成|令和|昭和|大正|明治)[0-9元一二三四五六七八九十]+年度?")


@cache
def _leading(*kinds: str) -> Beginnings:
    rows = read_rows(DATA / "leading_words.csv", ("word", "kind"))
    return Beginnings(word for _, (word, kind) in rows if kind in kinds)


@cache
def _tails() -> dict[str, str]:
    rows = read_rows(DATA / "name_tails.csv", ("tail", "kind"))
    return {tail: kind for _, (tail, kind) in rows}


@cache
def _tail_endings() -> Endings[str]:
    return Endings(_tails().items())


@cache
def _laws() -> Beginnings:
    return Beginnings(tail for tail, kind in _tails().items() if kind == "law")


def leading_words(folded: Folded, chunk: Chunk) -> int:
    """Where a name may begin: past 今後, 第3回, 令和5年度, 旧.

    A pointing word (同, 両, 各) stays: what follows it is no name.
    """
    text = folded.text
    start = chunk.start
    moved = True
    while moved and start < chunk.end:
        moved = False
        for pattern in (_DATE, _NUMBERED):
            match = pattern.match(text, start, chunk.end)
            if match is None:
                continue
            end = match.end()
            counter = _COUNTED.match(text, end, chunk.end) if pattern is _NUMBERED else None
            if counter is not None:
                end = counter.end()
            elif pattern is _NUMBERED and end < chunk.end and text[start] == "第":
                continue  # 「第1生命」: an ordinal without a counter begins a name
            if end in chunk.stops:
                start, moved = end, True
        while (past := _past_word(text, start, chunk)) is not None:
            start, moved = past, True
        label = _LABEL.match(text, start, chunk.end)
        if label:
            start, moved = label.end(), True
        while start < chunk.end and text[start] in " ・/&-+.'’":
            start, moved = start + 1, True
    return start


_LABEL = re.compile(r"[A-Za-z0-9]{1,2}\.(?=[一-鿿])")


def _past_word(text: str, start: int, chunk: Chunk) -> int | None:
    """Behind the shortest word of time, or 旧 and the like, that begins there and ends with a word."""
    ends = [start + len(word) for word in _leading("time", "former").at(text, start)]
    return next((end for end in reversed(ends) if end in chunk.stops), None)


@cache
def generic_words() -> frozenset[str]:
    return load_words("generic_words.csv", "word")


@cache
def title_words() -> frozenset[str]:
    return frozenset(title.text for title in load_titles())


@cache
def _bare_suffixes() -> frozenset[str]:
    return frozenset(suffix.text for suffix in load_suffixes())


def is_generic(name: str) -> bool:
    """「同省」, 「各府省」, 「事務局」, 「当該委員会」: a body without a name of its own."""
    if _OTHER_THINGS.search(name) or _OF_A_KIND.fullmatch(name) or name in title_words():
        return True
    if name in generic_words() or name in _bare_suffixes() or len(name) < 2:
        return True
    for word in _leading("pointing").at(name, 0):
        rest = name[len(word) :]
        if rest in generic_words() or rest in _bare_suffixes():
            return True
        if word in "同両各当弊貴諸" and rest:
            return True
    return False


def is_other_thing(name: str) -> bool:
    """Whether a name by its own end is that of a law, an event, a programme: not a body's."""
    if _NO_BODY.search(name):
        return True
    return any(start > 0 for start, _ in _tail_endings().before(name, len(name)))


def tail_forbids(rest: str, sure: bool) -> bool:
    """Whether what a name goes on with makes it the name of something else.

    「日本銀行法」 is a law, 「IoT推進セミナー」 an event. A `sure` body keeps its name before
    a programme or an event of its own (「総務省ガイドライン」), not before a law or a prize.
    """
    if rest.startswith(("券", "生")) or _ELECTION.match(rest) or (not sure and _FUSED.match(rest)):
        return True
    kind = _tails().get(rest)
    if kind is not None and (kind in ("law", "prize", "place") or not sure):
        return True
    return next(_laws().at(rest, 0), None) is not None
