"""Which paragraphs look like headings, one by one; the document's evidence comes after."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from pipeline.sections.candidate import Candidate, make_candidate
from pipeline.sections.numbered import read_numbered
from pipeline.sections.titles import may_be_title
from pipeline.sections.unnumbered import read_ornamented, read_unnumbered
from pipeline.text.layout import Layout, Paragraph

_CAPTION = re.compile(r"(?:図表?|表|写真|資料図|グラフ)[ 　]?[0-9０-９Ⅰ-ⅩＡ-ＺA-Z]")
_OVERLINES = {"￣", "‾"}
_UNDERLINE = re.compile("[￣‾]{3,}")
# A paragraph longer than this holds no title.
_LONGEST_PARAGRAPH = 400


def find_candidates(layout: Layout) -> list[Candidate]:
    """In order of position; none of them overlaps another."""
    found: list[Candidate] = []
    taken = -1
    for index, paragraph in enumerate(layout.paragraphs):
        if index <= taken or len(paragraph.text) > _LONGEST_PARAGRAPH:
            continue
        candidate = _read_underlined(layout, index) or _read(layout.paragraphs, index)
        if candidate is not None:
            if found and found[-1].last >= candidate.first:
                found.pop()  # 「国の動き」 above 「委　員　名　簿」 belongs to that title
            found.append(candidate)
            taken = candidate.last
    return _settle_letters(found)


def _read_underlined(layout: Layout, index: int) -> Candidate | None:
    """A line with ￣￣￣ right below."""
    paragraph = layout.paragraphs[index]
    below = paragraph.last_line + 1
    if below >= layout.line_count:
        return None
    drawn = layout.line_content(below)
    if drawn[:1] not in _OVERLINES or not _UNDERLINE.fullmatch(drawn):
        return None
    if paragraph.mark or not may_be_title(paragraph.text.text):
        return None
    return make_candidate(
        paragraph, index, "ornament", paragraph.text.text, style="ornament:underline"
    )


def _read(paragraphs: Sequence[Paragraph], index: int) -> Candidate | None:
    paragraph = paragraphs[index]
    if _CAPTION.match(paragraph.text.text):
        return None
    if paragraph.mark is not None:
        return read_numbered(paragraphs, index, paragraph.mark)
    if paragraph.bullet:
        return read_ornamented(paragraph, index)
    return read_unnumbered(paragraphs, index)


def _settle_letters(candidates: list[Candidate]) -> list[Candidate]:
    """「I．」 after 「H．」 is a letter; by itself it is the Roman one."""
    settled: list[Candidate] = []
    last: dict[str, int] = {}
    for candidate in candidates:
        mark = candidate.mark
        if mark is not None and "roman" in mark.style:
            letters = mark.style.replace("small_roman", "latin").replace("roman", "latin")
            letter = re.sub("[^A-Z]", "", unicodedata.normalize("NFKC", mark.text).upper())
            value = ord(letter) - ord("A") + 1 if len(letter) == 1 else 0
            if value > 1 and last.get(letters) == value - 1:
                mark = replace(mark, style=letters, values=(value,))
                candidate = replace(candidate, style=letters, mark=mark)
        if mark is not None and "latin" in mark.style:
            last[mark.style] = mark.values[0]
        settled.append(candidate)
    return settled
