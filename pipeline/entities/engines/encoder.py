"""What a word's neighbours say of it: eight residual layers, each over three words.

spaCy puts eight rows of zeros between two sentences and lets them pass through the layers
like words; what flows out of a sentence into them flows back, so they belong to the result.
Most of them need no work. A row that stands d places from its sentence differs from a row
far from any only after layer d, and can reach the sentence again only while d layers are
left; so at layer n the rows up to min(n, depth - n) away are computed, and one row, the
ground, stands for all the others.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.entities.engines.products import product
from pipeline.entities.engines.weights import Floats, Integers, MaxoutNorm

_GROUND = 0
_EPSILON = np.float32(1e-8)  # as thinc has it


def maxout_norm(inputs: Floats, layer: MaxoutNorm) -> Floats:
    """(n, inputs) → (n, width): the largest piece, normalized over the width."""
    pieces = product(inputs, layer.weight)
    pieces += layer.bias
    width = layer.width
    largest = pieces[:, :width]
    for piece in range(1, layer.pieces):
        np.maximum(largest, pieces[:, piece * width : (piece + 1) * width], out=largest)
    centred: Floats = largest - largest.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", centred, centred) / np.float32(width) + _EPSILON
    centred *= (1 / np.sqrt(variance))[:, np.newaxis]
    centred *= layer.scale
    centred += layer.shift
    return centred


class Rows:
    """Where the words and the padding of some sentences lie, and who stands beside whom.

    Row 0 is the ground; then all words, sentence by sentence; then the padding, nearest
    first, two rows a sentence and distance. So what a layer computes is always the first
    `count(n)` rows.
    """

    def __init__(self, lengths: Sequence[int], depth: int) -> None:
        sizes = np.asarray(lengths, np.intp)
        reach = depth // 2
        words, sentences = int(sizes.sum()), len(sizes)
        self.words, self._sentences, self._depth = words, sentences, depth
        ends = np.cumsum(sizes) + 1
        first, last = ends - sizes, ends - 1
        # Rows of the padding: by distance, then side (before, after), then sentence.
        total = 1 + words + reach * 2 * sentences
        padding = np.arange(1 + words, total).reshape(reach, 2, sentences)
        near = np.empty((total, 3), np.intp)
        near[:, 1] = np.arange(total)
        near[:, 0], near[:, 2] = near[:, 1] - 1, near[:, 1] + 1
        near[_GROUND] = _GROUND
        if reach:
            near[first, 0], near[last, 2] = padding[0, 0], padding[0, 1]
        else:
            near[first, 0] = near[last, 2] = _GROUND
        for distance in range(reach):
            before, after = padding[distance]
            outer = padding[distance + 1] if distance + 1 < reach else np.full((2, 1), _GROUND)
            near[before, 0], near[after, 2] = outer[0], outer[1]
            near[before, 2] = padding[distance - 1, 0] if distance else first
            near[after, 0] = padding[distance - 1, 1] if distance else last
        self._near = near

    def count(self, layer: int) -> int:
        """How many rows layer `layer` (the first is 1) computes."""
        return 1 + self.words + 2 * self._sentences * min(layer, self._depth - layer)

    def neighbours(self, layer: int) -> Integers:
        """(count, 3): the rows before, at and after each; the ground for what is still like it."""
        near = self._near[: self.count(layer)]
        like_ground = 1 + self.words + 2 * self._sentences * (layer - 1)
        return np.where(near < like_ground, near, _GROUND)


class Encoder:
    def __init__(self, layers: Sequence[MaxoutNorm]) -> None:
        self._layers = layers

    def encode(self, embedded: Floats, words: Integers, lengths: Sequence[int]) -> Floats:
        """The words' vectors in context (words, width).

        `embedded` (distinct words, width) are rows of Embedding.embed; `words` says which of
        them each word is, sentence after sentence; `lengths` are the sentences' words, none 0.
        """
        depth = len(self._layers)
        rows = Rows(lengths, depth)
        width = embedded.shape[1]
        state = np.zeros((max(map(rows.count, range(1, depth + 1))), width), np.float32)
        np.take(embedded, words, axis=0, out=state[1 : 1 + rows.words], mode="clip")
        window = np.empty((len(state), 3 * width), np.float32)
        for number, layer in enumerate(self._layers, start=1):
            near = rows.neighbours(number)
            seen = window[: len(near)]
            np.take(state, near.ravel(), axis=0, out=seen.reshape(-1, width), mode="clip")
            # The row itself is the middle of the three: what was ground till now is not in `state`.
            np.add(seen[:, width : 2 * width], maxout_norm(seen, layer), out=state[: len(near)])
        return state[1 : 1 + rows.words]
