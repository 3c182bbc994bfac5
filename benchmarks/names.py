"""Does any text, however hostile, stay cheap and linear for the finders of names?

    python benchmarks/names.py [--model] [--characters N] [--only WORDS]

The whole of `extract` on every kind of tests/entities/hostile_names.py and tests/hostile.py, at
N characters (20,000) and at half of that: seconds for 10,000 characters, and how much longer
twice as much takes. Without --model an engine that costs next to nothing sees names everywhere,
and the processor's time is taken: that of the finders alone. With it ja_ginza is asked, N is
10,000, and the clock on the wall is read. Exit status 1 where 10,000 characters take 15 seconds,
or twice the length more than three times the time.
"""

from __future__ import annotations

import argparse
import gc
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pipeline.entities import Engine, load_engine
from pipeline.entities.engines import Entity
from pipeline.errors import EngineError
from pipeline.flow import extract
from tests.entities.hostile_names import PATTERNS
from tests.hostile import KINDS

SECONDS = 15.0  # for 10,000 characters
GROWTH = 3.0
# Below this the clock tells more about the machine than about us.
TOO_SHORT = 0.3
TRIES = 6
SHOWN = 20


class Seeing:
    """Calls every other run of letters something, in turns: as much as an engine can say."""

    LABELS = ("Person", "Company", "City", "Government")
    WORD = re.compile("[一-鿿]{1,4}|[ァ-ヶー]{1,8}|[A-Za-z]{1,12}")

    def find_entities(self, sentences: Sequence[str]) -> list[list[Entity] | EngineError]:
        return [self._find(sentence) for sentence in sentences]

    def _find(self, sentence: str) -> list[Entity] | EngineError:
        words = enumerate(self.WORD.finditer(sentence))
        return [Entity(*m.span(), self.LABELS[i // 2 % 4]) for i, m in words if i % 2]


class Row(NamedTuple):
    """`seconds` for 10,000 characters."""

    seconds: float
    growth: float
    fine: bool
    kind: str


class Measure:
    def __init__(self, engine: Engine, clock: Callable[[], float], characters: int) -> None:
        self._engine = engine
        self._clock = clock
        self._characters = characters

    def row(self, kind: str, make: Callable[[int], str]) -> Row:
        half, whole = make(self._characters // 2), make(self._characters)
        first, second = self._seconds(half), self._seconds(whole)
        for _ in range(TRIES):
            if second <= GROWTH * max(first, TOO_SHORT / 2):
                break
            first = min(first, self._seconds(half))
            second = min(second, self._seconds(whole))
        growth = second / max(first, TOO_SHORT / 2)
        seconds = second * 10_000 / self._characters
        return Row(seconds, growth, growth <= GROWTH and seconds < SECONDS, kind)

    def _seconds(self, text: str) -> float:
        gc.collect()
        start = self._clock()
        extract(text, engine=self._engine)
        return self._clock() - start


def tell(row: Row) -> None:
    judged = "" if row.fine else "TOO MUCH "
    sys.stdout.write(f"{row.seconds:8.3f} s  x{row.growth:5.2f}  {judged}{row.kind}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--model", action="store_true", help="with ja_ginza")
    parser.add_argument("--characters", type=int, help="in the longer of two texts")
    parser.add_argument("--only", default="", help="kinds whose name holds this")
    given = parser.parse_args()
    characters = given.characters or (10_000 if given.model else 20_000)
    engine: Engine = load_engine() if given.model else Seeing()
    clock = time.perf_counter if given.model else time.process_time
    extract(
        "総務省の田中太郎氏が述べた。", engine=engine
    )  # the tables are read before the clock runs
    measure = Measure(engine, clock, characters)
    rows = []
    # A list: some names are in both.
    for kind, make in [*PATTERNS.items(), *((kind.name, kind.make) for kind in KINDS)]:
        if given.only in kind:
            rows.append(measure.row(kind, make))
            tell(rows[-1])
    bad = [row for row in rows if not row.fine]
    sys.stdout.write(f"{len(rows)} kinds at {characters:,} characters, the dearest:\n")
    for row in sorted(rows, reverse=True)[:SHOWN]:
        tell(row)
    sys.stdout.write(f"{len(bad)} too much\n")
    for row in bad:
        tell(row)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
