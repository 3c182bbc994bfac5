"""UniDic's short unit words, with parts of speech and readings."""

from __future__ import annotations

import importlib
from functools import lru_cache
from typing import Any

from pipeline.entities.engines.protocol import Token, readable
from pipeline.errors import EngineError

# MeCab writes a whole text's words at once, in the fields wanted alone: the white space
# before a word, the word, four parts of speech, its reading; no reading of a word that the
# dictionary has not. \a and \b part fields and words: `readable` leaves neither in a text.
_WORD = r"%pS\a%m\a%f[0]\a%f[1]\a%f[2]\a%f[3]"
_FORMAT = rf"-O '' -F '{_WORD}\a%f[17]\b' -U '{_WORD}\b' -B '' -E ''"
# Words that are read once for all texts; those beyond are read again when they come again.
_KEPT = 32_768


@lru_cache(maxsize=1)
def _tagger() -> Any:
    try:
        return importlib.import_module("fugashi").Tagger(_FORMAT)
    except (ImportError, RuntimeError) as error:
        raise EngineError("fugashi", f"cannot be loaded: {error}") from error


@lru_cache(maxsize=_KEPT)
def _read(word: str) -> tuple[int, str, tuple[str, str, str, str], str | None]:
    """How much white space stands before a word as MeCab wrote it; its surface, parts of speech, reading."""
    space, surface, *fields = word.split("\a")
    # MeCab writes the sign for 「none」 (*) as nothing.
    pos = (fields[0] or "*", fields[1] or "*", fields[2] or "*", fields[3] or "*")
    return len(space), surface, pos, fields[4] if len(fields) > 4 else None


def find_tokens(text: str) -> list[Token]:
    """The words of `text` with their places; white space belongs to none."""
    tokens: list[Token] = []
    position = 0
    for word in _tagger().parse(readable(text)).split("\b")[:-1]:
        space, surface, pos, reading = _read(word)
        start = position + space
        position = start + len(surface)
        tokens.append(Token(start, position, surface, pos, reading))
    return tokens
