"""CP932, EUC-JP and ISO-2022-JP as files really hold them, with the vendors' characters.

Python's `euc_jp` and `iso2022_jp` know JIS X 0208 and 0212 alone and refuse ①, ㈱ or 髙,
which Windows and Unix programs have always written into both. The two-byte ones stand
in rows 13 and 89–92 (NEC's, and NEC's selection of IBM's), which CP932 keeps at the
same places; the three-byte ones in the rows of eucJP-ms. Everything else stays with
the standard's mapping, so 〜 is U+301C here and ～ (U+FF5E) in CP932.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

# eucJP-ms, three bytes 8F F3 F3 to 8F F4 FE: IBM's characters that JIS X 0212 lacks.
# Source: TOG/JVC, 日本語EUC・シフトJIS変換規則 (1996).
_IBM = (
    "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ＇＂㈱№℡炻仼僴凬匇匤﨎咊坙﨏塚增寬峵嵓﨑德悅愠敎昻晥晴朗栁﨓﨔橫櫢淸淲"
    "瀨凞猪甁皂皞益礰礼神祥福竧靖精綠緖羽荢﨟薰蘒﨡蠇諸譿賴赶﨣﨤逸郞都鄕﨧﨨閒隆﨩霻靍靑飯飼館馞髙魲鶴黑"
)
_IBM_FIRST = (0xF3 - 0xA1) * 94 + (0xF3 - 0xA1)
_VENDOR_ROWS = frozenset({0xAD, 0xF9, 0xFA, 0xFB, 0xFC})

_ESCAPE = re.compile(rb"(?:\x1b&@)?\x1b(\$\([A-Z]|\$[@-B]|\([A-Z])|([\x0e\x0f])")
# What an escape switches to: prefix in EUC, bytes a character, codec.
_SETS = {
    b"(B": (b"", 1, "ascii"), b"(H": (b"", 1, "ascii"), b"(J": (b"", 1, "roman"),
    b"(I": (b"\x8e", 1, "euc_jp"),
    b"$@": (b"", 2, "euc_jp"), b"$B": (b"", 2, "euc_jp"), b"$(B": (b"", 2, "euc_jp"),
    b"$(D": (b"\x8f", 2, "euc_jp"),
    b"$(O": (b"", 2, "euc_jis_2004"), b"$(Q": (b"", 2, "euc_jis_2004"),
    b"$(P": (b"\x8f", 2, "euc_jis_2004"),
}  # fmt: skip
_STRAY = re.compile("[\x80\uf8f0-\uf8f3]")
_TO_EIGHT_BITS = bytes(b | 0x80 for b in range(256))
_ROMAN = {ord("\\"): "¥", ord("~"): "‾"}


def decode_cp932(raw: bytes, errors: str = "strict") -> str:
    """CP932 without the single bytes that Python, as Windows, turns into private-use characters.

    `errors`, here and in `decode_euc`, is "strict" (UnicodeDecodeError) or "replace" (U+FFFD).
    """
    text = raw.decode("cp932", errors)
    if not _STRAY.search(text):
        return text
    if errors == "replace":
        return _STRAY.sub("\ufffd", text)
    stray = _STRAY.split(text, maxsplit=1)[0]
    at = len(stray.encode("cp932"))
    raise UnicodeDecodeError("cp932", raw, at, at + 1, "no character")


def decode_euc(raw: bytes, errors: str = "strict") -> str:
    """EUC-JP with vendor characters."""
    return raw.decode("euc_jp", "houkoku.lenient" if errors == "replace" else "houkoku.vendor")


def decode_iso2022(raw: bytes) -> str:
    """ISO-2022-JP with its variants: katakana, JIS X 0212 and 0213, vendor characters.

    An escape that is none of theirs, or half a character, is a UnicodeDecodeError.
    """
    texts = []
    current, shifted = b"(B", False
    position = 0
    for match in _ESCAPE.finditer(raw):
        texts.append(_decode_run(raw, position, match.start(), b"(I" if shifted else current))
        if match[2]:
            shifted = match[2] == b"\x0e"
        elif match[1] in _SETS:
            current = match[1]
        else:
            raise _refusal(raw, match.start(), match.end(), "unknown escape")
        position = match.end()
    texts.append(_decode_run(raw, position, len(raw), b"(I" if shifted else current))
    return "".join(texts)


def _decode_run(raw: bytes, start: int, end: int, designation: bytes) -> str:
    """The bytes between two escapes. Line ends and blanks stand for themselves in every set."""
    prefix, width, codec = _SETS[designation]
    run = raw[start:end]
    if b"\x1b" in run:
        at = start + run.index(b"\x1b")
        raise _refusal(raw, at, at + 1, "unknown escape")
    if codec == "ascii":
        return run.decode("ascii")
    if codec == "roman":
        return run.decode("ascii").translate(_ROMAN)
    texts = []
    position = start
    for part in re.split(rb"([\x00-\x20]+)", run):
        if not part or part[0] <= 0x20:
            texts.append(part.decode("ascii"))
        elif len(part) % width:
            raise _refusal(raw, position + len(part) - 1, position + len(part), "half a character")
        else:
            euc = part.translate(_TO_EIGHT_BITS)
            if prefix:
                euc = b"".join(prefix + euc[i : i + width] for i in range(0, len(euc), width))
            try:
                texts.append(decode_euc(euc) if codec == "euc_jp" else euc.decode(codec))
            except UnicodeDecodeError as error:
                at = position + error.start // (len(prefix) + width) * width
                raise _refusal(raw, at, at + width, error.reason) from None
        position += len(part)
    return "".join(texts)


def _refusal(raw: bytes, start: int, end: int, reason: str) -> UnicodeDecodeError:
    return UnicodeDecodeError("iso2022_jp", raw, start, end, reason)


def _vendor_character(raw: bytes, start: int) -> tuple[str, int] | None:
    """The vendor's character at `start` and its end, where there is one."""
    code = raw[start : start + 3]
    if len(code) > 1 and code[0] in _VENDOR_ROWS and 0xA1 <= code[1] <= 0xFE:
        row, cell = code[0] - 0xA0, code[1] - 0xA0
        lead = (row - 1) // 2 + (0x81 if row < 63 else 0xC1)
        trail = cell + (0x3F if cell < 64 else 0x40) if row % 2 else cell + 0x9E
        try:
            return bytes((lead, trail)).decode("cp932"), start + 2
        except UnicodeDecodeError:
            return None
    if len(code) > 2 and code[0] == 0x8F:
        index = (code[1] - 0xA1) * 94 + code[2] - 0xA1 - _IBM_FIRST
        if code[2] >= 0xA1 and 0 <= index < len(_IBM):
            return _IBM[index], start + 3
    return None


def _handler(*, lenient: bool) -> Callable[[UnicodeError], tuple[str, int]]:
    def handle(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        found = _vendor_character(error.object, error.start)
        if found is None:
            if lenient:
                return "\ufffd", error.start + 1
            raise error
        return found

    return handle


codecs.register_error("houkoku.vendor", _handler(lenient=False))
codecs.register_error("houkoku.lenient", _handler(lenient=True))
