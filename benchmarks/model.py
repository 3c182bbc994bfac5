"""The model stage and the whole of extract, beside stock ja_ginza on the same sentences.

    python benchmarks/model.py [--characters 200000]

On the sample, and on a generated report of 200,000 characters. Model stage: spaCy's
`nlp.pipe` over words already found, with tok2vec and ner alone, against our recognizer
over the same words, with as many threads as there are cores and with one. Whole: all that
`pipeline.extract` does, against the whole of ja_ginza on the sentences. The entities must
be the same; also on the sentences of ../shared/data/stockmark-dev.jsonl, where they are.
Exit status 1 where a ratio is missed or an entity differs.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import spacy
from reports import write_report

from pipeline import flow, sections
from pipeline.entities.engines import Entity, load_engine
from pipeline.entities.engines.ginza import MODEL, GinzaEngine
from pipeline.entities.engines.recognizer import Recognizer
from pipeline.entities.engines.words import find_words
from pipeline.entities.folded import fold_passage
from pipeline.text import layout
from pipeline.text.passages import make_passages

ROOT = Path(__file__).parents[1]
STOCKMARK = ROOT.parent / "shared" / "data" / "stockmark-dev.jsonl"
WANTED = {"two cores": 8.0, "one thread": 5.0, "whole": 6.0}
# Sentences at a time with which spaCy is quickest here; its own default is slower.
STOCK_BATCH = 256
SHARE = 1 / 3  # of the whole, at most, is not the model's


class Stock(NamedTuple):
    entities: list[list[Entity]]
    model: float
    whole: float


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--characters", type=int, default=200_000)
    arguments = parser.parse_args()
    nlp = spacy.load(MODEL)
    engine = load_engine()
    assert isinstance(engine, GinzaEngine)
    sample = next(iter(sorted((ROOT / "raw").rglob("*.txt")))).read_text(encoding="utf-8")
    texts = {"sample": sample, "generated": write_report(arguments.characters)}
    results = [measure(name, text, nlp, engine) for name, text in texts.items()]
    if STOCKMARK.exists():
        lines = STOCKMARK.read_text(encoding="utf-8").splitlines()
        results.append(compare(nlp, engine, [json.loads(line)["text"] for line in lines]))
    return 0 if all(results) else 1


def measure(name: str, text: str, nlp: Any, engine: GinzaEngine) -> bool:
    sentences = sentences_of(text)
    tell(f"{name}: {len(text):,} characters, {len(sentences):,} sentences")
    flow.extract(text)  # warm: language data read, words remembered
    stock = run_stock(nlp, sentences)
    words = [find_words(nlp.tokenizer.tokenizer, sentence) for sentence in sentences]
    results = []
    for kind, threads in (("two cores", 2), ("one thread", 1)):
        recognizer = Recognizer(nlp, threads)
        seconds = best(lambda recognizer=recognizer: recognizer.recognize(words))  # type: ignore[misc]
        results.append(told(f"model, {kind}", stock.model, seconds, WANTED[kind]))
        results.append(same(stock.entities, recognizer.recognize(words)))
    whole, model = run_ours(text, engine)
    results.append(told("extract, whole", stock.whole, whole, WANTED["whole"]))
    around = 1 - model / whole
    tell(f"  around the model {around:>8.0%}                of the whole (wanted: {SHARE:.0%})")
    return all([*results, around <= SHARE])


def run_ours(text: str, engine: GinzaEngine) -> tuple[float, float]:
    """Seconds of extract, and of the recognizer in it; of the quicker of two runs."""
    recognize = engine._recognizer.recognize
    runs = []
    for _ in range(2):
        inside = 0.0

        def timed(*arguments: Any) -> Any:
            nonlocal inside
            start = time.perf_counter()
            found = recognize(*arguments)
            inside += time.perf_counter() - start
            return found

        engine._recognizer.recognize = timed  # type: ignore[method-assign]
        start = time.perf_counter()
        flow.extract(text)
        runs.append((time.perf_counter() - start, inside))
    engine._recognizer.recognize = recognize  # type: ignore[method-assign]
    return min(runs)


def sentences_of(text: str) -> list[str]:
    read = layout.read(text)
    passages = make_passages(read, sections.split(read))
    return [
        folded.text[span.start : span.end]
        for passage in passages
        for folded in fold_passage(passage)
        for span in folded.sentences
    ]


def run_stock(nlp: Any, sentences: Sequence[str]) -> Stock:
    documents = [nlp.make_doc(sentence) for sentence in sentences]
    with nlp.select_pipes(enable=["tok2vec", "ner"]):
        start = time.perf_counter()
        read = list(nlp.pipe(documents, batch_size=STOCK_BATCH))
        model = time.perf_counter() - start
    entities = [[Entity(e.start_char, e.end_char, e.label_) for e in d.ents] for d in read]
    start = time.perf_counter()
    for _ in nlp.pipe(sentences, batch_size=STOCK_BATCH):
        pass
    return Stock(entities, model, time.perf_counter() - start)


def compare(nlp: Any, engine: GinzaEngine, sentences: Sequence[str]) -> bool:
    tell(f"{STOCKMARK.name}: {len(sentences):,} sentences")
    with nlp.select_pipes(enable=["tok2vec", "ner"]):
        read = list(nlp.pipe(sentences))
    entities = [[Entity(e.start_char, e.end_char, e.label_) for e in d.ents] for d in read]
    return same(entities, engine.find_entities(sentences))


def best(call: Callable[[], object]) -> float:
    """Seconds of the quicker of two runs."""
    seconds = []
    for _ in range(2):
        start = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def told(what: str, theirs: float, ours: float, wanted: float) -> bool:
    ratio = theirs / ours
    tell(f"  {what:<20} {theirs:>7.2f} s {ours:>7.2f} s {ratio:>6.1f}x  (wanted: {wanted:.0f}x)")
    return ratio >= wanted


def same(theirs: Sequence[object], ours: Sequence[object]) -> bool:
    different = sum(a != b for a, b in zip(theirs, ours, strict=True))
    tell(
        f"  entities             {'identical' if not different else f'{different} sentences differ'}"
    )
    return not different


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
