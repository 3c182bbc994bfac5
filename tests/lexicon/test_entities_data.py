"""The data behind organizations and people: every row can be used, and says where it is from."""

from __future__ import annotations

import csv
import time
import tomllib
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

from pipeline.errors import DataError
from pipeline.lexicon.organizations import (
    FOLDER,
    Gazetteer,
    load_gazetteer,
    read_organizations,
    without_legal_form,
)
from pipeline.lexicon.tables import DATA
from pipeline.lexicon.words import (
    load_ene_types,
    load_legal_forms,
    load_parts,
    load_suffixes,
    load_titles,
)

HEADER = "name,type,parent,short,until,source\n"
TABLES = sorted([*DATA.glob("*.csv"), *FOLDER.glob("*.csv")])


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_every_row_names_a_source_that_is_described(path: Path) -> None:
    sources = tomllib.loads((DATA / "sources.toml").read_text(encoding="utf-8"))
    assert {row["source"] for row in rows_of(path)} <= set(sources)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_every_cell_is_in_nfkc_width(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if unicodedata.normalize("NFKC", line) != line] == []


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_no_row_is_there_twice(path: Path) -> None:
    keys = [(next(iter(row.values())), row.get("parent")) for row in rows_of(path)]
    assert sorted(key for key in set(keys) if keys.count(key) > 1) == []


def test_the_tables_load_quickly() -> None:
    start = time.process_time()
    gazetteer = Gazetteer(read_organizations(sorted(FOLDER.glob("*.csv"))))
    assert len(gazetteer.organizations) > 5000
    assert time.process_time() - start < 2


def test_the_word_tables_load() -> None:
    assert all(map(len, (load_suffixes(), load_legal_forms(), load_titles(), load_parts())))
    assert load_ene_types()["Person"] == "person"


def test_a_short_form_of_two_bodies_is_marked_ambiguous() -> None:
    owners = defaultdict(set)
    for organization in load_gazetteer().organizations:
        for short in organization.short:
            owners[short].add(organization.chain)
    unmarked = [
        (organization.name, short)
        for organization in load_gazetteer().organizations
        for short in organization.short
        if len(owners[short]) > 1
        and short not in organization.ambiguous
        and all(organization.chain != chain[: len(organization.chain)] for chain in owners[short])
    ]
    assert unmarked == []


def test_a_chain_leads_from_the_outermost_body_to_the_part() -> None:
    [agency] = [o for o in load_gazetteer().organizations if o.name == "資源エネルギー庁"]
    assert agency.chain == ("経済産業省", "資源エネルギー庁")


def test_names_are_known_without_their_legal_form() -> None:
    assert without_legal_form("KDDI株式会社") == "KDDI"
    assert without_legal_form("総務省") is None
    assert [o.name for o in load_gazetteer().named("情報通信研究機構")] == [
        "国立研究開発法人情報通信研究機構"
    ]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("山田省,ministry,,,,own", "unknown type 'ministry'"),
        (",government,,,,own", "a row without a name"),
        ("山田局,government,川田省,,,own", "parent '川田省' is not a name here"),
        ("山田局,government,山田局,,,own", "'山田局' is its own parent"),
        ("山田局,government", "2 cells, the header has 6"),
        ("川田庁,agency,,,,own", "'川田庁' is already in line 2"),
        ("山田局,government,,,2001,own", "until '2001' is no day as YYYY-MM-DD"),
    ],
)
def test_a_bad_row_is_named_with_its_place(tmp_path: Path, row: str, complaint: str) -> None:
    table = tmp_path / "own.csv"
    table.write_text(HEADER + "川田庁,government,,,,own\n" + row + "\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_organizations([table])
    assert str(error.value) == f"{table}:3: {complaint}"


def test_a_table_without_a_column_is_named(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("name,type\n", encoding="utf-8")
    with pytest.raises(DataError, match="column 'parent' is missing"):
        read_organizations([table])


def test_a_users_own_table_is_read_first(tmp_path: Path) -> None:
    table = tmp_path / "organizations.csv"
    table.write_text(HEADER + "川田技研,company,,カワギ,,own\n", encoding="utf-8")
    gazetteer = load_gazetteer((table,))
    assert [o.name for o in gazetteer.named("カワギ")] == ["川田技研"]
    assert gazetteer.named("経産省")
    assert load_gazetteer() is load_gazetteer()


def test_a_users_own_table_wins(tmp_path: Path) -> None:
    table = tmp_path / "organizations.csv"
    table.write_text(
        HEADER
        + "国際果樹園協会,international,,ＩＰＡ,,own\n資源エネルギー庁,agency,総務省,,,own\n",
        encoding="utf-8",
    )
    gazetteer = load_gazetteer((table,))
    assert [o.name for o in gazetteer.meant("IPA")] == ["国際果樹園協会"]
    assert len(gazetteer.named("IPA")) == 2
    assert [o.chain for o in gazetteer.meant("資源エネルギー庁")] == [
        ("総務省", "資源エネルギー庁")
    ]
    assert [o.name for o in gazetteer.meant("経産省")] == ["経済産業省"]


def test_a_table_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_bytes(HEADER.encode() + "川田庁".encode("cp932"))
    with pytest.raises(DataError) as error:
        read_organizations([table])
    assert str(error.value) == f"{table}:2: not UTF-8"
