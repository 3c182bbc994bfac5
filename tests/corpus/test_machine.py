from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.corpus.machine import (
    WORKER_MEMORY,
    WORKER_TEXT,
    choose_workers,
    count_cores,
    free_memory,
)

TEXT = WORKER_TEXT
GB = 1 << 30


@pytest.mark.parametrize(
    ("sizes", "cores", "memory", "workers"),
    [
        pytest.param([], 8, 64 * GB, 0, id="nothing to do"),
        pytest.param([10_000], 8, 64 * GB, 0, id="little text"),
        pytest.param([TEXT - 1], 8, 64 * GB, 0, id="not worth a process"),
        pytest.param([100 * TEXT], 8, 64 * GB, 1, id="one document"),
        pytest.param([99 * TEXT, TEXT], 8, 64 * GB, 2, id="one that is longer than all others"),
        pytest.param([TEXT] * 100, 8, 64 * GB, 8, id="as many as cores"),
        pytest.param([TEXT] * 100, 8, 2 * WORKER_MEMORY + 1, 2, id="as memory allows"),
        pytest.param([TEXT] * 100, 8, 0, 1, id="no memory, but one there must be"),
        pytest.param([TEXT] * 100, 8, None, 8, id="memory not known"),
        pytest.param([TEXT // 10] * 30, 8, 64 * GB, 3, id="as the text is worth"),
        pytest.param([TEXT * 9] * 3, 8, 64 * GB, 3, id="no more than documents"),
        pytest.param([0] * 100, 8, 64 * GB, 0, id="what cannot be reached"),
    ],
)
def test_choose_workers(sizes: list[int], cores: int, memory: int | None, workers: int) -> None:
    assert choose_workers(sizes, cores=cores, memory=memory) == workers


def put(root: Path, **files: str) -> Path:
    for name, content in files.items():
        path = root / name.replace("__", "/").replace("_DOT_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return root


@pytest.fixture(autouse=True)
def _eight_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)


@pytest.mark.parametrize(
    ("group", "files", "cores"),
    [
        ("0::/a/b\n", {}, 8),
        ("0::/a/b\n", {"cpu.max": "max 100000\n"}, 8),
        ("0::/a/b\n", {"cpu.max": "150000 100000\n"}, 2),
        ("0::/a/b\n", {"a/cpu.max": "100000 100000\n", "a/b/cpu.max": "300000 100000\n"}, 1),
        ("0::/elsewhere\n", {"cpu.max": "300000 100000\n"}, 3),
        ("4:cpu,cpuacct:/a\n",
         {"cpu/a/cpu.cfs_quota_us": "250000\n", "cpu/a/cpu.cfs_period_us": "100000\n"}, 3),
        ("4:cpu,cpuacct:/a\n",
         {"cpu/a/cpu.cfs_quota_us": "-1\n", "cpu/a/cpu.cfs_period_us": "100000\n"}, 8),
        ("4:memory:/a\n", {"cpu.max": "100000 100000\n"}, 8),
        ("odd\n", {"cpu.max": "100000 100000\n"}, 8),
        ("", {}, 8),
    ],
)  # fmt: skip
def test_cores_within_control_groups(
    tmp_path: Path, group: str, files: dict[str, str], cores: int
) -> None:
    put(tmp_path, proc__self__cgroup=group)
    put(tmp_path / "sys/fs/cgroup", **files)
    assert count_cores(tmp_path) == cores


@pytest.mark.parametrize(
    ("group", "files", "free"),
    [
        ("0::/\n", {}, 4096 << 10),
        ("0::/\n", {"memory.max": "max\n", "memory.current": "5\n"}, 4096 << 10),
        ("0::/\n", {"memory.max": "3000000\n", "memory.current": "1000000\n"}, 2_000_000),
        ("0::/\n", {"memory.max": "3000000\n", "memory.current": "1000000\n",
                    "memory.stat": "anon 1\ninactive_file 500000\n"}, 2_500_000),
        ("0::/a\n", {"a/memory.max": "3000000\n", "a/memory.current": "4000000\n"}, 0),
        ("5:memory:/a\n", {"memory/memory.limit_in_bytes": "1000\n",
                           "memory/memory.usage_in_bytes": "400\n"}, 600),
        ("5:memory:/a\n", {"memory/a/memory.limit_in_bytes": "9223372036854771712\n",
                           "memory/a/memory.usage_in_bytes": "400\n"}, 4096 << 10),
    ],
)  # fmt: skip
def test_memory_within_control_groups(
    tmp_path: Path, group: str, files: dict[str, str], free: int
) -> None:
    put(tmp_path, proc__meminfo="MemTotal: 9000 kB\nMemAvailable: 4096 kB\n",
        proc__self__cgroup=group)  # fmt: skip
    put(tmp_path / "sys/fs/cgroup", **files)
    assert free_memory(tmp_path) == free


def test_this_machine_tells() -> None:
    assert count_cores() >= 1
    assert (free_memory() or 1) > 0
