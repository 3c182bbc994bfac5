"""What this machine allows: cores and memory, within the limits of its containers too."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

# What a worker takes on documents of ordinary length; what else runs needs some as well.
WORKER_MEMORY = 900 << 20
# Bytes of text for which a process more is worth its start, about three seconds.
WORKER_TEXT = 150_000

# Libraries of matrix products read these once, when they are loaded.
_THREADS = (
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)  # fmt: skip


def choose_workers(sizes: Sequence[int], *, cores: int, memory: int | None) -> int:
    """How many processes for documents of these `sizes` in bytes; 0: none but this one.

    `memory` is what is free, in bytes; None where that is not known.
    """
    total = sum(sizes)
    if os.name != "posix" or total < WORKER_TEXT:
        return 0
    allowed = cores if memory is None else min(cores, memory // WORKER_MEMORY)
    # The longest document takes its time however many work beside it.
    useful = min(total // WORKER_TEXT, math.ceil(total / max(sizes)), len(sizes))
    return max(1, min(allowed, useful))


def thread_limits(count: int) -> dict[str, str]:
    """Environment for a process of `count` threads; what the user has set is left out."""
    return {name: str(count) for name in _THREADS if name not in os.environ}


@contextmanager
def limited_threads(count: int) -> Iterator[None]:
    """The same for this process, for libraries that are loaded meanwhile."""
    limits = thread_limits(count)
    os.environ.update(limits)
    try:
        yield
    finally:
        for name in limits:
            os.environ.pop(name, None)


def count_cores(root: Path = Path("/")) -> int:
    """Cores that this process may use: its affinity, and the quotas of its control groups."""
    cores = os.cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    for folder in _groups(root, "cpu"):
        quota, period = _quota(folder)
        if quota > 0 and period > 0:
            cores = min(cores, math.ceil(quota / period))
    return max(1, cores)


def free_memory(root: Path = Path("/")) -> int | None:
    """Bytes that can be taken without swapping, within the limits of control groups."""
    found = []
    for line in _lines(root / "proc/meminfo"):
        if line.startswith("MemAvailable:"):
            found.append(int(line.split()[1]) << 10)
    for folder in _groups(root, "memory"):
        limit = _number(folder / "memory.max", folder / "memory.limit_in_bytes")
        used = _number(folder / "memory.current", folder / "memory.usage_in_bytes")
        if limit is not None and used is not None:
            found.append(max(0, limit - used + _reclaimable(folder)))
    if not found and hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        # macOS does not tell what is free: half of all is a guess that leaves room.
        found.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2)
    return min(found, default=None)


def _groups(root: Path, controller: str) -> Iterator[Path]:
    """The folders of the control groups that this process is in, the innermost first."""
    for line in _lines(root / "proc/self/cgroup"):
        number, controllers, path = [*line.split(":", 2), "", ""][:3]
        if controller not in controllers.split(",") and (number, controllers) != ("0", ""):
            continue
        top = root / "sys/fs/cgroup"
        top = top / controller if controllers else top
        # Within a container the path may be that of the machine outside: what is
        # missing is passed over, the top is there.
        parts = Path(path.lstrip("/")).parts
        for length in range(len(parts), -1, -1):
            yield top.joinpath(*parts[:length])


def _quota(folder: Path) -> tuple[int, int]:
    """Microseconds of processor time, and of the period in which they may be used."""
    for line in _lines(folder / "cpu.max"):
        quota, _, period = line.partition(" ")
        return (int(quota), int(period)) if quota.isdecimal() else (0, 0)
    quota_v1 = _number(folder / "cpu.cfs_quota_us") or 0
    return quota_v1, _number(folder / "cpu.cfs_period_us") or 0


def _reclaimable(folder: Path) -> int:
    """Bytes of files that are kept in memory only as long as nothing else needs it."""
    for line in _lines(folder / "memory.stat"):
        name, _, value = line.partition(" ")
        if name in ("inactive_file", "total_inactive_file"):
            return int(value)
    return 0


def _number(*paths: Path) -> int | None:
    """The number in the first of the files that there is; None for `max` or without any."""
    for path in paths:
        for line in _lines(path):
            return int(line) if line.isdecimal() else None
    return None


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
