"""What is said of a record by way of its mentions: the type of an organization, a person's posts.

It is one for all mentions; where claims at several of them differ, the narrower scope has the
last word, and claims of one scope contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.decisions.claims import Claim
from pipeline.decisions.decision import Value
from pipeline.decisions.orders import Order, contradict

Refused = dict[Claim, str | None]


def choose(orders: Iterable[Order], keys: Sequence[str], refused: Refused) -> dict[str, Value]:
    """What the orders say of each of `keys`; contradictions are added to `refused`."""
    chosen: dict[str, Value] = {}
    with_value = [order for order in orders if not order.value.keys().isdisjoint(keys)]
    for key in keys:
        said = [
            (order.sources[key], order.value[key]) for order in with_value if key in order.value
        ]
        if not said:
            continue
        rank = max(claim.rank for claim, _ in said)
        strongest = [(claim, value) for claim, value in said if claim.rank == rank]
        if len({value for _, value in strongest}) > 1:
            refused |= contradict(claim for claim, _ in strongest)
        else:
            chosen[key] = strongest[0][1]
    return chosen
