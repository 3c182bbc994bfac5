"""Noun chunks: the runs of words within which the names of organizations lie.

A chunk is a run of nouns, prefixes and suffixes with nothing between, with the marks
that may stand inside one name (・ / & -), the brackets of a legal form (「(株)」), and the
space between Latin words. Particles, punctuation, brackets and any other space end it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.entities.engines import Token
from pipeline.lexicon.lookup import Endings
from pipeline.lexicon.words import LegalForm, load_legal_forms, load_suffixes
from pipeline.text.width import fold_text

# Marks before an entry (「〇情報流通行政局」, 「○田中委員」); 〇 is also the kanji zero of 二〇.
MARKS = "○〇◯●◎◆◇■□▲△▼▽★☆※➢➤•‣"
JOINERS = "・/&-+.'’"
_LATIN = re.compile(r"[A-Za-z0-9À-ÿ]")
# 「等」 and 「など」 close a list; a name goes on behind neither of them.
_NAME_POS = frozenset(("名詞", "接頭辞", "接尾辞", "形状詞", "記号", "補助記号"))
_CLOSING = frozenset(("等", "など", "ほか", "ら", "及び", "並びに"))
_JOINERS = frozenset(JOINERS)
_BETWEEN = frozenset((*JOINERS, " "))
# Word boundaries in what is read as one name. Those of reports have up to 28; lists of bodies
# and the leaders of a table of contents have more, and what looks at all pairs would be slow.
LONGEST = 48
_WORD = re.compile(r"\w", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Chunk:
    """`text[start:end]`; `stops` are the word boundaries in it, both ends included."""

    start: int
    end: int
    stops: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LegalSpan:
    start: int
    end: int
    form: LegalForm


@cache
def _legal_pattern() -> tuple[re.Pattern[str], dict[str, LegalForm]]:
    forms = {fold_text(form.short): form for form in load_legal_forms()}
    # By their first characters, so that a place where none can begin is passed at once.
    by_first: dict[str, list[str]] = {}
    for text in sorted(forms, key=lambda text: -len(text)):
        by_first.setdefault(text[0], []).append(_bounded(text))
    grouped = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items())
    return re.compile("|".join(grouped)), forms


def _bounded(text: str) -> str:
    """What follows a form's first character; one in Latin letters is a word of its own (「SA」, not 「ENISA」)."""
    left = r"(?<![A-Za-z0-9].)" if text[0].isascii() and text[0].isalnum() else ""
    right = r"(?![A-Za-z0-9])" if text[-1].isascii() and text[-1].isalnum() else ""
    return left + re.escape(text[1:]) + right


def legal_forms(text: str) -> Iterator[LegalSpan]:
    """「(株)」, 「一般社団法人」 …: every legal form in folded `text`, at each place the longest."""
    pattern, forms = _legal_pattern()
    for match in pattern.finditer(text):
        yield LegalSpan(*match.span(), forms[match[0]])


def find_chunks(text: str, tokens: Sequence[Token], legal: Sequence[LegalSpan]) -> list[Chunk]:
    """The chunks of folded `text`, in order, from its words and the legal forms in it."""
    words = _words(tokens, legal)
    chunks: list[Chunk] = []
    stops: list[int] = []
    for index, (start, end, joiner) in enumerate(words):
        if stops and not _joined(text, stops[-1], start):
            chunks += _chunks_of(text, stops)
            stops = []
        if joiner:
            following = words[index + 1][0] if index + 1 < len(words) else None
            latin = text[start] not in ".'’" or _between_latin(text, start)
            if not stops or following is None or not latin or not _joined(text, end, following):
                if stops:
                    chunks += _chunks_of(text, stops)
                    stops = []
                continue
        if not stops or stops[-1] < start:
            stops.append(start)
        stops.append(end)
    if stops:
        chunks += _chunks_of(text, stops)
    return chunks


def _between_latin(text: str, position: int) -> bool:
    """A point or an apostrophe is part of a name between Latin letters only."""
    around = text[position - 1 : position] + text[position + 1 : position + 2]
    return len(around) == 2 and around.isascii() and around.isalnum()


def _words(tokens: Sequence[Token], legal: Sequence[LegalSpan]) -> list[tuple[int, int, bool]]:
    """(start, end, whether it is a joiner) of what may stand in a name; a legal form is one word."""
    words: list[tuple[int, int, bool]] = []
    covered = following = 0
    for token in tokens:
        start, end, surface, pos, _ = token
        while following < len(legal) and legal[following].start <= start:
            form = legal[following]
            following += 1
            if form.start >= covered:
                words.append((form.start, form.end, False))
                covered = form.end
        if start < covered:
            if end > covered:  # the rest of a word that a legal form ends in
                words.append((covered, end, False))
                covered = end
        elif surface in _JOINERS:
            words.append((start, end, True))
        elif pos[0] not in _NAME_POS or surface in _CLOSING:
            continue
        elif _WORD.match(surface) and surface.strip(MARKS):
            cut = _last_word(token)
            if cut:
                words.append((start, cut, False))
            words.append((cut or start, end, False))
    return words


@cache
def _last_words() -> Endings[str]:
    texts = (suffix.text for suffix in load_suffixes())
    return Endings((t, t) for t in texts if re.fullmatch("[ァ-ヶー]{3,}|[A-Z]{2,}", t))


def _last_word(token: Token) -> int | None:
    """Where the last word begins in what UniDic has as one: 「サイバー…タスクフォース」, 「DXWG」, 「いの町」."""
    if token.pos[2] == "地名" and len(token.surface) > 2 and token.surface[-1] in "市町村区":
        return token.end - 1
    if token.reading is not None:
        return None
    words = _last_words().before(token.surface, len(token.surface))
    return next((token.start + cut for cut, _ in words if cut), None)


def _joined(text: str, left: int, right: int) -> bool:
    """Nothing stands between, or one space between Latin words."""
    if left == right:
        return True
    return (
        text[left:right] == " "
        and _LATIN.match(text[left - 1]) is not None
        and _LATIN.match(text[right]) is not None
    )


def _chunks_of(text: str, stops: Sequence[int]) -> Iterator[Chunk]:
    """The chunk of these stops; one too long for a name is cut, at a mark or blank if it has one."""
    while len(stops) > LONGEST:
        last = range(LONGEST - 1, LONGEST // 2, -1)
        mark = next((i for i in last if text[stops[i] : stops[i + 1]] in _BETWEEN), None)
        cut = LONGEST - 1 if mark is None else mark
        yield Chunk(stops[0], stops[cut], tuple(stops[: cut + 1]))
        stops = stops[cut if mark is None else mark + 1 :]
    yield Chunk(stops[0], stops[-1], tuple(stops))
