"""The documents that are reviewed, read when they are asked for, with the text that quotes are
sought in."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from pipeline.decisions import Decision
from pipeline.decisions.apply import apply_decisions
from pipeline.decisions.ground import Ground
from pipeline.desk.facts import Fact, Facts
from pipeline.lexicon.organizations import Gazetteer
from pipeline.records import Document
from pipeline.text import layout
from pipeline.text.offsets import Span
from pipeline.text.passages import Passage, make_passages

# Documents kept; reading one again takes a tenth of a second.
_KEPT = 16


class Outputs(Protocol):
    def load(self, documents: Sequence[str]) -> Iterator[Document]:
        """These documents, in this order."""


class Making(NamedTuple):
    """What the documents were extracted with, beside their texts."""

    gazetteer: Callable[[], Gazetteer | None] = lambda: None
    running_heads: Callable[[Document], Collection[str]] = lambda document: ()


class Room:
    """One document. Passages are its paragraphs in reading order."""

    def __init__(self, document: Document, making: Making) -> None:
        self.document = document
        self._making = making
        self._heads = making.running_heads(document)
        self.passages: list[Passage] = make_passages(
            layout.read(document.text, self._heads), document.sections
        )
        self.ground = Ground(self.passages)
        self._starts = [passage.start for passage in self.passages]
        self._facts: Facts | None = None

    @property
    def facts(self) -> Facts:
        if self._facts is None:
            self._facts = Facts(self.document)
        return self._facts

    def passage_at(self, offset: int) -> int:
        """The index of the passage that begins at a source offset or before it."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def facts_in(self, first: int, last: int) -> list[tuple[int, int, int, Fact]]:
        """The facts within passages `first` to `last`: passage, start, end in it; in order."""
        found = []
        numbers = {id(self.passages[n]): n for n in range(first, last + 1)}
        start = self._starts[first]
        end = self._starts[last + 1] if last + 1 < len(self._starts) else len(self.document.text)
        for fact in self.facts:
            if not start <= fact.span.start < end:
                continue
            place = self.ground.place(*fact.span)
            within = self.ground.within(place) if place else None
            if within is not None and id(within.passage) in numbers:
                found.append((numbers[id(within.passage)], within.start, within.end, fact))
        return sorted(found, key=lambda item: item[:3])

    def within(self, passage: int, start: int, end: int) -> tuple[int, int] | None:
        """The part of source offsets that lies in the passage, in its text."""
        place = self.ground.place(start, end)
        found = self.ground.within(place) if place else None
        if found is None or found.passage is not self.passages[passage]:
            return None
        return found.start, found.end

    def span(self, passage: int, start: int, end: int) -> Span:
        """The source offsets of `text[start:end]` of a passage, blanks at its ends left out.

        IndexError where there is none.
        """
        text = self.passages[passage].text
        if not passage >= 0 or not 0 <= start < end <= len(text):
            raise IndexError(f"{passage}: {start}:{end}")
        chosen = text[start:end]
        start += len(chosen) - len(chosen.lstrip())
        end -= len(chosen) - len(chosen.rstrip())
        if start >= end:
            raise IndexError("nothing but blanks")
        return self.passages[passage].mapped.source(start, end)

    def decided(self, decisions: Mapping[str, Decision]) -> Document:
        """The document as these decisions, by their ids, would have it."""
        return apply_decisions(self.document, decisions, self._making.gazetteer(), self._heads)


class Rooms:
    """The rooms of some outputs; the latest are kept."""

    def __init__(self, outputs: Outputs, making: Making | None = None) -> None:
        self._outputs = outputs
        self._making = making or Making()
        self._kept: OrderedDict[str, Room] = OrderedDict()

    def __getitem__(self, document: str) -> Room:
        if document not in self._kept:
            [found] = self._outputs.load([document])
            self._kept[document] = Room(found, self._making)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(document)
        return self._kept[document]
