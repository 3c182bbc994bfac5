"""Which candidates are headings: decided by the whole document, not by one line.

Numbered lines come in runs (１, ２, ３ of one style). A run whose members have text of
their own below them is one of headings; a run that stands line below line is a list. The
outermost numbering of a document is always one of headings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.sections.candidate import Candidate
from pipeline.sections.footnotes import find_footnotes
from pipeline.sections.pages import slide_titles
from pipeline.sections.runs import (
    Evidence,
    begins_midway,
    counts_something_else,
    find_runs,
    is_list,
    is_repeated_item,
)
from pipeline.text.layout import Layout, Paragraph

# How a heading without a number ends, where nothing else is numbered.
_LABEL_WORDS = re.compile(
    r"^(?:[^\s、。：:]*の)?(?:概要|内容|方法|予定|状況|結果|経緯|背景|目的|趣旨|資格|期間|要件|対象|体制|基準|効果|課題|方針|賞|発表|経過|成果|実績|根拠|留意事項|注意事項)$"
    r"|(?:内容|方法|資格|期間|要件|様へ|の皆様へ|予定|発表|協力)$"
)
_CONTINUING = ("続", "つづき", "承前")
_CONTINUED = re.compile(
    r"\s*[(（<＜\[【]?(?:続き|つづき|続|承前|前頁から続く|前ページの続き)[)）>＞\]】]?$"
)
# Paragraphs among which a document's own title stands.
_HEAD = 4
_CIRCLES = "○●◯〇"


def choose_headings(layout: Layout, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The headings among the candidates, in order of position; repeated ones are marked."""
    paragraphs = layout.paragraphs
    notes = find_footnotes(layout, candidates)
    marked = _mark_repeated([c for c in candidates if c.first not in notes])
    repeated = [c for c in marked if c.repeats]
    candidates = [c for c in marked if not c.repeats]
    candidates = [c for i, c in enumerate(candidates) if not _heads_page(layout, candidates, i)]
    evidence = Evidence(paragraphs, candidates)
    chosen = {c.first for c in _numbered_headings(evidence)}
    chosen |= {
        c.first for c in candidates if c.kind in {"title", "tail"} and _stands_alone(paragraphs, c)
    }
    chosen |= {c.first for c in candidates if c.kind == "roster" and _names_rows(paragraphs, c)}
    if chosen:
        first = min(chosen)
        chosen |= {c.first for c in candidates if c.kind == "document" and c.first > first}
    chosen |= slide_titles(layout, candidates, chosen)
    headings = [c for c in candidates if c.first in chosen]
    if not any(c.kind in {"mark", "appendix"} for c in headings):
        headings = _with_bare(paragraphs, candidates, chosen)
    return sorted(headings + repeated, key=lambda c: c.first)


def _mark_repeated(headings: Sequence[Candidate]) -> list[Candidate]:
    """A heading repeated on a following page (「２．課題（続き）」) opens no new section."""
    marked: list[Candidate] = []
    for heading in headings:
        plain = heading.title
        if any(word in plain for word in _CONTINUING):
            plain = _CONTINUED.sub("", plain)
        repeats = plain != heading.title and any(
            heading.number == earlier.number and earlier.title.startswith(plain)
            for earlier in marked[-20:]
        )
        marked.append(replace(heading, repeats=True) if repeats else heading)
    return marked


def _numbered_headings(evidence: Evidence) -> list[Candidate]:
    headings: list[Candidate] = []
    for run in find_runs(evidence):
        before = len(headings)
        own = [evidence.has_own_text(c) for c in run]
        first = run[0]
        if _is_division(first):
            headings += run
        elif first.kind == "label":
            headings += [c for c in run if c.first > 0 or len(run) > 1]
        elif first.kind == "appendix":
            if len(run) == 1 and _labels_document(evidence, first):
                continue
            if own[0] or len(run) == 1:
                headings += [c for c, has in zip(run, own, strict=True) if has and c.first > 0]
        elif first.kind == "ornament" and first.style[-1] in _CIRCLES:
            # Circles are bullets first: a single one heads nothing.
            if len(run) >= 2 and all(own) and all(_heads_text(evidence, c) for c in run):
                headings += run
        elif (
            is_repeated_item(evidence, run)
            or counts_something_else(run)
            or all(c.doubtful for c in run)
            or (len(run) == 1 and begins_midway(evidence.paragraphs, first))
        ):
            continue
        elif (own[0] and sum(own) * 2 >= len(own)) or (
            first.style == evidence.outermost
            and first.style not in evidence.accepted
            and not is_list(evidence, run)
        ):
            headings += run
        if len(headings) > before:
            evidence.accepted.add(first.style)
    return sorted(headings, key=lambda c: c.first)


def _is_division(candidate: Candidate) -> bool:
    """第１章 and its kind, and titles in 【】 (the securities report's), always head."""
    ranked = candidate.mark is not None and candidate.mark.rank is not None
    return ranked or (candidate.kind == "mark" and candidate.title.startswith("【"))


def _labels_document(evidence: Evidence, candidate: Candidate) -> bool:
    """「資料３」 above the title of the whole: nothing has been said yet, and nothing is numbered."""
    return (
        candidate.first < 6
        and not any("。" in p.text.text for p in evidence.paragraphs[: candidate.first])
        and all(c.first >= candidate.first for c in evidence.numbered)
        and any(c.first > candidate.first for c in evidence.numbered)
    )


def _heads_text(evidence: Evidence, candidate: Candidate) -> bool:
    below = evidence.paragraphs[candidate.last + 1]
    return len(candidate.title) <= 30 and (below.kind == "text" or below.bullet > 0)


def _stands_alone(paragraphs: Sequence[Paragraph], candidate: Candidate) -> bool:
    """Is the line no cell of a table that happens to read 概要 or 参考?"""
    paragraph = paragraphs[candidate.first]
    centred = paragraph.indent >= 12 or re.search(r"\S[ 　]+\S", paragraph.text.text)
    if candidate.kind == "tail" or candidate.style == "appendix" or candidate.title.isascii():
        return True
    if paragraph.blank_before or paragraph.blank_after or centred:
        return True
    before = paragraphs[candidate.first - 1] if candidate.first else None
    return before is None or before.text.text.endswith("。")


def _names_rows(paragraphs: Sequence[Paragraph], candidate: Candidate) -> bool:
    """Do rows of people stand below a roster's title, or (in slides) above it?

    Not where a numbered heading comes first: that is the title of a document of rosters.
    """
    below = list(paragraphs[candidate.last + 1 : candidate.last + 6])
    if candidate.first < _HEAD and any(p.mark is not None and p.mark.starts for p in below[:3]):
        return False
    above = paragraphs[max(candidate.first - 4, 0) : candidate.first]
    return sum(p.kind == "row" for p in below) >= 2 or (
        bool(above) and sum(p.kind == "row" for p in above) >= 2
        and (paragraphs[candidate.first].blank_before or paragraphs[candidate.last].blank_after)
    )  # fmt: skip


def _heads_page(layout: Layout, candidates: Sequence[Candidate], index: int) -> bool:
    """「第３章」 at a page's top right above 「第２節」 is a running head: a chapter begins with 第１節."""
    own = candidates[index]
    if own.mark is None or own.mark.rank is None or index + 1 >= len(candidates):
        return False
    below = candidates[index + 1]
    deeper = (
        below.mark is not None and below.mark.rank is not None and below.mark.rank > own.mark.rank
    )
    if not deeper or below.first != own.last + 1 or below.mark is None or below.mark.starts:
        return False
    before = layout.paragraphs[own.first - 1] if own.first else None
    return before is None or layout.page_at(before.start) != layout.page_at(own.start)


def _with_bare(
    paragraphs: Sequence[Paragraph], candidates: Sequence[Candidate], chosen: set[int]
) -> list[Candidate]:
    """A text without numbers: short lines that stand apart above prose are its headings."""
    ornaments = Counter(
        c.style for c in candidates if c.first in chosen and c.kind in {"ornament", "label"}
    )
    bare = [c for c in candidates if c.kind == "bare" and _heads_prose(paragraphs, c)]
    if sum(ornaments.values()) >= max(2, len(bare)):
        return [c for c in candidates if c.first in chosen]
    keep = chosen | {c.first for c in bare} if len(bare) >= 2 else chosen
    return [c for c in candidates if c.first in keep]


def _heads_prose(paragraphs: Sequence[Paragraph], candidate: Candidate) -> bool:
    """A short line above prose; known as a label, or standing apart."""
    paragraph = paragraphs[candidate.first]
    before = paragraphs[candidate.first - 1] if candidate.first else None
    if before is not None and _LABEL_WORDS.search(candidate.title) and len(candidate.title) <= 14:
        return paragraph.blank_before or before.text.text.endswith("。") or before.kind != "row"
    below = paragraphs[candidate.last + 1] if candidate.last + 1 < len(paragraphs) else None
    return (
        candidate.first > 0
        and paragraph.blank_before
        and len(candidate.title) <= 30
        and paragraph.indent <= 4
        and below is not None
        and below.kind == "text"
        and "。" in below.text.text
        and not re.search(r"[0-9０-９]+[月日]|各位|殿$|様$|[（(]", candidate.title)
    )
