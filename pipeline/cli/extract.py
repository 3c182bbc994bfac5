"""`houkoku extract`: finds, plans, extracts, and says what it does."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.arguments import INPUT
from pipeline.cli.changes import tell_changes
from pipeline.cli.config import check, find_own
from pipeline.cli.explain import explain
from pipeline.cli.progress import make_progress
from pipeline.cli.signals import Stopped
from pipeline.cli.status import ALL_DONE, INTERRUPTED, SOME_FAILED
from pipeline.cli.summary import show, shown
from pipeline.cli.terminal import Terminal, safe
from pipeline.corpus import (
    DECISIONS,
    Extract,
    Found,
    Holder,
    Plan,
    Recipe,
    Task,
    extract_corpus,
    find_corpus,
    last_settings,
    load_decisions,
    locked,
    make_recipe,
    plan_corpus,
)
from pipeline.corpus.machine import choose_workers, count_cores, free_memory
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.corpus.cluster import Cluster
    from pipeline.decisions import Decisions

MOST_NAMES = 10


def run(
    terminal: Terminal, settings: Namespace, extract: Extract | Recipe | None, *, debug: bool
) -> int:
    """The exit status. `extract` stands in for the whole pipeline in tests."""
    inputs: list[Path] = settings.inputs or [INPUT]
    if not settings.inputs and not INPUT.exists():
        raise UsageError(
            "", "no folder raw/ here: make it and put .txt or .pdf files there, or name inputs"
        )
    output: Path = settings.output
    day: date | None = settings.reference_date
    own = find_own(settings.config)
    decisions = load_decisions(settings.decisions)
    chosen = {
        "reference_date": day.isoformat() if day else None,
        "organizations": own.digest if own else None,
    }
    if settings.on_decode_error != "fail":  # left out, it changes no digest of before
        chosen["on_decode_error"] = settings.on_decode_error
    found = find_corpus(inputs, output)
    # A table that was in use already has been checked.
    if own and own.digest != last_settings(output).get("organizations"):
        check(own)
    recipe = extract or make_recipe(day, own.table if own else None, own.digest if own else None)
    if isinstance(recipe, Recipe):
        recipe = recipe._replace(on_decode_error=settings.on_decode_error)
    if settings.dry_run:
        explain(terminal, _plan(terminal, found, settings, chosen, decisions))
        return ALL_DONE
    waited: list[Holder | None] = []

    def tell(holder: Holder | None) -> None:
        waited.append(holder)
        terminal.err(terminal.words("waiting", folder=shown(output), who=_who(terminal, holder)))

    with locked(output, tell, settings.wait) as held:
        if waited:
            found = find_corpus(inputs, output)
        plan = _plan(terminal, found, settings, chosen, decisions)
        if settings.explain:
            explain(terminal, plan)
        return _carry_out(terminal, plan, recipe, held, settings, debug=debug)


def _plan(
    terminal: Terminal,
    found: Found,
    settings: Namespace,
    chosen: Mapping[str, str | None],
    decisions: Decisions,
) -> Plan:
    plan = plan_corpus(found, settings.output, chosen, decisions, again=settings.again)
    words = terminal.words
    if found.sources:
        terminal.err(words("found", count=len(found.sources), tasks=len(plan.tasks)))
    elif not found.refused:
        inputs = settings.inputs or [INPUT]
        terminal.err(words("empty", inputs=", ".join(map(shown, inputs))))
    for saying, paths in (("not_read", found.not_read), ("alone", found.alone)):
        if paths:
            names = ", ".join(map(shown, paths[:MOST_NAMES]))
            if len(paths) > MOST_NAMES:
                names += " " + words("and_more", count=len(paths) - MOST_NAMES)
            terminal.err(words(saying, count=len(paths), names=names))
    return plan


def _who(terminal: Terminal, holder: Holder | None) -> str:
    if holder is None:
        return ""
    process, machine, since, _ = holder
    return terminal.words("who", process=process, machine=safe(machine), since=safe(since))


def _carry_out(
    terminal: Terminal,
    plan: Plan,
    extract: Extract | Recipe,
    held: tuple[int, ...],
    settings: Namespace,
    *,
    debug: bool,
) -> int:
    done = 0

    def watch(task: Task | None) -> None:
        nonlocal done
        done += task is not None
        if progress:
            progress(task)

    workers: int | None = settings.workers
    if workers is None:
        sizes = [task.size for task in plan.tasks]
        workers = choose_workers(sizes, cores=count_cores(), memory=free_memory())
    bar = make_progress(terminal, plan.tasks) if plan.tasks else nullcontext()
    try:
        with bar as progress:
            report = extract_corpus(
                plan, extract, workers=workers, held=held, cluster=_cluster(settings), watch=watch
            )
    except KeyboardInterrupt as stop:
        folder = shown(plan.output / "documents")
        terminal.err(terminal.words("interrupted", count=done, folder=folder))
        return stop.status if isinstance(stop, Stopped) else INTERRUPTED
    file = settings.decisions or DECISIONS
    show(terminal, report, plan.output, file, debug=debug)
    if report.summaries:
        tell_changes(terminal, plan.output)
    doubts = report.warnings + len(report.stale)
    fails = settings.strict and doubts > 0
    if fails:
        terminal.err(terminal.words("strict", count=doubts))
    return SOME_FAILED if report.failures or fails else ALL_DONE


def _cluster(settings: Namespace) -> Cluster | None:
    """What --engine and --scheduler say; an address alone says which engine is meant."""
    if settings.engine == "local" and settings.scheduler:
        raise UsageError("--scheduler", "is for --engine dask")
    if settings.engine != "dask" and not settings.scheduler:
        return None
    from pipeline.corpus.cluster import Cluster

    return Cluster(settings.scheduler)
