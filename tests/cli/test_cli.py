from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.corpus.machine import count_cores
from pipeline.records import Document
from tests.corpus.makers import recipe
from tests.documents import TEXT, fake_extract

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test in a folder of its own, with an English terminal of 80 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "HOUKOKU_LANG"):
        monkeypatch.delenv(name, raising=False)


def put(**texts: str | bytes) -> None:
    Path("raw").mkdir(exist_ok=True)
    for name, text in texts.items():
        Path("raw", f"{name}.txt").write_bytes(text if isinstance(text, bytes) else text.encode())


def houkoku(*arguments: str) -> int:
    return main(["extract", *arguments], extract=fake_extract)


def test_all_extracted(capsys: pytest.CaptureFixture[str]) -> None:
    put(a=TEXT, b=TEXT)
    assert houkoku() == 0
    out, err = capsys.readouterr()
    assert Path("outputs/documents/a.json").is_file()
    assert "Documents: 2; to extract: 2." in err
    assert "[2/2] b.txt" in err
    header, _, first, *_ = out.splitlines()
    assert header.split() == [
        "document", "sections", "dates", "organizations", "people", "warnings",
    ]  # fmt: skip
    assert first.split() == ["a", "1", "2", "2", "1", "1"]
    assert "raw/a.txt:2: 「平成30年2月30日」 no such day" in out
    assert "outputs/documents/a.json" in out


def test_in_japanese(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    put(a=TEXT, b="")
    assert houkoku() == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[0].split() == ["文書", "節", "日付", "組織", "人物", "警告"]
    assert "次に見るもの" in out
    assert "raw/b.txt: ファイルが空です" in err


def test_some_failed(capsys: pytest.CaptureFixture[str]) -> None:
    put(a=TEXT, b="失敗", c=b"\0\1\2")
    assert houkoku() == 1
    out, err = capsys.readouterr()
    assert Path("outputs/documents/a.json").is_file()
    assert "raw/b.txt: unexpected ValueError at" in err
    assert "raw/c.txt: binary: a NUL byte at offset 0" in err
    assert "Traceback" not in out + err
    assert len(Path("outputs/errors.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_debug_shows_where(capsys: pytest.CaptureFixture[str]) -> None:
    put(a="失敗")
    assert houkoku("--debug") == 1
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract", "none"], "none: no such file or folder"),
        (["extract", "--reference-date", "2018-4-1"], "not a day as YYYY-MM-DD: 2018-4-1"),
        (["extract", "--reference-date", "20180401"], "not a day as YYYY-MM-DD: 20180401"),
        (["extract", "--reference-date", "2018-02-30"], "not a day as YYYY-MM-DD: 2018-02-30"),
        (["extract", "--output"], "--output/-o: expected one argument"),
        (["extract", "--out", "x"], "unrecognized arguments: --out"),
        (["extract", "--workers", "-1"], "not a number of processes: -1"),
        (["extract", "--workers", "two"], "not a number of processes: two"),
        (["extract", "--wait", "-1"], "not a number of seconds: -1"),
        (["extract", "--wait", "1e9"], "not a number of seconds: 1e9"),
        (["extract", "--lang", "fr"], "invalid choice: 'fr'"),
        (["extrct"], "invalid choice: 'extrct'"),
        (["extract", "raw", "--output", "raw/a.txt"], "raw/a.txt: is a file"),
        (["extract", "raw", "--output", "raw"], "raw: is where the results go"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_wrong_command_line(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    message: str,
    language: str,
) -> None:
    put(a=TEXT)
    monkeypatch.setenv("HOUKOKU_LANG", language)
    assert main(arguments, extract=fake_extract) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert (message in err) == (language == "en")
    assert err.startswith("error: " if language == "en" else "エラー: ")
    assert not Path("outputs").exists()


def test_no_raw_says_what_to_make(capsys: pytest.CaptureFixture[str]) -> None:
    assert houkoku() == 2
    assert "no folder raw/ here" in capsys.readouterr().err


def test_an_empty_raw_says_what_to_put_there(capsys: pytest.CaptureFixture[str]) -> None:
    Path("raw").mkdir()
    Path("raw/a.docx").write_bytes(b"%PDF")
    assert houkoku() == 0
    err = capsys.readouterr().err
    assert "No texts in raw. Put reports there" in err
    assert "1 files not read (no .txt, .text, .md, .pdf): raw/a.docx" in err


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "--help"], ["--version"]])
def test_help_and_version_are_what_was_asked_for(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    assert "houkoku" in out
    assert err == ""


def test_no_command_shows_help_and_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage: houkoku" in capsys.readouterr().out


def test_the_reference_date_is_kept_among_the_settings() -> None:
    put(a=TEXT)
    assert houkoku("--reference-date", "2018-04-01", "--output", "there") == 0
    package = json.loads(Path("there/datapackage.json").read_text(encoding="utf-8"))
    assert package["generator"]["settings"] == {
        "reference_date": "2018-04-01",
        "organizations": None,
    }


def test_an_output_that_cannot_be_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(a=TEXT)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "outputs/schema")

    monkeypatch.setattr("pipeline.corpus.disk.make_folder", refuse)
    assert houkoku() == 1
    assert "cannot write outputs/schema: Permission denied" in capsys.readouterr().err


def test_explain_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    put(a=TEXT, b=TEXT, gone=TEXT)
    assert houkoku() == 0
    put(b=TEXT + "二", **{"n\x1bew": TEXT})
    Path("raw/gone.txt").unlink()
    capsys.readouterr()
    assert houkoku("--dry-run", "--reference-date", "2018-04-01") == 0
    assert capsys.readouterr().out.splitlines() == [
        "raw/a.txt: the settings changed",
        "raw/b.txt: its text changed, the settings changed",
        "raw/n\\x1bew.txt: new",
        "outputs/documents/gone.json: its text is gone, so it is removed",
        "unchanged: 0",
    ]
    assert Path("outputs/documents/gone.json").exists()
    assert houkoku("--explain", "--lang", "ja") == 0
    out = capsys.readouterr().out
    assert "raw/b.txt: 原文が変わった\n" in out
    assert "変わらない文書 1 件" in out
    assert not Path("outputs/documents/gone.json").exists()


def test_a_dry_run_makes_no_folder() -> None:
    put(a=TEXT)
    assert houkoku("--dry-run") == 0
    assert not Path("outputs").exists()


def test_unchanged_documents_keep_their_row_and_their_warnings(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put(a=TEXT, b=TEXT)
    assert houkoku() == 0
    first = capsys.readouterr().out
    assert houkoku() == 0
    out, err = capsys.readouterr()
    assert "Documents: 2; to extract: 0." in err
    assert out == first.replace("\nWhere to look next:", "\nunchanged: 2\n\nWhere to look next:")
    assert houkoku("--again") == 0
    assert capsys.readouterr().out == first


def test_strict_makes_warnings_fail(capsys: pytest.CaptureFixture[str]) -> None:
    put(a=TEXT)
    for _ in range(2):  # unchanged, the warnings are still there
        assert houkoku("--strict") == 1
        assert "--strict: 1 warnings count as failures." in capsys.readouterr().err
    assert houkoku() == 0
    put(a="報告")
    assert main(["extract", "--strict"], extract=without_warnings) == 0


def test_a_broken_text_is_read_on_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    put(a=TEXT, b=TEXT.encode() + b"\n\xff\xfe")
    assert main(["extract"], extract=recipe()) == 1
    out, err = capsys.readouterr()
    line, at = TEXT.count("\n") + 2, len(TEXT.encode()) + 1
    assert f"raw/b.txt:{line}: damaged UTF-8: byte 0xFF at offset {at} (mend the text, " in err
    read_on = ["extract", "--on-decode-error", "replace"]
    assert main([*read_on, "--explain"], extract=recipe()) == 0
    out, err = capsys.readouterr()
    assert "raw/a.txt: the settings changed" in out
    assert not Path("outputs/errors.jsonl").exists()
    assert f"raw/b.txt: line {line}: damaged UTF-8: byte 0xFF at offset {at}, 2 read as" in out
    package = json.loads(Path("outputs/datapackage.json").read_text(encoding="utf-8"))
    assert package["generator"]["settings"]["on_decode_error"] == "replace"
    for _ in range(2):  # unchanged, the warning is still there
        assert main([*read_on, "--strict"], extract=recipe()) == 1
        assert "to extract: 0" in capsys.readouterr().err
    assert main(["extract", "--lang", "ja"], extract=recipe()) == 1
    err = capsys.readouterr().err
    assert f"raw/b.txt:{line}: UTF-8 として壊れています（位置 {at} のバイト 0xFF。直すか、" in err
    assert not Path("outputs/documents/b.json").exists()


def test_a_third_way_to_read_on_is_a_usage_error() -> None:
    assert houkoku("--on-decode-error", "ignore") == 2


def without_warnings(text: str) -> Document:
    return replace(fake_extract(text), dates=())


@pytest.mark.parametrize("arguments", [(), ("--workers", "0"), ("--workers", "3")])
def test_workers_are_as_many_as_wanted_or_needed(arguments: tuple[str, ...]) -> None:
    put(a=TEXT, b=TEXT)
    assert main(["extract", *arguments], extract=recipe("environment", path="env")) == 0
    # A worker is told its share of the cores; this process is left as it is.
    threads = json.loads(Path("env").read_text())["OMP_NUM_THREADS"]
    assert int(threads) == max(1, count_cores() // (3 if "3" in arguments else 1))


def test_names_cannot_speak_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    put(**{"a\x1b[2J\nb": TEXT, "[red]x": TEXT, "c\x1b]0;": ""})
    assert houkoku() == 1
    out, err = capsys.readouterr()
    assert "\x1b" not in out + err
    assert "a\\x1b[2J\\nb" in out
    assert "[red]x" in out


def test_ctrl_c_says_what_is_saved(capsys: pytest.CaptureFixture[str]) -> None:
    put(a=TEXT, b=TEXT)

    def interrupted(text: str) -> Document:
        if Path("outputs/documents/a.json").exists():
            raise KeyboardInterrupt
        return fake_extract(text)

    assert main(["extract"], extract=interrupted) == 130
    err = capsys.readouterr().err
    assert "The 1 documents done so far are saved in outputs/documents" in err


def program(extract: str = "fake_extract") -> list[str]:
    """The command in a process of its own, with a stand-in for the pipeline."""
    code = (
        "import sys, time\n"
        "from pipeline.cli import main\n"
        "from tests.documents import fake_extract\n"
        "def slow(text):\n"
        "    print('begun', flush=True)\n"
        "    time.sleep(60)\n"
        f"sys.exit(main(extract={extract}))\n"
    )
    return [sys.executable, "-c", code]


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


def test_a_real_ctrl_c_ends_without_a_traceback() -> None:
    put(a=TEXT)
    with subprocess.Popen(
        [*program("slow"), "extract"], env=ENVIRONMENT, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert "Interrupted" in err


@pytest.mark.parametrize(
    "redirection", [">/dev/full", "2>/dev/full", "| true", "2>&1 | true", ">&-", "2>&-"]
)
def test_a_reader_that_has_gone_does_not_stop_the_work(redirection: str) -> None:
    put(a=TEXT)
    command = " ".join(map(_quoted, [*program(), "extract"]))
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} {redirection}"],
        env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert Path("outputs/datapackage.json").is_file()


def _quoted(argument: str) -> str:
    return "'" + argument.replace("'", "'\\''") + "'"


def test_a_terminal_has_a_bar() -> None:
    put(a=TEXT, **{"[red]b": TEXT})
    master, slave = pty.openpty()
    environment = {**ENVIRONMENT, "TERM": "xterm", "HOUKOKU_LANG": "ja"}
    with subprocess.Popen(
        [*program(), "extract"], env=environment, stdout=slave, stderr=slave
    ) as process:
        os.close(slave)
        shown = b""
        while True:
            try:
                piece = os.read(master, 4096)
            except OSError:
                break
            if not piece:
                break
            shown += piece
    os.close(master)
    assert process.returncode == 0
    text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown.decode())
    assert "抽出" in text
    assert "2/2" in text
    assert "[red]b" in text


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        "from pipeline.__main__ import main\n"
        f"main({arguments!r})\n"
        "heavy = {'spacy', 'ginza', 'fugashi', 'pandas', 'numpy', 'rich'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {sorted(heavy)}' if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_import_loads_nothing_heavy() -> None:
    code = (
        "import sys, pipeline\n"
        "pipeline.find_dates('平成30年'), pipeline.split_sections('１．概要')\n"
        "heavy = {'spacy', 'ginza', 'fugashi', 'pandas', 'numpy', 'rich'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {sorted(heavy)}' if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
