from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas
import pytest

from pipeline.export.columns import TABLES
from pipeline.export.frames import read_tables
from pipeline.records import Document
from tests.documents import DATE, MINISTRY, PERSON, SECTION, as_tables, make_document


def tables_of(folder: Path, *documents: Document) -> dict[str, pandas.DataFrame]:
    for path, content in as_tables(*documents).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content.encode())
    return read_tables(folder)


def test_columns_have_their_types(tmp_path: Path) -> None:
    found = tables_of(tmp_path, make_document("a"), make_document("b"))
    dates = found["dates"]
    assert dates["iso"].tolist()[0] == "2017-12-22"
    assert dates["iso"].isna().tolist() == [False, True, False, True]
    assert dates["first_day"].dtype.kind == "M"
    assert dates["first_day"][0] == pandas.Timestamp("2017-12-22")
    assert dates["first_day"].isna().tolist() == [False, True, False, True]
    assert dates["start"].dtype == "int64"
    assert dates["warnings"].tolist()[:2] == [[], ["no such day"]]
    assert found["organizations"]["aliases"][0] == ["経産省", "METI, Japan"]
    assert found["people"]["positions"][0][1] == {"organization": None, "title": "座長"}
    assert found["documents"]["reference_date"][0] == pandas.Timestamp("2018-04-01")


def test_types_hold_without_a_row(tmp_path: Path) -> None:
    found = tables_of(tmp_path)
    for table in TABLES:
        kinds = {column.name: column.type for column in table.columns}
        frame = found[table.name]
        assert len(frame) == 0
        assert list(frame) == list(kinds)
        for name, kind in kinds.items():
            expected = {"whole": "i", "day": "M", "text": "O", "list": "O"}[kind]
            assert frame[name].dtype.kind == expected


@pytest.mark.parametrize(
    "text", ["NA", "nan", "null", "None", "007", "1e5", "2018", "-", " 空白 ", "a\rb", "a\r\nb",
             'x"y', "=1+1", "True", "a\u2028b\x85", "#N/A", "'", "\ufeffx"],
)  # fmt: skip
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    document = replace(
        make_document(text),
        title=text,
        sections=(replace(SECTION, number=text, title=text, body=text),),
        dates=(replace(DATE, text=text, sentence=text),),
        organizations=(replace(MINISTRY, name=text, aliases=(text,)),),
        people=(replace(PERSON, name=text, reading=text),),
    )
    found = tables_of(tmp_path, document)
    assert found["documents"]["id"].tolist() == [text]
    assert found["documents"]["title"].tolist() == [text]
    assert found["sections"][["number", "title", "body"]].values.tolist() == [[text] * 3]
    assert found["dates"]["sentence"].tolist() == [text]
    assert found["organizations"][["name", "aliases"]].values.tolist() == [[text, [text]]]
    assert found["people"]["reading"].tolist() == [text]


def test_an_empty_body_is_text_and_a_missing_number_is_missing(tmp_path: Path) -> None:
    section = replace(SECTION, number=None, body="")
    sections = tables_of(tmp_path, replace(make_document("a"), sections=(section,)))["sections"]
    assert sections["body"].tolist() == [""]
    assert sections["number"].isna().tolist() == [True]


def test_days_before_the_nanoseconds_begin(tmp_path: Path) -> None:
    date = replace(DATE, iso="0645", first_day="0645-01-01", last_day="0645-12-31")
    dates = tables_of(tmp_path, replace(make_document("a"), dates=(date,)))["dates"]
    assert dates["first_day"].dt.year.tolist() == [645]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"documents\.csv"):
        read_tables(tmp_path / "none")
