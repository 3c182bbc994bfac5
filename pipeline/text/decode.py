"""From bytes to the source text, by an order of strict trials.

A byte order mark → an ISO-2022-JP escape in seven-bit bytes → strict UTF-8 → the most
plausible of CP932, EUC-JP and UTF-16 without a mark. Nothing is guessed where a trial
is certain, and a damaged UTF-8 text is an error and no CP932.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple, Protocol

from pipeline.errors import SourceError
from pipeline.text.jis import decode_cp932, decode_euc, decode_iso2022
from pipeline.text.plausibility import count_controls, is_plausible, score
from pipeline.text.width import INVISIBLE


class Decoded(NamedTuple):
    """`text` has no byte order mark and `\\n` line ends; nothing else is changed.

    `encoding` is a name Python knows: with it the bytes decode again.
    """

    text: str
    encoding: str


# The marks of UTF-32 first: that of UTF-16-LE is the beginning of that of UTF-32-LE.
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class _Reader(Protocol):
    def __call__(self, raw: bytes, errors: str = "strict", /) -> str: ...


def _codec(encoding: str) -> _Reader:
    return lambda raw, errors="strict": raw.decode(encoding, errors)


# What bytes without a mark may be, the likelier first.
_READERS: dict[str, _Reader] = {
    "utf-8": _codec("utf-8"),
    "cp932": decode_cp932,
    "euc-jp": decode_euc,
}
# Neither Japanese nor Latin-1, Greek or Cyrillic: letters that EUC-JP's kanji make in UTF-8.
_DOUBTFUL = re.compile("[\u0100-\u036f\u0530-\u07ff]")
_CJK = re.compile("[\u0800-\U0010ffff]")
_DAMAGE = re.compile("\ufffd+")
# As many characters tell encodings apart as well as a whole book.
_ENOUGH = 50_000
_HALF_WIDTH = re.compile("[\uff61-\uff9f]")
_LINE_END = re.compile("\r\n?|\n")
# Encodings that a user may name, by what Python calls them, and what we read them as.
_NAMED = {
    "utf-8": "utf-8", "utf-8-sig": "utf-8-sig", "cp932": "cp932", "shift_jis": "cp932",
    "euc_jp": "euc-jp", "iso2022_jp": "iso-2022-jp", "utf-16": "utf-16", "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be", "utf-32": "utf-32", "windows-31j": "cp932",
}  # fmt: skip
_ANYTHING = re.compile(rf"[^\s{INVISIBLE}]")


def find_encoding(name: str) -> str | None:
    """What `decode` calls an encoding that a user names: cp932 for Shift_JIS; None for others."""
    try:
        return _NAMED.get(name.lower()) or _NAMED.get(codecs.lookup(name).name)
    except (LookupError, ValueError):  # not a name at all: a NUL in it
        return None


def decode(raw: bytes, path: str, encoding: str | None = None) -> Decoded:
    """The text of a source; `path` is what a SourceError begins with, with a line where known.

    `encoding` is what `find_encoding` gave, where a user has named it.
    """
    if not raw:
        raise SourceError(path, "the file is empty")
    text, encoding = _strict(raw, path, encoding) if encoding else _decode(raw, path)
    text = _LINE_END.sub("\n", text.lstrip("\ufeff"))
    nul = text.find("\0")
    if nul >= 0:
        line = text.count("\n", 0, nul) + 1
        raise SourceError(f"{path}:{line}", "a NUL character: binary, or damaged")
    if not _ANYTHING.search(text):
        raise SourceError(path, "nothing but blanks")
    return Decoded(text, encoding)


def _decode(raw: bytes, path: str) -> Decoded:
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            return _strict(raw, path, encoding)
    if raw.isascii() and (b"\x1b$" in raw or b"\x1b(" in raw):
        try:
            return Decoded(decode_iso2022(raw), "iso-2022-jp")
        except UnicodeDecodeError as error:
            if b"\x1b$" in raw:
                raise _damaged(raw, path, "iso-2022-jp", error) from None
            # A terminal's own escapes (ESC ( 0) in what is otherwise ASCII.
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _most_plausible(raw, path)
    return _most_plausible(raw, path) if _is_doubtful(text) else Decoded(text, "utf-8")


def _is_doubtful(text: str) -> bool:
    """Whether bytes that are UTF-8 may be none: 「56年」 in EUC-JP is 「56ǯ」, UTF-16 has controls."""
    return count_controls(text) > 0 or (
        _DOUBTFUL.search(text) is not None and not _CJK.search(text)
    )


def _most_plausible(raw: bytes, path: str) -> Decoded:
    found = _best(_readings(raw, "strict")) or _best(_readings(raw, "replace"))
    encoding = found.encoding if found else _nearly_utf8(raw, path)
    # A text but for a byte or two is an error that names the byte, in the encoding it nearly is.
    return _strict(raw, path, encoding)


def _best(readings: Iterable[Decoded]) -> Decoded | None:
    """The most plausible, the earlier of two; None where none is plausible."""
    plausible = [reading for reading in readings if is_plausible(reading.text)]
    return max(plausible, key=lambda reading: score(reading.text), default=None)


def _readings(raw: bytes, errors: str) -> Iterator[Decoded]:
    """The beginning of what the bytes can be, as `errors` ("strict", "replace") allows.

    What fits no character is U+FFFD, which costs a reading dearly; a run of it counts once.
    """
    for encoding, read in _READERS.items():
        with suppress(UnicodeDecodeError):
            text = _DAMAGE.sub("\ufffd", read(raw, errors)[:_ENOUGH])
            if encoding == "euc-jp":
                # A byte of its own announces each (･･･ 14 in a contents page): no accident.
                text = _HALF_WIDTH.sub("→", text)
            yield Decoded(text, encoding)
    for encoding in ("utf-16-le", "utf-16-be") if len(raw) % 2 == 0 else ():
        with suppress(UnicodeDecodeError):
            yield Decoded(raw.decode(encoding)[:_ENOUGH], encoding)


def _nearly_utf8(raw: bytes, path: str) -> str:
    """ "utf-8" where nothing looks like Japanese and the bytes are nearly that."""
    text = _DAMAGE.sub("\ufffd", raw.decode("utf-8", "replace"))
    damages = text.count("\ufffd")
    # Three or four bytes that fit together are no accident; two are, in EUC-JP.
    fitting = len(_CJK.findall(text)) - damages
    if 10 * (count_controls(text) - 1) < len(text) and (not damages or fitting > damages):
        return "utf-8"
    if b"\0" in raw:
        raise SourceError(path, f"binary: a NUL byte at offset {raw.index(0)}")
    reason = "binary, or a text in none of UTF-8, CP932, EUC-JP, ISO-2022-JP, UTF-16"
    raise SourceError(path, reason)


def _strict(raw: bytes, path: str, encoding: str) -> Decoded:
    read = decode_iso2022 if encoding == "iso-2022-jp" else _READERS.get(encoding)
    try:
        return Decoded((read or _codec(encoding))(raw), encoding)
    except UnicodeDecodeError as error:
        raise _damaged(raw, path, encoding, error) from None


def _damaged(raw: bytes, path: str, encoding: str, error: UnicodeDecodeError) -> SourceError:
    """Names the line, the byte and its offset in the file, counted from 0."""
    # Codecs count without the mark in UTF-8 and with it in UTF-16 and UTF-32.
    offset = error.start + (len(codecs.BOM_UTF8) if encoding == "utf-8-sig" else 0)
    # Latin-1 keeps the line ends of the stateful encoding and of half a character.
    counting = "latin-1" if encoding == "iso-2022-jp" else encoding
    line = len(_LINE_END.findall(raw[:offset].decode(counting, "ignore"))) + 1
    name = encoding.removesuffix("-sig").upper()
    return SourceError(
        f"{path}:{line}", f"damaged {name}: byte 0x{raw[offset]:02X} at offset {offset}"
    )
