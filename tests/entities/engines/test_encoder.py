"""The layers beside spaCy's own, and that no row depends on those beside it."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.entities.engines.encoder import Encoder, Rows
from pipeline.entities.engines.products import product
from pipeline.entities.engines.weights import read_encoder

LENGTHS = st.lists(st.integers(1, 30), min_size=1, max_size=8)


@pytest.fixture(scope="module")
def encoder(nlp: Any) -> Encoder:
    return Encoder(read_encoder(nlp))


def vectors_of(count: int, seed: int) -> np.ndarray[Any, Any]:
    return np.random.default_rng(seed).normal(size=(count, 256)).astype(np.float32)


@pytest.mark.model
@settings(max_examples=40, deadline=None)
@given(lengths=LENGTHS, seed=st.integers(0, 1000))
def test_same_vectors_as_spacy(nlp: Any, encoder: Encoder, lengths: list[int], seed: int) -> None:
    embedded = vectors_of(sum(lengths), seed)
    theirs = (
        nlp.get_pipe("tok2vec")
        .model.layers[1]
        .predict(np.split(embedded, list(accumulate(lengths))[:-1]))
    )
    ours = encoder.encode(embedded, np.arange(len(embedded)), lengths)
    np.testing.assert_allclose(ours, np.concatenate(theirs), rtol=1e-3, atol=2e-4)


@pytest.mark.model
@settings(max_examples=40, deadline=None)
@given(lengths=LENGTHS, seed=st.integers(0, 1000))
def test_a_sentence_is_the_same_alone(encoder: Encoder, lengths: list[int], seed: int) -> None:
    embedded = vectors_of(50, seed)
    words = np.random.default_rng(seed).integers(0, 50, sum(lengths))
    together = encoder.encode(embedded, words, lengths)
    alone = [
        encoder.encode(embedded, words[end - length : end], [length])
        for length, end in zip(lengths, accumulate(lengths), strict=True)
    ]
    assert np.array_equal(together, np.concatenate(alone))


@given(count=st.integers(1, 40), seed=st.integers(0, 100))
def test_rows_of_a_product_do_not_depend_on_each_other(count: int, seed: int) -> None:
    left, right = vectors_of(count, seed), vectors_of(256, seed + 1)
    whole = product(left, right)
    assert np.array_equal(whole, np.concatenate([product(row[np.newaxis], right) for row in left]))


@given(LENGTHS)
def test_neighbours_are_those_of_the_text(lengths: list[int]) -> None:
    near = Rows(lengths, depth=8).neighbours(4)
    first = 1
    for length in lengths:
        for row in range(first, first + length - 1):
            assert near[row, 2] == row + 1
            assert near[row + 1, 0] == row
        # Four rows of padding on each side, then the ground.
        before, after = near[first, 0], near[first + length - 1, 2]
        for _ in range(3):
            before, after = near[before, 0], near[after, 2]
        assert near[before, 0] == near[after, 2] == 0
        first += length
    assert near.max() < Rows(lengths, depth=8).count(4)
