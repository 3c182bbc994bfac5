"""Texts made to be hard for the finders come through whole; how long they take is a benchmark's."""

from __future__ import annotations

import itertools
import re

import pytest

from pipeline.flow import extract
from tests.entities.hostile_names import PATTERNS
from tests.fakes import FakeEngine
from tests.hostile import KINDS, Kind

ENGINE = FakeEngine({"田中": "Person", "省": "Government", "市": "City", "アメリカ": "Company"})


def check(text: str) -> None:
    """Mentions stand where they say, and none overlaps another."""
    document = extract(text, engine=ENGINE)
    mentions = [m for o in document.organizations for m in o.mentions]
    mentions += [m for p in document.people for m in p.mentions]
    for mention in mentions:
        written = re.sub(r"\s", "", text[mention.start : mention.end])
        assert re.sub(r"\s", "", mention.text) == written
    spans = sorted((mention.start, mention.end) for mention in mentions)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))


@pytest.mark.parametrize("name", PATTERNS)
def test_names_without_end(name: str) -> None:
    check(PATTERNS[name](1_300))  # more than is read at once


@pytest.mark.parametrize("kind", KINDS[::5], ids=lambda kind: kind.name)
def test_a_hostile_text(kind: Kind) -> None:
    check(kind.make(400))


@pytest.mark.parametrize("name", PATTERNS)
def test_texts_are_as_long_as_wanted(name: str) -> None:
    assert 3_000 <= len(PATTERNS[name](3_000)) <= 3_100
