"""The workbook, read back from its XML: nothing in it runs, nothing is guessed, the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.export.columns import TABLES, Table
from pipeline.export.excel import Say, Written, write_workbook
from pipeline.export.excel.cells import CUT, LONGEST, to_cell
from tests.reading import QUICKLY
from tests.tables import cases

_NAMES = {"": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_TITLES = {table.name: table.japanese for table in TABLES}

Sheets = dict[str, list[list[str | int]]]


def read(raw: bytes) -> Sheets:
    """The sheets by name, each a list of rows; texts as Excel shows them."""
    book = zipfile.ZipFile(io.BytesIO(raw))
    listed = ElementTree.fromstring(book.read("xl/workbook.xml")).iterfind("sheets/sheet", _NAMES)
    found: Sheets = {}
    for number, sheet in enumerate(listed, start=1):
        tree = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
        rows = tree.iterfind("sheetData/row", _NAMES)
        found[sheet.attrib["name"]] = [list(cells(row)) for row in rows]
    return found


def cells(row: ElementTree.Element) -> Iterator[str | int]:
    for cell in row.iterfind("c", _NAMES):
        assert cell.find("f", _NAMES) is None
        if cell.get("t") == "inlineStr":
            text = cell.findtext("is/t", namespaces=_NAMES)
            assert text is not None
            yield _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        else:
            assert cell.get("t") is None
            yield int(cell.findtext("v", "", _NAMES))


def row_of(table: Table, **given: str) -> dict[str, str]:
    """A row that is a number, an empty list or 「x」 in every column that is not given."""
    other = {"whole": "7", "list": "[]", "day": "2018-04-01", "text": "x"}
    return {column.name: given.get(column.name, other[column.type]) for column in table.columns}


def write(
    folder: Path, rows: Mapping[str, list[Mapping[str, str]]], most_rows: int = 1 << 20
) -> tuple[bytes, Written]:
    def rows_of(table: Table) -> Iterator[Mapping[str, str]]:
        return (row_of(table, **row) for row in rows.get(table.name, []))

    file = io.BytesIO()
    say = Say(lambda reason: f"<{reason}>", lambda iso, granularity: f"{iso} {granularity}")
    written = write_workbook(file, rows_of, say, str(folder), most_rows)
    assert list(folder.iterdir()) == []
    return file.getvalue(), written


def unescaped(text: str) -> str:
    return re.sub(
        r"\\(?:x(..)|u(....)|([trn]))",
        lambda m: chr(int(m[1] or m[2], 16)) if not m[3] else {"t": "\t", "r": "\r", "n": "\n"}[m[3]],
        text,
    )  # fmt: skip


@pytest.mark.parametrize(("cell", "shown"), cases("excel_cells", "cell", "shown"))
def test_a_hostile_cell(tmp_path: Path, cell: str, shown: str) -> None:
    raw, _ = write(tmp_path, {"mentions": [{"sentence": unescaped(cell)}]})
    assert read(raw)["言及"][1][-1] == unescaped(shown)


@QUICKLY
@given(st.text(st.characters(), max_size=30))
def test_any_cell(text: str) -> None:
    shown, is_cut = to_cell(text)
    assert not is_cut
    assert shown.removeprefix("'").strip()[:1] not in {*"=+-@"} or shown.startswith("'")
    assert len(shown) - len(text) in (0, 1)


@pytest.mark.parametrize(
    ("text", "is_cut"),
    [
        ("国" * LONGEST, False), ("国" * (LONGEST + 1), True), ("=" + "1" * (LONGEST - 1), True),
        ("𠮷" * (LONGEST // 2), False), ("𠮷" * (LONGEST // 2 + 1), True), ("国" + "𠮷" * LONGEST, True),
    ],
    ids=["just", "one more", "the apostrophe counts", "two units", "two units more", "odd"],
)  # fmt: skip
def test_a_cell_too_long_is_cut_and_says_so(tmp_path: Path, text: str, is_cut: bool) -> None:
    raw, written = write(tmp_path, {"mentions": [{"sentence": text}]})
    shown = str(read(raw)["言及"][1][-1])
    assert written == (1, int(is_cut))
    assert len(shown.encode("utf-16-le")) // 2 <= LONGEST
    assert shown.endswith(CUT) is is_cut
    assert is_cut or shown == text
    assert not is_cut or len(shown.encode("utf-16-le")) // 2 >= LONGEST - 1


def test_every_table_has_a_sheet_with_titles_a_filter_and_a_frozen_head(tmp_path: Path) -> None:
    raw, written = write(tmp_path, {})
    sheets = read(raw)
    assert list(sheets) == [*_TITLES.values(), "この表について"]
    assert sheets["組織"] == [["文書", "識別子", "正式名称", "種別", "上位組織", "別名"]]
    assert written == (0, 0)
    xml = zipfile.ZipFile(io.BytesIO(raw)).read("xl/worksheets/sheet4.xml").decode()
    assert '<autoFilter ref="A1:F1"/>' in xml
    assert 'state="frozen"' in xml


def test_lists_are_told_and_numbers_are_numbers(tmp_path: Path) -> None:
    raw, _ = write(tmp_path, {
        "dates": [{"iso": "2018-04", "granularity": "month", "warnings": '["a", "b"]'}],
        "organizations": [{"id": "o-1", "name": "総務省", "aliases": '["=総", "MIC"]'}],
        "people": [{"positions": '[{"organization": "o-1", "title": "局長"},'
                                 ' {"organization": "o-2", "title": null},'
                                 ' {"organization": null, "title": "座長"}]'}],
    })  # fmt: skip
    sheets = read(raw)
    head, date = sheets["日付"]
    assert head[6:9] == ["ISO 8601", "和暦", "初日"]
    assert date[3:5] == [7, 7]
    assert date[6:8] == ["2018-04", "2018-04 month"]
    assert "<a> | <b>" in date
    assert sheets["組織"][1][-1] == "'=総 | MIC"
    assert sheets["人物"][1][-1] == "総務省 局長 | o-2 | 座長"


@pytest.mark.parametrize(("count", "sizes"), [(3, [3]), (4, [3, 1]), (6, [3, 3]), (7, [3, 3, 1])])
def test_a_table_of_too_many_rows_goes_on_in_another_sheet(
    tmp_path: Path, count: int, sizes: list[int]
) -> None:
    rows = [{"sentence": f"文{number}"} for number in range(count)]
    raw, written = write(tmp_path, {"mentions": rows}, most_rows=4)
    sheets = [rows for name, rows in read(raw).items() if name.startswith("言及")]
    assert [len(rows) - 1 for rows in sheets] == sizes
    assert all(rows[0] == sheets[0][0] for rows in sheets)
    assert [row[-1] for rows in sheets for row in rows[1:]] == [f"文{n}" for n in range(count)]
    assert written.rows == count


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    rows = {"dates": [{"text": f"平成{n}年"} for n in range(1, 31)]}
    raw, _ = write(tmp_path, rows)
    assert write(tmp_path, rows)[0] == raw
    book = zipfile.ZipFile(io.BytesIO(raw))
    assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 31, 0, 0, 0)}
    assert b"1980-01-01T00:00:00Z" in book.read("docProps/core.xml")


@pytest.mark.parametrize(
    "row",
    [{"start": "x"}, {"warnings": "x"}, {"warnings": "5"}, {"warnings": "{}"}],
    ids=str,
)
def test_a_cell_that_is_not_what_its_column_says(tmp_path: Path, row: Mapping[str, str]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        write_workbook(
            io.BytesIO(), lambda table: [row_of(table, **row)], Say(str, lambda i, g: i), str(tmp_path)
        )  # fmt: skip
