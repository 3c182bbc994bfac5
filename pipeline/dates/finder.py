"""Reading one passage: which readings are dates, which belong together, what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.dates.context import Anchor, Unknown, anchor_after, complete
from pipeline.dates.grammar import Reading, find_readings
from pipeline.dates.links import is_listed, is_range, repetition_end
from pipeline.dates.not_dates import Setting, is_date, is_elided, is_recurring
from pipeline.dates.resolve import Dated, Meaning, meaning_of, range_meaning, unresolved
from pipeline.dates.written import Written

# 「地方自治法（昭和22年法律第67号）…10月に」: the year of a law's number dates the law,
# nothing that comes after it.
LAW_NUMBER = re.compile(
    r"[^。、]{0,12}?(?:法律|政令|勅令|省令|府令|条例|規則|告示|訓令|通達|通知|布告|条約)第?[0-9一二三四五六七八九十]"
)
_FROM = re.compile(r"自\s*\Z")  # 「自 平成29年4月1日 至 平成30年3月31日」


class Found(NamedTuple):
    """A date of the folded text. `dated` is what later ones count from, None where unknown."""

    start: int
    end: int
    meaning: Meaning
    era: str | None
    dated: Dated | None
    anchor: Anchor | None


class Memory:
    """What dates count from while a section is read: the date before, then the heading's."""

    def __init__(self, heading: Anchor | None, reference: Anchor | None) -> None:
        self.before: Anchor | None = None
        self._with_month: Anchor | None = None  # the last one that told a month
        self.heading = heading
        self.reference = reference

    @property
    def anchor(self) -> Anchor | None:
        return self.before or self.heading

    def learn(self, anchor: Anchor) -> None:
        self.before = anchor
        if anchor.month is not None:
            self._with_month = anchor

    def forget(self) -> None:
        self.before = self._with_month = None

    def anchor_for(self, written: Written) -> Anchor | None:
        """A day needs a month: 「９月４日…令和７年台風第19号の本部を設置（５日）」."""
        anchor = self.anchor
        bare_day = written.day is not None and written.month is None and not written.names_year
        if not bare_day or (anchor is not None and anchor.month is not None):
            return anchor
        known = (self._with_month, self.heading, self.reference)
        year = None if anchor is None else anchor.year
        return next((a for a in known if a and a.month and year in (None, a.year)), anchor)

    def setting(self, written: Written, linked: bool, recurring: bool) -> Setting:
        anchor = self.anchor_for(written) if self.before else None
        return Setting(linked, anchor, self.heading, self.reference, recurring)


def find_in(text: str, memory: Memory) -> Iterator[Found]:
    """The dates of one folded passage, in order; `memory` learns each of them."""
    readings = list(find_readings(text))
    previous: Reading | None = None  # the last accepted one, for lists
    recurring_until = -1
    index, count = 0, len(readings)
    while index < count:
        left = readings[index]
        index += 1
        right = readings[index] if index < count else None
        if is_recurring(text, left):
            recurring_until = _sentence_end(text, left.end)
            previous = None
            continue
        listed = previous is not None and is_listed(text, previous, left)
        setting = memory.setting(left.written, listed, left.start < recurring_until)
        found = None
        if right is not None and is_range(text, left, right):
            found = _find_range(text, left, right, setting, memory)
        if found is not None:
            index += 1
            previous = right
        elif is_date(text, left, setting) and _has_its_unit(text, left, readings, index, setting):
            found = _single(left, memory, listed)
            previous = left
            if right is not None:
                merged = _merge_repetition(text, left, right, found)
                if merged is not None:
                    found, index = merged, index + 1
        else:
            previous = None
            continue
        if found.anchor is not None and not LAW_NUMBER.match(text, found.end):
            memory.learn(found.anchor)
        yield found


def _has_its_unit(
    text: str, left: Reading, readings: list[Reading], index: int, setting: Setting
) -> bool:
    """「3」 of 「3、4日かかる」 is no date, for the 「4日」 that bears its unit is none."""
    if left.written.is_absolute:
        return True
    while is_elided(text, left):
        if index >= len(readings) or not is_listed(text, left, readings[index]):
            return index < len(readings) and is_range(text, left, readings[index])
        left = readings[index]
        index += 1
        if not is_elided(text, left):
            return is_date(text, left, setting._replace(linked=False))
    return True


def _find_range(
    text: str, left: Reading, right: Reading, setting: Setting, memory: Memory
) -> Found | None:
    """The range that two readings are the ends of, if both are dates."""
    if left.written.numbers is not None or left.form == "part":
        return None
    linked = setting._replace(linked=True)
    if right.form == "number_after_dash" and left.form not in ("era_numbers", "western_numbers"):
        return None
    if right.written.is_absolute and setting.base is None:
        last = complete(right.written, None, None)
        linked = linked._replace(anchor=anchor_after(last)) if isinstance(last, Dated) else linked
    if not is_date(text, left, linked):
        return None
    done = complete(left.written, memory.anchor, memory.reference)
    if isinstance(done, Dated):
        linked = linked._replace(anchor=anchor_after(done))
    if not is_date(text, right, linked):
        return None
    found = _range(left, right, memory)
    opening = _FROM.search(text, max(0, left.start - 5), left.start)
    return (
        found._replace(start=opening.start())
        if opening and "至" in text[left.end : right.start]
        else found
    )


def _single(reading: Reading, memory: Memory, listed: bool) -> Found:
    written = _named(reading.written, None)
    done = complete(written, memory.anchor_for(written), memory.reference)
    if isinstance(done, Unknown):
        return Found(reading.start, reading.end, unresolved(done.reason), None, None, None)
    meaning = meaning_of(done)
    if listed and _turns_the_year(done, written, memory.before):
        # 「平成29年11月、12月、１月」: the list goes on into the next year.
        done = done._replace(year=done.year + 1)
        meaning = meaning_of(done)
        meaning = meaning._replace(warnings=(*meaning.warnings, "taken to be in the next year"))
    return Found(
        reading.start, reading.end, meaning, done.era, done, _anchor(written, done, memory)
    )


def _anchor(written: Written, done: Dated, memory: Memory) -> Anchor | None:
    """What later dates count from; a year only compared with (「前年を下回り」) is passed by."""
    word = written.year_word or written.month_word or written.day_word
    compared = word is not None and word.base == "anchor" and word.offset < 0
    if compared and written.month is None and written.day is None:
        return None
    base = memory.anchor
    return anchor_after(done, None if written.names_year or base is None else base.frame)


def _turns_the_year(done: Dated, written: Written, before: Anchor | None) -> bool:
    return (
        not written.names_year and before is not None and before.month is not None
        and done.year == before.year and done.month is not None and done.month < before.month
        and (done.day is None) == (before.day is None)
    )  # fmt: skip


def _named(written: Written, left: Dated | None) -> Written:
    """What the bare numbers of 「4.27」 are: a month and a day, or 30.3 a year and a month."""
    if written.numbers is None:
        return written
    numbers = written.numbers
    if len(numbers) == 1:
        if left is not None and left.day is not None:
            return written._replace(day=numbers[0], numbers=None)
        return written._replace(month=numbers[0], numbers=None)
    if len(numbers) == 3:
        return written._replace(
            unit="year", short=numbers[0], month=numbers[1], day=numbers[2], numbers=None
        )
    if left is not None and left.day is None:
        return written._replace(unit="year", short=numbers[0], month=numbers[1], numbers=None)
    return written._replace(month=numbers[0], day=numbers[1], numbers=None)


def _range(left: Reading, right: Reading, memory: Memory) -> Found:
    """Both ends, the shorter completed from the other."""
    written = left.written
    shorter = not written.names_year or (written.short is not None and memory.anchor is None)
    if shorter and right.written.is_absolute:
        last = complete(right.written, memory.anchor, memory.reference)
        first = _before_end(written, last) if isinstance(last, Dated) else last
    else:
        first = complete(written, memory.anchor_for(written), memory.reference)
        last = _end(right.written, first, memory)
    if isinstance(first, Unknown) or isinstance(last, Unknown):
        reason = first.reason if isinstance(first, Unknown) else last.reason  # type: ignore[union-attr]
        return Found(left.start, right.end, unresolved(reason), None, None, None)
    return Found(
        left.start,
        right.end,
        range_meaning(meaning_of(first), meaning_of(last)),
        first.era or last.era,
        last,
        _anchor(right.written, last, memory),
    )


def _before_end(written: Written, last: Dated) -> Dated | Unknown:
    """「10月～平成30年３月」: the year of the first end is that of the last, or the one before."""
    first = complete(written, anchor_after(last), None)
    if isinstance(first, Dated) and first.month is not None and first.month > (last.month or 12):
        first = first._replace(year=first.year - 1)
    return first


def _end(written: Written, first: Dated | Unknown, memory: Memory) -> Dated | Unknown:
    if isinstance(first, Unknown):
        return first if not written.is_absolute else complete(written, None, memory.reference)
    if written.part is not None and written == Written(part=written.part):
        return first._replace(part=written.part, day=None, stated_weekday=None)  # 上旬～中旬
    written = _named(written, first)
    if written.quarter is not None and written.unit is None:
        return first._replace(quarter=written.quarter, part=None)
    last = complete(written, anchor_after(first), memory.reference)
    if isinstance(last, Unknown) or written.names_year:
        return last
    start, end = meaning_of(first).first, meaning_of(last).last
    if start is not None and end is not None and end < start:
        # 「平成29年10月～３月」 ends in the next year, 「４月28日～３日」 in the next month.
        if written.month is not None:
            return last._replace(year=last.year + 1)
        if last.month is not None and last.day is not None:
            month = last.month % 12 + 1
            return last._replace(year=last.year + (month == 1), month=month)
    return last


def _merge_repetition(text: str, left: Reading, right: Reading, found: Found) -> Found | None:
    """「平成30年3月20日（2018年）」, 「2018年3月20日（平成30年3月20日）」: one date, said twice."""
    end = repetition_end(text, left, right)
    if end is None or found.dated is None or not right.written.is_absolute:
        return None
    if (left.written.era is None) == (right.written.era is None):
        return None
    other = complete(right.written, None, None)
    if isinstance(other, Unknown):
        return None
    dated = found.dated
    if other.month is None and other.year == dated.year and other.unit == dated.unit:
        return found._replace(end=end)
    if (other.month, other.day, other.unit) != (
        dated.month,
        dated.day,
        dated.unit,
    ) or other.month is None:
        return None
    era, western = (dated, other) if dated.era else (other, dated)
    both = era._replace(other_year=western.year, stated_weekday=dated.stated_weekday)
    return Found(found.start, end, meaning_of(both), both.era, both, anchor_after(both))


def _sentence_end(text: str, position: int) -> int:
    end = text.find("。", position)
    return len(text) if end < 0 else end
