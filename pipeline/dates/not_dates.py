"""What looks like a date and is none: durations, frequencies, ordinals, names.

The forms read generously; here a reading is refused by what stands before and after it
(`not_after`, `not_before` of date_words.toml). A reading that names its year is hardly
ever refused, a bare number nearly always.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.dates.context import Anchor, nearest_year
from pipeline.dates.grammar import Reading
from pipeline.dates.pieces import KANJI, S, one_of
from pipeline.dates.written import Written
from pipeline.lexicon.calendar_words import load_date_words

_WORDS = load_date_words()
_LOOK_BACK = 10  # as far as the longest word that stands before a number


def _ending(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"{one_of(words)}{S}$")


def _starting(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(S + one_of(words))


_RECURRING = _ending(_WORDS.not_after["recurring"])
_AMERICAN = _ending(_WORDS.not_after["american"])
_NUMBER_BEFORE = re.compile(rf"(?:{one_of(_WORDS.not_after['number'])}|[A-Za-z]|\d[\-./,:]?){S}$")
_AFTER = {kind: _starting(words) for kind, words in _WORDS.not_before.items()}
_DAY_STOPS = _starting(_WORDS.day["not_before"])
_DAY_GOES_ON = re.compile(
    rf"{S}(?:$|[、。,)」』(\]・~〜\-/]|{one_of(_WORDS.day['words'])}|\d{{1,2}}(?:時(?!間)|:))"
)
_TODAY_GOES_ON = _starting(_WORDS.today["words"])
_TODAY_STOPS = _starting(_WORDS.today["not_before"])
_KANJI_BEFORE = re.compile(r"[一-鿿々](?<![年月日])$")
_IS_RATIO = re.compile(r"(?:同期)?比(?!べ|較)|並み|同期")
_PLACE_OR_NAME = re.compile(r"[町市村月駅場橋山川谷原路坊酔天草]")
_UNIT_AFTER = re.compile(r"[ ]?[A-Za-z%度倍億万千百円人件台点兆株戸棟㎡]")
_ERA_ALONE_GOES_ON = re.compile(
    rf"{S}(?:$|[)、。・,~〜～→⇒\-/「」]|当初|補正|実績|見込|予算|決算|計画|目標|改定|改正|末|比|の(?!\d)|は|から|まで|以降|以前|現在|時点|年)"
)
_LONG_AGO = re.compile(
    r"間|以上|余|もの|も前|前(?!半|後|期)|に[一1](?:度|回)|ぶり|の(?:歴史|伝統|眠り|都|時を|歳月)"
)
_EVENT_BEFORE = re.compile(
    r"(?:の|から|より|まで|て|で|た|日|月|年|[0-9一二三四五六七八九][、,・~〜])$"
)
_VERSION_BEFORE = re.compile(r"(?:バージョン|[Vv]er\.?|版|-)$")


class Setting(NamedTuple):
    """What is known around a reading: its neighbours in a list or range, and the dates to count from."""

    linked: bool
    anchor: Anchor | None
    heading: Anchor | None
    reference: Anchor | None
    recurring: bool = False

    @property
    def base(self) -> Anchor | None:
        return self.anchor or self.heading or self.reference


def may_recur(text: str) -> bool:
    """Whether `is_recurring` need be asked at all."""
    return "毎" in text or "各" in text or "例年" in text


def is_recurring(text: str, reading: Reading) -> bool:
    """「毎年４月１日」 is a frequency, and so is 「翌年３月31日」 in the same sentence."""
    return _RECURRING.search(_before(text, reading)) is not None


def is_date(text: str, reading: Reading, setting: Setting) -> bool:
    written = reading.written
    if written.year is not None and written.month is not None and reading.form == "year":
        return True
    before = _before(text, reading)
    if written.distance is not None:
        return _is_distance(text, reading, before, setting)
    if reading.form in ("era_alone", "era_numbers", "western_numbers"):
        return _is_abbreviated(text, reading, setting)
    if written.numbers is not None:
        return setting.linked or _is_month_and_day(text, reading)
    if written.unit == "fiscal" and _AMERICAN.search(before):
        return False
    if written.year is not None:
        return _is_year(text, reading, before)
    if written.short is not None:
        return _is_short_year(text, reading, before, setting)
    if written.year_word or written.month_word or written.day_word or written.week_word:
        return _is_word(text, reading, before, setting)
    if setting.linked and not _is_bare_day(written) and not is_elided(text, reading):
        return True
    if written.month is not None:
        return _is_month(text, reading, before)
    if written.day is not None:
        return _is_day(text, reading, before, setting)
    if written.quarter is not None or reading.form == "half":
        return setting.base is not None and not _NUMBER_BEFORE.search(before.removesuffix("第"))
    return False


def _before(text: str, reading: Reading) -> str:
    return text[max(0, reading.start - _LOOK_BACK) : reading.start]


def is_elided(text: str, reading: Reading) -> bool:
    """「28」 of 「平成28～30年度」 or 「4」 of 「4～6月」: its unit stands with a later number."""
    last = text[reading.end - 1]
    return reading.form in ("shared_unit_year", "month", "day", "year") and (
        last.isdecimal() or last == "元" or re.match(KANJI, last) is not None
    )


def _is_bare_day(written: Written) -> bool:
    return written.day is not None and written.month is None


def _is_year(text: str, reading: Reading, before: str) -> bool:
    """A year of an era or a western one. 「2000年以上前」, 「平成30年間」 are lengths of time."""
    written = reading.written
    if written.month is not None or written.part is not None or written.quarter is not None:
        return True
    if written.unit == "century":
        return 1 <= (written.year or 0) <= 21 and not text.startswith("梨", reading.end)
    if written.unit != "year":
        return True
    if written.era is not None:
        return not text.startswith("間", reading.end)
    if re.search(r"(?:約|およそ|過去|紀元前|前|皇紀|仏暦)$", before):
        return False
    return not (
        _LONG_AGO.match(text, reading.end) or (before.endswith(",") and before[-2:-1].isdigit())
    )


def _is_short_year(text: str, reading: Reading, before: str, setting: Setting) -> bool:
    """「30年度」, 「27年３月」, 「29年」: a year whose era only the context tells."""
    written = reading.written
    if written.unit == "decade":
        return (written.short or 0) % 10 == 0 and written.short != 0
    if written.step is not None:
        return setting.base is not None
    if written.short == 1 and not setting.linked and not text.startswith("元", reading.start):
        return False  # 「一事業年度」: the first year of an era is 元年
    if written.month is not None and written.day is not None:
        return _NUMBER_BEFORE.search(before) is None
    if _NUMBER_BEFORE.search(before) and not setting.linked:
        return False
    kind = (
        "month" if written.month is not None else "fiscal" if written.unit == "fiscal" else "year"
    )
    narrowed = written.part is not None or written.quarter is not None or written.unit == "period"
    if _AFTER[kind].match(text, reading.end) and not narrowed:
        return False
    base = setting.base
    if base is None:
        return kind == "fiscal" and (written.short or 0) >= 10
    near = abs(nearest_year(written.short or 0, base)[0] - base.year)
    if kind == "year" and written.part is None:
        return near <= 15 and (
            setting.linked
            or (setting.anchor is not None and near <= 10 and _year_goes_on(text, reading))
        )
    return near <= 15


def _year_goes_on(text: str, reading: Reading) -> bool:
    """「平成28年は３件、29年は５件」: the number stands as a year does."""
    return (
        re.match(
            r"は|には|の(?!間|歴)|、|に(?!一|わ|1)|秋|春|夏|冬|末|以降|から|も|が|と比|比|中|産|版|分(?!の)|度",
            text[reading.end : reading.end + 3],
        )
        is not None
    )


def _is_word(text: str, reading: Reading, before: str, setting: Setting) -> bool:
    """昨年, 同月, 翌日. What counts from an event (「届出の翌日」) names no day."""
    written = reading.written
    word = written.year_word or written.month_word or written.day_word or written.week_word
    assert word is not None
    if _IS_RATIO.match(text, reading.end):
        return False
    first = text[reading.start]
    if first in "本前当来明去今年月" and _KANJI_BEFORE.search(before):
        return False
    if reading.form == "end":
        return setting.base is not None or written.year_word is not None
    if word.base == "reference":
        if text[reading.start : reading.end] in ("今日", "明日"):
            return bool(_TODAY_GOES_ON.match(text, reading.end)) and not _TODAY_STOPS.match(
                text, reading.end
            )
        return True
    if first == "同":
        return before[-1:] not in tuple("合会共協異賛大一")
    if setting.recurring:
        return False
    if before.endswith(("の", "に係る", "た", "する")) and not setting.linked:
        return (
            re.search(r"[年月日度]の$", before) is not None
            and setting.anchor is not None
            and re.search(r"\d", before) is not None
        )
    return setting.base is not None


def _is_month(text: str, reading: Reading, before: str) -> bool:
    """A month without its year. With a day or a part it is one; alone it may be a length."""
    written = reading.written
    if written.step is not None:
        return True
    if written.day is not None:
        return re.search(r"(?:第|[A-Za-z])$", before) is None
    if _NUMBER_BEFORE.search(before):
        return False
    if written.part is not None:
        return True
    surface = text[reading.start : reading.end]
    if _AFTER["month"].match(text, reading.end):
        return False
    # 「三月以内」, 「六月を経過」: in laws a kanji number of months is a length of time.
    if re.match(KANJI, surface):
        return (
            re.match(
                r"に(?!つき|一)|から|まで|は|の(?!間|期間)|、|,|と|頃|ごろ|以降|分$|[~〜)）]|$",
                text[reading.end : reading.end + 3],
            )
            is not None
        )
    return True


def _is_day(text: str, reading: Reading, before: str, setting: Setting) -> bool:
    """A day without its month: 「27日に」, not 「14日以内」."""
    written = reading.written
    if written.step is not None or written.stated_weekday is not None:
        return setting.base is not None
    if setting.linked and not _DAY_STOPS.match(text, reading.end):
        return True
    base = setting.base
    if base is None or base.month is None:
        return False
    if _NUMBER_BEFORE.search(before) or re.search(r"[月週年]に?$", before):
        return False
    surface = text[reading.start : reading.end]
    if _PLACE_OR_NAME.match(text, reading.end) or _DAY_STOPS.match(text, reading.end):
        return False
    if written.day == 1 and setting.anchor is None and re.match(KANJI, surface):
        return False
    return _DAY_GOES_ON.match(text, reading.end) is not None


def _is_abbreviated(text: str, reading: Reading, setting: Setting) -> bool:
    written = reading.written
    if reading.form == "era_numbers" and re.match(
        r"[A-Z][ ]\d[^\d]", text[reading.start : reading.start + 4]
    ):
        return False  # 「R 4.3.1」 is a program
    if written.day is not None or written.part is not None:
        return True
    if reading.form == "era_alone":
        letter = text[reading.start]
        if letter in "MTS大明" and text[reading.start : reading.start + 2] not in ("明治", "大正"):
            return (
                letter == "S"
                and 20 <= (written.era_year or 0) <= 64
                and bool(_ERA_ALONE_GOES_ON.match(text, reading.end))
            )
        return setting.linked or _ERA_ALONE_GOES_ON.match(text, reading.end) is not None
    before = _before(text, reading)
    return not _UNIT_AFTER.match(text, reading.end) and not _VERSION_BEFORE.search(before)


def _is_month_and_day(text: str, reading: Reading) -> bool:
    """「4/22（日）」, 「04/22」, 「10/2に」; 「1/2」 and 「4.27」 alone are a fraction and a decimal."""
    written = reading.written
    assert written.numbers is not None
    if len(written.numbers) != 2 or not _is_day_of_year(*written.numbers):
        return False
    if written.stated_weekday is not None:
        return True
    surface = text[reading.start : reading.end]
    if "/" not in surface:
        return False
    month, day = written.numbers
    goes_on = re.match(
        r"[ ]?(?:に|から|まで|付|現在|時点|必着|締|〆|開催|~|以降)",
        text[reading.end : reading.end + 3],
    )
    return goes_on is not None and (month >= day or day > 12 or surface[0] == "0")


def _is_day_of_year(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def _is_distance(text: str, reading: Reading, before: str, setting: Setting) -> bool:
    """「10年前と比べ」 counts from now; 「開催の３日前まで」 from an event that is no date."""
    if setting.reference is None or re.match(
        r"倒|後|半|述|記|回|期|払|提", text[reading.end : reading.end + 1]
    ):
        return False
    if text[reading.start] in "今本現こ":
        return True
    if (
        _NUMBER_BEFORE.search(before)
        or _EVENT_BEFORE.search(before)
        or text.startswith("まで", reading.end)
    ):
        return False
    return re.match(r"に|の|と|から|は|も|、|。|$", text[reading.end : reading.end + 2]) is not None
