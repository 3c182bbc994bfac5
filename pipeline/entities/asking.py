"""The engine's entities, passage by passage."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.entities.engines import Engine, Entity
from pipeline.entities.folded import Folded
from pipeline.errors import EngineError


def ask(engine: Engine, lines: Sequence[Folded]) -> tuple[list[list[Entity]], list[EngineError]]:
    """The engine's entities of every passage, in the passage's offsets; and what it refused."""
    places = [(index, span) for index, line in enumerate(lines) for span in line.sentences]
    sentences = [lines[index].text[span.start : span.end] for index, span in places]
    found: list[list[Entity]] = [[] for _ in lines]
    errors: list[EngineError] = []
    for (index, span), answer in zip(places, engine.find_entities(sentences), strict=True):
        if isinstance(answer, EngineError):
            errors.append(answer)
            continue
        found[index] += [Entity(e.start + span.start, e.end + span.start, e.label) for e in answer]
    return found, errors
