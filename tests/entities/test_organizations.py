"""Organizations by the layers alone, as a person would mark them."""

from __future__ import annotations

import pytest

from tests.entities.found import organizations_in
from tests.tables import cases


@pytest.mark.parametrize(("text", "mentions"), cases("organizations", "text", "mentions"))
def test_mentions(text: str, mentions: str) -> None:
    assert ";".join(organizations_in(text)) == mentions
