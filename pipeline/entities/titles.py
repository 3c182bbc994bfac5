"""Posts: 課長, 大臣官房総括審議官（情報通信担当）, 代表取締役社長, 名誉教授."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from operator import attrgetter

from pipeline.entities.candidates import Spanned, Taken
from pipeline.entities.chunks import Chunk
from pipeline.entities.folded import Folded
from pipeline.lexicon.lookup import Beginnings, Endings
from pipeline.lexicon.words import load_titles, load_words

# Words that make no post by themselves although a person may stand beside them.
_ADDED = re.compile(
    r"\s?\(([^()]{0,20}(?:担当|付|併任|兼務|兼任|代理|代行|取扱|社外|常勤|非常勤|独立))\)"
)
_LONGEST = 40
_START, _END = attrgetter("start"), attrgetter("end")


@dataclass(frozen=True, slots=True)
class TitleSpan:
    start: int
    end: int
    text: str


@cache
def title_words() -> frozenset[str]:
    return frozenset(title.text for title in load_titles())


@cache
def _title_endings() -> Endings[str]:
    return Endings((title.text, title.text) for title in load_titles())


def ends_as_title(text: str) -> str | None:
    """The longest title word that `text` ends in."""
    return _title_endings().longest(text)


# Honorifics and posts of up to 14 characters.
_FOLLOWER = re.compile(r"[^\s、。,.()「」・:|]{0,14}")
# Posts that a place or a part can have as well as a person's name can stand before them.
_OF_PLACES = re.compile(
    r"(?:市|町|村|区|県|都|道|府|知事|支店|支社|支局|支所|支部|営業所|署|所|局|校|工場|駅|港湾|空港|税関|大使|総領事|公使|議員|市議|県議|会頭|院|館|園|病院|学)長?$|知事$|大使$|議員$|会頭$"
)


# 「氏名」 heads a column, 「ロマネスク様式」 is a style.
_OTHER_WORDS = ("氏名", "氏族", "様式", "様子", "様々", "様相", "君主", "殿堂", "殿下")


def follows_name(text: str, position: int) -> str | None:
    """The post or honorific that stands directly behind a name, or after one space."""
    rest = _FOLLOWER.match(text, position)
    word = rest[0] if rest else ""
    for honorific in _honorific_beginnings().at(word, 0):
        short = len(honorific) == 1  # 「師」 ends other words
        if not (short and (honorific not in "氏君様殿" or word[:2] in _OTHER_WORDS)):
            return honorific
    if "ぁ" <= word[:1] <= "ん":
        return None
    for length in range(len(word), 1, -1):
        post = word[:length]
        if post in title_words() or (length <= 8 and ends_as_title(post)):
            return post
    return None


def is_personal_title(title: str) -> bool:
    """Whether only a person can stand before it: 委員, 先生, 監事; not 市長, 支店長."""
    return _OF_PLACES.search(title) is None


def heads(text: str, end: int) -> bool:
    """Whether behind a body's name the post of its head follows: 「石川県|知事」, 「防衛研究所|長」."""
    return text.startswith("長", end) or follows_name(text, end) is not None


_OFFICIAL_POST = re.compile("[一-鿿・]*(?:審議官|参事官|総括官|企画官|統括官|調査官|補佐官|長付)")


def official_post(text: str, position: int) -> bool:
    """Whether a post of a secretariat follows: 「大臣官房|総括審議官」 is one title."""
    return _OFFICIAL_POST.match(text, position) is not None


def title_at_end(folded: Folded, chunk: Chunk, start: int) -> int | None:
    """Where the post begins that ends the chunk, behind at least one word after `start`."""
    text = folded.text
    for stop in chunk.stops:
        if stop > start and text[stop : chunk.end] in title_words():
            return stop
    return None


def find_titles(folded: Folded, others: Sequence[Spanned], named: bool) -> list[TitleSpan]:
    """The posts between the others (organizations and names), in order.

    A post is what is left of a noun chunk where that ends in a title word: 「総務省|大臣官房
    総括審議官」. A post written onto its body (室|長) is read as 室長.
    """
    text = folded.text
    others = sorted(others, key=_START)
    ends = {other.end for other in others}
    spans = wide_titles(text, Taken(others))
    wide = Taken(spans)
    for chunk in folded.chunks:
        for start, end in _left_over(chunk, others):
            if not wide.leaves(start, end):
                continue
            span = _read_title(folded, start, end, start in ends)
            in_bracket = text[start - 1 : start] == "("
            if span is None and named and (folded.passage.kind == "row" or in_bracket):
                span = _column(folded, start, end, ends)
            if span is not None:
                spans.append(span)
    return sorted(spans, key=_START)


_SINGLE = re.compile(r"(?<![^\s|(])[一-鿿](?=[\s|(]|$)")


def wide_titles(text: str, taken: Taken) -> list[TitleSpan]:
    """「局　　長　　山 田」: the longest run of single letters that is a post, where it is free."""
    letters = [m.start() for m in _SINGLE.finditer(text)]
    spans: list[TitleSpan] = []
    for first, start in enumerate(letters):
        if spans and start < spans[-1].end:
            continue
        word, best = text[start], None
        for before, position in itertools.pairwise(letters[first : first + 8]):
            if text[before + 1 : position].strip(" ") or position - before > 5:
                break
            word += text[position]
            if word in title_words():
                best = TitleSpan(start, position + 1, word)
        if best and taken.leaves(best.start, best.end):
            spans.append(best)
    return spans


def _left_over(chunk: Chunk, others: Sequence[Spanned]) -> list[tuple[int, int]]:
    """What the others, which do not overlap, leave of a chunk."""
    pieces, position = [], chunk.start
    for other in islice(others, bisect_right(others, chunk.start, key=_END), None):
        if other.start >= chunk.end:
            break
        if position < other.start:
            pieces.append((position, other.start))
        position = other.end
    if position < chunk.end:
        pieces.append((position, chunk.end))
    return pieces


def _read_title(folded: Folded, start: int, end: int, after_body: bool) -> TitleSpan | None:
    text = folded.text
    while start < end and text[start] in "・/-&+":
        start += 1
    while start < end and text[end - 1] in "・/-&+":
        end -= 1
    piece = text[start:end]
    if not piece or len(piece) > _LONGEST:
        return None
    word = piece
    if (
        after_body and piece[0] == "長" and not piece.startswith("長官")
    ):  # 循環指導室|長: the body's last word belongs to the post
        for title in load_titles():
            body = title.body_suffix
            if body and text.endswith(body, 0, start) and (body + piece).startswith(title.text):
                word = body + piece
                break
        else:
            return None
    elif ends_as_title(piece) is None:
        return None
    added = _ADDED.match(text, end)
    if added:
        return TitleSpan(start, added.end(), f"{word}({added[1]})")
    return TitleSpan(start, end, word)


_POST_SHAPE = re.compile(
    r".*(?:監|官|長|員|役|士|師|事|者|授|手|頭|スタッフ|マネージャー|ディレクター|リーダー|フェロー|オフィサー)"
)


def _column(folded: Folded, start: int, end: int, ends: set[int]) -> TitleSpan | None:
    """「…連絡会　政策スタッフ」: in a row with a name, what stands alone behind the body."""
    text = folded.text
    before = text[:start].rstrip()
    alone = start == 0 or text[start - 1].isspace() or text[start - 1] in "|(" or start in ends
    closed = end == len(text) or text[end].isspace() or text[end] in "|()"
    behind_body = len(before.rstrip("(")) in ends
    if not alone or not closed or not behind_body or not 2 <= end - start <= 14:
        return None
    piece = text[start:end]
    return TitleSpan(start, end, piece) if _POST_SHAPE.fullmatch(piece) else None


@cache
def honorifics() -> frozenset[str]:
    return load_words("honorifics.csv", "word")


@cache
def _honorific_beginnings() -> Beginnings:
    return Beginnings(honorifics())
