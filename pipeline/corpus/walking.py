"""Every file under the inputs: hidden ones left out, links followed as long as they stay inside."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.corpus.urls import is_url, walk
from pipeline.errors import UsageError


class Met(NamedTuple):
    """A file, with the folder that its id counts from; `barred` is why it must not be read.

    A folder is met only where it is barred.
    """

    path: Path
    root: Path
    barred: str | None = None
    is_folder: bool = False


def walk_inputs(inputs: Sequence[Path], output: Path) -> Iterator[Met]:
    """What lies under `output` is not met. UsageError for an input that does not exist."""
    bounds = _Bounds(inputs, output)
    for given in inputs:
        if is_url(given) and given.is_dir():
            yield from (Met(p, given) for p in walk(given) if not _is_below(p, output))
        elif given.is_dir():
            yield from _walk(given, output, bounds)
        elif is_there(given):
            yield Met(given, given.parent)
        else:
            raise UsageError(str(given), "no such file or folder")


def is_there(path: Path) -> bool:
    """Also for a link to nowhere, which has something to be told."""
    return path.exists() if is_url(path) else os.path.lexists(path)


def is_same(path: Path, other: Path) -> bool:
    if is_url(path) or is_url(other):
        return is_url(path) == is_url(other) and str(path) == str(other)
    try:
        return path.samefile(other)
    except OSError:
        return False


def _is_below(path: Path, folder: Path) -> bool:
    return is_url(folder) and f"{path}/".startswith(f"{str(folder).rstrip('/')}/")


class _Bounds:
    """Where links may lead: to what was named as an input, and what lies in it."""

    def __init__(self, inputs: Sequence[Path], output: Path) -> None:
        self._inside = [os.path.realpath(given) for given in inputs if not is_url(given)]
        self._output = "" if is_url(output) else os.path.realpath(output)

    def bar(self, link: Path) -> str | None:
        target = os.path.realpath(link)
        if self._output and _lies_in(target, self._output):
            return "a link into the results"
        if any(_lies_in(target, root) for root in self._inside):
            return None
        return "a link that leads out of the inputs: name what it leads to as an input"


def _lies_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def _walk(root: Path, output: Path, bounds: _Bounds) -> Iterator[Met]:
    """Every file below, folder by folder, real folders before links, no folder twice."""
    seen: set[tuple[int, int]] = set()
    waiting = [root]
    links: list[Path] = []
    while waiting or links:
        folder = waiting.pop() if waiting else links.pop()
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in seen or is_same(folder, output):
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as entries:
                inside = sorted(entries, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            reason = f"cannot open the folder: {error.strerror}"
            yield Met(folder, root, reason, is_folder=True)
            continue
        for entry in inside:
            path = folder / entry.name
            if entry.name.startswith("."):
                continue
            is_folder = os.path.isdir(path)  # noqa: PTH112 (a link to itself raises elsewhere)
            barred = bounds.bar(path) if entry.is_symlink() else None
            if barred or not is_folder:
                yield Met(path, root, barred, is_folder)
            elif entry.is_symlink():
                links.append(path)
            else:
                waiting.append(path)
