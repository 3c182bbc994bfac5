"""Dates of a document: every way a Japanese report writes them, resolved to days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pipeline.dates.context import Anchor, anchor_of_day
from pipeline.dates.finder import Found, find_in
from pipeline.dates.grammar import find_readings
from pipeline.dates.head import document_date
from pipeline.dates.memory import Memory
from pipeline.dates.surface import DateText
from pipeline.ids import IdMaker
from pipeline.records import Date, Section
from pipeline.text.passages import Passage

# A speaker's line: 「○田中委員　…」, 「○山田　…」, 「【事務局】…」. What the speaker before dated,
# dates nothing here. 「○ 現地対策本部を設置（５日）」 is an item of a list.
_TITLES = (
    "委員|座長|会長|部会長|分科会長|議長|課長|室長|局長|部長|参事官|審議官|補佐|代理|氏|君|さん|議員|大臣"
    "|参考人|知事|市長|教授|事務局|理事|幹事"
)
_SPEAKER = re.compile(
    rf"[○◯〇●◎](?:[^\s。、：:]{{1,24}}(?:{_TITLES})|[一-鿿々ァ-ヶ]{{1,6}})(?:[（(][^）)]{{0,20}}[）)])?[\s：:]"
    r"|【[^】]{1,20}】"
)
_NUMBERS = re.compile(r"[0-9〇一二三四五六七八九十]+")


class FoundDates(NamedTuple):
    """`reference_date` is the day that 本年, 昨年度 were counted from; None where none is known."""

    dates: tuple[Date, ...]
    reference_date: str | None


def find(
    passages: Sequence[Passage], sections: Sequence[Section], reference_date: date | None
) -> FoundDates:
    """Every date of the passages, in order, never overlapping."""
    reference = anchor_of_day(reference_date) if reference_date else document_date(passages)
    reader = _Reader(sections, reference)
    dates = [record for passage in passages for record in reader.read(passage)]
    return FoundDates(tuple(dates), _day_of(reference))


def _day_of(reference: Anchor | None) -> str | None:
    if reference is None:
        return None
    month = reference.month or (1 if reference.frame is None else 4)
    return date(reference.year, month, reference.day or 1).isoformat()


class _Reader:
    """Goes through the passages in order and keeps, for each section, the date before."""

    def __init__(self, sections: Sequence[Section], reference: Anchor | None) -> None:
        self._sections = {section.id: section for section in sections}
        self._reference = reference
        self._memories: dict[str | None, Memory] = {}
        # What stands before the first date of the row above, and that date.
        self._column: tuple[str, Anchor] | None = None
        self._ids = IdMaker()

    def read(self, passage: Passage) -> list[Date]:
        text = DateText(passage.text)
        memory = self._memory(passage.section)
        if passage.kind == "row":
            found = self._read_row(text, memory)
        else:
            self._column = None
            if _SPEAKER.match(passage.text):
                memory.forget()
            found = list(find_in(text.text, memory))
        return [self._record(passage, text, date_found) for date_found in found]

    def _read_row(self, text: DateText, memory: Memory) -> list[Found]:
        """A row inherits what stood before the table and hands nothing on; but a column goes on
        where the rows are alike up to it: 「第１回 平成29年５月10日」, below it 「第２回 ６月14日」."""
        readings = find_readings(text.text)
        if not readings:
            return []
        row = Memory(memory.anchor, memory.reference)
        shape = " ".join(_NUMBERS.sub("#", text.text[: readings[0].start]).split())
        if self._column is not None and shape == self._column[0]:
            row.learn(self._column[1])
        found = list(find_in(text.text, row))
        if found and found[0].anchor is not None:
            self._column = shape, found[0].anchor
        return found

    def _memory(self, section: str | None) -> Memory:
        memory = self._memories.get(section)
        if memory is None:
            memory = Memory(self._heading_anchor(section), self._reference)
            self._memories[section] = memory
        return memory

    def _heading_anchor(self, section: str | None) -> Anchor | None:
        """The first date of the section's heading, else of those around it."""
        while section is not None and section in self._sections:
            record = self._sections[section]
            for found in find_in(DateText(record.title or "").text, Memory(None, self._reference)):
                if found.anchor is not None:
                    return found.anchor
            section = record.parent
        return None

    def _record(self, passage: Passage, text: DateText, found: Found) -> Date:
        source = text.source(found.start, found.end)
        section, start, end, surface, page, line, sentence = passage.place(*source)
        iso, first, last, granularity, warnings = found.meaning
        return Date(
            self._ids.make("d", surface, sentence),
            section,
            start,
            end,
            surface,
            iso,
            first,
            last,
            granularity,
            found.era,
            warnings,
            page,
            line,
            sentence,
        )
