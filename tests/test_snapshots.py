"""What the program says of whole texts, recorded: `make snapshots`, then read the difference."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

import pipeline

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))


@pytest.fixture
def recorded(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


def test_there_are_texts() -> None:
    assert TEXTS


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_sections(path: Path, recorded: SnapshotAssertion) -> None:
    found = pipeline.split_sections(path.read_text(encoding="utf-8"))
    assert [section.to_dict() for section in found] == recorded


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_dates(path: Path, recorded: SnapshotAssertion) -> None:
    found = pipeline.find_dates(path.read_text(encoding="utf-8"))
    assert [date.to_dict() for date in found] == recorded


@pytest.mark.model
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_documents(path: Path, recorded: SnapshotAssertion) -> None:
    document = pipeline.extract(path.read_text(encoding="utf-8")).to_dict()
    assert {key: document[key] for key in ("document", "organizations", "people")} == recorded
