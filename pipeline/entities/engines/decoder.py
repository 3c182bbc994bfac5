"""From the words' vectors to entities, by the actions of spaCy's transition system.

B, I and L open, continue and close an entity, U is one of a single word, O is none. spaCy
asks of each of 758 actions at each word whether it is valid; yet outside an entity the
answer and the scores depend on the word alone, and inside only I and L of the open label
compete. So the best action outside is computed for all words at once, and every entity
that a B could open is followed, all of them in step. The few that go on for long are followed
alone, and only where no other covers them: else a list that is all one entity (「省省省…」) would
be gone through from each of its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.entities.engines.products import product
from pipeline.entities.engines.weights import DecoderWeights, Floats, Integers

# Words that every entity is followed in step; hardly one is longer.
IN_STEP = 16


class Span(NamedTuple):
    """Words `start` to `end` (exclusive), counted over the whole batch, under a label."""

    start: int
    end: int
    label: str


class Decoder:
    def __init__(self, weights: DecoderWeights) -> None:
        self._weights = weights
        moves = np.array([move for move, _ in weights.actions])
        # Outside an entity, in the order of the actions: the first of equals wins.
        self._outside = np.flatnonzero(np.isin(moves, ["B", "U", "O"]))
        self._upper_outside = np.ascontiguousarray(weights.upper[self._outside].T)
        self._bias_outside = weights.upper_bias[self._outside]
        self._opens = moves[self._outside] == "B"
        self._is_unit = moves[self._outside] == "U"
        index = {action: place for place, action in enumerate(weights.actions)}
        labels = [label for _, label in weights.actions]
        self._inside = {label: index["I", label] for move, label in weights.actions if move == "B"}
        self._last = {label: index["L", label] for label in self._inside}
        self._labels = [labels[place] for place in self._outside]

    def decode(
        self, vectors: Floats, lengths: Sequence[int], blank: NDArray[np.bool_]
    ) -> list[Span]:
        """The entities, in order; `blank` says of each word whether it is white space."""
        weights = self._weights
        sizes = np.asarray(lengths, np.intp)
        ends = np.cumsum(sizes)
        features = self._features(vectors)
        alone = features[:, 0] + weights.padding[1] + weights.padding[2]
        scores = product(self._hidden(alone), self._upper_outside)
        scores += self._bias_outside
        # The last word cannot open an entity, and white space is never the first of one.
        scores[np.ix_(ends - 1, self._opens)] = -np.inf
        scores[np.ix_(blank, self._opens | self._is_unit)] = -np.inf
        best = scores.argmax(axis=1)
        starts = np.flatnonzero(self._opens[best])
        sentence_end = np.repeat(ends, sizes)[starts]
        until = self._follow(features, starts, sentence_end, best[starts])
        closes = dict(zip(starts.tolist(), until.tolist(), strict=True))
        found: list[Span] = []
        free = 0
        for word in np.flatnonzero(self._opens[best] | self._is_unit[best]).tolist():
            if word >= free:
                label = self._labels[best[word]]
                free = closes.get(word, word + 1)
                if not free:
                    free = self._follow_far(
                        features, word, ends[ends.searchsorted(word, "right")], label
                    )
                found.append(Span(word, free, label))
        return found

    def _features(self, vectors: Floats) -> Floats:
        """(words, 3, hidden, pieces): what a word says as the next, the first, the one before."""
        weights = self._weights
        reduced = product(vectors, weights.reduce.T) + weights.reduce_bias
        shape = weights.features.shape
        flat = weights.features.reshape(-1, shape[-1])
        return product(reduced, flat.T).reshape(len(vectors), *shape[:-1])

    def _hidden(self, summed: Floats) -> Floats:
        largest: Floats = (summed + self._weights.features_bias).max(axis=-1)
        return largest

    def _follow(
        self, features: Floats, starts: Integers, sentence_end: Integers, opened: Integers
    ) -> Integers:
        """Where each entity ends (exclusive) that opens at `starts`; 0 where that is far."""
        inside = np.array([self._inside[self._labels[action]] for action in opened], np.intp)
        last = np.array([self._last[self._labels[action]] for action in opened], np.intp)
        until = np.zeros_like(starts)
        going = np.arange(len(starts))
        word = starts + 1
        for _ in range(IN_STEP):
            if not len(going):
                break
            goes_on = self._goes_on(features, word, starts[going], inside[going], last[going])
            goes_on &= word < sentence_end[going] - 1
            until[going[~goes_on]] = word[~goes_on] + 1
            going, word = going[goes_on], word[goes_on] + 1
        return until

    def _follow_far(self, features: Floats, start: int, sentence_end: int, label: str) -> int:
        """Where an entity ends (exclusive) that goes on for more than IN_STEP words."""
        first, size = start + 1 + IN_STEP, IN_STEP
        while True:
            word = np.arange(first, min(first + size, sentence_end))
            begin, inside, last = (
                np.full_like(word, of) for of in (start, self._inside[label], self._last[label])
            )
            goes_on = self._goes_on(features, word, begin, inside, last)
            goes_on &= word < sentence_end - 1
            if not goes_on.all():
                return int(word[goes_on.argmin()]) + 1
            first, size = first + size, 2 * size

    def _goes_on(
        self, features: Floats, word: Integers, start: Integers, inside: Integers, last: Integers
    ) -> NDArray[np.bool_]:
        """Whether an entity that began at `start` goes on behind each `word`, in any sentence.

        `inside` and `last` are the actions that keep it open and close it.
        """
        weights = self._weights
        hidden = self._hidden(features[word, 0] + features[start, 1] + features[word - 1, 2])
        on, off = (
            np.einsum("ij,ij->i", hidden, weights.upper[chosen]) + weights.upper_bias[chosen]
            for chosen in (inside, last)
        )
        # Of equals the action that comes first in the table.
        longer: NDArray[np.bool_] = (on > off) | ((on == off) & (inside < last))
        return longer
