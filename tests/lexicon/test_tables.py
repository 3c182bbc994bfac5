"""Rows of a table that a user's spreadsheet wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.lexicon.tables import read_rows


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"name,type\r\nA,x\r\n\r\nB,y\r\n", [(2, ["A", "x"]), (4, ["B", "y"])]),
        ("\ufefftype,name\nx,A\n".encode(), [(2, ["A", "x"])]),
        # Only a line end ends a line: str.splitlines knows eight more.
        ("name,type\nA\u2028B,x\nC\x85D,y\n".encode(), [(2, ["A\u2028B", "x"]), (3, ["C\x85D", "y"])]),
        (b'name,type\n"A\nB",x\nC,y\n', [(3, ["A\nB", "x"]), (4, ["C", "y"])]),
    ],
)  # fmt: skip
def test_rows(tmp_path: Path, content: bytes, rows: list[tuple[int, list[str]]]) -> None:
    (tmp_path / "table.csv").write_bytes(content)
    assert list(read_rows(tmp_path / "table.csv", ("name", "type"))) == rows
