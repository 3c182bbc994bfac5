"""Footnotes: numbered lines at the foot of a page whose text refers to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.sections.candidate import Candidate
from pipeline.text.layout import Layout

# Paragraphs above a footnote among which its reference is looked for.
_LONGEST_PAGE = 40
_STYLES = {"arabic", "half_paren"}
_REFERENCE = re.compile(r"(?<![0-9０-９.．,])(?<=[^\s0-9A-Za-z（(第図表])[0-9]+(?=[。、）」]|$)")


def find_footnotes(layout: Layout, candidates: Sequence[Candidate]) -> set[int]:
    """The first paragraphs of candidates like 「1 環境省「…」」 below 「であった1。」 on their page."""
    notes: set[int] = set()
    references: dict[int, frozenset[str]] = {}  # many notes ask the same paragraphs
    for candidate in candidates:
        mark = candidate.mark
        if mark is None or mark.style not in _STYLES or not mark.text[0].isascii():
            continue
        number, page = str(mark.values[0]), layout.page_at(candidate.start)
        for index in range(candidate.first - 1, max(candidate.first - _LONGEST_PAGE, 0) - 1, -1):
            paragraph = layout.paragraphs[index]
            if layout.page_at(paragraph.start) != page:
                break
            if index not in references:
                references[index] = frozenset(_REFERENCE.findall(paragraph.text.text))
            if number in references[index]:
                notes.add(candidate.first)
                break
    return notes
