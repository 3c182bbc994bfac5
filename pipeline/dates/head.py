"""The document's own date: the one its head states.

It stands alone on a line near the top (「平成30年３月20日」 at the right, 「令和６年２月16日
（金）」 over a press release), or the title bears a year (「令和５年版 白書」, 「平成30年度
事業報告書」).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from pipeline.dates.context import Anchor
from pipeline.dates.finder import LAW_NUMBER, Found, find_in
from pipeline.dates.memory import Memory
from pipeline.dates.surface import DateText
from pipeline.text.passages import Passage

HEAD = 20  # passages that may belong to the head
LONGEST_TITLE = 60
_SENTENCE = re.compile("[。、]")
# What stands beside the date on its line: labels, a weekday, the time of a meeting.
_COMPANY = re.compile(
    r"[\s()月火水木金土日曜祝・:。~〜\-■□◆●○◎0-9.時分半零〇一二三四五六七八九十]|付け?|現在|作成|策定|改[訂定正]|公表"
    r"|発表|配布|発行|版|記者|資料|報道|更新|決定|提出|招集|開[催会]|期日|年月日|午[前後]|から|まで|Press|Release"
)
_MEETING = re.compile(r"日\s*時|開[催会]日|期\s*日|年月日")


def document_date(passages: Sequence[Passage]) -> Anchor | None:
    """As far as the head tells it: a day, a month, a year or a fiscal year; else None."""
    titles: list[Anchor] = []
    for passage in islice(passages, HEAD):
        # A section may still tell the day of the meeting: 「１．日時　令和５年11月８日」.
        inside = passage.section is not None
        text = DateText(passage.text).text
        if len(text) > LONGEST_TITLE:
            continue
        for found in find_in(text, Memory(None, None)):
            if found.anchor is None or found.meaning.first is None:
                continue
            if _stands_alone(text, found) and (not inside or _MEETING.search(text)):
                return found.anchor
            if not inside and _names_title(text, found):
                titles.append(found.anchor)
    return titles[0] if titles else None


def _names_title(text: str, found: Found) -> bool:
    """「令和５年版　防災白書」; not a sentence, nor 「昭和22年法律第67号」."""
    return (
        found.meaning.granularity in ("year", "fiscal_year")
        and not _SENTENCE.search(text)
        and not LAW_NUMBER.match(text, found.end)
    )


def _stands_alone(text: str, found: Found) -> bool:
    rest = text[: found.start] + text[found.end :]
    return found.meaning.granularity in ("day", "month") and not _COMPANY.sub("", rest)
