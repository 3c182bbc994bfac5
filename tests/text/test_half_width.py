from __future__ import annotations

import pytest

from pipeline.text.half_width import are_words, widen


@pytest.mark.parametrize(
    "text",
    [
        "ﾔﾏﾀﾞ ﾀﾛｳ", "ｶ)ﾔﾏﾀﾞｼｮｳｶｲ", "ﾃﾞｰﾀ処理ｼｽﾃﾑ", "ﾒｰﾙ:info@a.jp", "ﾊﾟｰﾃｨｰ", "ﾁｪｯｸﾘｽﾄ", "ﾌｧｲﾙ ｦ ﾋﾗｸ",
        "ﾞﾜｹﾝ ﾖｺﾊﾏｼ",
    ],
)  # fmt: skip
def test_words(text: str) -> None:
    assert are_words(text)


@pytest.mark.parametrize(
    "text", ["", "報告", "カナ", "ｱ", "ﾃｸ", "ｺﾞﾞｺ", "ﾏﾟﾗﾞ", "ｱｬｲ", "ﾔﾏﾀﾞ ｯﾞｬｧ ﾞｧ", "･･･ 12", "｡､｢"]
)
def test_no_words(text: str) -> None:
    assert not are_words(text)


def test_marks_of_voicing_are_put_together() -> None:
    assert widen("ﾊﾟﾀﾞ① ﾔ㈱") == "パダ① ヤ㈱"
