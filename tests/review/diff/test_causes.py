from __future__ import annotations

import pytest

from pipeline.review.changes import Cause, Difference, Kind
from pipeline.review.diff.causes import Nearness, find_causes, find_differences
from tests.review.pairs import (
    DECISION,
    DICTIONARY,
    LANGUAGE_DATA,
    MODEL,
    OWN_TABLE,
    REFERENCE_DATE,
    RULES,
)

ALL = (RULES, LANGUAGE_DATA, MODEL, DICTIONARY)


@pytest.mark.parametrize(
    ("kind", "nearness", "differences", "found_by", "expected"),
    [
        pytest.param("dates", "record", (RULES,), (), ("text",), id="the record was edited"),
        pytest.param("dates", "sentence", (), (), ("text",), id="its sentence was edited"),
        pytest.param(
            "dates", "sentence", (RULES,), (), ("text", "rules"), id="its sentence, and the rules"
        ),
        pytest.param("dates", "document", (), (), ("context",), id="only the text elsewhere"),
        pytest.param(
            "dates", "document", (RULES,), (), ("rules", "context"), id="either of the two"
        ),
        pytest.param("dates", "nowhere", (RULES,), (), ("rules",), id="the rules alone"),
        pytest.param("dates", "nowhere", (), (), ("unknown",), id="nothing differs"),
        pytest.param("dates", "nowhere", (MODEL,), (), ("unknown",), id="dates need no model"),
        pytest.param(
            "sections", "nowhere", ALL, (), ("rules", "language_data"), id="nor do sections"
        ),
        pytest.param(
            "people", "nowhere", ALL, ("roster",),
            ("rules", "language_data", "model", "dictionary"), id="all are named",
        ),
        pytest.param(
            "people", "nowhere", ALL, ("model",),
            ("model", "dictionary", "rules", "language_data"), id="the likeliest first",
        ),
        pytest.param(
            "organizations", "nowhere", ALL, ("lexicon", None),
            ("language_data", "rules", "model", "dictionary"), id="a name that is listed",
        ),
        pytest.param(
            "organizations", "nowhere", (RULES, DECISION), ("decision",), ("decision",),
            id="decided",
        ),
        pytest.param(
            "organizations", "nowhere", (RULES, DECISION), ("lexicon",), ("rules", "decision"),
            id="perhaps decided",
        ),
        pytest.param("dates", "nowhere", (REFERENCE_DATE,), (), ("settings",), id="本年"),
        pytest.param(
            "people", "nowhere", (REFERENCE_DATE, DICTIONARY), (), ("dictionary",),
            id="a reference date names nobody",
        ),
        pytest.param(
            "organizations", "nowhere", (OWN_TABLE,), ("lexicon",), ("settings",), id="own table"
        ),
        pytest.param(
            "dates", "nowhere", (Difference("settings", "new", "1", "2"),), (), ("settings",),
            id="a setting we know nothing of",
        ),
    ],
)  # fmt: skip
def test_causes(
    kind: Kind,
    nearness: Nearness,
    differences: tuple[Difference, ...],
    found_by: tuple[str | None, ...],
    expected: tuple[Cause, ...],
) -> None:
    assert find_causes(kind, nearness, differences, found_by) == expected


GENERATOR = {
    "versions": {"houkoku": "1", "ja_ginza": "5.2.0", "SudachiDict": "2025"},
    "settings": {"reference_date": None},
    "digests": {"rules": "a", "language_data": "b", "decisions": "c", "settings": "d"},
}


@pytest.mark.parametrize(
    ("part", "name", "value", "expected"),
    [
        ("digests", "rules", "z", Difference("rules", "rules", "a", "z")),
        ("digests", "language_data", "z", Difference("language_data", "language_data", "b", "z")),
        ("digests", "decisions", "z", Difference("decision", "decisions", "c", "z")),
        ("versions", "ja_ginza", "6", Difference("model", "ja_ginza", "5.2.0", "6")),
        ("versions", "SudachiDict", "6", Difference("dictionary", "SudachiDict", "2025", "6")),
        ("versions", "unidic-lite", "6", Difference("dictionary", "unidic-lite", None, "6")),
        ("settings", "reference_date", "6", Difference("settings", "reference_date", None, "6")),
    ],
)
def test_differences(part: str, name: str, value: str, expected: Difference) -> None:
    other = {**GENERATOR, part: {**GENERATOR[part], name: value}}
    assert find_differences(GENERATOR, other) == (expected,)
    [back] = find_differences(other, GENERATOR)
    assert (back.cause, back.before, back.after) == (expected.cause, value, expected.before)


def test_the_same_generator_and_a_new_number_of_ours() -> None:
    assert find_differences(GENERATOR, GENERATOR) == ()
    versions = {**GENERATOR["versions"], "houkoku": "2"}
    assert find_differences(GENERATOR, {**GENERATOR, "versions": versions}) == ()


def test_a_side_without_a_generator() -> None:
    assert find_differences(None, None) == ()
    [difference] = find_differences(None, GENERATOR)
    assert difference.cause == "unknown"
    assert find_causes("dates", "nowhere", [difference]) == ("unknown",)
