from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.offsets import Span
from pipeline.text.width import INVISIBLE, JOINING, column_width, fold, fold_text
from tests.reading import QUICKLY, TEXTS

# What joins its neighbours: marks, format characters, Hangul letters.
PLAIN = st.characters(exclude_categories=["Cs", "Mn", "Mc", "Me", "Cf"]).filter(
    lambda c: not re.match(f"[{INVISIBLE}{JOINING}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\uffa0-\uffdc\u3131-\u318e]", c)
)  # fmt: skip
JAPANESE = st.sampled_from(
    "平成29年㍻⑳①㈱（）～〜ｶﾊﾟﾌﾞー　 ＡA葛\U000e0100か\u3099は\u309a㌔㎡\u200b\u00adé"
)


@QUICKLY
@given(st.text(PLAIN))
def test_fold_is_nfkc_where_nothing_joins(text: str) -> None:
    assert fold(text).text == unicodedata.normalize("NFKC", text)


@QUICKLY
@given(st.text(JAPANESE))
def test_fold_and_fold_text_agree(text: str) -> None:
    assert fold(text).text == fold_text(text)


@QUICKLY
@given(TEXTS, st.data())
def test_folded_characters_come_from_the_source(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if not len(folded):
        return
    start = data.draw(st.integers(0, len(folded) - 1))
    end = data.draw(st.integers(start + 1, len(folded)))
    source = folded.source(start, end)
    assert Span(0, len(text)).contains(source)
    assert folded.text[start:end] in fold(text[source.start : source.end]).text


@QUICKLY
@given(TEXTS)
def test_the_sources_of_folded_characters_ascend(text: str) -> None:
    folded = fold(text)
    spans = [folded.source(index, index + 1) for index in range(len(folded))]
    for before, after in pairwise(spans):
        assert before == after or before.end <= after.start


@pytest.mark.parametrize(
    ("text", "folded", "sources"),
    [
        ("㍻29", "平成29", [(0, 1), (0, 1), (1, 2), (2, 3)]),
        ("ﾊﾟｽ", "パス", [(0, 2), (2, 3)]),
        ("か\u3099", "が", [(0, 2)]),
        ("葛\U000e0100飾", "葛飾", [(0, 2), (2, 3)]),
        ("総\u200b務", "総務", [(0, 2), (2, 3)]),
        ("㈱", "(株)", [(0, 1), (0, 1), (0, 1)]),
        ("⑳", "20", [(0, 1), (0, 1)]),
        ("Ａ　1", "A 1", [(0, 1), (1, 2), (2, 3)]),
        ("～〜", "~〜", [(0, 1), (1, 2)]),
        ("\u200b", "", []),
        ("", "", []),
    ],
)
def test_fold(text: str, folded: str, sources: list[tuple[int, int]]) -> None:
    mapped = fold(text)
    assert mapped.text == folded
    assert [mapped.source(i, i + 1) for i in range(len(mapped))] == sources


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc 1", 5), ("報告", 4), ("ﾊﾟ", 2), ("Ａ１", 4), ("①→", 4), ("平成29年", 8)],
)
def test_column_width(text: str, width: int) -> None:
    assert column_width(text) == width
