"""A passage in folded width, with its words: what the layers read.

All rules see one width and one kind of space; `place` is the only way back.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from functools import cache, cached_property
from operator import attrgetter

from pipeline.entities.chunks import Chunk, LegalSpan, find_chunks, legal_forms
from pipeline.entities.engines import Token, find_tokens
from pipeline.entities.names import is_family
from pipeline.lexicon.words import load_titles
from pipeline.records import Mention
from pipeline.text.offsets import Span
from pipeline.text.passages import Passage
from pipeline.text.width import fold, fold_text

# Variants that unidic-lite does not know as part of a name; each is one character.
_VARIANTS = str.maketrans("髙﨑𠮷濵德邉眞圡栁槗", "高崎吉浜徳辺真土柳橋")
# ～ and 〜, and the hyphens, are one character each to the rules.
_SAME = str.maketrans("〜‐‑–—−", "~-----")


# 「内　閣　府」, 「デ ジ タ ル 庁」: letters set wide apart, three at least, one space between.
_LETTER = "[々ヶ一-鿿ぁ-んァ-ヶー]"
_WIDE_APART = re.compile(rf"(?<![^\s|])(?:{_LETTER} ){{2,}}{_LETTER}(?![^\s|])")


def usual_variants(text: str) -> str:
    """With the variants of characters that UniDic knows names by; as long as `text`."""
    return text.translate(_VARIANTS)


@cache
def _posts() -> frozenset[str]:
    return frozenset(title.text for title in load_titles())


def _wide_word(run: str) -> int:
    """How much of a run is one word: in 「委 員 柊  一馬」 a name begins behind the post."""
    letters = run[::2]
    posts = (n for n in range(len(letters), 1, -1) if letters[:n] in _posts())
    longest = next(posts, len(letters))
    return 2 * longest - 1


_START = attrgetter("start")
# Characters that are read at once; a sentence alone may be longer.
LONGEST = 1200


class Folded:
    """One passage, or some sentences of a long one; offsets of all rules count in `text`.

    A document holds as many as it has passages, so what can be had again from `text` is
    kept apart, in `Words`, and may be forgotten.
    """

    __slots__ = ("_end", "_mapped", "_origin", "_sentences", "_start", "_words", "passage", "text")

    def __init__(self, passage: Passage, start: int = 0, end: int | None = None) -> None:
        self.passage = passage
        self._start = start
        self._end = len(passage.text) if end is None else end
        self._words: Words | None = None
        self._sentences: list[Span] | None = None
        source = passage.text[start : self._end]
        mapped = fold(source)
        # The ways back, where there is more to them than the same place.
        self._mapped = None if mapped.shift == 0 else mapped
        self._origin: tuple[int, ...] | None = None
        text = mapped.text.translate(_SAME)
        dropped = {
            index
            for run in _WIDE_APART.finditer(text)
            for index in range(run.start(), run.start() + _wide_word(run[0]))
            if text[index] == " "
        }
        if dropped:
            self._origin = tuple(index for index in range(len(text)) if index not in dropped)
            text = "".join([text[index] for index in self._origin])
        self.text: str = source if text == source else text

    @property
    def sentences(self) -> list[Span]:
        """Spans of `text` without the white space at either end, in order."""
        if self._sentences is None:
            self._sentences = self._find_sentences()
        return self._sentences

    def _find_sentences(self) -> list[Span]:
        sources = self.passage.sentences
        first, last = (bisect_left(sources, at, key=_START) for at in (self._start, self._end))
        spans = []
        position = 0
        for source in sources[first:last]:
            length = len(fold_text(self.passage.text[source.start : source.end]))
            begin = self._behind(position)
            piece = self.text[begin : self._behind(position + length)]
            start = begin + len(piece) - len(piece.lstrip())
            end = begin + len(piece.rstrip())
            if start < end:
                spans.append(Span(start, end))
            position += length
        return spans

    def _behind(self, position: int) -> int:
        """Where in `text` a place is of the text before letters set apart were closed up."""
        return position if self._origin is None else bisect_left(self._origin, position)

    @property
    def words(self) -> Words:
        """UniDic's words of the text, and what is read from them alone."""
        if self._words is None:
            self._words = Words(self.text)
        return self._words

    def forget(self) -> None:
        """Lets go of words and sentences; who asks for them again has them read again."""
        self._words = self._sentences = None

    @property
    def tokens(self) -> list[Token]:
        return self.words.tokens

    @property
    def starts(self) -> dict[int, int]:
        """Where a word begins → its index."""
        return self.words.starts

    @property
    def ends(self) -> dict[int, int]:
        """Where a word ends → its index."""
        return self.words.ends

    @property
    def chunks(self) -> list[Chunk]:
        return self.words.chunks

    def breaks_at(self, position: int) -> bool:
        """Whether a line of the source ended before `position`, in mid-word for all we know."""
        if not 0 < position < len(self.text):
            return False
        before = self.passage.mapped.source(*self._source(position - 1, position))
        after = self.passage.mapped.source(*self._source(position, position + 1))
        return before.end < after.start

    def _source(self, start: int, end: int) -> Span:
        """Where in the passage `text[start:end]` stands."""
        if self._origin is not None:
            start, end = self._origin[start], self._origin[end - 1] + 1
        if self._mapped is not None:
            start, end = self._mapped.source(start, end)
        return Span(self._start + start, self._start + end)

    def mention(self, start: int, end: int, found_by: str) -> Mention:
        place = self.passage.place(*self._source(start, end))
        return Mention(
            section=place.section, start=place.start, end=place.end, text=place.text,
            found_by=found_by, page=place.page, line=place.line, sentence=place.sentence,
        )  # fmt: skip


class Words:
    """The words of a folded text and their places, and what these alone tell."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.tokens: list[Token] = find_tokens(usual_variants(text))

    @cached_property
    def starts(self) -> dict[int, int]:
        return {token.start: index for index, token in enumerate(self.tokens)}

    @cached_property
    def ends(self) -> dict[int, int]:
        return {token.end: index for index, token in enumerate(self.tokens)}

    @cached_property
    def families(self) -> list[int]:
        """The indices of family names that another word stands directly behind."""
        return [
            index
            for index, (left, right) in enumerate(itertools.pairwise(self.tokens))
            if left.pos[3] == "姓" and left.end == right.start and is_family(left)
        ]

    @cached_property
    def legal(self) -> list[LegalSpan]:
        return list(legal_forms(self._text))

    @cached_property
    def chunks(self) -> list[Chunk]:
        return find_chunks(self._text, self.tokens, self.legal)


def fold_passage(passage: Passage) -> list[Folded]:
    """The passage, or where it is long its sentences in groups: the rules look at all pairs."""
    if len(passage.text) <= LONGEST:
        return [Folded(passage)]
    parts = []
    start = end = 0
    for sentence in passage.sentences:
        if end > start and sentence.end - start > LONGEST:
            parts.append(Folded(passage, start, end))
            start = end
        end = sentence.end
    return [*parts, Folded(passage, start, len(passage.text))]


_BETWEEN = re.compile(r"(?<![A-Za-z0-9.,&])\s+|\s+(?![A-Za-z0-9&])")


def squeeze(text: str) -> str:
    """A folded name without the white space in it, but for one between Latin words."""
    return _BETWEEN.sub("", text.strip())
