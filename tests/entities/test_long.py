"""A long document is read as a short one is: in slices, its words let go of, its names looked up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.entities import collector, finder, folded
from pipeline.entities.chunks import LONGEST, find_chunks, legal_forms
from pipeline.entities.engines import Token, find_tokens
from pipeline.entities.found import Found
from pipeline.entities.people import may_come_again
from pipeline.entities.setting import NameSpan
from pipeline.entities.surnames import families_of
from pipeline.flow import extract
from pipeline.lexicon.lookup import Beginnings
from tests.entities.found import organizations_in, people_in, posts_in, records_in
from tests.fakes import FakeEngine

TEXTS = sorted((Path(__file__).parents[1] / "texts").glob("*.txt"))
LABELS = {"田中": "Person", "総務省": "Government", "山田": "City"}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_words_that_are_let_go_of_are_read_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = path.read_text(encoding="utf-8")
    short = extract(text, engine=FakeEngine(LABELS))
    monkeypatch.setattr(finder, "HELD", 0)
    monkeypatch.setattr(finder, "ASKED", 3)
    engine = FakeEngine(LABELS)
    assert extract(text, engine=engine) == short
    assert len(engine.asked) > 3


def test_words_are_read_once_where_they_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counting(text: str) -> list[Token]:
        asked.append(text)
        return find_tokens(text)

    monkeypatch.setattr(folded, "find_tokens", counting)
    text = "総務省の田中太郎氏が述べた。|経済産業省（以下「甲省」という。）も述べた。"
    organizations_in(text)
    assert len(asked) == 2
    monkeypatch.setattr(finder, "HELD", 0)
    organizations_in(text)
    assert len(asked) > 6


def test_the_first_words_are_held_and_the_others_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "総務省の田中太郎氏が述べた。"
    monkeypatch.setattr(finder, "HELD", 2 * len(text))
    monkeypatch.setattr(finder, "ASKED", 3)
    kept: list[list[bool]] = []

    def noting(found: Sequence[Found]) -> Beginnings:
        kept.append([line.folded._words is not None for line in found])
        return families_of(found)

    monkeypatch.setattr(finder, "families_of", noting)
    organizations_in("|".join([f"　{text}"] * 5))
    assert kept == [[True, True, False, False, False]]


def test_a_run_without_end_is_no_name_to_look_for_again() -> None:
    assert may_come_again(NameSpan(0, 4, "田中太郎", "words"))
    assert may_come_again(NameSpan(0, 40, "ア" * 40, "words"))
    assert not may_come_again(NameSpan(0, 41, "ア" * 41, "words"))
    assert not may_come_again(NameSpan(0, 3, "高太郎", "words"))


def officers(*lines: str) -> list[str]:
    return posts_in("当社は株式会社山田商会である。当社と当社は。||" + "|".join(lines))


def test_a_list_of_posts_stands_above_nobody() -> None:
    name = "田中 太郎　1950年1月1日生"
    assert officers("常務", "取締役", name) == ["田中太郎: 常務取締役 of 株式会社山田商会"]
    many = officers(*["取締役"] * 500, name)
    assert all(len(post) < collector.LONGEST_STACK + 40 for post in many)


def test_posts_held_now_are_those_of_the_name_above() -> None:
    posts = officers(
        "取締役", "田中 太郎　1950年1月1日生", "2018年6月　東京大学教授（現任）", "2019年6月　京都大学教授（現任）"
    )  # fmt: skip
    assert posts[:2] == ["田中太郎: 教授 of 東京大学", "田中太郎: 教授 of 京都大学"]


def chunks_of(text: str) -> list[str]:
    chunks = find_chunks(text, find_tokens(text), list(legal_forms(text)))
    assert all(len(chunk.stops) <= LONGEST for chunk in chunks)
    return [text[chunk.start : chunk.end] for chunk in chunks]


def test_a_list_too_long_for_a_name_is_cut_at_its_marks() -> None:
    cities = [f"{name}市" for name in ("横浜", "川崎", "千葉", "大津", "京都", "大阪", "神戸") * 6]
    chunks = chunks_of("・".join(cities))
    assert len(chunks) > 1
    assert "・".join(chunks) == "・".join(cities)
    words = chunks_of(" ".join(["Institute"] * 100))
    assert all(word == "Institute" for chunk in words for word in chunk.split(" "))
    assert sum(chunk.count("Institute") for chunk in words) == 100


def test_what_has_no_marks_is_cut_between_words() -> None:
    text = "部長" * 200
    assert "".join(chunks_of(text)) == text


def test_every_body_of_a_long_list_is_found() -> None:
    cities = ["横浜市", "川崎市", "千葉市", "大津市", "京都市", "大阪市", "神戸市"] * 8
    assert organizations_in("・".join(cities) + "が参加した。") == cities
    ministries = ["総務省", "経済産業省", "農林水産省", "国土交通省", "環境省", "文部科学省"] * 6
    assert organizations_in("・".join(ministries) + "が参加した。") == ministries


def test_the_longest_family_name_is_cut_from_a_body() -> None:
    # Both are family names of the document; which came first in a set is no reason.
    text = "高　太郎　委員|高橋　次郎　委員|高橋総務部長が答えた。"
    assert "高橋" in people_in(text)


def test_namesakes_in_a_roster_are_told_by_any_body_in_common() -> None:
    rows = [
        "委員　田中 太郎　東京大学　教授",
        "委員　田中 太郎　京都大学　教授",
        "委員　田中 太郎　東京大学　教授",
        "委員　田中 太郎　大阪大学　教授",
    ]
    _, people = records_in("|".join(rows))
    assert [len(person.mentions) for person in people] == [2, 1, 1]


def test_a_post_tells_between_people_of_one_family_once_someone_was_called_by_it() -> None:
    _, people = records_in(
        "委員　田中 太郎　総務省　課長|委員　田中 花子　総務省　部長||"
        "田中課長は答えた。|田中部長も答えた。|田中室長は黙った。"
    )
    assert [(p.name, len(p.mentions)) for p in people] == [
        ("田中太郎", 2),
        ("田中花子", 2),
        ("田中", 1),
    ]
