from __future__ import annotations

import io
import sys

import pytest

from pipeline.cli.terminal import Terminal, choose_language, safe, width


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "ja_JP.UTF-8"}, "ja"),
        ([], {"LANG": "ja_JP.eucJP", "LC_ALL": ""}, "ja"),
        ([], {"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "ja_JP.UTF-8", "LC_MESSAGES": "en_US"}, "en"),
        ([], {"LANG": "de_DE", "HOUKOKU_LANG": "ja"}, "ja"),
        ([], {"LC_ALL": "ja_JP", "HOUKOKU_LANG": "en"}, "en"),
        (["extract", "--lang", "ja"], {"HOUKOKU_LANG": "en"}, "ja"),
        (["--lang=en", "extract"], {"LANG": "ja"}, "en"),
        (["extract", "--lang"], {}, "en"),
    ],
)
def test_language(arguments: list[str], environment: dict[str, str], language: str) -> None:
    assert choose_language(arguments, environment) == language


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("報告.txt", "報告.txt"),
        ("a\nb", "a\\nb"),
        ("\x1b[31m", "\\x1b[31m"),
        ("abc\u202etxt.exe", "abc\\u202etxt.exe"),
        ("\x9b", "\\x9b"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(name: str, shown: str) -> None:
    assert safe(name) == shown


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("報告", 4), ("ﾊﾟ", 2), ("か\u3099", 2)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("encoding", "language", "expected"),
    [
        ("cp932", "ja", "ja 報告?①"),
        ("euc_jp", "ja", "ja 報告??"),
        ("ascii", "ja", "en ????"),
        ("utf-8", "en", "en 報告👍①"),
    ],
)
def test_no_terminal_is_too_poor(
    monkeypatch: pytest.MonkeyPatch, encoding: str, language: str, expected: str
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    terminal = Terminal("ja" if language == "ja" else "en")
    terminal.out(f"{terminal.words.language} 報告👍①")
    assert raw.getvalue().decode(encoding) == expected + "\n"


def test_no_terminal_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    terminal = Terminal("ja")
    terminal.out("報告")
    terminal.err("報告")
