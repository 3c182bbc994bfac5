from __future__ import annotations

import pytest
from hypothesis import given

from pipeline.text.furniture import find_pages
from pipeline.text.lines import split_lines
from tests.reading import QUICKLY, TEXTS, read_case
from tests.tables import cases


@pytest.mark.parametrize(
    ("text", "furniture", "contents", "pages"),
    cases("furniture", "text", "furniture", "contents", "pages"),
)
def test_find_pages(text: str, furniture: str, contents: str, pages: str) -> None:
    layout = read_case(text)

    def shown(indexes: frozenset[int]) -> str:
        return "|".join(layout.line_content(index) for index in sorted(indexes))

    assert shown(layout.pages.furniture) == furniture
    assert shown(layout.pages.contents) == contents
    assert len(layout.pages.starts) == int(pages)


@QUICKLY
@given(TEXTS)
def test_pages_begin_at_lines_and_furniture_has_words(text: str) -> None:
    lines, _ = split_lines(text)
    pages = find_pages(lines)
    assert pages.starts[0] == 0
    assert list(pages.starts) == sorted(set(pages.starts))
    assert pages.starts[-1] < len(lines)
    assert all(lines[index].content for index in pages.furniture | pages.contents)


@pytest.mark.parametrize("number", ["- {} -", "－ {} －", "{}/40", "P.{}", "{}", "{}ページ"])
def test_page_numbers_of_one_text_are_all_found(number: str) -> None:
    pages = [f"第{n}の論点について検討した。\n\n{number.format(n)}\n" for n in range(1, 20)]
    layout = read_case("\n".join(pages))
    assert len(layout.pages.furniture) == len(pages)
    assert [p.text.text for p in layout.paragraphs] == [page.split("\n")[0] for page in pages]
