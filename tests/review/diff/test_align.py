from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.diff.align import align
from pipeline.review.diff.compact import Compact

TEXTS = st.text(alphabet="平成29年、。\n は", max_size=80)
LONG = "総務省において開催し、経産省もオブザーバとして参加している研究会。"
OTHER = "データ流通事業者間の相互連携、フォーマットの整備を行う。"
LAST = "両省が来賓として挨拶した。"


def edits(before: str, after: str) -> list[tuple[str, str]]:
    old, new = Compact(before), Compact(after)
    return [
        (old.text[e.before_start : e.before_end], new.text[e.after_start : e.after_end])
        for e in align(old, new).edits
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(LONG, LONG, [], id="nothing"),
        pytest.param("", LONG, [("", LONG)], id="all new"),
        pytest.param("平成29年の実績、", "平成29年度の実績、", [("", "度")], id="one character"),
        pytest.param("経産省が", "経済産業省が", [("産", "済産業")], id="within a name"),
        pytest.param("総務省と\n経産省が", "総務省と経産\n省 が", [], id="wrapped anew"),
        pytest.param(
            f"{LONG}\n{LAST}", f"{LONG}\n{OTHER}\n{LAST}", [("", OTHER)], id="a paragraph put in"
        ),
        pytest.param(
            "平成29年の実績。", "平成30年の実績。\n平成29年の実績。", [("", "平成30年の実績。")],
            id="a line before one that begins alike",
        ),
        pytest.param(
            "２９年度\n２９年度\n２９年度", "２９年度\n３０年度\n２９年度\n２９年度",
            [("", "３０年度")], id="a row among equal rows",
        ),
        pytest.param(
            f"{LONG}{OTHER}", f"{LONG.replace('開催', '主催')}{OTHER.replace('整備', '統一')}",
            [("開", "主"), ("整備", "統一")], id="two edits",
        ),
        pytest.param("平成29年12月", "令和3年12月", [("平成29", "令和3")], id="an era"),
    ],
)  # fmt: skip
def test_edits(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    assert edits(before, after) == expected
    assert edits(after, before) == [(new, old) for old, new in expected]


def test_a_paragraph_that_moved_is_no_edit() -> None:
    before, after = Compact(f"{LONG}\n{OTHER}\n{LAST}"), Compact(f"{OTHER}\n{LAST}\n{LONG}")
    alignment = align(before, after)
    assert alignment.edits == ()
    assert alignment.changed
    image = alignment.image(0, len(LONG))
    assert image is not None
    assert after.text[slice(*image)] == LONG
    assert alignment.has_moved(0) != alignment.has_moved(len(before.text) - 1)


def test_a_moved_paragraph_that_was_edited_where_it_stands_now() -> None:
    before = Compact(f"{LONG}\n{OTHER}\n{LAST}")
    after = Compact(f"{OTHER}\n{LAST}\n{LONG.replace('研究会', '検討会')}")
    alignment = align(before, after)
    touched = [alignment.edits[i] for i in alignment.touching(0, len(LONG))]
    assert [before.text[e.before_start : e.before_end] for e in touched] == ["研究会。"]


@given(TEXTS, TEXTS)
def test_what_stayed_is_equal_and_the_rest_is_edits(before: str, after: str) -> None:
    old, new = Compact(before), Compact(after)
    alignment = align(old, new)
    for i, j, length in alignment.blocks:
        assert length > 0
        assert old.text[i : i + length] == new.text[j : j + length]
    for texts, blocks, spans in (
        (old, [(b.before, b.length) for b in alignment.blocks], [e[:2] for e in alignment.edits]),
        (new, [(b.after, b.length) for b in alignment.blocks], [e[2:] for e in alignment.edits]),
    ):
        covered = sorted([*((s, s + n) for s, n in blocks), *(s for s in spans if s[0] < s[1])])
        ends = [0, *(end for _, end in covered)]
        assert [start for start, _ in covered] == ends[:-1]
        assert ends[-1] == len(texts.text)
    assert list(alignment.edits) == sorted(alignment.edits)


@given(TEXTS, TEXTS)
def test_the_other_way_round_it_is_the_same(before: str, after: str) -> None:
    there, back = (align(Compact(a), Compact(b)) for a, b in ((before, after), (after, before)))
    assert there.inverse().blocks == back.blocks
    assert there.inverse().edits == back.edits
    assert there.inverse().inverse().edits == there.edits


@given(TEXTS, TEXTS, TEXTS)
def test_what_stands_around_an_edit_stays(head: str, old: str, new: str) -> None:
    """However the middle differs, not a character of a long beginning and end is lost."""
    before, after = Compact(f"{LONG}{old}{head}{LAST}"), Compact(f"{LONG}{new}{head}{LAST}")
    alignment = align(before, after)
    kept = {i for b in alignment.blocks for i in range(b.before, b.before + b.length)}
    assert set(range(len(LONG) - 1)) <= kept
    assert set(range(len(before.text) - len(LAST) + 1, len(before.text))) <= kept


def test_spans_and_edits_that_touch() -> None:
    old, new = Compact("あいうえお。かきくけこ。"), Compact("あいうえお。さしすせそ。かきくけこ。")
    alignment = align(old, new)
    assert [alignment.touching(0, 6), alignment.touching(6, 12)] == [[], []]
    assert alignment.touching(3, 9) == [0]
    assert alignment.image(3, 9) is None
    assert list(alignment.shared(3, 9)) == [(3, 6), (12, 15)]
    assert alignment.inverse().touching(6, 12) == [0]
