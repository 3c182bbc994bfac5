from __future__ import annotations

import pytest
from hypothesis import given

from pipeline.text.rows import cells, is_row
from tests.reading import QUICKLY, TEXTS
from tests.tables import cases


@pytest.mark.parametrize(("line", "row", "columns"), cases("rows", "line", "row", "cells"))
def test_is_row(line: str, row: str, columns: str) -> None:
    assert is_row(line) is (row == "yes")
    if row:
        assert "|".join(cells(line)) == columns


def test_a_very_long_line_is_no_row() -> None:
    assert is_row("甲　乙　" * 20)
    assert not is_row("甲　乙　" * 200)


@QUICKLY
@given(TEXTS)
def test_cells_are_the_line_without_its_gaps(text: str) -> None:
    found = cells(text)
    assert all(found)
    rest = text
    for cell in found:
        assert cell in rest
        rest = rest[rest.index(cell) + len(cell) :]
