"""Inputs and outputs elsewhere than on a disk, by fsspec's file system in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest

from pipeline.corpus.urls import is_url, to_path
from pipeline.errors import UsageError
from tests.corpus.runs import contents, put, run
from tests.corpus.varied import varied_extract
from tests.documents import TEXT
from tests.pdfs import make_pdf

TEXTS = {"a": TEXT, "b__c": TEXT.encode("cp932"), "b__失": "失敗", "empty": ""}


@pytest.fixture
def memory() -> Iterator[Any]:
    system = fsspec.filesystem("memory")
    yield system
    system.rm("/", recursive=True)


def stored(memory: Any, folder: str) -> dict[str, bytes]:
    return {p.removeprefix(f"/{folder}/"): memory.cat(p) for p in memory.find(f"/{folder}")}


def upload(memory: Any, folder: Path) -> None:
    for path, content in contents(folder).items():
        memory.pipe(f"/raw/{path}", content)


@pytest.mark.parametrize(
    ("given", "elsewhere"),
    [
        ("raw", False), ("/tmp/raw", False), ("file:///tmp/raw", False), ("a:b.txt", False),
        ("C:\\raw", False), ("memory://raw", True), ("memory:///raw/a.txt", True),
    ],
)  # fmt: skip
def test_what_is_an_address(given: str, elsewhere: bool) -> None:
    assert is_url(to_path(given)) is elsewhere


def test_an_address_that_nothing_reads() -> None:
    with pytest.raises(UsageError, match=r"nothing://raw: addresses like this need more"):
        to_path("nothing://raw").exists()


def test_the_same_bytes_as_on_a_disk(tmp_path: Path, memory: Any) -> None:
    put(tmp_path / "raw", **TEXTS)
    memory.pipe("/raw/.hidden.txt", b"never read")
    upload(memory, tmp_path / "raw")
    here = run(tmp_path / "raw", tmp_path / "outputs", varied_extract)
    there = run(to_path("memory://raw"), to_path("memory://outputs"), varied_extract)
    assert stored(memory, "outputs") == contents(tmp_path / "outputs")
    assert list(there.summaries) == list(here.summaries)
    assert len(there.failures) == len(here.failures) == 2


def test_nothing_is_done_twice(tmp_path: Path, memory: Any) -> None:
    put(tmp_path / "raw", a=TEXT, b=TEXT + "二\n")
    upload(memory, tmp_path / "raw")
    raw, outputs = to_path("memory://raw"), to_path("memory://outputs")
    run(raw, outputs)
    before = stored(memory, "outputs")
    assert run(raw, outputs).unchanged == 2
    assert stored(memory, "outputs") == before
    memory.rm("/raw/b.txt")
    report = run(raw, outputs)
    assert (report.unchanged, report.removed) == (1, 1)
    assert "documents/b.json" not in stored(memory, "outputs")


def test_one_file_by_its_address(memory: Any) -> None:
    memory.pipe("/raw/2018/a.txt", TEXT.encode())
    run(to_path("memory://raw/2018/a.txt"), to_path("memory://outputs"))
    assert "documents/a.json" in stored(memory, "outputs")


def test_no_such_address(memory: Any) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        run(to_path("memory://nowhere"), to_path("memory://outputs"))


def test_sidecars_and_pdfs_are_read_there_too(tmp_path: Path, memory: Any) -> None:
    put(tmp_path / "raw", a=TEXT, b__c=TEXT)
    for name, content in {"a.toml": b'title = "\xe4\xb8\x80"', "b/c.toml": b"title = 1"}.items():
        (tmp_path / "raw" / name).write_bytes(content)
    (tmp_path / "raw/d.pdf").write_bytes(make_pdf(["平成29年12月22日"]))
    upload(memory, tmp_path / "raw")
    run(tmp_path / "raw", tmp_path / "outputs")
    report = run(to_path("memory://raw"), to_path("memory://outputs"))
    assert stored(memory, "outputs") == contents(tmp_path / "outputs")
    assert list(report.summaries) == ["a", "d"]
    assert [failure.reason for failure in report.failures] == [
        "b/c.toml:1: 'title' is a text in quotes"
    ]
    assert run(to_path("memory://raw"), to_path("memory://outputs")).unchanged == 2
    given = run(to_path("memory://raw/a.txt"), to_path("memory://given"))
    assert b'"title": "\xe4\xb8\x80"' in stored(memory, "given")["documents/a.json"]
    assert list(given.summaries) == ["a"]
