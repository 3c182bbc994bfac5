"""Reading one passage: which readings are dates, which belong together, what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.dates.context import Anchor, Unknown, anchor_after, complete
from pipeline.dates.grammar import Reading, find_readings
from pipeline.dates.links import NEAR, is_listed, is_range, repetition_end
from pipeline.dates.memory import Memory
from pipeline.dates.neighbours import Setting, is_elided
from pipeline.dates.not_dates import is_date, is_recurring, is_whole, may_recur
from pipeline.dates.ranges import complete_range, named
from pipeline.dates.resolve import Dated, Meaning, meaning_of, range_meaning, unresolved
from pipeline.dates.written import Written

# 「地方自治法（昭和22年法律第67号）…10月に」: the year of a law's number dates the law,
# nothing that comes after it.
LAW_NUMBER = re.compile(
    r"[^。、]{0,12}?(?:法律|政令|勅令|省令|府令|条例|規則|告示|訓令|通達|通知|布告|条約)第?[0-9一二三四五六七八九十]"
)
_FROM = re.compile(r"自\s*\Z")


class Found(NamedTuple):
    """A date of the folded text. `dated` is it without gaps, None where a gap stays;
    `anchor` is what later ones count from, None where they do not."""

    start: int
    end: int
    meaning: Meaning
    era: str | None
    dated: Dated | None
    anchor: Anchor | None


def find_in(text: str, memory: Memory) -> Iterator[Found]:
    """The dates of one folded passage, in order; `memory` learns each of them."""
    readings = find_readings(text)
    if not readings:
        return
    recurs = may_recur(text)
    recurring_until = -1
    previous: Reading | None = None  # the last accepted one, for lists
    index, count = 0, len(readings)
    while index < count:
        left = readings[index]
        index += 1
        right = readings[index] if index < count else None
        if right is not None and right.start - left.end > NEAR:
            right = None
        if recurs and is_recurring(text, left):
            if left.end > recurring_until:
                recurring_until = _sentence_end(text, left.end)
            previous = None
            continue
        ranged = right is not None and is_range(text, left, right)
        found = None if ranged else _find_alone(text, left)
        if found is None:
            listed = previous is not None and is_listed(text, previous, left)
            anchor = memory.anchor_for(left.written)
            setting = Setting(
                listed,
                anchor if memory.before else None,
                memory.heading,
                memory.reference,
                left.start < recurring_until,
            )
            if ranged and right is not None:
                found = _find_range(text, left, right, setting, memory)
            if found is not None:
                index += 1
                left, right = right or left, None
            elif is_date(text, left, setting) and _has_its_unit(text, readings, index - 1, setting):
                found = _find_single(left, anchor, memory, listed)
            else:
                previous = None
                continue
        repeated = right and _repetition(text, left, right, found)
        if repeated:
            found, index = repeated, index + 1
        previous = left
        if found.anchor is not None and not LAW_NUMBER.match(text, found.end):
            memory.learn(found.anchor)
        yield found


def _find_alone(text: str, reading: Reading) -> Found | None:
    """A date that tells its year: no context is needed."""
    if reading.form != "year" or reading.written.year is None:
        return None
    known = _known(reading.written)
    if known is None or not is_whole(text, reading):
        return None
    return Found(reading.start, reading.end, *known)


@lru_cache(maxsize=8192)
def _known(written: Written) -> tuple[Meaning, str | None, Dated, Anchor] | None:
    if not written.is_absolute:
        return None
    done = complete(written, None, None)
    assert isinstance(done, Dated)
    return meaning_of(done), done.era, done, anchor_after(done)


def _find_single(reading: Reading, anchor: Anchor | None, memory: Memory, listed: bool) -> Found:
    start, end, written = reading.start, reading.end, named(reading.written, None)
    done = complete(written, anchor, memory.reference)
    if isinstance(done, Unknown):
        return Found(start, end, unresolved(done.reason), None, None, None)
    meaning = meaning_of(done)
    if listed and _turns_the_year(done, written, memory.before):
        # 「平成29年11月、12月、１月」: the list goes on into the next year.
        done = done._replace(year=done.year + 1)
        meaning = meaning_of(done)
        meaning = meaning._replace(warnings=(*meaning.warnings, "taken to be in the next year"))
    return Found(start, end, meaning, done.era, done, _anchor(written, done, memory))


def _turns_the_year(done: Dated, written: Written, before: Anchor | None) -> bool:
    if written.names_year or before is None or before.month is None or done.month is None:
        return False
    same_grain = (done.day is None) == (before.day is None)
    return same_grain and done.year == before.year and done.month < before.month


def _anchor(written: Written, done: Dated, memory: Memory) -> Anchor | None:
    """What later dates count from; a year only compared with (「前年を下回り」) is passed by."""
    word = written.year_word or written.month_word or written.day_word or written.period_word
    compared = word is not None and word.base == "anchor" and word.offset < 0
    if compared and written.month is None and written.day is None:
        return None
    base = memory.anchor
    return anchor_after(done, None if written.names_year or base is None else base.frame)


def _has_its_unit(text: str, readings: tuple[Reading, ...], index: int, setting: Setting) -> bool:
    """「3」 of 「3、4日かかる」 is no date, for the 「4日」 that bears its unit is none."""
    left = readings[index]
    if left.written.is_absolute:
        return True
    while is_elided(text, left):
        index += 1
        if index >= len(readings):
            return False
        if not is_listed(text, left, readings[index]):
            return is_range(text, left, readings[index])
        left = readings[index]
        if not is_elided(text, left):
            return is_date(text, left, setting._replace(linked=False))
    return True


def _find_range(
    text: str, left: Reading, right: Reading, setting: Setting, memory: Memory
) -> Found | None:
    """The range that two readings are the ends of, if both are dates."""
    if left.written.numbers is not None or left.form == "part":
        return None
    if right.form == "number_after_dash" and left.form not in ("era_numbers", "western_numbers"):
        return None
    first, last = complete_range(left.written, right.written, memory)
    setting = setting._replace(linked=True)
    if isinstance(last, Dated) and setting.base is None:
        setting = setting._replace(anchor=anchor_after(last))
    if not is_date(text, left, setting):
        return None
    if isinstance(first, Dated):
        setting = setting._replace(anchor=anchor_after(first))
    if not is_date(text, right, setting):
        return None
    start = left.start
    if "至" in text[left.end : right.start]:
        # 「自 平成29年4月1日 至 平成30年3月31日」: 自 belongs to the range as 至 does.
        opening = _FROM.search(text, max(0, start - 5), start)
        start = opening.start() if opening else start
    if isinstance(first, Unknown):
        return Found(start, right.end, unresolved(first.reason), None, None, None)
    if isinstance(last, Unknown):
        return Found(start, right.end, unresolved(last.reason), None, None, None)
    meaning = range_meaning(meaning_of(first), meaning_of(last))
    anchor = _anchor(right.written, last, memory)
    if anchor is not None:
        anchor = anchor._replace(period=None)  # 前年同期 after 「4～6月」 is no June
    return Found(start, right.end, meaning, first.era or last.era, last, anchor)


def _repetition(text: str, left: Reading, right: Reading, found: Found) -> Found | None:
    """「平成30年3月20日（2018年）」, 「2018年3月20日（平成30年3月20日）」: one date, said twice."""
    end = repetition_end(text, left, right)
    dated = found.dated
    if end is None or dated is None or not right.written.is_absolute:
        return None
    if (left.written.era is None) == (right.written.era is None):
        return None
    other = complete(right.written, None, None)
    if isinstance(other, Unknown) or other.unit != dated.unit:
        return None
    if other.month is None:
        return found._replace(end=end) if other.year == dated.year else None
    if (other.month, other.day) != (dated.month, dated.day):
        return None
    era, western = (dated, other) if dated.era else (other, dated)
    both = era._replace(other_year=western.year, stated_weekday=dated.stated_weekday)
    return Found(found.start, end, meaning_of(both), both.era, both, anchor_after(both))


def _sentence_end(text: str, position: int) -> int:
    end = text.find("。", position)
    return len(text) if end < 0 else end
