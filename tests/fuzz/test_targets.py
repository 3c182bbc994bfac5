"""Every seed, and every input that once broke something, without a fuzzer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz import targets
from tests.fuzz.targets import LONGEST_INPUT, TARGETS

HERE = Path(__file__).parent
INPUTS = sorted(path for path in HERE.glob("*/*/*") if path.parents[1].name in ("seeds", "found"))


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.relative_to(HERE).as_posix())
def test_an_input(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_has_seeds_and_takes_nothing_at_all(name: str) -> None:
    seeds = list((HERE / "seeds" / name).iterdir())
    assert len(seeds) >= 3
    assert all(path.stat().st_size <= LONGEST_INPUT for path in seeds)
    TARGETS[name](b"")


@pytest.mark.parametrize(
    ("target", "part", "broken"),
    [
        ("decoding", "decode", lambda *_: ("a\r", "utf-8")),
        ("dates", "find_dates", lambda text: [1 / 0]),
        ("sidecars", "read_sidecar", lambda *_: int("x")),
        ("manifest", "plan_corpus", lambda *_: {}["x"]),
    ],
)
def test_a_target_tells_a_broken_promise(
    monkeypatch: pytest.MonkeyPatch, target: str, part: str, broken: object
) -> None:
    monkeypatch.setattr(targets, part, broken)
    with pytest.raises((AssertionError, ArithmeticError, ValueError, KeyError)):
        TARGETS[target](b"\x00abc")
