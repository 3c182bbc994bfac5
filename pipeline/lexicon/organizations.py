"""Known organizations: pipeline/data/organizations/*.csv, and a user's own tables.

Columns: `name`, `type`, `parent` (a name, or a path 経済産業省/資源エネルギー庁 where the
name alone would be two), `short` (other ways of writing it, split by |; one that ends
in ? also means something else and counts only where the context says so), `until` (the
last day of a body that is no more), `source`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast

from pipeline.errors import DataError
from pipeline.lexicon.lookup import Beginnings
from pipeline.lexicon.tables import DATA, place_of, read_rows
from pipeline.lexicon.words import load_legal_forms
from pipeline.records import ORGANIZATION_TYPES, OrganizationType

FOLDER = DATA / "organizations"
COLUMNS = ("name", "type", "parent", "short", "until", "source")


@dataclass(frozen=True, slots=True)
class KnownOrganization:
    """`chain` is its name after those of its parents, outermost first; `own` is of the user's."""

    name: str
    type: OrganizationType
    chain: tuple[str, ...]
    short: tuple[str, ...]
    ambiguous: frozenset[str]
    until: str | None
    source: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    place: str
    line: int
    name: str
    type: OrganizationType
    parent: str
    short: tuple[str, ...]
    ambiguous: frozenset[str]
    until: str | None
    source: str
    own: bool


@cache
def _legal_forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    forms = [form for form in load_legal_forms() if form.short == form.full and len(form.full) > 3]
    before = "|".join(re.escape(form.full) for form in forms if form.side != "after")
    after = "|".join(re.escape(form.full) for form in forms if form.side != "before")
    return re.compile(f"(?:{before})(.+)"), re.compile(f"(.+)(?:{after})")


def without_legal_form(name: str) -> str | None:
    """「KDDI株式会社」 is KDDI where the text has no legal form; None where the name has none."""
    for pattern in _legal_forms():
        match = pattern.fullmatch(name)
        if match is not None and len(match[1]) > 2:
            return match[1].strip()
    return None


class Gazetteer:
    """All known organizations, found by their names and short forms; `beginnings` finds these in a text."""

    def __init__(self, organizations: Iterable[KnownOrganization]) -> None:
        self.organizations = tuple(organizations)
        by_surface: dict[str, list[KnownOrganization]] = {}
        for organization in self.organizations:
            for surface in (organization.name, *organization.short):
                by_surface.setdefault(surface, []).append(organization)
        for organization in self.organizations:
            bare = without_legal_form(organization.name)
            if bare is not None:
                by_surface.setdefault(bare, [organization])
            if organization.type == "university" and organization.name.endswith("大学"):
                by_surface.setdefault(organization.name[:-1], [organization])
        self._by_surface = {surface: tuple(found) for surface, found in by_surface.items()}
        self.beginnings = Beginnings(self._by_surface)

    def named(self, surface: str) -> tuple[KnownOrganization, ...]:
        """Those of this name or short form; several where the name alone does not tell."""
        return self._by_surface.get(surface, ())

    def meant(self, surface: str) -> tuple[KnownOrganization, ...]:
        """The same, but the user's own alone where a table of theirs has the name."""
        named = self.named(surface)
        return tuple(o for o in named if o.own) or named


def read_organizations(paths: Iterable[Path], own: Sequence[Path] = ()) -> list[KnownOrganization]:
    """Every row of these tables, the user's `own` first; a parent may stand in any of them."""
    rows = [row for path in own for row in _read_table(path, own=True)]
    rows += [row for path in paths for row in _read_table(path)]
    by_name: dict[str, list[_Row]] = {}
    for row in rows:
        by_name.setdefault(row.name, []).append(row)
    chains: dict[int, tuple[str, ...]] = {}
    return [
        KnownOrganization(
            row.name, row.type, _chain(row, by_name, chains, ()),
            row.short, row.ambiguous, row.until, row.source, row.own,
        )
        for row in rows
    ]  # fmt: skip


def _read_table(path: Path, *, own: bool = False) -> list[_Row]:
    place = place_of(path)
    rows = []
    lines: dict[tuple[str, str], int] = {}
    for line, cells in read_rows(path, COLUMNS):
        # The layers read folded text, so a name in full width would never be met.
        name, kind, parent, short, until, source = (
            unicodedata.normalize("NFKC", cell) for cell in cells
        )
        if not name:
            raise DataError(place, line, "a row without a name")
        if kind not in ORGANIZATION_TYPES:
            raise DataError(place, line, f"unknown type {kind!r}")
        if (name, parent) in lines:
            raise DataError(place, line, f"{name!r} is already in line {lines[name, parent]}")
        lines[name, parent] = line
        if until and not _is_day(until):
            raise DataError(place, line, f"until {until!r} is no day as YYYY-MM-DD")
        forms = [form.strip() for form in short.split("|") if form.strip()]
        rows.append(
            _Row(
                place,
                line,
                name,
                cast(OrganizationType, kind),
                parent,
                tuple(form.removesuffix("?") for form in forms),
                frozenset(form[:-1] for form in forms if form.endswith("?")),
                until or None,
                source,
                own,
            )
        )
    return rows


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _chain(
    row: _Row,
    by_name: dict[str, list[_Row]],
    chains: dict[int, tuple[str, ...]],
    below: tuple[int, ...],
) -> tuple[str, ...]:
    """The row's name after those of all its parents; DataError where one is unknown or above itself."""
    key = id(row)
    if key in chains:
        return chains[key]
    if key in below:
        raise DataError(row.place, row.line, f"{row.name!r} is its own parent")
    above: tuple[str, ...] = ()
    if row.parent:
        # A slash may also be part of a name: 「ISO/IEC JTC 1」.
        path = (row.parent,) if row.parent in by_name else tuple(row.parent.split("/"))
        # Theirs and ours may both know the parent: each row means its own side's.
        for parent in sorted(by_name.get(path[-1], ()), key=lambda p: p.own != row.own):
            chain = _chain(parent, by_name, chains, (*below, key))
            if chain[-len(path) :] == path:
                above = chain
                break
        else:
            raise DataError(row.place, row.line, f"parent {row.parent!r} is not a name here")
    chains[key] = (*above, row.name)
    return chains[key]


def load_gazetteer(own: tuple[Path, ...] = ()) -> Gazetteer:
    """Our tables and the user's `own`, which win where both know a name."""
    return _load_with(own) if own else _load_ours()


@cache
def _load_ours() -> Gazetteer:
    return _load_with(())


def _load_with(own: tuple[Path, ...]) -> Gazetteer:
    return Gazetteer(read_organizations(sorted(FOLDER.glob("*.csv")), own))
