"""Which facts of a document decisions already speak of, before they are applied or after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from pipeline.decisions.claims import find_claims
from pipeline.decisions.decision import Decision, Kind
from pipeline.decisions.ground import Ground
from pipeline.text.offsets import Span

Covered = Mapping[tuple[Kind, Span], tuple[Decision, ...]]


def find_covered(decisions: Mapping[str, Decision], ground: Ground) -> Covered:
    """The decisions on each place (offsets of the source), in the order of their ids.

    One that gives a fact another boundary speaks of both places. `decisions` are by their ids.
    """
    found: defaultdict[tuple[Kind, Span], list[Decision]] = defaultdict(list)
    for claim in find_claims(decisions, ground).claims:
        spans = {claim.span} if claim.moved is None else {claim.span, claim.moved}
        for span in sorted(spans):
            found[claim.decision.kind, span].append(claim.decision)
    return {place: tuple(together) for place, together in found.items()}
