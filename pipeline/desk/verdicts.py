"""What a reviewer's verdict on a change writes: a decision on the fact as it stands in the text.

A decision says what is to be, not what is thought of a change: who rejects that a fact is gone
adds it, who accepts it rejects the fact. So every verdict holds whatever the next change is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from pipeline.decisions import Decision, Quote, make_decision
from pipeline.decisions.decision import ANY_DOCUMENT, Kind, Posts, Scope, Value, Verdict
from pipeline.decisions.ground import Ground
from pipeline.desk.facts import Said
from pipeline.desk.subjects import Subject
from pipeline.text.offsets import Span

# edit: the reviewer says himself what it is · drop: that it is no fact.
Choice = Literal["accept", "reject", "edit", "drop"]
CHOICES: tuple[Choice, ...] = get_args(Choice)


@dataclass(frozen=True, slots=True)
class Answer:
    """`value` is of an edit: JSON values by the keys of a decision's value."""

    choice: Choice
    scope: Scope = "place"
    value: Mapping[str, Any] = field(default_factory=dict)
    by: str | None = None
    why: str | None = None
    when: str | None = None


def choices(subject: Subject) -> tuple[Choice, ...]:
    """What a reviewer may do; whether a former boundary is still there is told by trying it."""
    if subject.now is None:
        return ("accept", "reject", "edit")
    if subject.was is None:
        return ("accept", "reject", "edit")
    rejectable: tuple[Choice, ...] = () if subject.restored is None else ("reject",)
    return ("accept", *rejectable, "edit", "drop")


def outcome(subject: Subject, choice: Choice) -> tuple[Verdict, dict[str, Any]]:
    """The verdict of the decision that is written, and its value; an edit begins with its own."""
    if choice not in choices(subject):
        raise ValueError(f"{choice!r} cannot be decided on this change")
    if choice == "drop":
        return "reject", {}
    if subject.now is None:
        verdict: Verdict = "reject" if choice == "accept" else "add"
        return verdict, {} if verdict == "reject" else plain(subject.restored or {})
    if choice == "accept":
        return "accept", plain(subject.accepted)
    if choice == "edit":
        return "override", plain(subject.accepted)
    if subject.was is None:
        return "reject", {}
    boundary = {} if subject.former is None else {"boundary": subject.former}
    return "override", {**boundary, **plain(subject.restored or {})}


def decide(subject: Subject, answer: Answer, document: str, ground: Ground) -> Decision:
    """ValueError, with a reason in plain words, where the answer cannot be written."""
    verdict, value = outcome(subject, answer.choice)
    if answer.choice == "edit":
        value = dict(answer.value)
    return write(subject.kind, document, subject.span, verdict, value, answer, ground)


def write(
    kind: Kind, document: str, span: Span, verdict: Verdict, value: Mapping[str, Any],
    answer: Answer, ground: Ground,
) -> Decision:  # fmt: skip
    """The decision on what stands at `span`, checked as if it had been read from its file."""
    wide = answer.scope == "everywhere"
    quote = quote_of(span, answer.scope, ground)
    record: dict[str, Any] = {
        "kind": kind, "document": ANY_DOCUMENT if wide else document, "scope": answer.scope,
        "quote": {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix},
        "verdict": verdict, "value": dict(value),
    }  # fmt: skip
    for name in ("by", "why", "when"):
        if said := getattr(answer, name):
            record[name] = said
    return make_decision(record)


def quote_of(span: Span, scope: Scope, ground: Ground) -> Quote:
    """What finds the place alone; for more than one place, its words without what is around them."""
    place = ground.place(*span)
    if place is None:
        raise ValueError("the quoted text is gone")
    return ground.quote(place) if scope == "place" else Quote(ground.exact(place))


def plain(said: Said) -> dict[str, Any]:
    """As JSON has it."""
    return {key: _plain(value) for key, value in said.items()}


def _plain(value: Value) -> Any:
    if isinstance(value, tuple):
        posts: Posts = value
        return [{"affiliation": affiliation, "title": title} for affiliation, title in posts]
    return value
