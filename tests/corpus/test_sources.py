from __future__ import annotations

import os
import subprocess
import unicodedata
from pathlib import Path

import pytest

from pipeline.corpus.disk import make_folder
from pipeline.corpus.kinds import kind_of
from pipeline.corpus.sources import Found, find_sources
from pipeline.errors import UsageError

OUTPUT = Path("/nowhere/outputs")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("報告")


def ids(found: Found) -> list[str]:
    return [source.id for source in found.sources]


def test_texts_are_found_in_the_order_of_their_ids(raw: Path) -> None:
    put(raw, "b.txt", "a.txt", "2018/c.txt", "2018/深い/d.TXT", "a-1.txt", "a/z.txt")
    found = find_sources([raw], OUTPUT)
    assert ids(found) == ["2018/c", "2018/深い/d", "a", "a-1", "a/z", "b"]
    assert [source.source for source in found.sources][:2] == ["2018/c.txt", "2018/深い/d.TXT"]


def test_hidden_files_are_left_out_and_other_kinds_named(raw: Path) -> None:
    put(raw, ".hidden.txt", ".git/a.txt", ".txt", "a.docx", "b.txt~", "c", "d.txt")
    found = find_sources([raw], OUTPUT)
    assert ids(found) == ["d"]
    assert sorted(path.name for path in found.not_read) == ["a.docx", "b.txt~", "c"]


def test_kinds_are_told_by_the_end_of_the_name(raw: Path) -> None:
    put(raw, "a.txt", "b.text", "c.md", "d.pdf", "e.PDF", "f.Md", "g.html", "h.txt.gz", "pdf")
    found = find_sources([raw], OUTPUT)
    assert ids(found) == ["a", "b", "c", "d", "e", "f"]
    assert [kind_of(source.path) for source in found.sources] == [
        "text", "text", "text", "pdf", "pdf", "text",
    ]  # fmt: skip
    assert sorted(path.name for path in found.not_read) == ["g.html", "h.txt.gz", "pdf"]


def test_a_file_may_be_given(raw: Path) -> None:
    put(raw, "2018/a.txt", "b.txt", ".c.txt")
    found = find_sources([raw / "2018" / "a.txt", raw / ".c.txt"], OUTPUT)
    assert ids(found) == [".c", "a"]


def test_what_is_given_twice_is_one_document(raw: Path) -> None:
    put(raw, "2018/a.txt")
    assert ids(find_sources([raw, raw, raw / "2018", raw / "2018" / "a.txt"], OUTPUT)) == ["2018/a"]


def test_two_sources_of_one_id_are_both_refused_by_name(raw: Path) -> None:
    put(raw, "a.txt", "a.TXT", "a.pdf", "b.txt")
    found = find_sources([raw], OUTPUT)
    assert ids(found) == ["b"]
    assert sorted(source.source for source, _ in found.refused) == ["a.TXT", "a.pdf", "a.txt"]
    assert all("the same document (a)" in error.reason for _, error in found.refused)


def test_a_name_from_macos_is_the_same_document(raw: Path) -> None:
    name = unicodedata.normalize("NFD", "がくせい.txt")
    put(raw, name)
    [source] = find_sources([raw], OUTPUT).sources
    assert source.id == unicodedata.normalize("NFC", "がくせい")
    assert source.path.read_text() == "報告"


def test_its_copy_in_nfc_beside_it_is_refused(raw: Path) -> None:
    put(raw, *(unicodedata.normalize(form, "がくせい.txt") for form in ("NFC", "NFD")))
    assert len(find_sources([raw], OUTPUT).refused) == 2


@pytest.mark.parametrize(
    "name",
    ["a b", "-n", "\"quoted'", "a\nb", "a\\b", "$(reboot)", "％", "a.b", "…", "#"],
)
def test_names_are_only_names(raw: Path, name: str) -> None:
    put(raw, f"{name}.txt")
    assert ids(find_sources([raw], OUTPUT)) == [name]


def test_a_name_of_255_bytes_gives_an_id_that_can_be_a_file(raw: Path) -> None:
    stem = "あ" * 83 + "ab"
    put(raw, f"{stem}.txt", f"{stem[:-1]}c.txt")
    first, second = ids(find_sources([raw], OUTPUT))
    assert first != second
    assert all(len(f"{name}.json".encode()) <= 255 for name in (first, second))
    assert first.startswith("あ" * 80)


def test_bytes_that_are_no_text_are_written_as_in_a_web_address(raw: Path) -> None:
    put(raw, os.fsdecode(b"caf\xe9.txt"))
    [source] = find_sources([raw], OUTPUT).sources
    assert (source.id, source.source) == ("caf%E9", "caf%E9.txt")
    assert source.path.read_text() == "報告"


def reasons(found: Found) -> dict[str, str]:
    return {source.source: error.reason for source, error in found.refused}


OUT = "a link that leads out of the inputs: name what it leads to as an input"


def test_links_are_followed_within_the_inputs(raw: Path, tmp_path: Path) -> None:
    put(raw, "a/x.txt", ".store/y.txt")
    put(tmp_path / "more", "z.txt")
    (raw / "0-link-to-a").symlink_to(raw / "a", target_is_directory=True)
    (raw / "shown").symlink_to(raw / ".store", target_is_directory=True)
    (raw / "again.txt").symlink_to("a/x.txt")
    (raw / "more").symlink_to(tmp_path / "more", target_is_directory=True)
    found = find_sources([raw, tmp_path / "more"], OUTPUT)
    assert ids(found) == ["a/x", "again", "more/z", "shown/y", "z"]
    assert found.refused == []


def test_links_that_lead_out_are_refused_by_name(raw: Path, tmp_path: Path) -> None:
    put(raw, "a.txt")
    put(tmp_path / "elsewhere", "y.txt", "y.toml", "y.docx")
    put(tmp_path / "raw-too", "z.txt")
    (raw / "b").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (raw / "c.txt").symlink_to(tmp_path / "elsewhere/y.txt")
    (raw / "c.docx").symlink_to(tmp_path / "elsewhere/y.docx")
    (raw / "a.toml").symlink_to(tmp_path / "elsewhere/y.toml")
    # A link to a link, a way up, a folder whose name only begins like that of the input.
    (raw / "d.txt").symlink_to("c.txt")
    (raw / "e.txt").symlink_to("../elsewhere/y.txt")
    (raw / "f.txt").symlink_to(tmp_path / "raw-too/z.txt")
    found = find_sources([raw], OUTPUT)
    assert ids(found) == []
    assert reasons(found) == {
        "a.txt": f"a.toml: {OUT}", **dict.fromkeys(["b", "c.txt", "d.txt", "e.txt", "f.txt"], OUT),
    }  # fmt: skip
    assert [path.name for path in found.not_read] == ["c.docx"]


def test_an_input_may_be_a_link_itself(raw: Path, tmp_path: Path) -> None:
    put(raw, "a.txt")
    (tmp_path / "link").symlink_to(raw, target_is_directory=True)
    (tmp_path / "b.txt").symlink_to(raw / "a.txt")
    assert ids(find_sources([tmp_path / "link", tmp_path / "b.txt"], OUTPUT)) == ["a", "b"]


def test_loops_end_and_lose_nothing(raw: Path) -> None:
    put(raw, "a/x.txt")
    (raw / "a" / "loop").symlink_to(raw, target_is_directory=True)
    (raw / "a" / "loop2").symlink_to("..", target_is_directory=True)
    (raw / "self").symlink_to("self")
    (raw / "self.txt").symlink_to("self.txt")
    found = find_sources([raw], OUTPUT)
    assert ids(found) == ["a/x", "self"]
    assert [path.name for path in found.not_read] == ["self"]


def test_links_into_the_results_are_no_sources(raw: Path, tmp_path: Path) -> None:
    put(raw, "a.txt", "outputs/texts/b.txt")
    (raw / "c").symlink_to("outputs/texts", target_is_directory=True)
    (raw / "d.txt").symlink_to("outputs/texts/b.txt")
    found = find_sources([raw], raw / "outputs")
    assert ids(found) == ["a"]
    assert reasons(found) == dict.fromkeys(["c", "d.txt"], "a link into the results")


def test_names_that_differ_in_case_alone_are_refused(raw: Path) -> None:
    """On macOS one would overwrite the other; outputs are to be the same everywhere."""
    put(raw, "Report.txt", "report.pdf", "b/Ｘ.txt", "B/ｘ.txt", "c/x.txt", "C/y.txt")
    found = find_sources([raw], OUTPUT)
    assert ids(found) == ["C/y", "c/x"]
    told = reasons(found)
    assert sorted(told) == ["B/ｘ.txt", "Report.txt", "b/Ｘ.txt", "report.pdf"]
    assert "differs from" in told["report.pdf"]
    assert "Report.txt in upper and lower case alone" in told["report.pdf"]


def test_a_file_of_results_in_the_place_of_a_folder_is_refused(raw: Path) -> None:
    put(
        raw, "a.txt", "a.json/b.txt", "c.md", "c.TXT/d.txt", "e.txt", "e.json.d/f.txt", "g.json.txt"
    )
    found = find_sources([raw], OUTPUT)
    assert ids(found) == ["a.json/b", "c.TXT/d", "e", "e.json.d/f", "g.json"]
    assert reasons(found) == {
        "a.txt": "its results would stand where the folder a.json must be",
        "c.md": "its results would stand where the folder c.txt must be",
    }


def test_many_sources_of_one_id_name_a_few(raw: Path, tmp_path: Path) -> None:
    inputs = [tmp_path / str(number) for number in range(9)]
    for folder in inputs:
        put(folder, "a.txt")
    told = reasons(find_sources(inputs, OUTPUT))
    assert told["a.txt"].endswith("and 5 more")


def test_deep_folders_do_not_recurse(raw: Path) -> None:
    deep = raw.joinpath(*["d"] * 1100)
    make_folder(deep)
    (deep / "x.txt").write_text("報告")
    try:
        [source] = find_sources([raw], OUTPUT).sources
    finally:
        # pytest's own tidying recurses.
        subprocess.run(["rm", "-rf", raw / "d"], check=True)
    assert source.id.count("/") == 1100


def test_outputs_among_the_inputs_are_not_read(raw: Path) -> None:
    put(raw, "a.txt", "outputs/texts/a.txt")
    assert ids(find_sources([raw], raw / "outputs")) == ["a"]


def test_a_path_that_does_not_exist_is_a_wrong_command(raw: Path) -> None:
    with pytest.raises(UsageError, match="none: no such file or folder"):
        find_sources([raw / "none"], OUTPUT)


def test_a_folder_that_cannot_be_opened_is_named(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(raw, "closed/a.txt", "b.txt")
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = find_sources([raw], OUTPUT)
    assert ids(found) == ["b"]
    [(_, error)] = found.refused
    assert str(error) == "closed: cannot open the folder: Permission denied"
