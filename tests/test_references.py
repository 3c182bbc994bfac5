"""同省, 両市: what they stand for, and what is left open."""

from __future__ import annotations

import pytest

from pipeline.flow import extract
from pipeline.references import _by_kind, _Named
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


def test_what_is_named_is_gone_through_once_for_all_kinds() -> None:
    named = (
        _Named(place, place + 3, f"o-{place}", f"甲{place}{kind}", None)
        for place, kind in enumerate(("研究所", "協会", "研究所", "大学病院"))
    )
    kinds = _by_kind(named, ("研究所", "協会", "病院", "銀行"))  # an iterator: it is read once
    assert kinds["研究所"].last(9, 1, False) == ("o-2",)
    assert kinds["研究所"].last(9, 2, False) == ("o-0", "o-2")
    assert kinds["研究所"].last(2, 1, False) == ("o-0",)
    assert kinds["協会"].last(9, 1, True) == ("o-1",)
    assert kinds["研究所"].last(9, 1, True) == ()
    assert kinds["病院"].last(9, 1, True) == ("o-3",)
    assert kinds["銀行"].last(9, 1, True) == ()


def test_two_that_come_in_turns_are_found_in_two_steps() -> None:
    named = [_Named(place, place, f"o-{place % 2}", "甲市", None) for place in range(1_000)]
    kind = _by_kind(named, ("市",))["市"]
    assert kind.last(1_000, 2, False) == ("o-0", "o-1")
    same = [_Named(place, place, "o-0", "甲市", None) for place in range(1_000)]
    assert len(_by_kind(same, ("市",))["市"]._ids) == 1
