"""What each layer gives and costs: the scores without it, on texts marked by hand.

    python benchmarks/layers.py [--gold FOLDER ...] [--scorer FILE] [--write docs/layers.md]

Every row leaves one layer out and keeps the others. A layer that gives something has a
negative number in the column it is for; one that costs something (precision, mostly) a
positive one. `ms` is the time it takes for the texts, in milliseconds. The model's answers are
asked once and kept, so its own time is told apart.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pipeline.consolidate import consolidate
from pipeline.entities import find, load_engine
from pipeline.entities.engines import Entity
from pipeline.errors import EngineError
from pipeline.lexicon.organizations import Gazetteer, load_gazetteer
from pipeline.lexicon.words import load_ene_types
from pipeline.sections import split
from pipeline.text.layout import Layout, read
from pipeline.text.passages import make_passages

ROOT = Path(__file__).resolve().parents[1]
METRICS = ("org mention", "org name", "org set", "person mention", "person name", "position")
E = "pipeline.entities"
Patches = dict[str, Callable[..., Any]]


def nothing(*_: Any, **__: Any) -> list[Any]:
    return []


def unchanged(evidence: Any, candidates: Any) -> Any:
    return candidates


# Layer → what stands in its place.
LAYERS: dict[str, Patches] = {
    "known organizations (8,900 names)": {f"{E}.evidence.find_known": nothing},
    "suffixes": {f"{E}.pieces.find_endings": nothing},
    "legal forms": {f"{E}.evidence.Evidence.legal": []},
    "splitting at ・ and /": {f"{E}.organizations.split_at_joiners": lambda chunk, _: [chunk]},
    "quotations": {f"{E}.organizations.quoted_names": unchanged},
    "councils by their subject": {f"{E}.found.councils_about": nothing},
    "Latin names": {f"{E}.found.latin_names": nothing},
    "what a sentence tells: teams, companies": {f"{E}.found.prose_bodies": nothing},
    "a proper noun before a weak suffix": {f"{E}.suffixes.named_in_prose": lambda *_: False},
    "parent and part, one space": {f"{E}.organizations.join_parts": unchanged},
    "の behind a legal form": {f"{E}.organizations.extend_over_no": unchanged},
    "generic bodies out": {f"{E}.pieces.is_generic": lambda name: False},
    "laws, events, products out": {f"{E}.pieces.tail_forbids": lambda rest, sure: False},
    "places out": {f"{E}.finder.acts": lambda *_: True},
    "definitions in the text": {f"{E}.finder.add_aliases": nothing},
    "the model alone: organizations": {f"{E}.finder.model_alone": nothing},
    "names set apart": {f"{E}.people.LAYERS": "spaced_names"},
    "names in one piece": {f"{E}.people.LAYERS": "joined_names"},
    "names by post or honorific": {f"{E}.people.LAYERS": "addressed_names"},
    "speakers, members, contacts": {f"{E}.people.LAYERS": "speakers members contacts"},
    "foreign and cited names": {f"{E}.people.LAYERS": "foreign_names foreign_runs authors"},
    "the model: people": {f"{E}.people.LAYERS": "model_names"},
    "names and surnames again": {
        f"{E}.finder.names_again": lambda folded, whole, found, bodies: found,
        f"{E}.finder.surnames_again": nothing,
    },
    "heads above a line": {f"{E}.collector.is_head": lambda *_: None},
    "bodies for posts from context": {
        f"{E}.collector.body_above": lambda *_: None,
        f"{E}.collector.body_in_sentence": lambda *_: None,
    },
}  # type: ignore[dict-item]


class Remembering:
    """The engine, each sentence asked once."""

    def __init__(self) -> None:
        self._answers: dict[str, list[Entity] | EngineError] = {}
        self.seconds = 0.0

    def find_entities(self, sentences: Sequence[str]) -> list[list[Entity] | EngineError]:
        new = list(dict.fromkeys(s for s in sentences if s not in self._answers))
        start = time.perf_counter()
        self._answers.update(zip(new, load_engine().find_entities(new), strict=True))
        self.seconds += time.perf_counter() - start
        return [self._answers[sentence] for sentence in sentences]


@contextmanager
def without(patches: Patches) -> Iterator[None]:
    from pipeline.entities import people

    with ExitStack() as stack:
        for target, replacement in patches.items():
            if isinstance(replacement, str):
                left = tuple(layer for layer in people.LAYERS if layer.__name__ not in replacement)
                stack.enter_context(patch(target, left))
            else:
                stack.enter_context(patch(target, replacement))
        yield


def predict(layout: Layout, passages: Any, engine: Any, known: Gazetteer) -> dict[str, Any]:
    organizations, people = consolidate(find(passages, engine, known), known)
    return {
        "organizations": [o.to_dict() for o in organizations],
        "people": [p.to_dict() for p in people],
    }


def plain(layout: Layout, passages: Any, engine: Any, known: Gazetteer) -> dict[str, Any]:
    """The model's labels as they are: one record a name, no posts."""
    organizations: dict[str, dict[str, Any]] = {}
    people: dict[str, dict[str, Any]] = {}
    for passage in passages:
        spans = passage.sentences
        texts = [passage.text[s.start : s.end] for s in spans]
        for span, entities in zip(spans, engine.find_entities(texts), strict=True):
            for entity in entities if isinstance(entities, list) else []:
                kind = load_ene_types().get(entity.label)
                if not kind:
                    continue
                place = passage.place(span.start + entity.start, span.start + entity.end)
                records = people if kind == "person" else organizations
                record = records.setdefault(
                    place.text,
                    {"id": f"{kind}{len(records)}", "name": place.text, "parent": None,
                     "positions": [], "mentions": []},
                )  # fmt: skip
                record["mentions"].append({"start": place.start, "end": place.end})
    return {"organizations": list(organizations.values()), "people": list(people.values())}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--gold", nargs="+", type=Path, default=[ROOT / "tests/gold", ROOT / "tests/gold/heldout"]
    )
    parser.add_argument("--scorer", type=Path, default=ROOT.parent / "shared/gold/score.py")
    parser.add_argument("--write", type=Path)
    arguments = parser.parse_args()
    if not arguments.scorer.exists():
        sys.stderr.write(f"{arguments.scorer}: not here; nothing measured\n")
        return 0
    scorer = load(arguments.scorer)
    golds = scorer.load_gold(
        [p for folder in arguments.gold for p in sorted(folder.glob("*.gold.json"))]
    )
    engine, known = Remembering(), load_gazetteer()
    texts = []
    for gold, text in golds:
        layout = read(text)
        texts.append((gold, text, layout, make_passages(layout, split(layout))))

    def measure(how: Callable[..., dict[str, Any]]) -> tuple[dict[str, float], float]:
        start = time.perf_counter()
        answers = [(g, t, how(layout, passages, engine, known)) for g, t, layout, passages in texts]
        seconds = time.perf_counter() - start
        total = {metric: scorer.Tally() for metric in METRICS}
        for gold, text, answer in answers:
            for metric, tally in scorer.score_document(gold, text, answer).items():
                if metric in total:
                    total[metric].add(tally)
        shares = {m: (t.recall if m in scorer.SHARES else t.f1) or 0.0 for m, t in total.items()}
        return shares, seconds

    measure(plain)
    measure(predict)  # everything is read and asked once
    rows = [("plain GiNZA", *measure(plain)), ("**all layers**", *measure(predict))]
    whole, whole_seconds = rows[1][1], rows[1][2]
    lines = [heading(len(texts), sum(len(t) for _, t, _, _ in texts), engine.seconds)]
    lines += [row(name, shares, seconds) for name, shares, seconds in rows]
    for name, patches in LAYERS.items():
        with without(patches):
            shares, seconds = measure(predict)
        change = {metric: shares[metric] - whole[metric] for metric in METRICS}
        lines.append(row(f"without {name}", change, seconds - whole_seconds, sign=True))
    report = "\n".join(lines) + "\n"
    sys.stdout.write(report)
    if arguments.write:
        arguments.write.write_text(report, encoding="utf-8")
    return 0


def load(path: Path) -> Any:
    sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location("gold_scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["gold_scorer"] = module
    spec.loader.exec_module(module)
    return module


def heading(texts: int, characters: int, model_seconds: float) -> str:
    return (
        "# What each layer gives and costs\n\n"
        f"Made by `python benchmarks/layers.py --write docs/layers.md` on {texts} texts marked by hand\n"
        f"({characters:,} characters). The first two rows are percentages; each row below leaves one layer out\n"
        "and says by how many points that changes them: what falls is what the layer gives, what\n"
        "rises is what it costs. The last column is the time for all texts in milliseconds, the\n"
        f"model's own apart ({model_seconds * 1000:,.0f} ms); differences under 50 ms are the clock's.\n\n"
        "| layers | " + " | ".join(METRICS) + " | ms |\n| --- |" + " ---: |" * (len(METRICS) + 1)
    )


def row(name: str, values: dict[str, float], seconds: float, sign: bool = False) -> str:
    form = "{:+.1f}" if sign else "{:.1f}"
    cells = [
        form.format(100 * values[m]).replace("-0.0", "0").replace("+0.0", "0") for m in METRICS
    ]
    return f"| {name} | " + " | ".join(cells) + f" | {1000 * seconds:{'+' if sign else ''}.0f} |"


if __name__ == "__main__":
    sys.exit(main())
