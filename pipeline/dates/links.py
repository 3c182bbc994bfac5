"""What stands between two dates: a range, a list, or a repetition in parentheses."""

from __future__ import annotations

import re

from pipeline.dates.grammar import Reading
from pipeline.dates.pieces import WEEKDAY, S, one_of
from pipeline.dates.written import Written
from pipeline.lexicon.calendar_words import load_date_words

NEAR = 24  # characters between two dates that may belong together: 「（月・祝）午前10時から」
_LINKS = load_date_words().links
_WEEKDAY = rf"(?:{S}[(]{S}[{WEEKDAY}](?:曜日?)?{S}(?:[・/、]{S}[祝休]日?)?{S}[)])?"
_CLOCK = r"(?:(?:午前|午後)?\d{1,2}(?:時(?:\d{1,2}分|半)?|:\d\d))?"
_DASH = re.compile(rf"{_WEEKDAY}{S}{_CLOCK}{S}{one_of(_LINKS['dashes'])}{S}")
_WORD = re.compile(rf"{_WEEKDAY}{S}{_CLOCK}{S}、?(?P<word>{one_of(_LINKS['range_words'])}){S}、?")
_LIST = re.compile(rf"{_WEEKDAY}{S}[)]?{S}{one_of(_LINKS['separators'])}{S}")
_CLOSES_RANGE = re.compile(
    rf"{_WEEKDAY}{S}{_CLOCK}{S}(?:末)?(?:まで|迄|にかけ|に至|の間|の期間|の[0-9一二三四五六七八九十]+|にわた|[)」]|$)"
)
_COMPARES = re.compile(r"も|は|が|に比|と比|の方|[早遅多少高低大小]")
_OPENS = re.compile(rf"{S}[(\[〔]{S}")
_CLOSES = re.compile(rf"{S}[)\]〕]")


def is_range(text: str, left: Reading, right: Reading) -> bool:
    """Whether the two are the ends of one range, by what stands between and after them."""
    if not 0 < right.start - left.end <= NEAR:
        return False
    if _DASH.fullmatch(text, left.end, right.start):
        return True
    match = _WORD.fullmatch(text, left.end, right.start)
    if match is None:
        return False
    closed = _CLOSES_RANGE.match(text, right.end) is not None
    if match["word"] == "より":
        # 「平成28年より平成29年の方が多い」 compares.
        return closed or _COMPARES.match(text, right.end) is None
    # 「平成27年から30年度の計画で」 is no range unless まで or the like closes it.
    return closed or _grain(left.written) == _grain(right.written)


def is_listed(text: str, left: Reading, right: Reading) -> bool:
    """「10月、12月」, 「3月20日及び22日」: an element of the same list as the one before."""
    return right.start - left.end <= 12 and _LIST.fullmatch(text, left.end, right.start) is not None


def repetition_end(text: str, left: Reading, right: Reading) -> int | None:
    """Where the parentheses close that hold nothing but `right`, directly after `left`."""
    if right.start - left.end > 4 or not _OPENS.fullmatch(text, left.end, right.start):
        return None
    match = _CLOSES.match(text, right.end)
    return match.end() if match else None


def _grain(written: Written) -> str:
    if written.day is not None or written.day_word is not None:
        return "day"
    if written.month is not None or written.month_word is not None:
        return "month"
    return written.unit or "part"
