"""pipeline/data/heading_marks.toml, typed: what numbers a heading, and what names one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.errors import DataError

_PATH = Path(__file__).parent.parent / "data" / "heading_marks.toml"
SERIES = {
    "arabic", "wide_arabic", "kanji", "kana", "iroha", "roman", "small_roman", "latin", "small_latin",
    "circled", "parenthesized",
}  # fmt: skip
AFTER = {"space", "title", "word", "any"}


@dataclass(frozen=True, slots=True)
class MarkStyle:
    """One way of numbering. `rank` orders the divisions of a book; None for all others."""

    style: str
    shape: str
    series: tuple[str, ...]
    after: str
    unless: str
    rank: int | None
    example: tuple[str, str]


@dataclass(frozen=True, slots=True)
class HeadingMarks:
    styles: tuple[MarkStyle, ...]
    appendix_words: tuple[str, ...]
    part_words: tuple[str, ...]
    front_titles: frozenset[str]
    back_titles: frozenset[str]
    tail_titles: frozenset[str]
    holding_titles: frozenset[str]
    literature_titles: frozenset[str]
    document_endings: tuple[str, ...]
    labels_with_content: frozenset[str]
    roster_endings: tuple[str, ...]
    units_after_number: tuple[str, ...]
    units_after_dai: tuple[str, ...]


@cache
def load_heading_marks() -> HeadingMarks:
    """Raises DataError for a row that cannot be used."""
    try:
        table = tomllib.loads(_PATH.read_text(encoding="utf-8"))
        styles = tuple(_style(row) for row in table["mark"])
        return HeadingMarks(
            styles=styles,
            appendix_words=tuple(table["words"]["appendix"]),
            part_words=tuple(table["words"]["part"]),
            front_titles=frozenset(table["titles"]["front"]),
            back_titles=frozenset(table["titles"]["back"]),
            tail_titles=frozenset(table["titles"]["tail"]),
            holding_titles=frozenset(table["titles"]["holding"]),
            literature_titles=frozenset(table["titles"]["literature"]),
            document_endings=tuple(table["titles"]["document_endings"]),
            labels_with_content=frozenset(table["labels"]["with_content"]),
            roster_endings=tuple(table["roster"]["endings"]),
            units_after_number=tuple(table["units"]["after_number"]),
            units_after_dai=tuple(table["units"]["after_dai"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"pipeline/data/{_PATH.name}", None, f"{error!r}") from error


def _style(row: dict[str, object]) -> MarkStyle:
    style, shape, after = str(row["style"]), str(row["shape"]), str(row["after"])
    series = row["series"]
    rank = row.get("rank")
    example = row["example"]
    if not isinstance(series, list) or not set(series) <= SERIES:
        raise ValueError(f"{style}: series {series!r} is not among {sorted(SERIES)}")
    if after not in AFTER or "{n}" not in shape:
        raise ValueError(f"{style}: shape {shape!r} lacks {{n}}, or after = {after!r}")
    if not isinstance(example, list) or len(example) != 2:
        raise ValueError(f"{style}: example must be [line, its mark]")
    return MarkStyle(
        style, shape, tuple(series), after, str(row.get("unless", "")),
        rank if isinstance(rank, int) else None, (str(example[0]), str(example[1])),
    )  # fmt: skip
