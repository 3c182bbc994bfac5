"""Where in a noun chunk an organization's name can end, told by its last word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.entities.chunks import Chunk
from pipeline.entities.folded import Folded
from pipeline.lexicon.words import Suffix, Title, load_suffixes, load_titles


@dataclass(frozen=True, slots=True)
class Ending:
    """`text[start:end]` is the suffix; `title_start` where a post is written onto it (室|長)."""

    start: int
    end: int
    suffix: Suffix


@cache
def _suffixes_by_last() -> dict[str, tuple[Suffix, ...]]:
    table: dict[str, list[Suffix]] = {}
    for suffix in load_suffixes():
        table.setdefault(suffix.text[-1], []).append(suffix)
    return {last: tuple(found) for last, found in table.items()}


@cache
def _titles_onto_bodies() -> dict[str, Title]:
    return {title.text: title for title in load_titles() if title.body_suffix}


def suffix_before(folded: Folded, chunk: Chunk, end: int) -> Ending | None:
    """The longest suffix that ends at `end` and begins with a word of the chunk."""
    text = folded.text
    for suffix in _suffixes_by_last().get(text[end - 1], ()):
        start = end - len(suffix.text)
        if start >= chunk.start and start in chunk.stops and text.startswith(suffix.text, start):
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
