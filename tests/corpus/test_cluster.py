"""A real Dask scheduler with workers in processes of their own: the same bytes as one process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from pipeline.corpus import Recipe, Report, cluster
from pipeline.corpus.cluster import Cluster
from pipeline.decisions import Decisions
from pipeline.errors import UsageError
from tests.corpus.makers import recipe
from tests.corpus.runs import contents, put, run
from tests.corpus.test_decisions import MINISTRY, MONTH, OTHER, REJECT, WIDE
from tests.documents import TEXT

pytest.importorskip("distributed")

ROOT = Path(__file__).parents[2]
TEXTS = {f"{n:02}__{n}": TEXT * (n % 5 + 1) + f"第{n}号\n" for n in range(24)}


def start(module: str, *arguments: str, **more: str) -> subprocess.Popen[bytes]:
    """One of Dask's commands; a document that kills its worker is given up at once."""
    environment = {
        "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0", **more,
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{module}", "--no-dashboard", *arguments],
        env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


class Machines:
    """A scheduler on loopback, and workers that join it."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._stack = stack
        self._file = folder / "scheduler.json"
        self._start("dask_scheduler", "--host", "127.0.0.1", "--port", "0")
        while not self._file.exists() or not self._file.read_text().endswith("}"):
            time.sleep(0.05)
        self.address: str = json.loads(self._file.read_text())["address"]

    def add_worker(self, *arguments: str, **environment: str) -> None:
        self._start("dask_worker", "--nthreads", "2", *arguments, **environment)

    def _start(self, module: str, *arguments: str, **environment: str) -> None:
        process = start(module, "--scheduler-file", str(self._file), *arguments, **environment)
        self._stack.callback(process.wait)
        self._stack.callback(process.kill)


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    with ExitStack() as stack:
        found = Machines(tmp_path_factory.mktemp("cluster"), stack)
        for _ in range(2):
            found.add_worker()
        yield found


def by_cluster(raw: Path, outputs: Path, how: Recipe, address: str | None) -> Report:
    return run(raw, outputs, how, cluster=Cluster(address), workers=2)


def test_the_same_bytes_as_one_process(tmp_path: Path, machines: Machines) -> None:
    put(tmp_path / "raw", **TEXTS, empty="", failing="失敗")
    run(tmp_path / "raw", tmp_path / "one", recipe())
    report = by_cluster(tmp_path / "raw", tmp_path / "many", recipe(), machines.address)
    assert contents(tmp_path / "many") == contents(tmp_path / "one")
    assert len(report.failures) == 2


def test_decisions_hold_wherever_a_document_is_extracted(
    tmp_path: Path, machines: Machines
) -> None:
    put(tmp_path / "raw", a=MINISTRY, b=OTHER, c=MINISTRY)
    decisions, how = Decisions([REJECT, MONTH, WIDE]), recipe("without_model")
    run(tmp_path / "raw", tmp_path / "one", how, decisions)
    cluster = Cluster(machines.address)
    run(tmp_path / "raw", tmp_path / "many", how, decisions, cluster=cluster, workers=2)
    assert contents(tmp_path / "many") == contents(tmp_path / "one")
    assert REJECT.id.encode() in contents(tmp_path / "many")["documents/a.json"]


def test_a_broken_text_is_read_on_as_one_process_does(tmp_path: Path, machines: Machines) -> None:
    put(tmp_path / "raw", a=TEXT.encode() + b"\xff\xff", b=TEXT)
    read_on = recipe()._replace(on_decode_error="replace")
    run(tmp_path / "raw", tmp_path / "one", read_on)
    report = by_cluster(tmp_path / "raw", tmp_path / "many", read_on, machines.address)
    assert not report.failures
    assert contents(tmp_path / "many") == contents(tmp_path / "one")


def test_relative_paths(
    tmp_path: Path, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    put(Path("raw"), **TEXTS)
    by_cluster(Path("raw"), Path("many"), recipe(), machines.address)
    assert len(list(Path("many/documents").rglob("*.json"))) == len(TEXTS)


def test_a_worker_that_is_killed_takes_no_document_along(
    tmp_path: Path, machines: Machines
) -> None:
    (tmp_path / "met").mkdir()
    how = recipe("deadly", folder=str(tmp_path / "met"))
    put(tmp_path / "raw", **TEXTS, once=TEXT + "一度")
    run(tmp_path / "raw", tmp_path / "one", recipe())
    report = by_cluster(tmp_path / "raw", tmp_path / "many", how, machines.address)
    assert report.failures == []
    assert contents(tmp_path / "many") == contents(tmp_path / "one")


def test_a_document_that_kills_every_worker_fails_alone(tmp_path: Path, machines: Machines) -> None:
    (tmp_path / "met").mkdir()
    how = recipe("deadly", folder=str(tmp_path / "met"))
    put(tmp_path / "raw", **TEXTS, guilty=TEXT + "殺")
    report = by_cluster(tmp_path / "raw", tmp_path / "many", how, machines.address)
    [failure] = report.failures
    assert (failure.source.id, failure.stage) == ("guilty", "extract")
    assert "was killed" in failure.reason
    assert len(report.summaries) == len(TEXTS)


def test_a_cluster_of_this_machine(tmp_path: Path) -> None:
    put(tmp_path / "raw", **TEXTS)
    run(tmp_path / "raw", tmp_path / "one", recipe())
    # Dask leaves what it sets for its workers in our environment too.
    with patch.dict(os.environ):
        by_cluster(tmp_path / "raw", tmp_path / "many", recipe(), None)
    assert contents(tmp_path / "many") == contents(tmp_path / "one")


def test_a_worker_with_another_program_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "raw", **TEXTS)
    with ExitStack() as stack:
        machines = Machines(tmp_path, stack)
        machines.add_worker()
        machines.add_worker("--preload", "tests.corpus.other_program")
        wait_for_workers(machines.address, 2)
        with pytest.raises(
            UsageError, match=r"tcp://127.0.0.1:\d+: this worker differs in: ja_ginza, rules"
        ):
            by_cluster(tmp_path / "raw", tmp_path / "many", recipe(), machines.address)
    assert not (tmp_path / "many/documents").exists()


def wait_for_workers(address: str, count: int) -> None:
    from distributed import Client

    with Client(address) as client:
        client.wait_for_workers(count, timeout=30)


def test_no_scheduler_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 2.0)
    put(tmp_path / "raw", **TEXTS)
    with pytest.raises(UsageError, match="no Dask scheduler answers there"):
        by_cluster(tmp_path / "raw", tmp_path / "many", recipe(), "tcp://127.0.0.1:9")


def test_a_scheduler_without_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 2.0)
    put(tmp_path / "raw", **TEXTS)
    with ExitStack() as stack:
        machines = Machines(tmp_path, stack)
        with pytest.raises(UsageError, match="no worker has joined"):
            by_cluster(tmp_path / "raw", tmp_path / "many", recipe(), machines.address)


def test_addresses_that_all_workers_reach(tmp_path: Path) -> None:
    put(tmp_path / "raw", **TEXTS)
    run(tmp_path / "raw", tmp_path / "one", recipe())
    shared: Any = pytest.importorskip("tests.corpus.shared_files")
    with ExitStack() as stack:
        machines = Machines(tmp_path, stack)
        machines.add_worker("--preload", "tests.corpus.shared_files")
        from pipeline.corpus.urls import to_path

        raw, outputs = (to_path(f"{shared.SCHEME}://{tmp_path}/{name}") for name in ("raw", "many"))
        wait_for_workers(machines.address, 1)
        by_cluster(raw, outputs, recipe(), machines.address)
    assert contents(tmp_path / "many") == contents(tmp_path / "one")
