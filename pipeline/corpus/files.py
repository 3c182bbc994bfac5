"""Files written whole or not at all: beside, synced, then renamed into place."""

from __future__ import annotations

import hashlib
import itertools
import os
import re
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from pipeline.corpus import disk

# Short and independent of the target: a suffix on a name of 255 bytes would be too long a name.
_TEMPORARY = ".houkoku-{}-{}.tmp"
_IS_TEMPORARY = re.compile(r"\.houkoku-\d+-\d+\.tmp")
_numbers = itertools.count()
_SURROGATE = re.compile("[\ud800-\udfff]")
# Bytes gathered before they are written and digested.
_PIECE = 1 << 18


class Digest(NamedTuple):
    """A file's size in bytes and its SHA-256."""

    size: int
    sha256: str


def encode(content: str) -> bytes:
    """UTF-8; a lone surrogate, which no file can hold, is U+FFFD, so that offsets stay."""
    try:
        return content.encode("utf-8")
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", content).encode("utf-8")


def digest_of(path: Path) -> Digest | None:
    """None where there is no regular file, or none that can be read."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            return Digest(file.seek(0, os.SEEK_END), sha256)
    except OSError:
        return None


class _Beside:
    """A file that is being written beside its place."""

    def __init__(self, target: Path) -> None:
        disk.make_folder(target.parent)
        self.target = target
        self.path = target.with_name(_TEMPORARY.format(os.getpid(), next(_numbers)))
        self.size = 0
        self._sha256 = hashlib.sha256()
        self._waiting: list[bytes] = []
        self._length = 0
        self._file = disk.create(self.path)

    def append(self, content: bytes) -> None:
        self.size += len(content)
        self._waiting.append(content)
        self._length += len(content)
        if self._length >= _PIECE:
            self._flush()

    def finish(self) -> Digest:
        self._flush()
        disk.sync(self._file)
        self._file.close()
        return Digest(self.size, self._sha256.hexdigest())

    def discard(self) -> None:
        with ExitStack() as closing:
            closing.enter_context(suppress(OSError))
            closing.callback(disk.remove, self.path)
            closing.callback(self._file.close)

    def _flush(self) -> None:
        content = b"".join(self._waiting)
        self._waiting, self._length = [], 0
        self._sha256.update(content)
        disk.write(self._file, content)


class Staged:
    """Several files, each written in pieces, put into place together by `commit`.

    Used with `with`: whatever is not committed leaves no trace.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, _Beside] = {}

    def __enter__(self) -> Staged:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for file in self._files.values():
            file.discard()

    def append(self, path: str, content: str | bytes) -> None:
        """Adds to the file that will be `path` under the folder."""
        if path not in self._files:
            self._files[path] = _Beside(self._folder / path)
        self._files[path].append(encode(content) if isinstance(content, str) else content)

    def size(self, path: str) -> int:
        """Bytes appended so far."""
        return self._files[path].size if path in self._files else 0

    def commit(self) -> dict[str, Digest]:
        """Puts every file in its place; its size and SHA-256 by its path."""
        digests = {path: file.finish() for path, file in self._files.items()}
        folders = sorted({file.target.parent for file in self._files.values()})
        for path, file in list(self._files.items()):
            disk.rename(file.path, file.target)
            del self._files[path]
        for folder in folders:
            disk.sync_folder(folder)
        return digests


def write_files(folder: Path, contents: Iterable[tuple[str, str]]) -> dict[str, Digest]:
    """All of `contents` (path under `folder`, content), or none of them."""
    with Staged(folder) as staged:
        for path, content in contents:
            staged.append(path, content)
        return staged.commit()


def write_if_other(path: Path, pieces: Callable[[], Iterable[str]]) -> None:
    """Leaves a file alone that already holds `pieces` one after another."""
    if not _holds(path, pieces()):
        write_files(path.parent, ((path.name, piece) for piece in pieces()))


def _holds(path: Path, pieces: Iterable[str]) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            for raw in map(encode, pieces):
                if file.read(len(raw)) != raw:
                    return False
            return file.read(1) == b""
    except OSError:
        return False


def is_leftover(name: str) -> bool:
    """Whether it is a file that a killed run was writing."""
    return _IS_TEMPORARY.fullmatch(name) is not None
