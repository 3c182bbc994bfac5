from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline.export import datapackage
from pipeline.export.columns import TABLES
from pipeline.export.generator import make_generator, version_of
from pipeline.export.tables import path_of

WRITTEN = {path_of(table.name): (1, "0" * 64) for table in TABLES}


@pytest.fixture
def package() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(datapackage.describe(make_generator({}), WRITTEN))
    return made


def test_it_describes_every_column(package: dict[str, Any]) -> None:
    for table, resource in zip(TABLES, package["resources"], strict=True):
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == [column.name for column in table.columns]
        assert all(field["title"] and field["title@en"] for field in fields)


def test_keys_name_columns_that_exist(package: dict[str, Any]) -> None:
    columns = {
        resource["name"]: {field["name"] for field in resource["schema"]["fields"]}
        for resource in package["resources"]
    }
    for resource in package["resources"]:
        schema = resource["schema"]
        assert set(schema["primaryKey"]) <= columns[resource["name"]]
        for key in schema["foreignKeys"]:
            target = key["reference"]["resource"] or resource["name"]
            assert set(key["fields"]) <= columns[resource["name"]]
            assert set(key["reference"]["fields"]) <= columns[target]


def test_the_generator_tells_versions_and_digests(package: dict[str, Any]) -> None:
    generator = package["generator"]
    assert set(generator["versions"]) == {
        "houkoku", "spaCy", "GiNZA", "ja_ginza", "SudachiPy", "SudachiDict", "unidic-lite",
    }  # fmt: skip
    assert all(generator["versions"].values())
    assert set(generator["digests"]) == {"rules", "language_data", "decisions", "settings"}
    # sha256 of nothing: there are no decisions yet.
    assert generator["digests"]["decisions"].startswith("e3b0c44298fc1c14")


def test_settings_change_their_digest_and_no_other() -> None:
    before = make_generator({"reference_date": None})["digests"]
    after = make_generator({"reference_date": "2018-04-01"})["digests"]
    assert {name for name in before if before[name] != after[name]} == {"settings"}


def test_a_missing_distribution_has_no_version() -> None:
    assert version_of("no-such-distribution") is None
