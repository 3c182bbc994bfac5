"""Recipes for worker processes: extractors that misbehave when a text tells them to."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import time
from functools import partial
from pathlib import Path
from typing import NoReturn

from pipeline.corpus import Extract, Recipe, disk
from pipeline.errors import DataError
from pipeline.flow import extract
from pipeline.records import Document
from tests.corpus.varied import varied_extract
from tests.fakes import FakeEngine


def recipe(name: str = "plain", **options: str | None) -> Recipe:
    return Recipe(f"{__name__}:{name}", options)


def plain() -> Extract:
    return varied_extract


def without_model() -> Extract:
    """The whole pipeline but for the model."""
    return partial(extract, engine=FakeEngine())


def deadly(folder: str) -> Extract:
    """「殺」 kills the process; 「一度」 does so once, 「落」 is a crash.

    Every call leaves a file with the process's number under `folder`.
    """

    def extract_so(text: str) -> Document:
        met = Path(folder, f"{os.getpid()}-{time.monotonic_ns()}")
        first = not any(name.read_text() == text for name in Path(folder).iterdir())
        met.write_text(text)
        if "殺" in text or ("一度" in text and first):
            os.kill(os.getpid(), signal.SIGKILL)
        if "落" in text:
            os.abort()
        return varied_extract(text)

    return extract_so


def sleepy(folder: str) -> Extract:
    """Says that it is there, and sleeps; over 「頑固」 it holds Python's lock for ever."""

    def extract_so(text: str) -> Document:
        if "済" in text:
            return varied_extract(text)
        Path(folder, str(os.getpid())).write_text("")
        if "頑固" in text:
            re.match("(a+)+$", "a" * 50 + "b")
        time.sleep(600)
        return varied_extract(text)

    return extract_so


def stillborn() -> NoReturn:
    os._exit(3)


def unusable() -> NoReturn:
    raise DataError("table.csv", 3, "a row without a name")


def full_disk() -> Extract:
    def write(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device", "a.json")

    disk.write = write
    return varied_extract


def environment(path: str) -> Extract:
    # Whole at once: a worker that comes too late for any document is ended at this very point.
    beside = Path(f"{path}.{os.getpid()}")
    beside.write_text(json.dumps(dict(os.environ)))
    beside.replace(path)
    return varied_extract
