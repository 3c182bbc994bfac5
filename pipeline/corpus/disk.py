"""Every call that alters the disk. What writes goes through here, and nothing else does.

So a test can stop the program, or fail it, at each of them in turn.
"""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path
from typing import IO, Any, cast

from pipeline.corpus.urls import is_url

# What is wrong with the disk and not with one file on it: going on would only fail again.
FAULTS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS})


def create(path: Path) -> IO[bytes]:
    """A new file, unbuffered; FileExistsError where there is one."""
    if is_url(path):
        return path.open("wb")
    return path.open("xb", buffering=0)


def open_end(path: Path) -> IO[bytes]:
    """A file to be written on at its end, made where it is missing."""
    if is_url(path):
        return path.open("ab")
    return path.open("ab", buffering=0)


def write(file: IO[bytes], content: bytes) -> None:
    view = memoryview(content)
    while len(view):
        # A signal or a nearly full disk cuts a write short without an error.
        view = view[file.write(view) :]


def sync(file: IO[bytes]) -> None:
    """Makes what was written outlast a power cut; elsewhere than on a disk, closing does."""
    if isinstance(file, io.FileIO):
        os.fsync(file.fileno())


def rename(path: Path, target: Path) -> None:
    """Takes the place of what is there."""
    if is_url(path):
        elsewhere: Any = path
        elsewhere.fs.mv(elsewhere.path, cast(Any, target).path)
    else:
        path.replace(target)


def remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def remove_folder(folder: Path) -> None:
    """An empty one; OSError where it is not."""
    folder.rmdir()


def make_folder(folder: Path) -> None:
    """`folder` and what it lies in; pathlib's own way recurses, and 1,000 levels are too deep."""
    if is_url(folder):
        folder.mkdir(parents=True, exist_ok=True)
        return
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        if folder == folder.parent:
            break
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(exist_ok=True)


def sync_folder(folder: Path) -> None:
    """Makes renames in `folder` outlast a power cut, where the system can."""
    if is_url(folder):
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno in FAULTS:
            raise
