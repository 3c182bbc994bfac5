"""docs/guarantees.md names tests and measures that exist, for every promise."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs/guarantees.md").read_text(encoding="utf-8")
# Rows of promises: those of figures have a column more.
ROWS = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", TEXT, re.MULTILINE)
PROMISES = [row for row in ROWS if row[0] not in ("promise", "---")]
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)


@cache
def functions_of(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("promise", "held_by"), PROMISES, ids=[row[0][:40] for row in PROMISES])
def test_a_promise_is_held_by_something(promise: str, held_by: str) -> None:
    assert promise
    assert re.search(r"`tests/[\w/]+\.py::\w+`|`make [a-z-]+`", held_by)
    left = re.sub(r"`tests/[\w/]+\.py::test_\w+`|`make [a-z-]+`", "", held_by)
    assert "`" not in left


@pytest.mark.parametrize(("path", "name"), sorted(set(NAMED)))
def test_what_is_named_exists(path: str, name: str) -> None:
    assert name.startswith("test_")
    assert name in functions_of(path)


def test_measures_that_are_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)`", TEXT)) <= targets
    assert len(PROMISES) > 25


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_the_readmes_lead_there(name: str) -> None:
    assert "(docs/guarantees.md)" in (ROOT / name).read_text(encoding="utf-8")
