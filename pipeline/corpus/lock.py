"""One run at a time into an output folder: a lock that goes with its process.

The lock is on a file in the folder, `.lock`, which tells who holds it and is removed at
the end. The system lets go of it when the last process of the run has ended, however
that was. Where it knows no such locks (some network folders), the file `.lock-held` is the
lock by being there, and that of a process which is no more does not count.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from pipeline.corpus import disk
from pipeline.corpus.urls import is_url
from pipeline.errors import BusyError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

PATH, CLAIM = ".lock", ".lock-held"
# Seconds between two looks at a lock that another run holds.
PAUSE = 0.2
_UNSUPPORTED = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})


class Holder(NamedTuple):
    """A run: its process, where and since when; `born` tells it from a later one of its number."""

    process: int
    machine: str
    since: str
    born: str


Tell = Callable[[Holder | None], None]


@contextmanager
def locked(output: Path, tell: Tell, patience: float | None = None) -> Iterator[tuple[int, ...]]:
    """Holds the folder, which is made where it is missing. For what is no folder here, nothing.

    While another run holds it, `tell` is called once with that (None if it cannot be told), and
    it is waited for; BusyError after `patience` seconds. Yields descriptors: as long as
    a process has them open, the lock is held.
    """
    if is_url(output):
        yield ()
        return
    disk.make_folder(output)
    end = None if patience is None else time.monotonic() + patience
    told = False
    while (held := _try(output)) is None:
        holder = _holder(output)
        if end is not None and time.monotonic() >= end:
            raise BusyError(str(output), f"in use by another run{_who(holder)}")
        if not told:
            tell(holder)
            told = True
        time.sleep(PAUSE)
    try:
        yield (held,)
    finally:
        # Before it is let go of: a run that waits finds the file gone and makes its own.
        for name in (PATH, CLAIM):
            with suppress(OSError):
                (output / name).unlink()
        os.close(held)


def _who(holder: Holder | None) -> str:
    return (
        f" (process {holder.process} on {holder.machine}, since {holder.since})" if holder else ""
    )


def _try(output: Path) -> int | None:
    """The descriptor that holds the lock; None where another run has it."""
    try:
        held = _lock(output / PATH)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
        held = _claim(output / CLAIM)
    if held is not None:
        with suppress(OSError):  # on a full disk it is held all the same
            os.ftruncate(held, 0)
            os.write(held, json.dumps(_us()).encode())
    return held


def _lock(path: Path) -> int | None:
    if fcntl is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    held = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    with ExitStack() as stack:
        stack.callback(os.close, held)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # The run that held it may have removed the file while we opened it.
            if not os.path.samestat(path.stat(), os.fstat(held)):
                return None
        except (BlockingIOError, FileNotFoundError):
            return None
        stack.pop_all()
        return held


def _claim(path: Path) -> int | None:
    with suppress(FileExistsError):
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
    holder = _read(path)
    if holder is not None and not _is_alive(holder):
        path.unlink(missing_ok=True)  # and the next look makes it anew
    return None


def _us() -> Holder:
    since = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M:%S")
    return Holder(os.getpid(), socket.gethostname(), since, _born(os.getpid()))


def _holder(output: Path) -> Holder | None:
    return _read(output / PATH) or _read(output / CLAIM)


def _read(path: Path) -> Holder | None:
    try:
        process, machine, since, born = json.loads(path.read_bytes())
        return Holder(int(process), str(machine), str(since), str(born))
    except (OSError, ValueError, TypeError):
        return None


def _is_alive(holder: Holder) -> bool:
    """Whether the run goes on; one on another machine is believed to."""
    if holder.machine != socket.gethostname():
        return True
    if os.name != "posix":
        return True  # os.kill(…, 0) is a question on POSIX only
    try:
        os.kill(holder.process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        pass
    return holder.born == _born(holder.process)


def _born(process: int) -> str:
    """When the process began, in ticks since the machine did; "" where the system does not tell."""
    try:
        # The name of the program, in brackets, may hold blanks and brackets.
        fields = Path(f"/proc/{process}/stat").read_text(errors="replace").rpartition(")")[2]
        return fields.split()[19]
    except (OSError, IndexError):
        return ""
