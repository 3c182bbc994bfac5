"""The entity recognizer of ja_ginza over NumPy: the entities that spaCy finds, sooner.

Words are embedded once; sentences go through the layers in batches that fit the
processor's cache, so memory does not grow with the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from pipeline.entities.engines.decoder import Decoder, Span
from pipeline.entities.engines.embedding import Embedding
from pipeline.entities.engines.encoder import Encoder
from pipeline.entities.engines.products import Threads
from pipeline.entities.engines.protocol import Entity
from pipeline.entities.engines.weights import read_decoder, read_encoder
from pipeline.entities.engines.words import Word

# Words in a batch: about 4 MB on their way through a layer.
BATCH = 1024


class Recognizer:
    """Made of a loaded spaCy pipeline; ArchitectureError where it is not built as we know it."""

    def __init__(self, nlp: Any, threads: int | None = None) -> None:
        self._embedding = Embedding(nlp)
        self._encoder = Encoder(read_encoder(nlp))
        self._decoder = Decoder(read_decoder(nlp))
        self._threads = Threads(threads)

    def recognize(self, sentences: Sequence[Sequence[Word]]) -> list[list[Entity]]:
        """The entities of each sentence, given as its words, with offsets in that sentence."""
        surfaces = (word.surface for sentence in sentences for word in sentence)
        table, row_of = self._embedding.embed(surfaces)

        def recognize_batch(batch: Sequence[int]) -> list[tuple[int, Entity]]:
            words = [word for place in batch for word in sentences[place]]
            lengths = [len(sentences[place]) for place in batch]
            rows = np.array([row_of[word.surface] for word in words], np.intp)
            vectors = self._encoder.encode(table, rows, lengths)
            blank = np.array([word.surface.isspace() for word in words])
            owners = np.repeat(batch, lengths).tolist()
            spans = self._decoder.decode(vectors, lengths, blank)
            return [(owners[span.start], _entity(words, span)) for span in spans]

        found: list[list[Entity]] = [[] for _ in sentences]
        for entities in self._threads.map(recognize_batch, _batches(sentences)):
            for place, entity in entities:
                found[place].append(entity)
        return found


def _entity(words: Sequence[Word], span: Span) -> Entity:
    last = words[span.end - 1]
    return Entity(words[span.start].start, last.start + len(last.surface), span.label)


def _batches(sentences: Sequence[Sequence[Word]]) -> Iterator[list[int]]:
    """Places of sentences with about BATCH words together; one without words is in none."""
    batch: list[int] = []
    size = 0
    for place, sentence in enumerate(sentences):
        if not sentence:
            continue
        if batch and size + len(sentence) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(place)
        size += len(sentence)
    if batch:
        yield batch
