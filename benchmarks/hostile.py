"""Does any text, however hostile, stay cheap and linear for what happens before the model?

    python benchmarks/hostile.py [--length N] [--only WORDS] [--all]

Every kind of tests/hostile.py goes through the stages at N/4 and N/2 characters (N is
40,000), and at N where half of it took more than a third of a second. Exit status 1 where
all stages together take more than a second at N, or where a stage takes more than three
times as long for twice the length.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from pipeline import dates, sections
from pipeline.text.layout import read
from pipeline.text.passages import make_passages
from tests.hostile import KINDS, Kind

LENGTH = 40_000
LONGEST_SECONDS = 1.0
GROWTH = 3.0
# Below this the clock tells more about the machine than about us.
TOO_SHORT = 0.06
SHOWN = 20
STAGES = ("layout", "sections", "sentences", "dates")


class Row(NamedTuple):
    """`seconds` for N characters; `growth` and `stage`: of the stage that grows most."""

    seconds: float
    growth: float
    stage: str
    kind: str
    fine: bool


def stages(text: str) -> list[float]:
    """Seconds that each stage takes. `find_dates` is all of them, `split_sections` the first two."""
    gc.collect()
    clock = [time.process_time()]
    layout = read(text)
    clock.append(time.process_time())
    found = sections.split(layout)
    clock.append(time.process_time())
    passages = make_passages(layout, found)
    assert all(passage.sentences for passage in passages)
    clock.append(time.process_time())
    dates.find(passages, found, None)
    clock.append(time.process_time())
    return [after - before for before, after in pairwise(clock)]


def measure(kind: Kind, length: int) -> Row:
    quarter, half = kind.make(length // 4), kind.make(length // 2)
    first, second = stages(quarter), stages(half)
    for _ in range(3):
        ratios = [b / max(a, TOO_SHORT / 2) for a, b in zip(first, second, strict=True)]
        if max(ratios) <= GROWTH:
            break
        first = [min(pair) for pair in zip(first, stages(quarter), strict=True)]
        second = [min(pair) for pair in zip(second, stages(half), strict=True)]
    seconds = 2 * sum(second)
    if seconds > LONGEST_SECONDS * 2 / 3:
        whole = kind.make(length)
        seconds = min(sum(stages(whole)) for _ in range(2))
    growth = max(ratios)
    fine = growth <= GROWTH and seconds <= LONGEST_SECONDS * length / LENGTH
    return Row(seconds, growth, STAGES[ratios.index(growth)], kind.name, fine)


def tell(row: Row) -> None:
    judged = "" if row.fine else "TOO MUCH "
    sys.stdout.write(
        f"{row.seconds:8.3f} s  x{row.growth:5.2f} ({row.stage})  {judged}{row.kind}\n"
    )
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--length", type=int, default=LENGTH, help="characters")
    parser.add_argument("--only", default="", help="kinds whose name holds this")
    parser.add_argument("--all", action="store_true", help="show every kind, not the worst alone")
    given = parser.parse_args()
    stages("平成30年３月")  # patterns are compiled before the clock runs
    rows = []
    for kind in KINDS:
        if given.only in kind.name:
            rows.append(measure(kind, given.length))
            if given.all or not rows[-1].fine:
                tell(rows[-1])
    bad = sum(not row.fine for row in rows)
    sys.stdout.write(
        f"{len(rows)} kinds at {given.length:,} characters, {bad} too much; the dearest:\n"
    )
    for row in sorted(rows, reverse=True)[:SHOWN]:
        tell(row)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
