from __future__ import annotations

import codecs
import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.text.decode import decode
from tests.encoders import (
    ENCODERS,
    reports,
    short_texts,
    stretches,
    to_euc,
    to_iso2022,
    writable,
)
from tests.tables import cases

# A busy machine must fail no test.
UNHURRIED = settings(deadline=None)
LENGTHS = [8, 16, 32, 128, 2048]


@pytest.mark.parametrize(("raw", "text", "encoding"), cases("decode", "bytes", "text", "encoding"))
def test_decode(raw: str, text: str, encoding: str) -> None:
    decoded = decode(bytes.fromhex(raw), "a.txt")
    # The table writes controls and separators as Python does.
    shown = decoded.text if decoded.text.isprintable() else ascii(decoded.text)[1:-1]
    assert (shown, decoded.encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("raw", "place", "reason"), cases("decode_errors", "bytes", "place", "reason")
)
def test_decode_names_what_is_wrong(raw: str, place: str, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(bytes.fromhex(raw), "a.txt")
    assert (caught.value.place, caught.value.reason) == (place, reason)


def passages(encoder: str, length: int, count: int = 300) -> list[str]:
    """Stretches of real reports; LENGTHS and `count` are those of benchmarks/encodings.py."""
    return list(stretches(writable(reports(), encoder), length, count, encoder))


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("encoder", ENCODERS)
def test_every_text_comes_back(encoder: str, length: int) -> None:
    for text in passages(encoder, length):
        assert decode(ENCODERS[encoder](text), "a.txt").text == text


@pytest.mark.parametrize("encoder", ENCODERS)
def test_every_short_text_comes_back(encoder: str) -> None:
    """Also of five characters; what an encoding cannot write is left out of it."""
    for text in short_texts():
        written = writable(text, encoder)
        if len(written) > len(text) * 2 / 3:
            assert decode(ENCODERS[encoder](written), "a.txt").text == written


@pytest.mark.parametrize("encoder", ["UTF-8", "CP932", "EUC-JP"])
def test_a_broken_byte_is_named_and_never_read_over(encoder: str) -> None:
    source = random.Random(encoder)
    for text in passages(encoder, 128):
        raw = bytearray(ENCODERS[encoder](text))
        # FF is a character in none of the three, FE only after a byte of EUC-JP.
        raw.insert(source.randrange(len(raw)), source.choice((0xFE, 0xFF)))
        with pytest.raises(SourceError) as caught:
            decode(bytes(raw), "a.txt")
        assert " at offset " in caught.value.reason


@pytest.mark.parametrize("encoder", ENCODERS)
def test_a_damaged_text_is_read_on_whatever_its_damage(encoder: str) -> None:
    """Each byte in two hundred is another: every line that has none of these comes back."""
    source = random.Random(encoder)
    for text in passages(encoder, 2048, 20):
        raw = bytearray(ENCODERS[encoder](text))
        for _ in range(len(raw) // 200):
            raw[source.randrange(4, len(raw))] = source.randrange(256)
        read, _, replaced = decode(bytes(raw), "a.txt", on_error="replace")
        assert read.count("\ufffd") >= len(replaced)
        assert len(set(text.split("\n")) & set(read.split("\n"))) > 1


def test_only_line_ends_and_the_mark_are_changed() -> None:
    text = "平成30年\r\n\r度　報告\n \x0c①\t"
    assert decode(b"\xef\xbb\xbf" + text.encode(), "a.txt").text == "平成30年\n\n度　報告\n \x0c①\t"


@UNHURRIED
@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_a_source_error(raw: bytes) -> None:
    with suppress(SourceError):
        decoded = decode(raw, "a.txt")
        assert not {"\r", "\0"} & set(decoded.text)
        codecs.lookup(decoded.encoding)


@UNHURRIED
@given(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]),
)
def test_any_text_with_a_mark_comes_back(text: str, encoding: str) -> None:
    decoded = decode(("報" + text).encode(encoding), "a.txt")
    expected = "報" + text.replace("\r\n", "\n").replace("\r", "\n")
    assert (decoded.text, decoded.encoding) == (expected, encoding)


@UNHURRIED
@given(st.text(alphabet="平成三十年度の報告ハ①㈱髙0aA、。\n", min_size=8))
def test_vendor_characters_come_back_from_euc_and_iso_2022(text: str) -> None:
    if not text.strip():
        return
    assert decode(to_iso2022(text), "a.txt").text == text
    if sum(character in "平成三十年度の報告ハ" for character in text) * 2 >= len(text):
        assert decode(to_euc(text), "a.txt").text == text
