"""Thousands of damaged documents, killed and started again: is anything lost, torn or told badly?

    python benchmarks/torture.py [--count N] [--kills N] [--seed WORDS] [--keep DIR]

The command `extract` with two workers goes over the corpus of tests/mutated.py twice: once
undisturbed, and once ended again and again (the command or a worker by SIGKILL, at any point from
its start to its last file, or the command by a signal that it can answer) and started again. Exit status 1 where

- a run crashes, hangs, shows a traceback, or ends with another status than 0 or 1;
- a document is neither among the results nor in errors.jsonl, or in both;
- a reason there is none that we know, or holds text of the document;
- a file is left over, or what was killed has not the bytes of what was not;
- a worker outlives its parent by 10 seconds, or SIGINT and SIGTERM take more than 5;
- a process grows by more than 10 kB a document after the first 1,000.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.torture_checks import bytes_of, complaints, differences, told_reasons
from benchmarks.torture_run import Process, Sizes
from tests.mutated import write_mutated

COUNT, KILLS = 10_000, 15
# Documents after which a process should have all that it needs.
WARM = 1_000
MOST_GROWTH = 10_000
ORPHANS_END = 10.0
# Seconds in which a run has begun with its documents.
START = 5.0
# The last two end by themselves, as they do when somebody presses Ctrl-C.
_MANNERS = ("early", "late", "worker", "late", "SIGINT", "SIGTERM")
# Seconds in which they do.
LONGEST_END = 5.0
# So many of the kills.
AT_THE_END = 3


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--seed", default="mutated")
    parser.add_argument("--keep", type=Path, help="a folder in which everything stays")
    settings = parser.parse_args()
    # A shell lets what it starts in the background ignore SIGINT, and that is inherited.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with tempfile.TemporaryDirectory() as temporary:
        folder = settings.keep or Path(temporary)
        wrong = torture(folder, settings.count, settings.kills, settings.seed)
    for line in wrong:
        tell(f"WRONG: {line}")
    tell(f"{len(wrong)} things wrong")
    return 1 if wrong else 0


def torture(folder: Path, count: int, kills: int, seed: str) -> list[str]:
    corpus = folder / "corpus"
    sources = write_mutated(corpus, count, seed)
    tell(f"{len(sources):,} documents, {sum(map(len, bytes_of(corpus).values())):,} bytes")
    start = time.monotonic()
    wrong = undisturbed(corpus, folder / "undisturbed", len(sources))
    seconds = time.monotonic() - start
    for reason, number in told_reasons(folder / "undisturbed"):
        tell(f"  {number:>6,} failed: {reason}")
    wrong += complaints(folder / "undisturbed", sources)
    wrong += disturbed(corpus, folder / "killed", kills, seconds, seed)
    wrong += differences(folder / "undisturbed", folder / "killed")
    return wrong


def undisturbed(corpus: Path, output: Path, count: int) -> list[str]:
    start = time.monotonic()
    warm: Sizes = {}
    with Process(corpus, output) as process:
        while process.goes_on():
            if process.done >= WARM and not warm:
                warm = dict(process.sizes)
    seconds = time.monotonic() - start
    tell(f"undisturbed: {seconds:.0f} s, {1000 * seconds / count:.1f} s a 1,000 documents")
    wrong = process.wrong
    for number, (name, size) in process.sizes.items():
        tell(f"  {name}: {size.rss / 1e6:.0f} MB at the end, at most {size.peak / 1e6:.0f} MB")
        if number in warm and count > WARM:
            before = warm[number][1]
            grown, peak = (
                (now - then) / (count - WARM)
                for now, then in ((size.rss, before.rss), (size.peak, before.peak))
            )
            tell(
                f"  {name}: after {WARM:,} grown by {grown:,.0f} bytes a document, peak {peak:,.0f}"
            )
            if max(grown, peak) > MOST_GROWTH:
                wrong.append(f"{name} grows by {max(grown, peak):,.0f} bytes a document")
    return wrong


def disturbed(corpus: Path, output: Path, kills: int, seconds: float, seed: str) -> list[str]:
    """Runs that are killed, then one that is not. `seconds` is what one takes that is not."""
    wrong: list[str] = []
    source = random.Random(f"kills {seed}")
    start = time.monotonic()
    for number in range(kills):
        with Process(corpus, output) as process:
            manner = _MANNERS[number % len(_MANNERS)]
            # The last ones meet the run when all documents are done and the tables are made.
            last = number >= kills - AT_THE_END
            early = source.uniform(0.05, START)
            late = source.uniform(0, 2 * seconds / kills)
            began = time.monotonic()
            while process.goes_on():
                if last and process.is_finishing:
                    time.sleep(source.uniform(0, 0.3))
                    break
                # Clocks of those that are to meet documents run from the first one.
                if manner != "early" and not process.done:
                    began = time.monotonic()
                after = early if manner == "early" else late
                if not last and time.monotonic() - began > after:
                    break
            if process.ended:
                tell(f"no kill {number + 1}: all was done before")
                continue
            workers = process.workers()
            if manner == "worker" and workers:
                # Its document is tried again, and nothing is lost.
                process.kill_worker(source)
                end = time.monotonic() + late
                while process.goes_on() and time.monotonic() < end:
                    pass
                workers = process.workers()
            tell(f"kill {number + 1}, {manner}: {process.done:,} of {process.tasks:,} done")
            if manner.startswith("SIG"):
                took = process.stop(signal.Signals[manner])
                tell(f"  ended after {took:.1f} s")
                if took > LONGEST_END:
                    wrong.append(f"{manner} took {took:.1f} s")
            else:
                process.kill()
            wrong += process.wrong
            wrong += [f"worker {each} outlived its parent" for each in _left(workers)]
    with Process(corpus, output) as process:
        while process.goes_on():
            pass
    tell(f"killed and finished: {time.monotonic() - start:.0f} s")
    return wrong + process.wrong


def _left(workers: list[int]) -> list[int]:
    end = time.monotonic() + ORPHANS_END
    while workers and time.monotonic() < end:
        workers = [number for number in workers if Path(f"/proc/{number}").exists()]
        time.sleep(0.05)
    return workers


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
