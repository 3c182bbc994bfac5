"""Names and kinds of files as hostile as a file system allows, through a whole run."""

from __future__ import annotations

import json
import os
import shutil
import socket
import stat
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import fsspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.messages import Words
from pipeline.corpus import Report, find_corpus, plan_corpus
from pipeline.corpus.naming import LONGEST_NAME, make_id
from pipeline.corpus.outputs import paths_of, strangers
from pipeline.corpus.urls import to_path
from pipeline.export.frames import read_tables
from pipeline.versions.reading import read_failures
from tests.corpus.makers import recipe
from tests.corpus.runs import SETTINGS, contents, put, run
from tests.documents import TEXT

NAMES = [
    "a b", " a ", "-rf", "--output", "'", '"', "a\nb", "a\r\nb", "a\tb", "\x1b[31m", "$(reboot)", "`x`",
    "a;b", "a|b", "a\\b", "C:", "*", "?", "~", "#", "%00", "%2E%2E", "=1+1", "+1", "@SUM(1)", ",", "a,b",
    "CON", "nul", "aux.json", "a.", "a..", "...b", "。", "㈱髙﨑", unicodedata.normalize("NFD", "がぎぐ"),
    "\u202ecod.exe", "\ufeff", "\u200b", "😀", "あ" * 83, "a" * 251, os.fsdecode(b"\xff\xfe"),
    os.fsdecode("報告".encode("cp932")), "texts", "documents", "manifest", "x" * 246 + ".txt",
]  # fmt: skip


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    return tmp_path / "outputs"


def reasons(report: Report) -> dict[str, str]:
    return {failure.source.source: failure.reason for failure in report.failures}


def test_names_that_hold_line_ends_are_told_and_read_back(raw: Path, outputs: Path) -> None:
    names = [f"a{character}b" for character in "\n\r\v\f\x1c\x85\u2028\u2029"]
    for name in names:
        (raw / f"{name}.txt").write_text("失敗")
    run(raw, outputs, recipe())
    failures = read_failures((outputs / "errors.jsonl").read_bytes(), "errors.jsonl")
    assert sorted(failures) == sorted(names)
    found = find_corpus([raw], outputs)
    assert {why.cause for t in plan_corpus(found, outputs, SETTINGS).tasks for why in t.why} == {
        "failed"
    }


def test_whatever_it_is_called_a_text_is_a_document(raw: Path, outputs: Path) -> None:
    for name in NAMES:
        # As a file, as a folder, and both.
        for path in (raw / f"{name}.txt", raw / "in" / name / "x.txt"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(TEXT, encoding="utf-8")
    # A hidden folder is left out, as it should be.
    report = run(raw, outputs)
    hidden = sum(name.startswith(".") for name in NAMES)
    assert reasons(report) == {}
    assert len(report.summaries) == 2 * (len(NAMES) - hidden)
    assert len([path for path in contents(outputs) if path.startswith("documents/")]) == len(
        report.summaries
    )
    assert sorted(read_tables(outputs)["documents"]["id"]) == sorted(report.summaries)
    assert run(raw, outputs).unchanged == len(report.summaries)
    assert {path.name for path in outputs.parent.iterdir()} == {"raw", "outputs"}


def test_workers_take_any_name(raw: Path, outputs: Path, tmp_path: Path) -> None:
    for name in NAMES:
        (raw / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    (raw / os.fsdecode(b"\xff\xfe.toml")).write_text('title = "題"', encoding="utf-8")
    run(raw, outputs, recipe(), workers=2)
    run(raw, tmp_path / "alone", recipe())
    assert contents(outputs) == contents(tmp_path / "alone")
    assert '"title": "題"' in (outputs / "documents/%FF%FE.json").read_text(encoding="utf-8")


def test_results_of_names_that_are_gone_are_removed(raw: Path, outputs: Path) -> None:
    for name in NAMES:
        (raw / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    run(raw, outputs)
    shutil.rmtree(raw)
    raw.mkdir()
    put(raw, a=TEXT)
    run(raw, outputs)
    assert [path for path in contents(outputs) if path.startswith(("documents/", "texts/"))] in (
        ["documents/a.json", "texts/a.txt"],
        ["texts/a.txt", "documents/a.json"],
    )


# Of surrogates, a file system's names have those alone that stand for bytes that are no UTF-8.
_PARTS = st.text(
    st.one_of(
        st.sampled_from("./\\ \0%~-\n"),
        st.characters(codec="utf-8"),
        st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF, categories=["Cs"]),
    ),
    max_size=300,
)


@given(st.lists(_PARTS, min_size=1, max_size=6).map("/".join))
def test_no_path_leads_out_of_the_results(relative: str) -> None:
    identifier = make_id(relative, "")
    for path in paths_of(identifier):
        parts = path.split("/")
        assert not {"", ".", ".."} & set(parts)
        assert "\0" not in path
        assert all(len(part.encode("utf-8", "surrogatepass")) <= 255 for part in parts)
        assert os.path.normpath(path) == path == str(PurePosixPath(path))
    assert make_id(relative, "") == identifier


@given(st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=60))
def test_an_ordinary_name_stays_what_it_is(name: str) -> None:
    written = unicodedata.normalize("NFC", name)
    if name not in (".", "..") and len(written.encode()) <= LONGEST_NAME:
        assert make_id(f"2018/{name}", "") == f"2018/{written}"


@pytest.mark.parametrize(
    ("key", "identifier"),
    [
        ("a/../../b.txt", "a/%2E%2E/%2E%2E/b"), ("./a.txt", "%2E/a"), ("a//b.txt", "a/%/b"),
        ("..", "%2E%2E"), ("a\0b.txt", "a%00b"), ("/etc/passwd.txt", "%/etc/passwd"),
    ],
)  # fmt: skip
def test_keys_of_an_object_store_may_be_ways_out(key: str, identifier: str) -> None:
    suffix = ".txt" if key.endswith(".txt") else ""
    assert make_id(key, suffix) == identifier


@pytest.fixture
def memory() -> Iterator[Any]:
    system = fsspec.filesystem("memory")
    yield system
    system.rm("/", recursive=True)


def test_the_results_among_the_addresses_of_the_input_are_not_read(memory: Any) -> None:
    memory.pipe("/raw/a.txt", TEXT.encode())
    for _ in range(2):
        report = run(to_path("memory://raw"), to_path("memory://raw/outputs"))
        assert list(report.summaries) == ["a"]


# --- what is no file -------------------------------------------------------------------


def test_pipes_sockets_and_devices_are_not_waited_for(raw: Path, outputs: Path) -> None:
    put(raw, a=TEXT)
    os.mkfifo(raw / "pipe.txt")
    os.mkfifo(raw / "tube.pdf")
    (raw / "folder.txt").mkdir()
    there = os.open(raw, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as listening:
        # By a short way: the address of a socket is at most 107 bytes long.
        listening.bind(f"/proc/self/fd/{there}/socket.txt")
        expected = dict.fromkeys(("pipe.txt", "tube.pdf", "socket.txt"), "not a regular file")
        try:
            os.mknod(raw / "zero.txt", stat.S_IFCHR | 0o666, os.makedev(1, 5))
            expected["zero.txt"] = "not a regular file"
        except PermissionError:
            pass  # only root makes devices
        (raw / "nowhere.txt").symlink_to("gone.txt")
        (raw / "loop.txt").symlink_to("loop.txt")
        expected |= dict.fromkeys(("nowhere.txt", "loop.txt"), "a link to nowhere")
        report = run(raw, outputs)
    os.close(there)
    assert list(report.summaries) == ["a"]
    assert reasons(report) == expected
    assert all(Words("ja").reason(reason) != reason for reason in expected.values())


def test_a_source_that_vanishes_in_the_middle_is_named(raw: Path, outputs: Path) -> None:
    from pipeline.corpus import extract_corpus, find_corpus, plan_corpus
    from tests.corpus.runs import SETTINGS
    from tests.documents import fake_extract

    put(raw, a=TEXT, b=TEXT)
    plan = plan_corpus(find_corpus([raw], outputs), outputs, SETTINGS)
    (raw / "b.txt").unlink()
    report = extract_corpus(plan, fake_extract)
    assert reasons(report) == {"b.txt": "the file is gone"}


@pytest.fixture
def as_nobody() -> Iterator[Callable[[Path], None]]:
    """Root may read everything: from the call on, the test is somebody who may not."""
    if os.geteuid() != 0:
        yield lambda folder: None
        return

    def become(folder: Path) -> None:
        os.setegid(65534)
        os.seteuid(65534)

    yield become
    os.seteuid(0)
    os.setegid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """One that nobody can reach: pytest's own are for their owner alone."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    os.seteuid(os.getuid())
    shutil.rmtree(folder)


def test_files_and_folders_without_permission_are_named(
    open_folder: Path, as_nobody: Callable[[Path], None]
) -> None:
    raw, outputs = open_folder / "raw", open_folder / "outputs"
    put(raw, a=TEXT, closed__b=TEXT, unlisted__c=TEXT, d=TEXT, e=TEXT)
    (raw / "e.toml").write_text("")
    put(open_folder / "first", a=TEXT)
    # Once before, so that all that is imported is there.
    run(open_folder / "first", open_folder / "before")
    for path, mode in (("closed", 0), ("unlisted", 0o444), ("d.txt", 0), ("e.toml", 0)):
        (raw / path).chmod(mode)
    as_nobody(open_folder)
    report = run(raw, outputs)
    assert list(report.summaries) == ["a"]
    assert reasons(report) == {
        "closed": "cannot open the folder: Permission denied",
        "unlisted/c.txt": "Permission denied",
        "d.txt": "Permission denied",
        "e.txt": "Permission denied",
    }
    assert (outputs / "errors.jsonl").read_text(encoding="utf-8").count("\n") == 4


def test_a_name_that_the_system_keeps_in_another_case_is_no_stranger(
    raw: Path, outputs: Path
) -> None:
    """As on macOS: the file of 「report」 was first written as 「Report.json」."""
    put(raw, report=TEXT)
    run(raw, outputs)
    for room, name in (("documents", "report.json"), ("texts", "report.txt")):
        # One file under two names behaves as one name in two cases does.
        os.link(outputs / room / name, outputs / room / name.title())
    (outputs / "documents/Other.json").write_text("{}")
    assert [identifier for identifier, _ in strangers(outputs, {"report"})] == ["Other"]


def test_errors_hold_names_and_no_text(raw: Path, outputs: Path) -> None:
    for name in NAMES:
        (raw / f"{name}.txt").write_bytes("秘密の本文".encode() + b"\xff\xff")
    run(raw, outputs)
    lines = (outputs / "errors.jsonl").read_text(encoding="utf-8").split("\n")
    assert len([json.loads(line) for line in lines[:-1]]) == len(NAMES) - 1
    assert "秘密" not in "".join(lines)
