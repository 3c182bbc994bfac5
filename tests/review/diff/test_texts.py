"""What an author's edit of a text changes, and that nothing else is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.review.pairs import RULES, changes, compared, document, told

TEXT = """（１）対策の推進

平成29年10月に経産省が方針を公表した。
同年12月、総務省の吉田眞人課長が検討会を開催した。

（２）人材の育成

平成30年度に事業を開始する。令和2年3月末に終了する。
"""
FIRST, SECOND = "（１）対策の推進", "（２）人材の育成"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("", "", [], id="nothing"),
        pytest.param(
            "事業を開始する。令和2年3月末", "事業を開\n始する。令和2年\n3月末", [], id="wrapped anew"
        ),
        pytest.param("\n\n", "\n\n\n", [], id="more blank lines"),
        pytest.param("対策の推進\n\n平成", "対策の推進\n\f\n平成", [], id="a page break"),
        pytest.param(
            FIRST, f"この文書は方針を示すものです。\n\n{FIRST}", [], id="a paragraph at the top"
        ),
        pytest.param(
            FIRST, f"平成28年4月1日の文書です。\n\n{FIRST}",
            ["dates added None → 平成28年4月1日 iso: None → 2016-04-01 granularity: None → day | text"],
            id="a date at the top",
        ),
        pytest.param(
            "方針を公表", "計画を発表",
            [f"sections section {FIRST} → {FIRST} body: 方針を公 → 計画を発 | text"],
            id="words of a sentence: its date and body stay",
        ),
        pytest.param(
            "令和2年3月末", "令和3年3月末",
            [
                "dates value 令和2年3月末 → 令和3年3月末 iso: 2020-03-31 → 2021-03-31 | text",
                f"sections section {SECOND} → {SECOND} body: 2 → 3 | text",
            ],
            id="a date",
        ),
        pytest.param(
            "平成29年10月", "平成28年10月",
            [
                "dates value 平成29年10月 → 平成28年10月 iso: 2017-10 → 2016-10 | text",
                f"sections section {FIRST} → {FIRST} body: 29 → 28 | text",
                "dates value 同年12月 → 同年12月 iso: 2017-12 → 2016-12 | context",
            ],
            id="a date that another counts from",
        ),
        pytest.param(
            "令和2年3月末", "令和元年３月末",
            [
                (
                    "dates value 令和2年3月末 → 令和元年３月末 iso: 2020-03-31 → 2019-03-31"
                    " warnings:  → era began 2019-05-01 | text"
                ),
                f"sections section {SECOND} → {SECOND} body: 2年3 → 元年３ | text",
            ],
            id="a date that is doubtful now",
        ),
        pytest.param(
            "令和2年3月末に終了する。", "",
            [
                (
                    "dates removed 令和2年3月末 → None iso: 2020-03-31 → None"
                    " granularity: day → None | text"
                ),
                f"sections section {SECOND} → {SECOND} body: 令和2年3月末に終了する。 → None | text",
            ],
            id="a sentence that is gone",
        ),
        pytest.param(
            "経産省が", "経済産業省が",
            [
                "organizations boundary 経産省 → 経済産業省 | text",
                f"sections section {FIRST} → {FIRST} body: 産 → 済産業 | text",
            ],
            id="another name of the same body: one change",
        ),
        pytest.param(
            "経産省が", "文部科学省が",
            [
                f"sections section {FIRST} → {FIRST} body: 経産 → 文部科学 | text",
                "organizations value 経産省 → 文部科学省 name: 経済産業省 → 文部科学省 | text",
            ],
            id="another body: one change",
        ),
        pytest.param(
            "吉田眞人課長", "吉田眞人局長",
            [
                "people value 吉田眞人 → 吉田眞人 positions: 総務省 課長 → 総務省 局長 | text",
                f"sections section {FIRST} → {FIRST} body: 課 → 局 | text",
            ],
            id="another post",
        ),
        pytest.param(
            SECOND, f"{SECOND}と確保",
            [f"sections section {SECOND} → {SECOND}と確保 title: 人材の育成 → 人材の育成と確保 | text"],
            id="a heading: what stands below it stays",
        ),
        pytest.param(
            f"\n{SECOND}\n", "",
            [f"sections removed {SECOND} → None level: 1 → None | text"],
            id="a heading that is gone: what stood below it is not told one by one",
        ),
        pytest.param(
            "事業を開始する。令和2年3月末に終了する。\n",
            "事業を開始する。\n\n（３）評価の方法\n\n令和2年3月末に終了する。\n",
            ["sections added None → （３）評価の方法 level: None → 1 | text"],
            id="a heading put in",
        ),
        pytest.param(
            TEXT[TEXT.index("平成29年") : TEXT.index("\n（２）")],
            "同年12月、総務省の吉田眞人課長が検討会を開催した。\n平成29年10月に経産省が方針を公表した。\n",
            [
                (
                    "dates value 同年12月 → 同年12月 iso: 2017-12 → None granularity: month → unresolved"
                    " warnings:  → no date before it to count from | context"
                )
            ],
            id="two sentences change places",
        ),
    ],
)  # fmt: skip
def test_an_edit(old: str, new: str, expected: list[str]) -> None:
    assert old in TEXT
    assert compared(TEXT, TEXT.replace(old, new, 1) if old else TEXT) == expected


def test_a_sentence_that_moves_to_another_section() -> None:
    sentence = "総務省の吉田眞人課長が平成29年12月に検討会を開催した。\n"
    before = f"{FIRST}\n\n{sentence}経産省が方針を公表した。\n\n{SECOND}\n\n事業を開始する。\n"
    after = f"{FIRST}\n\n経産省が方針を公表した。\n\n{SECOND}\n\n事業を開始する。\n{sentence}"
    to = f"section: {FIRST} → {SECOND} | text"
    assert compared(before, after) == [
        f"organizations section 総務省 → 総務省 {to}",
        f"sections section {FIRST} → {SECOND} {to}",
        f"people section 吉田眞人 → 吉田眞人 {to}",
        f"dates section 平成29年12月 → 平成29年12月 {to}",
    ]


def test_an_identical_row_above_moves_no_other_row() -> None:
    """The ids of the rows below get other counters; that is no change of theirs."""
    row = "平成29年度 予算 100万円\n"
    assert compared(f"{row}平成30年度 決算 90万円\n{row}", f"{row}{row}平成30年度 決算 90万円\n{row}") == [
        (
            "dates added None → 平成29年度 iso: None → 2017-04-01/2018-03-31"
            " granularity: None → fiscal_year | text"
        )
    ]  # fmt: skip


def test_a_change_has_its_place_on_both_sides() -> None:
    before = document(TEXT)
    after = document(TEXT.replace(FIRST, f"前書き。\n\f\n{FIRST}").replace("令和2年", "令和3年"))
    [change] = [c for c in changes(before, after) if c.kind == "dates"]
    assert change.before is not None
    assert change.after is not None
    assert (change.before.page, change.before.line) == (1, 8)
    assert (change.after.page, change.after.line) == (2, 10)
    assert change.before.section == change.after.section == SECOND
    for spot, surface, edited in (
        (change.before, "令和2年3月末", "2"),
        (change.after, "令和3年3月末", "3"),
    ):
        assert spot.sentence == f"{surface}に終了する。"
        assert spot.marked == (0, 7)
        assert [spot.sentence[slice(*span)] for span in spot.edited] == [edited]  # fmt: skip
    assert before.text[change.before.start : change.before.end] == "令和2年3月末"
    assert after.text[change.after.start : change.after.end] == "令和3年3月末"
    assert change.before_id != change.after_id


def test_the_spot_is_that_of_the_record_among_equal_words() -> None:
    text = "2017年は準備、2017年は実施、2017年は評価の年である。\n"
    after = document(text)
    before = replace(after, dates=(after.dates[0], after.dates[2]))
    [change] = changes(before, after, [RULES])
    assert change.after is not None
    assert change.after.marked == (9, 14)
    assert change.before is not None
    assert change.before.marked == (9, 14)
    assert (change.before.page, change.before.line) == (1, 1)


PARAGRAPHS = st.lists(
    st.sampled_from(
        [
            FIRST, SECOND, "平成29年10月に経産省が方針を公表した。", "同年12月に終わる。",
            "総務省の吉田眞人課長が開催した。", "平成30年度 100 200", "（３）評価",
            "経済産業省と総務省、\n両省が令和2年に合意した。", "吉田課長は翌年3月に退いた。",
        ]
    ),
    max_size=8,
).map(lambda lines: "\n\n".join(lines) + "\n")  # fmt: skip
OPPOSITE = {"added": "removed", "removed": "added"}


@settings(max_examples=60)
@given(PARAGRAPHS)
def test_a_document_beside_itself_has_no_changes(text: str) -> None:
    assert compared(text, text, [RULES]) == []


@settings(max_examples=80, deadline=None)
@given(PARAGRAPHS, PARAGRAPHS)
def test_the_other_way_round_what_was_added_is_removed(old: str, new: str) -> None:
    before, after = document(old), document(new)
    there, back = changes(before, after), changes(after, before)
    turned = [
        replace(
            c, type=OPPOSITE.get(c.type, c.type), before_id=c.after_id, after_id=c.before_id,
            surface_before=c.surface_after, surface_after=c.surface_before,
            fields=tuple(replace(f, before=f.after, after=f.before) for f in c.fields),
        )
        for c in back
    ]  # fmt: skip
    assert sorted(told(there)) == sorted(told(turned))


@settings(max_examples=80, deadline=None)
@given(PARAGRAPHS, PARAGRAPHS)
def test_marks_lie_in_their_sentences(old: str, new: str) -> None:
    before, after = document(old), document(new)
    for change in changes(before, after):
        assert change.causes
        for spot, text in ((change.before, before.text), (change.after, after.text)):
            if spot is None:
                continue
            assert 0 <= spot.start <= spot.end <= len(text)
            assert 1 <= spot.line <= text.count("\n") + 1
            for start, end in filter(None, (spot.marked, *spot.edited)):
                assert 0 <= start < end <= len(spot.sentence)
