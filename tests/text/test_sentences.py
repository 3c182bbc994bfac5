from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.sentences import LONGEST, split_sentences
from tests.reading import QUICKLY, TEXTS
from tests.tables import cases

MARKS = st.text("あア山1 。．！？（）()「」『』【】\n、", max_size=40)


@pytest.mark.parametrize(("text", "sentences"), cases("sentences", "text", "sentences"))
def test_split_sentences(text: str, sentences: str) -> None:
    text = text.replace("\\n", "\n")
    found = "|".join(text[start:end] for start, end in split_sentences(text))
    assert found == sentences.replace("\\n", "\n")


@QUICKLY
@given(TEXTS | MARKS)
def test_sentences_cover_the_text_in_order(text: str) -> None:
    spans = split_sentences(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(before.end == after.start for before, after in pairwise(spans))
    # White space alone is a sentence only where there is nothing else.
    assert len(spans) <= 1 or all(text[start:end].strip() for start, end in spans)


@QUICKLY
@given(MARKS, MARKS)
def test_a_line_end_parts_texts_for_good(first: str, second: str) -> None:
    def sentences(text: str) -> list[str]:
        found = [text[start:end].strip() for start, end in split_sentences(text)]
        return [sentence for sentence in found if sentence]

    assert sentences(f"{first}\n{second}") == sentences(first) + sentences(second)


@pytest.mark.parametrize(
    "piece", ["人口は減少している。", "人口の減少、", "人口・", "あ", "（", "（人口。", "人口 "]
)
def test_no_sentence_is_longer_than_the_engine_takes(piece: str) -> None:
    text = "前文" + piece * 5000
    spans = split_sentences(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(end - start <= LONGEST for start, end in spans)


def test_a_long_sentence_is_cut_at_a_comma() -> None:
    text = "甲" * 2000 + "、" + "乙" * 2000 + "、" + "丙" * 100
    assert [text[start:end][-1] for start, end in split_sentences(text)] == ["、", "丙"]
