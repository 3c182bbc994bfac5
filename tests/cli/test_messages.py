from __future__ import annotations

import string

import pytest

from pipeline.cli.decision_reasons import DECISION_REASONS
from pipeline.cli.messages import MESSAGES, Words
from pipeline.cli.reasons import REASONS
from tests.tables import cases


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_a_message_says_the_same_in_both_languages(name: str) -> None:
    japanese, english = MESSAGES[name]
    assert fields(japanese) == fields(english)
    assert english.isascii() or set(english) & set("「」本年昨度…·")


@pytest.mark.parametrize(("english", "japanese"), [*REASONS, *DECISION_REASONS])
def test_a_reason_is_found_again(english: str, japanese: str) -> None:
    assert fields(japanese) <= fields(english)
    values = {name: f"<{name}>" for name in fields(english)}
    said = Words("ja").reason(english.format(**values))
    assert said == japanese.format(**values)


@pytest.mark.parametrize(
    "reason", sorted({row.values[0] for row in cases("decode_errors", "reason")})
)
def test_whatever_the_decoder_says_is_said_in_japanese(reason: str) -> None:
    assert Words("ja").reason(reason) != reason
    assert Words("en").reason(reason) == reason


def test_a_reason_within_a_reason() -> None:
    words = Words("ja")
    said = words.reason("cannot open the folder: Permission denied")
    assert said == "フォルダーを開けません: 読み書きの権限がありません"


def test_an_unknown_reason_stays_as_it_is() -> None:
    assert Words("ja").reason("{odd}") == "{odd}"
