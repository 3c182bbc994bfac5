"""All decisions together: merged files, contradictions, what concerns which document."""

from __future__ import annotations

import hashlib
import json
import random

import pytest

from pipeline.decisions import Decision, Decisions, parse_decisions
from tests.decisions.deciding import TEXT, dates, decide, decision, organizations, read, reasons

REJECT = decision("date", "[同年６月]に", "reject")
OVERRIDE = decision("date", "[同年６月]に", "override", iso="2016-06")
OTHER = decision("date", "[同年６月]に", "override", iso="2015-06")
ACCEPT = decision("date", "[同年６月]に", "accept")
ACCEPT_IT = decision("date", "[同年６月]に", "accept", iso="2017-06")
SHORTER = decision("date", "[同年６月]に", "override", boundary="６月")
LONGER = decision("date", "[同年６月]に", "override", boundary="同年６月に")
WIDE = decision("date", "[同年６月]", "override", "document", iso="2014-06")
WIDEST = decision("date", "[同年６月]", "reject", "everywhere")


@pytest.mark.parametrize(
    "decided",
    [
        (REJECT, OVERRIDE), (OVERRIDE, OTHER), (REJECT, ACCEPT), (ACCEPT, OVERRIDE),
        (ACCEPT_IT, OVERRIDE), (SHORTER, LONGER), (SHORTER, ACCEPT_IT), (SHORTER, REJECT),
        (decision("date", "、[研究会]を", "add", iso="2017"), decision("date", "に[研究会を]", "add", iso="2017")),
    ],
    ids=lambda pair: " ".join(f"{d.verdict} {dict(d.value)}" for d in pair),
)  # fmt: skip
def test_contradictions_name_each_other_and_none_is_followed(
    decided: tuple[Decision, Decision],
) -> None:
    left, right = decided
    text = TEXT.replace("に研究会", "、研究会").replace("日、研究会", "日に研究会")
    if left.verdict == "add":
        left = decision("date", "に[研究会]を", "add", iso="2017")
    after = decide(read(text), left, right)
    told = {d.id: d.reason for d in after.decisions}
    assert told == {left.id: f"contradicts {right.id}", right.id: f"contradicts {left.id}"}
    assert after.dates == read(text).dates


def test_types_that_contradict_at_two_mentions_of_one_organization() -> None:
    left = decision("organization", "に[経産省]の", "override", type="agency")
    right = decision("organization", "[経済産業省]が", "override", type="council")
    after = decide(read(), left, right)
    assert sorted(reasons(after)) == sorted([f"contradicts {left.id}", f"contradicts {right.id}"])
    assert after.organizations == read().organizations


@pytest.mark.parametrize(
    ("decided", "iso"),
    [
        ((WIDE, OVERRIDE), "2016-06"),
        ((WIDE, WIDEST), "2014-06"),
        ((WIDEST, OVERRIDE), "2016-06"),
        ((WIDE, ACCEPT_IT), "2017-06"),
        ((WIDE, ACCEPT), "2017-06"),
        ((WIDEST,), None),
        ((OVERRIDE, ACCEPT_IT, WIDE), "2014-06"),  # two that contradict are as if they were not
    ],
)
def test_the_narrower_scope_has_the_last_word(
    decided: tuple[Decision, ...], iso: str | None
) -> None:
    found = {text: value for text, value, _ in dates(decide(read(), *decided))}
    assert found.get("同年６月") == iso


def test_what_goes_together_is_put_together() -> None:
    after = decide(
        read(),
        decision("organization", "[東京大学]教授", "override", type="school"),
        decision("organization", "[東京大学]教授", "override", name="東大"),
        decision("organization", "[東京大学]教授", "accept", type="school"),
    )
    assert organizations(after)["東大"] == ["東京大学"]
    assert set(reasons(after)) == {None}


def test_a_fact_that_was_moved_is_decided_on_where_it_was_and_where_it_is() -> None:
    moved = decision("date", "[同年６月]に", "override", boundary="６月")
    there = decision("date", "年[６月]に", "override", iso="2016-06")
    after = decide(read(), moved, there)
    assert ("６月", "2016-06", "decision") in dates(after)
    assert reasons(after) == [None, None]
    # Without the first, the second has nothing to decide on.
    assert reasons(decide(read(), there)) == ["it is found there with another boundary"]


def test_a_fact_that_was_added_is_decided_on_like_any_other() -> None:
    added = decision("date", "に[研究会]を", "add", iso="2017")
    after = decide(read(), added, decision("date", "に[研究会を]設", "override", iso="2016"))
    assert None in reasons(after)
    after = decide(read(), added, decision("date", "に[研究会]を", "override", boundary="研究会を"))
    assert ("研究会を", "2017", "decision") in dates(after)


ALL = [REJECT, OTHER, WIDE, WIDEST, SHORTER, ACCEPT,
       decision("organization", "[東京大学]", "reject", "everywhere"),
       decision("organization", "に[経産省]の", "override", name="総務省"),
       decision("organization", "[総務省]と", "override", name="文部科学省"),
       decision("section", "[（２）体制]", "reject"),
       decision("person", "[田中花子]委員", "override", title="座長")]  # fmt: skip


def test_the_order_of_lines_and_lines_that_repeat_are_no_matter() -> None:
    lines = [each.to_line() for each in ALL]
    once = decide(read(), *ALL)
    for seed in range(20):
        shuffled = [*lines, *lines[: seed % 4]]
        random.Random(seed).shuffle(shuffled)
        book = parse_decisions("".join(shuffled), "decisions.jsonl")
        assert book.digest == Decisions(ALL).digest
        assert decide(read(), *(each for _, each in book)) == once


def test_who_decided_is_no_part_of_what_was_decided() -> None:
    one = REJECT.to_dict()
    more: list[dict[str, str]] = [
        {},
        {"by": "吉田"},
        {"by": "田中", "why": "重複", "when": "2026-01-05"},
    ]
    lines = [json.dumps(one | each) for each in more]
    book = parse_decisions("\n".join(lines), "decisions.jsonl")
    [(_, only)] = book
    assert only.lines == (1, 2, 3)


def test_what_concerns_a_document() -> None:
    nothing = hashlib.sha256().hexdigest()
    assert Decisions().digest == nothing
    of_b = decision("date", "[同年]", "reject")
    book = Decisions([REJECT])
    both = Decisions([REJECT, Decision("date", "b", "place", of_b.quote, "reject")])
    assert both.digest != book.digest
    assert both.concerning("a", TEXT) == book.concerning("a", TEXT) == {REJECT.id: REJECT}
    everywhere = Decisions([WIDEST])
    assert not everywhere.concerning("c", "別の文書")
    # A line that is wrapped otherwise is concerned all the same.
    assert everywhere.concerning("c", "同年\n 6月") == {WIDEST.id: WIDEST}
    assert everywhere.everywhere == (WIDEST.id,)
    assert both.everywhere == ()


def test_a_decision_for_everywhere_is_silent_where_it_is_not_meant() -> None:
    after = decide(read(), decision("organization", "[研究会]", "accept", "everywhere"))
    [decided] = after.decisions
    assert (decided.spans, decided.reason) == ((), None)
    assert not Decisions([decision("date", "[令和]", "reject", "everywhere")]).concerning("a", TEXT)
