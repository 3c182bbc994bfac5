"""What only the model sees, and how far it is believed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.entities.candidates import Candidate
from pipeline.entities.evidence import Evidence
from pipeline.entities.generic import is_generic, is_other_thing, tail_forbids
from pipeline.lexicon.tables import DATA, read_rows

_EDGES = " 「」『』()[]【】<>〈〉、。,・:;~-"
_ODD = re.compile(
    r"^[A-Z]\.|\d{4}|[誌紙版]$|[a-z] [a-z]|[ぁ-んァ-ヶー一-鿿] |\t|　|[。、「」『』()<>~…:;]|^[0-9.,%]+$|^[ぁ-ん]+$"
)


@cache
def _trust() -> dict[str, str]:
    """Label → `yes`, or `proper` where a proper noun in it must second the model."""
    rows = read_rows(DATA / "ene_types.csv", ("label", "type"))
    return {label: "yes" for _, (label, _) in rows}


def model_alone(evidence: Evidence, taken: Sequence[tuple[int, int]]) -> list[Candidate]:
    """The model's organizations that touch nothing else, at the edges of words."""
    folded = evidence.folded
    found = []
    for candidate, _label in evidence.model:
        start, end = candidate.start, candidate.end
        while start < end and folded.text[start] in _EDGES:
            start += 1
        while end > start and folded.text[end - 1] in _EDGES:
            end -= 1
        text = folded.text[start:end]
        if len(text) < 2 or _ODD.search(text) or is_generic(text) or is_other_thing(text):
            continue
        if any(start < b and a < end for a, b in taken):
            continue
        if start not in folded.starts or end not in folded.ends:
            continue
        rest = re.match(r"[^\s、。,()「」]*", folded.text[end:])
        if tail_forbids(rest[0] if rest else "", False):
            continue
        found.append(Candidate(start, end, candidate.type, "model"))
    return found
