"""Whatever stops a run, and wherever: whole files, and the next run finishes the work."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpus.runs import contents, put, run
from tests.corpus.varied import varied_extract

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")


@pytest.fixture
def quick() -> Iterator[Path]:
    """A folder in memory where there is such a thing: thousands of fsyncs take their time."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as name:
        yield Path(name) / "here"


@pytest.mark.parametrize(
    ("scenario", "fault"),
    [
        ("first", "kill"), ("first", "EIO"), ("removed", "kill"), ("altered", "kill"),
        ("second", "kill"), ("second", "killed"), ("second", "ENOSPC"), ("second", "EIO+"),
        ("decided", "kill"), ("decided", "ENOSPC"), ("undecided", "kill"), ("second", "EACCES"), ("second", "EACCES+"), ("second", "EROFS+"),
    ],
)  # fmt: skip
def test_a_fault_at_every_call(quick: Path, scenario: str, fault: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.corpus.faults", scenario, fault, str(quick)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["wrong"] == [], done.stderr
    assert report["met"] > 15


PROGRAM = (
    "import resource, sys\n"
    "from pipeline.cli import main\n"
    "from tests.corpus.varied import varied_extract\n"
    "limit = int(sys.argv[1])\n"
    "if limit >= 0: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))\n"
    "sys.exit(main(['extract', *sys.argv[2:]], extract=varied_extract))\n"
)


def texts(raw: Path) -> None:
    raw.mkdir()
    put(raw, **{f"{number}": f"報告{number}" * 200 for number in range(6)})


@pytest.mark.parametrize("limit", [0, 100, 2000, 5000, 12_000])
def test_a_limit_on_the_size_of_files(tmp_path: Path, limit: int) -> None:
    texts(tmp_path / "raw")
    arguments = [str(tmp_path / "raw"), "--output", str(tmp_path / "outputs"), "--lang", "en"]
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(
        [*command, str(limit), *arguments], env=ENVIRONMENT, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "File too large" in done.stderr
    run(tmp_path / "raw", tmp_path / "outputs", varied_extract)
    run(tmp_path / "raw", tmp_path / "undisturbed", varied_extract)
    assert contents(tmp_path / "outputs") == contents(tmp_path / "undisturbed")


@pytest.mark.skipif(shutil.which("unshare") is None, reason="no file system can be mounted")
@pytest.mark.parametrize("kilobytes", [16, 40, 64, 100])
def test_a_disk_that_is_full(tmp_path: Path, kilobytes: int) -> None:
    raw, outputs, small = tmp_path / "raw", tmp_path / "outputs", tmp_path / "small"
    texts(raw)
    small.mkdir()
    # A file system of that size, seen by these processes alone.
    script = (
        f"mount -t tmpfs -o size={kilobytes}k tmpfs {small} || exit 99; "
        f'"$@" -1 {raw} --output {small} --lang en; status=$?; '
        f"mkdir {outputs}; cp -r {small}/. {outputs} || exit 98; exit $status"
    )
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh",
         sys.executable, "-c", PROGRAM],
        env=ENVIRONMENT, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode == 99 or "unshare" in done.stderr:
        pytest.skip("no file system can be mounted here")
    assert done.returncode == 1
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    run(raw, outputs, varied_extract)
    run(raw, tmp_path / "undisturbed", varied_extract)
    assert contents(outputs) == contents(tmp_path / "undisturbed")


def test_a_source_that_vanishes_or_changes_during_the_run(tmp_path: Path) -> None:
    raw, outputs = tmp_path / "raw", tmp_path / "outputs"
    raw.mkdir()
    put(raw, a="一", b="二", c="三")

    def watch(task: object) -> None:
        (raw / "b.txt").unlink(missing_ok=True)
        put(raw, c="三の三")

    [failure] = run(raw, outputs, varied_extract, watch=watch).failures
    assert (failure.source.id, failure.stage) == ("b", "read")
    assert (outputs / "texts/c.txt").read_text(encoding="utf-8") == "三の三"
    run(raw, outputs, varied_extract)
    run(raw, tmp_path / "undisturbed", varied_extract)
    assert contents(outputs) == contents(tmp_path / "undisturbed")
