from __future__ import annotations

import random
import re
from contextlib import nullcontext, suppress
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.text import damage
from pipeline.text.damage import LINE_END, Replaced, read_on, warnings_of
from pipeline.text.decode import Decoded, decode
from pipeline.text.encodings import Reader, reader_of
from pipeline.text.width import INVISIBLE
from tests.encoders import ENCODERS, reports, stretches, writable
from tests.reading import QUICKLY

TEXT = "平成30年度の報告\r\n経済産業省は、\r基本方針を取りまとめた。\n以上である。\n"
NAMES = {
    "UTF-8": "utf-8", "CP932": "cp932", "EUC-JP": "euc-jp", "ISO-2022-JP": "iso-2022-jp",
    "UTF-16 with a mark": "utf-16", "UTF-16-BE with a mark": "utf-16", "UTF-32 with a mark": "utf-32",
}  # fmt: skip


@pytest.mark.parametrize(
    ("encoder", "bad"),
    [
        ("UTF-8", b"\xff"),
        ("UTF-8", b"\xe3\x81"),
        ("UTF-8", b"\x80\x80\xfe\xff"),
        ("UTF-8", b"\0"),
        ("UTF-8", b"\xed\xa0\x80"),
        ("CP932", b"\xff"),
        ("CP932", b"\x80\xa0"),
        ("CP932", b"\x80\xff\0"),
        ("CP932", b"\0\0"),
        ("EUC-JP", b"\xff"),
        ("EUC-JP", b"\x8f\xff"),
        ("EUC-JP", b"\0"),
        ("ISO-2022-JP", b"\x1b$Z"),
        ("ISO-2022-JP", b"\xff\x80"),
        ("UTF-16 with a mark", b"\x00\xd8"),
        ("UTF-16 with a mark", b"\x00\x00"),
        ("UTF-16-BE with a mark", b"\xdc\x00"),
    ],
)
def test_what_is_no_character_is_read_over_and_told(encoder: str, bad: bytes) -> None:
    encode = ENCODERS[encoder]
    at = len(encode(TEXT[: TEXT.index("経済")]))
    raw = encode(TEXT)[:at] + bad + encode(TEXT)[at:]
    with pytest.raises(SourceError) as caught:
        decode(raw, "a.txt")
    assert caught.value.place == "a.txt:2"
    text, encoding, replaced = decode(raw, "a.txt", on_error="replace")
    assert encoding == NAMES[encoder]
    # Of an escape only ESC is no character: what stands behind it might be any.
    alone = bad[:1] if bad[:1] == b"\x1b" else bad
    assert replaced == (Replaced(2, at, alone),)
    plain = TEXT.replace("\r\n", "\n").replace("\r", "\n")
    left = bad[len(alone) :].decode()
    assert text == plain.replace("経済", f"\ufffd{left}経済")


@pytest.mark.parametrize(
    ("encoder", "bad"),
    [("ISO-2022-JP", b"~~"), ("CP932", b"\x81"), ("EUC-JP", b"\x8e"), ("UTF-8", b"\xe3")],
)
def test_a_place_in_the_middle_of_a_line(encoder: str, bad: bytes) -> None:
    """Half a character may take the byte behind it along, but nothing of the lines around it."""
    encode = ENCODERS[encoder]
    before, after = "平成30年度\n経済産業省は", " 基本方針を\nとりまとめた。"
    ending = b"" if encoder != "ISO-2022-JP" else b"\x1b(B"
    raw = encode(before).removesuffix(ending) + bad + ending + encode(after)
    text, _, [place] = decode(raw, "a.txt", on_error="replace")
    assert (place.line, place.offset) == (2, len(encode(before).removesuffix(ending)))
    assert text in (f"{before}\ufffd{after}", f"{before}\ufffd{after[1:]}")


def test_a_text_cut_off_ends_in_a_replacement() -> None:
    raw = TEXT.encode()[:-5]
    text, _, [place] = decode(raw, "a.txt", on_error="replace")
    assert text.endswith("\ufffd")
    assert place == Replaced(4, len(raw) - 2, raw[-2:])


def test_an_undamaged_text_has_no_places() -> None:
    assert decode(TEXT.encode(), "a.txt", on_error="replace") == decode(TEXT.encode(), "a.txt")
    assert decode(TEXT.encode(), "a.txt").replaced == ()


def test_a_replacement_that_the_text_itself_has_is_no_damage() -> None:
    assert decode("報告\ufffd書".encode(), "a.txt") == Decoded("報告\ufffd書", "utf-8")


@pytest.mark.parametrize(
    "raw", [b"", b" \n", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 3, bytes(range(0x80, 0x100))]
)
def test_what_is_no_text_stays_an_error(raw: bytes) -> None:
    with pytest.raises(SourceError):
        decode(raw, "a.txt", on_error="replace")


@pytest.mark.parametrize("encoder", ["UTF-8", "CP932", "EUC-JP", "UTF-16 with a mark"])
def test_every_place_of_a_text_damaged_again_and_again(encoder: str) -> None:
    """Longer than what is read at once, so that characters lie across the seams."""
    source = random.Random(encoder)
    [text] = stretches(writable(reports(), encoder), 100_000, 1, encoder)
    raw, places = bytearray(), []
    for start in range(0, len(text), 997):
        raw += ENCODERS[encoder](text[start : start + 997])[2 if start and "16" in encoder else 0 :]
        places.append(len(raw))
        raw += b"\xff\xff" if "16" not in encoder else b"\x00\xdc"
        if source.random() < 0.3:
            raw += b"\xff" if "16" not in encoder else b"\x01\xdc"
    found, replaced = read_on(bytes(raw), NAMES[encoder])
    assert [place.offset for place in replaced] == places
    assert found.replace("\ufffd", "") == text
    lines = [len(LINE_END.findall(piece)) for piece in found.split("\ufffd")]
    assert [place.line for place in replaced] == [
        1 + sum(lines[: i + 1]) for i in range(len(places))
    ]


ANY_ENCODING = st.sampled_from(sorted({*NAMES.values(), "utf-8", "utf-8-sig", "utf-32"}))
# What any one of them stumbles over, among what all of them read.
ANY_BYTES = st.binary(max_size=300) | st.lists(
    st.sampled_from(
        [b"a\r", b"\n", b"\0", b"\xff", b"\x80", b"\x1b$B", b"\x1b(B", b"\x8f", b"\xe3", b"\xd8", b"$\""]
        + [encode("報告\r\n") for encode in ENCODERS.values()]
    )
).map(b"".join)  # fmt: skip


@QUICKLY
@given(ANY_BYTES, ANY_ENCODING)
def test_any_bytes_are_read_on(raw: bytes, encoding: str) -> None:
    """Nothing is lost: the places and what was read between them are all the bytes there are."""
    text, replaced = read_on(raw, encoding)
    assert "\0" not in text
    end = 0
    for place in replaced:
        assert place.raw
        assert place.offset >= end
        assert raw[place.offset : place.offset + len(place.raw)] == place.raw
        end = place.offset + len(place.raw)
    if encoding in ("cp932", "euc-jp", "iso-2022-jp"):  # which have no U+FFFD of their own
        pieces = text.split("\ufffd")
        lines = [len(LINE_END.findall(piece)) for piece in pieces[:-1]]
        assert [place.line for place in replaced] == [1 + n for n in accumulate(lines)]
    if not replaced and encoding == "utf-8":
        assert text.encode() == raw


@QUICKLY
@given(ANY_BYTES, ANY_ENCODING)
def test_a_named_encoding_is_read_whatever_the_bytes(raw: bytes, encoding: str) -> None:
    """All that can be wrong is that there is nothing in them."""
    anything = raw and re.search(rf"[^\s\ufeff{INVISIBLE}]", read_on(raw, encoding)[0])
    with (
        nullcontext() if anything else pytest.raises(SourceError, match=r"empty|nothing but blanks")
    ):
        text = decode(raw, "a.txt", encoding, on_error="replace").text
        assert not {"\r", "\0"} & set(text)
        assert text.encode()


@QUICKLY
@given(ANY_BYTES)
def test_reading_on_gives_what_strict_reading_gives(raw: bytes) -> None:
    """And never fails where that does not."""
    with suppress(SourceError):
        strict = decode(raw, "a.txt")
        assert decode(raw, "a.txt", on_error="replace") == strict


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc-jp", "utf-16", "utf-32"])
@pytest.mark.parametrize(
    "pattern",
    [b"\xff", b"a\xff", b"\0", b"\xff" + b"a" * 999, b"\xdc\xff", b"\xe3\x81", b"\x8f\xa1"],
)
def test_the_bytes_that_are_looked_at_grow_with_the_text(
    encoding: str, pattern: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = 0

    def counting(name: str) -> Reader:
        read = reader_of(name)

        def count(raw: bytes, errors: str = "strict", /) -> str:
            nonlocal looked
            looked += len(raw)
            return read(raw, errors)

        return count

    monkeypatch.setattr(damage, "reader_of", counting)
    raw = (pattern * 20_000)[:20_000]
    read_on(raw, encoding)
    assert looked <= 300 * len(raw)


def test_warnings_name_places_and_count_the_rest() -> None:
    replaced = [Replaced(n, n * 10, b"\xe3\x81") for n in range(1, 1205)]
    assert warnings_of(replaced, "utf-8-sig", 2) == (
        "line 1: damaged UTF-8: byte 0xE3 at offset 10, 2 read as U+FFFD",
        "line 2: damaged UTF-8: byte 0xE3 at offset 20, 2 read as U+FFFD",
        "damaged UTF-8 at 1,202 more places",
    )
    assert warnings_of([], "utf-8", 2) == ()
