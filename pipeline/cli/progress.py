"""How far the run is and how long it takes: a bar on a terminal, plain lines on a pipe."""

from __future__ import annotations

import time
from collections.abc import Sequence
from types import TracebackType
from typing import Protocol

from pipeline.cli.messages import Words
from pipeline.cli.terminal import Terminal, safe
from pipeline.corpus import Task

# On a pipe, seconds between two lines: a corpus of thousands is no flood of them.
PAUSE = 2.0


class Progress(Protocol):
    """Used with `with`; called with each task that is done."""

    def __enter__(self) -> Progress: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...
    def __call__(self, task: Task | None) -> None: ...


def make_progress(terminal: Terminal, tasks: Sequence[Task]) -> Progress:
    return Bar(terminal, tasks) if terminal.is_live else Lines(terminal, tasks)


def weight(task: Task) -> int:
    """Bytes to read, and one for the file itself."""
    return task.size + 1


class Pace:
    """What is done, and from the bytes of it how long the rest takes."""

    def __init__(self, words: Words, tasks: Sequence[Task]) -> None:
        self._words = words
        self._size = sum(map(weight, tasks))
        self._read = 0
        self._start = time.monotonic()
        self.done, self.count = 0, len(tasks)

    def add(self, task: Task) -> None:
        self.done += 1
        self._read += weight(task)

    def left(self) -> str:
        """「残り約 2 分」; nothing before the first document and after the last."""
        if not 0 < self.done < self.count:
            return ""
        seconds = (time.monotonic() - self._start) * (self._size - self._read) / self._read
        return self._words("left", time=duration(self._words, seconds))


class Lines:
    """A line for the first document, the last, and in between one every two seconds."""

    def __init__(self, terminal: Terminal, tasks: Sequence[Task]) -> None:
        self._terminal = terminal
        self._pace = Pace(terminal.words, tasks)
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

    def __call__(self, task: Task | None) -> None:
        words, pace = self._terminal.words, self._pace
        if task is None:
            if pace.count:
                self._terminal.err(words("loading"))
            return
        pace.add(task)
        now = time.monotonic()
        if pace.done not in (1, pace.count) and now - self._told < PAUSE:
            return
        self._told = now
        line = f"[{pace.done}/{pace.count}] {safe(task.source.source)}"
        self._terminal.err(" - ".join(filter(None, (line, pace.left()))))


class Bar:
    """A bar that moves, by rich."""

    def __init__(self, terminal: Terminal, tasks: Sequence[Task]) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        self._pace = Pace(terminal.words, tasks)
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.completed}/{task.total}  {task.fields[now]}", markup=False),
        )
        self._progress = Progress(*columns, console=Console(file=terminal.live), transient=True)
        words = terminal.words
        self._task = self._progress.add_task(
            words("progress"), total=len(tasks), now=words("loading")
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

    def __call__(self, task: Task | None) -> None:
        if task is not None:
            self._pace.add(task)
            now = "  ".join(filter(None, (self._pace.left(), safe(task.source.source))))
            self._progress.update(self._task, completed=self._pace.done, now=now)


def duration(words: Words, seconds: float) -> str:
    whole = round(seconds)
    if whole >= 3600:
        return words("hours", hours=whole // 3600, minutes=whole % 3600 // 60)
    if whole >= 60:
        return words("minutes", minutes=whole // 60, seconds=whole % 60)
    return words("seconds", seconds=whole)
