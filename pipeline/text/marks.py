"""What stands at the beginning of a line: a bullet, or the number of a heading or an item.

Read before widths are folded, since folding turns ① into 1 and ⑴ into (1), which are
other styles. Whether a mark makes a heading is decided elsewhere, by the whole document.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon.heading_marks import MarkStyle, load_heading_marks
from pipeline.text.numerals import read_number

_DIGITS = "[0-9０-９]"
_CHARACTERS = {
    "arabic": f"{_DIGITS}{{1,3}}",
    "wide_arabic": "[０-９]{1,2}",
    "kanji": "[一二三四五六七八九十百]{1,4}",
    "kana": "[アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン]",
    "iroha": "[イロハニホヘトチリヌルヲワカヨタレソツネナラム]",
    "roman": "(?:[Ⅰ-Ⅻ]|[IVXＩＶＸ]{1,5})",
    "small_roman": "(?:[ⅰ-ⅻ]|[ivx]{1,5})",
    "latin": "[A-ZＡ-Ｚ]",
    "small_latin": "[a-zａ-ｚ]",
    "circled": "[①-⑳㉑-㉟㊱-㊿❶-❿⓫-⓴⓪]",
    "parenthesized": "[⑴-⒇]",
}  # fmt: skip
_ORDERED = {
    "kana": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "iroha": "イロハニホヘトチリヌルヲワカヨタレソツネナラム",
    "latin": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "small_latin": "abcdefghijklmnopqrstuvwxyz",
}
_ROMAN = {"I": 1, "V": 5, "X": 10}
_WIDTHS = {"（": "[（(]", "）": "[）)]", "．": "[．.]", "、": "[、，,]"}
_GAP = "[ \u3000]?"  # 第 １ 章: letters set apart
# 「第３節で述べる…」 speaks of a division; 「第１章はじめに」 is one.
_SPOKEN_OF = "(?![でにのをとへや、。，]|から|まで|より|及び|並びに|又は|参照|は[^じ]|以[下降])"
_AFTER = {
    "any": "",
    "space": "(?=[ \u3000\t【「『〔［]|$)",
    "word": "(?=[一-鿿ァ-ヴ][一-鿿ァ-ヴぁ-ん])",
    "title": f"(?:(?!{_DIGITS})|(?=(?:19|20)[0-9]{{2}}年))",
}
_HYPHEN = "[-－‐‑–−ー—.．・]"
_CHAIN = (
    f"(?:[Ⅰ-Ⅻ]|[IVX]{{1,4}}|[A-ZＡ-Ｚ]|{_DIGITS}{{1,2}})"
    f"(?:{_HYPHEN}(?:{_DIGITS}{{1,2}}(?!{_DIGITS})|[（(]{_DIGITS}{{1,2}}[）)]|[①-⑳]))"
)
_CHAIN_MARK = f"{_CHAIN}{{1}}(?:{_HYPHEN}(?:{_DIGITS}{{1,2}}(?!{_DIGITS})|[（(]{_DIGITS}{{1,2}}[）)]|[①-⑳])){{0,3}}[.．]?"
_SPACES = " \u3000\t"
_BULLET = re.compile(
    r"[•·・○〇●◎◇◆□■▪▫▶▷►▸➢➣➤✓✔☑☆★▼▽▲△※＊*◦∙⚫⚪◯\uf000-\uf0ff\ue000-\uefff]|[-–—−－‐→⇒⇨➡➔](?=[ \u3000])"
)
_ORNAMENTS = "■□◆◇●○◎▼▽▲△★☆➢▶◯〇"


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at the start of a line.

    `values` are the numbers it may stand for, one a series: 「イ」 is 2 in アイウ and 1 in
    イロハ. `end` is where the title begins in the line's content.
    """

    style: str
    text: str
    values: tuple[int, ...]
    end: int
    rank: int | None = None
    word: str | None = None

    def follows(self, previous: Mark) -> bool:
        """Is this the next number of the same numbering?"""
        return self.style == previous.style and any(
            value == before + 1 for value in self.values for before in previous.values
        )

    @property
    def starts(self) -> bool:
        """Is this the first number of a numbering?"""
        return 1 in self.values or 0 in self.values


def _shape(style: MarkStyle) -> str:
    number = "|".join(_CHARACTERS[series] for series in style.series)
    before, after = style.shape.split("{n}")
    opening = "".join(_WIDTHS.get(c, re.escape(c)) for c in before)
    closing = "".join(_WIDTHS.get(c, re.escape(c)) for c in after)
    pattern = f"{opening}(?:{number}){closing}"
    if (
        before and after
    ):  # 第 １ 章, （ １ ）: set apart on both sides; 「第１　目的」 is not 第１目
        pattern = f"(?:{pattern}|{opening}[ \u3000](?:{number})[ \u3000]{closing})"
    if style.rank:
        pattern += _SPOKEN_OF
    if style.unless:
        pattern += f"(?![{style.unless}])"
    return pattern + _AFTER[style.after]


@cache
def _grammar() -> tuple[re.Pattern[str], dict[str, MarkStyle], re.Pattern[str], re.Pattern[str]]:
    """The pattern of all marks, the styles by name, what makes a numeral a count, numbered words."""
    marks = load_heading_marks()
    appendix = "|".join(sorted(marks.appendix_words, key=len, reverse=True))
    part = "|".join(sorted(marks.part_words, key=len, reverse=True))
    number = f"(?:{_GAP}第[一二三四五六七八九十]{{1,3}}(?:号)?|{_GAP}[第－-]?{_GAP}{_DIGITS}{{1,3}}(?:{_HYPHEN}{_DIGITS}{{1,2}})*(?!{_DIGITS})(?:号)?|{_GAP}[①-⑳]|{_GAP}[A-ZＡ-Ｚ](?![A-Za-z]))"
    words = (
        f"(?P<appendix>[（(【〔［＜<]{_GAP}(?:{appendix})(?:{number}){_GAP}[）)】〕］＞>]"
        f"|(?:{appendix}){number}(?={_HYPHEN}?[ \u3000\t：:「『（(【〈<＜]|[一-鿿ァ-ヴ]|$))"
        f"|(?P<part>(?:{part}){number}[.．]?(?=[ \u3000\t：:「『（(【〈]|$))"
    )
    styles = {style.style: style for style in marks.styles}
    pattern = "|".join(
        [words, f"(?P<chain>{_CHAIN_MARK}(?=[ \u3000\t]|[ぁ-鿿「『（(【〈]|$))"]
        + [f"(?P<{style.style}>{_shape(style)})" for style in marks.styles]
    )
    units = "|".join(re.escape(u) for u in sorted(marks.units_after_number, key=len, reverse=True))
    dai = "|".join(sorted(marks.units_after_dai, key=len, reverse=True))
    # 「10 か国は」 counts; 「３ 人口の推移」 and 「３　人的被害」 are headings.
    spaced = "|".join(re.escape(u) for u in marks.units_after_number if u not in _BEGIN_TITLES)
    counted = re.compile(f"(?:{units})| (?:{units})$| (?:{spaced})(?![一-鿿ァ-ヶ])")
    return (
        re.compile(pattern),
        styles,
        counted,
        re.compile(f"(?:{dai})| (?:{dai})(?![一-鿿ァ-ヶ])"),
    )


# After a space these begin a title as well: 「2.2 県の施策」.
_BEGIN_TITLES = frozenset("市町村区県条項号次級類種層階者")
# A numeral with nothing behind it but space may count what follows.
_COUNTED = {"arabic", "kanji", "chain"}


def read_mark(content: str) -> Mark | None:
    """The mark at the beginning of a line's content, or None."""
    pattern, styles, units, dai_units = _grammar()
    match = pattern.match(content)
    if match is None or match.lastgroup is None:
        return None
    name, text = match.lastgroup, match[0]
    rest = content[match.end() :]
    if name in _COUNTED and units.match(rest):
        return None
    decimal = not rest and re.fullmatch(r"[0-9０-９.．]+", text) is not None
    if name == "chain" and (decimal or text[0] in "0０"):
        return None  # 「3．14」, 「29.12.22」, 「0.5ポイント」
    if "roman" in name and text.isascii() and re.match("[ \u3000]?[a-z]", rest):
        return None  # 「I think so」
    if name == "tight" and (units.match(rest) or rest[:1] in "第・～〜－、，"):
        return None
    if name == "dai" and dai_units.match(rest):
        return None
    end = (
        match.end()
        + len(rest)
        - len(rest.lstrip(_SPACES + ("：:" if name in {"appendix", "part"} else "")))
    )
    if name in {"appendix", "part"}:
        word = re.sub("第[一二三四五六七八九十]+|[^一-鿿ァ-ヶーぁ-ん]|第|号", "", text)
        return Mark(f"{name}:{word}", text, (_last_number(text),), end, word=word)
    if name == "chain":
        parts = re.findall(f"[Ⅰ-Ⅻ]|[IVX]+|{_DIGITS}+|[①-⑳]|[A-ZＡ-Ｚ]", text)
        last = unicodedata.normalize("NFKC", parts[-1])
        return Mark(f"chain{len(parts)}", text, (int(last) if last.isdecimal() else 0,), end)
    style = styles[name]
    return Mark(name, text, _values(style, text), end, style.rank)


def _last_number(text: str) -> int:
    digits = re.findall(r"\d+", unicodedata.normalize("NFKC", text))
    if digits:
        return int(digits[-1])
    kanji = re.search(r"第([一二三四五六七八九十]+)", text)
    if kanji:
        return read_number(kanji[1]) or 0
    letter = unicodedata.normalize("NFKC", text).strip("（()）【】〔〕［］[]<> ")[-1:]
    return ord(letter) - ord("A") + 1 if "A" <= letter <= "Z" else 0


def _values(style: MarkStyle, text: str) -> tuple[int, ...]:
    numbers = []
    for series in style.series:
        match = re.search(_CHARACTERS[series], text)
        if match is None:
            continue
        numbers.append(_value(series, match[0]))
    return tuple(dict.fromkeys(n for n in numbers if n is not None))


def _value(series: str, number: str) -> int | None:
    if series in {"circled", "parenthesized"}:
        return int(unicodedata.numeric(number))
    folded = unicodedata.normalize("NFKC", number)
    if series in {"arabic", "wide_arabic", "kanji"}:
        return read_number(folded)
    if series in {"roman", "small_roman"}:
        values = [_ROMAN[c] for c in folded.upper()]
        return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return _ORDERED[series].find(folded) + 1 or None


def read_bullet(content: str) -> int:
    """Length of the bullet at the beginning of a line's content with the space after it, or 0.

    「〇」 before a digit or another kanji numeral is a zero, 「※」 opens a note: also an item.
    """
    match = _BULLET.match(content)
    if match is None:
        return 0
    rest = content[match.end() :]
    if match[0] == "〇" and rest[:1] in "〇一二三四五六七八九十":
        return 0
    return match.end() + len(rest) - len(rest.lstrip(_SPACES))


def is_ornament(bullet: str) -> bool:
    """Does this bullet also stand before headings (■ ◆ ○)?"""
    return bullet != "" and bullet[0] in _ORNAMENTS
