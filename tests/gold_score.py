"""How well predicted sections agree with gold: headings, and characters in the right level-1 section.

A heading is right with its number and one of the accepted titles, at its place. Gold that is
optional, and what stands in a skip, counts neither way.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.records import Section

_ORNAMENTS = "■□◆◇●○〇◎・•▼▽★☆※➢"
_BRACKETS = ("【】", "<>", "〈〉", "[]", "「」", "『』", "()", "《》", "〔〕")


@dataclass(frozen=True)
class Count:
    """Right ones among the predicted and among the gold ones."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.right + other.right, self.predicted + other.predicted, self.gold + other.gold
        )

    @property
    def f1(self) -> float:
        total = self.predicted + self.gold
        return 2 * self.right / total if total else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0

    @property
    def share(self) -> float:
        """The same for characters, each of which is predicted somewhere."""
        return self.recall


@dataclass(frozen=True)
class Score:
    """`missed` and `wrong` are headings as 「number title」, for a person to read."""

    heading: Count
    characters: Count
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


def load_gold(path: Path) -> tuple[dict[str, Any], str]:
    """A gold record, and its text, which lies beside it."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    return gold, (path.parent / gold["document"]["source"]).read_bytes().decode("utf-8")


def score_sections(gold: dict[str, Any], predicted: Sequence[Section], text: str) -> Score:
    required = [s for s in gold["sections"] if not s["optional"]]
    optional = [s for s in gold["sections"] if s["optional"]]
    headed = [s for s in predicted if s.number or s.title]
    pairs = _pair(headed, required, _same_heading)
    ignored = [
        index
        for index, section in enumerate(headed)
        if index not in pairs and any(_overlap(_heading(section), _gold(o)) for o in optional)
    ]
    wrong = [i for i in range(len(headed)) if i not in pairs and i not in ignored]
    found = set(pairs.values())
    return Score(
        Count(len(pairs), len(headed) - len(ignored), len(required)),
        _score_characters(gold, predicted, text),
        tuple(_shown(s["number"], s["title"]) for i, s in enumerate(required) if i not in found),
        tuple(_shown(headed[i].number, headed[i].title) for i in wrong),
    )


def _score_characters(gold: dict[str, Any], predicted: Sequence[Section], text: str) -> Count:
    """Every character but white space, skips and optional level-1 sections."""
    outermost = [s for s in gold["sections"] if s["level"] == 1]
    truth: list[int | None] = [None] * len(text)
    answer: list[int | None] = [None] * len(text)
    ignored, unknown = -1, -2
    for index, section in enumerate(outermost):
        _fill(truth, section["start"], section["end"], ignored if section["optional"] else index)
    for start, end in gold["skip"]:
        _fill(truth, start, end, ignored)
    for found in (s for s in predicted if s.level == 1):
        same = [i for i, s in enumerate(outermost) if _overlap(_heading(found), _gold(s))]
        _fill(answer, found.start, found.end, same[0] if same else unknown)
    counted = [i for i, c in enumerate(text) if not c.isspace() and truth[i] != ignored]
    return Count(sum(truth[i] == answer[i] for i in counted), len(counted), len(counted))


def _fill(labels: list[int | None], start: int, end: int, label: int) -> None:
    labels[start:end] = [label] * (min(end, len(labels)) - start)


def _pair(
    found: Sequence[Section],
    gold: Sequence[dict[str, Any]],
    fits: Callable[[Section, dict[str, Any]], bool],
) -> dict[int, int]:
    """Each found heading with the first gold one it fits; no two stand at one place."""
    pairs: dict[int, int] = {}
    for index, section in enumerate(found):
        free = (i for i, g in enumerate(gold) if i not in pairs.values() and fits(section, g))
        match = next(free, None)
        if match is not None:
            pairs[index] = match
    return pairs


def _same_heading(section: Section, gold: dict[str, Any]) -> bool:
    return (
        _squeeze(section.number) == _squeeze(gold["number"])
        and _plain(section.title) in gold["accepted_titles"]
        and _overlap(_heading(section), _gold(gold))
    )


def _heading(section: Section) -> tuple[int, int]:
    return section.heading_start, max(section.heading_end, section.heading_start + 1)


def _gold(section: dict[str, Any]) -> tuple[int, int]:
    return section["heading_start"], max(section["heading_end"], section["heading_start"] + 1)


def _overlap(first: tuple[int, int], second: tuple[int, int]) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def _squeeze(text: str | None) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text or ""))


def _plain(title: str | None) -> str:
    text = _squeeze(title).strip(_ORNAMENTS)
    for left, right in _BRACKETS:
        if len(text) > 2 and text[0] == left and text[-1] == right and text.count(left) == 1:
            text = text[1:-1]
    return text


def _shown(number: str | None, title: str | None) -> str:
    return f"{number or ''} {title or ''}".strip()
