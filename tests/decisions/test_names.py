"""Decisions on organizations and people, and what follows for the records around them."""

from __future__ import annotations

import pytest

from pipeline.decisions import Decision
from pipeline.ids import content_id
from tests.decisions.deciding import TEXT, decide, decision, organizations, people, read, reasons

FOUND = {
    "経済産業省": ["経産省", "経済産業省"],
    "総務省": ["総務省", "総務省"],
    "経済産業省/商務情報政策局": ["経産省商務情報政策局"],
    "東京大学": ["東京大学"],
    "総務省/情報流通行政局": ["総務省情報流通行政局"],
}
METI = content_id("o", "経済産業省")


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        pytest.param(
            [decision("organization", "[東京大学]教授", "reject")],
            {name: found for name, found in FOUND.items() if name != "東京大学"},
            id="without its last mention it goes",
        ),
        pytest.param(
            [decision("organization", "[総務省]", "reject", "document")],
            FOUND | {"総務省": []},
            id="as the parent of another it stays; what stands in a longer name is not meant",
        ),
        pytest.param(
            [
                decision("organization", "[総務省]", "reject", "document"),
                decision("organization", "[総務省情報流通行政局]", "reject"),
            ],
            {name: found for name, found in FOUND.items() if not name.startswith("総務省")},
            id="and goes with its last part",
        ),
        pytest.param(
            [decision("organization", "に[経産省]の", "override", name="総務省")],
            FOUND | {"経済産業省": ["経済産業省"], "総務省": ["経産省", "総務省", "総務省"]},
            id="a mention goes to the organization that bears the name",
        ),
        pytest.param(
            [decision("organization", "[経済産業省]が", "override", name="経済産業省資源局")],
            FOUND | {"経済産業省": ["経産省"], "経済産業省資源局": ["経済産業省"]},
            id="a name that nobody bears makes an organization",
        ),
        pytest.param(
            [decision("organization", "[経済産業省]が", "override", name="資源エネルギー庁")],
            FOUND | {"経済産業省": ["経産省"], "経済産業省/資源エネルギー庁": ["経済産業省"]},
            id="one that is known stands under its parent, as everywhere",
        ),
        pytest.param(
            [
                decision("organization", "に[経産省]の", "override", name="通商産業省"),
                decision("organization", "[経済産業省]が", "override", name="通商産業省"),
            ],
            {
                name.replace("経済産業省", "通商産業省"): found for name, found in FOUND.items()
            },
            id="who loses all mentions to one other is that other, with its parts",
        ),
        pytest.param(
            [decision("organization", "[東京大学]教授", "override", parent="総務省")],
            {
                name.replace("東京大学", "総務省/東京大学"): found for name, found in FOUND.items()
            },
            id="a parent",
        ),
        pytest.param(
            [decision("organization", "[経産省商務情報政策局]も", "override", boundary="経産省")],
            {
                name: found + ["経産省"] * (name == "経済産業省")
                for name, found in FOUND.items() if "商務" not in name
            },
            id="a shorter boundary is read anew",
        ),
        pytest.param(
            [decision("organization", "に[研究会]を", "add", type="council")],
            FOUND | {"研究会": ["研究会"]},
            id="one that was not found",
        ),
        pytest.param(
            [decision("organization", "[経産省]", "add", "everywhere", type="agency")],
            FOUND,
            id="added where it stands alone and is found already",
        ),
    ],
)  # fmt: skip
def test_a_decision_on_an_organization(
    decided: list[Decision], expected: dict[str, list[str]]
) -> None:
    after = decide(read(), *decided)
    assert organizations(after) == expected
    assert set(reasons(after)) == {None}


def test_ids_are_made_of_the_names() -> None:
    after = decide(
        read(), decision("organization", "[東京大学]教授", "override", name="通商産業省", parent="経済産業省")
    )  # fmt: skip
    [made] = [o for o in after.organizations if o.name == "通商産業省"]
    assert made.id == content_id("o", "経済産業省", "通商産業省")
    assert made.parent == METI
    assert [m.found_by for m in made.mentions] == ["decision"]
    assert made.aliases == ("東京大学",)


def test_a_type_is_of_the_organization_with_all_its_mentions() -> None:
    after = decide(read(), decision("organization", "[経済産業省]が", "override", type="agency"))
    [ministry] = [o for o in after.organizations if o.name == "経済産業省"]
    assert ministry.type == "agency"
    assert [m.found_by for m in ministry.mentions] == ["lexicon", "decision"]


def test_what_refers_to_an_organization_follows_it() -> None:
    text = TEXT + "同省が所管する。\n"
    assert read(text).references
    renamed = decide(
        read(text),
        decision("organization", "[総務省]", "override", "document", name="自治省"),
    )
    [home] = [o for o in renamed.organizations if o.name == "自治省"]
    assert renamed.references[0].organizations == (home.id,)
    gone = decide(
        read(text),
        decision("organization", "[総務省]", "reject", "document"),
        decision("organization", "[総務省情報流通行政局]", "reject"),
    )
    assert gone.references == ()


def test_a_post_in_a_body_that_is_gone_keeps_its_title() -> None:
    text = "会議には経済産業省の吉田眞人局長が出た。\n"
    before = read(text)
    assert people(before) == {"吉田眞人": ["経済産業省:局長"]}
    after = decide(before, decision("organization", "[経済産業省]の", "reject"))
    assert people(after) == {"吉田眞人": [":局長"]}


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        pytest.param(
            [decision("person", "[田中花子]委員", "reject")],
            {"吉田眞人": ["経済産業省:局長"]},
            id="no person",
        ),
        pytest.param(
            [decision("person", "[吉田眞人]局長", "override", title="審議官")],
            {"吉田眞人": ["経済産業省:審議官"], "田中花子": []},
            id="another title in the same body",
        ),
        pytest.param(
            [decision("person", "[吉田眞人]局長", "override", affiliation="商務情報政策局")],
            {"吉田眞人": ["商務情報政策局:局長"], "田中花子": []},
            id="another body",
        ),
        pytest.param(
            [decision("person", "[田中花子]委員", "override", affiliation="東京大学", title="教授")],
            {"吉田眞人": ["経済産業省:局長"], "田中花子": ["東京大学:教授"]},
            id="a post that was not found",
        ),
        pytest.param(
            [
                decision(
                    "person", "[田中花子]委員", "override",
                    positions=[{"affiliation": "東京大学", "title": "教授"}, {"title": "座長"}],
                )
            ],
            {"吉田眞人": ["経済産業省:局長"], "田中花子": ["東京大学:教授", ":座長"]},
            id="several posts",
        ),
        pytest.param(
            [decision("person", "[吉田眞人]局長", "override", name="吉田　真人")],
            {"吉田真人": ["経済産業省:局長"], "田中花子": []},
            id="another writing of the name, the post kept",
        ),
        pytest.param(
            [decision("person", "[田中花子]委員", "override", name="吉田眞人")],
            {"吉田眞人": ["経済産業省:局長"]},
            id="one person, not two",
        ),
        pytest.param(
            [decision("person", "の[吉田眞人局長]が", "add")],
            {"吉田眞人": ["経済産業省:局長"], "田中花子": []},
            id="not added over another: see the reason below",
        ),
        pytest.param(
            [decision("person", "[吉田眞人]局長", "override", boundary="吉田")],
            {"吉田": ["経済産業省:局長"], "田中花子": []},
            id="a family name alone",
        ),
    ],
)  # fmt: skip
def test_a_decision_on_a_person(decided: list[Decision], expected: dict[str, list[str]]) -> None:
    after = decide(read(), *decided)
    assert people(after) == expected


@pytest.mark.parametrize(
    ("decided", "reason"),
    [
        (
            decision("person", "の[吉田眞人局長]が", "add"),
            "it would overlap what is found beside it",
        ),
        (
            decision("person", "[吉田眞人]局長", "override", affiliation="財務省"),
            "no organization of the affiliation's name in the document",
        ),
        (
            decision("organization", "[東京大学]教授", "override", parent="東京大学"),
            "an organization is no part of itself",
        ),
        (
            decision("organization", "[東京大学]教授", "accept", name="京都大学"),
            "what was accepted has changed: name",
        ),
    ],
)
def test_what_cannot_be_done_is_told(decided: Decision, reason: str) -> None:
    after = decide(read(), decided)
    assert reasons(after) == [reason]
    assert (after.organizations, after.people) == (read().organizations, read().people)


def test_several_of_a_name_are_not_told_apart_by_guessing() -> None:
    text = "総務省人事課と経済産業省人事課、東京大学が集まった。\n"
    ask = decision("organization", "[東京大学]が", "override", name="人事課")
    assert reasons(decide(read(text), ask)) == [
        "several organizations of this name: give its parent"
    ]
    told = decision("organization", "[東京大学]が", "override", name="人事課", parent="総務省")
    after = decide(read(text), told)
    assert organizations(after)["総務省/人事課"] == ["総務省人事課", "東京大学"]


def test_people_who_share_a_name_have_ids_of_their_posts_as_long_as_they_do() -> None:
    text = "委員名簿\n鈴木　一郎　総務省　課長\n鈴木　一郎　東京大学　教授\n高橋　由美　筑波大学　教授\n"
    before = read(text)
    assert [p.name for p in before.people].count("鈴木一郎") == 2
    after = decide(before, decision("person", "[鈴木　一郎]　東京大学", "reject"))
    assert [p.id for p in after.people] == [content_id("p", "鈴木一郎"), before.people[-1].id]
