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


def extract() -> None:
    Path("raw").mkdir()
    Path("raw/a.txt").write_text(TEXT, encoding="utf-8")
    assert main(["extract"], extract=fake_extract) == 0


def test_report(capsys: pytest.CaptureFixture[str]) -> None:
    extract()
    capsys.readouterr()
    assert main(["report"]) == 0
    out, err = capsys.readouterr()
    assert out == "outputs/report/index.html\n"
    assert "Pages of 1 documents" in err
    assert Path(out.strip()).is_file()


def test_of_another_folder(capsys: pytest.CaptureFixture[str]) -> None:
    extract()
    Path("outputs").rename("elsewhere")
    assert main(["report", "elsewhere"]) == 0
    assert Path("elsewhere/report/index.html").is_file()
    assert "elsewhere/report/index.html" in capsys.readouterr().out


def test_before_any_extraction(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report"]) == 2
    assert "run houkoku extract first" in capsys.readouterr().err


def test_loads_no_model_and_no_data_frames() -> None:
    extract()
    script = (
        "import sys; from pipeline.cli import main; main(['report'])\n"
        "print(sorted({'spacy', 'pandas', 'numpy', 'sudachipy', 'fugashi'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]"
