"""What the words of a title look like; what follows a title on its line."""

from __future__ import annotations

import re
import unicodedata

from pipeline.lexicon.heading_marks import load_heading_marks

LONGEST = 70
SPACES = " 　\t"
_UNFINISHED = "、，,：:はがをに（(「『【〔"
_BRACKETED_PART = re.compile("[（(「『][^（）()「」『』]*[）)」』]")
_NO_WORD = re.compile(r"[\W\d_]+")
_CLOSING_NOTE = re.compile("[（(][^（）()]*[）)]$")
# A short label, then its content on the same line: 「日　時　　令和５年11月８日」, 「目的：…」.
LABELLED = re.compile(
    r"(?P<label>[^\s　：:。、（(](?:[ 　]{1,2}[^\s　：:。、（(]){1,5}(?=[：:]|[ 　]{2})|[^\s　：:。、（(]{1,12})"
    r"(?:[ 　]*[：:][ 　]*|[ ]{2,}|　[　 ]*|\t+)(?P<body>\S.*)"
)
_NOTHING = re.compile("(?:該当|特に)?(?:なし|無し?|有|あり)|同上|(?:別紙|別添|下記|以下)の?とおり")
# 「出席者（敬称略）」
_ORDERED_BY = re.compile(
    r"(?P<label>出席者|参加者|委員|名簿|構成員)(?P<body>[（(][^）)]*(?:敬称略|順不同|五十音順)[^）)]*[）)])"
)
# 「日時 2023年10月6日（金）」
_SPACED = re.compile(r"(?P<label>[^\s：:。、（(]{2,10}) (?P<body>\S.*)")
# 「期中における重要な子会社の異動（…）：無」
_ANSWERED = re.compile(
    "(?P<label>[^：:。]{2,60})[ 　]*[：:][ 　]*(?P<body>有|無|なし|あり|該当なし)"
)
# 「(6)【大株主の状況】2025年3月31日現在」
_BRACKETED = re.compile("(?P<label>【[^】]{1,40}】)[ 　]*(?P<body>[^【].*)")
# 「道路（２月９日13:00現在）」: a remark of the title's own.
_REMARKED = re.compile(r"[（(][^（()）]*[）)]")
_FIGURES = re.compile(
    r"[0-9０-９,，.．・%％\s　△▲－―-]+(?:円|千円|万円|億円|人|件|％|%|か所|回|名)?"
)
_UNENDED = re.compile(
    r"(?:[のがをはにへと、，・]|及び|並びに|又は|における|に関する|に係る|による|のための|に向けた|した|する|ため|ための)$"
)


def may_be_title(title: str) -> bool:
    return (
        0 < len(title) <= LONGEST
        and title[-1] not in _UNFINISHED
        and not ("。" in title and "。" in _BRACKETED_PART.sub("", title))
        and not _NO_WORD.fullmatch(title)
        and not (title[-1] == "." and "a" <= title[-2:-1] <= "z")
    )


def without_note(text: str) -> str:
    """「委員名簿」 of 「委員名簿（五十音順）」."""
    return _CLOSING_NOTE.sub("", text) if text[-1:] in ("）", ")") else text


def is_unended(title: str) -> bool:
    """A title that stops where no title can: 「総合評価及び後半の」, 「…の積算が」."""
    return _UNENDED.search(title) is not None


def normal_title(title: str) -> str:
    """NFKC width without surrounding space, white space within as one space."""
    return " ".join(unicodedata.normalize("NFKC", title).split())


def match_label(rest: str) -> re.Match[str] | None:
    """A short label and its content behind it: groups `label` and `body`."""
    labelled = (
        _ANSWERED.fullmatch(rest)
        or _BRACKETED.fullmatch(rest)
        or _ORDERED_BY.fullmatch(rest)
        or LABELLED.fullmatch(rest)
    )
    spaced = _SPACED.fullmatch(rest) if labelled is None else None
    return spaced if spaced and _is_known_label(spaced["label"]) else labelled


def is_answered(rest: str) -> bool:
    """「…の変更 ：無」: an item of a form as often as a heading."""
    return _ANSWERED.fullmatch(rest) is not None


def is_label_body(labelled: re.Match[str], *, in_table: bool) -> bool:
    """Is what follows the gap content, and not the rest of a title set in two parts?

    In: 「日　時　　令和５年11月８日（水）」, 「目的　本要綱は、…を定める。」. Out: 「基本的な考え方　概要」,
    and 「１　北海道　　1,234」, a table's row; `in_table` says that the number before it often counts rows.
    """
    label, body = re.sub(r"\s", "", labelled["label"]), labelled["body"]
    if _FIGURES.fullmatch(body) and (re.search(r"\s", body) or not _is_known_label(label)):
        return False
    if label.startswith("【") or _NOTHING.fullmatch(body) or _is_known_label(label):
        return True
    if len(label) == 1 and len(body) <= 2:
        return False  # 「議　　事」, a word set apart
    if has_wide_gap(labelled):
        return "。" not in body
    if "。" in body or in_table or _REMARKED.fullmatch(body):
        return False
    return bool(re.search(r"[、：:0-9０-９（(]", body))


def has_wide_gap(labelled: re.Match[str]) -> bool:
    """「請求人　　（住所及び氏名省略）」: more than the space that parts words."""
    gap = labelled.string[labelled.end("label") : labelled.start("body")]
    return "\u3000\u3000" in gap or "   " in gap


def _is_known_label(label: str) -> bool:
    """「監査の期間」 as well as 「期間」."""
    known = load_heading_marks().labels_with_content
    return label in known or any(label.endswith("の" + word) for word in known)


def is_roster_title(text: str) -> bool:
    plain = "".join(without_note(text).split())
    return (
        len(plain) <= 45
        and plain.endswith(load_heading_marks().roster_endings)
        and not re.search("[。、：:]|[はがをに]$", text)
    )


def names_document(text: str) -> bool:
    """A roster's title, or one like 「…協議会　設置要綱」, may be set in columns."""
    plain = "".join(text.split())
    return is_roster_title(text) or plain.endswith(load_heading_marks().document_endings)
