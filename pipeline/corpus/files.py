"""Files written whole or not at all: beside, synced, then renamed into place."""

from __future__ import annotations

import hashlib
import itertools
import os
import re
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any

# Short and independent of the target: a suffix on a name of 255 bytes would be too long a name.
_TEMPORARY = ".houkoku-{}-{}.tmp"
_IS_TEMPORARY = re.compile(r"\.houkoku-(\d+)-\d+\.tmp")
_numbers = itertools.count()
_SURROGATE = re.compile("[\ud800-\udfff]")


def encode(content: str) -> bytes:
    """UTF-8; a lone surrogate, which no file can hold, is U+FFFD, so that offsets stay."""
    try:
        return content.encode("utf-8")
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", content).encode("utf-8")


class Staged:
    """Several files, each written in pieces, put into place together by `commit`.

    Used with `with`: whatever is not committed leaves no trace.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, IO[bytes]] = {}
        self._temporaries: dict[str, Path] = {}
        self._sizes: dict[str, int] = {}
        self._digests: dict[str, Any] = {}

    def __enter__(self) -> Staged:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with ExitStack() as closing:
            for file in self._files.values():
                closing.callback(file.close)
        for temporary in self._temporaries.values():
            with suppress(OSError):
                temporary.unlink()

    def append(self, path: str, content: str) -> None:
        """Adds to the file that will be `path` under the folder."""
        if path not in self._files:
            target = self._folder / path
            make_folder(target.parent)
            temporary = target.with_name(_TEMPORARY.format(os.getpid(), next(_numbers)))
            self._files[path] = temporary.open("xb")
            self._temporaries[path] = temporary
            self._sizes[path] = 0
            self._digests[path] = hashlib.sha256()
        raw = encode(content)
        self._files[path].write(raw)
        self._sizes[path] += len(raw)
        self._digests[path].update(raw)

    def commit(self) -> dict[str, tuple[int, str]]:
        """Puts every file in its place; their sizes in bytes and SHA-256 by path."""
        for file in self._files.values():
            file.flush()
            os.fsync(file.fileno())
            file.close()
        for path, temporary in list(self._temporaries.items()):
            temporary.replace(self._folder / path)
            del self._temporaries[path]
        for folder in sorted({(self._folder / path).parent for path in self._files}):
            sync_folder(folder)
        return {path: (self._sizes[path], self._digests[path].hexdigest()) for path in self._files}


def write_files(folder: Path, contents: Iterable[tuple[str, str]]) -> dict[str, tuple[int, str]]:
    """All of `contents` (path under `folder`, content), or none of them."""
    with Staged(folder) as staged:
        for path, content in contents:
            staged.append(path, content)
        return staged.commit()


def make_folder(folder: Path) -> None:
    """`folder` and what it lies in; pathlib's own way recurses, and 1,000 levels are too deep."""
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
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def remove_others(folder: Path, suffix: str, keep: set[str]) -> int:
    """Removes what `folder` holds but for `<id><suffix>` of `keep`, and folders left empty.

    What a killed run left half-written goes too. Files of other kinds stay: they are
    not ours. Returns how many files were removed.
    """
    removed = 0
    for current in _folders(folder):
        remove_leftovers(current)
        for path in list(current.iterdir()):
            identifier = path.relative_to(folder).as_posix().removesuffix(suffix)
            if path.name.endswith(suffix) and identifier not in keep and not path.is_dir():
                path.unlink()
                removed += 1
        if current != folder:
            with suppress(OSError):
                current.rmdir()
    return removed


def remove_leftovers(folder: Path) -> None:
    """Removes the temporary files in `folder` of runs that were killed."""
    for path in list(folder.iterdir()):
        match = _IS_TEMPORARY.fullmatch(path.name)
        if match and not _is_alive(int(match[1])):
            path.unlink(missing_ok=True)


def _is_alive(process: int) -> bool:
    """Whether another process with this number runs; our own has no temporary file left."""
    if process == os.getpid():
        return False
    if os.name != "posix":
        return True  # os.kill(…, 0) is a question on POSIX only
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _folders(folder: Path) -> list[Path]:
    """`folder` and all below, the deepest first; os.walk recurses before Python 3.12."""
    found = []
    waiting = [folder] if folder.is_dir() else []
    while waiting:
        found.append(waiting.pop())
        waiting += [p for p in found[-1].iterdir() if p.is_dir() and not p.is_symlink()]
    return found[::-1]
