from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.records import Document
from pipeline.review.diff import compare
from pipeline.versions import NoBaselineError, open_versions
from pipeline.versions.folder import FolderVersion
from tests.documents import make_document
from tests.repositories import GENERATOR, commit, git, make_repository, write_outputs

FIRST, SECOND = make_document("2018/a"), make_document("日本 語/b\nc")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    # A repository around the tests' own folder is not looked for.
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


def loaded(version: object) -> list[Document]:
    return list(version.load(sorted(version.documents)))


@pytest.mark.parametrize("digest", ["sha1", "sha256"])
def test_the_last_commit_and_the_folder_now(tmp_path: Path, digest: str) -> None:
    make_repository(tmp_path, digest=digest)
    write_outputs(Path("outputs"), [FIRST, SECOND], errors='{"document": "x", "reason": "y"}\n')
    name = commit(tmp_path)
    before, after = open_versions(None, None, Path("outputs"))
    assert before.documents == after.documents
    assert list(before.documents) == [FIRST.id, SECOND.id]
    assert loaded(before) == loaded(after) == [FIRST, SECOND]
    assert before.generator == after.generator == GENERATOR
    assert before.failures == after.failures == {"x": "y"}
    assert before.text_digest("2018/a") == after.text_digest("2018/a")
    assert (before.name, after.name) == (f"HEAD ({name[:7]})", "outputs")


def test_what_git_names_a_content(tmp_path: Path) -> None:
    make_repository(tmp_path)
    write_outputs(Path("outputs"), [FIRST])
    path = "documents/2018/a.json"
    assert FolderVersion(Path("outputs")).documents["2018/a"] == git(
        tmp_path, "hash-object", f"outputs/{path}"
    )


def test_two_revisions(tmp_path: Path) -> None:
    make_repository(tmp_path)
    write_outputs(Path("outputs"), [FIRST])
    first = commit(tmp_path)
    git(tmp_path, "tag", "-a", "v1", "-m", "first")
    write_outputs(Path("outputs"), [FIRST, SECOND])
    commit(tmp_path)
    shutil.rmtree("outputs")
    for names in ((first, "HEAD"), ("v1", "HEAD"), ("HEAD~1", "HEAD"), (first[:9], "@")):
        before, after = open_versions(*names, Path("outputs"))
        assert (list(before.documents), list(after.documents)) == (
            [FIRST.id], [FIRST.id, SECOND.id],
        )  # fmt: skip
        assert loaded(before) == [FIRST]
        assert loaded(after) == [FIRST, SECOND]
    assert open_versions(first, "HEAD", Path("outputs"))[0].name == first[:7]


def test_many_documents_of_two_revisions_read_in_turn(tmp_path: Path) -> None:
    """More than are asked for ahead, and larger together than a pipe holds."""
    make_repository(tmp_path)
    many = [make_document(f"{n:03}", text=f"{n}\n" * 3000) for n in range(80)]
    write_outputs(Path("outputs"), many)
    commit(tmp_path)
    write_outputs(Path("outputs"), [replace(d, title="題") for d in many])
    commit(tmp_path)
    found = compare(*open_versions("HEAD~1", "HEAD", Path("outputs")))
    assert [c.document for c in found.changes] == [d.id for d in many]


def test_two_folders_need_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    write_outputs(Path("one"), [FIRST])
    write_outputs(Path("two"), [SECOND])
    before, after = open_versions("one", "two", Path("outputs"))
    assert loaded(before) == [FIRST]
    assert loaded(after) == [SECOND]
    write_outputs(Path("outputs"), [])
    assert open_versions("one", None, Path("outputs"))[1].name == "outputs"


def test_a_folder_beside_a_revision(tmp_path: Path) -> None:
    make_repository(tmp_path)
    write_outputs(Path("outputs"), [FIRST])
    commit(tmp_path)
    other = write_outputs(tmp_path.parent / f"{tmp_path.name}-other", [SECOND])
    before, after = open_versions(str(other), "HEAD", Path("outputs"))
    assert loaded(before) == [SECOND]
    assert loaded(after) == [FIRST]


def test_a_branch_called_as_a_folder_is(tmp_path: Path) -> None:
    make_repository(tmp_path)
    write_outputs(Path("outputs"), [FIRST])
    commit(tmp_path)
    git(tmp_path, "branch", "raw")
    Path("raw").mkdir()
    assert loaded(open_versions("raw", None, Path("outputs"))[0]) == [FIRST]
    with pytest.raises(UsageError, match=r"^\./raw: holds no outputs"):
        open_versions("./raw", None, Path("outputs"))


@pytest.mark.parametrize("place", ["results/2018", "結果"])
def test_outputs_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    make_repository(tmp_path)
    write_outputs(Path(place), [FIRST])
    commit(tmp_path)
    for start, output in ((".", place), (place, "."), ("sub", f"../{place}")):
        Path(start).mkdir(exist_ok=True)
        with monkeypatch.context() as there:
            there.chdir(start)
            assert loaded(open_versions(None, None, Path(output))[0]) == [FIRST]


def test_outputs_that_are_a_repository_themselves(tmp_path: Path) -> None:
    make_repository(tmp_path / "outputs")
    write_outputs(Path("outputs"), [FIRST])
    commit(tmp_path / "outputs")
    assert loaded(open_versions(None, None, Path("outputs"))[0]) == [FIRST]


def test_what_a_killed_run_left_is_no_document(tmp_path: Path) -> None:
    write_outputs(Path("outputs"), [FIRST])
    (Path("outputs/documents") / ".houkoku-1-2.json").write_text("{", encoding="utf-8")
    Path("outputs/documents/notes.txt").write_text("-", encoding="utf-8")
    assert list(FolderVersion(Path("outputs")).documents) == [FIRST.id]


def test_an_interrupted_first_run_has_no_generator(tmp_path: Path) -> None:
    write_outputs(Path("outputs"), [FIRST], generator=None)
    assert FolderVersion(Path("outputs")).generator is None


def nothing(folder: Path) -> None:
    write_outputs(Path("outputs"), [FIRST])


def no_commit(folder: Path) -> None:
    make_repository(folder)
    write_outputs(Path("outputs"), [FIRST])


def not_committed(folder: Path) -> None:
    make_repository(folder)
    commit(folder)
    write_outputs(Path("outputs"), [FIRST])


def committed(folder: Path) -> None:
    no_commit(folder)
    commit(folder)


def not_extracted(folder: Path) -> None:
    committed(folder)
    shutil.rmtree("outputs")


def without_git(folder: Path) -> None:
    write_outputs(Path("outputs"), [FIRST])
    os.environ["PATH"] = str(folder)


def broken(folder: Path) -> None:
    """As after a disk's failure: the commit is there, what it names is not."""
    committed(folder)
    for path in Path(".git/objects").glob("??/*"):
        kind = git(folder, "cat-file", "-t", path.parent.name + path.name)
        if kind == "blob":
            path.unlink()


@pytest.mark.parametrize(
    ("make", "names", "baseline", "said"),
    [
        (nothing, (None, None), True, "outputs: lies in no Git repository; name two folders"),
        (no_commit, (None, None), True, "outputs: the repository has no commit yet"),
        (not_committed, (None, None), True, r"HEAD \(.*\): this commit holds no outputs in outputs"),
        (not_extracted, (None, None), False, "outputs: holds no outputs of houkoku: run houkoku"),
        (without_git, (None, None), True, "^Git is not installed"),
        (committed, ("nowhere", None), False, "nowhere: no folder of outputs and no revision"),
        (committed, ("--all", None), False, "--all: no folder of outputs and no revision"),
        (committed, ("HEAD", "main..x"), False, "main..x: no folder of outputs and no revision"),
        (committed, ("HEAD:outputs", None), False, "HEAD:outputs: no folder of outputs and no"),
        (committed, ("outputs/datapackage.json", None), False, "is a file; a folder of outputs"),
        (committed, (".git/", None), False, ".git/: holds no outputs of houkoku"),
        (broken, (None, None), False, "Git cannot read this object"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make: object,
    names: tuple[str | None, str | None],
    baseline: bool,
    said: str,
) -> None:
    monkeypatch.setenv("PATH", os.environ["PATH"])
    make(tmp_path)
    with pytest.raises(UsageError, match=said) as raised:
        compare(*open_versions(*names, Path("outputs")))
    assert isinstance(raised.value, NoBaselineError) == baseline


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        ("documents/2018/a.json", b"{", "is no document record of houkoku"),
        ("documents/2018/a.json", b"[]", "is no document record of houkoku"),
        ("documents/2018/a.json", b"[" * 100_000, "is no document record of houkoku"),
        ("documents/2018/a.json", b'{"schema_version": "2"}', "schema_version is not 1"),
        ("texts/2018/a.txt", b"\xff", "is no text of houkoku: not UTF-8"),
        ("texts/2018/a.txt", None, "the text of a document is missing"),
        ("datapackage.json", b"\xff", "is no data package of houkoku"),
        ("errors.jsonl", b"{}\n", "is no list of failures of houkoku"),
        ("stale.jsonl", b"{}\n", "is no list of decisions of houkoku"),
    ],
)
@pytest.mark.parametrize("committed", [False, True])
def test_files_that_are_not_what_they_should_be(
    tmp_path: Path, path: str, content: bytes | None, said: str, committed: bool
) -> None:
    make_repository(tmp_path)
    broken, whole = Path("outputs"), Path("whole")
    write_outputs(whole, [FIRST])
    write_outputs(broken, [replace(FIRST, title="題")])
    (broken / path).unlink(missing_ok=True)
    if content is not None:
        (broken / path).write_bytes(content)
    commit(tmp_path)
    before, after = open_versions("whole", "HEAD" if committed else "outputs", broken)

    def read() -> object:
        return compare(before, after), after.failures, after.stale

    with pytest.raises(UsageError, match=said) as raised:
        read()
    assert path in raised.value.place


def test_records_of_older_and_newer_versions(tmp_path: Path) -> None:
    """Fields may be added within a version of the schema: those that are missing are empty."""
    write_outputs(Path("outputs"), [FIRST])
    path = Path("outputs/documents/2018/a.json")
    record = json.loads(path.read_text(encoding="utf-8"))
    del record["references"], record["document"]["warnings"]
    record["new"] = {}
    for date in record["dates"]:
        date["confidence"] = 1
        del date["warnings"], date["page"]
    for owner in (*record["organizations"], *record["people"]):
        owner["wikidata"] = "Q1"
        for mention in owner["mentions"]:
            mention["confidence"] = 1
    path.write_text(json.dumps(record), encoding="utf-8")
    [found] = loaded(FolderVersion(Path("outputs")))
    dates = tuple(replace(date, warnings=(), page=1) for date in FIRST.dates)
    assert found == replace(FIRST, references=(), dates=dates)


def test_decisions_that_hold_no_more_are_read_on_both_sides(tmp_path: Path) -> None:
    make_repository(tmp_path)
    write_outputs(Path("outputs"), [FIRST])
    told = {
        "id": "k-1", "document": None, "kind": "date", "verdict": "reject", "text": "同年",
        "reason": "it holds in no document", "added_later": 1,
    }  # fmt: skip
    Path("outputs/stale.jsonl").write_text(json.dumps(told) + "\n")
    commit(tmp_path)
    before, after = open_versions(None, None, Path("outputs"))
    assert before.stale == after.stale
    [stale] = after.stale
    assert (stale.id, stale.document, stale.text) == ("k-1", None, "同年")
