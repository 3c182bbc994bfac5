"""What the command `houkoku extract` costs: its start, its workers, a growing corpus.

    python benchmarks/corpus.py [--large]

Generated reports of some 3,500 characters each. Every measure is a run of the command in
a process of its own; memory is the largest of its processes. With --large instead: 50 MB
of such reports, and one report of 20 MB. Exit status 1 where a figure is missed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from reports import write_corpus, write_report

ROOT = Path(__file__).parents[1]
BYTES = 3  # a character, in UTF-8, nearly always


class Run(NamedTuple):
    """Seconds to the first document and to the end; the largest process in MiB."""

    first: float
    seconds: float
    memory: float


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--large", action="store_true")
    large = parser.parse_args().large
    with tempfile.TemporaryDirectory() as folder:
        return 0 if all((measure_large if large else measure)(Path(folder))) else 1


def measure(folder: Path) -> list[bool]:
    results = [
        check("start to first output, sample", extract(ROOT / "raw", folder / "sample").first, 5.0, "s"),
        check("nothing to do, sample", again(ROOT / "raw", folder / "sample"), 0.7, "s"),
    ]  # fmt: skip
    million = folder / "million"
    characters = make(million, 1_000_000)
    one = extract(million, folder / "one", workers=1)
    two = extract(million, folder / "two", workers=2)
    results.append(
        check("two workers against one", one.seconds / two.seconds, 1.7, "x", least=True)
    )
    results.append(told_same("one worker and two", folder / "one", folder / "two"))
    small, big = folder / "1MB", folder / "10MB"
    costs = {}
    for corpus, size in ((small, 1_000_000), (big, 10_000_000)):
        characters = make(corpus, size // BYTES)
        run = extract(corpus, folder / f"{corpus.name}-outputs", workers=2)
        costs[corpus] = run.seconds / characters
        tell(f"{corpus.name}: {characters:,} characters, {1e6 * costs[corpus]:.1f} s a million")
    results.append(check("cost at 10 MB against 1 MB", costs[big] / costs[small], 1.1, "x"))
    results.append(check("memory of a worker, 10 MB", run.memory, 900, "MiB"))
    count = sum(1 for _ in big.rglob("*.txt"))
    unchanged = again(big, folder / "10MB-outputs") * 1000 / count
    results.append(check(f"1,000 unchanged ({count} measured)", unchanged, 2.0, "s"))
    return results


def measure_large(folder: Path) -> list[bool]:
    corpus = folder / "50MB"
    characters = make(corpus, 50_000_000 // BYTES)
    run = extract(corpus, folder / "50MB-outputs", workers=2)
    tell(f"50 MB: {characters:,} characters, {1e6 * run.seconds / characters:.1f} s a million")
    results = [check("memory of a worker, 50 MB", run.memory, 900, "MiB")]
    single = folder / "single"
    single.mkdir()
    text = write_report(20_000_000 // BYTES)
    (single / "long.txt").write_text(text, encoding="utf-8")
    run = extract(single, folder / "single-outputs", workers=1)
    tell(f"20 MB in one: {len(text):,} characters, {1e6 * run.seconds / len(text):.1f} s a million")
    return [*results, check("memory, one document of 20 MB", run.memory, 1200, "MiB")]


def make(corpus: Path, characters: int) -> int:
    """The corpus, and its characters."""
    write_corpus(corpus, characters)
    return sum(len(path.read_text(encoding="utf-8")) for path in corpus.rglob("*.txt"))


def extract(corpus: Path, output: Path, workers: int | None = None) -> Run:
    command = [sys.executable, "-m", "pipeline", "extract", str(corpus), "--output", str(output)]
    command += ["--workers", str(workers)] if workers else []
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    first = None
    while True:
        # Not Popen.wait: of the process and of those it waited for, the largest is asked for.
        ended, status, used = os.wait4(process.pid, 0 if first else os.WNOHANG)
        seconds = time.perf_counter() - start
        if first is None and any(output.glob("documents/**/*.json")):
            first = seconds
        if ended:
            break
        time.sleep(0.02)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or first is None:
        raise RuntimeError(f"failed: {' '.join(command)}")
    return Run(first, seconds, used.ru_maxrss / 1024)


def again(corpus: Path, output: Path) -> float:
    """Seconds of the quickest of three runs that find nothing to do."""
    command = [sys.executable, "-m", "pipeline", "extract", str(corpus), "--output", str(output)]
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def told_same(what: str, first: Path, second: Path) -> bool:
    files = [
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (first, second)
    ]
    same = files[0] == files[1]
    tell(f"{what:<36} {'the same bytes' if same else 'other bytes'} ({len(files[0]):,} files)")
    return same


def check(what: str, figure: float, wanted: float, unit: str, *, least: bool = False) -> bool:
    bound = "at least" if least else "at most"
    tell(f"{what:<36} {figure:>8.2f} {unit:<3} (wanted: {bound} {wanted:g} {unit})")
    return figure >= wanted if least else figure <= wanted


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
