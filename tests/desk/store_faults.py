"""A decision written and taken back, stopped or failed at every call that alters the disk.

    python -m tests.desk.store_faults FAULT FOLDER

FAULT is as in tests.corpus.faults. Whatever happens, decisions.jsonl is what it was or what
it was to be, and the next change goes well. Prints JSON: how many calls were met, what was wrong.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from pipeline.desk.store import Store
from tests.corpus.faults import FAILED, Fault, in_a_fork
from tests.decisions.deciding import decision

FIRST = decision("date", "[平成29年12月22日]", "reject")
SECOND = decision("organization", "[経産省]", "accept")


def main(kind: str, folder: Path) -> int:
    file = folder / "decisions.jsonl"
    old = FIRST.to_line().encode()
    new = old + SECOND.to_line().encode()

    def add() -> None:
        Store(file).change([SECOND])

    def undo() -> None:
        file.write_bytes(old)
        written = Store(file).change([SECOND])
        fault(Store(file).undo, written)

    def fault(action: Callable[..., object], *arguments: object) -> None:
        met = Fault(kind, at)
        try:
            action(*arguments)
        except OSError:
            os._exit(FAILED)
        if met.count >= at:
            os._exit(FAILED)

    wrong, count = [], 0
    for name, action in (("add", lambda: fault(add)), ("undo", undo)):
        at = 1
        while True:
            file.write_bytes(old)
            status = in_a_fork(action)
            if status == 0:
                break
            count += 1
            if status not in (FAILED, -signal.SIGKILL):
                wrong.append(f"{name}, {kind} at call {at}: status {status}")
            if file.read_bytes() not in (old, new):
                wrong.append(f"{name}, {kind} at call {at}: {file.read_bytes()!r}")
            if in_a_fork(add) != 0 or file.read_bytes() != new:
                wrong.append(f"{name}, {kind} at call {at}: the next change failed")
            at += 1
    sys.stdout.write(json.dumps({"met": count, "wrong": wrong}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
