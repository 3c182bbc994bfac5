"""A small run, stopped or failed at every single call that alters the disk, each in turn.

    python -m tests.corpus.faults SCENARIO FAULT FOLDER

FAULT is `kill` (before the call, and in the middle of a write), `killed` (behind it), or the
name of an error, which comes once, or, with a + behind it, at every call from then on, as
of a disk that stays full.

Every call goes through pipeline.corpus.disk, which is wrapped here. For the first call,
the second and so on, a forked process runs into the fault; what it leaves is looked at;
another runs undisturbed, and its bytes must be those of a first run. Prints a line of JSON:
how many calls were met, and what was found wrong.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from pipeline.corpus import Report, disk
from pipeline.decisions import Decisions
from pipeline.export.columns import TABLES
from tests.corpus.makers import without_model
from tests.corpus.runs import contents, put, run
from tests.corpus.test_decisions import MINISTRY, OTHER, REJECT, decide
from tests.corpus.varied import varied_extract

CALLS = (
    "create", "open_end", "write", "sync", "rename", "remove", "remove_folder", "make_folder",
    "sync_folder",
)  # fmt: skip
FAILED = 17


class Fault:
    """Wraps every call of `disk`; the one numbered `at` meets the fault."""

    def __init__(self, kind: str, at: int) -> None:
        self._kind, self._at = kind.rstrip("+"), at
        self._for_good = kind.endswith("+")
        self.count = 0
        for name in CALLS:
            setattr(disk, name, self._wrap(name, getattr(disk, name)))

    def _wrap(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any) -> Any:
            if name == "make_folder" and arguments[0].is_dir():
                return call(*arguments)
            self.count += 1
            met = self.count == self._at or (self._for_good and self.count > self._at)
            if not met:
                return call(*arguments)
            if name == "write" and self._kind != "killed":
                _write_half(call, *arguments)
            if self._kind == "killed":
                call(*arguments)
            if self._kind.startswith("kill"):
                os.kill(os.getpid(), signal.SIGKILL)
            number = getattr(errno, self._kind)
            raise OSError(number, os.strerror(number), "a file")

        return wrapped


def _write_half(write: Callable[..., Any], file: IO[bytes], content: bytes) -> None:
    write(file, content[: len(content) // 2])


def first(raw: Path, outputs: Path) -> None:
    """Nothing is there yet."""
    put(raw, a="一", b__c="二", d="失敗")


def second(raw: Path, outputs: Path) -> None:
    """A text is new, one altered, one fails now, one is gone with its folder, one mended."""
    put(raw, a="一", b__c="二", d="三", e="失敗", same="同")
    run(raw, outputs, varied_extract)
    put(raw, a="一の一", d="失敗", e="五", new="新")
    (raw / "b/c.txt").unlink()


def removed(raw: Path, outputs: Path) -> None:
    """Nothing to extract: a text is gone."""
    put(raw, a="一", b="二")
    run(raw, outputs, varied_extract)
    (raw / "a.txt").unlink()


def altered(raw: Path, outputs: Path) -> None:
    """Nothing to extract: a table was written over, and there is no errors.jsonl any more."""
    put(raw, a="一", b="失敗")
    run(raw, outputs, varied_extract)
    (raw / "b.txt").unlink()
    (outputs / "tables/dates.csv").write_text("mine")


def decided(raw: Path, outputs: Path) -> Decisions:
    """A decision came for one document, one that holds nowhere, and one for a document not there."""
    put(raw, a=MINISTRY, b=OTHER)
    run(raw, outputs, without_model())
    return Decisions([REJECT, decide("*", "令和"), decide("x", "経産省")])


def undecided(raw: Path, outputs: Path) -> Decisions:
    """Nothing to extract: of the decisions, the one that held nowhere is gone."""
    put(raw, a=MINISTRY, b=OTHER)
    run(raw, outputs, without_model(), Decisions([REJECT, decide("x", "経産省")]))
    return Decisions([REJECT])


SCENARIOS: dict[str, Callable[[Path, Path], Decisions | None]] = {
    "first": first, "second": second, "removed": removed, "altered": altered,
    "decided": decided, "undecided": undecided,
}  # fmt: skip


def main(scenario: str, kind: str, folder: Path) -> int:
    raw, before, outputs = folder / "raw", folder / "before", folder / "outputs"
    raw.mkdir(parents=True)
    decisions = SCENARIOS[scenario](raw, before)

    def finish(outputs: Path) -> Report:
        if decisions is None:
            return run(raw, outputs, varied_extract)
        return run(raw, outputs, without_model(), decisions)

    finish(folder / "undisturbed")
    undisturbed = contents(folder / "undisturbed")
    old = contents(before)
    wrong: list[str] = []
    met = 0
    while True:
        shutil.rmtree(outputs, ignore_errors=True)
        if before.exists():
            shutil.copytree(before, outputs)
        status = in_a_fork(lambda at=met + 1: _run_with(kind, at, lambda: finish(outputs)))
        if status == 0:
            break
        met += 1
        place = f"{scenario}, {kind} at call {met}"
        if status != FAILED and status != -signal.SIGKILL:
            wrong.append(f"{place}: status {status}")
        wrong += [f"{place}: {what}" for what in _look(outputs, old, undisturbed)]
        again = in_a_fork(lambda: finish(outputs))
        if again != 0:
            wrong.append(f"{place}: the next run ended with {again}")
        elif contents(outputs) != undisturbed:
            wrong.append(f"{place}: other bytes in {_differences(contents(outputs), undisturbed)}")
    sys.stdout.write(json.dumps({"met": met, "wrong": wrong[:20]}) + "\n")
    return 0


def _run_with(kind: str, at: int, finish: Callable[[], Report]) -> None:
    fault = Fault(kind, at)
    failed = False
    try:
        # A document that could not be written is a failure of its own, and no more.
        failed = any(f.stage == "write" for f in finish().failures)
    except OSError:
        failed = True
    if failed or fault.count >= at:
        os._exit(FAILED)


def in_a_fork(action: Callable[[], object]) -> int:
    """The exit status of a process of its own; negative for a signal."""
    process = os.fork()
    if process == 0:
        try:
            action()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status)


def _look(outputs: Path, old: dict[str, bytes], new: dict[str, bytes]) -> list[str]:
    """What is wrong with outputs that a fault has left: a torn file, a mixture called complete."""
    found = contents(outputs)
    if found == old:
        return []
    wrong = []
    for path, content in found.items():
        ours = not path.endswith(".tmp") and path != "unfinished.jsonl"
        # Where a document could not be written, the files about all are of a third kind.
        whole = (old.get(path), new.get(path))
        if ours and path.startswith(("documents", "texts", "schema")) and content not in whole:
            wrong.append(f"{path} is torn")
    if "unfinished.jsonl" not in found and "manifest.jsonl" in found:
        wrong += _mixed(found)
        if found["manifest.jsonl"] == new["manifest.jsonl"]:
            wrong += [f"{path}, and the manifest is new" for path in _differences(found, new)]
    elif "unfinished.jsonl" not in found and found.keys() - old.keys() - {"errors.jsonl"}:
        wrong.append(f"new files, and no sign of it: {sorted(found)}")
    return wrong


def _mixed(found: dict[str, bytes]) -> list[str]:
    """Whether all files belong to the manifest, where no journal says that they may not."""
    header, *lines = map(json.loads, found["manifest.jsonl"].splitlines())
    expected = dict(header["tables"])
    for line in lines:
        expected |= line["files"]
    rooms = ("documents/", "texts/", "tables/")
    wrong = [
        f"{path} is not that of the manifest" for path, (size, sha256) in expected.items()
        if path not in found or hashlib.sha256(found[path]).hexdigest() != sha256
    ]  # fmt: skip
    wrong += [
        f"{path} is in no manifest" for path in found
        if path.startswith(rooms) and not path.endswith(".tmp") and path not in expected
    ]  # fmt: skip
    package = json.loads(found["datapackage.json"])
    hashes = {each["path"]: each["hash"] for each in package["resources"]}
    for table in TABLES:
        path = f"tables/{table.name}.csv"
        if path in found and hashes[path] != "sha256:" + hashlib.sha256(found[path]).hexdigest():
            wrong.append(f"{path} is not that of the data package")
    return wrong


def _differences(found: dict[str, bytes], wanted: dict[str, bytes]) -> list[str]:
    return sorted(p for p in found.keys() | wanted.keys() if found.get(p) != wanted.get(p))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
