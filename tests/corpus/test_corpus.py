from __future__ import annotations

import json
import os
import subprocess
import sys
import tracemalloc
import unicodedata
from pathlib import Path

import jsonschema
import pytest

from pipeline.corpus import find_corpus
from pipeline.errors import EngineError, UsageError
from pipeline.export.frames import read_tables
from pipeline.records import Document
from tests.corpus.runs import contents, put, run
from tests.documents import TEXT, fake_extract


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    return tmp_path / "outputs"


def test_every_file_of_the_contract_is_written(raw: Path, outputs: Path) -> None:
    put(raw, a=TEXT, b__c=TEXT.encode("cp932"))
    report = run(raw, outputs)
    assert sorted(contents(outputs)) == [
        "datapackage.json",
        "documents/a.json", "documents/b/c.json",
        "manifest.jsonl",
        "schema/document.schema.json",
        "tables/dates.csv", "tables/documents.csv", "tables/mentions.csv",
        "tables/organizations.csv", "tables/people.csv", "tables/sections.csv",
        "texts/a.txt", "texts/b/c.txt",
    ]  # fmt: skip
    assert list(report.summaries) == ["a", "b/c"]
    assert report.failures == []


def test_a_document_tells_where_it_came_from(raw: Path, outputs: Path) -> None:
    put(raw, b__c=TEXT.replace("\n", "\r\n").encode("cp932"))
    run(raw, outputs)
    record = json.loads((outputs / "documents/b/c.json").read_text(encoding="utf-8"))
    assert record["document"]["source"] == "b/c.txt"
    assert record["document"]["encoding"] == "cp932"
    assert len(record["document"]["sha256"]) == 64
    assert (outputs / "texts/b/c.txt").read_bytes() == TEXT.encode()
    jsonschema.validate(record, json.loads((outputs / "schema/document.schema.json").read_text()))


def test_the_bytes_do_not_depend_on_the_run(raw: Path, tmp_path: Path) -> None:
    put(raw, a=TEXT, b=TEXT, broken=b"\xff\xff", c__d=TEXT)
    run(raw, tmp_path / "one")
    run(raw, tmp_path / "two" / "deeper")
    once = contents(tmp_path / "one")
    run(raw, tmp_path / "one")
    assert once == contents(tmp_path / "one") == contents(tmp_path / "two" / "deeper")


def test_nothing_of_this_machine_is_written(raw: Path, outputs: Path) -> None:
    put(raw, a=TEXT, b="失敗", empty=b"")
    run(raw, outputs)
    for content in contents(outputs).values():
        assert os.fsencode(raw.parent) not in content
        assert os.fsencode(Path.cwd()) not in content


def test_a_document_that_fails_costs_only_itself(raw: Path, outputs: Path) -> None:
    put(raw, a=TEXT, b="失敗した報告", c=b"", d=TEXT.encode()[:-3] + b"\xff", e=TEXT)
    report = run(raw, outputs)
    assert list(report.summaries) == ["a", "e"]
    lines = (outputs / "errors.jsonl").read_text(encoding="utf-8").splitlines()
    errors = {error["document"]: error for error in map(json.loads, lines)}
    assert list(errors) == ["b", "c", "d"]
    assert errors["b"]["error"] == "ValueError"
    assert errors["c"] == {
        "document": "c", "source": "c.txt", "line": None, "stage": "decode",
        "error": "SourceError", "reason": "the file is empty",
    }  # fmt: skip
    assert (errors["d"]["line"], errors["d"]["stage"]) == (2, "decode")
    assert list(read_tables(outputs)["documents"]["id"]) == ["a", "e"]


def test_an_unexpected_error_tells_its_type_and_no_text(raw: Path, outputs: Path) -> None:
    put(raw, a="失敗した秘密の報告")
    [failure] = run(raw, outputs).failures
    assert (
        failure.reason
        == "unexpected ValueError at pipeline/corpus/document.py:"
        + (failure.reason.rpartition(":")[2])
    )
    assert "秘密" in failure.trace
    assert "秘密" not in (outputs / "errors.jsonl").read_text(encoding="utf-8")


def test_an_error_of_the_engine_keeps_its_place(raw: Path, outputs: Path) -> None:
    def fail(text: str) -> Document:
        raise EngineError("ja_ginza", "cannot be loaded")

    put(raw, a=TEXT)
    [failure] = run(raw, outputs, fail).failures
    assert (failure.stage, failure.reason) == ("extract", "ja_ginza: cannot be loaded")


def test_no_errors_no_file(raw: Path, outputs: Path) -> None:
    put(raw, a=b"", b=TEXT)
    run(raw, outputs)
    assert (outputs / "errors.jsonl").exists()
    put(raw, a=TEXT)
    run(raw, outputs)
    assert not (outputs / "errors.jsonl").exists()


def test_a_source_that_is_gone_takes_its_outputs_along(raw: Path, outputs: Path) -> None:
    put(raw, a=TEXT, b__c=TEXT, d=TEXT)
    run(raw, outputs)
    (raw / "b" / "c.txt").unlink()
    put(raw, d=b"\0\0\0")
    report = run(raw, outputs)
    assert sorted(name for name in contents(outputs) if name.startswith(("doc", "tex"))) == [
        "documents/a.json", "texts/a.txt",
    ]  # fmt: skip
    assert not (outputs / "documents" / "b").exists()
    assert report.removed == 2
    assert set(read_tables(outputs)["dates"]["document"]) == {"a"}


def test_a_folder_of_someone_else_is_left_alone(raw: Path, outputs: Path) -> None:
    put(raw, a=TEXT)
    (outputs / "documents").mkdir(parents=True)
    (outputs / "documents" / "mine.json").write_text("{}")
    with pytest.raises(UsageError, match="was not written by houkoku"):
        run(raw, outputs)
    assert list(contents(outputs)) == ["documents/mine.json"]


def test_the_output_cannot_be_the_input(raw: Path, outputs: Path) -> None:
    put(raw, a=TEXT)
    run(raw, outputs)
    for given in (outputs, outputs / "texts"):
        with pytest.raises(UsageError, match="cannot be read from"):
            find_corpus([given], outputs)


def test_the_output_may_lie_in_the_input(raw: Path) -> None:
    put(raw, a=TEXT)
    for _ in range(2):
        assert list(run(raw, raw / "outputs").summaries) == ["a"]


def test_an_output_that_is_a_file_is_a_wrong_command(raw: Path, outputs: Path) -> None:
    outputs.write_text("x")
    with pytest.raises(UsageError, match="is a file"):
        find_corpus([raw], outputs)


def test_an_interruption_leaves_whole_files_and_the_next_run_finishes(
    raw: Path, outputs: Path, tmp_path: Path
) -> None:
    put(raw, a=TEXT, b=TEXT, c=TEXT)

    def interrupted(text: str) -> Document:
        if (outputs / "documents" / "a.json").exists():
            raise KeyboardInterrupt
        return fake_extract(text)

    with pytest.raises(KeyboardInterrupt):
        run(raw, outputs, interrupted)
    assert sorted(contents(outputs)) == [
        "documents/a.json", "schema/document.schema.json", "texts/a.txt", "unfinished.jsonl",
    ]  # fmt: skip
    run(raw, outputs)
    run(raw, tmp_path / "undisturbed")
    assert contents(outputs) == contents(tmp_path / "undisturbed")


@pytest.mark.parametrize(
    "name",
    ["a b", "-n", "\"quoted'", "a\nb", "a,b", "a\\b", "*?", "<script>", "あ" * 83 + "ab",
     unicodedata.normalize("NFD", "がくせい"), os.fsdecode(b"caf\xe9"), "NA", "007", "=1+1", "\x1b[31m"],
)  # fmt: skip
def test_hostile_names_come_out_as_documents(raw: Path, outputs: Path, name: str) -> None:
    (raw / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    report = run(raw, outputs)
    [identifier] = report.summaries
    assert (outputs / "documents" / f"{identifier}.json").is_file()
    assert (outputs / "texts" / f"{identifier}.txt").is_file()
    assert read_tables(outputs)["documents"]["id"].tolist() == [identifier]


def test_a_lone_surrogate_does_not_stop_the_writing(raw: Path, outputs: Path) -> None:
    put(raw, a=TEXT)
    run(raw, outputs, lambda text: fake_extract("\ud800" + text[1:]))
    assert (outputs / "texts/a.txt").read_text(encoding="utf-8") == "\ufffd" + TEXT[1:]
    assert (
        json.loads((outputs / "documents/a.json").read_bytes())["document"]["title"][0] == "\ufffd"
    )


def test_pipes_and_dangling_links_are_named(raw: Path, outputs: Path) -> None:
    os.mkfifo(raw / "pipe.txt")
    (raw / "link.txt").symlink_to(raw / "nowhere.txt")
    reasons = {failure.source.id: failure.reason for failure in run(raw, outputs).failures}
    assert reasons == {"link": "a link to nowhere", "pipe": "not a regular file"}


def test_an_unreadable_file_is_named(
    raw: Path, outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(raw, a=TEXT)
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    [failure] = run(raw, outputs).failures
    assert (failure.stage, failure.reason) == ("read", "Permission denied")


def test_an_empty_corpus_has_empty_tables(raw: Path, outputs: Path) -> None:
    run(raw, outputs)
    assert all(len(table) == 0 for table in read_tables(outputs).values())


def test_the_watcher_sees_every_source(raw: Path, outputs: Path) -> None:
    put(raw, a=TEXT, b=b"", c=TEXT)
    seen: list[str | None] = []
    run(raw, outputs, watch=lambda task: seen.append(task.source.id if task else None))
    assert seen == [None, "a", "b", "c"]


def test_memory_does_not_hold_the_documents(raw: Path, outputs: Path) -> None:
    for number in range(40):
        put(raw, **{f"{number:02}": "報告\n" * 50_000})
    tracemalloc.start()
    try:
        run(raw, outputs)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # One text takes 0.6 MB in bytes and as much again, a few times over, in strings.
    assert peak < 8_000_000


def test_a_killed_run_leaves_only_whole_files(raw: Path, outputs: Path) -> None:
    put(raw, a=TEXT, b=TEXT, c="失敗")
    program = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from tests.corpus.runs import run\n"
        "from tests.documents import fake_extract\n"
        "def extract(text):\n"
        "    if '失敗' in text: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return fake_extract(text)\n"
        "run(Path(sys.argv[1]), Path(sys.argv[2]), extract)\n"
    )
    command = [sys.executable, "-c", program, str(raw), str(outputs)]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, env={**os.environ, "PYTHONPATH": str(root)})
    assert done.returncode == -9
    put(raw, c=TEXT)
    run(raw, outputs)
    assert set(read_tables(outputs)["documents"]["id"]) == {"a", "b", "c"}
