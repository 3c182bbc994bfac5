"""Words to vectors: hashed rows of the word and its shape, its static vector, mixed by maxout."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from pipeline.entities.engines.encoder import maxout_norm
from pipeline.entities.engines.products import product
from pipeline.entities.engines.weights import EmbeddingWeights, Floats, read_embedding

# Words remembered from one call to the next: 16 MB. Common ones are most of any text.
REMEMBERED = 1 << 14


class Embedding:
    """A row for each distinct word, made once.

    Words get their numbers by spaCy's hash, without its vocabulary: that would grow with
    every new word of every document, and what it comes with takes 150 MB.
    """

    def __init__(self, nlp: Any) -> None:
        self._weights: EmbeddingWeights = read_embedding(nlp)
        self._ops = nlp.get_pipe("tok2vec").model.ops
        self._key = importlib.import_module("spacy.strings").get_string_id
        self._shape = nlp.vocab.lex_attr_getters[self._key("SHAPE")]
        self._rows: dict[str, int] = {}
        self._table: Floats = np.empty((REMEMBERED, self._weights.mix.width), np.float32)

    def embed(self, words: Iterable[str]) -> tuple[Floats, Mapping[str, int]]:
        """A table (rows, width), and the row of each of `words`; both hold until the next call."""
        distinct = list(dict.fromkeys(words))
        new = [word for word in distinct if word not in self._rows]
        if len(self._rows) + len(new) > REMEMBERED:
            self._rows.clear()
            new = distinct
        if len(new) > REMEMBERED:
            return self._embed(new), {word: row for row, word in enumerate(new)}
        if new:
            known = len(self._rows)
            self._table[known : known + len(new)] = self._embed(new)
            self._rows.update((word, known + place) for place, word in enumerate(new))
        return self._table, self._rows

    def _embed(self, words: Sequence[str]) -> Floats:
        weights = self._weights
        keys = {"ORTH": [self._key(word) for word in words]}
        keys["SHAPE"] = [self._key(self._shape(word)) for word in words]
        parts = []
        for hashed in weights.tables:
            ids = np.array(keys[hashed.attribute], np.uint64)
            rows = self._ops.hash(ids, hashed.seed) % len(hashed.table)
            parts.append(hashed.table[rows].sum(axis=1))
        ids = np.array(keys["ORTH"], np.uint64)
        places = np.searchsorted(weights.keys, ids).clip(max=len(weights.keys) - 1)
        static = product(weights.vectors[weights.rows[places]], weights.projection.T)
        static[weights.keys[places] != ids] = 0
        return maxout_norm(np.concatenate([*parts, static], axis=1), weights.mix)
