from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.export.json_pieces import Stream, pieces, to_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES)
def test_it_is_what_json_writes(value: Any) -> None:
    assert to_json(value) == json.dumps(value, ensure_ascii=False, indent=2) + "\n"


# A tuple stands for an array that is to come as a stream.
LEAVES = st.none() | st.integers() | st.text(max_size=3) | st.lists(st.text(max_size=3), max_size=2)
OBJECTS = st.recursive(
    st.dictionaries(st.text(max_size=3), LEAVES, max_size=3),
    lambda inner: st.dictionaries(
        st.text(max_size=3), LEAVES | st.lists(inner, max_size=3).map(tuple), max_size=3
    ),
    max_leaves=8,
)


def with_streams(value: dict[str, Any]) -> dict[str, Any]:
    return {
        key: Stream(map(with_streams, member)) if isinstance(member, tuple) else member
        for key, member in value.items()
    }


@given(OBJECTS)
def test_a_stream_is_written_as_its_list(value: dict[str, Any]) -> None:
    expected = json.dumps(value, ensure_ascii=False, indent=2)
    assert "".join(pieces(with_streams(value))) == expected


def test_a_stream_is_read_as_it_is_written() -> None:
    read: list[int] = []

    def objects() -> Any:
        for number in range(3):
            read.append(number)
            yield {"number": number}

    written = pieces({"all": Stream(objects())})
    while not read:
        next(written)
    assert '"number": 0' in next(written)
    assert read == [0]


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_json(float("nan"))
