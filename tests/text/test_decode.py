from __future__ import annotations

import codecs
import random
from contextlib import suppress
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.text.decode import decode
from tests.tables import cases

ROOT = Path(__file__).parents[2]
ENCODINGS = ["utf-8", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-32"]
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


@lru_cache(maxsize=1)
def reports() -> str:
    """Real reports, one after the other: what encodings are told apart by is their Japanese."""
    paths = chain(ROOT.glob("raw/renkei-2018.txt"), sorted(ROOT.glob("tests/gold/*.txt")))
    return "".join(path.read_text(encoding="utf-8") for path in paths)


@cache
def survives(character: str, encoding: str) -> bool:
    try:
        return character.encode(encoding).decode(encoding) == character
    except UnicodeError:
        return False


def passages(encoding: str, length: int, count: int = 300) -> list[str]:
    """`count` stretches of real reports of `length` characters that `encoding` can write."""
    source = random.Random(f"{encoding} {length}")
    corpus = "".join(c for c in reports() if survives(c, encoding))
    found: list[str] = []
    while len(found) < count:
        start = source.randrange(len(corpus) - length)
        passage = corpus[start : start + length]
        if passage.strip():
            found.append(passage)
    return found


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_text_comes_back(encoding: str, length: int) -> None:
    for text in passages(encoding, length):
        assert decode(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp"])
def test_a_broken_byte_is_named_and_never_read_over(encoding: str) -> None:
    source = random.Random(encoding)
    for text in passages(encoding, 128):
        raw = bytearray(text.encode(encoding))
        # FF is a character in none of the three, FE only after a byte of EUC-JP.
        raw.insert(source.randrange(len(raw)), source.choice((0xFE, 0xFF)))
        with pytest.raises(SourceError) as caught:
            decode(bytes(raw), "a.txt")
        assert " at offset " in caught.value.reason


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
    pairs = [jis(character) for character in text]
    euc = b"".join(bytes(b | 0x80 for b in p) if len(p) == 2 else p for p in pairs)
    seven = b"".join(b"\x1b$B" + p + b"\x1b(B" if len(p) == 2 else p for p in pairs)
    assert decode(seven, "a.txt").text == text
    if sum(character in "平成三十年度の報告ハ" for character in text) * 2 >= len(text):
        assert decode(euc, "a.txt").text == text


def jis(character: str) -> bytes:
    """Row and cell as ISO-2022-JP writes them; an ASCII character as it is."""
    vendor = {"①": b"-!", "㈱": b"-j", "髙": b"|b"}
    return vendor.get(character) or bytes(b & 0x7F for b in character.encode("euc_jp"))
