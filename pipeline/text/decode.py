"""From bytes to the source text: in the encoding they are in, and strictly, or with every place
told where the bytes are no character."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from pipeline.errors import SourceError
from pipeline.text.damage import LINE_END, REMEDY, Replaced, damaged, read_on
from pipeline.text.detection import detect
from pipeline.text.encodings import reader_of
from pipeline.text.width import INVISIBLE

OnError = Literal["fail", "replace"]


class Decoded(NamedTuple):
    """`text` has no byte order mark and `\\n` line ends; nothing else is changed, but for what
    is `replaced`: bytes that are no character, each run of them one U+FFFD.

    `encoding` is a name Python knows: with it the bytes decode again.
    """

    text: str
    encoding: str
    replaced: tuple[Replaced, ...] = ()


_ANYTHING = re.compile(rf"[^\s{INVISIBLE}]")


def decode(
    raw: bytes, path: str, encoding: str | None = None, *, on_error: OnError = "fail"
) -> Decoded:
    """The text of a source; `path` is what a SourceError begins with, with a line where known.

    `encoding` is what `find_encoding` gave, where a user has named it. What is no character in
    a text that is otherwise plain is a SourceError that names the first place, or, with
    `on_error` "replace", read over and told in `replaced`.
    """
    if not raw:
        raise SourceError(path, "the file is empty")
    encoding = encoding or detect(raw, path)
    replaced: tuple[Replaced, ...] = ()
    try:
        text = reader_of(encoding)(raw)
    except UnicodeDecodeError as error:
        if on_error == "fail":
            raise damaged(raw, path, encoding, error) from None
        text, replaced = read_on(raw, encoding)
    nul = text.find("\0")
    if nul >= 0:
        if on_error == "fail":
            line = len(LINE_END.findall(text, 0, nul)) + 1
            raise SourceError(f"{path}:{line}", f"a NUL character: binary, or damaged {REMEDY}")
        text, replaced = read_on(raw, encoding)
    text = LINE_END.sub("\n", text.lstrip("\ufeff"))
    if not _ANYTHING.search(text):
        raise SourceError(path, "nothing but blanks")
    return Decoded(text, encoding, replaced)
