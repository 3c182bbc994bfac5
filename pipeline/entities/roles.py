"""Roles that a label gives to the names behind it: 「（副本部長は、副市長小林勝彦及び教育長阿部順子）」."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.entities.affiliations import is_chair
from pipeline.entities.candidates import Candidate
from pipeline.entities.folded import Folded
from pipeline.entities.posts import FoundPost
from pipeline.entities.setting import NameSpan

# What the label governs: up to the next は, bracket or full stop.
_LABEL = re.compile(
    r"(?:(?P<open>\()|^|[、。])\s*(?P<role>[一-鿿]{2,6}長)(?:に?は、|には)(?P<names>[^()。は]*)"
)


def roles_of(
    folded: Folded, bodies: Sequence[Candidate], names: Sequence[NameSpan]
) -> list[tuple[NameSpan, FoundPost]]:
    """Who chairs, and what: the body that the bracket stands behind."""
    found = []
    for match in _LABEL.finditer(folded.text):
        if not _is_role(match["role"]):
            continue
        at = match.start("open")
        body = next((i for i, b in enumerate(bodies) if match["open"] and b.end == at), None)
        governed = [n for n in names if match.start("names") <= n.start < match.end("names")]
        found += [(name, FoundPost(body, match["role"])) for name in governed]
    return found


def _is_role(title: str) -> bool:
    return is_chair(title) or re.fullmatch("副?(?:本部長|班長|団長|隊長)", title) is not None
