"""What looks like a date and is none: durations, frequencies, ordinals, names.

The forms read generously; here a reading is refused by what stands before and after it
(`not_after`, `not_before` of date_words.toml). A reading that names its year is hardly
ever refused, a bare number (`bare_numbers.py`) nearly always.
"""

from __future__ import annotations

import re

from pipeline.dates.bare_numbers import is_day, is_month, is_month_and_day, is_short_year
from pipeline.dates.grammar import Reading
from pipeline.dates.neighbours import (
    AMERICAN_BEFORE,
    NUMBER_BEFORE,
    RECURRING_BEFORE,
    Setting,
    before,
    is_elided,
    starting,
)  # fmt: skip
from pipeline.dates.pieces import S
from pipeline.lexicon.calendar_words import load_date_words, load_eras

_TODAY = load_date_words().today
_TODAY_GOES_ON, _TODAY_STOPS = starting(_TODAY["words"]), starting(_TODAY["not_before"])
_KANJI_BEFORE = re.compile(r"[一-鿿々](?<![年月日])$")
_DATE_BEFORE = re.compile(r"\d.*[年月日度]の$")
_ANNIVERSARY = re.compile(r"関連|記念|祭|事業|を祝|の節目|プロジェクト")
_IS_RATIO = re.compile(r"(?:同期)?比(?!べ|較)|並み|同期")
_CALENDAR_BEFORE = re.compile(r"(?:約|およそ|過去|前|皇紀|仏暦|\d,)$")
_LONG_AGO = re.compile(
    r"間|以上|余|もの|も前|前(?!半|後|期)|に[一1](?:度|回)|ぶり|の(?:歴史|伝統|眠り|都|時を|歳月)"
)
_PROGRAM = re.compile(r"[A-Z] \d\D")
_UNIT_AFTER = re.compile(r"[ ]?[A-Za-z%度倍億万千百円人件台点兆株戸棟㎡]")
_VERSION_BEFORE = re.compile(r"(?:バージョン|[Vv]er\.?|版|-)$")
_YEAR_GOES_ON = re.compile(
    rf"{S}(?:$|[)、。・,~〜～→⇒/「」]|-(?![A-Za-z](?!\d{{1,2}}(?!\d)))|当初|補正|実績|見込|予算|決算|計画|目標|改定|改正|法|政令|省令|勅令|告示|末|比"
    r"|の(?!\d)|は|から|まで|以降|以前|現在|時点|年)"
)
_EVENT_BEFORE = re.compile(
    r"(?:の|から|より|まで|て|で|た|日|月|年|[0-9一二三四五六七八九][、,・~〜])$"
)
_DISTANCE_STOPS = re.compile(r"倒|後|半|述|記|回|期|払|提")
_DISTANCE_GOES_ON = re.compile(r"に|の|と|から|は|も|、|。|$")


def may_recur(text: str) -> bool:
    """Whether `is_recurring` need be asked at all."""
    return "毎" in text or "各" in text or "例年" in text


def is_recurring(text: str, reading: Reading) -> bool:
    """「毎年４月１日」 is a frequency, and so is 「翌年３月31日」 in the same sentence."""
    return RECURRING_BEFORE.search(before(text, reading)) is not None


def is_date(text: str, reading: Reading, setting: Setting) -> bool:
    written = reading.written
    if reading.form in ("era_alone", "era_numbers", "western_numbers"):
        return _is_abbreviated(text, reading, setting)
    if written.year is not None:
        return is_whole(text, reading)
    if written.period_word is not None:
        compared = setting.anchor is not None and setting.anchor.period is not None
        return compared and not _IS_RATIO.match(text, reading.end)
    if written.distance is not None:
        return _is_distance(text, reading, setting)
    if written.numbers is not None:
        return setting.linked or is_month_and_day(text, reading)
    if written.short is not None:
        return is_short_year(text, reading, setting)
    if written.year_word or written.month_word or written.day_word or written.week_word:
        return _is_word(text, reading, setting)
    if written.day is not None and written.month is None:
        return is_day(text, reading, setting)
    if setting.linked and not is_elided(text, reading):
        return True
    if written.month is not None:
        return is_month(text, reading)
    if written.quarter is not None or reading.form == "half":
        ordinal = before(text, reading).removesuffix("第")
        return setting.base is not None and not NUMBER_BEFORE.search(ordinal)
    return False


def is_whole(text: str, reading: Reading) -> bool:
    """A date that tells its year, era or century and all. 「2000年以上前」, 「平成30年間」 are
    lengths of time; 「米国会計年度2019年度」 is no Japanese fiscal year."""
    written = reading.written
    if written.month is not None or written.part is not None or written.quarter is not None:
        return True
    if written.unit == "century":
        return 1 <= (written.year or 0) <= 21 and not text.startswith("梨", reading.end)
    if written.unit == "fiscal":
        return AMERICAN_BEFORE.search(before(text, reading)) is None
    if written.unit != "year":
        return True
    if written.era is not None:
        if (written.era_year or 0) >= 100 and not _is_counted_on(text, reading, written.era):
            return False
        return not text.startswith("間", reading.end)
    counted = _CALENDAR_BEFORE.search(before(text, reading))
    return not counted and not _LONG_AGO.match(text, reading.end)


def _is_counted_on(text: str, reading: Reading, era: str) -> bool:
    """「昭和100年」 is a year, told by an era that has ended; 「明治150年記念」 counts the years since."""
    ended = load_eras()[era].last_day is not None
    return ended and _ANNIVERSARY.match(text, reading.end) is None


def _is_abbreviated(text: str, reading: Reading, setting: Setting) -> bool:
    """「H30.3.20」, 「令2」, 「2018.3」; not 「R 4.3.1」, 「T4」, 「バージョン2018.1」."""
    written, start, end = reading.written, reading.start, reading.end
    if reading.form == "era_numbers" and _PROGRAM.match(text, start):
        return False
    if written.day is not None or written.part is not None:
        return True
    if reading.form != "era_alone":
        versioned = _VERSION_BEFORE.search(before(text, reading))
        return not versioned and not _UNIT_AFTER.match(text, end)
    if text[start] in "MT" or (text[start] in "明大" and text[start + 1] not in "治正"):
        return False
    if text[start] == "S" and not 20 <= (written.era_year or 0) <= 64:
        return False
    return setting.linked or _YEAR_GOES_ON.match(text, end) is not None


def _is_word(text: str, reading: Reading, setting: Setting) -> bool:
    """昨年, 同月, 翌日. What counts from an event (「届出の翌日」) names no day."""
    written, end = reading.written, reading.end
    word = written.year_word or written.month_word or written.day_word or written.week_word
    assert word is not None
    surface, preceding = text[reading.start : end], before(text, reading)
    if _IS_RATIO.match(text, end):
        return False
    if surface[0] in "本前当来明去今年月" and _KANJI_BEFORE.search(preceding):
        return False  # 「日本年金」, 「該当年度」
    if reading.form == "end":
        return setting.base is not None or written.year_word is not None
    if word.base == "reference":
        # 「今日の社会」 means these days, 「明日の日本」 the future.
        vague = surface in ("今日", "明日")
        return not vague or bool(
            _TODAY_GOES_ON.match(text, end) and not _TODAY_STOPS.match(text, end)
        )
    if surface[0] == "同":
        return preceding[-1:] not in tuple("合会共協異賛大一")
    if setting.recurring:
        return False
    if preceding.endswith(("の", "に係る", "た", "する")) and not setting.linked:
        return setting.anchor is not None and _DATE_BEFORE.search(preceding) is not None
    return setting.base is not None


def _is_distance(text: str, reading: Reading, setting: Setting) -> bool:
    """「10年前と比べ」 counts from now; 「開催の３日前まで」 from an event that is no date."""
    if setting.reference is None or _DISTANCE_STOPS.match(text, reading.end):
        return False
    if reading.form == "from_now":
        return True
    preceding = before(text, reading)
    if NUMBER_BEFORE.search(preceding) or _EVENT_BEFORE.search(preceding):
        return False
    return _DISTANCE_GOES_ON.match(text, reading.end) is not None
