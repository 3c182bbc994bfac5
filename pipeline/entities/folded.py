"""A passage in folded width, with its words: what the layers read.

All rules see one width and one kind of space; `place` is the only way back.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, cached_property

from pipeline.entities.chunks import Chunk, LegalSpan, find_chunks, find_legal_forms
from pipeline.entities.engines import Token, find_tokens
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


@cache
def _posts() -> frozenset[str]:
    return frozenset(title.text for title in load_titles())


def _wide_word(run: str) -> int:
    """How much of a run is one word: in 「委 員 柊  一馬」 a name begins behind the post."""
    letters = run[::2]
    posts = (n for n in range(len(letters), 1, -1) if letters[:n] in _posts())
    longest = next(posts, len(letters))
    return 2 * longest - 1


# Characters that are read at once; a sentence alone may be longer.
LONGEST = 1200


class Folded:
    """One passage, or some sentences of a long one; offsets of all rules count in `text`."""

    def __init__(self, passage: Passage, start: int = 0, end: int | None = None) -> None:
        self.passage = passage
        self._start = start
        self._end = len(passage.text) if end is None else end
        self._mapped = fold(passage.text[start : self._end])
        text = self._mapped.text.translate(_SAME)
        dropped = {
            index
            for run in _WIDE_APART.finditer(text)
            for index in range(run.start(), run.start() + _wide_word(run[0]))
            if text[index] == " "
        }
        self._origin = [index for index in range(len(text)) if index not in dropped]
        self.text: str = "".join(text[index] for index in self._origin)

    @cached_property
    def sentences(self) -> list[Span]:
        """Spans of `text` without the white space at either end, in order."""
        spans = []
        position = 0
        for source in self.passage.sentences:
            if not self._start <= source.start < self._end:
                continue
            length = len(fold_text(self.passage.text[source.start : source.end]))
            first = bisect_left(self._origin, position)
            last = bisect_left(self._origin, position + length)
            piece = self.text[first:last]
            start = first + len(piece) - len(piece.lstrip())
            end = first + len(piece.rstrip())
            if start < end:
                spans.append(Span(start, end))
            position += length
        return spans

    @cached_property
    def tokens(self) -> list[Token]:
        return find_tokens(self.text.translate(_VARIANTS))

    @cached_property
    def starts(self) -> dict[int, int]:
        """Where a word begins → its index."""
        return {token.start: index for index, token in enumerate(self.tokens)}

    @cached_property
    def ends(self) -> dict[int, int]:
        """Where a word ends → its index."""
        return {token.end: index for index, token in enumerate(self.tokens)}

    @cached_property
    def legal(self) -> list[LegalSpan]:
        return find_legal_forms(self.text)

    @cached_property
    def chunks(self) -> list[Chunk]:
        return find_chunks(self.text, self.tokens, self.legal)

    def breaks_at(self, position: int) -> bool:
        """Whether a line of the source ended before `position`, in mid-word for all we know."""
        if not 0 < position < len(self.text):
            return False
        left = self._mapped.source(self._origin[position - 1], self._origin[position - 1] + 1)
        right = self._mapped.source(self._origin[position], self._origin[position] + 1)
        mapped = self.passage.mapped
        before = mapped.source(self._start + left.start, self._start + left.end)
        after = mapped.source(self._start + right.start, self._start + right.end)
        return before.end < after.start

    def mention(self, start: int, end: int, found_by: str) -> Mention:
        span = self._mapped.source(self._origin[start], self._origin[end - 1] + 1)
        place = self.passage.place(self._start + span.start, self._start + span.end)
        return Mention(
            section=place.section, start=place.start, end=place.end, text=place.text,
            found_by=found_by, page=place.page, line=place.line, sentence=place.sentence,
        )  # fmt: skip


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


def squeeze(text: str) -> str:
    """A folded name without the white space in it, but for one between Latin words."""
    return re.sub(r"(?<![A-Za-z0-9.,&])\s+|\s+(?![A-Za-z0-9&])", "", text.strip())
