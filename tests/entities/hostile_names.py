"""Texts made to be hard for the finders of organizations and people, as long as wanted.

Thousands of different names, bodies, posts and definitions, sentences and rows that never end:
whatever looks at all pairs of something shows here. `tests.hostile` has what is hard for the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from pipeline.lexicon.words import load_suffixes

KANJI = "田中山本高橋佐藤鈴木伊渡辺村小林加吉松井上斎清水森池石川前岡長谷部武藤原三浦安"
GIVEN = "太郎花子一次健誠清実進博茂豊正和夫恵美由紀幸"
HIRAGANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのまみむめも"
KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモラリルレロ"


def _spelled(number: int, letters: str, length: int) -> str:
    """A different word for every number, as long as there are any of that length."""
    word = ""
    for _ in range(length):
        number, digit = divmod(number, len(letters))
        word += letters[digit]
    return word


def _repeated(piece: str) -> Callable[[int], str]:
    return lambda length: (piece * (length // len(piece) + 1))[:length]


def _numbered(piece: Callable[[int], str]) -> Callable[[int], str]:
    """Pieces made of 0, 1, 2 … until there are enough characters."""

    def text(length: int) -> str:
        pieces: list[str] = []
        for number in count():
            pieces.append(piece(number))
            length -= len(pieces[-1])
            if length <= 0:
                return "".join(pieces)
        raise AssertionError

    return text


def _body(number: int) -> str:
    return _spelled(number, KANJI, 3)


def _person(number: int) -> str:
    return _spelled(number, KANJI, 2) + _spelled(number // 7, GIVEN, 2)


def _word(number: int) -> str:
    return _spelled(number, "abcdefghijklmnopqrstuvwxyz", 4).capitalize()


def _defined(number: int) -> str:
    return f"株式会社{_body(number)}商会（以下「{_body(number)}」という。）は述べた。"


def _spaced(number: int) -> str:
    return f"{_spelled(number, KANJI, 2)}　{_spelled(number, GIVEN, 2)}　"


def _all_in_one_then_pointing(length: int) -> str:
    """Every body first, then as many words that point at one."""
    bodies = _numbered(lambda n: f"{_body(n)}市が述べた。")(length // 2)
    return bodies + _repeated("両市は同県と同省に述べた。")(length - len(bodies))


def _career(length: int) -> str:
    """Below one name all the posts that it ever had, each still held."""
    head = "当社は株式会社山田商会である。当社と当社は。\n\n取締役\n田中　太郎　1950年1月1日生\n"
    return head + _numbered(lambda n: f"2018年6月　{_body(n)}大学教授（現任）\n")(
        length - len(head)
    )


def _pointing_at_every_kind(length: int) -> str:
    """Every word for a body, each of a name that occurs once."""
    kinds = sorted(suffix.text for suffix in load_suffixes())
    return _numbered(lambda n: f"{_body(n)}{kinds[n % len(kinds)]}は同{kinds[-n % len(kinds)]}に")(
        length
    )


# Name → what makes a text of so many characters, or a few more.
PATTERNS: dict[str, Callable[[int], str]] = {
    # one word again and again
    "A、": _repeated("A、"),
    "省": _repeated("省"),
    "県": _repeated("県"),
    "会": _repeated("会"),
    "長": _repeated("長"),
    "部長": _repeated("部長"),
    "大臣官房": _repeated("大臣官房"),
    "katakana and dots": _repeated("アメリカ・"),
    "hyphens": _repeated("A-"),
    "slashes": _repeated("課/"),
    "Latin stops": _repeated("A. "),
    "letters set apart": _repeated("内 閣 府 "),
    "posts set apart": _repeated("局　長　"),
    "speakers": _repeated("○田中委員　はい。\n"),
    "dittos": _repeated("〃　"),
    # scripts alone
    "kanji alone": _numbered(lambda n: _spelled(n * 7919, KANJI, 4)),
    "katakana alone": _numbered(lambda n: _spelled(n * 7919, KATAKANA, 5)),
    "Latin words": _numbered(lambda n: f"{_word(n)} "),
    "Latin words, of": _numbered(lambda n: f"{_word(n)} of the "),
    "Latin words, commas": _numbered(lambda n: f"{_word(n)}, "),
    "Latin initials": _numbered(lambda n: f"{_word(n)} A, "),
    "Latin companies": _numbered(lambda n: f"{_word(n)} & "),
    "Latin capitals": _numbered(lambda n: f"{_word(n).upper()} "),
    "katakana words": _numbered(lambda n: f"{_spelled(n, KATAKANA, 4)}・"),
    # names, all different
    "people": _numbered(lambda n: f"{_person(n)}委員、"),
    "people in sentences": _numbered(lambda n: f"{_person(n)}氏は、{_person(n // 2)}に述べた。"),
    "people in rows": _numbered(lambda n: f"{_spaced(n)}{_body(n)}大学教授\n"),
    "people in one row": _numbered(_spaced),
    "people of one family": _numbered(lambda n: f"田中{_spelled(n, GIVEN, 2)}委員と田中です。"),
    "one person everywhere": _numbered(lambda n: f"田中　太郎　{_body(n)}大学教授\n"),
    "one person again": _repeated("田中太郎委員は述べた。"),
    "one person read anew": _numbered(lambda n: f"田中太郎（{_spelled(n, HIRAGANA, 5)}）委員は述べた。"),
    "one person of all divisions": _numbered(lambda n: f"田中　太郎　総務省{_body(n)}課長\n"),
    "one person in every post": _numbered(lambda n: f"{_body(n)}担当課長田中太郎は述べた。"),
    "one person's career": _career,
    "ever longer names": _numbered(lambda n: f"アメ{KATAKANA[n % 40] * (n % 1500 + 1)}・アメ氏は述べた。\n"),
    "posts after a name": _repeated("田中太郎（東京大学教授、"),
    "members": _numbered(lambda n: f"{_person(n)}君（自民）"),
    "foreign people": _numbered(lambda n: f"{_spelled(n, KATAKANA, 3)}・{_spelled(n // 3, KATAKANA, 4)}氏は"),
    "authors": _numbered(lambda n: f"{_word(n)} A, {_word(n // 2)} B. "),
    # bodies, all different
    "companies": _numbered(lambda n: f"株式会社{_body(n)}、"),
    "legal forms": _repeated("株式会社"),
    "legal forms in brackets": _repeated("（株）"),
    "ministries": _repeated("経済産業省"),
    "ministries, apart": _repeated("経済産業省、総務省及び"),
    "parts": _numbered(lambda n: f"{_body(n)}部{_body(n // 3)}課・"),
    "parts in rows": _numbered(lambda n: f"{_body(n)}市総務部総務課\n"),
    "deep parts": _repeated("総務部総務課総務室総務係"),
    "cities": _numbered(lambda n: f"{_body(n)}市、"),
    "cities act": _numbered(lambda n: f"{_body(n)}市が市長と述べた。"),
    "posts of cities": _repeated("市長の田中太郎と知事の山本花子は"),
    "councils": _repeated("防災に関する"),
    "quotations": _numbered(lambda n: f"「{_body(n)}検討会」"),
    "Latin bodies": _numbered(lambda n: f"{_word(n)} Institute "),
    "clubs": _numbered(lambda n: f"FC{_spelled(n, KATAKANA, 4)}が"),
    "acronyms": _numbered(lambda n: f"{_body(n)}機構（{_word(n).upper()}）、"),
    "definitions": _numbered(_defined),
    "definitions of one": _repeated("山田商会（以下「山田」という。）"),
    "legend": _numbered(lambda n: f"{_body(n)}：{_body(n)}党、"),
    "short names": _numbered(lambda n: f"{_body(n)}株式会社が{_body(n // 2)}と述べた。\n"),
    "pointing at every kind": _pointing_at_every_kind,
    "pointing": _repeated("同省は両市と同社に"),
    "pointing at many": _all_in_one_then_pointing,
    "heads": _numbered(lambda n: f"＜{_body(n)}省＞\n"),
    "posts above posts": _repeated("取締役\n"),
    "posts above each name": _numbered(lambda n: "当社\n取締役\n" + _spaced(n) + "\n"),
    "officers": _numbered(lambda n: f"取締役\n{_spaced(n)}1950年1月1日生\n当社入社（現任）\n"),
    # without end
    "one endless sentence": _numbered(lambda n: f"{_body(n)}委員会は{_person(n)}委員と、"),
    "pages": _repeated("総務省\n\f"),
}  # fmt: skip
