"""Documents extracted by worker processes, the longest first, each by whoever is free.

Processes of our own instead of a pool from a library: a pool's workers outlive a killed
parent (python/cpython issue 111873), and a killed worker can hang the pool.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, NamedTuple, cast

from pipeline.corpus.machine import thread_limits
from pipeline.corpus.manifest import Entry, read_entry
from pipeline.corpus.plan import Task
from pipeline.corpus.recipe import Recipe
from pipeline.corpus.report import Failure
from pipeline.corpus.urls import is_url
from pipeline.errors import DataError, WorkerError

# sys.path travels, for a worker must find the very modules that we found.
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    "from pipeline.corpus.worker import serve; serve(int(sys.argv[2]), int(sys.argv[3]))"
)
# Seconds in which a worker ends by itself once its pipe is closed.
_PATIENCE = 2.0
# Starts that fail one after another, without one that succeeds.
_MOST_STARTS = 3


class Job(NamedTuple):
    """What every worker is told: where to write, and how to extract.

    `held` are descriptors that it keeps open: the folder is locked until all have ended.
    `decisions` are lines of a file that was checked.
    """

    output: Path
    recipe: Recipe
    threads: int
    held: tuple[int, ...] = ()
    decisions: str = ""


class Died(NamedTuple):
    """The process that had the document has ended; `status` as in subprocess."""

    status: int


class _Worker:
    """One process with its pipe; `task` is what it is at, None while it starts or waits."""

    def __init__(self, job: Job) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, json.dumps(sys.path), str(theirs.fileno()),
                 str(os.getpid())],
                env={**os.environ, **thread_limits(job.threads)},
                pass_fds=(theirs.fileno(), *job.held),
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                # Out of reach of the terminal's Ctrl-C: it is ours to say what that means.
                start_new_session=True,
            )  # fmt: skip
        self.connection = Connection(ours.detach())
        self.task: Task | None = None
        output = [str(job.output), is_url(job.output)]
        self._send({"output": output, "recipe": job.recipe, "decisions": job.decisions})

    def give(self, task: Task) -> None:
        self.task = task
        source = task.source
        place = [str(source.path), is_url(source.path)]
        self._send([source.id, source.source, *place, source.sidecar])

    def _send(self, message: Any) -> None:
        with suppress(OSError):  # it has died, which is noticed on the next receive
            self.connection.send_bytes(json.dumps(message).encode("ascii"))

    def receive(self) -> dict[str, Any] | None:
        """None when the process has ended."""
        try:
            message: dict[str, Any] = json.loads(self.connection.recv_bytes())
        except (EOFError, OSError):
            return None
        return message

    def close(self) -> None:
        """Tells the process to end; to be followed by `end`."""
        self.connection.close()

    def end(self, patience: float = _PATIENCE) -> int:
        """Waits for the process, so many seconds; its exit status."""
        self.close()
        try:
            return self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


class _Workers:
    """The processes at work. Used with `with`: none is left behind."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._alive: list[_Worker] = []
        self._failed_starts = 0

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, *_: object) -> None:
        # All are told first, so that they end at the same time.
        for worker in self._alive:
            worker.close()
        deadline = time.monotonic() + _PATIENCE
        for worker in self._alive:
            worker.end(max(0.0, deadline - time.monotonic()))

    def start(self) -> None:
        """One more, unless there is no room for it beside the others. WorkerError without any."""
        try:
            self._alive.append(_Worker(self._job))
        except OSError as error:
            if not self._alive:
                reason = f"cannot be started: {error.strerror}"
                raise WorkerError("a worker process", reason) from error

    def messages(self) -> Iterator[tuple[_Worker, dict[str, Any] | None]]:
        """What the workers tell next; None from one that has ended."""
        by_connection = {worker.connection: worker for worker in self._alive}
        for connection in wait(list(by_connection)):
            worker = by_connection[cast(Connection, connection)]
            message = worker.receive()
            if message is not None and "ready" in message:
                self._failed_starts = 0
            yield worker, message

    def dismiss(self, worker: _Worker) -> int:
        """The exit status of a worker that has ended or has no more to do."""
        self._alive.remove(worker)
        return worker.end()

    def replace(self, status: int) -> None:
        """A new process for one that ended with `status` before it was ready.

        Not as long as others are at work: it may be for want of memory.
        """
        if self._alive:
            return
        self._failed_starts += 1
        if self._failed_starts == _MOST_STARTS:
            raise WorkerError("a worker process", f"cannot be started: it {told(status)}")
        self.start()


def extract_by_workers(
    tasks: Sequence[Task], count: int, job: Job
) -> Iterator[tuple[Task, Entry | Failure]]:
    """The outcome of every task, in the order in which they come; to be closed after use.

    A document whose process dies is tried once more when all others are done, in a
    process that has the machine to itself; when that dies too, it has failed. OSError where
    the disk fails, WorkerError where no process can be started.
    """
    died: list[Task] = []
    with closing(_outcomes(tasks, count, job)) as outcomes:
        for task, outcome in outcomes:
            if isinstance(outcome, Died):
                died.append(task)
            else:
                yield task, outcome
    for task in died:
        with closing(_outcomes([task], 1, job)) as outcomes:
            for _, outcome in outcomes:
                yield task, _lost(task, outcome) if isinstance(outcome, Died) else outcome


def _outcomes(
    tasks: Sequence[Task], count: int, job: Job
) -> Generator[tuple[Task, Entry | Failure | Died]]:
    waiting = deque(sorted(tasks, key=lambda task: (-task.size, task.source.id)))
    left = len(waiting)
    with _Workers(job) as workers:
        for _ in range(min(count, left)):
            workers.start()
        while left:
            for worker, message in workers.messages():
                task, worker.task = worker.task, None
                if message is None:
                    status = workers.dismiss(worker)
                    if task is None:
                        workers.replace(status)
                        continue
                    left -= 1
                    yield task, Died(status)
                    if waiting:
                        workers.start()
                    continue
                if task is not None:
                    left -= 1
                    yield task, _read(task, message)
                elif "unusable" in message:
                    place, reason = message["unusable"]
                    raise DataError(place, None, reason)
                if waiting:
                    worker.give(waiting.popleft())
                else:
                    workers.dismiss(worker)


def _read(task: Task, message: dict[str, Any]) -> Entry | Failure:
    if "fault" in message:
        raise OSError(*message["fault"])
    if "failure" in message:
        return Failure(task.source, *message["failure"])
    return read_entry(message["entry"])


def _lost(task: Task, died: Died) -> Failure:
    reason = f"the process that read it {told(died.status)}"
    return Failure(task.source, "extract", WorkerError.__name__, None, reason, "")


def told(status: int) -> str:
    """An exit status in words; what the kernel kills it kills for want of memory, as a rule."""
    if status == -signal.SIGKILL:
        return "was killed (out of memory?)"
    if status < 0:
        return f"crashed with signal {-status}"
    return f"ended with status {status}"
