"""How far the run is and how long it takes: a bar on a terminal, plain lines on a pipe."""

from __future__ import annotations

import time
from collections.abc import Sequence
from types import TracebackType
from typing import Protocol

from pipeline.cli.messages import Words
from pipeline.cli.terminal import Terminal, safe
from pipeline.corpus import Source

# On a pipe, seconds between two lines: a corpus of thousands is no flood of them.
PAUSE = 2.0


class Progress(Protocol):
    """Used with `with`; called with each source that is done."""

    def __enter__(self) -> Progress: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...
    def __call__(self, source: Source | None) -> None: ...


def make_progress(terminal: Terminal, sources: Sequence[Source]) -> Progress:
    return Bar(terminal, sources) if terminal.is_live else Lines(terminal, sources)


def size_of(source: Source) -> int:
    """Bytes to read, and one for the file itself; what cannot be read costs nothing more."""
    try:
        return source.path.stat().st_size + 1
    except OSError:
        return 1


class Lines:
    """A line for the first document, the last, and in between one every two seconds."""

    def __init__(self, terminal: Terminal, sources: Sequence[Source]) -> None:
        self._terminal = terminal
        self._count = len(sources)
        self._size = sum(map(size_of, sources))
        self._done = self._read = 0
        self._start = self._told = time.monotonic()

    def __enter__(self) -> Lines:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        return None

    def __call__(self, source: Source | None) -> None:
        words = self._terminal.words
        if source is None:
            if self._count:
                self._terminal.err(words("loading"))
            return
        self._done += 1
        self._read += size_of(source)
        now = time.monotonic()
        if self._done not in (1, self._count) and now - self._told < PAUSE:
            return
        self._told = now
        line = words("step", done=self._done, total=self._count, name=safe(source.source))
        if self._done < self._count:
            seconds = (now - self._start) * (self._size - self._read) / self._read
            line += " · " + words("left", time=duration(words, seconds))
        self._terminal.err(line)


class Bar:
    """A bar that moves, with the time left, by rich."""

    def __init__(self, terminal: Terminal, sources: Sequence[Source]) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.fields[done]}/{task.fields[count]}", markup=False),
            TimeRemainingColumn(),
            TextColumn("{task.fields[name]}", markup=False),
        )
        self._done = 0
        self._progress = Progress(*columns, console=Console(file=terminal.live), transient=True)
        self._task = self._progress.add_task(
            terminal.words("progress"), total=sum(map(size_of, sources)),
            done=0, count=len(sources), name="",
        )  # fmt: skip

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def __call__(self, source: Source | None) -> None:
        if source is not None:
            self._done += 1
            name = safe(source.source)
            self._progress.update(self._task, advance=size_of(source), done=self._done, name=name)


def duration(words: Words, seconds: float) -> str:
    whole = round(seconds)
    if whole >= 3600:
        return words("hours", hours=whole // 3600, minutes=whole % 3600 // 60)
    if whole >= 60:
        return words("minutes", minutes=whole // 60, seconds=whole % 60)
    return words("seconds", seconds=whole)
