"""Decisions on dates. A decision changes what it quotes and nothing else: a 同年 that was
counted from a date keeps its value when that date is overridden, and is decided by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pipeline.dates.finder import Found, find_in
from pipeline.dates.memory import Memory
from pipeline.dates.surface import DateText
from pipeline.decisions.decision import BY_DECISION, Value
from pipeline.decisions.ground import Ground
from pipeline.decisions.iso import read_iso
from pipeline.decisions.orders import Fact, Order, Orders
from pipeline.ids import IdMaker
from pipeline.records import Date, Granularity
from pipeline.text.offsets import Span


def facts_of(dates: Sequence[Date]) -> list[Fact]:
    return [Fact(Span(d.start, d.end), d.found_by == BY_DECISION) for d in dates]


def said_of(date: Date) -> dict[str, Value]:
    """What a decision may say of it, as it is."""
    return {"iso": date.iso, "granularity": date.granularity}


def carry_out(dates: Sequence[Date], orders: Orders, ground: Ground) -> tuple[Date, ...]:
    """The dates in order of position; ids are made anew, for the counter tells equal ones apart."""
    kept: list[Date] = []
    for index, date in enumerate(dates):
        order = orders.facts.get(index)
        if order is None:
            kept.append(date)
        elif not order.rejected:
            kept.append(_decide(date, order, ground))
    kept += [_decide(None, order, ground) for order in orders.added]
    kept.sort(key=lambda date: (date.start, date.end))
    ids = IdMaker()
    return tuple(replace(date, id=ids.make("d", date.text, date.sentence)) for date in kept)


def _decide(date: Date | None, order: Order, ground: Ground) -> Date:
    if date is None or (date.start, date.end) != order.span:
        date = _at(date, order, ground)
    if "iso" not in order.value:
        return date
    iso = order.value["iso"]
    assert iso is None or isinstance(iso, str)
    granularity = order.value.get("granularity", date.granularity)
    decided = replace(date, **_days(iso, str(granularity)), warnings=())
    if replace(decided, warnings=date.warnings) == date:
        return date
    return replace(decided, found_by=BY_DECISION)


def _at(date: Date | None, order: Order, ground: Ground) -> Date:
    """A new date, or one with another boundary: it means what its words say by themselves.

    Where they say too little (「12月22日」), it means what it meant before.
    """
    section, start, end, text, page, line, sentence = ground.stand(order.span)
    read = _read(text)
    old = date or Date("", None, 0, 0, "", None, None, None, "unresolved", None)
    if read is not None:
        iso, first, last, granularity, warnings = read.meaning
        if iso is not None or date is None:
            old = replace(
                old, iso=iso, first_day=first, last_day=last, granularity=granularity,
                warnings=warnings, era=read.era,
            )  # fmt: skip
    return replace(
        old, section=section, start=start, end=end, text=text, page=page, line=line,
        sentence=sentence, found_by=BY_DECISION,
    )  # fmt: skip


def _read(surface: str) -> Found | None:
    """The date that the whole surface is."""
    text = DateText(surface).text
    found = list(find_in(text, Memory(None, None)))
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(text))
    return found[0] if whole else None


def _days(iso: str | None, granularity: str) -> dict[str, Any]:
    if iso is None:
        return {"iso": None, "first_day": None, "last_day": None, "granularity": "unresolved"}
    read = read_iso(iso)
    possible: tuple[Granularity, ...] = read.granularities
    return {
        "iso": iso,
        "first_day": read.first.isoformat(),
        "last_day": read.last.isoformat(),
        "granularity": granularity if granularity in possible else possible[0],
    }
