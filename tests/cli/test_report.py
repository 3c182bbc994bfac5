from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.cli.report import address_of
from pipeline.review.changes import Change, Spot
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


def git(*arguments: str) -> None:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.invalid", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


def test_with_what_changed_since_the_last_commit() -> None:
    extract()
    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "a")
    Path("raw/a.txt").write_text(TEXT + "終わり。\n", encoding="utf-8")
    Path("raw/b.txt").write_text(TEXT, encoding="utf-8")
    assert main(["extract"], extract=fake_extract) == 0
    assert main(["report"]) == 0
    japanese, english = (
        Path(f"outputs/report/changes.{name}.html").read_text("utf-8") for name in ("ja", "en")
    )
    assert "抽出結果の変化" in japanese
    assert "What changed" in english
    assert 'href="documents/b.html"' in japanese
    assert 'href="changes.en.html"' in japanese
    index = Path("outputs/report/index.html").read_text("utf-8")
    assert 'href="changes.ja.html"' in index


@pytest.mark.parametrize(
    ("change", "address"),
    [
        (Change("dates", "value", "date", "x/a #1", ("rules",), after_id="d-1"),
         "documents/x/a%20%231.html#d-1"),
        (Change("dates", "removed", "date", "a", ("rules",), before_id="d-1",
                after=Spot(1, 7, 0, 0, None, "", None)), "documents/a.html#L7"),
        (Change("documents", "added", "document", "a", ("text",)), "documents/a.html"),
        (Change("documents", "removed", "document", "a", ("text",)), None),
    ],
)  # fmt: skip
def test_a_change_leads_to_its_place(change: Change, address: str | None) -> None:
    assert address_of(change) == address


def test_without_a_commit_there_is_no_page_of_changes() -> None:
    extract()
    Path("outputs/report").mkdir()
    Path("outputs/report/changes.ja.html").write_text("of an earlier commit")
    assert main(["report"]) == 0
    assert not list(Path("outputs/report").glob("changes*"))
    assert "changes.ja.html" not in Path("outputs/report/index.html").read_text("utf-8")


def test_a_commit_that_cannot_be_read_costs_the_comparison_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    extract()
    record = Path("outputs/documents/a.json")
    whole = record.read_text("utf-8")
    record.write_text("{")
    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "a")
    record.write_text(whole, "utf-8")
    assert main(["report"]) == 0
    assert "Cannot be compared with the last commit" in capsys.readouterr().err
    assert Path("outputs/report/index.html").is_file()


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
