"""The entities of spaCy's own path, on every sentence of the tests' texts and on made-up ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import sections
from pipeline.entities.engines import load_engine, weights
from pipeline.entities.engines.decoder import IN_STEP, Decoder
from pipeline.entities.engines.ginza import GinzaEngine, StockEngine, load_ginza
from pipeline.entities.engines.weights import ArchitectureError
from pipeline.entities.folded import fold_passage
from pipeline.errors import EngineError
from pipeline.text import layout
from pipeline.text.passages import make_passages

pytestmark = pytest.mark.model

ROOT = Path(__file__).resolve().parents[3]
TEXTS = sorted([*(ROOT / "tests/texts").glob("*.txt"), *(ROOT / "tests/gold").rglob("*.txt"), *(ROOT / "raw").rglob("*.txt")])  # fmt: skip
# Sudachi refuses more than 49,149 bytes.
ENDLESS = "省" * 16_384


def sentences_of(path: Path) -> list[str]:
    read = layout.read(path.read_text(encoding="utf-8"))
    passages = make_passages(read, sections.split(read))
    return [
        folded.text[sentence.start : sentence.end]
        for passage in passages
        for folded in fold_passage(passage)
        for sentence in folded.sentences
    ]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_same_entities_as_spacy(engine: GinzaEngine, stock: StockEngine, path: Path) -> None:
    sentences = sentences_of(path)
    assert engine.find_entities(sentences) == stock.find_entities(sentences)


PIECES = st.sampled_from(
    ["経済産業省", "山田 太郎", "東京都", "は", "の", "、", "。", " ", "\t", "令和６年", "㈱", "ABC", "国連", "…", "\n"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=12).map("".join), max_size=4))
def test_same_entities_whatever_the_words(
    engine: GinzaEngine, stock: StockEngine, sentences: list[str]
) -> None:
    assert engine.find_entities(sentences) == stock.find_entities(sentences)


@pytest.mark.parametrize("count", [*range(IN_STEP - 1, IN_STEP + 4), 3 * IN_STEP + 1])
@pytest.mark.parametrize("word", ["省", "部長"])
def test_an_entity_of_many_words_ends_where_it_does(
    engine: GinzaEngine, stock: StockEngine, word: str, count: int
) -> None:
    sentences = [word * count, f"総務省は{word * count}と、国土交通省は述べた。", "総務省"]
    assert engine.find_entities(sentences) == stock.find_entities(sentences)


def test_what_an_entity_covers_is_gone_through_once(
    engine: GinzaEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = 0
    goes_on = Decoder._goes_on

    def counting(self: Decoder, features: Any, word: Any, *rest: Any) -> Any:
        nonlocal looked_at
        looked_at += len(word)
        return goes_on(self, features, word, *rest)

    monkeypatch.setattr(Decoder, "_goes_on", counting)
    [found] = engine.find_entities(["省" * 1_500])
    assert isinstance(found, list)
    assert [(entity.start, entity.end) for entity in found] == [(0, 1_500)]
    assert looked_at <= (IN_STEP + 2) * 1_500


def test_no_sentence_depends_on_the_others(engine: GinzaEngine) -> None:
    sentences = sentences_of(ROOT / "tests/texts/houdou.txt")
    alone = [engine.find_entities([sentence])[0] for sentence in sentences]
    assert engine.find_entities(sentences) == alone


@pytest.mark.parametrize("kind", [GinzaEngine, StockEngine])
def test_a_refused_sentence_costs_itself_alone(nlp: Any, kind: Any) -> None:
    before, refused, after = kind(nlp).find_entities(["経済産業省は", ENDLESS, "国土交通省は"])
    assert [entity.label for entity in before + after] == ["Government", "Government"]
    assert isinstance(refused, EngineError)
    assert "16384 characters" in refused.reason
    assert "省" not in refused.reason


def test_the_vocabulary_does_not_grow(nlp: Any, engine: GinzaEngine) -> None:
    before = len(nlp.vocab), len(nlp.vocab.strings)
    engine.find_entities([f"㋐新語{number}号と謎語{number}社の" for number in range(200)])
    assert (len(nlp.vocab), len(nlp.vocab.strings)) == before


def test_more_words_than_are_remembered(
    engine: GinzaEngine, nlp: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentences = sentences_of(ROOT / "tests/texts/houdou.txt")
    expected = engine.find_entities(sentences)
    # Too few for one call, then just enough for one sentence at a time.
    for remembered in (3, 60):
        monkeypatch.setattr("pipeline.entities.engines.embedding.REMEMBERED", remembered)
        small = GinzaEngine(nlp)
        assert small.find_entities(sentences) == expected
        assert [small.find_entities([sentence])[0] for sentence in sentences] == expected


def test_our_own_path_is_taken() -> None:
    assert isinstance(load_engine(), GinzaEngine)


def unpadded(nlp: Any) -> None:
    nlp.get_pipe("tok2vec").model.layers[1].attrs["pad"] = 4


def wider(nlp: Any) -> None:
    for layer in nlp.get_pipe("tok2vec").model.walk():
        if layer.name == "expand_window":
            layer.attrs["window_size"] = 2


def with_beam(nlp: Any) -> None:
    nlp.get_pipe("ner").cfg["beam_width"] = 4


def by_shape_alone(nlp: Any) -> None:
    for layer in nlp.get_pipe("tok2vec").model.walk():
        if layer.name == "extract_features":
            layer.attrs["columns"] = ["NORM", "SHAPE"]


@pytest.mark.parametrize("change", [unpadded, wider, with_beam, by_shape_alone])
def test_a_model_built_otherwise_is_left_to_spacy(
    change: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.entities.engines import ginza

    other = ginza.load_model()
    change(other)
    monkeypatch.setattr(ginza, "load_model", lambda: other)
    with pytest.warns(RuntimeWarning, match="run by spaCy itself"):
        assert isinstance(load_ginza(), StockEngine)


def test_the_nameless_action_is_left_out(nlp: Any) -> None:
    read = weights.read_decoder(nlp)
    assert len(read.actions) == len(read.upper) == len(read.upper_bias)
    assert ("U", "") not in read.actions
    with pytest.raises(ArchitectureError):
        weights._expect(False, nlp.get_pipe("ner").model)
