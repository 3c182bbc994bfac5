"""ja_ginza: its tokenizer, its entity recognizer, and no more of the model than these need."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.entities.engines.protocol import Entity, readable
from pipeline.entities.engines.recognizer import Recognizer
from pipeline.entities.engines.weights import ArchitectureError
from pipeline.entities.engines.words import MisreadError, Word, find_words
from pipeline.errors import EngineError

MODEL = "ja_ginza"
# Entities need none of these, and the last takes the fourth power of a long list's length.
NOT_NEEDED = ("parser", "morphologizer", "compound_splitter", "bunsetu_recognizer")
# Characters read at a time: memory does not grow with the document.
SLICE = 100_000

Answer = list[Entity] | EngineError


def load_model() -> Any:
    """The spaCy pipeline, nothing in it but the tokenizer and the entity recognizer.

    EngineError where it cannot be loaded.
    """
    try:
        return importlib.import_module("spacy").load(MODEL, exclude=list(NOT_NEEDED))
    except (ImportError, OSError, ValueError) as error:
        raise EngineError(MODEL, f"cannot be loaded: {error}") from error


class GinzaEngine:
    """Sudachi's words, recognized by NumPy: what StockEngine finds, about six times as fast."""

    def __init__(self, nlp: Any) -> None:
        """ArchitectureError where the model is not built as we know it."""
        tokenizer = nlp.tokenizer
        if type(tokenizer).__qualname__ != "JapaneseTokenizer":
            raise ArchitectureError(f"tokenizer {type(tokenizer).__qualname__}")
        self._recognizer = Recognizer(nlp)
        self._tokenizer = tokenizer.tokenizer

    def find_entities(self, sentences: Sequence[str]) -> list[Answer]:
        return [answer for part in _slices(sentences) for answer in self._find_in(part)]

    def _find_in(self, sentences: Sequence[str]) -> list[Answer]:
        read = [self._read(sentence) for sentence in sentences]
        words = [[] if isinstance(found, EngineError) else found for found in read]
        recognized = self._recognizer.recognize(words)
        return [
            found if isinstance(found, EngineError) else entities
            for found, entities in zip(read, recognized, strict=True)
        ]

    def _read(self, sentence: str) -> list[Word] | EngineError:
        try:
            return find_words(self._tokenizer, readable(sentence))
        except Exception as error:
            return _refused(sentence, error)


class StockEngine:
    """The same by spaCy's own path, for a model that is built otherwise."""

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp

    def find_entities(self, sentences: Sequence[str]) -> list[Answer]:
        return [answer for part in _slices(sentences) for answer in self._find_in(part)]

    def _find_in(self, sentences: Sequence[str]) -> list[Answer]:
        texts = [readable(sentence) for sentence in sentences]
        # The zone gives back what the vocabulary learns from them.
        with self._nlp.memory_zone():
            try:
                return [_entities(document) for document in self._nlp.pipe(texts)]
            except Exception:
                # One refused sentence takes its batch with it: they are asked one by one.
                return [self._find_in_one(text) for text in texts]

    def _find_in_one(self, text: str) -> Answer:
        try:
            return _entities(self._nlp(text))
        except Exception as error:
            return _refused(text, error)


def load_ginza() -> GinzaEngine | StockEngine:
    """The faster of the two that the installed model allows; a RuntimeWarning if the slower."""
    nlp = load_model()
    try:
        return GinzaEngine(nlp)
    except ArchitectureError as error:
        warnings.warn(
            f"{MODEL} is not built as houkoku knows it ({error}): it is run by spaCy itself, slower",
            RuntimeWarning,
            stacklevel=2,
        )
        return StockEngine(nlp)


def _slices(sentences: Sequence[str]) -> Iterator[list[str]]:
    """The sentences, in order, SLICE characters or little more at a time."""
    part: list[str] = []
    size = 0
    for sentence in sentences:
        part.append(sentence)
        size += len(sentence)
        if size >= SLICE:
            yield part
            part, size = [], 0
    if part:
        yield part


def _entities(document: Any) -> list[Entity]:
    return [Entity(e.start_char, e.end_char, e.label_) for e in document.ents]


def _refused(sentence: str, error: Exception) -> EngineError:
    """Sudachi's and spaCy's own messages hold the sentence; ours tells only how long it is."""
    reason = str(error) if isinstance(error, MisreadError) else type(error).__name__
    return EngineError(MODEL, f"a sentence of {len(sentence)} characters was refused: {reason}")
