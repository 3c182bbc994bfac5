"""Organizations in one passage: what the layers propose, made into mentions by the guideline.

Order matters and is the order below: every layer sees what those before it left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.entities.candidates import Candidate, keep_longest
from pipeline.entities.chunks import JOINERS, Chunk, LegalSpan, find_chunks, find_legal_forms
from pipeline.entities.engines import Entity
from pipeline.entities.folded import Folded
from pipeline.entities.generic import is_generic, leading_words, tail_forbids
from pipeline.entities.known import KnownSpan, find_known
from pipeline.entities.places import acts, is_place
from pipeline.entities.suffixes import Ending, find_endings
from pipeline.lexicon.organizations import Gazetteer
from pipeline.lexicon.words import load_ene_types
from pipeline.records import ORGANIZATION_TYPES


class Evidence:
    """What is known about a passage before its chunks are read."""

    def __init__(self, folded: Folded, entities: Sequence[Entity], gazetteer: Gazetteer) -> None:
        self.folded = folded
        self.gazetteer = gazetteer
        types = load_ene_types()
        self.model = [
            Candidate(e.start, e.end, types[e.label], "model")  # type: ignore[arg-type]
            for e in entities
            if types.get(e.label) in ORGANIZATION_TYPES
        ]
        self.people = [e for e in entities if types.get(e.label) == "person"]
        self.known = [
            k
            for k in find_known(folded, gazetteer)
            if not k.ambiguous or self.backed(k.start, k.end)
        ]
        self.legal = find_legal_forms(folded.text)

    def backed(self, start: int, end: int) -> bool:
        """Whether the model, too, sees an organization there."""
        return any(candidate.overlaps(start, end) for candidate in self.model)


def find_organizations(folded: Folded, evidence: Evidence) -> list[Candidate]:
    """The organizations of a passage by its own words, in order, none overlapping."""
    found: list[Candidate] = []
    for chunk in find_chunks(folded):
        for piece in split_at_joiners(chunk, evidence):
            candidate = read_piece(piece, evidence)
            if candidate is not None:
                found.append(candidate)
    found += quoted_names(folded, found)
    found += model_alone(folded, evidence, found)
    kept = [c for c in keep_longest(found) if not is_generic(folded.text[c.start : c.end])]
    return join_parts(
        folded,
        [c for c in kept if not is_place(c, evidence.gazetteer, folded) or acts(c, kept, folded)],
    )


def split_at_joiners(chunk: Chunk, evidence: Evidence) -> list[Chunk]:
    """「IoT推進コンソーシアム・データ流通促進WG」 is two; 「環境再生・資源循環局」 is one.

    A mark separates where the words before it are an organization by themselves.
    """
    text = evidence.folded.text
    pieces: list[Chunk] = []
    start = chunk.start
    for left, right in zip(chunk.stops, chunk.stops[1:], strict=False):
        if text[left:right] in JOINERS or (left > start and text[left] in JOINERS):
            if any(k.start < left and right < k.end for k in evidence.known):
                continue
            before = _within(chunk, start, left)
            if before is not None and _is_body(before, evidence):
                pieces.append(before)
                start = right
    last = _within(chunk, start, chunk.end)
    return pieces + ([last] if last else [])


def _within(chunk: Chunk, start: int, end: int) -> Chunk | None:
    stops = tuple(stop for stop in chunk.stops if start <= stop <= end)
    return Chunk(start, end, stops) if len(stops) > 1 else None


def _is_body(piece: Chunk, evidence: Evidence) -> bool:
    candidate = read_piece(piece, evidence)
    return candidate is not None and candidate.end == piece.end


def read_piece(piece: Chunk, evidence: Evidence) -> Candidate | None:
    """The organization in a chunk: from the first word that may begin it to the last ending."""
    text = evidence.folded.text
    start = leading_words(evidence.folded, piece)
    known = [k for k in evidence.known if start <= k.start and k.end <= piece.end]
    legal = [span for span in evidence.legal if start <= span.start and span.end <= piece.end]
    for end, cause, kind in possible_ends(piece, start, known, legal, evidence):
        begin = beginning(start, end, known, legal)
        if begin >= end or is_generic(text[begin:end]):
            continue
        sure = cause in ("lexicon", "legal form")
        if tail_forbids(text[end : piece.end], sure):
            return None
        return Candidate(begin, end, kind, cause)  # type: ignore[arg-type]
    return None


def possible_ends(
    piece: Chunk, start: int, known: list[KnownSpan], legal: list[LegalSpan], evidence: Evidence
) -> list[tuple[int, str, str]]:
    """(end, cause, type) from the last to the first."""
    ends: dict[int, tuple[str, str]] = {}
    for ending in find_endings(evidence.folded, piece):
        if ending.start > start and convincing(ending, start, piece, known, evidence):
            ends[ending.end] = ("suffix", ending.suffix.type)
    for span in legal:
        if is_after(span, piece, start, legal):
            ends[span.end] = ("legal form", span.form.type)
        elif span.end < piece.end and not any(end > span.end for end in ends):
            ends[name_end(span, piece, evidence)] = ("legal form", span.form.type)
    for k in known:
        ends.setdefault(k.end, ("lexicon", k.organization.type))
        if k.start == start:
            ends[k.end] = ("lexicon", k.organization.type)
    for candidate in evidence.model:
        if start < candidate.end <= piece.end and candidate.end in piece.stops:
            if not any(end >= candidate.end for end in ends):
                ends.setdefault(candidate.end, ("model", candidate.type))
    return [(end, *ends[end]) for end in sorted(ends, reverse=True)]


def convincing(
    ending: Ending, start: int, piece: Chunk, known: list[KnownSpan], evidence: Evidence
) -> bool:
    """Whether a suffix makes a name here: a weak one (部, 会) needs a body above it or the model."""
    if ending.suffix.strength == "strong":
        return True
    if any(k.start == start and k.end <= ending.start for k in known):
        return True
    if evidence.backed(ending.start - 1, ending.end):
        return True
    words = sum(1 for stop in piece.stops if start <= stop < ending.start)
    row = evidence.folded.passage.kind in ("row", "heading")
    return row or words >= 2


def is_after(span: LegalSpan, piece: Chunk, start: int, legal: list[LegalSpan]) -> bool:
    """Whether a legal form closes the name before it: 「X株式会社」, not 「株式会社X」."""
    if span.form.side != "both":
        return span.form.side == "after" and span.start > start
    return span.start > start


def name_end(span: LegalSpan, piece: Chunk, evidence: Evidence) -> int:
    """Where the name that a leading legal form opens ends: before a post, else with the chunk."""
    from pipeline.entities.titles import title_at_end

    return title_at_end(evidence.folded, piece, span.end) or piece.end


def beginning(start: int, end: int, known: list[KnownSpan], legal: list[LegalSpan]) -> int:
    """A leading legal form opens the name, whatever stands before it (「受託者株式会社X」)."""
    for span in legal:
        if span.form.side == "before" and start < span.start < end:
            if not any(k.end == span.start for k in known):
                return span.start
    return start


_QUOTED = re.compile(r"[「『]([^「」『』。]{3,60})[」』]")


def quoted_names(folded: Folded, found: Sequence[Candidate]) -> list[Candidate]:
    """「情報銀行の認定スキームの在り方に関する検討会」: a quotation that is a body's name as a whole."""
    names = []
    for match in _QUOTED.finditer(folded.text):
        start, end = match.span(1)
        last = next(
            (c for c in found if c.end == end and c.start >= start and c.found_by == "suffix"), None
        )
        if last is not None and last.start > start and not any(mark in match[1] for mark in "、,"):
            inner = folded.text[start : last.start]
            if inner.endswith(("・", "/")):
                continue
            names.append(replace(last, start=start))
    return names


def model_alone(folded: Folded, evidence: Evidence, found: Sequence[Candidate]) -> list[Candidate]:
    """What only the model sees: kept where it is no part of anything else."""
    return [c for c in evidence.model if not any(f.overlaps(c.start, c.end) for f in found)]


def join_parts(folded: Folded, candidates: list[Candidate]) -> list[Candidate]:
    """A parent and its part with one space between are one mention: 「商務・サービスＧ ヘルスケア産業課」."""
    from pipeline.entities.naming import is_part

    joined: list[Candidate] = []
    for candidate in candidates:
        last = joined[-1] if joined else None
        text = folded.text[candidate.start : candidate.end]
        if (
            last is not None
            and candidate.start - last.end == 1
            and folded.text[last.end] == " "
            and candidate.found_by == "suffix"
            and is_part(text)
        ):
            joined[-1] = replace(
                last, end=candidate.end, type=candidate.type, found_by="suffix", chain=()
            )
        else:
            joined.append(candidate)
    return joined
