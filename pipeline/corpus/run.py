"""A run: what the plan says is done, document by document; then the files about all of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.corpus import disk
from pipeline.corpus.document import extract_document
from pipeline.corpus.files import write_if_other
from pipeline.corpus.machine import count_cores, limited_threads
from pipeline.corpus.manifest import Entry, Journal, remove_journal, write_manifest
from pipeline.corpus.outputs import ERRORS, remove_leftovers, tidy
from pipeline.corpus.plan import Plan, Task
from pipeline.corpus.recipe import Extract, Recipe
from pipeline.corpus.report import Failure, Report, first_warnings, make_failure
from pipeline.corpus.stale import find_stale, write_stale
from pipeline.corpus.tables import write_tables
from pipeline.export import datapackage, schema

if TYPE_CHECKING:
    from pipeline.corpus.cluster import Cluster

# Told what is done: the task that was finished, or None before the first.
Watch = Callable[[Task | None], None]


def extract_corpus(
    plan: Plan,
    extract: Extract | Recipe,
    *,
    workers: int = 0,
    held: tuple[int, ...] = (),
    cluster: Cluster | None = None,
    watch: Watch = lambda task: None,
) -> Report:
    """Does what the plan says; a document that fails costs only itself.

    `workers` processes follow the recipe, or a Dask cluster does; 0, or a mere function, is
    done in this one. `held` is what `locked` gives. Outputs of sources that are gone, or that
    fail now, are removed. OSError where the disk fails, or the files of the corpus as a whole
    cannot be written.
    """
    failures = [make_failure(source, "find", error) for source, error in plan.found.refused]
    entries = dict(plan.unchanged)
    disk.make_folder(plan.output)
    if plan.is_done:
        return _finish(plan, entries, failures)
    # Before anything else is changed: as long as the journal is there, nothing is complete.
    with Journal(plan.output, plan.made) as journal, _leaving_no_halves(plan.output):
        write_if_other(plan.output / schema.PATH, lambda: [schema.describe()])
        if plan.tasks:
            watch(None)
        with closing(_outcomes(plan, extract, workers, held, cluster)) as outcomes:
            for task, outcome in outcomes:
                if isinstance(outcome, Failure):
                    failures.append(outcome)
                else:
                    journal.add(outcome)
                    entries[outcome.id] = outcome
                watch(task)
    return _finish(plan, {name: entries[name] for name in sorted(entries)}, failures)


def _outcomes(
    plan: Plan,
    extract: Extract | Recipe,
    workers: int,
    held: tuple[int, ...],
    cluster: Cluster | None,
) -> Generator[tuple[Task, Entry | Failure]]:
    if not plan.tasks:
        return
    if isinstance(extract, Recipe) and cluster:
        from pipeline.corpus.cluster import extract_by_cluster

        yield from extract_by_cluster(
            plan.tasks, plan.output, extract, plan.decisions, cluster, max(1, workers)
        )
        return
    cores = count_cores()
    if isinstance(extract, Recipe) and workers:
        # Not at the top: it costs a tenth of the time of a run that has nothing to do.
        from pipeline.corpus.workers import Job, extract_by_workers

        lines = "".join(decision.to_line() for _, decision in plan.decisions)
        job = Job(plan.output, extract, max(1, cores // workers), held, lines)
        yield from extract_by_workers(plan.tasks, workers, job)
        return
    with limited_threads(cores):
        made = extract.make() if isinstance(extract, Recipe) else extract
        on_error = extract.on_decode_error if isinstance(extract, Recipe) else "fail"
        for task in plan.tasks:
            yield task, extract_document(task.source, plan.output, made, plan.decisions, on_error)


@contextmanager
def _leaving_no_halves(output: Path) -> Iterator[None]:
    """Tidies up after workers that are ended in the middle of writing."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            remove_leftovers(output)
        raise


def _finish(plan: Plan, entries: Mapping[str, Entry], failures: list[Failure]) -> Report:
    """The files about all documents; the manifest comes last, for it says that all is there."""
    output, old = plan.output, plan.manifest
    tables, blocks = old.tables, old.blocks
    if not (plan.whole and plan.same_rows == entries.keys() == old.blocks.keys()):
        tables, blocks = write_tables(output, list(entries), old, plan.same_rows)
    _write_errors(output, failures)
    stale = find_stale(plan.decisions, entries, (failure.source.id for failure in failures))
    write_stale(output, stale)
    write_if_other(output / schema.PATH, lambda: [schema.describe()])
    package = datapackage.describe(plan.generator, tables)
    write_if_other(output / datapackage.PATH, lambda: [package])
    removed = tidy(output, entries.keys())
    write_manifest(output, plan.made, entries.values(), blocks, tables)
    remove_journal(output)
    return Report(
        summaries={entry.id: entry.summary for entry in entries.values()},
        unchanged=len(plan.unchanged),
        removed=removed,
        decisions=len(plan.decisions),
        stale=stale,
        failures=sorted(failures, key=lambda failure: failure.source.source),
        not_read=plan.found.not_read,
        warned=first_warnings(entries.values(), plan.found.sources),
    )


def _write_errors(output: Path, failures: Sequence[Failure]) -> None:
    lines = [json.dumps(failure.to_dict(), ensure_ascii=False) + "\n" for failure in failures]
    if lines:
        write_if_other(output / ERRORS, lambda: sorted(lines))
    elif (output / ERRORS).exists():
        disk.remove(output / ERRORS)
        disk.sync_folder(output)
