"""What can be said of each kind of fact, as fields to fill in, and what was filled in as a value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from pipeline.decisions.decision import Kind
from pipeline.decisions.values import CHECKS
from pipeline.desk.subjects import Subject
from pipeline.desk.verdicts import plain
from pipeline.display import safe
from pipeline.records import GRANULARITIES, ORGANIZATION_TYPES

Control = Literal["text", "number", "choice", "organization", "posts"]


class Field(NamedTuple):
    """`may_be_empty`: an empty field says that there is none."""

    key: str
    control: Control = "text"
    may_be_empty: bool = False
    options: tuple[str, ...] = ()


FORMS: dict[Kind, tuple[Field, ...]] = {
    "date": (
        Field("boundary"),
        Field("iso", may_be_empty=True),
        Field("granularity", "choice", may_be_empty=True, options=GRANULARITIES),
    ),
    "organization": (
        Field("boundary"),
        Field("name"),
        Field("type", "choice", options=ORGANIZATION_TYPES),
        Field("parent", "organization", may_be_empty=True),
    ),
    "person": (
        Field("boundary"),
        Field("name"),
        Field("family_name", may_be_empty=True),
        Field("given_name", may_be_empty=True),
        Field("reading", may_be_empty=True),
        Field("positions", "posts"),
    ),
    "section": (
        Field("boundary"),
        Field("number", may_be_empty=True),
        Field("title", may_be_empty=True),
        Field("level", "number"),
    ),
}


def filled(subject: Subject) -> dict[str, Any]:
    """The form of an edit as it begins: what is said now, of what is gone what was said."""
    said = plain(subject.now or subject.was or {})
    known = {field.key for field in FORMS[subject.kind]}
    return {"boundary": subject.written} | {k: v for k, v in said.items() if k in known}


def read_form(kind: Kind, given: Mapping[str, Any]) -> dict[str, Any]:
    """What was filled in, as JSON values: blanks at the ends left out, what is empty null or away."""
    value: dict[str, Any] = {}
    for field in FORMS[kind]:
        if field.key not in given:
            continue
        said = given[field.key]
        if field.control == "posts":
            said = [_post(post) for post in said] if isinstance(said, list) else said
            said = [post for post in said if post] if isinstance(said, list) else said
        elif isinstance(said, str):
            said = said.strip()
            if field.control == "number" and said.isascii() and said.isdigit():
                said = int(said[:9])
            elif not said and field.may_be_empty:
                said = None
        value[field.key] = said
    if value.get("granularity", "") is None:
        del value["granularity"]  # told by the ISO form
    return value


def edited(subject: Subject, given: Mapping[str, Any]) -> dict[str, Any]:
    """What a decision has to say: what is accepted with it, and what the form says otherwise."""
    value = read_form(subject.kind, given)
    if subject.now is None:
        value.pop("boundary", None)
        return {key: said for key, said in value.items() if said not in (None, []) or key == "iso"}
    now, accepted = plain(subject.now), subject.accepted
    if value.get("boundary") in ("", subject.written, safe(subject.written)):
        value.pop("boundary", None)
    return {
        key: said for key, said in value.items()
        if key in accepted or key == "boundary" or said != now.get(key)
    }  # fmt: skip


def new_value(kind: Kind, given: Mapping[str, Any]) -> dict[str, Any]:
    """What a decision has to say of a fact that was missed: what the text says needs not be said."""
    value = read_form(kind, given)
    value.pop("boundary", None)
    return {key: said for key, said in value.items() if said not in (None, "", []) or key == "iso"}


def wrong_fields(kind: Kind, value: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with each of these, by its key, in plain words."""
    wrong = {}
    for key, said in value.items():
        try:
            CHECKS[kind][key](said)
        except ValueError as error:
            wrong[key] = str(error)
    return wrong


def _post(post: Any) -> Any:
    if not isinstance(post, dict):
        return post
    said = {key: str(post.get(key) or "").strip() or None for key in ("affiliation", "title")}
    return said if any(said.values()) else None
