"""What an engine is asked and what it answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from pipeline.errors import EngineError

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


def readable(text: str) -> str:
    """`text`, as long as it was, with a blank for each character that an engine stops at."""
    return _CONTROL.sub(" ", text)
