"""The words that spaCy's tokenizer finds, without its Doc."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.entities.engines.words import MisreadError, find_words

pytestmark = pytest.mark.model

# What moves the places of words: blanks of every kind, and what Sudachi normalizes.
PIECES = st.sampled_from(
    ["経済産業省", "は", "㍿", "㍻30", "ﾊﾟｿｺﾝ", "がぎ", "…", " ", "  ", "\t", "\n", "　", "\u00a0", "A", "３", "。"]
)  # fmt: skip


def spacy_words(nlp: Any, text: str) -> list[tuple[int, str]]:
    return [(token.idx, token.text) for token in nlp.make_doc(text)]


@pytest.mark.parametrize(
    "text",
    ["", " ", "　\t ", "経済産業省の 山田 太郎", "  先頭と末尾  ", "二つ  の空白", "㍿と㍻30年", "ABC DEF\tGHI", "髙﨑か\u3099"],
)  # fmt: skip
def test_same_words_as_spacy(nlp: Any, text: str) -> None:
    assert find_words(nlp.tokenizer.tokenizer, text) == spacy_words(nlp, text)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_same_words_whatever_the_blanks(nlp: Any, text: str) -> None:
    assert find_words(nlp.tokenizer.tokenizer, text) == spacy_words(nlp, text)


class Careless:
    """A tokenizer that gives other words than it was given."""

    class Word:
        def surface(self) -> str:
            return "省"

    def tokenize(self, text: str) -> list[Word]:
        return [self.Word()]


def test_words_of_another_text_are_refused() -> None:
    with pytest.raises(MisreadError):
        find_words(Careless(), "経産")
