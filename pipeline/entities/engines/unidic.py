"""UniDic's short unit words, with parts of speech and readings."""

from __future__ import annotations

import importlib
from functools import lru_cache
from typing import Any

from pipeline.entities.engines.protocol import Token, readable
from pipeline.errors import EngineError


@lru_cache(maxsize=1)
def _tagger() -> Any:
    try:
        return importlib.import_module("fugashi").Tagger()
    except (ImportError, RuntimeError) as error:
        raise EngineError("fugashi", f"cannot be loaded: {error}") from error


def find_tokens(text: str) -> list[Token]:
    """The words of `text` with their places; white space belongs to none."""
    text = readable(text)
    tokens: list[Token] = []
    position = 0
    for node in _tagger()(text):
        surface, feature = node.surface, node.feature
        start = text.find(surface, position)
        if start < 0:
            raise EngineError("fugashi", f"{surface!r} is not in the text it was given")
        position = start + len(surface)
        pos = (feature.pos1, feature.pos2, feature.pos3, feature.pos4)
        tokens.append(Token(start, position, surface, pos, feature.kana))
    return tokens
