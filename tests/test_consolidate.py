"""Mentions made into records: names in full, parents, the same and the different."""

from __future__ import annotations

import pytest

from pipeline.consolidate import namesakes, people
from pipeline.consolidate.namesakes import COMPARED
from pipeline.entities.mentions import Post
from tests.entities.found import records_in


def test_one_record_for_all_names_of_a_body() -> None:
    [organization], _ = records_in("経済産業省は述べた。経産省も述べた。")
    assert (organization.name, organization.aliases) == ("経済産業省", ("経産省",))
    assert [mention.text for mention in organization.mentions] == ["経済産業省", "経産省"]


def test_a_text_says_whose_an_ambiguous_short_form_is() -> None:
    [organization], _ = records_in(
        "独立行政法人水資源機構（以下「水機構」という。）が調べた。|水機構は公表した。"
    )
    assert (organization.name, len(organization.mentions)) == ("独立行政法人水資源機構", 3)


def test_the_legal_form_is_written_out() -> None:
    organizations, _ = records_in("（一社）山田振興協会と㈱山田商会が述べた。")
    assert [o.name for o in organizations] == ["一般社団法人山田振興協会", "株式会社山田商会"]


def test_a_part_has_its_parents_whether_they_are_named_or_not() -> None:
    organizations, _ = records_in("厚生労働省労働基準局監督課が答えた。")
    by_id = {o.id: o for o in organizations}
    part = next(o for o in organizations if o.mentions)
    assert part.name == "監督課"
    assert [by_id[part.parent or ""].name, by_id[by_id[part.parent or ""].parent or ""].name] == [
        "労働基準局",
        "厚生労働省",
    ]
    assert {o.type for o in organizations} == {"government"}


def test_two_divisions_of_one_name_are_two() -> None:
    organizations, _ = records_in(
        "＜総務省＞|〇情報流通行政局|サイバー推進課　木村 公彦　課長||＜経産省＞|〇商務情報政策局|サイバー推進課　奥家 敏和　課長"
    )
    divisions = [o for o in organizations if o.name == "サイバー推進課"]
    assert len(divisions) == 2
    assert len({o.id for o in divisions}) == 2


def test_a_part_named_alone_is_the_one_that_has_a_parent() -> None:
    organizations, _ = records_in("山田市総務部企画政策課が担当する。企画政策課は公表した。")
    assert [len(o.mentions) for o in organizations if o.name == "企画政策課"] == [2]


def test_an_id_is_the_same_in_every_document() -> None:
    [first], _ = records_in("文部科学省が答えた。")
    [second], _ = records_in("きのう文科省が答えた。")
    assert first.id == second.id


def test_a_family_name_joins_the_only_full_name_it_can_mean() -> None:
    _, people = records_in("委員　田中 太郎　東京大学　教授||○田中委員　賛成です。")
    assert [(p.name, len(p.mentions)) for p in people] == [("田中太郎", 2)]


def test_a_family_name_of_two_people_stays_alone() -> None:
    _, people = records_in(
        "委員　田中 太郎　東京大学　教授|委員　田中 花子　京都大学　教授||○田中委員　賛成です。"
    )
    assert [p.name for p in people] == ["田中太郎", "田中花子", "田中"]


def test_two_people_of_one_name_are_two_where_rosters_say_so() -> None:
    text = "委員　田中 太郎　東京大学　教授|委員　田中 太郎　京都大学　教授"
    _, people = records_in(text)
    assert [(p.name, len(p.mentions), len(p.positions)) for p in people] == [("田中太郎", 1, 1)] * 2
    assert len({p.id for p in people}) == 2
    _, turned = records_in("|".join(reversed(text.split("|"))))
    assert [p.id for p in turned] == [p.id for p in reversed(people)]


@pytest.mark.parametrize(
    "text",
    [
        "委員　田中 太郎　東京大学　教授||委員　田中 太郎　東京大学大学院工学系研究科　教授",
        "委員　田中 太郎　東京大学　教授||座長　田中 太郎",
        "委員　田中 太郎　東京大学　教授||京都大学の田中太郎客員教授が述べた。",
        "田中太郎（東京大学教授、京都大学客員教授）が述べた。",
    ],
)
def test_one_person_may_hold_two_posts(text: str) -> None:
    _, people = records_in(text)
    assert [p.name for p in people] == ["田中太郎"]
    assert people[0].id == records_in("田中太郎が述べた。")[1][0].id


def test_two_readings_are_two_people() -> None:
    _, people = records_in("田中正（たなか ただし）委員||田中正（たなか まさし）委員")
    assert [p.reading for p in people] == ["タナカ タダシ", "タナカ マサシ"]


def test_a_family_name_of_two_people_is_the_one_of_its_post() -> None:
    _, people = records_in(
        "委員　田中 太郎　東京大学　教授|委員　田中 花子　総務省　課長||田中課長は答えた。"
    )
    assert [(p.name, len(p.mentions)) for p in people] == [("田中太郎", 1), ("田中花子", 2)]


def test_the_surest_post_wins() -> None:
    _, [person] = records_in("総務課　田中 太郎　課長||○田中課長　お答えします。")
    assert len(person.positions) == 1


def test_names_are_split_and_read_where_it_is_no_guess() -> None:
    _, people = records_in("吉田 眞人 局長|渋谷 闘志彦 室長")
    assert [(p.family_name, p.given_name, p.reading) for p in people] == [
        ("吉田", "眞人", "ヨシダ マサト"),
        ("渋谷", "闘志彦", None),
    ]


def test_a_post_is_not_told_again_by_its_end() -> None:
    posts = [
        Post(None, "課長", sure=False),
        Post(None, "部長", sure=False),
        Post(0, "総括課長"),
        Post(1, None),
        Post(1, "課長"),
        Post(1, "副部長", sure=False),
    ]
    positions = people._positions(posts, ["o-1", "o-2"])
    assert [(position.organization, position.title) for position in positions] == [
        ("o-1", "総括課長"),
        ("o-2", "課長"),  # what the text itself says is always told
        (None, "部長"),
        ("o-2", "副部長"),
    ]


KANA = "あいうえおかきくけこさしすせそたちつてと"


def test_namesakes_are_compared_with_the_last_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    differs = namesakes._Namesake.differs

    def counting(*given: object) -> bool:
        nonlocal asked
        asked += 1
        return differs(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(namesakes._Namesake, "differs", counting)
    monkeypatch.setattr(namesakes, "COMPARED", 5)
    lines = [f"田中太郎（{a}{b}）委員は述べた。" for a in KANA for b in KANA]
    _, found = records_in("|".join(lines))
    assert len(found) == len(lines) == 400
    assert asked <= 5 * 400


def test_nobody_is_taken_for_another_while_there_are_few() -> None:
    readings = [a + b for a in KANA for b in KANA][: COMPARED - 1]
    lines = [f"田中太郎（{reading}）委員は述べた。" for reading in (*readings, readings[0])]
    _, found = records_in("|".join(lines))
    assert [len(person.mentions) for person in found] == [2] + [1] * (COMPARED - 2)


class _Counted(frozenset[str]):
    """Bodies that count how often they are held against others."""

    asked = 0

    def isdisjoint(self, other: object) -> bool:
        type(self).asked += 1
        return super().isdisjoint(other)  # type: ignore[arg-type]


def test_rows_under_one_ministry_are_not_held_against_each_other() -> None:
    apart = namesakes._Apart()
    rows = [_Counted(("総務省", f"第{number}課")) for number in range(200)]
    for bodies in rows:
        assert not apart.any_apart(bodies)
        apart.add(bodies)
    assert _Counted.asked == 0
    assert apart.any_apart(frozenset(("経済産業省",)))
    assert apart.any_apart(frozenset(("第7課",)))
    assert not apart.any_apart(frozenset(("総務省", "経済産業省")))


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("上智大学総合人間科学部が協力した。", "上智大学 university, 総合人間科学部 university"),
        ("東京都総務局が調整した。", "東京都 local_government, 総務局 local_government"),
        ("国立大学法人青葉医科大学附属病院薬剤部が説明した。",
         "国立大学法人青葉医科大学 university, 附属病院薬剤部 university"),
        ("総務省情報流通行政局が公表した。", "総務省 government, 情報流通行政局 government"),
        ("東京都災害対策本部が公表した。", "東京都 local_government, 災害対策本部 council"),
    ],
)  # fmt: skip
def test_a_part_is_of_the_type_of_what_it_is_a_part_of(text: str, types: str) -> None:
    organizations, _ = records_in(text)
    assert ", ".join(f"{o.name} {o.type}" for o in organizations) == types


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        ("建設部（都市計画課、住宅課）が対象である。", "都市計画課: -"),
        ("国土交通省が説明した。都市計画課が担当する。", "都市計画課: 都市局"),
    ],
)
def test_a_division_is_a_ministrys_only_where_that_is_named(text: str, parents: str) -> None:
    organizations, _ = records_in(text)
    names = {o.id: o.name for o in organizations}
    assert parents in [f"{o.name}: {names.get(o.parent or '', '-')}" for o in organizations]
