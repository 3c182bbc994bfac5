from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import main
from tests.documents import TEXT, fake_extract


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOUKOKU_LANG", "en")
    monkeypatch.setenv("TMPDIR", str(tmp_path))


def extract(text: str = TEXT) -> None:
    Path("raw").mkdir(exist_ok=True)
    Path("raw/a.txt").write_text(text, encoding="utf-8")
    assert main(["extract"], extract=fake_extract) == 0


def test_excel(capsys: pytest.CaptureFixture[str]) -> None:
    extract()
    capsys.readouterr()
    assert main(["excel"]) == 0
    out, err = capsys.readouterr()
    assert out == "outputs/houkoku.xlsx\n"
    assert "9 rows:" in err
    first = Path("outputs/houkoku.xlsx").read_bytes()
    assert first.startswith(b"PK")
    assert main(["excel", "outputs", "--to", "new/b.XLSX"]) == 0
    assert Path("new/b.XLSX").read_bytes() == first
    assert sorted(p.name for p in Path().iterdir()) == ["new", "outputs", "raw"]


def test_it_stays_when_texts_are_extracted_again() -> None:
    extract()
    assert main(["excel"]) == 0
    extract(TEXT + "終わり。\n")
    assert Path("outputs/houkoku.xlsx").is_file()


def test_a_cell_that_was_cut_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.export.excel.cells.LONGEST", 20)
    extract()
    assert main(["excel"]) == 0
    assert "cells were too long for Excel and are cut" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda: Path("outputs/tables/dates.csv").unlink(),
         "outputs/tables/dates.csv: the table is missing: run houkoku extract again"),
        (lambda: Path("outputs/tables/dates.csv").write_text("a,b\n"),
         "outputs/tables/dates.csv:1: other columns than this version writes: run houkoku extract again"),
        (lambda: Path("outputs/tables/people.csv").write_bytes(
            Path("outputs/tables/people.csv").read_bytes() + b"\xff\n"),
         "outputs/tables/people.csv: not as houkoku writes it"),
        (lambda: Path("outputs/tables/sections.csv").write_bytes(
            Path("outputs/tables/sections.csv").read_bytes().replace(b",1,", b",one,")),
         "outputs/tables: not as houkoku writes it"),
    ],
)  # fmt: skip
def test_tables_that_are_not_ours(
    capsys: pytest.CaptureFixture[str], spoil: object, said: str
) -> None:
    extract()
    assert callable(spoil)
    spoil()
    assert main(["excel"]) == 2
    assert said in capsys.readouterr().err
    assert not Path("outputs/houkoku.xlsx").exists()
    assert [p.name for p in Path("outputs").iterdir() if p.name.endswith(".tmp")] == []


def test_before_any_extraction(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["excel"]) == 2
    assert "run houkoku extract first" in capsys.readouterr().err


def test_of_another_kind_of_file(capsys: pytest.CaptureFixture[str]) -> None:
    extract()
    assert main(["excel", "--to", "a.csv"]) == 2
    assert "a workbook's name ends in .xlsx" in capsys.readouterr().err


def test_loads_no_model_and_no_data_frames() -> None:
    extract()
    script = (
        "import sys; from pipeline.cli import main; main(['excel'])\n"
        "print(sorted({'spacy', 'pandas', 'numpy', 'sudachipy', 'fugashi'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]"
