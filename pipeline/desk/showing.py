"""What a session shows, as JSON values: the list of cases, one of them at one of its places.

Every string in it is to be shown as text and nothing else; what a terminal or a page would obey is
made visible. Texts to select from keep their length, for their offsets come back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pipeline.decisions import Decision
from pipeline.desk.cases import Case
from pipeline.desk.forms import FORMS, filled
from pipeline.desk.rooms import Room
from pipeline.desk.session import Session
from pipeline.desk.verdicts import CHOICES, choices
from pipeline.desk.words import KINDS, Sayings
from pipeline.display import safe
from pipeline.review.changes import Change, Spot, Value
from pipeline.review.changes import Field as ChangedField
from pipeline.review.render.telling import pieces, place, tell
from pipeline.review.words import VERDICTS

# Characters around what is marked in a sentence, and around its paragraph.
_AROUND = 300
_CONTEXT = 1500
_ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def show_state(session: Session) -> dict[str, Any]:
    """What changes with every answer: of each case how many places are left, and what that is."""
    left = session.left()
    return {
        "left": left._asdict(),
        "can_undo": session.can_undo,
        "open": {n: len(session.open_places(n)) for n in session.cases},
        "skipped": [n for n in session.cases if session.is_skipped(n)],
    }


def show_list(session: Session, say: Sayings) -> list[dict[str, Any]]:
    """What stays: the cases in order."""
    return [_row(case, say) for case in session.cases.values()]


def _row(case: Case, say: Sayings) -> dict[str, Any]:
    told = tell(case.group, say.terms)
    first = case.group.first
    return {
        "number": case.number,
        "kind": first.kind, "kind_word": told.kind,
        "type": first.type, "type_word": told.type,
        "subject": safe(told.subject or (first.surface_after or first.surface_before or "")),
        "summary": safe(" · ".join(_summed_up(field, say) for field in first.fields)),
        "count": len(case.subjects),
        "information": case.is_information,
        "document": safe(first.document),
    }  # fmt: skip


def show_case(session: Session, number: int, index: int, say: Sayings) -> dict[str, Any]:
    """The case at its place `index`; IndexError or KeyError where there is none."""
    case = session.cases[number]
    change, subject = case.group.changes[index], case.subjects[index]
    told = tell(case.group, say.terms)
    own = tell(type(case.group)((change,)), say.terms)
    shown = {
        **_row(case, say),
        "subject": safe(own.subject or told.subject),
        "fields": [[say.field(f.name), *_values(f, change, say)] for f in change.fields],
        "causes": safe(say.terms("causes", list=told.causes)) if change.causes else "",
        "places_word": told.places,
        "index": index,
        "open_places": session.open_places(number),
        "document": safe(change.document),
        "place": safe(place(change, say.terms)),
        "sides": [_side(spot) for spot in (change.before, change.after)],
        "choices": [],
        "former": [],
        "context": [],
    }
    spot = change.after or change.before
    if change.after is not None or subject is not None:
        room = session.rooms[change.document]
        start = subject.span.start if subject else (spot.start if spot else 0)
        end = subject.span.end if subject else start
        shown["context"] = show_context(room, start, end)
    if subject is not None:
        shown |= {
            "record": subject.kind,
            "record_word": say.kind(subject.kind),
            "written": safe(subject.written),
            "choices": [
                {"choice": choice, "meaning": safe(say.meaning(subject, choice))}
                for choice in CHOICES if choice in choices(subject)
            ],
            "form": _visible(filled(subject)),
            "is_gone": subject.now is None,
            "former": [_former(decision, say) for decision in session.former(number, index)],
            "organizations": _organizations(session.rooms[change.document]),
        }  # fmt: skip
    return shown


def show_context(room: Room, start: int, end: int) -> list[dict[str, Any]]:
    """The paragraph around source offsets, with one on each side; its facts as marks.

    `first` is where the shown text begins in its passage.
    """
    middle = room.passage_at(start)
    first, last = max(middle - 1, 0), min(middle + 1, len(room.passages) - 1)
    if not room.passages:
        return []
    facts = room.facts_in(first, last)
    shown = []
    for number in range(first, last + 1):
        text = room.passages[number].text
        around = room.within(number, start, end)
        low = max((around[0] if around else 0) - _CONTEXT, 0)
        high = min((around[1] if around else 0) + _CONTEXT, len(text))
        marks = [
            [s - low, e - low, fact.kind]
            for passage, s, e, fact in facts
            if passage == number and s >= low and e <= high and fact.kind != "section"
        ]
        shown.append({
            "passage": number, "first": low, "text": _kept_length(text[low:high]),
            "heading": room.passages[number].kind == "heading", "marks": _apart(marks),
            "here": [around[0] - low, around[1] - low] if around else None,
        })  # fmt: skip
    return shown


def show_forms(say: Sayings) -> dict[str, Any]:
    """The fields of every kind, with the words for them."""
    return {
        kind: {
            "word": say.kind(kind),
            "fields": [
                {
                    "key": field.key, "label": say.field(field.key), "control": field.control,
                    "may_be_empty": field.may_be_empty,
                    "options": [[name, say.option(name)] for name in field.options],
                }
                for field in FORMS[kind]
            ],
        }
        for kind in KINDS
    }  # fmt: skip


def _values(field: ChangedField, change: Change, say: Sayings) -> list[str | None]:
    """Before and after in words; None on the side that does not have the record."""
    sides = (change.type == "added", change.type == "removed")
    return [
        None if is_absent else safe(_in_words(field.name, value, say))
        for value, is_absent in zip((field.before, field.after), sides, strict=True)
    ]


def _summed_up(field: ChangedField, say: Sayings) -> str:
    """「2018-03 → 2018-03-31」; numbers by themselves say too little."""
    values = [_in_words(field.name, v, say) for v in (field.before, field.after) if v is not None]
    told = " → ".join(values)
    return f"{say.field(field.name)} {told}" if field.name in ("level", "parent") else told


def _in_words(name: str, value: Value, say: Sayings) -> str:
    if name in ("type", "granularity") and isinstance(value, str):
        return say.option(value)
    return say.terms.value(name, value)


def _side(spot: Spot | None) -> list[dict[str, Any]] | None:
    if spot is None:
        return None
    return [
        {"text": safe(piece.text), "marked": piece.marked, "edited": piece.edited}
        for piece in pieces(spot, _AROUND)
    ]


def _former(decision: Decision, say: Sayings) -> str:
    verdict = VERDICTS[decision.verdict][0 if say.language == "ja" else 1]
    said = [verdict, *(f"{key}: {value}" for key, value in decision.value)]
    return safe(" · ".join([*said, *filter(None, (decision.by, decision.when, decision.why))]))


def _organizations(room: Room) -> list[str]:
    """What may be a parent or an affiliation."""
    return sorted({safe(organization.name) for organization in room.document.organizations})


def _apart(marks: Sequence[list[Any]]) -> list[list[Any]]:
    """Of marks that overlap the first."""
    kept: list[list[Any]] = []
    for mark in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if not kept or kept[-1][1] <= mark[0]:
            kept.append(mark)
    return kept


def _kept_length(text: str) -> str:
    return _ODD.sub("\ufffd", text)


def _visible(value: Any) -> Any:
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, list):
        return [_visible(each) for each in value]
    if isinstance(value, dict):
        return {key: _visible(each) for key, each in value.items()}
    return value
