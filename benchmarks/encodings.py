"""Are texts read in the encoding they are in, however short?

    python benchmarks/encodings.py [--count N] [--seed WORD]

N stretches (300) of 8 to 2,048 characters of real reports, of ones made by rule and of a list of
headings, names, figures and signs, in each encoding, with the vendors' characters: how many come
back as they were, how many are refused by name, and how many are read wrongly in silence. What an
encoding has no character for is left out of the texts beforehand, and its share is told. Peer is
charset-normalizer's share of right ones, where it is installed, on the first 50 of each.

Exit status 1 where one of real or made is not right. The list is more than reports hold: in it
are katakana of half width alone (「ｺｳ ﾎﾝﾃﾝ」 is 「些 塁竹」 in EUC-JP) and kanji that few people can
read, of which eight characters do not always tell.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.reports import write_report
from pipeline.errors import SourceError
from pipeline.text.decode import decode
from tests.encoders import ENCODERS, reports, short_texts, stretches, writable

LENGTHS = (8, 16, 32, 128, 2048)
SHOWN = 5
# The peer takes up to a second a text.
MOST = 50


def read(raw: bytes) -> str | None:
    try:
        return decode(raw, "text").text
    except SourceError:
        return None


def load_peer() -> Callable[[bytes], str | None] | None:
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return None

    def peer(raw: bytes) -> str | None:
        best = from_bytes(raw).best()
        return None if best is None else str(best).lstrip("\ufeff")

    return peer


def judge(
    reader: Callable[[bytes], str | None], texts: Iterable[str], encoder: str, wrong: list[str]
) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text in texts:
        found = reader(ENCODERS[encoder](text))
        verdict = "right" if found == text else "refused" if found is None else "wrong"
        counts[verdict] += 1
        if verdict != "right":
            wrong.append(f"{encoder}: {text!r} read as {found!r}")
    return counts


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--count", type=int, default=300, help="texts of each kind and length")
    parser.add_argument("--seed", default="", help="other stretches of the same texts")
    arguments = parser.parse_args()
    sources = {
        "real": reports(),
        "made": "".join(write_report(20_000, seed) for seed in range(15)),
        "short": "\n".join(short_texts()),
    }
    peer = load_peer()
    wrong: dict[str, list[str]] = {kind: [] for kind in sources}
    tell(
        f"{'texts':<6} {'encoding':<22} {'left out':>8} {'length':>6}  right  refused  wrong   peer"
    )
    for (kind, source), encoder in product(sources.items(), ENCODERS):
        text = writable(source, encoder)
        left_out = f"{(1 - len(text) / len(source)):.2%}"
        for length in LENGTHS:
            cut = list(stretches(text, length, arguments.count, f"{encoder}{arguments.seed}"))
            found = judge(read, cut, encoder, wrong[kind])
            theirs = (
                f"{judge(peer, cut[:MOST], encoder, [])['right'] / len(cut[:MOST]):.0%}"
                if peer
                else "-"
            )
            tell(
                f"{kind:<6} {encoder:<22} {left_out:>8} {length:>6}"
                f" {found['right']:>6}  {found['refused']:>7}  {found['wrong']:>5}  {theirs:>5}"
            )
    for lines in wrong.values():
        for line in lines[:SHOWN]:
            tell(line[:200])
    return 1 if wrong["real"] or wrong["made"] else 0


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
