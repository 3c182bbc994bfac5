"""The sample through the whole pipeline, model and all, and what must hold of its files."""

from __future__ import annotations

import json
import re
from itertools import chain
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline.cli import main
from pipeline.export.frames import read_tables

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outputs")
    assert main(["extract", str(ROOT / "raw"), "--output", str(folder)]) == 0
    return folder


def records(outputs: Path) -> list[Any]:
    paths = sorted((outputs / "documents").rglob("*.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def spans(record: Any) -> list[Any]:
    named = chain(record["organizations"], record["people"])
    return [*record["dates"], *chain(*(found["mentions"] for found in named))]


def test_records_follow_their_schema(outputs: Path) -> None:
    schema = json.loads((outputs / "schema/document.schema.json").read_text(encoding="utf-8"))
    for record in records(outputs):
        jsonschema.validate(record, schema)


def test_every_span_is_its_text(outputs: Path) -> None:
    for record in records(outputs):
        text = (outputs / "texts" / f"{record['document']['id']}.txt").read_text(encoding="utf-8")
        assert len(text) == record["document"]["characters"]
        for span in spans(record):
            written = re.sub(r"\s+", "", text[span["start"] : span["end"]])
            assert written == re.sub(r"\s+", "", span["text"])
            assert span["line"] == text.count("\n", 0, span["start"]) + 1


def test_ids_are_unique_and_references_hold(outputs: Path) -> None:
    for record in records(outputs):
        kinds = ("sections", "dates", "organizations", "people")
        ids = [found["id"] for kind in kinds for found in record[kind]]
        assert len(ids) == len(set(ids))
        named = {None, *ids}
        assert {span["section"] for span in spans(record)} <= named
        assert {found["parent"] for found in record["sections"] + record["organizations"]} <= named
        positions = chain(*(person["positions"] for person in record["people"]))
        assert {position["organization"] for position in positions} <= named


def test_tables_hold_as_many_rows_as_there_are_records(outputs: Path) -> None:
    tables = read_tables(outputs)
    for name in ("sections", "dates", "organizations", "people"):
        assert len(tables[name]) == sum(len(record[name]) for record in records(outputs))
    assert tables["dates"]["first_day"].notna().any()


def test_a_second_run_writes_the_same_bytes(outputs: Path, tmp_path: Path) -> None:
    assert main(["extract", str(ROOT / "raw"), "--output", str(tmp_path)]) == 0
    for path in outputs.rglob("*"):
        if path.is_file():
            assert (tmp_path / path.relative_to(outputs)).read_bytes() == path.read_bytes()
