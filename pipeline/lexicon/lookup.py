"""Words looked up by where they stand in a text: one step a length that occurs, not one a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")
_Lengths = dict[str, tuple[int, ...]]


def _longest_first(lengths: dict[str, set[int]]) -> _Lengths:
    return {key: tuple(sorted(found, reverse=True)) for key, found in lengths.items()}


class Endings(Generic[T]):
    """What stands for a word at the end of a text. Of two words written alike the first counts."""

    def __init__(self, words: Iterable[tuple[str, T]]) -> None:
        self._words: dict[str, T] = {}
        lengths: dict[str, set[int]] = {}
        for word, value in words:
            self._words.setdefault(word, value)
            lengths.setdefault(word[-1], set()).add(len(word))
        self._lengths = _longest_first(lengths)

    def longest(self, text: str) -> T | None:
        """Of the longest word that `text` ends in."""
        for length in self._lengths.get(text[-1:], ()):
            value = self._words.get(text[-length:])
            if value is not None:
                return value
        return None

    def before(self, text: str, end: int) -> Iterator[tuple[int, T]]:
        """(start, value) of every word that ends at `end`, the longest first."""
        for length in self._lengths.get(text[end - 1 : end], ()):
            if length <= end:
                value = self._words.get(text[end - length : end])
                if value is not None:
                    yield end - length, value


class Beginnings:
    """Words at the beginning of a text, told by their first two characters."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = _longest_first(lengths)
        firsts = re.escape("".join(sorted({key[0] for key in lengths})))
        self._first = re.compile(f"[{firsts}]" if firsts else "(?!)")

    def places(self, text: str) -> list[int]:
        """Where one of them may begin."""
        keys = self._lengths
        starts = [match.start() for match in self._first.finditer(text)]
        return [i for i in starts if text[i : i + 2] in keys or text[i] in keys]

    def at(self, text: str, start: int) -> Iterator[str]:
        """Every word that stands in `text` at `start`, the longest first."""
        # At the last character both keys are one.
        for key in (text[start : start + 2], text[start : start + 1])[: len(text) - start]:
            for length in self._lengths.get(key, ()):
                word = text[start : start + length]
                if len(word) == length and word in self._words:
                    yield word

    def all_in(self, text: str) -> dict[str, list[int]]:
        """Where each of them stands that does; none overlaps itself."""
        found: dict[str, list[int]] = {}
        for start in self.places(text):
            for word in self.at(text, start):
                starts = found.setdefault(word, [])
                if not starts or starts[-1] + len(word) <= start:
                    starts.append(start)
        return found
