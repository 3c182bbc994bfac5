"""Sudachi's words of a sentence, cut as spaCy's Japanese tokenizer cuts them.

Only the surfaces are taken: the parts of speech, readings and short units that spaCy asks
for each word cost twice what the analysis itself does, and entities need none of them.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Word(NamedTuple):
    """`text[start : start + len(surface)]`."""

    start: int
    surface: str


class MisreadError(ValueError):
    """Sudachi's words are not those of the text (spaCy's E194)."""


def find_words(tokenizer: Any, text: str) -> list[Word]:
    """White space between two words is a word of its own, but for one blank after a word.

    MisreadError where Sudachi changed the text; its own error where it is too long.
    """
    surfaces = [found for m in tokenizer.tokenize(text) if (found := m.surface())]
    if "".join("".join(surfaces).split()) != "".join(text.split()):
        raise MisreadError("the words found are not those of the text")
    words: list[Word] = []
    position = 0
    for index, surface in enumerate(surfaces):
        if surface.isspace():
            continue
        start = text.find(surface, position)
        if start < 0:
            raise MisreadError("a word found is not in the text")
        if start > position:
            words.append(Word(position, text[position:start]))
        words.append(Word(start, surface))
        position = start + len(surface)
        if index + 1 < len(surfaces) and surfaces[index + 1] == " ":
            position += 1
    if position < len(text):
        words.append(Word(position, text[position:]))
    return words
