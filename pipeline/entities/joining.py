"""Names that go on past their chunk: quotations, 「NPO法人うみねこの会」, a parent and its part."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.entities.candidates import Candidate, keep_longest
from pipeline.entities.evidence import Evidence
from pipeline.entities.generic import is_generic
from pipeline.entities.naming import part_word
from pipeline.entities.suffixes import find_endings
from pipeline.entities.titles import title_at_end

# Units of no fixed depth: 「海洋生態系部門 海洋観測センター」.
_LOOSE = ("センター", "グループ", "チーム", "ユニット", "研究センター")
_QUOTED = re.compile(r"[「『]([^「」『』。]{3,60})[」』]")


def quoted_names(evidence: Evidence, found: list[Candidate]) -> list[Candidate]:
    """「情報銀行の認定スキームの在り方に関する検討会」: a quotation that is one body's name."""
    folded = evidence.folded
    chunks = folded.chunks
    names = []
    for match in _QUOTED.finditer(folded.text):
        start, end = match.span(1)
        inside = [c for c in found if start <= c.start and c.end <= end]
        if any(c.start == start and c.end == end for c in inside) or "、" in match[1]:
            continue
        if is_generic(match[1]):
            continue  # 「研究会」: which one, only the text around it tells
        if any(text in match[1] for text in ("・", "/")) and len(inside) > 1:
            continue
        chunk = next((c for c in chunks if c.start >= start and c.end == end), None)
        if chunk is None:
            continue
        ending = next((e for e in find_endings(folded, chunk) if e.end == end), None)
        if ending is not None and ending.suffix.strength == "strong" and ending.suffix.type in (
            "council", "association", "party", "research",
        ):  # fmt: skip
            names.append(Candidate(start, end, ending.suffix.type, "quotation"))
    return keep_longest([*names, *found])


def extend_over_no(evidence: Evidence, found: list[Candidate]) -> list[Candidate]:
    """「NPO法人うみねこ|の会」: behind a legal form hiragana alone is not yet a name."""
    text = evidence.folded.text
    chunks = {chunk.start: chunk for chunk in evidence.folded.chunks}
    longer: list[Candidate] = []
    for candidate in found:
        if longer and candidate.start < longer[-1].end:
            continue
        span = next((s for s in evidence.legal if s.start == candidate.start), None)
        following = chunks.get(candidate.end + 1)
        name = text[span.end : candidate.end] if span else ""
        if (
            following is None
            or text[candidate.end] != "の"
            or not name
            or candidate.found_by == "lexicon"
        ):
            longer.append(candidate)
            continue
        endings = [e.end for e in find_endings(evidence.folded, following)]
        alone = following.end == len(text) or text[following.end] in " 」』)|、"
        row = evidence.folded.passage.kind == "row" and alone and endings
        if not row and not re.fullmatch("[ぁ-ん]{2,}", name):
            longer.append(candidate)
            continue
        post = title_at_end(evidence.folded, following, following.start)
        longer.append(
            replace(candidate, end=post or (endings[-1] if endings else following.stops[1]))
        )
    return longer


def join_parts(evidence: Evidence, candidates: list[Candidate]) -> list[Candidate]:
    """A parent and its part with one space between are one: 「商務・サービスＧ ヘルスケア産業課」."""
    text = evidence.folded.text
    joined: list[Candidate] = []
    for candidate in candidates:
        last = joined[-1] if joined else None
        if last is not None and _is_part_of(text, last, candidate):
            joined[-1] = replace(last, end=candidate.end, type=candidate.type, found_by="suffix")
        else:
            joined.append(candidate)
    return joined


def _is_part_of(text: str, head: Candidate, part: Candidate) -> bool:
    if text[head.end : part.start] != " ":
        return False
    left, right = part_word(text[head.start : head.end]), part_word(text[part.start : part.end])
    if right is None or not right.is_part or part.found_by == "legal form":
        return False
    loose = right.text in _LOOSE and (left is None or left.text != right.text)
    return left is None or not left.is_part or left.rank < right.rank or loose
