from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from pipeline.sections import split
from pipeline.sections.document_title import find_title
from pipeline.text.layout import read
from tests.reading import QUICKLY, TEXTS, read_case
from tests.tables import cases


@pytest.mark.parametrize(("text", "title"), cases("titles", "text", "title"))
def test_find_title(text: str, title: str) -> None:
    layout = read_case(text)
    assert (find_title(layout, split(layout)) or "") == title


@QUICKLY
@given(TEXTS)
def test_a_title_is_one_line_in_nfkc_width(text: str) -> None:
    layout = read(text)
    title = find_title(layout, split(layout))
    if title is not None:
        assert title
        assert "\n" not in title
        assert unicodedata.normalize("NFKC", title) == title
