"""Organizations and people on sentences of Wikipedia: exact micro-F1, measured and nothing else.

    python benchmarks/score_stockmark.py [FILE] [--every N] [--plain] [--errors N]

FILE is the development part of Stockmark's data set (CC BY-SA 3.0), which stays outside
the repository; where it is not there the score is left out. Nothing learned from it
enters the project. A prediction that touches a span under `ignore` counts neither way.
`--plain` scores the engine's own labels for comparison.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pipeline.consolidate import consolidate
from pipeline.entities import find, load_engine
from pipeline.lexicon.words import load_ene_types
from pipeline.text.layout import read
from pipeline.text.passages import make_passages

DEFAULT = Path(__file__).resolve().parent.parent.parent / "shared/data/stockmark-dev.jsonl"
Span = tuple[int, int, str]


def predict(text: str) -> Iterator[Span]:
    mentions = find(make_passages(read(text), []), load_engine())
    organizations, people = consolidate(mentions)
    for kind, records in (("ORG", organizations), ("PERSON", people)):
        for record in records:
            yield from ((m.start, m.end, kind) for m in record.mentions)


def predict_plain(text: str) -> Iterator[Span]:
    [entities] = load_engine().find_entities([text])
    if isinstance(entities, list):
        for entity in entities:
            kind = load_ene_types().get(entity.label)
            if kind:
                yield entity.start, entity.end, "PERSON" if kind == "person" else "ORG"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--every", type=int, default=1, help="score every Nth sentence only")
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--errors", type=int, default=0, help="print the first N errors")
    arguments = parser.parse_args()
    if not arguments.file.exists():
        sys.stdout.write(f"{arguments.file}: not here; nothing scored\n")
        return 0
    rows = [json.loads(line) for line in arguments.file.read_text(encoding="utf-8").splitlines()]
    counts: Counter[tuple[str, str]] = Counter()
    shown = 0
    for row in rows[:: arguments.every]:
        found = set(predict_plain(row["text"]) if arguments.plain else predict(row["text"]))
        gold = {(start, end, kind) for start, end, kind in row["spans"]}
        counted = {f for f in found if f in gold or not touches(f, row["ignore"])}
        for kind in ("ORG", "PERSON"):
            counts[kind, "right"] += sum(f in gold for f in counted if f[2] == kind)
            counts[kind, "predicted"] += sum(f[2] == kind for f in counted)
            counts[kind, "gold"] += sum(g[2] == kind for g in gold)
        if counted != gold and shown < arguments.errors:
            shown += 1
            sys.stdout.write(row["text"] + "\n")
            for mark, spans in (("+", counted - gold), ("-", gold - counted)):
                named = [(row["text"][s:e], k) for s, e, k in sorted(spans)]
                sys.stdout.write(f"    {mark} {named}\n")
    sys.stdout.write(report(counts) + "\n")
    return 0


def touches(span: Span, ignored: list[list[int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in ignored)


def report(counts: Counter[tuple[str, str]]) -> str:
    lines = []
    total: Counter[Any] = Counter()
    for (_, name), number in counts.items():
        total["all", name] += number
    for kind in ("ORG", "PERSON", "all"):
        table = total if kind == "all" else counts
        right, predicted, gold = (table[kind, n] for n in ("right", "predicted", "gold"))
        f1 = 2 * right / (predicted + gold) if predicted + gold else 0.0
        lines.append(f"{kind:7} F1 {f1:.3f}   {right} right, {predicted} predicted, {gold} gold")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
