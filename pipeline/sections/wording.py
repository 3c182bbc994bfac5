"""What the words of a line without a number say of it, wherever it stands."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.lexicon.heading_marks import load_heading_marks
from pipeline.sections.titles import is_roster_title, may_be_title, without_note
from pipeline.text.lines import squeeze

_LABEL = re.compile(r"[【＜〈<≪《](?P<label>[^】＞〉>≫》]{1,40})[】＞〉>≫》]")
_PAREN_LABEL = re.compile(r"[（(](?P<label>[^）)]{2,30})[）)]")
_ENGLISH = re.compile(
    r"(?:Abstract|(?:Executive )?Summary|Introduction|References|Conclusions?|Acknowledge?ments?|Appendix)(?: in English)?$"
)
# 「問い合わせ先　公正取引委員会…」
_CONTACT_LINE = re.compile(
    r"(?P<label>[^\s：:]{0,10}(?:問い?合わ?せ先|照会先|連絡先))(?:[ 　]+|[：:])(?P<body>\S.*)"
)
_CONTACT = re.compile("(?:問い?合わ?せ先?|照会先|連絡先)$")
_BRACKETS = "<>【】()[]〈〉《》≪≫■□◆●○ "
# Lines whose wording is kept at a time: tables and forms say the same again and again.
_KEPT = 8192


class Wording(NamedTuple):
    label: str  # what stands in 【】 or ＜＞ around the whole line, or ""
    bracket: bool  # any bracket stands around the whole line
    tail: bool  # a label of the document's tail: 関連資料, お問合せ先
    contact: bool
    contact_body: str  # what follows 「問い合わせ先」 on its line, or ""
    appendix: str  # 別紙, （参考） … at its beginning, as written, or ""
    holding: bool  # a title whose section holds the numbered text: 事実及び理由
    title: bool  # はじめに, 参考文献 …
    roster: bool
    document: bool  # …設置要綱, …報告書
    may_be_title: bool


@lru_cache(maxsize=_KEPT)
def read_wording(text: str) -> Wording:
    words = load_heading_marks()
    squeezed = squeeze(text)
    label = _LABEL.fullmatch(text)
    bracket = label or _PAREN_LABEL.fullmatch(text)
    bare = squeezed.strip(_BRACKETS) if bracket else squeezed
    plain = without_note(bare)
    contact = _CONTACT.search(bare) is not None
    on_line = _CONTACT_LINE.fullmatch(text)
    appendix = _appendix().match(text)
    known = plain in words.front_titles or plain in words.back_titles
    return Wording(
        label=label["label"] if label else "",
        bracket=bracket is not None,
        tail=contact or bare in words.tail_titles,
        contact=contact,
        contact_body=on_line["body"] if on_line else "",
        appendix=appendix[0] if appendix else "",
        holding=plain in words.holding_titles,
        title=known or _ENGLISH.match(text) is not None,
        roster=is_roster_title(text),
        document=bare.endswith(words.document_endings),
        may_be_title=may_be_title(text),
    )


@cache
def _appendix() -> re.Pattern[str]:
    words = "|".join(sorted(load_heading_marks().appendix_words, key=len, reverse=True))
    return re.compile(rf"[（(【＜〔［](?:{words})[）)】＞〕］]|(?:{words})(?=[ 　\t（(]|$)")
