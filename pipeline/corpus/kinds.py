"""What kinds of file are read, told by their names' ends."""

from __future__ import annotations

from pathlib import PurePath
from typing import Literal

Kind = Literal["text", "pdf"]

SUFFIXES: dict[str, Kind] = {".txt": "text", ".text": "text", ".md": "text", ".pdf": "pdf"}


def kind_of(path: PurePath) -> Kind | None:
    """None for a file that is not read."""
    return SUFFIXES.get(path.suffix.lower())
