from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.corpus import disk, files
from pipeline.corpus.files import Staged, digest_of, encode, write_files, write_if_other
from pipeline.corpus.outputs import tidy


def names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    written = write_files(tmp_path, [("a/b/c.txt", "報"), ("d.txt", "x"), ("a/b/c.txt", "告")])
    assert (tmp_path / "a/b/c.txt").read_bytes() == "報告".encode()
    assert written["a/b/c.txt"] == (6, hashlib.sha256("報告".encode()).hexdigest())
    assert names(tmp_path) == ["a/b/c.txt", "d.txt"]


def test_line_ends_are_written_as_they_are(tmp_path: Path) -> None:
    write_files(tmp_path, [("a", "x\r\ny\rz\n")])
    assert (tmp_path / "a").read_bytes() == b"x\r\ny\rz\n"


def test_a_failure_in_the_middle_leaves_what_was_there(tmp_path: Path) -> None:
    write_files(tmp_path, [("a.txt", "old")])

    def contents() -> Iterator[tuple[str, str]]:
        yield "a.txt", "new"
        yield "b.txt", "new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path, contents())
    assert names(tmp_path) == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "old"


@pytest.mark.parametrize(
    "function",
    [f"{disk.__name__}.{name}" for name in ("create", "write", "sync", "rename")]
    + [f"{files.__name__}.encode"],
)
def test_a_full_disk_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    write_files(tmp_path, [("a.txt", "old")])

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(function, fail)
    with pytest.raises(OSError, match="No space left"):
        write_files(tmp_path, [("a.txt", "new")])
    assert names(tmp_path) == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "old"


def test_a_name_of_255_bytes_can_be_written(tmp_path: Path) -> None:
    name = "あ" * 85
    write_files(tmp_path, [(name, "報告")])
    assert names(tmp_path) == [name]


def test_a_lone_surrogate_keeps_its_place(tmp_path: Path) -> None:
    assert encode("報\ud800告").decode() == "報\ufffd告"
    assert len(encode("\udcff\ud83d\ude00").decode()) == 3


def test_a_staged_file_is_not_there_before_its_time(tmp_path: Path) -> None:
    with Staged(tmp_path) as staged:
        staged.append("a.txt", "x")
        assert not (tmp_path / "a.txt").exists()
        staged.commit()
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("pieces", "stays"),
    [
        (["報告"], True), (["報", "", "告"], True), (["報酬"], False), (["報"], False),
        (["報告", "書"], False),
    ],
)  # fmt: skip
def test_a_file_that_holds_it_already_is_left_alone(
    tmp_path: Path, pieces: list[str], stays: bool
) -> None:
    write_files(tmp_path, [("a", "報告")])
    before = (tmp_path / "a").stat()
    write_if_other(tmp_path / "a", lambda: pieces)
    after = (tmp_path / "a").stat()
    # Not all of it: that the file was read shows in the time of the last access.
    assert ((after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)) == stays
    assert (tmp_path / "a").read_text(encoding="utf-8") == "".join(pieces)


def test_a_digest_is_of_files_that_can_be_read(tmp_path: Path) -> None:
    write_files(tmp_path, [("a", "報告")])
    assert digest_of(tmp_path / "a") == (6, hashlib.sha256("報告".encode()).hexdigest())
    os.mkfifo(tmp_path / "pipe")
    for name in ("none", "pipe", "a/b", "."):
        assert digest_of(tmp_path / name) is None


def test_what_has_no_source_is_removed_with_its_folders(tmp_path: Path) -> None:
    kept = ("documents/a.json", "documents/x/note.md", "tables/other.csv", "texts/a.txt")
    for name in (
        *kept, "documents/b.json", "documents/x/y/c.json", "documents/.houkoku-999999999-0.tmp",
        ".houkoku-1-0.tmp", "tables/.houkoku-1-0.tmp", "texts/z/.houkoku-1-0.tmp",
    ):  # fmt: skip
        write_files(tmp_path, [(name, "x")])
    assert tidy(tmp_path, {"a"}) == 2
    assert names(tmp_path) == sorted(kept)
    assert not (tmp_path / "documents/x/y").exists()
    assert not (tmp_path / "texts/z").exists()


def test_links_among_the_outputs_are_not_followed(tmp_path: Path) -> None:
    write_files(tmp_path / "elsewhere", [("a.json", "x")])
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents/link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert tidy(tmp_path, set()) == 0
    assert names(tmp_path / "elsewhere") == ["a.json"]
