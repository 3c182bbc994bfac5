"""Lines without a number that may be headings: titles, labels, rosters, appendices, ornaments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.sections.candidate import Candidate, make_candidate
from pipeline.sections.titles import (
    LABELLED,
    SPACES,
    is_label_body,
    may_be_title,
    names_document,
    normal_title,
)
from pipeline.sections.wording import Wording, read_wording
from pipeline.text.layout import Paragraph
from pipeline.text.marks import is_ornament
from pipeline.text.rows import cells

_CIRCLED = "○●◯〇"
_SQUARES = "■□◆◇▼▽▲△★☆"
_SPEAKER_TITLES = re.compile(
    r"[○〇◯●◎](?:\S{1,16}(?:委員長?|座長|議長|会長|部会長|主査|大臣|副大臣|政務官|長官|局長|部長|課長|室長|審議官|参考人|構成員|代理|君|氏|議員|理事長?|教授|補佐)|[^\s　]{1,8}（[^）]{1,20}君?）)(?:[ 　]|$|（)"
)
_CONTACT = re.compile("(?:問い?合わ?せ先?|照会先|連絡先)$")
_NAMELESS_ROSTERS = {"委員名簿", "名簿", "構成員名簿", "委員一覧", "構成員一覧", "出席者名簿"}


def read_ornamented(paragraph: Paragraph, index: int) -> Candidate | None:
    text = paragraph.text.text
    bullet, title = text[0], text[paragraph.bullet :]
    if not is_ornament(bullet) or _SPEAKER_TITLES.match(text):
        return None
    body = ""
    labelled = LABELLED.fullmatch(title)
    if labelled and bullet in _SQUARES and is_label_body(labelled, in_table=False):
        title, body = labelled["label"], labelled["body"]
    elif paragraph.kind == "row" and (bullet in _CIRCLED or len(cells(title)) > 2):
        return None
    title = title.rstrip("：: 　" + _SQUARES)
    listed = "、" in title and bullet not in _SQUARES + "◎"
    if len(title) > 40 or listed or not may_be_title(title):
        return None
    return make_candidate(
        paragraph, index, "ornament", title, style=f"ornament:{bullet}", body=body
    )


def read_unnumbered(paragraphs: Sequence[Paragraph], index: int) -> Candidate | None:
    paragraph = paragraphs[index]
    text = paragraph.text.text
    if paragraph.first_line != paragraph.last_line or len(text) > 60 or text.endswith("。"):
        return None
    wording = read_wording(text)
    set_off = wording.label or (paragraph.blank_before and wording.bracket and wording.contact)
    if wording.tail and set_off and not _is_tail(paragraphs, index - 1):
        return make_candidate(paragraph, index, "tail", text)
    if wording.label:
        if not may_be_title(wording.label):
            return None
        return make_candidate(paragraph, index, "label", text, style=f"label:{text[0]}")
    if wording.contact_body and paragraph.blank_before:
        label = text[: len(text) - len(wording.contact_body)].rstrip(SPACES + "：:")
        return make_candidate(paragraph, index, "tail", label, body=wording.contact_body)
    appended = _read_appended(paragraphs, index, text, wording)
    if appended is not None:
        return appended
    if paragraph.kind == "row" and not wording.roster:
        return None
    return _read_title(paragraphs, index, text, wording)


def _read_title(
    paragraphs: Sequence[Paragraph], index: int, text: str, wording: Wording
) -> Candidate | None:
    paragraph = paragraphs[index]
    if wording.bracket and wording.appendix:
        return None  # 「（参考）」 above a table
    if wording.holding:
        return make_candidate(paragraph, index, "title", text, style="holding")
    if wording.title:
        return make_candidate(paragraph, index, "title", text)
    if wording.tail and paragraph.blank_before and not wording.bracket:
        return make_candidate(paragraph, index, "tail", text)
    if wording.roster and not wording.bracket:
        return _read_roster_title(paragraphs, index)
    below = index + 1 < len(paragraphs)
    if below and paragraph.blank_before and _names_no_body(paragraphs[index + 1]):
        return _read_roster_title(paragraphs, index + 1)
    apart = paragraph.blank_before or (paragraph.blank_after and len(text) <= 12)
    if apart and wording.document and wording.may_be_title:
        return make_candidate(paragraph, index, "document", text, style="title")
    plain = wording.may_be_title and not wording.bracket and paragraph.kind == "text"
    return make_candidate(paragraph, index, "bare", text) if plain and len(text) <= 40 else None


def _is_tail(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """「（事業に関するお問合せ）」 right below 「お問合せ先」 parts that block."""
    return index >= 0 and _CONTACT.search(paragraphs[index].text.text) is not None


def _read_appended(
    paragraphs: Sequence[Paragraph], index: int, text: str, wording: Wording
) -> Candidate | None:
    """An appendix without a number: 「別紙　構成員名簿」, 「（参考）作業班の構成」, 「別記様式（第３関係）」.

    Out: 「資料　国土交通省作成」, which names a table's source.
    """
    paragraph, word = paragraphs[index], wording.appendix
    if not word or index == 0:
        return None
    before = paragraphs[index - 1].text.text
    if (
        not paragraph.blank_before
        and not before.endswith(("。", ".", "以上"))
        and paragraphs[index - 1].kind == "text"
    ):
        return None
    if word[0] in "（(" and not (paragraph.blank_before or before.endswith(("。", "以上"))):
        return None  # 「（参考）自己資本 26,944百万円」 below a table
    source = word in {"資料", "様式"} or (word == "参考" and not paragraph.blank_before)
    mark = paragraphs[index - 1].mark
    listed = mark is not None and mark.style.startswith("appendix") and not paragraph.blank_before
    if source or listed or not may_be_title(text) or len(text) > 50:
        return None
    candidate = make_candidate(paragraph, index, "title", text, style="appendix")
    below = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    if word != text:
        return candidate
    if below is None or below.mark or below.bullet or len(below.text) > 40:
        return None if text[0] in "（(" else candidate
    near = not paragraph.blank_after or read_wording(below.text.text).roster
    in_columns = below.kind == "row" and not names_document(below.text.text)
    if not near or in_columns or not may_be_title(below.text.text):
        return None if text[0] in "（(" else candidate
    return replace(
        candidate,
        last=index + 1,
        end=below.end,
        title=f"{candidate.title} {normal_title(below.text.text)}",
    )


def _names_no_body(paragraph: Paragraph) -> bool:
    """「委　員　名　簿」 alone: whose it is stands on the line above."""
    return re.sub(r"\s", "", paragraph.text.text) in _NAMELESS_ROSTERS


def _read_roster_title(paragraphs: Sequence[Paragraph], index: int) -> Candidate:
    paragraph = paragraphs[index]
    own = make_candidate(paragraph, index, "roster", paragraph.text.text)
    above = paragraphs[index - 1] if index else None
    if (
        above is None
        or not _names_no_body(paragraph)
        or above.last_line != paragraph.first_line - 1
        or above.kind != "text"
        or above.mark
        or not may_be_title(above.text.text)
    ):
        return own
    return replace(
        own,
        first=index - 1,
        start=above.start,
        title=normal_title(above.text.text + paragraph.text.text),
    )
