from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from pipeline.export.columns import TABLES
from pipeline.export.tables import to_line
from tests.documents import DATE, as_tables, make_document
from tests.tables import cases


@pytest.mark.parametrize(("cell", "line"), cases("csv_cells", "cell", "line"))
def test_a_cell_is_quoted_where_it_must_be(cell: str, line: str) -> None:
    def unescaped(text: str) -> str:
        return text.replace("\\r", "\r").replace("\\n", "\n")

    assert to_line([unescaped(cell), "x"]) == unescaped(line) + ",x\n"


@pytest.mark.parametrize("value", [None, "", 0, 7, "007"])
def test_null_is_an_empty_cell_and_numbers_are_plain(value: object) -> None:
    assert to_line([value, "x"]) == f"{'' if value is None else value},x\n"


def test_every_table_has_its_header_even_without_a_document() -> None:
    expected = {
        f"tables/{t.name}.csv": ",".join(column.name for column in t.columns) + "\n" for t in TABLES
    }
    assert as_tables() == expected


def test_columns_are_the_fields_of_the_records() -> None:
    record = make_document().to_dict()
    columns = {table.name: [column.name for column in table.columns] for table in TABLES}
    assert columns["documents"] == list(record["document"])
    for name in ("sections", "dates", "organizations", "people"):
        fields = [field for field in record[name][0] if field != "mentions"]
        assert columns[name] == ["document", *fields]
    mention = record["organizations"][0]["mentions"][0]
    assert columns["mentions"] == ["document", "kind", "record", *mention]


def test_a_row_is_a_record() -> None:
    rows = {
        path: list(csv.DictReader(io.StringIO(content, newline="")))
        for path, content in as_tables(make_document("a"), make_document("b")).items()
    }
    assert [row["id"] for row in rows["tables/documents.csv"]] == ["a", "b"]
    dates = rows["tables/dates.csv"]
    assert [(row["document"], row["iso"]) for row in dates] == [
        ("a", "2017-12-22"), ("a", ""), ("b", "2017-12-22"), ("b", ""),
    ]  # fmt: skip
    assert dates[1]["warnings"] == '["no such day"]'
    [ministry, bureau] = rows["tables/organizations.csv"][:2]
    assert ministry["aliases"] == '["経産省", "METI, Japan"]'
    assert bureau["parent"] == ministry["id"]
    assert '{"organization": null, "title": "座長"}' in rows["tables/people.csv"][0]["positions"]
    mentions = [(row["kind"], row["start"], row["text"]) for row in rows["tables/mentions.csv"][:2]]
    assert mentions == [("organization", "18", "経産省"), ("person", "22", "吉田 眞人")]


def test_rows_stand_in_the_order_of_the_text() -> None:
    later = replace(DATE, id="d-000000000002", start=30, end=40)
    document = replace(make_document("a"), dates=(later, DATE))
    rows = csv.DictReader(io.StringIO(as_tables(document)["tables/dates.csv"]))
    assert [row["start"] for row in rows] == ["6", "30"]
