"""Which candidates are headings: decided by the whole document, not by one line.

Numbered lines come in runs (１, ２, ３ of one style). A run whose members have text of
their own below them is one of headings; a run that stands line below line is a list. The
outermost numbering of a document is always one of headings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.sections.candidates import Candidate
from pipeline.text.layout import Layout, Paragraph

_PREDICATE = re.compile(r"(?:こと|もの|する|した|して|である|ている|られる|される|ない|ため|よう)$")
_CONTINUED = re.compile(
    r"\s*[(（<＜\[【]?(?:続き|つづき|続|承前|前頁から続く|前ページの続き)[)）>＞\]】]?$"
)
_NUMBERED = {"mark", "appendix", "ornament", "label"}
# Paragraphs above a footnote among which its reference is looked for.
_LONGEST_PAGE = 40
_CIRCLES = "○●◎◯〇"
_LIST_COMING = re.compile(r"(?:次の|以下の|下記の|のとおり|通り|とおりである|掲げる)")


def choose_headings(layout: Layout, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The headings among the candidates, in order of position."""
    paragraphs = layout.paragraphs
    candidates = [c for c in candidates if not _is_footnote(layout, c)]
    evidence = _Evidence(paragraphs, candidates)
    chosen = {c.first for c in _numbered_headings(evidence)}
    chosen |= {
        c.first for c in candidates if c.kind in {"title", "tail"} and _stands_alone(paragraphs, c)
    }
    chosen |= {c.first for c in candidates if c.kind == "roster" and _names_rows(paragraphs, c)}
    if chosen:
        first = min(chosen)
        chosen |= {c.first for c in candidates if c.kind == "document" and c.first > first}
    headings = _without_continued([c for c in candidates if c.first in chosen])
    if not any(c.kind in {"mark", "appendix"} for c in headings):
        headings = _with_bare(paragraphs, candidates, chosen)
    return headings


def _without_continued(headings: Sequence[Candidate]) -> list[Candidate]:
    """A heading repeated on a following page (「２．課題（続き）」) opens no new section."""
    kept: list[Candidate] = []
    for heading in headings:
        plain = _CONTINUED.sub("", heading.title)
        if plain != heading.title and any(
            plain == earlier.title and heading.number == earlier.number for earlier in kept[-20:]
        ):
            continue
        kept.append(heading)
    return kept


class _Evidence:
    """What the document says about its candidates."""

    def __init__(self, paragraphs: Sequence[Paragraph], candidates: Sequence[Candidate]) -> None:
        self.paragraphs = paragraphs
        self.numbered = [c for c in candidates if c.kind in _NUMBERED]
        self.by_first = {c.first: c for c in candidates if c.kind != "bare"}
        self.seen: dict[str, int] = {}  # style → the paragraph where it first stands
        for candidate in self.numbered:
            self.seen.setdefault(candidate.style, candidate.first)
        self.outermost = next((c.style for c in self.numbered if c.kind == "mark"), None)

    def has_own_text(self, candidate: Candidate) -> bool:
        """Does anything stand below the heading before the next one of its rank?"""
        if candidate.body:
            return True
        following = candidate.last + 1
        if following >= len(self.paragraphs):
            return False
        below = self.by_first.get(following)
        if below is None:
            mark = self.paragraphs[following].mark
            return mark is None or mark.style != candidate.style
        if below.kind not in _NUMBERED or below.style == candidate.style:
            return False
        if candidate.kind == "appendix":
            return below.kind != "appendix"
        # A numbering first used further down is a deeper one, and so this heading's own.
        return below.kind != "appendix" and self.seen[below.style] > self.seen[candidate.style]


def _numbered_headings(evidence: _Evidence) -> list[Candidate]:
    headings: list[Candidate] = []
    for run in _runs(evidence.numbered):
        own = [evidence.has_own_text(c) for c in run]
        first = run[0]
        if _is_division(first):
            headings += run
        elif first.kind == "label":
            headings += [c for c in run if c.first > 0]
        elif first.kind == "appendix":
            if own[0] or len(run) == 1:
                headings += [c for c, has in zip(run, own, strict=True) if has and c.first > 0]
        elif first.kind == "ornament" and first.style[-1] in _CIRCLES:
            # Circles are bullets first: a single one heads nothing.
            if len(run) >= 2 and all(own) and all(_heads_text(evidence, c) for c in run):
                headings += run
        elif _repeated(evidence, run):
            continue
        elif (own[0] and sum(own) * 2 >= len(own)) or (
            first.style == evidence.outermost and not _listed(evidence.paragraphs, run)
        ):
            headings += run
    return sorted(headings, key=lambda c: c.first)


def _is_division(candidate: Candidate) -> bool:
    """第１章 and its kind, and titles in 【】 (the securities report's), always head."""
    ranked = candidate.mark is not None and candidate.mark.rank is not None
    return ranked or (candidate.kind == "mark" and candidate.title.startswith("【"))


def _heads_text(evidence: _Evidence, candidate: Candidate) -> bool:
    below = evidence.paragraphs[candidate.last + 1]
    return below.kind == "text" and len(candidate.title) <= 25


def _repeated(evidence: _Evidence, run: Sequence[Candidate]) -> bool:
    """「一、…」 below 「一、…」: items that all bear the same number (Diet papers)."""
    if len(run) > 1 or run[0].mark is None:
        return False
    around = [
        p.mark for p in evidence.paragraphs[max(run[0].first - 2, 0) : run[0].last + 3]
        if p.mark is not None and p.mark.style == run[0].style
    ]  # fmt: skip
    return len(around) > 1 and len({mark.values for mark in around}) < len(around)


def _runs(numbered: Sequence[Candidate]) -> list[list[Candidate]]:
    """Candidates of one style whose numbers go up, in the order of their first members."""
    runs: list[list[Candidate]] = []
    current: dict[str, list[Candidate]] = {}
    for candidate in numbered:
        run = current.get(candidate.style)
        goes_on = run is not None and (
            candidate.mark is None
            or (run[-1].mark is not None and candidate.mark.follows(run[-1].mark))
        )
        if run is not None and goes_on:
            run.append(candidate)
        else:
            current[candidate.style] = [candidate]
            runs.append(current[candidate.style])
    return runs


def _listed(paragraphs: Sequence[Paragraph], run: Sequence[Candidate]) -> bool:
    """Is the run a list: announced as one, or made of clauses, or of a roster's rows?"""
    first = run[0].first
    announced = first > 0 and _LIST_COMING.search(paragraphs[first - 1].text.text[-40:])
    clauses = sum(bool(_PREDICATE.search(c.title)) for c in run)
    rows = sum(paragraphs[c.first].kind == "row" and not c.body for c in run)
    return bool(announced) or max(clauses, rows) * 2 > len(run)


def _stands_alone(paragraphs: Sequence[Paragraph], candidate: Candidate) -> bool:
    """Is the line no cell of a table that happens to read 概要 or 参考?"""
    paragraph = paragraphs[candidate.first]
    if candidate.kind == "tail" or paragraph.blank_before or paragraph.blank_after:
        return True
    before = paragraphs[candidate.first - 1] if candidate.first else None
    return before is None or before.text.text.endswith("。")


def _names_rows(paragraphs: Sequence[Paragraph], candidate: Candidate) -> bool:
    """Do rows of people stand below a roster's title, or (in slides) above it?"""
    below = paragraphs[candidate.last + 1 : candidate.last + 6]
    above = paragraphs[max(candidate.first - 4, 0) : candidate.first]
    return sum(p.kind == "row" for p in below) >= 2 or (
        bool(above) and sum(p.kind == "row" for p in above) >= 2
        and paragraphs[candidate.first].blank_before
    )  # fmt: skip


def _is_footnote(layout: Layout, candidate: Candidate) -> bool:
    """「1 環境省「…」」 at the foot of a page whose text refers to it (「であった1。」)."""
    mark = candidate.mark
    if mark is None or mark.style not in {"arabic", "half_paren"} or not mark.text[0].isascii():
        return False
    reference = re.compile(
        rf"(?<![0-9０-９.．,])(?<=[^\s0-9A-Za-z（(第図表]){mark.values[0]}(?=[。、）」]|$)"
    )
    page = layout.page_at(candidate.start)
    for paragraph in reversed(
        layout.paragraphs[max(candidate.first - _LONGEST_PAGE, 0) : candidate.first]
    ):
        if layout.page_at(paragraph.start) != page:
            return False
        if reference.search(paragraph.text.text):
            return True
    return False


def _with_bare(
    paragraphs: Sequence[Paragraph], candidates: Sequence[Candidate], chosen: set[int]
) -> list[Candidate]:
    """A text without numbers: short lines that stand apart above prose are its headings."""
    ornaments = Counter(
        c.style for c in candidates if c.first in chosen and c.kind in {"ornament", "label"}
    )
    if sum(ornaments.values()) >= 2:
        return [c for c in candidates if c.first in chosen]
    bare = [c for c in candidates if c.kind == "bare" and _heads_prose(paragraphs, c)]
    keep = chosen | {c.first for c in bare} if len(bare) >= 2 else chosen
    return [c for c in candidates if c.first in keep]


def _heads_prose(paragraphs: Sequence[Paragraph], candidate: Candidate) -> bool:
    paragraph = paragraphs[candidate.first]
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
