"""Which paragraphs look like headings, one by one; the document's evidence comes after.

A heading may have its number on a line apart from its title, run over two lines, or be
followed by body on its own line (「１．日時　令和元年…」).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.lexicon.heading_marks import load_heading_marks
from pipeline.text.layout import Layout, Paragraph
from pipeline.text.lines import columns
from pipeline.text.marks import Mark, is_ornament
from pipeline.text.rows import cells

LONGEST = 70
_SENTENCE = re.compile("。")
_UNFINISHED = re.compile(r"[、，,：:]$|[はがをに]$|[（(「『【〔]$")
_LABEL = re.compile(r"[【＜〈<≪《〔［\[](?P<label>[^】＞〉>≫》〕］\]]{1,40})[】＞〉>≫》〕］\]]")
_PAREN_LABEL = re.compile(r"[（(](?P<label>[^）)]{2,30})[）)]")
# A short label, then its content on the same line: 「日　時　　令和５年11月８日」, 「目的：…」.
_LABELLED = re.compile(
    r"(?P<label>[^\s　：:。、（(](?:[ 　]{1,2}[^\s　：:。、（(]){1,5}(?=[：:]|[ 　]{2})|[^\s　：:。、（(]{1,12})"
    r"(?:[ 　]*[：:][ 　]*|[ ]{2,}|　[　 ]*|\t+)(?P<body>\S.*)"
)
_NOTHING = re.compile("(?:該当|特に)?(?:なし|無し?|有|あり)|同上|(?:別紙|別添|下記|以下)の?とおり")
# 「出席者（敬称略）」
_ORDERED_BY = re.compile(
    r"(?P<label>出席者|参加者|委員|名簿|構成員)(?P<body>[（(][^）)]*(?:敬称略|順不同|五十音順)[^）)]*[）)])"
)
# 「(6)【大株主の状況】2025年3月31日現在」
_BRACKETED = re.compile("(?P<label>【[^】]{1,40}】)[ 　]*(?P<body>[^【].*)")
# What stands below a title and is none of it: 「（令和６年度～）」, 「2025年３月31日現在」.
_REMARK = re.compile(r"[（(].*[）)]$|[（(].*[0-9０-９]|.*(?:現在|年度?|月|日|単位.*)[）)]?$")
_FIGURES = re.compile(
    r"[0-9０-９,，.．・%％\s　△▲－―-]+(?:円|千円|万円|億円|人|件|％|%|か所|回|名)?"
)
# 「全窒素 カドミウムカラム還元法 0.05」
_TABLED = re.compile(
    r"[ 　][A-EＡ-ＥSＳ○△×◎－-]$|[ 　][0-9０-９.,，．]+[%％]?$|[0-9]+[%％] [0-9]+[%％]$"
)
_ROW_NUMBERS = {"arabic", "kanji", "latin", "kana"}
_UNENDED = re.compile(
    r"(?:[のがをはにへと、，・]|及び|並びに|又は|における|に関する|に係る|による|のための|に向けた|した|する|ための)$"
)
_CLAUSE = re.compile("[はがも]、|、.*、|(?:から|まで|より|て|に)$")
_DEEPEST = 24
_ENGLISH = re.compile(
    r"(?:Abstract|(?:Executive )?Summary|Introduction|References|Conclusions?|Acknowledge?ments?|Appendix)(?: in English)?$"
)
_CAPTION = re.compile(r"(?:図表?|表|写真|資料図|グラフ)[ 　]?[0-9０-９Ⅰ-ⅩＡ-ＺA-Z]")
_SPACES = " 　\t"
_SQUARES = "■□◆◇▼▽▲△★☆"
# A letter alone on a line is a grade or a table's cell, not a heading's number.
_NEVER_APART = re.compile("latin|kana|small_|half_|paren_|circled")
_SPEAKER_TITLES = re.compile(
    r"[○〇◯●◎](?:\S{1,16}(?:委員長?|座長|議長|会長|部会長|主査|大臣|副大臣|政務官|長官|局長|部長|課長|室長|審議官|参考人|構成員|代理|君|氏|議員|理事長?|教授|補佐)|[^\s　]{1,8}（[^）]{1,20}君?）)(?:[ 　]|$|（)"
)


@dataclass(frozen=True)
class Candidate:
    """A paragraph (or two) that may be a heading. Offsets count in the source text.

    `style` groups headings that look alike; `body` is the text after the title on its line.
    `doubtful`: a heading only if another one of its numbering is (「（１）指定の単位　二次医療圏ごとに…。」).
    `repeats`: it says again, on a later page, what was said (「２．課題（続き）」).
    `kind`: mark · appendix · title · document · tail · roster · label · ornament · bare.
    """

    first: int  # index of the paragraph
    last: int  # of the last paragraph of the heading, inclusive
    kind: str
    style: str
    mark: Mark | None
    number: str | None
    title: str
    start: int
    end: int
    body: str = ""
    doubtful: bool = False
    repeats: bool = False


def find_candidates(layout: Layout) -> list[Candidate]:
    paragraphs = layout.paragraphs
    found: list[Candidate] = []
    taken = -1
    for index, paragraph in enumerate(paragraphs):
        if (
            _is_underlined(layout, paragraph)
            and _may_be_title(paragraph.text.text)
            and not paragraph.mark
        ):
            found.append(
                _candidate(
                    paragraph,
                    index,
                    "ornament",
                    "ornament:underline",
                    None,
                    None,
                    paragraph.text.text,
                    "",
                )
            )
            continue
        if index <= taken or _CAPTION.match(paragraph.text.text):
            continue
        candidate = _read(paragraphs, index)
        if candidate is not None:
            found.append(candidate)
            taken = candidate.last
    return _settle_letters(found)


def _is_underlined(layout: Layout, paragraph: Paragraph) -> bool:
    """Does a line of ￣￣￣ stand right below? One of ――― also parts blocks."""
    below = paragraph.last_line + 1
    return (
        below < len(layout.lines)
        and re.fullmatch("[￣‾]{3,}", layout.lines[below].content) is not None
    )


def _settle_letters(candidates: list[Candidate]) -> list[Candidate]:
    """「I．」 after 「H．」 is a letter; by itself it is the Roman one."""
    settled: list[Candidate] = []
    last: dict[str, int] = {}
    for candidate in candidates:
        mark = candidate.mark
        if mark is not None and "roman" in mark.style:
            letters = mark.style.replace("small_roman", "latin").replace("roman", "latin")
            letter = re.sub("[^A-Z]", "", unicodedata.normalize("NFKC", mark.text).upper())
            value = ord(letter) - ord("A") + 1 if len(letter) == 1 else 0
            if value > 1 and last.get(letters) == value - 1:
                mark = replace(mark, style=letters, values=(value,))
                candidate = replace(candidate, style=letters, mark=mark)
        if mark is not None and "latin" in mark.style:
            last[mark.style] = mark.values[0]
        settled.append(candidate)
    return settled


def _read(paragraphs: Sequence[Paragraph], index: int) -> Candidate | None:
    paragraph = paragraphs[index]
    if len(paragraph.text) > 400:
        return None
    if paragraph.mark is not None:
        return _read_marked(paragraphs, index, paragraph.mark)
    if paragraph.bullet:
        return _read_ornamented(paragraph, index)
    return _read_unnumbered(paragraphs, index)


def _read_marked(paragraphs: Sequence[Paragraph], index: int, mark: Mark) -> Candidate | None:
    paragraph = paragraphs[index]
    rest = paragraph.text.text[mark.end :].strip(_SPACES)
    kind = "appendix" if mark.style.startswith("appendix") else "mark"
    if not rest:
        if _NEVER_APART.match(mark.style):
            return None
        return _title_below(paragraphs, index, mark, kind)
    title, body = rest, ""
    labelled = (
        _BRACKETED.fullmatch(rest) or _ORDERED_BY.fullmatch(rest) or _LABELLED.fullmatch(rest)
    )
    doubtful = False
    if "\t" in rest and mark.style in {"latin", "arabic", "kana", "roman", "kanji"}:
        return None
    if labelled and kind == "mark" and mark.rank is None and _is_label_body(labelled, mark):
        title, body = labelled["label"], labelled["body"]
    elif (
        labelled and kind == "mark" and "。" in labelled["body"] and mark.style not in _ROW_NUMBERS
    ):
        title, body, doubtful = labelled["label"], labelled["body"], True
    elif mark.rank is None and not mark.word and len(cells(rest)) >= 3:
        return None  # a table's or a roster's row: 「１　北海道　　12　　34」
    if not body and _TABLED.search(title) and mark.style in _ROW_NUMBERS:
        return None
    if _may_be_title(title) or (_goes_on(title) and _may_be_title(title + "件")):
        candidate = _candidate(paragraph, index, kind, mark.style, mark, mark.text, title, body)
        candidate = replace(candidate, doubtful=doubtful)
        whole = candidate if body else _with_second_line(paragraphs, candidate)
        return whole if _may_be_title(whole.title) else None
    return None


def _is_label_body(labelled: re.Match[str], mark: Mark | None) -> bool:
    """Is what follows the gap content, and not the rest of a title set in two parts?

    In: 「日　時　　令和５年11月８日（水）」, 「目的　本要綱は、…を定める。」. Out: 「基本的な考え方　概要」,
    and 「１　北海道　　1,234」, a table's row.
    """
    label, body = re.sub(r"\s", "", labelled["label"]), labelled["body"]
    if _FIGURES.fullmatch(body) and (re.search(r"\s", body) or not _is_known_label(label)):
        return False
    if label.startswith("【") or _NOTHING.fullmatch(body) or _is_known_label(label):
        return True
    if "。" in body or (mark is not None and mark.style in _ROW_NUMBERS):
        return False
    return bool(re.search(r"[、：:0-9０-９（(]", body))


def _is_known_label(label: str) -> bool:
    """「監査の期間」 as well as 「期間」."""
    known = load_heading_marks().labels_with_content
    return label in known or any(label.endswith("の" + word) for word in known)


def _title_below(
    paragraphs: Sequence[Paragraph], index: int, mark: Mark, kind: str
) -> Candidate | None:
    """The number stands alone; its title is the line below (「５」, 「その他」)."""
    paragraph = paragraphs[index]
    below = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    alone = _candidate(paragraph, index, kind, mark.style, mark, mark.text, "", "")
    if kind == "mark" and mark.rank is None and not _may_stand_alone(paragraphs, index):
        return None
    near = below is not None and (
        below.first_line == paragraph.last_line + 1 or kind == "appendix" or mark.rank is not None
    )
    if below is None or not near or below.mark is not None or below.bullet or below.kind == "row":
        return alone if kind == "appendix" else None
    title = below.text.text
    if not _may_be_title(title) or len(title) > 45 or re.fullmatch(r"[（(].*[）)]", title):
        return alone if kind == "appendix" else None
    return replace(alone, last=index + 1, title=_normal(title), end=below.end)


def _may_stand_alone(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """A number amid lines of a table is a cell: a heading's stands after a blank or a full stop."""
    before = paragraphs[index - 1] if index else None
    return before is None or paragraphs[index].blank_before or before.text.text.endswith("。")


def _with_second_line(paragraphs: Sequence[Paragraph], candidate: Candidate) -> Candidate:
    """A title that runs over a second line, set in below its first character."""
    first = paragraphs[candidate.first]
    if candidate.first + 1 >= len(paragraphs) or first.first_line != first.last_line:
        return candidate
    below = paragraphs[candidate.first + 1]
    hanging = first.indent + columns(first.text.text[: first.mark.end if first.mark else 0]) - 1
    set_in = max(hanging, first.indent + 4) <= below.indent <= first.indent + _DEEPEST
    goes_on = _goes_on(candidate.title) and below.indent <= first.indent + _DEEPEST
    after = paragraphs[candidate.first + 2] if candidate.first + 2 < len(paragraphs) else None
    alike = (
        after is not None
        and after.indent >= below.indent > 0
        and after.first_line == below.last_line + 1
    )
    if (
        below.first_line != first.last_line + 1
        or below.kind != "text"
        or below.first_line != below.last_line
        or not (goes_on or (set_in and not alike) or _stands_out(first, below, after))
        or len(below.text) > 40
        or not _may_be_title(below.text.text)
        or _REMARK.match(below.text.text)
        or _CLAUSE.search(below.text.text)
    ):
        return candidate
    return replace(
        candidate,
        last=candidate.first + 1,
        end=below.end,
        title=_normal(candidate.title + below.text.text),
    )


def _stands_out(first: Paragraph, below: Paragraph, after: Paragraph | None) -> bool:
    """A short line at the margin between a heading and a paragraph that is set in."""
    return (
        first.indent == below.indent == 0
        and after is not None
        and after.first_line == below.last_line + 1
        and after.kind == "text"
        and after.indent >= 2
        and "。" in after.text.text
        and len(below.text) <= 20
        and not re.match("[（(【＜<]", below.text.text)
    )


def _goes_on(title: str) -> bool:
    """A title that stops where no title can: 「総合評価及び後半の」, 「…の積算が」."""
    return _UNENDED.search(title) is not None


def _read_ornamented(paragraph: Paragraph, index: int) -> Candidate | None:
    text = paragraph.text.text
    bullet, title = text[0], text[paragraph.bullet :]
    if not is_ornament(bullet) or _SPEAKER_TITLES.match(text):
        return None
    body = ""
    labelled = _LABELLED.fullmatch(title)
    if labelled and bullet in _SQUARES and _is_label_body(labelled, None):
        title, body = labelled["label"], labelled["body"]
    elif paragraph.kind == "row":
        return None
    if len(title) > 40 or "、" in title or not _may_be_title(title):
        return None
    return _candidate(paragraph, index, "ornament", f"ornament:{bullet}", None, None, title, body)


def _read_unnumbered(paragraphs: Sequence[Paragraph], index: int) -> Candidate | None:
    paragraph = paragraphs[index]
    text = paragraph.text.text
    words = load_heading_marks()
    if paragraph.first_line != paragraph.last_line or len(text) > 60:
        return None
    squeezed = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    label = _LABEL.fullmatch(text) or _PAREN_LABEL.fullmatch(text)
    bare = squeezed.strip("<>【】()[]〈〉《》≪≫■□◆●○ ") if label else squeezed
    if label and (
        bare in words.tail_titles or re.search("(?:問い?合わ?せ先?|照会先|連絡先)$", bare)
    ):
        return _candidate(paragraph, index, "tail", "tail", None, None, text, "")
    if _LABEL.fullmatch(text):
        if not _may_be_title(label["label"]) if label else True:
            return None
        return _candidate(paragraph, index, "label", f"label:{text[0]}", None, None, text, "")
    appended = _read_appended(paragraphs, index, text)
    if appended is not None:
        return appended
    if paragraph.kind == "row" and not _is_roster_title(text):
        return None
    plain = re.sub(r"[(（][^()（）]*[)）]$", "", bare)
    if plain in words.holding_titles:
        return _candidate(paragraph, index, "title", "holding", None, None, text, "")
    if plain in words.front_titles or plain in words.back_titles or _ENGLISH.match(text):
        return _candidate(paragraph, index, "title", "title", None, None, text, "")
    if (
        bare in words.tail_titles or re.search("(?:問い?合わ?せ先?|照会先|連絡先)$", bare)
    ) and paragraph.blank_before:
        return _candidate(paragraph, index, "tail", "tail", None, None, text, "")
    if _is_roster_title(text) and not label:
        return _read_roster_title(paragraphs, index)
    if (
        index + 1 < len(paragraphs)
        and paragraph.blank_before
        and _names_no_body(paragraphs[index + 1])
    ):
        return _read_roster_title(paragraphs, index + 1)
    if paragraph.blank_before and bare.endswith(words.document_endings) and _may_be_title(text):
        return _candidate(paragraph, index, "document", "title", None, None, text, "")
    if _may_be_title(text) and len(text) <= 40 and not label and paragraph.kind == "text":
        return _candidate(paragraph, index, "bare", "bare", None, None, text, "")
    return None


def _read_appended(paragraphs: Sequence[Paragraph], index: int, text: str) -> Candidate | None:
    """An appendix without a number: 「別紙　構成員名簿」, 「（参考）作業班の構成」, 「別記様式（第３関係）」.

    Out: 「資料　国土交通省作成」, which names a table's source.
    """
    paragraph = paragraphs[index]
    words = "|".join(sorted(load_heading_marks().appendix_words, key=len, reverse=True))
    match = re.match(rf"[（(【＜〔［](?:{words})[）)】＞〕］]|(?:{words})(?=[ 　\t（(]|$)", text)
    if match is None or index == 0:
        return None
    before = paragraphs[index - 1].text.text
    if (
        not paragraph.blank_before
        and not before.endswith(("。", ".", "以上"))
        and paragraphs[index - 1].kind == "text"
    ):
        return None
    source = match[0] in {"資料", "様式"} or (match[0] == "参考" and not paragraph.blank_before)
    mark = paragraphs[index - 1].mark
    listed = mark is not None and mark.style.startswith("appendix") and not paragraph.blank_before
    if source or listed or not _may_be_title(text) or len(text) > 50:
        return None
    candidate = _candidate(paragraph, index, "title", "appendix", None, None, text, "")
    below = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    if match[0] != text or below is None or below.mark or below.bullet or len(below.text) > 40:
        return candidate
    if below.kind == "row" or not _may_be_title(below.text.text):
        return candidate
    return replace(
        candidate,
        last=index + 1,
        end=below.end,
        title=f"{candidate.title} {_normal(below.text.text)}",
    )


def _names_no_body(paragraph: Paragraph) -> bool:
    """「委　員　名　簿」 alone: whose it is stands on the line above."""
    return re.sub(r"\s", "", paragraph.text.text) in {
        "委員名簿",
        "名簿",
        "構成員名簿",
        "委員一覧",
        "構成員一覧",
        "出席者名簿",
    }


def _read_roster_title(paragraphs: Sequence[Paragraph], index: int) -> Candidate:
    paragraph = paragraphs[index]
    own = _candidate(paragraph, index, "roster", "roster", None, None, paragraph.text.text, "")
    above = paragraphs[index - 1] if index else None
    if (
        above is None
        or not _names_no_body(paragraph)
        or above.last_line != paragraph.first_line - 1
        or above.kind != "text"
        or above.mark
        or not _may_be_title(above.text.text)
    ):
        return own
    return replace(
        own,
        first=index - 1,
        start=above.start,
        title=_normal(above.text.text + paragraph.text.text),
    )


def _is_roster_title(text: str) -> bool:
    words = load_heading_marks()
    plain = re.sub(r"[（(][^（）()]*[）)]$", "", text).strip(_SPACES)
    plain = re.sub(r"\s", "", plain)
    return (
        len(plain) <= 45
        and plain.endswith(words.roster_endings)
        and not re.search("[。、：:]|[はがをに]$", text)
    )


def _may_be_title(title: str) -> bool:
    return (
        0 < len(title) <= LONGEST
        and not _SENTENCE.search(re.sub(r"[（(「『][^（）()「」『』]*[）)」』]", "", title))
        and not _UNFINISHED.search(title)
        and not re.fullmatch(r"[\W\d_]+", title)
        and not re.search(r"[a-z]\.$", title)
    )


def _candidate(
    paragraph: Paragraph, index: int, kind: str, style: str, mark: Mark | None,
    number: str | None, title: str, body: str,
) -> Candidate:  # fmt: skip
    text = paragraph.text.text
    end = paragraph.end
    if body:
        last = len(text) - len(body)
        last = len(text[:last].rstrip(_SPACES + "：:"))
        end = paragraph.text.source(last - 1, last).end
    return Candidate(
        first=index, last=index, kind=kind, style=style, mark=mark, number=number,
        title=_normal(title), start=paragraph.start, end=end, body=body,
    )  # fmt: skip


def _normal(title: str) -> str:
    """NFKC width without surrounding space, white space within as one space."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", title)).strip()
