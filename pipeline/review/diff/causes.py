"""Why something changed: the text, or what differs between the two generators.

Everything that may be the cause is named. Left out is only what cannot be: dates and
sections are found without model and dictionary, and a setting reaches only what it is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, get_args

from pipeline.review.changes import Cause, Difference, Kind

# How near the text was edited: within the record, in its sentence, elsewhere in the document.
Nearness = Literal["record", "sentence", "document", "nowhere"]

NEAREST: tuple[Nearness, ...] = get_args(Nearness)
_DIGESTS: dict[str, Cause] = {
    "rules": "rules", "language_data": "language_data", "decisions": "decision",
}  # fmt: skip
_VERSIONS: dict[str, Cause] = {
    "spaCy": "model", "GiNZA": "model", "ja_ginza": "model",
    "SudachiPy": "dictionary", "SudachiDict": "dictionary", "unidic-lite": "dictionary",
}  # fmt: skip
_NAMES: tuple[Kind, ...] = ("organizations", "people")
# What each setting reaches; one that is not listed may reach anything.
_REACH: dict[str, tuple[Kind, ...]] = {
    "reference_date": ("documents", "dates", "warnings"),
    "organizations": _NAMES,
}
_ORDER: tuple[Cause, ...] = (
    "rules", "language_data", "settings", "decision", "model", "dictionary", "unknown",
)  # fmt: skip
# What a mention's found_by speaks for; any other layer is a rule.
_SPEAKS_FOR: dict[str, tuple[Cause, ...]] = {
    "lexicon": ("language_data", "settings"),
    "model": ("model", "dictionary"),
    "decision": ("decision",),
}


def find_differences(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> tuple[Difference, ...]:
    """What differs between two `generator`s of datapackage.json; None where a side has none.

    houkoku's own version is no cause: the digest of its rules tells more.
    """
    if before is None or after is None:
        return () if before is after else (Difference("unknown", "generator", None, None),)
    found = []
    for part, names in (("digests", _DIGESTS), ("versions", _VERSIONS)):
        old, new = before.get(part) or {}, after.get(part) or {}
        for name, cause in names.items():
            if old.get(name) != new.get(name):
                found.append(Difference(cause, name, _text(old.get(name)), _text(new.get(name))))
    old, new = before.get("settings") or {}, after.get("settings") or {}
    for name in dict.fromkeys([*old, *new]):
        if old.get(name) != new.get(name):
            found.append(Difference("settings", name, _text(old.get(name)), _text(new.get(name))))
    return tuple(found)


def find_causes(
    kind: Kind,
    nearness: Nearness,
    differences: Sequence[Difference],
    found_by: Iterable[str | None] = (),
) -> tuple[Cause, ...]:
    """All that may have caused a change of this kind, the likeliest first."""
    if nearness == "record":
        return ("text",)
    possible = {d.cause for d in differences if _reaches(d, kind)}
    speakers = [name for name in found_by if name]
    if "decision" in speakers and "decision" in possible:
        return ("decision",)
    likely = [cause for name in speakers for cause in _SPEAKS_FOR.get(name, ("rules",))]
    causes = [c for c in dict.fromkeys((*likely, *_ORDER)) if c in possible]
    if nearness == "sentence":
        return ("text", *causes)
    if nearness == "document":
        return (*causes, "context")
    return tuple(causes) or ("unknown",)


def nearest(found: Iterable[Nearness]) -> Nearness:
    """The nearest of several; nowhere without any."""
    return min(found, key=NEAREST.index, default="nowhere")


def _reaches(difference: Difference, kind: Kind) -> bool:
    if difference.cause in ("model", "dictionary"):
        return kind in (*_NAMES, "documents")
    if difference.cause == "settings":
        reach = _REACH.get(difference.name)
        return reach is None or kind in reach
    return True


def _text(value: object) -> str | None:
    return None if value is None else str(value)
