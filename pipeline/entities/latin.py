"""Names in Latin letters: Alliance for IoT Innovation, Industrial Internet Consortium."""

from __future__ import annotations

import re
from functools import cache

from pipeline.entities.candidates import Candidate
from pipeline.entities.folded import Folded
from pipeline.lexicon.words import Suffix, load_suffixes

_RUN = re.compile(
    r"[A-Z][\w.&'’-]*(?:,? (?:(?:of|for|and|the|on|in|de|du|to|&) )*[A-Z][\w.&'’-]*)+"
)


@cache
def _kinds() -> dict[str, Suffix]:
    return {
        s.text.rstrip("."): s
        for s in load_suffixes()
        if re.fullmatch(r"[A-Z][A-Za-z]+\.?", s.text) and len(s.text) > 3
    }


# Words and their letters are counted, so that a long run without a legal form is not tried from
# every word to its end.
_COMPANY = re.compile(
    r"[A-Z][\w&.'-]{0,40}(?:,? (?:\([A-Z][A-Za-z. ]{1,40}\)|[A-Z&][\w&.'-]{0,40}|of|and|for|OF|AND|FOR)){0,20}?,? ?"
    r"(?:CO\.?, ?LTD\.?|Co\.?, ?Ltd\.?|INC\b\.?|Inc\b\.?|CORPORATION|Corporation|LLC|Ltd\.?|LTD\.?|LIMITED|"
    r"Limited|GmbH|S\.A\.|LLP|L\.P\.|PLC|plc|COMPANY|Company|N\.A\.)(?![A-Za-z])"
)


def latin_names(folded: Folded) -> list[Candidate]:
    """Runs of capitalised words, of which one says what kind of body it is."""
    found = []
    for match in _RUN.finditer(folded.text):
        words = match[0].rstrip(".,").split()
        kind = next(
            (_kinds()[w.rstrip(".,")] for w in reversed(words) if w.rstrip(".,") in _kinds()), None
        )
        if kind is not None and len(words) > 1:
            found.append(
                Candidate(
                    match.start(), match.start() + len(match[0].rstrip(",")), kind.type, "suffix"
                )
            )
    for match in _COMPANY.finditer(folded.text):
        found.append(Candidate(match.start(), match.end(), "company", "legal form"))
    return found
