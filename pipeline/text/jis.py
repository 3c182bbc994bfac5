"""CP932 and EUC-JP as files really hold them, with the vendors' characters.

Python's `euc_jp` knows JIS X 0208 and 0212 alone and refuses ①, ㈱ or 髙,
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

_STRAY = re.compile("[\x80\uf8f0-\uf8f3]")


def decode_cp932(raw: bytes, errors: str = "strict") -> str:
    """CP932 without the single bytes that Python, as Windows, turns into private-use characters.

    `errors`, here and in `decode_euc`, is "strict" (UnicodeDecodeError) or "replace" (U+FFFD).
    """
    try:
        text, failed = raw.decode("cp932", errors), None
    except UnicodeDecodeError as error:
        text, failed = raw[: error.start].decode("cp932"), error
    stray = _STRAY.search(text)
    if stray and errors == "replace":
        return _STRAY.sub("\ufffd", text)
    if stray:
        at = len(text[: stray.start()].encode("cp932"))
        raise UnicodeDecodeError("cp932", raw, at, at + 1, "no character")
    if failed:
        raise failed
    return text


def decode_euc(raw: bytes, errors: str = "strict") -> str:
    """EUC-JP with vendor characters."""
    return raw.decode("euc_jp", "houkoku.lenient" if errors == "replace" else "houkoku.vendor")


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
