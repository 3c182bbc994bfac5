from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.iso2022 import decode_iso2022, read_on_iso2022
from tests.encoders import to_iso2022
from tests.reading import QUICKLY

CODECS = [
    "iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_3", "iso2022_jp_2004", "iso2022_jp_ext",
]  # fmt: skip


@pytest.mark.parametrize("codec", CODECS)
def test_each_character_of_each_variant(codec: str) -> None:
    """Python's codecs are the judge: whatever one of them writes is read as it reads it."""
    written = 0
    for code in [*range(0x20, 0xFFFF), *range(0x20000, 0x2A6E0)]:
        try:
            raw = f"あ{chr(code)}い\n".encode(codec)
        except UnicodeEncodeError:
            continue
        written += 1
        assert decode_iso2022(raw) == raw.decode(codec), f"U+{code:04X}"
    assert written > 6000


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"\x1b$B-!-j|b\x1b(B", "①㈱髙"),
        (b"\x1b(I6^\x1b(B ABC", "ｶﾞ ABC"),
        (b'\x1b$B$"\x0e6^\x0f$$\x1b(B', "あｶﾞい"),
        (b'\x1b$(@$"\x1b(J\\\x1b(B\\', "あ¥\\"),
        (b"\x1b$A0!\x1b$(C0!\x1b(B", "啊가"),
        (b"\x1b.Ar\x1bNisum\x1bNi", "résumé"),
        (b"\x1b.F\x1bNa", "α"),
        (b'\x1b&@\x1b$B$"\x1b(B', "あ"),
        (b'\x1b$B$"\n$$\x1b(B', "あ\nい"),
        (b"", ""),
    ],
)
def test_what_mail_programs_wrote_besides(raw: bytes, text: str) -> None:
    assert decode_iso2022(raw) == text


@pytest.mark.parametrize(
    ("raw", "pieces", "places"),
    [
        (b'\x1b$B$"~~$$\x1b(B', ["あ", "い"], [(5, 7)]),
        (b'\x1b$B$"$\x1b(BABC', ["あ", "ABC"], [(5, 6)]),
        (b"A\x1b$Zxx", ["A", "$Zxx"], [(1, 2)]),
        (b"A\x1b(0B", ["A", "(0B"], [(1, 2)]),
        (b"A\xff\xfeB", ["A", "B"], [(1, 3)]),
        (b"\x1b$B~~~~\x1b(B", ["", ""], [(3, 7)]),
    ],
)
def test_what_is_no_character(raw: bytes, pieces: list[str], places: list[tuple[int, int]]) -> None:
    assert read_on_iso2022(raw) == (pieces, places)
    assert decode_iso2022(raw, "replace").replace("\ufffd", "") == "".join(pieces)
    with pytest.raises(UnicodeDecodeError) as caught:
        decode_iso2022(raw)
    assert caught.value.start == places[0][0]


@QUICKLY
@given(st.text("平成三十年度の報告ハ①㈱髙0aA、。\nｶﾞﾊﾟ丂"))
def test_mail_comes_back(text: str) -> None:
    assert decode_iso2022(to_iso2022(text)) == text


@QUICKLY
@given(st.binary(max_size=100))
def test_any_bytes_are_read_on(raw: bytes) -> None:
    pieces, places = read_on_iso2022(raw)
    assert len(pieces) == len(places) + 1
    assert all(before[1] < after[0] for before, after in pairwise(places))
