"""The one door to the engines: GiNZA for entities, unidic-lite for words and readings.

An engine sees one sentence at a time. What it says of a sentence depends on that
sentence alone, and a sentence it cannot read costs that sentence only: the error
takes the place of the sentence's entities, and the finders go on without them.
Both engines are imported where they are loaded, so that dates and sections need none.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from pipeline.errors import EngineError

MODEL = "ja_ginza"
# Entities need none of these, and the last takes the fourth power of a long list's length.
NOT_NEEDED = ("parser", "morphologizer", "compound_splitter", "bunsetu_recognizer")
BATCH = 32
# MeCab ends a text at NUL without a word; the other control characters carry nothing.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class Entity(NamedTuple):
    """`sentence[start:end]` under its label in the Extended Named Entity hierarchy."""

    start: int
    end: int
    label: str


class Token(NamedTuple):
    """A short unit word of UniDic: `pos` is its parts of speech, most general first."""

    start: int
    end: int
    surface: str
    pos: tuple[str, str, str, str]
    reading: str | None


class Engine(Protocol):
    """What finds entities in sentences: one answer a sentence, in order."""

    def find_entities(self, sentences: Sequence[str]) -> list[list[Entity] | EngineError]: ...


class GinzaEngine:
    """ja_ginza with nothing loaded but the tokenizer and the entity recognizer."""

    def __init__(self) -> None:
        try:
            spacy = importlib.import_module("spacy")
            self._nlp: Any = spacy.load(MODEL, exclude=list(NOT_NEEDED))
        except (ImportError, OSError, ValueError) as error:
            raise EngineError(MODEL, f"cannot be loaded: {error}") from error

    def find_entities(self, sentences: Sequence[str]) -> list[list[Entity] | EngineError]:
        texts = [_CONTROL.sub(" ", sentence) for sentence in sentences]
        try:
            return [_entities(document) for document in self._nlp.pipe(texts, batch_size=BATCH)]
        except Exception:
            # One refused sentence takes its batch with it (Sudachi's length limit, spaCy's
            # E194 on some combining characters): they are asked one by one instead.
            return [self._find_in_one(text) for text in texts]

    def _find_in_one(self, text: str) -> list[Entity] | EngineError:
        try:
            return _entities(self._nlp(text))
        except Exception as error:
            return EngineError(MODEL, f"{text[:20]!r}: {str(error).splitlines()[0]}")


def _entities(document: Any) -> list[Entity]:
    return [Entity(e.start_char, e.end_char, e.label_) for e in document.ents]


@lru_cache(maxsize=1)
def load_engine() -> Engine:
    """The engine of this process, loaded once (about two seconds)."""
    return GinzaEngine()


@lru_cache(maxsize=1)
def _tagger() -> Any:
    try:
        return importlib.import_module("fugashi").Tagger()
    except (ImportError, RuntimeError) as error:
        raise EngineError("fugashi", f"cannot be loaded: {error}") from error


def find_tokens(text: str) -> list[Token]:
    """The words of `text` with their places; white space belongs to none."""
    readable = _CONTROL.sub(" ", text)
    tokens: list[Token] = []
    position = 0
    for node in _tagger()(readable):
        surface, feature = node.surface, node.feature
        start = readable.find(surface, position)
        if start < 0:
            raise EngineError("fugashi", f"{surface!r} is not in the text it was given")
        position = start + len(surface)
        pos = (feature.pos1, feature.pos2, feature.pos3, feature.pos4)
        tokens.append(Token(start, position, surface, pos, feature.kana))
    return tokens
