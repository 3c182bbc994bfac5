"""The words that make and unmake names: pipeline/data/*.csv, typed and read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from pipeline.errors import DataError
from pipeline.lexicon.tables import DATA, place_of, read_rows
from pipeline.records import ORGANIZATION_TYPES, OrganizationType

Strength = Literal["strong", "weak"]
Side = Literal["before", "after", "both"]


@dataclass(frozen=True, slots=True)
class Suffix:
    """What an organization's name ends in; a weak one needs more than its shape (部, 会)."""

    text: str
    type: OrganizationType
    strength: Strength


@dataclass(frozen=True, slots=True)
class LegalForm:
    """法人格: `short` as written (（一社）, ㈱), `full` as in the official name."""

    short: str
    full: str
    side: Side
    type: OrganizationType


@dataclass(frozen=True, slots=True)
class Title:
    """A post. `body_suffix` is what it leaves behind: 課長 is 長 written onto a 課."""

    text: str
    kind: str
    body_suffix: str


@dataclass(frozen=True, slots=True)
class PartWord:
    """What a part of a larger body is called, or a body that has parts, or both.

    `rank` is how deep it stands in one: 局 1, 部 2, 課 3, 室 4, 係 5; 0 stands alone.
    """

    text: str
    is_part: bool
    is_head: bool
    rank: int


def _typed(file: str, line: int, kind: str) -> OrganizationType:
    if kind not in ORGANIZATION_TYPES:
        raise DataError(place_of(DATA / file), line, f"unknown type {kind!r}")
    return cast(OrganizationType, kind)


@cache
def load_suffixes() -> tuple[Suffix, ...]:
    """Longest first."""
    suffixes = []
    for line, (text, kind, strength) in read_rows(
        DATA / "org_suffixes.csv", ("suffix", "type", "strength")
    ):
        if strength not in ("strong", "weak"):
            raise DataError(place_of(DATA / "org_suffixes.csv"), line, f"strength {strength!r}")
        suffixes.append(
            Suffix(text, _typed("org_suffixes.csv", line, kind), cast(Strength, strength))
        )
    return tuple(sorted(suffixes, key=lambda suffix: -len(suffix.text)))


@cache
def load_legal_forms() -> tuple[LegalForm, ...]:
    """Longest first; a full form is also one of its own short forms."""
    forms: dict[str, LegalForm] = {}
    for line, (short, full, side, kind) in read_rows(
        DATA / "legal_forms.csv", ("short", "full", "side", "type")
    ):
        if side not in ("before", "after", "both"):
            raise DataError(place_of(DATA / "legal_forms.csv"), line, f"side {side!r}")
        typed = _typed("legal_forms.csv", line, kind)
        for text in (short, full):
            forms.setdefault(text, LegalForm(text, full, cast(Side, side), typed))
    return tuple(sorted(forms.values(), key=lambda form: -len(form.short)))


@cache
def load_words(file: str, column: str) -> frozenset[str]:
    """One column of a table as a set: generic_words.csv, honorifics.csv …"""
    return frozenset(cells[0] for _, cells in read_rows(DATA / file, (column,)) if cells[0])


@cache
def load_titles() -> tuple[Title, ...]:
    """Longest first."""
    titles = [
        Title(*cells)
        for _, cells in read_rows(DATA / "titles.csv", ("title", "kind", "body_suffix"))
    ]
    return tuple(sorted(titles, key=lambda title: -len(title.text)))


@cache
def load_parts() -> tuple[PartWord, ...]:
    """Longest first."""
    parts = []
    for line, (text, role, rank) in read_rows(DATA / "org_parts.csv", ("suffix", "role", "rank")):
        if role not in ("part", "head", "both") or not rank.isdecimal():
            raise DataError(place_of(DATA / "org_parts.csv"), line, f"role {role!r}, rank {rank!r}")
        parts.append(PartWord(text, role != "head", role != "part", int(rank)))
    return tuple(sorted(parts, key=lambda part: -len(part.text)))


@cache
def load_ene_types() -> dict[str, str]:
    """Engine label → an organization's type, or "person"; a label not here is neither."""
    types = {}
    for line, (label, kind) in read_rows(DATA / "ene_types.csv", ("label", "type")):
        if kind not in (*ORGANIZATION_TYPES, "person", "none", ""):
            raise DataError(place_of(DATA / "ene_types.csv"), line, f"unknown type {kind!r}")
        types[label] = kind
    return types
