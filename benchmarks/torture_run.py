"""The command `extract` as a process that is watched: how far it is, how large, what it says."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
_DONE = re.compile(rb"^\[([\d,]+)/([\d,]+)\]", re.MULTILINE)
_KILOBYTES = re.compile(r"^(VmRSS|VmHWM):\s+(\d+) kB", re.MULTILINE)
# Without a line of progress for so long, it hangs.
PATIENCE = 300.0
_PAUSE = 0.1


class Size(NamedTuple):
    """Bytes of a process in memory: now, and the most so far."""

    rss: int
    peak: int


# By the number of the process, with what it is.
Sizes = dict[int, tuple[str, Size]]


class Process:
    """`wrong` says what went wrong. Used with `with`: no process is left."""

    def __init__(self, corpus: Path, output: Path, workers: int = 2) -> None:
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed at the end of `with`
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "extract", str(corpus), "--output", str(output),
             "--workers", str(workers), "--lang", "en"],
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=self._log,
        )  # fmt: skip
        self.sizes: Sizes = {}
        self.wrong: list[str] = []
        self.done = self.tasks = 0
        self._moved = time.monotonic()

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *_: object) -> None:
        if not self.ended:
            self.kill()
        self._log.close()

    @property
    def ended(self) -> bool:
        return self._process.returncode is not None

    @property
    def is_finishing(self) -> bool:
        """Whether all documents are done, and the files about all of them are being made."""
        return 0 < self.done == self.tasks

    def goes_on(self) -> bool:
        """Looks again, after a moment; False when it has ended, or has to be given up."""
        time.sleep(_PAUSE)
        self._look()
        status = self._process.poll()
        if status is not None:
            if status not in (0, 1):
                self.wrong.append(f"ended with status {status}: {self._said()[-300:]!r}")
            self._read()
            return False
        if time.monotonic() - self._moved > PATIENCE:
            self.wrong.append(f"hangs after {self.done:,} documents")
            self.kill()
            return False
        return True

    def workers(self) -> list[int]:
        found = []
        for path in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                fields = path.read_text().rpartition(")")[2].split()
                name = path.with_name("cmdline").read_bytes()
                if int(fields[1]) == self._process.pid and b"corpus.worker" in name:
                    found.append(int(path.parent.name))
        return sorted(found)

    def kill_worker(self, source: random.Random) -> None:
        with suppress(ProcessLookupError):
            os.kill(source.choice(self.workers()), signal.SIGKILL)

    def stop(self, number: signal.Signals) -> float:
        """Seconds until it has ended after a signal that it can answer."""
        start = time.monotonic()
        self._process.send_signal(number)
        try:
            status = self._process.wait(60)
        except subprocess.TimeoutExpired:
            self.wrong.append(f"does not end on {number.name}")
            self.kill()
            return time.monotonic() - start
        took = time.monotonic() - start
        # When the last file is in its place there is nothing left to interrupt.
        if status != 128 + number and not (self.is_finishing and status in (0, 1)):
            self.wrong.append(f"{number.name}: ended with status {status}")
        self._read()
        return took

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        self._read()

    def _look(self) -> None:
        names = {number: f"worker {number}" for number in self.workers()}
        for number, name in {self._process.pid: "the command", **names}.items():
            with suppress(OSError):
                status = Path(f"/proc/{number}/status").read_text()
                sizes = {key: int(value) * 1024 for key, value in _KILOBYTES.findall(status)}
                if len(sizes) == 2:
                    self.sizes[number] = (name, Size(sizes["VmRSS"], sizes["VmHWM"]))
        found = _DONE.findall(self._said())
        if found:
            done, self.tasks = (int(number.replace(b",", b"")) for number in found[-1])
            if done != self.done:
                self.done, self._moved = done, time.monotonic()

    def _said(self) -> bytes:
        # Not by seeking: where the file is read is where the process writes, too.
        return os.pread(self._log.fileno(), 1 << 24, 0)

    def _read(self) -> None:
        said = self._said()
        if b"Traceback" in said:
            self.wrong.append(f"a traceback: {said[said.index(b'Traceback') :][:2000].decode()}")
