"""Engines for tests: what they find is written down, so no model is loaded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.entities.engines import Entity
from pipeline.errors import EngineError


class FakeEngine:
    """Finds the words it is given, each under its label, wherever a sentence has them."""

    def __init__(self, labels: Mapping[str, str] | None = None, refuses: str = "\x00") -> None:
        self._labels = dict(labels or {})
        self._refuses = refuses
        self.asked: list[str] = []

    def find_entities(self, sentences: Sequence[str]) -> list[list[Entity] | EngineError]:
        self.asked += sentences
        return [self._find(sentence) for sentence in sentences]

    def _find(self, sentence: str) -> list[Entity] | EngineError:
        if self._refuses in sentence:
            return EngineError("fake", "refused")
        return [
            Entity(match.start(), match.end(), label)
            for word, label in self._labels.items()
            for match in re.finditer(re.escape(word), sentence)
        ]
