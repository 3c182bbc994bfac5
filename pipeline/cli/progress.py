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


class Pace:
    """What is done, and from the bytes of it how long the rest takes."""

    def __init__(self, words: Words, sources: Sequence[Source]) -> None:
        self._words = words
        self._size = sum(map(size_of, sources))
        self._read = 0
        self._start = time.monotonic()
        self.done, self.count = 0, len(sources)

    def add(self, source: Source) -> None:
        self.done += 1
        self._read += size_of(source)

    def left(self) -> str:
        """「残り約 2 分」; nothing before the first document and after the last."""
        if not 0 < self.done < self.count:
            return ""
        seconds = (time.monotonic() - self._start) * (self._size - self._read) / self._read
        return self._words("left", time=duration(self._words, seconds))


class Lines:
    """A line for the first document, the last, and in between one every two seconds."""

    def __init__(self, terminal: Terminal, sources: Sequence[Source]) -> None:
        self._terminal = terminal
        self._pace = Pace(terminal.words, sources)
        self._told = time.monotonic()

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
        words, pace = self._terminal.words, self._pace
        if source is None:
            if pace.count:
                self._terminal.err(words("loading"))
            return
        pace.add(source)
        now = time.monotonic()
        if pace.done not in (1, pace.count) and now - self._told < PAUSE:
            return
        self._told = now
        line = f"[{pace.done}/{pace.count}] {safe(source.source)}"
        self._terminal.err(" - ".join(filter(None, (line, pace.left()))))


class Bar:
    """A bar that moves, by rich."""

    def __init__(self, terminal: Terminal, sources: Sequence[Source]) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        self._pace = Pace(terminal.words, sources)
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.completed}/{task.total}  {task.fields[now]}", markup=False),
        )
        self._progress = Progress(*columns, console=Console(file=terminal.live), transient=True)
        words = terminal.words
        self._task = self._progress.add_task(
            words("progress"), total=len(sources), now=words("loading")
        )

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
            self._pace.add(source)
            now = "  ".join(filter(None, (self._pace.left(), safe(source.source))))
            self._progress.update(self._task, completed=self._pace.done, now=now)


def duration(words: Words, seconds: float) -> str:
    whole = round(seconds)
    if whole >= 3600:
        return words("hours", hours=whole // 3600, minutes=whole % 3600 // 60)
    if whole >= 60:
        return words("minutes", minutes=whole // 60, seconds=whole % 60)
    return words("seconds", seconds=whole)
