"""Which encoding bytes are in, by an order of trials, the certain before the likely.

A byte order mark → an ISO-2022-JP escape in seven-bit bytes → strict UTF-8 → the most
plausible of CP932, EUC-JP and UTF-16 without a mark. Nothing is guessed where a trial
is certain, and a damaged UTF-8 text stays UTF-8 and becomes no CP932.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from pipeline.errors import SourceError
from pipeline.text.encodings import BOMS, reader_of
from pipeline.text.plausibility import (
    PLAIN,
    count_controls,
    is_clean,
    is_plausible,
    score,
    without_accidents,
)


class _Reading(NamedTuple):
    """What the bytes would be in an encoding, as far as it is judged by."""

    text: str
    encoding: str


# What bytes without a mark may be, the likelier first.
_LIKELY = ("utf-8", "cp932", "euc-jp")
# What EUC-JP's kanji make in UTF-8 and nobody writes: letters (「56年」 is 「56ǯ」, 「略」 is 「ά」) that
# are no μ and no Russian; of Latin-1 a letter that stands in no Latin word, and a soft hyphen there.
_DOUBTFUL = re.compile(
    "[\u0100-\u0390\u03aa-\u03b0\u03ca-\u0400\u0402-\u040f\u0450\u0452-\u07ff]"
    "|(?<![A-Za-z\xc0-\xff])[\xad\xc0-\xff](?![A-Za-z\xc0-\xff])"
)
_ESCAPE, _HIGH = re.compile(rb"\x1b(?:\$[@AB]|\$\([@BDOPQ]|\(I)"), re.compile(rb"[\x80-\xff]")
_CJK = re.compile("[\u0800-\U0010ffff]")
_KANA = re.compile("[ぁ-んァ-ー]")
_DAMAGE = re.compile("\ufffd+")
_FEW_DAMAGES = 50
# As many characters tell encodings apart as well as a whole book.
_ENOUGH = 50_000
_MUCH = 4 * _ENOUGH


def detect(raw: bytes, path: str) -> str:
    """The encoding that the bytes are in, or nearly are; SourceError where they are no text."""
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            return encoding
    if _is_iso2022(raw):
        return "iso-2022-jp"
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _most_plausible(raw, path)
    if _is_doubtful(text):
        return _most_plausible(raw, path)
    return _utf16_of_seven_bits(raw) or "utf-8"


def _is_iso2022(raw: bytes) -> bool:
    """Whether there are its escapes in seven bits; a byte of eight here and there is damage."""
    if not raw.isascii():
        return bool(_ESCAPE.search(raw)) and 20 * len(_HIGH.findall(raw)) < len(raw)
    # A terminal's own escapes (ESC ( 0) stand in what is otherwise ASCII.
    return b"\x1b$" in raw or (b"\x1b(" in raw and _can_be(raw, "iso-2022-jp"))


def _can_be(raw: bytes, encoding: str) -> bool:
    try:
        reader_of(encoding)(raw)
    except UnicodeDecodeError:
        return False
    return True


def _is_doubtful(text: str) -> bool:
    """Whether bytes that are UTF-8 may be none: EUC-JP makes letters of it, UTF-16 controls."""
    return count_controls(text) > 0 or (
        _DOUBTFUL.search(text) is not None and not _CJK.search(text)
    )


def _utf16_of_seven_bits(raw: bytes) -> str | None:
    """「ではないかとの発」 in UTF-16 is the ASCII text `g0o0j0D0K0h0n0zv`: told by its hiragana,
    each of which has the byte `0`."""
    if len(raw) % 2 or raw.count(b"0") * 6 < len(raw) or not raw.isascii():
        return None
    found = _best(raw, _utf16_readings(raw))
    return found.encoding if found and score(without_accidents(found.text)) >= PLAIN else None


def _most_plausible(raw: bytes, path: str) -> str:
    # A text but for a byte or two is damaged in the encoding it nearly is.
    found = _best(raw, _readings(raw, "strict")) or _best(raw, _readings(raw[:_MUCH], "replace"))
    return found.encoding if found else _rare_kanji(raw) or _nearly_utf8(raw, path)


def _best(raw: bytes, readings: Iterable[_Reading]) -> _Reading | None:
    """The most plausible, the earlier of two; None where none is plausible."""
    plausible = [reading for reading in readings if is_plausible(reading.text)]
    # Any two bytes are a character of UTF-16, most of them a kanji: that alone is no sign of it.
    certain = [
        found
        for found in plausible
        if found.encoding in _LIKELY or b"\0" in raw or _KANA.search(found.text)
    ]
    return max(certain or plausible, key=lambda reading: score(reading.text), default=None)


def _rare_kanji(raw: bytes) -> str | None:
    """「躑躅」 or 「檸檬」: implausible as they are, there is but one reading without an accident."""
    fitting, damages = _as_utf8(raw)
    if fitting and fitting >= damages:
        return None
    readings = [
        reading
        for reading in _readings(raw, "strict")
        if reading.encoding in _LIKELY and is_clean(reading.text)
    ]
    found = max(readings, key=lambda reading: score(reading.text), default=None)
    return found.encoding if found else None


def _readings(raw: bytes, errors: str) -> Iterator[_Reading]:
    """The beginning of what the bytes can be, as `errors` ("strict", "replace") allows.

    What fits no character is U+FFFD, which costs a reading dearly; a run of it counts once.
    """
    # What is UTF-8 would be, in CP932, half-width katakana that come in twos.
    likely = ("utf-8", "euc-jp") if _can_be(raw, "utf-8") else _LIKELY
    for encoding in likely:
        with suppress(UnicodeDecodeError):
            text = _DAMAGE.sub("\ufffd", reader_of(encoding)(raw, errors)[:_ENOUGH])
            yield _Reading(without_accidents(text, encoding), encoding)
    if len(raw) % 2 == 0:
        yield from _utf16_readings(raw)


def _utf16_readings(raw: bytes) -> Iterator[_Reading]:
    for encoding in ("utf-16-le", "utf-16-be"):
        with suppress(UnicodeDecodeError):
            text = raw.decode(encoding)[:_ENOUGH]
            yield _Reading(without_accidents(text, encoding), encoding)


def _as_utf8(raw: bytes) -> tuple[int, int]:
    """How many characters of three or four bytes there are, and how many places with none."""
    text = _DAMAGE.sub("\ufffd", raw.decode("utf-8", "replace"))
    damages = text.count("\ufffd")
    return len(_CJK.findall(text)) - damages, damages


def _nearly_utf8(raw: bytes, path: str) -> str:
    """ "utf-8" where nothing looks like Japanese and the bytes are nearly that."""
    text = _DAMAGE.sub("\ufffd", raw.decode("utf-8", "replace"))
    # Three or four bytes that fit together are no accident; two are, in EUC-JP. In an English text
    # a byte here and there that fits nothing is damage.
    fitting, damages = _as_utf8(raw)
    nearly = fitting > damages or _FEW_DAMAGES * damages <= len(text)
    if nearly and 10 * (count_controls(text) - 1) < len(text):
        return "utf-8"
    if b"\0" in raw:
        raise SourceError(path, f"binary: a NUL byte at offset {raw.index(0)}")
    reason = "binary, or a text in none of UTF-8, CP932, EUC-JP, ISO-2022-JP, UTF-16: save a text as UTF-8"
    raise SourceError(path, reason)
