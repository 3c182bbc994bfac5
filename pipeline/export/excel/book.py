"""The workbook: a sheet a table, written row by row with little memory, the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from itertools import chain, count, islice
from typing import IO, Any, NamedTuple

from pipeline.export.columns import TABLES, Column, Table
from pipeline.export.excel.cells import LONGEST, to_cell
from pipeline.export.excel.values import Say, columns_of, values_of

# Excel's, the header counted.
MOST_ROWS = 1_048_576
# No clock time is written; the first day that Excel's calendar and ZIP's both know.
_CREATED = datetime(1980, 1, 1)  # noqa: DTZ001
_WIDTHS = {"whole": 9, "day": 12, "list": 30, "text": 20}
_WIDE = {"sentence": 60, "body": 60, "title": 40, "name": 30, "text": 30}
_ABOUT = "この表について"
_NOTES = (
    "houkoku が抽出した結果です。値は tables/*.csv と同じで、プログラムで処理するときは CSV を使ってください。",
    "= + - @ などで始まるセルは、CSV で保存し直しても式として実行されないよう、先頭に ' を付けてあります。",
    f"{LONGEST:,} 文字を超えるセルは Excel に入らないため途中で切り、末尾に「…（以下略）」と記してあります。全文は CSV にあります。",
    f"{MOST_ROWS:,} 行を超える表は、「日付 (2)」のように次のシートに続きます。",
    "複数の値は | で区切ってあります。位置（開始・終了）は texts/ のテキストの先頭から数えた文字数です。",
)

Rows = Iterable[Mapping[str, str]]


class Written(NamedTuple):
    """What became of the rows: how many there are, and how many cells had to be cut."""

    rows: int
    cut: int


def write_workbook(
    file: IO[bytes],
    rows_of: Callable[[Table], Rows],
    say: Say,
    folder: str,
    most_rows: int = MOST_ROWS,
) -> Written:
    """The workbook of all tables into `file`; `folder` is for files that are gone at the end.

    `rows_of` gives a table's rows as they stand in its CSV file, each cell by its column's name;
    ValueError where a cell is not what its column says.
    """
    from xlsxwriter import Workbook

    book = Workbook(file, {"constant_memory": True, "tmpdir": folder, "use_zip64": True})
    book.set_properties({"title": "houkoku", "created": _CREATED})
    sheets = _Sheets(book, most_rows)
    names: dict[str, str] = {}
    try:
        for table in TABLES:
            rows = rows_of(table)
            if table.name == "organizations":
                rows = _noting(rows, names)
            sheets.add(table, (values_of(table, row, names, say) for row in rows))
        sheets.add_notes()
        book.close()
    finally:
        # A book that is not finished leaves the files of its rows open.
        for sheet in book.worksheets():
            sheet.row_data_fh.close()
    return Written(sheets.rows, sheets.cut)


def _noting(rows: Rows, names: dict[str, str]) -> Rows:
    """An organization has the same id in every document, so its name is held once."""
    for row in rows:
        names[row["id"]] = row["name"]
        yield row


class _Sheets:
    def __init__(self, book: Any, most_rows: int) -> None:
        self._book = book
        self._most_rows = most_rows
        self._bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4"})
        self.rows = self.cut = 0

    def add(self, table: Table, rows: Iterable[Iterable[int | str]]) -> None:
        """The table's sheet, and as many more as its rows need."""
        waiting = iter(rows)
        columns = list(columns_of(table))
        for number in count(1):
            first = list(islice(waiting, 1))
            if number > 1 and not first:
                return
            name = table.japanese if number == 1 else f"{table.japanese} ({number})"
            begun = chain(first, islice(waiting, self._most_rows - 1 - len(first)))
            self._add_sheet(name, columns, begun)

    def _add_sheet(
        self, name: str, columns: list[Column], rows: Iterable[Iterable[int | str]]
    ) -> None:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for number, column in enumerate(columns):
            sheet.set_column(number, number, _WIDE.get(column.name, _WIDTHS[column.type]))
            sheet.write_string(0, number, column.japanese, self._bold)
        last = 0
        for last, row in enumerate(rows, start=1):
            for number, value in enumerate(row):
                self._write(sheet, last, number, value)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        self.rows += last

    def _write(self, sheet: Any, row: int, column: int, value: int | str) -> None:
        if isinstance(value, int):
            sheet.write_number(row, column, value)
        elif value:
            text, is_cut = to_cell(value)
            self.cut += is_cut
            # Never `write`, which makes formulas, links and numbers of texts that look like them.
            sheet.write_string(row, column, text)

    def add_notes(self) -> None:
        sheet = self._book.add_worksheet(_ABOUT)
        sheet.set_column(0, 0, 120)
        for row, note in enumerate(_NOTES):
            sheet.write_string(row, 0, note)
