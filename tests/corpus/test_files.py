from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.corpus import files
from pipeline.corpus.files import Staged, encode, remove_others, write_files


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
    "function", ["os.fsync", "pathlib.Path.replace", f"{files.__name__}.encode"]
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


def test_what_is_not_kept_is_removed_with_its_folders(tmp_path: Path) -> None:
    for name in ("a.json", "b.json", "x/y/c.json", "x/note.md", ".houkoku-999999999-0.tmp"):
        write_files(tmp_path, [(name, "x")])
    assert remove_others(tmp_path, ".json", {"a"}) == 2
    assert names(tmp_path) == ["a.json", "x/note.md"]
    assert not (tmp_path / "x" / "y").exists()


def test_what_another_run_is_writing_stays(tmp_path: Path) -> None:
    write_files(tmp_path, [(f".houkoku-{os.getppid()}-0.tmp", "x")])
    remove_others(tmp_path, ".json", set())
    assert len(names(tmp_path)) == 1
