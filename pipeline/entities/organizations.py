"""Organizations in one passage, by its own words: each noun chunk read from its last word.

The steps of `find_organizations` are the layers; each sees what those before it left.
"""

from __future__ import annotations

from pipeline.entities.candidates import Candidate
from pipeline.entities.evidence import Evidence
from pipeline.entities.joining import extend_over_no, join_parts, quoted_names
from pipeline.entities.pieces import may_name, read_piece
from pipeline.entities.splitting import split_at_joiners


def find_organizations(evidence: Evidence) -> list[Candidate]:
    """Candidates in order, none overlapping; places and what only the model sees come later."""
    found: list[Candidate] = []
    chunks = evidence.folded.chunks
    for chunk in chunks:
        if not may_name(chunk, evidence):
            continue
        for piece in split_at_joiners(chunk, evidence):
            candidate = read_piece(piece, evidence)
            if candidate is not None:
                found.append(candidate)
    found += [
        Candidate(k.start, k.end, k.organization.type, "lexicon")
        for k in evidence.known
        if not any(c.overlaps(k.start, k.end) for c in found)
        and not any(c.start <= k.start and k.end <= c.end for c in chunks)
    ]  # a name with a particle in it: 「気候変動に関する政府間パネル」
    found = extend_over_no(evidence, quoted_names(evidence, found))
    return join_parts(evidence, found)
