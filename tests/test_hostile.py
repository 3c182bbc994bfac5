"""Any text: nothing raises, every offset leads back to what was read, nothing is too long."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import dates, sections
from pipeline.errors import SourceError
from pipeline.sections.document_title import find_title
from pipeline.text.decode import decode
from pipeline.text.joining import unwrap
from pipeline.text.layout import read
from pipeline.text.passages import make_passages
from pipeline.text.sentences import LONGEST
from tests.hostile import KINDS, Kind, mutations
from tests.reading import QUICKLY, TEXTS

LENGTH = 400
LONG = 8_000


def check(text: str) -> None:
    """Everything before the model, and what the contract says of its offsets."""
    layout = read(text)
    found = sections.split(layout)
    assert find_title(layout, found) != ""
    for section in found:
        assert 0 <= section.start <= section.heading_start < section.heading_end <= section.end
        assert section.end <= len(text)
    assert all(before.start <= after.start for before, after in pairwise(found))
    passages = make_passages(layout, found)
    for passage in passages:
        spans = passage.sentences
        assert (spans[0].start, spans[-1].end) == (0, len(passage.text))
        assert all(before.end == after.start for before, after in pairwise(spans))
        for start, end in spans:
            assert start < end
            assert len(unicodedata.normalize("NFKC", passage.text[start:end])) <= LONGEST
    position = 0
    for date in dates.find(passages, found, None).dates:
        assert position <= date.start < date.end <= len(text)
        assert unwrap(text[date.start : date.end]) == date.text
        position = date.end


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_hostile_text(kind: Kind) -> None:
    check(kind.make(LENGTH))


@pytest.mark.parametrize("kind", KINDS[::37], ids=lambda kind: kind.name)
def test_a_long_hostile_text(kind: Kind) -> None:
    check(kind.make(LONG))


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", " ", "\f", "　\n\f\n", "国", "\n国", "国\n", "\x00", "\ud800", "\U0010ffff", "１", "第", "（", "目次",
        "平成", "元年", "・", "別紙", "\n" * 100_000, "\f" * 10_000, "（" * 10_000, "国" * 300_000,
        "\ufdfa" * 3_000, "第１章\n" * 10_000,
    ],
    ids=lambda text: f"{text[:3]!r} x {len(text)}",
)  # fmt: skip
def test_a_text_at_the_edge(text: str) -> None:
    check(text)


@QUICKLY
@given(TEXTS)
def test_any_text(text: str) -> None:
    check(text)


@QUICKLY
@given(st.data())
def test_any_text_of_what_is_hostile(data: st.DataObject) -> None:
    kinds = data.draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=4))
    check("".join(kind.make(data.draw(st.integers(0, 60))) for kind in kinds))


def test_damaged_files() -> None:
    """Each is read or refused as a SourceError."""
    read_at_all = 0
    for name, raw in mutations(600):
        with suppress(SourceError):
            check(decode(raw, name).text)
            read_at_all += 1
    assert read_at_all > 200


def test_the_same_texts_on_every_machine() -> None:
    assert [kind.make(50) for kind in KINDS] == [kind.make(50) for kind in KINDS]
    assert dict(mutations(3)) == dict(mutations(3))
    assert len({kind.name for kind in KINDS}) == len(KINDS)
