"""Was a line broken by the width of the page, or by its author?

The evidence, strongest first: what cannot end a line (an open bracket, a connector, half a
date), what cannot begin one (a closing bracket, a small kana), a line as wide as the lines
around it that ends in the middle of a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipeline.text.lines import Line, columns
from pipeline.text.rows import cells

# Lines this narrow do not tell how wide the page is.
_NARROWEST = 24
# A line may end this many columns early: 禁則, and justified half-width characters.
_SLACK = 6
_LONGEST_WORD = 24
# Lines before and after a line from which the width is told.
_NEAR = 7
# Wider than any line: text without a wrap, one paragraph a line, as web pages give it.
_UNWRAPPED = 10**6
# Set in this much deeper than the line above: a date or a sender at the right.
# A column's second line is set in so far; a cell that is cut is at least so long.
_COLUMN, _SHORTEST_CELL = 8, 5
_MUCH_SHORTER = 10
_SET_RIGHT = 16

_SENTENCE_END = re.compile(r"[。．！？!?][）)」』】〕]*$")
_CLOSED_END = re.compile(r"[。．！？!?）)」』】〕：:；;]$")
_CANNOT_END = re.compile(r"[（(「『【〔［〈《、，・／/＆&＝=＋+]$|[^a-zA-Z][-－–—]$|[^\W\d_][-]$")
# 「平成29年4月1日～」 goes on; 「～熊本市とその周辺～」 is a subtitle.
_RANGE_OPEN = re.compile(r"[0-9０-９元年月日度時）)][ \u3000]*[～〜~]$")
_CANNOT_BEGIN = re.compile(
    r"[）)」』】〕］〉》、。，．ぁぃぅぇぉっゃゅょァィゥェォッャュョヮ々ゝゞ：；？！％℃]|ー[^ー\s]"
)
_PARTICLE_END = re.compile(
    r"[はがをにへとでもやの]$|(?:及び|並びに|又は|かつ|した|する|される|に関する|における)$"
)
_BEGINS_SENTENCE = re.compile(
    r"(?:この|その|これ|それ|ここ|こうし|また|なお|さらに|しかし|したがって|ただし|まず|そこで|あわせて|本[^人体格数来]|以下)"
)
_VERBAL = re.compile("[ぁ-ん]{2}")
_CLAUSE = re.compile("[はがをに][^\\s]")
_IN_CLAUSE = re.compile("[はがを、]")
_LATIN_END, _LATIN_BEGIN = re.compile("[A-Za-z,]$"), re.compile("[a-z]")
_HIRAGANA_START = re.compile(r"[ぁ-ん]")
# What is left of a word: 「る全国ネットワーク」; 「はまなす医療センター」 is a name.
_LONE_KANA = re.compile(r"[ぁ-ん](?![ぁ-ん])")
# Half a date: 「平成|29年」, 「12|月」, 「昨|年度」.
_DATE_OPEN = re.compile(
    r"(?:明治|大正|昭和|平成|令和|西暦|[明大昭平令同翌前昨今来本当毎]|[0-9０-９元〇一二三四五六七八九十]|年|月)[ \u3000]*$"
)
_DATE_REST = re.compile(
    r"(?:[0-9０-９元〇一二三四五六七八九十]{1,4}[ \u3000]*(?:年|月|日|か月|時|分)|年度?(?![一-龥]{3})|月(?!曜)|日(?!本|曜))"
)
_DATE_LIKE = re.compile(r"(?:明治|大正|昭和|平成|令和|西暦|[同翌]|[MTSHR]?[0-9０-９])")
# 「昭和6|0年」, 「4月1|5日」: a number cut in two.
_DIGITS_OPEN = re.compile(r"(?:明治|大正|昭和|平成|令和|年|月)[ \u3000]*[0-9０-９]$")
_DIGITS_REST = re.compile(r"[0-9０-９][ \u3000]*[年月日]")
# A line that is a date and nothing else begins something new.
_WHOLE_DATE = re.compile(
    r"(?:明治|大正|昭和|平成|令和|西暦)?[ \u3000]*[0-9０-９元]{1,4}[ \u3000]*年[ \u3000]*[0-9０-９]{1,2}[ \u3000]*月[ \u3000]*(?:[0-9０-９]{1,2}[ \u3000]*日)?(?:[（(].[）)])?(?:現在)?"
)
_KANJI_END_DATE = re.compile(r"(?:明|大|昭|平|令)$")
_KANJI_REST_DATE = re.compile(r"(?:治|正|和|成)[ \u3000]*[0-9０-９元一二三四五六七八九十]")
_DATE_BEGINNINGS = "0123456789０１２３４５６７８９元〇一二三四五六七八九十年月日か時分治正和成"
_HIRAGANA = re.compile(r"[ぁ-ん]")
_KATAKANA_END = re.compile(r"[ァ-ヴー]$")
_KATAKANA_START = re.compile(r"[ァ-ヴー]")
_KANJI = re.compile("[一-鿿々]")
_LATIN_START = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ0-9０-９.,_/-]+")
_CLOSES = re.compile("[^（(「『【〔）)」』】〕。]*[）)」』】〕]")
_OPENERS = "（(「『【〔"
_BRACKET = re.compile("[（(「『【〔）)」』】〕]")
_REACH_BACK = 200


def page_widths(
    lines: Sequence[Line], breaks: Sequence[bool], rows: Sequence[bool]
) -> list[int | None]:
    """For each line the column at which the text around it wraps, None where too little does.

    `breaks[i]` says that line i + 1 begins something new for a reason of its own, `rows[i]`
    that line i is a row of columns. Told from the neighbours, since one text may hold
    pages, boxes and abstracts of different widths.
    """
    samples: list[int] = []
    reaches: list[int] = []
    for index, (line, is_break, row) in enumerate(zip(lines, breaks, rows, strict=True)):
        if not (is_break or row or line.ends_sentence) and line.width >= _NARROWEST:
            samples.append(index)
            reaches.append(line.reach)
    whole = width = _usual_reach(reaches)
    widths: list[int | None] = []
    first = last = 0  # samples[first:last] are near
    for index in range(len(lines)):
        near = first, last
        while last < len(samples) and samples[last] <= index + _NEAR:
            last += 1
        while first < last and samples[first] < index - _NEAR:
            first += 1
        if near != (first, last):
            width = _usual_reach(reaches[first:last]) or whole
        widths.append(width)
    return widths


def _usual_reach(reaches: list[int]) -> int | None:
    """Where most of the lines end; `_UNWRAPPED` where they end anywhere, None for too few lines."""
    if len(reaches) < 3:
        return None
    ordered = sorted(reaches)
    usual = ordered[int(len(reaches) * 0.8)]
    alike = bisect_right(ordered, usual + 4) - bisect_left(ordered, usual - 12)
    return usual if alike * 5 >= len(reaches) * 2 else _UNWRAPPED


def is_wrapped(
    line: Line,
    following: Line,
    width: int | None,
    so_far: str,
    *,
    rows: tuple[bool, bool],
    numbered: bool,
) -> bool:
    """Does `following` go on with what `line` began?

    `width` is the column at which lines wrap here, None if unknown; `so_far` the text of the
    paragraph up to and with `line`; `rows` tells which of the two are rows of columns, `numbered`
    whether the paragraph begins with a number. That `following` begins an item is decided before.
    """
    left, right = line.content, following.content
    row, next_row = rows
    ended = line.ends_sentence
    if _splits_date(left, right) or (not ended and _CANNOT_BEGIN.match(right)):
        return True
    if _CLOSES.match(right) and is_open(so_far):
        return True
    if width is not None and line.indent > width * 0.4:
        return False  # set to the right: date, sender, seal
    if left[-1] in "～〜~" and _RANGE_OPEN.search(left) and _DATE_LIKE.match(right):
        return True
    if left[-1] in "（(「『【〔、" and not next_row:
        return True
    if row and not ended and _runs_on_in_column(line, following, width):
        return True
    if following.indent - line.indent >= _SET_RIGHT or "\t" in following.lead:
        return False
    if _WHOLE_DATE.fullmatch(right):
        return False
    row = row and not _fills_line(line, width)
    if row or ended:
        return not row and _goes_on_after_sentence(line, following, width)
    if next_row:
        return False
    if width is None:
        return _reads_on(line, following, so_far, numbered)
    room = min(_leading_word(right), _LONGEST_WORD)
    if line.reach + room >= width - _SLACK:
        # A closed bracket short of the edge may end an item, and one before another opens.
        closed = _CLOSED_END.search(left) is not None
        return not (closed and (line.reach < width - _SLACK or right[0] in _OPENERS))
    share = line.reach / width
    if share >= 0.5 and (_CANNOT_END.search(left) or is_open(so_far)):
        return True
    # Pages of one text differ in width: a line of prose that stops in the middle of a clause.
    prose = "、" in so_far or "。" in so_far
    return share >= 0.7 and prose and not _CLOSED_END.search(left)


def _runs_on_in_column(line: Line, following: Line, width: int | None) -> bool:
    """A roster's last column that did not fit: 「…国立大学法人西海大学大」 above 「学院…　准教授」."""
    parts = cells(line.content)
    if len(cells(following.content)) >= len(parts) or _CLOSED_END.search(line.content):
        return False
    if following.indent >= _COLUMN and _LONE_KANA.match(following.content):
        return True
    full = width is not None and width - 3 <= line.reach <= width + 3
    return full and following.indent <= line.indent and len(parts[-1]) >= _SHORTEST_CELL


def _fills_line(line: Line, width: int | None) -> bool:
    """Prose with a gap in it, as wide as the page: 「若林君（自民）　国鉄の…」, 「…の久世　真理子准教授は…」."""
    if width is None or not width - _SLACK <= line.reach <= width + _SLACK:
        return False
    parts = cells(line.content)
    long = len(parts) == 2 and len(parts[1]) >= 16 and _HIRAGANA.search(parts[1]) is not None
    return long or ("\u3000\u3000" not in line.content and _CLAUSE.search(line.content) is not None)


def _goes_on_after_sentence(line: Line, following: Line, width: int | None) -> bool:
    """After a full stop a paragraph goes on only if the line is full and nothing is indented."""
    if width is None or following.indent > 0:
        return False
    return line.reach >= width - _SLACK + 2 and line.reach <= width + 4


def _splits_date(left: str, right: str) -> bool:
    if right[0] not in _DATE_BEGINNINGS:
        return False
    if _DIGITS_OPEN.search(left) and _DIGITS_REST.match(right):
        return True
    if _DATE_OPEN.search(left) and _DATE_REST.match(right):
        digits_meet = left[-1:].isdigit() and right[:1].isdigit()
        return not digits_meet and not _ends_whole_date(left, right)
    return bool(_KANJI_END_DATE.search(left) and _KANJI_REST_DATE.match(right))


def _ends_whole_date(left: str, right: str) -> bool:
    """「…令和５年」 above 「６月の実績」 goes on; 「４月」 above 「５月」 are two rows."""
    return bool(
        re.search(r"月[ \u3000]*$", left) and re.match(r"[0-9０-９]+[ \u3000]*[年月]", right)
    ) or bool(re.search(r"年[ \u3000]*$", left) and re.match(r"[0-9０-９]+[ \u3000]*年", right))


def _reads_on(line: Line, following: Line, so_far: str, numbered: bool) -> bool:
    """Without a page width: does the text itself stop in the middle?"""
    left, right = line.content, following.content
    if following.lead == " " and not is_open(so_far):
        return False  # a bullet lost but for the space behind it
    if _CLOSED_END.search(left) and not is_open(so_far):
        return bool(_HIRAGANA_START.match(right)) and bool(re.search(r"[）)」』】〕]$", left))
    if _CANNOT_END.search(left) or is_open(so_far) or _PARTICLE_END.search(left):
        return True
    verbal = not numbered and _VERBAL.search(left) is not None
    shorter = line.reach + _MUCH_SHORTER < following.reach
    if _BEGINS_SENTENCE.match(right) or (shorter and not verbal):
        return False  # a line much shorter than the one below was not broken by width
    if _HIRAGANA_START.match(right) or (_LATIN_END.search(left) and _LATIN_BEGIN.match(right)):
        return True
    sentence_follows = bool(_HIRAGANA.search(right)) or "。" in right
    cut = _KATAKANA_END.search(left) is not None and _KATAKANA_START.match(right) is not None
    # 「出席した経済産|業省の担当者が…」; a numbered line of nouns is a heading: 「１　国の動き」.
    cut = cut or (
        not numbered
        and _HIRAGANA.search(so_far) is not None
        and _KANJI.match(left[-1]) is not None
        and _KANJI.match(right) is not None
    )
    return sentence_follows and (cut or _IN_CLAUSE.search(so_far) is not None)


def _leading_word(text: str) -> int:
    """Columns of the Latin word or number that begins `text`: it was not split to fill the line."""
    match = _LATIN_START.match(text)
    return columns(match[0]) if match else 0


def is_open(text: str) -> bool:
    """Does `text` end inside a bracket it opened?"""
    depth = 0
    for bracket in _BRACKET.findall(text, max(len(text) - _REACH_BACK, 0)):
        depth = depth + 1 if bracket in _OPENERS else max(depth - 1, 0)
    return depth > 0
