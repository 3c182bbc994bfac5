"""Runs of numbers, and what the document says of them: heading after heading, or a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.lexicon.heading_marks import load_heading_marks
from pipeline.sections.candidate import Candidate
from pipeline.text.layout import Paragraph

_PREDICATE = re.compile(r"(?:こと|もの|する|した|して|である|ている|られる|される|ない|ため|よう)$")
_LIST_COMING = re.compile(r"(?:次の|以下の|下記の|のとおり|通り|とおりである|掲げる)")
_NUMBERED = {"mark", "appendix", "ornament", "label"}
_LITERATURE_MARKS = {"half_paren", "paren", "arabic", "circled", "dot", "paren_digit"}
# A number above this does not begin a numbering cut out of its document.
_HIGHEST_ORPHAN = 40
# Numberings of one style that may wait for their next number at a time.
_OPEN_RUNS = 4


class Evidence:
    """What the document says about its candidates."""

    def __init__(self, paragraphs: Sequence[Paragraph], candidates: Sequence[Candidate]) -> None:
        self.paragraphs = paragraphs
        self.numbered = [c for c in candidates if c.kind in _NUMBERED]
        self.by_first = {c.first: c for c in candidates if c.kind != "bare"}
        self.seen: dict[str, int] = {}  # style → the paragraph where it first stands
        for candidate in self.numbered:
            self.seen.setdefault(candidate.style, candidate.first)
        self.outermost = next((c.style for c in self.numbered if c.kind == "mark"), None)
        self.accepted: set[str] = set()  # styles of which a run was taken for headings
        self.listed = _below_literature(candidates, self.outermost)

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


def find_runs(evidence: Evidence) -> list[list[Candidate]]:
    """Candidates of one style whose numbers go up, in the order of their first members.

    A list may stand between two headings of its style (「2.」, then 「1.」 「2.」 in the text, then
    「3.」): a number that two runs wait for goes to the one whose members, like it, have
    text of their own.
    """
    runs: list[list[Candidate]] = []
    waiting: dict[str, list[list[Candidate]]] = {}
    for candidate in evidence.numbered:
        if candidate.first in evidence.listed:
            continue
        open_runs = waiting.setdefault(candidate.style, [])
        fitting = [run for run in open_runs if _goes_on(candidate, run[-1])]
        own = evidence.has_own_text(candidate)
        alike = [run for run in fitting if evidence.has_own_text(run[0]) == own]
        if fitting:
            run = (alike or fitting)[-1]
            run.append(candidate)
            del open_runs[open_runs.index(run) + 1 :]
        else:
            runs.append([candidate])
            open_runs.append(runs[-1])
            del open_runs[:-_OPEN_RUNS]
    return runs


def _goes_on(candidate: Candidate, last: Candidate) -> bool:
    if candidate.mark is None or last.mark is None:
        return candidate.mark is last.mark
    return candidate.mark.follows(last.mark)


def is_list(evidence: Evidence, run: Sequence[Candidate]) -> bool:
    """Is the run a list: announced as one, made of clauses or of a roster's rows, under a title?"""
    paragraphs, first = evidence.paragraphs, run[0].first
    if first == 0:
        return False
    announced = _LIST_COMING.search(paragraphs[first - 1].text.text[-40:]) is not None
    # 「議事日程」, 「■議題」: what is numbered right below a title without a number are its items.
    above = evidence.by_first.get(first - 1)
    titled = above is not None and above.mark is None and not evidence.has_own_text(run[0])
    clauses = sum(bool(_PREDICATE.search(c.title)) for c in run)
    rows = sum(paragraphs[c.first].kind == "row" and not c.body for c in run)
    return announced or (titled and len(run) > 1) or max(clauses, rows) * 2 > len(run)


def is_repeated_item(evidence: Evidence, run: Sequence[Candidate]) -> bool:
    """「一、…」 below 「一、…」: items that all bear the same number (Diet papers)."""
    if len(run) > 1 or run[0].mark is None:
        return False
    around = [
        p.mark for p in evidence.paragraphs[max(run[0].first - 2, 0) : run[0].last + 3]
        if p.mark is not None and p.mark.style == run[0].style
    ]  # fmt: skip
    return len(around) > 1 and len({mark.values for mark in around}) < len(around)


def counts_something_else(run: Sequence[Candidate]) -> bool:
    """「213 日本の防衛」, a running head; 「48 インフルエンザ」, a week's row; 「３省」 alone."""
    mark = run[0].mark
    if mark is not None and mark.style == "tight":
        return len(run) < 2 or not mark.starts
    return mark is not None and mark.style == "arabic" and min(mark.values) > _HIGHEST_ORPHAN


def begins_midway(paragraphs: Sequence[Paragraph], first: Candidate) -> bool:
    """「3) 冷暗所での運搬」 whose 「2)」 right above is no heading goes on a list."""
    if first.mark is None or first.mark.starts or first.first == 0:
        return False
    before = paragraphs[first.first - 1].mark
    return before is not None and first.mark.follows(before)


def _below_literature(candidates: Sequence[Candidate], outermost: str | None) -> set[int]:
    """What is numbered below 参考文献, but for the outermost numbering where it goes on."""
    listed: set[int] = set()
    styles: set[str] = set()
    inside = False
    for candidate in candidates:
        outer = candidate.kind in {"title", "document", "tail", "roster", "appendix"}
        if outer or _is_literature(candidate):
            inside = _is_literature(candidate)
            styles = set()
        elif inside and candidate.mark is not None and candidate.style in _LITERATURE_MARKS:
            goes_on = candidate.style == outermost and not candidate.mark.starts
            if not goes_on or candidate.style in styles:
                styles.add(candidate.style)
                listed.add(candidate.first)
    return listed


def _is_literature(candidate: Candidate) -> bool:
    return candidate.title.replace(" ", "") in load_heading_marks().literature_titles
