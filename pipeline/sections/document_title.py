"""The document's own title: what stands large above the first heading. It is no section."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from pipeline.records import Section
from pipeline.text.layout import Layout, Paragraph

# How a Japanese document calls itself, at the end of its title.
_KIND = re.compile(
    r"(?:報告書?|白書|年報|計画|方針|指針|大綱|戦略|ビジョン|プラン|ガイドライン|手引き?|議事録|議事要旨|議事概要|会議録"
    r"|会議要旨|名簿|概要|要旨|答申|とりまとめ|取りまとめ|まとめ|整理|建議|意見書?|提言|通知|通達|要綱|要領|調書|評価"
    r"|結果|状況|実績|在り方|あり方|推進|について|に関する件|お知らせ|短信|公告|声明|談話|一覧|募集|公表します|しました|開催します|書|編|資料)"
    r"(?:等)?(?:[（(【〔<～~].*[）)】〕>～~])?(?:第?\d+[版報号])?$"
)
_NO_TITLE = re.compile(
    r"^(?:[（(].*[）)]|.*(?:各位|殿|様|御中|宛|現在|発表|速報)|(?:press|news) ?release|(?:プレス|ニュース)(?:・?リリース|発表)|お知らせ|記者発表資料|報道発表資料|報道資料|別紙.*|資料.*|参考.*)$"
    r"|^(?:明治|大正|昭和|平成|令和|西暦|[MTSHR]?\d{1,4})[^一-鿿]*\d*(?:年(?!度)|[./]).{0,14}$|第\d+号[）)]?$|\d{2,4}-\d{2,4}-\d{3,4}",
    re.IGNORECASE,
)
# A record's own number: 「文教科学委員会会議録　第６号」; of a letter it is no title.
_NUMBERED = re.compile(
    r"(?:会議録|議事録|議事速記録|速記録|公報|年報|会報|週報|月報) ?第?[\d〇一二三四五六七八九十]+[号報版]$"
)
# 「令和六年四月十八日（木曜日）」; 「令和六年度の取組」 may be one.
_DATE = re.compile(
    r"(?:明治|大正|昭和|平成|令和|西暦)?[\d元〇一二三四五六七八九十]{1,4}年(?:[\d〇一二三四五六七八九十]{1,3}月)?(?:[\d〇一二三四五六七八九十]{1,3}日)?\s?(?:[(（].{1,4}[)）])?(?:現在)?"
)
# Who gives a paper out, alone on a line: 「国立研究開発法人科学技術振興機構(JST)」.
_ISSUER = re.compile(
    r"(?:[^\sをがはにへ]*(?:法人|株式会社|合同会社)[^\sをがはにへ]*"
    r"|[^\sをがはにへ]+(?:省|庁|大学|機構|研究所|協会|連合会|財団|銀行|公社|[都道府県市区町村]))"
    r"(?: ?\([A-Za-z-]+\))?"
)
_SUBTITLE = re.compile(r"(?<=.{6}) ?[~〜―─-][^~〜―─]+[~〜―─-]$")
_HEAD = 12  # paragraphs of the head that are looked at
_LONGEST_PARAGRAPH = 400


def find_title(layout: Layout, sections: Sequence[Section]) -> str | None:
    """The title in NFKC width on one line, or None where the head states none."""
    end = min((section.start for section in sections), default=len(layout.text))
    head = [p for p in layout.paragraphs[:_HEAD] if p.start < end]
    lines = [_plain(p) for p in head]
    for index, text in enumerate(lines):
        if _is_title(head[index], text) and (_KIND.search(text) or _NUMBERED.search(text)):
            return _with_lines_above(head, lines, index)
    for index, text in enumerate(lines):
        plain = _is_title(head[index], text) and not _ISSUER.fullmatch(text)
        if plain and len(text) >= 8 and head[index].indent <= 30:
            return text
    return None


def _plain(paragraph: Paragraph) -> str:
    """On one line and in NFKC width; "" for what is much too long to be a title."""
    if len(paragraph.text) > _LONGEST_PARAGRAPH:
        return ""
    text = unicodedata.normalize("NFKC", paragraph.text.text)
    apart = re.fullmatch(r"[(（]?\s*(?:\S\s+){2,}\S\s*[)）]?", text)
    text = re.sub(r"\s+", "" if apart else " ", text).strip()
    return _SUBTITLE.sub("", text)


def _is_title(paragraph: Paragraph, text: str) -> bool:
    return (
        2 <= len(text) <= 120
        and not _DATE.fullmatch(text)
        and "。" not in text
        and paragraph.bullet == 0
        and (_NUMBERED.search(text) is not None or not _NO_TITLE.search(text))
    )


def _with_lines_above(head: Sequence[Paragraph], lines: Sequence[str], index: int) -> str:
    """A title over several lines: those right above it that are set in alike."""
    title = lines[index]
    while (
        index
        and head[index].first_line == head[index - 1].last_line + 1
        and _is_title(head[index - 1], lines[index - 1])
        and abs(head[index].indent - head[index - 1].indent) <= 12
    ):
        index -= 1
        title = lines[index] + title
    return title
