"""Folders and files elsewhere than on this machine's disks, by fsspec: s3://…, gs://…, sftp://….

universal_pathlib gives such an address the methods of a Path, so the rest of the program
asks no more than here whether a path is one. What they lack: links, folders as such,
fsync, and locks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from pipeline.errors import UsageError

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(?=::|://)")


def to_path(given: str) -> Path:
    """A path of this machine, also for file://…; else an address that behaves like one.

    UsageError where what reads such addresses is not installed.
    """
    scheme = _SCHEME.match(given)
    if scheme is None:
        return Path(given)
    if scheme[0] == "file" and given.startswith("file://"):
        return Path(given.removeprefix("file://"))
    try:
        # Not a Path, but it has the methods of one.
        return cast(Path, import_module("upath").UPath(given))
    except (ImportError, ValueError) as error:
        reason = f"addresses like this need more than is installed: {error}"
        raise UsageError(given, reason) from error


def is_url(path: Path) -> bool:
    return not isinstance(path, Path)


def walk(root: Path) -> Iterator[Path]:
    """Every file below `root`, in order, but for the hidden ones."""
    files: Any = root.rglob("*")
    for path in sorted(files, key=str):
        hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
        if not hidden and path.is_file():
            yield path
