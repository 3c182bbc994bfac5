"""Texts built to break what reads them: deep, endless, empty of sense, strange in every character.

`hostile_texts(length)` gives each kind at about that length, so that the cost of one can be
compared with that of twice as much; `mutations(count)` gives bytes as damaged files hold them.
Everything is made by rule or by a seeded generator: the same texts on every machine.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
SENTENCE = "本事業は、地域の課題に応じて平成30年３月20日から総務省において実施する。"
CLAUSE = "地域の課題に応じて総務省において実施することとし"


class Kind(NamedTuple):
    """`make(length)` is a text of about `length` characters, and grows by repeating itself."""

    name: str
    make: Callable[[int], str]


# Said again and again, with nothing between.
_PIECES = {
    "one letter": "a", "one kanji": "国", "one kana": "あ", "digits": "1", "wide digits": "１",
    "kanji numerals": "三", "kanji tens": "十", "large kanji numerals": "千万億", "daiji": "壱弐参",
    "eras": "平成", "eras set apart": "平 成 ", "short eras": "H", "letters of eras": "MTSHR",
    "square eras": "㍻", "square companies": "㍿", "longest ligature": "\ufdfa", "years": "年", "years of eras": "元年",
    "months": "月", "days": "日", "month ends": "月末", "same": "同", "same and next": "同年翌月前日",
    "commas": "、", "full stops": "。", "dots": ".", "wide dots": "．", "middle dots": "・", "leaders": "…",
    "colons": "：", "slashes": "/", "hyphens": "-", "long vowels": "ー", "quotes": "'", "percents": "%",
    "tildes": "～", "wave dashes": "〜", "connectors": "から", "until": "まで", "from to": "自至",
    "opening brackets": "（", "opening quotations": "「", "closing brackets": "）", "mixed openings": "（「『【〔［",
    "mixed closings": "）」』】〕］", "crossed brackets": "（「）」", "pairs of brackets": "（）", "lenticular": "【】",
    "ends and closings": "。）", "ends in quotation marks": "」。", "questions": "？！", "triple marks": "。。。」",
    "blanks": " ", "ideographic spaces": "\u3000", "tabs": "\t", "no-break spaces": "\u00a0", "letters apart": "国 ",
    "kana apart": "あ\u3000", "words apart": "国土 交通 ", "columns": "国土\u3000\u3000交通", "cells": "甲\t乙\t",
    "bars": "｜甲｜乙", "line feeds": "\n", "form feeds": "\f", "form feeds and lines": "\f\n", "vertical tabs": "\v",
    "carriage returns": "甲\r", "next lines": "甲\x85乙\u2028丙\u2029", "separators": "甲\x1c乙\x1d丙\x1e丁\x1f",
    "nulls": "\0", "controls": "\x01\x02\x07\x08\x1a\x1b", "surrogates": "\ud800", "low surrogates": "甲\udc80乙",
    "noncharacters": "\ufffe\uffff\ufdd0", "unassigned": "\u0378\u0379\U000e0fff", "private use": "\ue000\uf8ff\U000f0000",
    "private bullets": "\uf0b7甲\n", "dakuten": "か\u3099", "loose dakuten": "\u3099", "half-width dakuten": "ﾞ",
    "half-width kana": "ｶﾞｷﾞﾊﾟ", "decomposed": "コ\u3099ミ\u3099ハ\u309a", "accents": "e\u0301\u0302\u0303", "zalgo": "国" + "\u0336" * 12,
    "variation selectors": "葛\U000e0100", "loose selectors": "\U000e0100", "emoji": "👨\u200d👩\u200d👧", "flags": "🇯🇵",
    "vertical forms": "︵国︶︑︒", "small forms": "﹙国﹚﹑", "soft hyphens": "国\u00ad土", "zero width": "国\u200b土",
    "right to left": "\u200f\u202e国\u202c", "byte order marks": "\ufeff", "replacements": "\ufffd", "astral kanji": "𠮷𡈽",
    "compatibility kanji": "神福", "radicals": "⽇⽉⺼", "circled numbers": "①②③", "parenthesized": "⑴⑵⑶", "roman": "ⅠⅡⅢ",
    "fractions": "½⅓", "superscripts": "m²", "hangul": "한국어", "cyrillic": "Отчёт ", "arabic": "تقرير ", "thai": "รายงาน",
    "bullets": "・国", "notes": "※", "circles": "○", "zeros": "〇", "iteration": "々", "underlines": "￣", "rules": "━",
    "numbers in a list": "1、", "numbers and dashes": "12～", "decimals": "30.3.", "fractions of dates": "4/22,",
    "times": "10:30～", "telephone numbers": "03-1234-", "nested ranges": "平成29年4月～", "ranges of days": "3月20日～",
    "lists of years": "平成28年、29年、", "lists of days": "平成29年4月1日、2日、", "years to nowhere": "平成28～",
    "numbers to nowhere": "28、29、", "kanji numbers to nowhere": "三、四、", "numbers set apart": "2 9 ",
    "open brackets after years": "平成30年（", "double years": "平成29（2017）年", "western years": "2018年",
    "western numbers": "2018.3.", "hyphenated years": "2018-03-", "half dates": "平成29年12", "quarters": "第１四半期",
    "quarters to nowhere": "第１～", "same periods": "前年同期", "recurring": "毎年４月", "laws": "昭和22年法律第67号",
    "distances": "３か月後", "centuries": "20世紀", "decades": "60年代", "weeks": "来週の火曜日", "parts": "上旬中旬下旬",
    "articles": "第30条", "headings in a line": "第１章 総則", "particles": "のはがをに", "prose": SENTENCE,
    "clauses": CLAUSE + "、", "endless clauses": CLAUSE, "quotations": "「" + CLAUSE + "。」と述べ、",
    "Latin words": "Report of the Committee on Data ", "one Latin word": "Report", "addresses": "a@b.c/",
    "katakana": "データセンター", "hiragana": "これはひらがなだけでできたぶんである",
}  # fmt: skip
_STYLES = (
    "１　序",
    "（１）国",
    "①市",
    "ア　町",
    "（ア）村",
    "ａ 字",
    "第１章　総則",
    "Ⅰ　前文",
    "1.1 一般",
)
_KANJI = "一二三四五六七八九十"
_LINES: dict[str, Callable[[int], str]] = {
    "prose in lines": lambda i: "　" + SENTENCE,
    "wrapped prose": lambda i: CLAUSE + ("。" if i % 7 == 0 else ""),
    "headings": lambda i: f"{i + 1}　国の動き{i}",
    "headings with text": lambda i: f"第{i + 1}章　国の動き\n{SENTENCE}",
    "headings of one number": lambda i: "１　国の動き",
    "headings that restart": lambda i: f"（{'１２３'[i % 3]}）国の動き",
    "headings of every style": lambda i: _STYLES[i % len(_STYLES)],
    "deep numbering": lambda i: ".".join(["1"] * (i % 400 + 1)) + " 国の動き",
    "chains": lambda i: f"{i % 9 + 1}.{i % 5 + 1}.{i % 3 + 1} 国の動き",
    "articles in lines": lambda i: f"第{i + 1}条　{SENTENCE}",
    "numbers alone": lambda i: str(i % 9999),
    "equal numbers alone": lambda i: "7",
    "page numbers": lambda i: f"- {i} -",
    "page numbers and text": lambda i: f"{SENTENCE}\n\n- {i} -\n",
    "pages": lambda i: f"\f調査報告書　第１章　総則\n{i}　国の動き\n{SENTENCE}",
    "pages of one line": lambda i: f"\f国の動き{i}",
    "pages with headings last": lambda i: (
        f"\f{SENTENCE}\n（{'１２３４５６７８９'[i % 9]}）国の動き"
    ),
    "pages with like headings": lambda i: (
        f"\f（１）国の動き\n{SENTENCE}\n{SENTENCE}\n{SENTENCE}\n（１）市の動き"
    ),
    "repeated heads": lambda i: f"\f２．課題（続き）\n{SENTENCE}",
    "contents": lambda i: f"第{i + 1}章　国の動き…………{i}",
    "contents below a title": lambda i: ("目次\n" if i == 0 else "") + f"国の動き{i}　{i}",
    "titles of contents": lambda i: "目次",
    "titles of contents and entries": lambda i: "目次\n国の動き　１\n市の動き　２",
    "contents and headings": lambda i: f"目次\n{i % 99}　国の動き\n{i % 99}　国の動き",
    "agendas": lambda i: f"{i % 20 + 1}　議題{i % 20 + 1}",
    "bullets in lines": lambda i: "・" + CLAUSE,
    "circles in lines": lambda i: "○国の動き",
    "labels": lambda i: "【概要】",
    "different labels": lambda i: f"【概要{i}】\n{SENTENCE}",
    "rosters": lambda i: f"高橋　由美　筑波大学　教授{i}",
    "titles of rosters": lambda i: "委員名簿",
    "rosters with titles": lambda i: "国の動き\n委　員　名　簿\n高橋　由美　筑波大学　教授",
    "tables": lambda i: f"桐原市 {i} 1 2 5 3 12",
    "tables of dates": lambda i: f"第{i}回　5月10日　議題",
    "tables with tabs": lambda i: f"甲\t{i}\t平成30年\t乙",
    "bars in lines": lambda i: f"｜区分{i}｜期間｜",
    "literature": lambda i: ("参考文献\n" if i == 0 else "") + f"{i + 1}) 国の動き",
    "footnotes": lambda i: f"国の動きであった{i % 50 + 1}。\n{i % 50 + 1} 国の動き",
    "contacts": lambda i: "問い合わせ先　総務省\n（お問合せ）",
    "appendices": lambda i: f"別紙{i + 1}\n国の動き",
    "underlined": lambda i: "国の動き\n￣￣￣￣",
    "front titles": lambda i: "はじめに",
    "speakers": lambda i: f"○田中委員　{SENTENCE}",
    "dates in lines": lambda i: f"平成30年{i % 12 + 1}月20日",
    "dates cut in two": lambda i: "平成\n29年\n12\n月",
    "open lines": lambda i: "（総務省において",
    "lines that close": lambda i: "総務省）において「",
    "short lines": lambda i: "国",
    "blank lines": lambda i: " \u3000\t",
    "indented ever deeper": lambda i: " " * (i % 300) + "国の動き",
    "letters in lines": lambda i: f"{'HIJVX'[i % 5]}．国の動き",
    "hyphenated words": lambda i: "the develop-\nment of the sys-",
    "every kind of line end": lambda i: (
        "国の動き" + ["\r", "\r\n", "\n", "\v", "\f", "\x85", "\u2028"][i % 7]
    ),
    "kanji headings": lambda i: f"{_KANJI[i % 10]}　国の動き",
    "tails": lambda i: "関連資料\n\nお問合せ先\n",
    "set to the right": lambda i: " " * 60 + "平成30年３月20日",
    "slides": lambda i: f" 国の動き{i}\n\n・総務省\n\n・経済産業省",
}


def hostile_texts(length: int) -> Iterator[tuple[str, str]]:
    """Name and text of every kind, each of about `length` characters."""
    for kind in KINDS:
        yield kind.name, kind.make(length)


def _repeated(piece: str, between: str = "", every: int = 1) -> Callable[[int], str]:
    """`piece` again and again; after each `every` of them `between`."""
    whole = piece * every + between

    def make(length: int) -> str:
        return (whole * (length // len(whole) + 1))[:length]

    return make


def _lines(line: Callable[[int], str]) -> Callable[[int], str]:
    def make(length: int) -> str:
        lines, size, number = [], 0, 0
        while size < length:
            lines.append(line(number))
            size += len(lines[-1]) + 1
            number += 1
        return "\n".join(lines)

    return make


def _nested(opening: str, inside: str, closing: str) -> Callable[[int], str]:
    def make(length: int) -> str:
        depth = max((length - len(inside)) // (len(opening) + len(closing)), 1)
        return opening * depth + inside + closing * depth

    return make


def _soup(alphabet: Callable[[], list[str]], seed: str) -> Callable[[int], str]:
    """Pieces in an order of chance."""

    def make(length: int) -> str:
        source = random.Random(seed)
        pieces = alphabet()
        found: list[str] = []
        size = 0
        while size < length:
            found.append(source.choice(pieces))
            size += len(found[-1])
        return "".join(found)

    return make


def _tournament(seed: str) -> Callable[[int], str]:
    """A few pieces of chance, repeated: what no one thought of putting side by side."""
    source = random.Random(seed)
    pieces = source.choices(_chips(), k=source.randint(2, 6))
    return _repeated("".join(pieces))


@cache
def _chips() -> list[str]:
    """What reports and dates are made of, and line ends among them."""
    return [
        *_PIECES.values(), *"0123456789０１９一二十元年月日度末～、・（）()「」./-　 \t\n\n\n", "平成", "令和", "昭和30年", "2018",
        "年度", "上旬", "第", "四半期", "章", "条", "（１）", "①", "ア　", "１　", "1.1 ", "別紙１", "目次", "はじめに", "委員名簿",
        "・", "■", "【概要】", "総務省", "国の動き", "高橋　由美", "。\n", "、\n", "\f", "\n\n", "以内", "毎年", "約", "の", "に",
    ]  # fmt: skip


def _astral() -> list[str]:
    """A thousand characters from everywhere in Unicode."""
    source = random.Random("everywhere")
    return [chr(source.randrange(0x110000)) for _ in range(1000)]


KINDS: tuple[Kind, ...] = (
    *(Kind(name, _repeated(piece)) for name, piece in _PIECES.items()),
    *(Kind(f"{name}, in lines of 40", _repeated(piece, "\n", max(40 // len(piece), 1)))
      for name, piece in _PIECES.items()),
    *(Kind(f"{name}, one a line", _repeated(piece, "\n")) for name, piece in _PIECES.items()),
    *(Kind(f"{name}, apart", _repeated(piece, "\n\n", 3)) for name, piece in _PIECES.items()),
    *(Kind(name, _lines(line)) for name, line in _LINES.items()),
    Kind("nested brackets", _nested("（", "国", "）")),
    Kind("nested quotations", _nested("「国", "。", "」")),
    Kind("nested unlike brackets", _nested("（「『【", "国", "】』」）")),
    Kind("brackets closed in the wrong order", _nested("（「", "国", "）」")),
    Kind("brackets that end sentences", _nested("（", "国", "。）")),
    Kind("nested brackets around dates", _nested("（平成30年", "国", "）")),
    Kind("openings, then other closings", _nested("（", "国", "」")),
    Kind("pieces in any order", _soup(_chips, "chips")),
    Kind("characters in any order", _soup(_astral, "astral")),
    *(Kind(f"chance {number}", _tournament(f"chance {number}")) for number in range(100)),
)  # fmt: skip


# ---- bytes


@cache
def reports() -> tuple[str, ...]:
    """Real reports, to be damaged."""
    paths = sorted((ROOT / "tests" / "gold").glob("*.txt"))
    return tuple(path.read_text(encoding="utf-8") for path in paths)


_ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le")


def mutations(
    count: int, seed: str = "mutations", length: int = 600
) -> Iterator[tuple[str, bytes]]:
    """`count` damaged documents of about `length` characters: a name, and bytes.

    A stretch of a report with hostile pieces put in, parts left out, doubled or changed about;
    then encoded, and one in three damaged once more as bytes.
    """
    for number in range(count):
        source = random.Random(f"{seed} {number}")
        yield f"{seed}-{number:05}", _mutation(source, length)


def _mutation(source: random.Random, length: int) -> bytes:
    report = source.choice(reports())
    start = source.randrange(max(len(report) - length, 1))
    text = report[start : start + source.randrange(1, length)]
    for _ in range(source.randint(1, 8)):
        at = source.randrange(len(text) + 1)
        to = min(at + source.randrange(1, 40), len(text))
        text = source.choice((
            lambda t, a, b: t[:a] + source.choice(_chips()) * source.choice((1, 1, 2, 50)) + t[a:],
            lambda t, a, b: t[:a] + t[b:],
            lambda t, a, b: t[:b] + t[a:b] * 3 + t[b:],
            lambda t, a, b: t[b:] + t[:b],
            lambda t, a, b: t[:a] + chr(source.randrange(0x110000)) + t[a:],
            lambda t, a, b: t.replace("\n", source.choice(("\r\n", "\r", "", "\n\n", "\f", "\v"))),
        ))(text, at, to)  # fmt: skip
    raw = text.encode(source.choice(_ENCODINGS), source.choice(("replace", "ignore")))
    return _damaged(source, raw) if source.random() < 0.33 else raw


def _damaged(source: random.Random, raw: bytes) -> bytes:
    for _ in range(source.randint(1, 4)):
        at = source.randrange(len(raw) + 1)
        raw = source.choice((
            raw[:at] + bytes([source.randrange(256)]) + raw[at:],
            raw[:at] + raw[at + 1 :],
            raw[:at] + bytes([source.randrange(256)]) + raw[at + 1 :],
            raw[:at],
            raw[:at] + source.choice((b"\0", b"\x1b$B", b"\x1b(", b"\xff\xfe", b"\x8e", b"\x8f\xa1")) + raw[at:],
        ))  # fmt: skip
    return raw
