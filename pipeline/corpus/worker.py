"""A worker process: takes one document after another over its pipe, and tells what came of it.

What goes over the pipe is JSON. The process ends with its parent, however that ends: the
kernel sees to it where it can (Linux), and the end of the pipe is noticed at any time.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from pipeline.corpus.document import extract_document
from pipeline.corpus.recipe import Recipe
from pipeline.corpus.report import Failure
from pipeline.corpus.sources import Source
from pipeline.corpus.urls import to_path
from pipeline.decisions import parse_decisions
from pipeline.errors import DataError

_PR_SET_PDEATHSIG = 1
# Added to the kernel's reckoning of whom to kill when memory ends: us, not the parent.
_BLAME = "500"


def serve(descriptor: int, parent: int) -> None:
    """The life of a worker. `descriptor` is its end of the pipe, `parent` who started it."""
    _end_with(parent)
    connection = Connection(descriptor)
    messages: SimpleQueue[Any] = SimpleQueue()
    # A thread of its own, so that the end of the pipe is seen while a document is read.
    threading.Thread(target=_listen, args=(connection, messages), daemon=True).start()
    job = messages.get()
    output = _path(*job["output"])
    recipe = Recipe(*job["recipe"])
    decisions = parse_decisions(job["decisions"], "decisions")
    try:
        extract = recipe.make()
    except DataError as error:
        _tell(connection, {"unusable": [error.place, error.reason]})
        return
    recipe.load()
    _tell(connection, {"ready": True})
    while True:
        identifier, name, path, elsewhere, sidecar = messages.get()
        source = Source(identifier, name, _path(path, elsewhere), sidecar)
        try:
            outcome = extract_document(source, output, extract, decisions, recipe.on_decode_error)
        except OSError as error:
            _tell(connection, {"fault": [error.errno, error.strerror, error.filename]})
            return
        if isinstance(outcome, Failure):
            _tell(connection, {"failure": _plain(outcome)})
        else:
            _tell(connection, {"entry": outcome.to_dict()})


def _path(written: str, elsewhere: bool) -> Path:
    return to_path(written) if elsewhere else Path(written)


def _listen(connection: Connection, messages: SimpleQueue[Any]) -> None:
    with suppress(OSError, EOFError):
        while True:
            messages.put(json.loads(connection.recv_bytes()))
    # Nobody waits for us any more. What was being written is beside its place.
    os._exit(0)


def _tell(connection: Connection, message: Mapping[str, Any]) -> None:
    with suppress(OSError):  # the listener ends the process
        connection.send_bytes(json.dumps(message).encode("ascii"))


def _plain(failure: Failure) -> list[Any]:
    return [failure.stage, failure.error, failure.line, failure.reason, failure.trace]


def _end_with(parent: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        with suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text(_BLAME)
    if os.getppid() != parent:
        os._exit(0)
