"""The corpus of damaged documents, and that what checks a run's results sees what is wrong."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.torture_checks import complaints, differences
from pipeline.cli import main
from tests.corpus.makers import recipe
from tests.corpus.runs import run
from tests.mutated import mutated, write_mutated

COUNT = 300


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """The outputs of damaged documents, and their paths."""
    folder = tmp_path_factory.mktemp("damaged")
    sources = write_mutated(folder / "corpus", COUNT)
    run(folder / "corpus", folder / "outputs", recipe())
    return folder / "outputs", sources


def test_the_same_files_on_every_machine() -> None:
    assert list(mutated(40)) == list(mutated(40))
    assert list(mutated(40, "other")) != list(mutated(40))
    assert len({file.path for file in mutated(COUNT)}) == len(list(mutated(COUNT)))


def test_every_damaged_document_is_written_or_told(done: tuple[Path, set[str]]) -> None:
    output, sources = done
    assert len(sources) == COUNT
    assert complaints(output, sources) == []
    # Neither all that is damaged can be read, nor nothing of it.
    assert COUNT / 3 < len(list((output / "documents").rglob("*.json"))) < COUNT * 9 / 10


def _tell(**changes: str) -> Callable[[Path], object]:
    """The first failure says something else."""

    def change(output: Path) -> None:
        lines = (output / "errors.jsonl").read_bytes().splitlines(keepends=True)
        first = json.dumps({**json.loads(lines[0]), **changes}).encode() + b"\n"
        (output / "errors.jsonl").write_bytes(b"".join([first, *lines[1:]]))

    return change


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda output: next((output / "documents").rglob("*.json")).unlink(), "lost: "),
        (lambda output: (output / "errors.jsonl").unlink(), "lost: "),
        (lambda output: (output / ".houkoku-1-2.tmp").touch(), "left over: "),
        (lambda output: (output / "unfinished.jsonl").touch(), "left over: "),
        (lambda output: (output / "manifest.jsonl").unlink(), "the manifest does not list"),
        (_tell(source="nowhere.txt"), "from nowhere: "),
        (_tell(reason="unexpected KeyError at pipeline/a.py:1"), "a defect of ours: "),
        (_tell(reason="went wrong"), "no reason that we know: "),
        (_tell(reason="damaged UTF-8: byte 平成二十九年 at offset 1"), "text of the document is told"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_seen(
    done: tuple[Path, set[str]], tmp_path: Path, spoil: Callable[[Path], object], said: str
) -> None:
    output, sources = done
    copy = tmp_path / "copy"
    shutil.copytree(output, copy)
    assert differences(output, copy) == []
    spoil(copy)
    assert any(said in each for each in complaints(copy, sources))
    assert differences(output, copy)


@pytest.mark.model
def test_what_once_broke_something_goes_through_the_whole_pipeline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOUKOKU_LANG", "en")
    sources = write_mutated(tmp_path / "corpus", 40, "whole")
    for path in sorted(Path(__file__).parent.glob("fuzz/*/*/*")):
        if path.parents[1].name in ("seeds", "found"):
            name = "-".join(path.parts[-3:]) + ".txt"
            (tmp_path / "corpus" / name).write_bytes(path.read_bytes())
            sources.add(name)
    output = tmp_path / "outputs"
    status = main(["extract", str(tmp_path / "corpus"), "--output", str(output), "--workers", "0"])
    assert status == 1
    assert complaints(output, sources) == []
