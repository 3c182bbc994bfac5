"""`is_wrapped` is tested through whole texts (tests/cases/unwrap.csv); here what it is made of."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from pipeline.text.layout import read
from pipeline.text.lines import columns, read_traits
from pipeline.text.wraps import is_open

GOLD = Path(__file__).parents[1] / "gold"
_NOT_FIRST = "）」』】、。，．ぁぃぅぇぉっゃゅょァィゥェォッャュョー々：；？！％"
_NOT_LAST = "（「『【"


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("検討した。", True),
        ("検討した。」", True),
        ("検討した（別紙）。", True),
        ("なぜか？", True),
        ("検討した．", True),
        ("検討した", False),
        ("検討した（別紙）", False),
        ("検討した、", False),
        ("", False),
    ],
)
def test_ends_sentence(text: str, ends: bool) -> None:
    assert read_traits(text).ends_sentence is ends


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        ("総務省（", True),
        ("総務省（地方", True),
        ("「税制改正（案", True),
        ("総務省（地方）", False),
        ("総務省）", False),
        ("１）総務省（地方", True),
        ("", False),
    ],
)
def test_is_open(text: str, is_it: bool) -> None:
    assert is_open(text) is is_it


@cache
def prose() -> list[str]:
    """Paragraphs of several sentences from the gold texts that begin with no mark and hold no space."""
    paragraphs: list[str] = []
    for path in sorted(GOLD.glob("*.gold.json")):
        source = json.loads(path.read_text(encoding="utf-8"))["document"]["source"]
        layout = read((path.parent / source).read_bytes().decode("utf-8"))
        paragraphs += [
            p.text.text
            for p in layout.paragraphs
            if p.kind == "text" and len(p.text) >= 90 and re.fullmatch(r"\S+。", p.text.text)
        ]
    return paragraphs


def wrap(text: str, width: int) -> str:
    """`text` in lines of `width` full-width characters, the first set in, by the rules of 禁則.

    A closing bracket or a full stop hangs over the edge rather than begin a line; an opening
    one goes down; an English word or a figure is not cut.
    """
    lines, line = [], "　"
    for word in re.findall(r"[!-~]+|[^!-~]", text):
        full = columns(line + word) > 2 * width
        if full and word[0] not in _NOT_FIRST:
            kept = line.rstrip(_NOT_LAST)
            lines.append(kept)
            line = line[len(kept) :]
        line += word
    return "\n".join([*lines, line])


def test_wrapped_prose_is_joined_again() -> None:
    """On pages of six paragraphs that are 35 to 45 characters wide; one in fifty may be cut."""
    paragraphs = prose()
    cut = []
    for width in range(35, 46):
        for first in range(0, len(paragraphs), 6):
            page = paragraphs[first : first + 6]
            layout = read("\n".join(wrap(paragraph, width) for paragraph in page))
            found = [p.text.text for p in layout.paragraphs]
            cut += [paragraph for paragraph in page if paragraph not in found]
    assert len(cut) <= len(paragraphs) * 11 * 0.02, cut
