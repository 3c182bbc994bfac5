"""The order of the stages: a text in, records out. Pure but for the engine, which is loaded once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pipeline import dates, sections
from pipeline.records import Date, Document, Section
from pipeline.sections.document_title import find_title
from pipeline.text import layout
from pipeline.text.layout import Layout
from pipeline.text.passages import Passage, make_passages

if TYPE_CHECKING:
    from pipeline.decisions import Decision
    from pipeline.entities import Engine
    from pipeline.lexicon.organizations import Gazetteer


class _Read(NamedTuple):
    """A text as far as it is read without a model."""

    layout: Layout
    sections: list[Section]
    passages: list[Passage]
    dates: tuple[Date, ...]
    reference_date: str | None


def _read(text: str, reference_date: date | None, running_heads: Collection[str] = ()) -> _Read:
    read = layout.read(text, running_heads)
    found = sections.split(read)
    passages = make_passages(read, found)
    dated = dates.find(passages, found, reference_date)
    return _Read(read, found, passages, dated.dates, dated.reference_date)


def extract(
    text: str,
    *,
    reference_date: date | None = None,
    running_heads: Collection[str] = (),
    engine: Engine | None = None,
    gazetteer: Gazetteer | None = None,
    decisions: Mapping[str, Decision] | None = None,
) -> Document:
    """Sections, dates, organizations and people of one text.

    `text` is decoded, with `\\n` line ends; offsets count in it. `reference_date` is what
    本年 and 昨年度 count from; without one it is the document's own date. `running_heads` are
    lines that are no text, beside those found to be so. Without an `engine` ja_ginza is loaded, once a process; EngineError if it cannot be. `gazetteer` is
    ours, unless one with a user's own tables is given (`load_gazetteer`). `decisions` are those that
    concern the text (`Decisions.concerning`); they have the last word.
    """
    # Not at the top: dates and sections must be had without the engines' import.
    from pipeline import entities
    from pipeline.consolidate import consolidate
    from pipeline.references import resolve

    read = _read(text, reference_date, running_heads)
    mentions = entities.find(read.passages, engine or entities.load_engine(), gazetteer)
    organizations, people = consolidate(mentions, gazetteer)
    document = Document(
        id=None,
        source=None,
        sha256=None,
        encoding=None,
        title=find_title(read.layout, read.sections),
        reference_date=read.reference_date,
        text=text,
        sections=tuple(read.sections),
        dates=read.dates,
        organizations=organizations,
        people=people,
        references=resolve(mentions, organizations),
        warnings=tuple(str(error) for error in mentions.errors),
    )
    if not decisions:
        return document
    from pipeline.decisions.apply import apply_decisions

    return apply_decisions(document, decisions, gazetteer, running_heads)


def extract_many(texts: Iterable[str]) -> Iterator[Document]:
    """The same for many texts, in order; one is held at a time."""
    for text in texts:
        yield extract(text)


def find_dates(text: str, *, reference_date: date | None = None) -> list[Date]:
    """The dates alone, in order of position. Loads no model."""
    return list(_read(text, reference_date).dates)


def split_sections(text: str) -> list[Section]:
    """The sections alone, in order of position. Loads no model."""
    return sections.split(layout.read(text))
