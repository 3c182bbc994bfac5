"""Runs of the corpus for tests: texts put into a folder, a run, and what it left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.corpus import Extract, Recipe, Report, extract_corpus, find_corpus, plan_corpus
from pipeline.decisions import Decisions
from tests.documents import fake_extract

SETTINGS = {"reference_date": None}


def put(folder: Path, **texts: str | bytes) -> None:
    """`a__b="…"` is a/b.txt."""
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def run(
    raw: Path,
    outputs: Path,
    extract: Extract | Recipe = fake_extract,
    decisions: Decisions | None = None,
    **more: Any,
) -> Report:
    plan = plan_corpus(find_corpus([raw], outputs), outputs, SETTINGS, decisions)
    return extract_corpus(plan, extract, **more)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }
