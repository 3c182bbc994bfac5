"""raw/ in, outputs/ out: the one room that knows files.

A plan says what there is to do; documents are then written as they come and held no
longer; the tables are made last, in the order of ids. So memory does not grow with the
corpus, and the bytes do not depend on what was done before, nor in what order.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.corpus import disk
from pipeline.corpus.document import extract_document
from pipeline.corpus.files import write_if_other
from pipeline.corpus.kinds import kind_of
from pipeline.corpus.lock import Holder, locked
from pipeline.corpus.machine import count_cores, limited_threads
from pipeline.corpus.manifest import Entry, Journal, Summary, remove_journal, write_manifest
from pipeline.corpus.outputs import ERRORS, ROOMS, check_output, remove_leftovers, tidy
from pipeline.corpus.plan import Plan, Task, Why, make_plan
from pipeline.corpus.recipe import Extract, Recipe, make_recipe
from pipeline.corpus.report import Failure, Report, Warned, first_warnings, make_failure
from pipeline.corpus.sources import Found, Source, find_sources, is_same
from pipeline.corpus.tables import write_tables
from pipeline.errors import UsageError
from pipeline.export import datapackage, schema
from pipeline.export.generator import make_generator

if TYPE_CHECKING:
    from pipeline.corpus.cluster import Cluster

__all__ = [
    "Extract",
    "Failure",
    "Found",
    "Holder",
    "Plan",
    "Recipe",
    "Report",
    "Source",
    "Summary",
    "Task",
    "Warned",
    "Why",
    "extract_corpus",
    "find_corpus",
    "last_settings",
    "locked",
    "make_recipe",
    "plan_corpus",
]

# Told what is done: the task that was finished, or None before the first.
Watch = Callable[[Task | None], None]


def find_corpus(inputs: Sequence[Path], output: Path) -> Found:
    """What there is to read, and whether `output` may be written to; UsageError if not."""
    check_output(output)
    for given in inputs:
        for used in (output, *(output / name for name in (*(r.name for r in ROOMS), "tables"))):
            if is_same(given, used):
                raise UsageError(str(given), "is where the results go: it cannot be read from")
    return find_sources(inputs, output)


def plan_corpus(
    found: Found, output: Path, settings: Mapping[str, Any], *, again: bool = False
) -> Plan:
    """What has to be done so that `output` holds what is `found`; nothing is changed yet."""
    pdf = any(kind_of(source.path) == "pdf" for source in found.sources)
    return make_plan(found, output, make_generator(settings, pdf=pdf), again=again)


def last_settings(output: Path) -> dict[str, Any]:
    """The settings of the outputs that are there; none where that cannot be told."""
    try:
        package = json.loads((output / datapackage.PATH).read_bytes())
        return dict(package["generator"]["settings"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


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
    # First of all, the sign that this folder is ours.
    write_if_other(plan.output / schema.PATH, schema.describe())
    if plan.tasks:
        with _leaving_no_halves(plan.output), Journal(plan.output, plan.made) as journal:
            watch(None)
            outcomes = _outcomes(plan, extract, workers, held, cluster)
            with closing(outcomes):
                for task, outcome in outcomes:
                    if isinstance(outcome, Failure):
                        failures.append(outcome)
                    else:
                        journal.add(outcome)
                        entries[outcome.id] = outcome
                    watch(task)
    entries = {identifier: entries[identifier] for identifier in sorted(entries)}
    removed = _write_corpus(plan, entries, failures)
    return Report(
        summaries={entry.id: entry.summary for entry in entries.values()},
        unchanged=len(plan.unchanged),
        removed=removed,
        failures=sorted(failures, key=lambda failure: failure.source.source),
        not_read=plan.found.not_read,
        warned=first_warnings(entries.values(), plan.found.sources),
    )


@contextmanager
def _leaving_no_halves(output: Path) -> Iterator[None]:
    """Tidies up after workers that are ended in the middle of writing."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            remove_leftovers(output)
        raise


def _outcomes(
    plan: Plan,
    extract: Extract | Recipe,
    workers: int,
    held: tuple[int, ...],
    cluster: Cluster | None,
) -> Generator[tuple[Task, Entry | Failure]]:
    if isinstance(extract, Recipe) and cluster:
        from pipeline.corpus.cluster import extract_by_cluster

        yield from extract_by_cluster(plan.tasks, plan.output, extract, cluster, max(1, workers))
        return
    cores = count_cores()
    if isinstance(extract, Recipe) and workers:
        # Not at the top: they cost a tenth of the time of a run that has nothing to do.
        from pipeline.corpus.workers import Job, extract_by_workers

        job = Job(plan.output, extract, max(1, cores // workers), held)
        yield from extract_by_workers(plan.tasks, workers, job)
        return
    with limited_threads(cores):
        made = extract.make() if isinstance(extract, Recipe) else extract
        for task in plan.tasks:
            yield task, extract_document(task.source, plan.output, made)


def _write_corpus(plan: Plan, entries: Mapping[str, Entry], failures: Sequence[Failure]) -> int:
    """The files about all documents; how many documents' files were removed.

    The manifest comes last: it says that all is there.
    """
    output, old = plan.output, plan.manifest
    same = plan.unchanged.keys() & old.blocks.keys() - old.redone if plan.whole else set()
    tables, blocks = old.tables, old.blocks
    if not (plan.whole and same == entries.keys() == old.blocks.keys()):
        tables, blocks = write_tables(output, list(entries), old, same)
    lines = [json.dumps(failure.to_dict(), ensure_ascii=False) + "\n" for failure in failures]
    if lines:
        write_if_other(output / ERRORS, "".join(sorted(lines)))
    elif (output / ERRORS).exists():
        disk.remove(output / ERRORS)
    write_if_other(output / datapackage.PATH, datapackage.describe(plan.generator, tables))
    removed = tidy(output, entries.keys())
    write_manifest(output, plan.made, entries.values(), blocks, tables)
    remove_journal(output)
    return removed
