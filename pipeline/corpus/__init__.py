"""raw/ in, outputs/ out: the one room that knows files.

A plan says what there is to do; documents are then written as they come and held no
longer; the tables are made last, in the order of ids. So memory does not grow with the
corpus, and the bytes do not depend on what was done before, nor in what order.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.corpus.kinds import kind_of
from pipeline.corpus.lock import Holder, locked
from pipeline.corpus.manifest import Summary
from pipeline.corpus.outputs import ROOMS, TABLES, check_output
from pipeline.corpus.plan import Plan, Task, Why, make_plan
from pipeline.corpus.recipe import Extract, Recipe, make_recipe
from pipeline.corpus.report import Failure, Report, Warned
from pipeline.corpus.run import extract_corpus
from pipeline.corpus.sources import Found, Source, find_sources
from pipeline.corpus.stale import DECISIONS, load_decisions
from pipeline.corpus.walking import is_same
from pipeline.decisions import Decisions
from pipeline.errors import UsageError
from pipeline.export import datapackage
from pipeline.export.generator import make_generator

__all__ = [
    "DECISIONS",
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
    "load_decisions",
    "locked",
    "make_recipe",
    "plan_corpus",
]


def find_corpus(inputs: Sequence[Path], output: Path) -> Found:
    """What there is to read, and whether `output` may be written to; UsageError if not."""
    check_output(output)
    folders = [output, output / TABLES, *(output / room.name for room in ROOMS)]
    for given in inputs:
        if any(is_same(given, folder) for folder in folders):
            raise UsageError(str(given), "is where the results go: it cannot be read from")
    return find_sources(inputs, output)


def plan_corpus(
    found: Found,
    output: Path,
    settings: Mapping[str, Any],
    decisions: Decisions | None = None,
    *,
    again: bool = False,
) -> Plan:
    """What has to be done so that `output` holds what is `found`; nothing is changed yet."""
    decisions = decisions or Decisions()
    pdf = any(kind_of(source.path) == "pdf" for source in found.sources)
    generator = make_generator(settings, decisions.digest, pdf=pdf)
    return make_plan(found, output, generator, decisions, again=again)


def last_settings(output: Path) -> dict[str, Any]:
    """The settings of the outputs that are there; none where that cannot be told."""
    try:
        package = json.loads((output / datapackage.PATH).read_bytes())
        return dict(package["generator"]["settings"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
