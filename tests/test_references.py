"""同省, 両市: what they stand for, and what is left open."""

from __future__ import annotations

import pytest

from pipeline.flow import extract
from tests.fakes import FakeEngine
from tests.reading import written_out
from tests.tables import cases


@pytest.mark.parametrize(("text", "references"), cases("references", "text", "references"))
def test_references(text: str, references: str) -> None:
    document = extract(written_out(text), engine=FakeEngine())
    names = {organization.id: organization.name for organization in document.organizations}
    assert (
        ";".join(
            f"{found.text}={'+'.join(names[i] for i in found.organizations)}"
            for found in document.references
        )
        == references
    )
    for found in document.references:
        assert document.text[found.start : found.end] == found.text
        assert found.sentence
    mentioned = {m.start for o in document.organizations for m in o.mentions}
    assert mentioned.isdisjoint(found.start for found in document.references)
