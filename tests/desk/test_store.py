from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pipeline.corpus.lock import locked
from pipeline.decisions import Decision
from pipeline.desk.store import Store
from pipeline.errors import DataError
from tests.decisions.deciding import decision
from tests.repositories import commit, git, make_repository

ROOT = Path(__file__).parents[2]
FIRST = decision("date", "[平成29年12月22日]", "reject")
SECOND = decision("organization", "[経産省]", "accept")
THIRD = decision("organization", "[総務省]", "accept")
# As a person may write it: other order and blanks, no line end.
ODD = '{ "verdict":"accept", "quote": {"exact":"東京大学"}, "scope":"place","document":"a","kind":"organization"}'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "decisions.jsonl"


def lines(*decisions: Decision) -> bytes:
    return "".join(decision.to_line() for decision in decisions).encode()


def test_the_first_decision_makes_the_file(file: Path) -> None:
    written = Store(file).change([FIRST])
    assert file.read_bytes() == lines(FIRST)
    assert written.added == (lines(FIRST),)
    assert [p.name for p in file.parent.iterdir()] == ["decisions.jsonl"]


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_what_is_there_stays_to_the_byte(file: Path, start: str, end: str) -> None:
    before = (start + ODD + end).encode()
    file.write_bytes(before)
    Store(file).change([FIRST])
    after = file.read_bytes()
    assert after.startswith(before)
    assert after.removeprefix(before).lstrip(b"\n") == lines(FIRST)
    assert len(Store(file).read()) == 2


def test_what_is_there_already_is_not_written_again(file: Path) -> None:
    file.write_text(ODD, encoding="utf-8")
    same = decision("organization", "[東京大学]", "accept")
    assert Store(file).change([same]).added == ()
    assert file.read_text(encoding="utf-8") == ODD


def test_what_others_wrote_meanwhile_stays(file: Path) -> None:
    store = Store(file)
    written = store.change([FIRST])
    with file.open("ab") as other:
        other.write(lines(SECOND))
    store.change([THIRD])
    assert file.read_bytes() == lines(FIRST, SECOND, THIRD)
    assert store.undo(written)
    assert file.read_bytes() == lines(SECOND, THIRD)


def test_undo_takes_back_its_own_lines_alone(file: Path) -> None:
    store = Store(file)
    file.write_bytes(lines(FIRST))
    written = store.change([SECOND, THIRD], [FIRST])
    assert file.read_bytes() == lines(SECOND, THIRD)
    assert store.undo(written)
    assert file.read_bytes() == lines(FIRST)
    assert not store.undo(written)
    assert file.read_bytes() == lines(FIRST)


def test_undo_of_a_line_that_somebody_altered(file: Path) -> None:
    store = Store(file)
    written = store.change([FIRST, SECOND])
    altered = lines(FIRST) + lines(SECOND).replace(b"accept", b"reject")
    file.write_bytes(altered)
    assert not store.undo(written)
    assert file.read_bytes() == altered


def test_all_lines_that_say_the_same_are_taken_out(file: Path) -> None:
    file.write_bytes(lines(FIRST, SECOND, FIRST))
    written = Store(file).change([THIRD], [FIRST])
    assert file.read_bytes() == lines(SECOND, THIRD)
    assert len(written.removed) == 2


@pytest.mark.parametrize(
    ("bad", "line", "reason"),
    [
        (b"{", 2, "not JSON"),
        (b"<<<<<<< ours\n", 2, "merge"),
        (b'{"kind": "date"}\n', 2, "'document' is missing"),
        ("京".encode("cp932") + b"\n", 2, "not UTF-8"),
    ],
)
def test_a_file_with_a_bad_line_is_left_alone(
    file: Path, bad: bytes, line: int, reason: str
) -> None:
    store = Store(file)
    written = store.change([FIRST])
    file.write_bytes(lines(FIRST) + bad)
    for change in (store.read, lambda: store.change([SECOND]), lambda: store.undo(written)):
        with pytest.raises(DataError, match=reason) as caught:
            change()
        assert caught.value.place == f"{file}:{line}"
    assert file.read_bytes() == lines(FIRST) + bad


def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "shared.jsonl"
    target.parent.mkdir()
    target.write_bytes(lines(FIRST))
    file.symlink_to(target)
    Store(file).change([SECOND])
    assert file.is_symlink()
    assert target.read_bytes() == lines(FIRST, SECOND)


def test_two_at_a_time_lose_nothing(file: Path) -> None:
    made = [decision("date", f"[{n}日]", "reject") for n in range(8)]

    def write(some: list[Decision]) -> None:
        for each in some:
            Store(file).change([each])

    threads = [threading.Thread(target=write, args=(made[n::2],)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {i for i, _ in Store(file).read()} == {each.id for each in made}


def test_it_waits_for_who_holds_the_folder(file: Path) -> None:
    with locked(file.parent, lambda holder: None):
        thread = threading.Thread(target=Store(file).change, args=([FIRST],))
        thread.start()
        thread.join(0.5)
        assert thread.is_alive()
        assert not file.exists()
    thread.join()
    assert file.read_bytes() == lines(FIRST)


@pytest.mark.parametrize("fault", ["kill", "killed", "ENOSPC", "EIO", "EACCES+"])
def test_whole_or_as_it_was_whatever_happens(fault: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.desk.store_faults", fault, tmp_path],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["met"] >= 8
    assert found["wrong"] == []


def test_two_people_s_files_merge_line_by_line(tmp_path: Path) -> None:
    """As Git merges them with the project's own .gitattributes."""
    make_repository(tmp_path)
    (tmp_path / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
    store = Store(tmp_path / "decisions.jsonl")
    store.change([FIRST])
    commit(tmp_path)
    git(tmp_path, "checkout", "--quiet", "-b", "other")
    store.change([SECOND])
    commit(tmp_path)
    git(tmp_path, "checkout", "--quiet", "-")
    store.change([THIRD])
    commit(tmp_path)
    git(tmp_path, "merge", "--quiet", "--no-edit", "other")
    assert {i for i, _ in store.read()} == {FIRST.id, SECOND.id, THIRD.id}
