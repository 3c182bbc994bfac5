"""Texts as files really hold them: encoded with the vendors' characters that Python refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from random import Random

from pipeline.text.jis import decode_euc

ROOT = Path(__file__).parents[1]
_ESCAPES = {1: b"\x1b(B", 2: b"\x1b$B"}


@cache
def _two_bytes() -> dict[str, bytes]:
    """Every character of two bytes in EUC-JP, those of NEC's and IBM's rows as well."""
    found: dict[str, bytes] = {}
    for lead in range(0xA1, 0xFF):
        for trail in range(0xA1, 0xFF):
            try:
                found.setdefault(decode_euc(bytes((lead, trail))), bytes((lead, trail)))
            except UnicodeDecodeError:
                continue
    return found


def to_euc(text: str) -> bytes:
    """EUC-JP; what no program writes in it is left out."""
    return b"".join(_euc(character) for character in text)


@lru_cache(maxsize=20_000)
def _euc(character: str) -> bytes:
    try:
        return character.encode("euc_jp")
    except UnicodeEncodeError:
        return _two_bytes().get(character, b"")


def to_iso2022(text: str) -> bytes:
    """CP50221, as mail programs write it: half-width katakana by an escape, ① and ㈱ in JIS X 0208."""
    written, state = [], b"\x1b(B"
    for character in text:
        code = _euc(character)
        wanted = _ESCAPES.get(len(code), b"\x1b$(D")
        if code[:1] == b"\x8e":
            code, wanted = code[1:], b"\x1b(I"
        elif code[:1] == b"\x8f":
            code = code[1:]
        if character == "\n":
            wanted = b"\x1b(B"
        if code and wanted != state:
            written.append(wanted)
            state = wanted
        written.append(bytes(byte & 0x7F for byte in code))
    return b"".join([*written, b"" if state == b"\x1b(B" else b"\x1b(B"])


def _codec(name: str) -> Callable[[str], bytes]:
    return lambda text: text.encode(name, "ignore")


ENCODERS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": _codec("utf-8"),
    "CP932": _codec("cp932"),
    "EUC-JP": to_euc,
    "ISO-2022-JP": to_iso2022,
    "UTF-16 with a mark": _codec("utf-16"),
    "UTF-16-BE with a mark": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "UTF-32 with a mark": _codec("utf-32"),
}


@cache
def survives(character: str, encoder: str) -> bool:
    """Can the encoder write it, and is it the same when read back by that encoding's reader?"""
    raw = ENCODERS[encoder](character)
    if encoder == "CP932":
        return raw.decode("cp932") == character != ""
    return raw != b"" and (encoder != "EUC-JP" or decode_euc(raw) == character)


def writable(text: str, encoder: str) -> str:
    """`text` without what the encoding has no character for."""
    return "".join(character for character in text if survives(character, encoder))


@cache
def reports() -> str:
    """Real reports, one after the other: what encodings are told apart by is their Japanese."""
    paths = chain(sorted((ROOT / "raw").glob("*.txt")), sorted(ROOT.glob("tests/gold/**/*.txt")))
    return "".join(path.read_text(encoding="utf-8") for path in paths)


@cache
def short_texts() -> tuple[str, ...]:
    """Headings, names, figures, signs: what a short text is made of, one a line."""
    path = ROOT / "tests" / "cases" / "short.txt"
    return tuple(path.read_text(encoding="utf-8").splitlines())


def stretches(text: str, length: int, count: int, seed: str) -> Iterator[str]:
    """`count` stretches of `length` characters of `text`, none of them all blank."""
    random = Random(seed)
    found = 0
    while found < count:
        start = random.randrange(len(text) - length + 1)
        stretch = text[start : start + length]
        if stretch.strip():
            found += 1
            yield stretch
