"""People in one passage: the layers in order of trust, and the names that the text repeats.

A later layer sees what the earlier ones left free.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.entities.addressed import addressed_names, contacts, members, speakers
from pipeline.entities.candidates import Candidate
from pipeline.entities.folded import Folded
from pipeline.entities.foreign_runs import foreign_runs
from pipeline.entities.setting import NameSpan, Setting
from pipeline.entities.spaced_names import spaced_names, whole_atoms
from pipeline.entities.written_names import authors, foreign_names, joined_names, model_names


def find_people(setting: Setting) -> list[NameSpan]:
    """The names of a passage, in order, none within an organization."""
    organizations = setting.bodies
    found: list[NameSpan] = []
    for layer in LAYERS:
        for span in layer(setting):
            free = not any(o.start < span.end and span.start < o.end for o in organizations)
            if free and not any(f.start < span.end and span.start < f.end for f in found):
                found.append(span)
    return sorted(found, key=lambda span: span.start)


def names_again(
    folded: Folded, whole: Sequence[str], found: list[NameSpan], bodies: Sequence[Candidate]
) -> list[NameSpan]:
    """Every other place where a name stands that the text names in full, over shorter finds."""
    spans: list[NameSpan] = list(found)
    for name in whole:
        start = folded.text.find(name)
        while start >= 0:
            end = start + len(name)
            over = [s for s in spans if s.start < end and start < s.end]
            inside = all(
                start <= s.start and s.end <= end and (s.start, s.end) != (start, end) for s in over
            )
            free = not any(b.start < end and start < b.end for b in bodies)
            if free and inside and (start in folded.starts or end in folded.ends or over):
                spans = [s for s in spans if s not in over]
                spans.append(NameSpan(start, end, name, over[0].found_by if over else "name"))
            start = folded.text.find(name, end)
    return sorted(spans, key=lambda span: span.start)


LAYERS = (
    members, speakers, spaced_names, joined_names, whole_atoms, foreign_runs, model_names, foreign_names, authors, addressed_names,
    contacts,
)  # fmt: skip
