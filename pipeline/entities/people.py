"""People in one passage: the layers in order of trust, and the names that the text repeats.

A later layer sees what the earlier ones left free.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.entities.addressed import addressed_names, contacts, members, speakers
from pipeline.entities.candidates import Candidate, Taken
from pipeline.entities.folded import Folded
from pipeline.entities.foreign_runs import foreign_runs
from pipeline.entities.setting import NameSpan, Setting
from pipeline.entities.spaced_names import spaced_names, whole_atoms
from pipeline.entities.written_names import authors, foreign_names, joined_names, model_names
from pipeline.lexicon.lookup import Beginnings

# A name of three characters is a word as often; runs of katakana without end are no names, and
# each length that there is of them costs a step at every place.
SHORTEST_AGAIN, LONGEST_AGAIN = 4, 40


def find_people(setting: Setting) -> list[NameSpan]:
    """The names of a passage, in order, none within an organization."""
    taken = Taken(setting.bodies)
    found: list[NameSpan] = []
    for layer in LAYERS:
        for span in layer(setting):
            if taken.leaves(span.start, span.end):
                taken.take(span)
                found.append(span)
    return sorted(found, key=lambda span: span.start)


def may_come_again(span: NameSpan) -> bool:
    """Whether a name is looked for in all of the document."""
    return SHORTEST_AGAIN <= len(span.name) <= LONGEST_AGAIN


def names_again(
    folded: Folded, whole: Beginnings, found: list[NameSpan], bodies: Sequence[Candidate]
) -> list[NameSpan]:
    """Every other place where a name stands that the text names in full, over shorter finds."""
    known = {(span.start, span.end) for span in found}
    again = [
        NameSpan(start, start + len(name), name, "name")
        for name, starts in whole.all_in(folded.text).items()
        for start in starts
        if (start, start + len(name)) not in known
    ]
    if not again:
        return found
    spans = list(found)
    taken = Taken(bodies)
    for name in sorted(again, key=lambda span: (span.start - span.end, span.name, span.start)):
        over = [s for s in spans if s.start < name.end and name.start < s.end]
        inside = all(name.start <= s.start and s.end <= name.end for s in over)
        if not inside or not taken.leaves(name.start, name.end):
            continue
        if over or name.start in folded.starts or name.end in folded.ends:
            spans = [s for s in spans if s not in over]
            spans.append(replace(name, found_by=over[0].found_by) if over else name)
    return sorted(spans, key=lambda span: span.start)


LAYERS = (
    members, speakers, spaced_names, joined_names, whole_atoms, foreign_runs, model_names, foreign_names, authors, addressed_names,
    contacts,
)  # fmt: skip
