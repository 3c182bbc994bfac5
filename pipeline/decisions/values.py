"""What a decision may say of each kind of fact, checked before anything is done.

Every check returns the value as it is kept, or raises ValueError with a reason in plain words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.decisions.decision import (
    Kind,
    Posts,
    Value,
    Verdict,
    make_posts,
    sort_values,
    squeeze,
)
from pipeline.decisions.iso import read_iso
from pipeline.records import GRANULARITIES, ORGANIZATION_TYPES

Check = Callable[[Any], Value]


def check_value(kind: Kind, verdict: Verdict, value: object) -> tuple[tuple[str, Value], ...]:
    """`value` of a decision, sorted by key; ValueError where it does not fit kind and verdict."""
    if not isinstance(value, dict):
        raise ValueError("'value' is an object")
    checks = CHECKS[kind]
    checked: dict[str, Value] = {}
    for key, given in value.items():
        if key not in checks:
            known = ", ".join(checks)
            raise ValueError(f"unknown key {key!r} in 'value': of {_A[kind]} can be said {known}")
        try:
            checked[key] = checks[key](given)
        except ValueError as error:
            raise ValueError(f"{key!r}: {error}") from None
    _check_verdict(kind, verdict, checked)
    if kind == "date":
        _check_granularity(checked)
    if "positions" in checked and not checked.keys().isdisjoint(("title", "affiliation")):
        raise ValueError("'positions' says all: no 'title' or 'affiliation' beside it")
    return sort_values(checked)


def _check_verdict(kind: Kind, verdict: Verdict, value: Mapping[str, Value]) -> None:
    if verdict == "reject" and value:
        raise ValueError("a reject has no 'value'")
    if verdict == "override" and not value:
        raise ValueError("an override needs a 'value'")
    if verdict in ("accept", "add") and "boundary" in value:
        raise ValueError(f"the quote of an {verdict} is its boundary: no 'boundary' in 'value'")
    if verdict == "add" and kind == "date" and "iso" not in value:
        raise ValueError("a date that is added needs an 'iso' (or null) in 'value'")


def _check_granularity(value: Mapping[str, Value]) -> None:
    given = value.get("granularity")
    if given is None:
        return
    if "iso" not in value:
        raise ValueError("'granularity' goes with an 'iso'")
    iso = value["iso"]
    possible = read_iso(iso).granularities if isinstance(iso, str) else ("unresolved",)
    if given not in possible:
        raise ValueError(f"'granularity': such an 'iso' is {' or '.join(possible)}, not {given}")


def _text(given: Any) -> str:
    if not isinstance(given, str) or not squeeze(given):
        raise ValueError("a text is needed")
    return given.strip()


def _text_or_null(given: Any) -> str | None:
    return None if given is None else _text(given)


def _iso(given: Any) -> str | None:
    if given is None:
        return None
    iso = _text(given)
    read_iso(iso)
    return iso


def _one_of(names: tuple[str, ...]) -> Check:
    def check(given: Any) -> str:
        if not isinstance(given, str) or given not in names:
            raise ValueError(f"not one of {', '.join(names)}")
        return given

    return check


def _level(given: Any) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or given < 1:
        raise ValueError("a whole number from 1 on is needed")
    return given


def _positions(given: Any) -> Posts:
    if not isinstance(given, list):
        raise ValueError("a list is needed")
    for post in given:
        if not isinstance(post, dict) or not post.keys() <= {"affiliation", "title"}:
            raise ValueError("each is an object with 'affiliation' and 'title'")
        if not any(map(_text_or_null, post.values())):
            raise ValueError("a position has an 'affiliation' or a 'title'")
    return make_posts(given)


CHECKS: dict[Kind, dict[str, Check]] = {
    "date": {"boundary": _text, "iso": _iso, "granularity": _one_of(GRANULARITIES)},
    "organization": {
        "boundary": _text, "name": _text, "type": _one_of(ORGANIZATION_TYPES),
        "parent": _text_or_null,
    },
    "person": {
        "boundary": _text, "name": _text, "family_name": _text_or_null,
        "given_name": _text_or_null, "reading": _text_or_null,
        "title": _text_or_null, "affiliation": _text_or_null, "positions": _positions,
    },
    "section": {
        "boundary": _text, "number": _text_or_null, "title": _text_or_null, "level": _level,
    },
}  # fmt: skip
_A: dict[Kind, str] = {
    "date": "a date", "organization": "an organization", "person": "a person",
    "section": "a section",
}  # fmt: skip
