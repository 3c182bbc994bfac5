"""The numbers of ja_ginza's entity recognizer, read out of the loaded model.

Known is one architecture: spaCy's MultiHashEmbed with static vectors, MaxoutWindowEncoder
with a window of one word, and a greedy TransitionBasedParser of three features over them.
Whatever differs from it raises ArchitectureError, and the model is run by spaCy itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.intp]

_CONVOLUTION = ["expand_window", "maxout", "layernorm", "dropout"]
_RECOGNIZER = ["tok2vec-listener", "list2array", "linear", "precomputable_affine", "linear"]


class ArchitectureError(Exception):
    """The model is not built as we know it; the message says where."""


@dataclass(frozen=True, slots=True)
class MaxoutNorm:
    """A maxout layer with layer normalization, its pieces side by side.

    `weight` (inputs, pieces * width) and `bias` (pieces * width): the first `width` columns
    are the first piece; `scale` and `shift` (width).
    """

    weight: Floats
    bias: Floats
    scale: Floats
    shift: Floats
    pieces: int

    @property
    def width(self) -> int:
        return len(self.scale)


@dataclass(frozen=True, slots=True)
class HashTable:
    """Rows that words share by the hash of an attribute (`ORTH` or `SHAPE`)."""

    attribute: str
    table: Floats
    seed: int


@dataclass(frozen=True, slots=True)
class EmbeddingWeights:
    """`vectors` (rows, 300) of known words, and the projection of them to the model's width.

    `keys` are the hashes of the known words, ascending; `rows` says which row each has.
    """

    tables: tuple[HashTable, ...]
    vectors: Floats
    keys: NDArray[np.uint64]
    rows: Integers
    projection: Floats
    mix: MaxoutNorm


@dataclass(frozen=True, slots=True)
class DecoderWeights:
    """`reduce` words' vectors, `features` (three of them) to maxout pieces, `upper` to actions.

    `padding` (features, hidden, pieces) stands for a feature that a state lacks; `actions`
    are (move, label): B, I, L, U with a label, or O with "".
    """

    reduce: Floats
    reduce_bias: Floats
    features: Floats
    features_bias: Floats
    padding: Floats
    upper: Floats
    upper_bias: Floats
    actions: tuple[tuple[str, str], ...]


def read_embedding(nlp: Any) -> EmbeddingWeights:
    embed = _layer(nlp.get_pipe("tok2vec").model, 0, 2)
    both, mix, _ = _layers(embed, 3)
    hashed, static = _layers(both, 2)
    columns, _, tables = _layers(hashed, 3)
    attributes = columns.attrs.get("columns")
    vectors = nlp.vocab.vectors
    _expect(columns.name == "extract_features" and set(attributes) <= {"ORTH", "SHAPE"}, columns)
    _expect(static.name == "static_vectors" and static.attrs["key_attr"] == "ORTH", static)
    _expect(vectors.mode == "default" and vectors.attr == nlp.vocab.strings["ORTH"], static)
    found = []
    for index, table in enumerate(_layers(_layer(tables, 0, 1), len(attributes))):
        getter, hashes = _layers(table, 2)
        _expect(getter.attrs.get("index") == (slice(0, None, None), index), getter)
        _expect(hashes.name == "hashembed", hashes)
        found.append(HashTable(attributes[index], _array(hashes, "E"), hashes.attrs["seed"]))
    keys = np.fromiter(vectors.key2row.keys(), np.uint64, len(vectors.key2row))
    rows = np.fromiter(vectors.key2row.values(), np.intp, len(vectors.key2row))
    order = np.argsort(keys)
    return EmbeddingWeights(
        tuple(found), np.asarray(vectors.data, np.float32), keys[order], rows[order],
        _array(static, "W"),
        _maxout_norm(_leaves(mix), ["maxout", "layernorm", "dropout"]),
    )  # fmt: skip


def read_encoder(nlp: Any) -> tuple[MaxoutNorm, ...]:
    """The residual layers over three words each, in order."""
    encode = _layer(nlp.get_pipe("tok2vec").model, 1, 2)
    residuals = _layer(encode, 0, 1).layers
    # With less padding than layers one sentence of a batch would see the next.
    _expect(encode.attrs.get("pad") == len(residuals), encode)
    found = []
    for residual in residuals:
        leaves = _leaves(residual)
        _expect(residual.name.startswith("residual("), residual)
        _expect(leaves[0].attrs.get("window_size") == 1, residual)
        found.append(_maxout_norm(leaves, _CONVOLUTION))
    _expect(all(len(layer.weight) == 3 * layer.width for layer in found), encode)
    return tuple(found)


def read_decoder(nlp: Any) -> DecoderWeights:
    recognizer = nlp.get_pipe("ner")
    model, moves = recognizer.model, recognizer.move_names
    _expect(recognizer.cfg["beam_width"] == 1 and not recognizer.cfg["multitasks"], model)
    _expect(not model.attrs["unseen_classes"] and model.attrs["has_upper"], model)
    leaves = _leaves(model)
    _expect([leaf.name for leaf in leaves] == _RECOGNIZER, model)
    _, _, reduce, lower, upper = leaves
    _expect(lower.get_dim("nF") == 3 and lower.get_dim("nP") >= 2, lower)
    actions = tuple((name[0], name[2:]) for name in moves)
    _expect({move for move, _ in actions} == set("BILUO"), model)
    # The rows of the output are the moves in their order; "U-" without a label, which spaCy
    # takes for words that may be in no entity, is never valid here, and not among the names.
    rows = _rows_of_moves(recognizer)
    return DecoderWeights(
        _array(reduce, "W"), _array(reduce, "b"), _array(lower, "W"), _array(lower, "b"),
        _array(lower, "pad")[0], _array(upper, "W")[rows], _array(upper, "b")[rows], actions,
    )  # fmt: skip


def _rows_of_moves(recognizer: Any) -> list[int]:
    """The row of each name: all moves but the nameless one."""
    moves = recognizer.moves
    names = [moves.get_class_name(index) for index in range(moves.n_moves)]
    rows = [index for index, name in enumerate(names) if name != "U-"]
    _expect([names[row] for row in rows] == recognizer.move_names, recognizer.model)
    return rows


def _maxout_norm(leaves: list[Any], names: list[str]) -> MaxoutNorm:
    _expect([leaf.name for leaf in leaves] == names, leaves[0])
    maxout, norm = leaves[names.index("maxout")], leaves[names.index("layernorm")]
    weight, bias = _array(maxout, "W"), _array(maxout, "b")
    width, pieces, inputs = weight.shape
    return MaxoutNorm(
        np.ascontiguousarray(weight.transpose(2, 1, 0).reshape(inputs, pieces * width)),
        np.ascontiguousarray(bias.T.reshape(pieces * width)),
        _array(norm, "G"), _array(norm, "b"), pieces,
    )  # fmt: skip


def _array(model: Any, name: str) -> Floats:
    return np.ascontiguousarray(model.get_param(name), np.float32)


def _layers(model: Any, count: int) -> list[Any]:
    _expect(len(model.layers) == count, model)
    return list(model.layers)


def _layer(model: Any, index: int, count: int) -> Any:
    return _layers(model, count)[index]


def _leaves(model: Any) -> list[Any]:
    """The layers that hold no others, in order."""
    if not model.layers:
        return [model]
    return [leaf for layer in model.layers for leaf in _leaves(layer)]


def _expect(known: bool, model: Any) -> None:
    if not known:
        raise ArchitectureError(f"layer {model.name[:80]!r}")
