"""ja_ginza's entity recognizer, and no more of the model than it needs."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

from pipeline.entities.engines.protocol import Entity, readable
from pipeline.errors import EngineError

MODEL = "ja_ginza"
# Entities need none of these, and the last takes the fourth power of a long list's length.
NOT_NEEDED = ("parser", "morphologizer", "compound_splitter", "bunsetu_recognizer")
BATCH = 32


class GinzaEngine:
    """ja_ginza with nothing loaded but the tokenizer and the entity recognizer."""

    def __init__(self) -> None:
        try:
            spacy = importlib.import_module("spacy")
            self._nlp: Any = spacy.load(MODEL, exclude=list(NOT_NEEDED))
        except (ImportError, OSError, ValueError) as error:
            raise EngineError(MODEL, f"cannot be loaded: {error}") from error

    def find_entities(self, sentences: Sequence[str]) -> list[list[Entity] | EngineError]:
        texts = [readable(sentence) for sentence in sentences]
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
