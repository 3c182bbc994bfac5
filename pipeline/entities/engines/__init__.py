"""The one door to the engines: GiNZA for entities, unidic-lite for words and readings.

An engine sees one sentence at a time. What it says of a sentence depends on that
sentence alone, and a sentence it cannot read costs that sentence only: the error
takes the place of the sentence's entities, and the finders go on without them.
Both engines are imported where they are loaded, so that dates and sections need none.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.entities.engines.protocol import Engine, Entity, Token
from pipeline.entities.engines.unidic import find_tokens

__all__ = ["Engine", "Entity", "Token", "find_tokens", "load_engine"]


@lru_cache(maxsize=1)
def load_engine() -> Engine:
    """The engine of this process, loaded once (about two seconds)."""
    from pipeline.entities.engines.ginza import load_ginza

    return load_ginza()
