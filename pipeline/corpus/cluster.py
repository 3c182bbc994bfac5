"""Documents extracted by a Dask cluster: one of this machine's cores, or one that runs elsewhere.

Paths travel and not texts: a worker opens the source and writes the document's files by
itself, so both must lie where every worker reaches them: a shared file system, or an
address that fsspec knows. The driver gets back what a worker process would tell it.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import ExitStack
from functools import lru_cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.corpus.document import extract_document
from pipeline.corpus.manifest import Entry
from pipeline.corpus.plan import Task
from pipeline.corpus.recipe import Extract, Recipe
from pipeline.corpus.report import Failure
from pipeline.corpus.sources import Source
from pipeline.corpus.urls import is_url, to_path
from pipeline.decisions import Decisions, parse_decisions
from pipeline.errors import EngineError, UsageError, WorkerError
from pipeline.export.generator import format_digest, make_generator

# Tasks that wait at the scheduler for each worker: enough that none stands idle, and few
# enough that ten thousand documents take no more memory than a hundred.
_WAITING = 4
# Seconds for a scheduler to answer, and for the first worker to join it.
_PATIENCE = 30.0
# Neither engine can be called by two threads, and a worker of a foreign cluster has several.
_ALONE = threading.Lock()


class Cluster(NamedTuple):
    """The address of a scheduler to join; without one, a cluster of this machine is started."""

    scheduler: str | None = None


class Order(NamedTuple):
    """One document for a worker, as plain data; `made` is what the driver would make it with.

    `decisions` are lines of those that may concern it.
    """

    source: tuple[str, str, str, str | None]
    output: str
    recipe: Recipe
    made: str
    decisions: str


class Stranger(NamedTuple):
    """A worker that would make other documents; `difference` says what differs there."""

    address: str
    difference: str


def extract_by_cluster(
    tasks: Sequence[Task],
    output: Path,
    recipe: Recipe,
    decisions: Decisions,
    cluster: Cluster,
    workers: int,
) -> Generator[tuple[Task, Entry | Failure]]:
    """The outcome of every task, in the order in which they come; to be closed after use.

    `workers` is the size of a cluster that is started here. A document with which a worker dies
    is tried once more, when all others are done, alone. UsageError where Dask is missing, no scheduler answers, or a worker's
    program or data differ from ours; OSError where the disk fails.
    """
    with ExitStack() as stack:
        client = _connect(stack, cluster.scheduler, workers)
        made = fingerprint()
        folder = absolute(output)
        recipe = _absolute_table(recipe)
        _check_workers(client, made)

        def order(task: Task) -> Order:
            source = task.source
            place = (source.id, source.source, absolute(source.path), source.sidecar)
            return Order(place, folder, recipe, made, decisions.lines_for(source.id))

        died: list[Task] = []
        for task, outcome in _outcomes(client, tasks, order):
            if outcome is None:
                died.append(task)
            else:
                yield task, outcome
        for task in died:
            for _, outcome in _outcomes(client, [task], order):
                yield task, outcome or _lost(task)


def _connect(stack: ExitStack, scheduler: str | None, workers: int) -> Any:
    try:
        dask = import_module("dask")
        distributed = import_module("distributed")
    except ImportError as error:
        raise UsageError("--engine dask", "needs more: pip install 'houkoku[dask]'") from error
    for name in ("distributed", "tornado.application"):
        # What they log is told by us, in our words, where it concerns the user.
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if scheduler is None:
        # A death is told at once: with retries of its own, innocent documents that stood in
        # the same worker's queue would be given up with the guilty one.
        stack.enter_context(dask.config.set({"distributed.scheduler.allowed-failures": 0}))
        scheduler = stack.enter_context(
            distributed.LocalCluster(
                n_workers=workers, threads_per_worker=1, processes=True, memory_limit=None,
                host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL,
            )
        )  # fmt: skip
    try:
        return stack.enter_context(distributed.Client(scheduler, timeout=_PATIENCE))
    except (OSError, ValueError) as error:
        raise UsageError(str(scheduler), "no Dask scheduler answers there") from error


def _check_workers(client: Any, made: str) -> None:
    """UsageError, with its address, for a worker that differs from us or lacks the program."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        raise UsageError(client.scheduler.address, "no worker has joined the scheduler") from error
    found: Mapping[str, Any] = client.run(fingerprint, on_error="return")
    for address in sorted(found):
        if isinstance(found[address], BaseException):
            raise UsageError(address, f"houkoku does not run there: {found[address]}")
        _refuse(Stranger(address, _difference(made, found[address])))


def _refuse(stranger: Stranger) -> None:
    if stranger.difference:
        raise UsageError(stranger.address, f"this worker differs in: {stranger.difference}")


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """What makes documents in this process: versions, and digests of rules and language data."""
    generator = make_generator({}, pdf=True)
    digests = {name: generator["digests"][name] for name in ("rules", "language_data")}
    return json.dumps({**generator["versions"], **digests, "format": format_digest()})


def _difference(ours: str, theirs: str) -> str:
    mine, other = json.loads(ours), json.loads(theirs)
    return ", ".join(
        name for name in sorted(mine.keys() | other.keys()) if mine.get(name) != other.get(name)
    )


def _outcomes(
    client: Any, tasks: Sequence[Task], order: Callable[[Task], Order]
) -> Generator[tuple[Task, Entry | Failure | None]]:
    """None for a document whose worker died."""
    distributed = import_module("distributed")
    # The longest first, so that none is left running alone at the end.
    waiting = iter(sorted(tasks, key=lambda task: (-task.size, task.source.id)))
    running: dict[Any, Task] = {}

    def submit(task: Task) -> Any:
        future = client.submit(do, order(task), pure=False)
        running[future] = task
        return future

    # None, while the only worker is being started again.
    slots = _WAITING * max(1, len(client.nthreads()))
    first = [submit(task) for task in islice(waiting, slots)]
    completed = distributed.as_completed(first)
    try:
        for future in completed:
            task = running.pop(future)
            for following in islice(waiting, 1):
                completed.add(submit(following))
            yield task, _read(task, future)
    finally:
        # Stopped in the middle: what waits need not be done, and a foreign cluster goes on.
        client.cancel(list(running))


def _read(task: Task, future: Any) -> Entry | Failure | None:
    distributed = import_module("distributed")
    try:
        outcome = future.result()
    except distributed.scheduler.KilledWorker:
        return None
    except distributed.client.FutureCancelledError as error:
        raise EngineError("dask", "the scheduler was lost; run again to go on") from error
    finally:
        future.release()
    if isinstance(outcome, Stranger):
        _refuse(outcome)
    if isinstance(outcome, Failure):
        return Failure(task.source, *(getattr(outcome, name) for name in _TOLD))
    read: Entry = outcome
    return read


_TOLD = ("stage", "error", "line", "reason", "trace")


def _lost(task: Task) -> Failure:
    reason = "the process that read it was killed (out of memory?)"
    return Failure(task.source, "extract", WorkerError.__name__, None, reason, "")


def do(order: Order) -> Entry | Failure | Stranger:
    """In the worker: one document, unless the worker joined later and is another than ours."""
    if difference := _difference(order.made, fingerprint()):
        return Stranger(import_module("distributed").get_worker().address, difference)
    identifier, name, path, sidecar = order.source
    source = Source(identifier, name, to_path(path), sidecar)
    with _ALONE:
        extract = _made(order.recipe.maker, json.dumps(order.recipe.options))
        decisions = _read_decisions(order.decisions)
        return extract_document(
            source, to_path(order.output), extract, decisions, order.recipe.on_decode_error
        )


@lru_cache(maxsize=1)
def _made(maker: str, options: str) -> Extract:
    """The extractor, made once a process, with its model."""
    return Recipe(maker, json.loads(options)).make()


@lru_cache(maxsize=1)
def _read_decisions(lines: str) -> Decisions:
    """Those for everywhere are the same for document after document."""
    return parse_decisions(lines, "decisions")


def absolute(path: Path) -> str:
    """As a worker in another folder finds it; an address stays as it is."""
    return str(path) if is_url(path) else os.path.abspath(path)  # noqa: PTH100


def _absolute_table(recipe: Recipe) -> Recipe:
    table = recipe.options.get("table")
    if table is None:
        return recipe
    return recipe._replace(options={**recipe.options, "table": absolute(Path(table))})
