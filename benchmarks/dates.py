"""How fast dates are found, beside ja-timex 0.2.8, and whether the cost stays linear.

    python benchmarks/dates.py [--cases FILE] [--without-peer]

Speed: the texts of the date cases, one a line, repeated to 20 kB, 200 kB and 2 MB of
UTF-8, each in one call. Linearity: texts built to be hard, at two lengths; a cost that is
linear doubles. Exit status 1 where a ratio is missed. ja-timex: pip install ".[bench]".
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pipeline import find_dates

CASES = Path(__file__).parents[2] / "shared" / "dates" / "cases.jsonl"
SIZES = {20_000: 5, 200_000: 10, 2_000_000: 20}  # bytes: at least so many times as fast
LENGTH = 100_000  # characters of a hard text, then twice as many
DOUBLING = 2.5  # 2 is linear; the rest is the clock's

HARD = {
    "digits": "1",
    "年": "年",
    "kanji digits": "三",
    "元年": "元年",
    "平成": "平成",
    "平 成": "平 ",
    "numbers in a list": "1、",
    "numbers and dashes": "12～",
    "nested ranges": "平成29年4月～",
    "ranges of days": "3月20日～",
    "bare years": "平成28年、29年、",
    "bare days": "平成29年4月1日、2日、",
    "open brackets": "平成30年（",
    "dots": "30.3.",
    "same and next": "同年翌月前日",
    "sentences": "平成30年3月20日に開いた。",
    "lines": "平成30年3月20日\n",
    "rows": "第１回　5月10日　議題\n",
    "no dates": "本事業は、地域の課題に応じて実施する。",
}  # fmt: skip


def seconds(call: Callable[[], object], repeat: int = 1) -> float:
    """The shortest of `repeat` runs."""
    best = float("inf")
    for _ in range(repeat):
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return best


def repeated(lines: list[str], size: int) -> str:
    """The lines again and again until they fill `size` bytes."""
    once = "".join(f"{line}\n" for line in lines)
    return once * -(-size // len(once.encode()))


def compare(lines: list[str], peer: Callable[[str], object] | None) -> bool:
    fast_enough = True
    tell(f"{'bytes':>10} {'characters':>11} {'houkoku/s':>12} {'ja-timex/s':>12} {'ratio':>7}")
    for size, wanted in SIZES.items():
        text = repeated(lines, size)
        repeat = 3 if size < 1_000_000 else 1
        ours = len(text) / seconds(lambda text=text: find_dates(text), repeat)  # type: ignore[misc]
        row = f"{size:>10,} {len(text):>11,} {ours:>12,.0f}"
        if peer is None:
            tell(row)
            continue
        theirs = len(text) / seconds(lambda text=text: peer(text), repeat)  # type: ignore[misc]
        ratio = ours / theirs
        fast_enough &= ratio >= wanted
        tell(f"{row} {theirs:>12,.0f} {ratio:>6.1f}x  (wanted: {wanted}x)")
    return fast_enough


def grow() -> bool:
    linear = True
    tell(f"\n{'hard text':<20} {LENGTH:>9,} {2 * LENGTH:>9,}  growth")
    for name, piece in HARD.items():
        once, twice = (
            seconds(lambda n=n, piece=piece: find_dates(piece * (n // len(piece))), 3)  # type: ignore[misc]
            for n in (LENGTH, 2 * LENGTH)
        )
        # Under a tenth of a second the clock tells more about the machine than about us.
        fine = twice / once <= DOUBLING or twice < 0.1
        linear &= fine
        tell(
            f"{name:<20} {once:>8.3f}s {twice:>8.3f}s  {twice / once:.2f}x{'' if fine else '  not linear'}"
        )
    return linear


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def load_peer() -> Callable[[str], object] | None:
    try:
        from ja_timex import TimexParser  # type: ignore[import-not-found]
    except ImportError:
        tell('ja-timex is not installed (pip install ".[bench]"): houkoku alone')
        return None
    parse: Callable[[str], object] = TimexParser().parse
    return parse


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--cases", type=Path, default=CASES, help="JSON lines with a `text` each")
    parser.add_argument("--without-peer", action="store_true", help="do not run ja-timex")
    given = parser.parse_args()
    content = given.cases.read_text(encoding="utf-8")
    lines = [json.loads(line)["text"] for line in content.splitlines()]
    find_dates(repeated(lines, 1))  # both compile their patterns before the clock runs
    fast_enough = compare(lines, None if given.without_peer else load_peer())
    return 0 if grow() and fast_enough else 1


if __name__ == "__main__":
    sys.exit(main())
