"""Twice as long a text is about twice the work, counted in calls: no clock, the same on any machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from pipeline.entities import folded
from pipeline.flow import extract
from pipeline.text import sentences
from tests.entities.hostile_names import PATTERNS
from tests.fakes import FakeEngine

LENGTH = 800
GROWTH = 2.4


@pytest.fixture(autouse=True)
def cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Within a passage pairs are looked at, so it is cut; soon enough for a short text to show the rest."""
    monkeypatch.setattr(folded, "LONGEST", 150)
    monkeypatch.setattr(sentences, "LONGEST", 300)


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, those of C among them."""
    count = 0

    def note(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", PATTERNS)
def test_twice_as_much_is_twice_the_work(name: str) -> None:
    engine = FakeEngine()
    long, short = PATTERNS[name](2 * LENGTH), PATTERNS[name](LENGTH)
    extract(long, engine=engine)  # so that what is remembered of words is so for both
    assert calls(lambda: extract(long, engine=engine)) <= GROWTH * calls(
        lambda: extract(short, engine=engine)
    )
