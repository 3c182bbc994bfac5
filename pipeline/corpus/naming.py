"""What a document is called: its path under the input, as names that every file system takes.

In NFC, so that a name from macOS (NFD) and its copy elsewhere name one document; and whatever
a name holds, it leads nowhere but into the folder of the results.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

# A file name holds 255 bytes on every common file system; ".json" needs five of them.
LONGEST_NAME = 250
# A byte of a file name that is no UTF-8; and what no file name can hold.
_NOT_TEXT = re.compile("[\0\udc80-\udcff]")


def make_id(relative: str, suffix: str) -> str:
    """The id of the file at this path under its input; `suffix` is left out at the end."""
    parts = relative.removesuffix(suffix).split("/") if suffix else relative.split("/")
    return "/".join(_shorten(unicodedata.normalize("NFC", _tame(readable(p)))) for p in parts)


def readable(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 become %FF, as in a web address."""
    return _NOT_TEXT.sub(lambda match: f"%{ord(match[0]) & 0xFF:02X}", name)


def fold(identifier: str) -> str:
    """Equal for ids that one file system or another does not tell apart."""
    return unicodedata.normalize("NFC", identifier.casefold())


def folders_of(folded: Iterable[str], suffixes: tuple[str, ...]) -> set[str]:
    """The folders that documents of these folded ids lie in, of those that end like files of ours."""
    found = set()
    for identifier in folded:
        for suffix in suffixes:
            end = identifier.find(f"{suffix}/")
            while end >= 0:
                found.add(identifier[: end + len(suffix)])
                end = identifier.find(f"{suffix}/", end + 1)
    return found


def _tame(name: str) -> str:
    """What would be a way up, or no name at all: object stores have such."""
    return name.replace(".", "%2E") if name in (".", "..") else name or "%"


def _shorten(name: str) -> str:
    """`name`, or its beginning with a digest where `<name>.json` would be no file name."""
    raw = name.encode("utf-8")
    if len(raw) <= LONGEST_NAME:
        return name
    digest = "~" + hashlib.sha256(raw).hexdigest()[:8]
    return raw[: LONGEST_NAME - len(digest)].decode("utf-8", "ignore") + digest
