"""People and their posts by the layers alone."""

from __future__ import annotations

import pytest

from tests.entities.found import people_in, posts_in
from tests.tables import cases


@pytest.mark.parametrize(("text", "mentions"), cases("people", "text", "mentions"))
def test_mentions(text: str, mentions: str) -> None:
    assert ";".join(people_in(text)) == mentions


@pytest.mark.parametrize(("text", "posts"), cases("posts", "text", "posts"))
def test_posts(text: str, posts: str) -> None:
    assert ";".join(posts_in(text)) == posts
