from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli.report import write_pages
from pipeline.corpus import extract_corpus, find_corpus, plan_corpus
from pipeline.errors import UsageError
from tests.documents import TEXT, fake_extract

OUTPUT = Path("outputs")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def extract(**texts: str) -> None:
    for path in Path("raw").rglob("*.txt"):
        path.unlink()
    for name, text in texts.items():
        path = Path("raw", *name.split("__")).with_suffix(".txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found = find_corpus([Path("raw")], OUTPUT)
    extract_corpus(plan_corpus(found, OUTPUT, {}), fake_extract)


def written() -> dict[str, bytes]:
    folder = OUTPUT / "report"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def make() -> dict[str, bytes]:
    write_pages(OUTPUT, None)
    return written()


def test_a_page_a_document() -> None:
    extract(a=TEXT, x__b=TEXT)
    assert write_pages(OUTPUT, None) == (OUTPUT / "report/index.html", 2)
    assert {"index.html", "documents/a.html", "documents/x/b.html"} <= written().keys()
    assert "吉田" in written()["documents/x/b.html"].decode()


def test_the_same_bytes_twice_and_wherever_the_folder_lies(tmp_path: Path) -> None:
    extract(a=TEXT, b=TEXT)
    first = make()
    elsewhere = tmp_path / "elsewhere"
    OUTPUT.rename(elsewhere)
    write_pages(elsewhere, None)
    elsewhere.rename(OUTPUT)
    assert written() == first
    assert str(tmp_path).encode() not in b"".join(first.values())


def test_pages_of_documents_that_are_gone_are_removed() -> None:
    extract(a=TEXT, x__b=TEXT)
    make()
    (OUTPUT / "report/documents/notes.txt").write_text("of somebody's own")
    extract(a=TEXT)
    pages = make()
    assert "documents/x/b.html" not in pages
    assert not (OUTPUT / "report/documents/x").exists()
    assert "documents/notes.txt" in pages


def test_failures_and_versions_stand_in_the_index() -> None:
    extract(a=TEXT, broken="失敗")
    index = make()["index.html"].decode()
    assert "broken" in index
    assert "houkoku" in index


def test_the_report_is_no_part_of_the_outputs() -> None:
    extract(a=TEXT)
    make()
    extract(a=TEXT, b=TEXT)
    assert (OUTPUT / "report/index.html").is_file()
    assert json.loads((OUTPUT / "datapackage.json").read_bytes())["resources"]


def test_no_documents() -> None:
    Path("raw").mkdir()
    extract()
    assert "index.html" in make()


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("documents/a.json", "{"),
        ("documents/a.json", "[]"),
        ("documents/a.json", '{"document": {}}'),
        ("errors.jsonl", "?"),
        ("errors.jsonl", "[1]"),
        ("datapackage.json", "?"),
    ],
)
def test_what_houkoku_did_not_write(path: str, content: str) -> None:
    extract(a=TEXT)
    (OUTPUT / path).write_text(content)
    with pytest.raises(UsageError, match=path):
        write_pages(OUTPUT, None)


def test_a_text_that_is_missing() -> None:
    extract(a=TEXT)
    (OUTPUT / "texts/a.txt").unlink()
    with pytest.raises(UsageError, match=r"texts/a\.txt"):
        write_pages(OUTPUT, None)
