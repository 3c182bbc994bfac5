from __future__ import annotations

import unicodedata
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
    "piece",
    [
        "人口は減少している。", "人口の減少、", "人口・", "あ", "（", "（人口。", "人口 ", "1", "㍿", "\ufdfa", "か\u3099",
        "\u3099", "葛\U000e0100", "人口の減少", "データセンター", "人口データ", "𠮷", "\ud800", "\n 。",
    ],
)  # fmt: skip
def test_no_sentence_is_longer_than_the_engine_takes(piece: str) -> None:
    text = "前文" + piece * 5000
    spans = split_sentences(text)
    assert "".join(text[start:end] for start, end in spans) == text
    for start, end in spans:
        # The engine reads folded text: 「㍿」 is four characters there.
        folded = unicodedata.normalize("NFKC", text[start:end])
        assert len(folded) <= LONGEST
        assert len(folded.encode("utf-8", "surrogatepass")) <= 49_149


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("減少した！|減少し、", "a sentence ends"),
        ("減少し、|減少した・多い", "a clause ends"),
        ("1,000、|1,000,000", "a comma within a number parts nothing"),
        ("減少して・|減少して多い", "a list goes on"),
        ("減少して|「減少", "a quotation begins"),
        ("減少した)|減少して多い", "a parenthesis ends"),
        ("減少して|多数", "a word begins behind hiragana"),
        ("多数のー|多数", "no line begins with a long vowel"),
        ("データ|多数", "katakana end"),
    ],
)
def test_where_an_endless_sentence_is_cut(text: str, why: str) -> None:
    head, tail = text.split("|")
    whole = "国" * (LONGEST - 50) + head + tail + "国" * LONGEST
    assert whole[: split_sentences(whole)[0].end].endswith("国" + head), why


@pytest.mark.parametrize(
    "unit", ["1234567", "ABCDEFG", "か\u3099", "葛\U000e0100", "国\u3099\u0301\u200b"]
)
def test_what_is_not_cut(unit: str) -> None:
    """A number, a Latin word, a character with its marks, where the longest piece would end in one."""
    for inside in range(1, len(unit)):
        text = "国" * (LONGEST - inside) + unit + "国" * LONGEST
        assert split_sentences(text)[0].end == LONGEST - inside


def test_a_long_sentence_is_cut_at_a_comma() -> None:
    text = "甲" * 2000 + "、" + "乙" * 2000 + "、" + "丙" * 100
    assert [text[start:end][-1] for start, end in split_sentences(text)] == ["、", "丙"]
