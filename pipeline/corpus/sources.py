"""Which files to read, what each document is called, and which stand in each other's way."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.corpus import sidecar
from pipeline.corpus.kinds import kind_of
from pipeline.corpus.naming import fold, folders_of, make_id, readable
from pipeline.corpus.outputs import ROOMS
from pipeline.corpus.urls import is_url
from pipeline.corpus.walking import Met, is_there, walk_inputs
from pipeline.errors import SourceError

# Of those that a source would be one document with, so many are named.
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Source:
    """`source` is the path under the input folder, `path` the same file from here.

    `sidecar` is the name of the file beside it that tells more of it (`sidecar`).
    """

    id: str
    source: str
    path: Path
    sidecar: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """`not_read` are files of other kinds; `refused` are sources that cannot be documents.

    `alone` are sidecars that have no source beside them.
    """

    sources: list[Source] = field(default_factory=list)
    not_read: list[Path] = field(default_factory=list)
    refused: list[tuple[Source, SourceError]] = field(default_factory=list)
    alone: list[Path] = field(default_factory=list)

    def refuse(self, source: Source, reason: str) -> None:
        self.refused.append((source, SourceError(source.source, reason)))


def find_sources(inputs: Sequence[Path], output: Path) -> Found:
    """All sources under `inputs`, sorted by id; what lies under `output` is none.

    UsageError for an input that does not exist.
    """
    found = Found()
    candidates: dict[str, Source] = {}
    sidecars: dict[tuple[str, str], Met] = {}
    for met in walk_inputs(inputs, output):
        # A file that is given and also lies under a folder given is one document; not so
        # a link and what it points to, which Path.resolve() could not tell apart.
        place = str(met.path) if is_url(met.path) else os.path.abspath(met.path)  # noqa: PTH100
        if not met.is_folder and met.path.suffix == sidecar.SUFFIX:
            sidecars.setdefault(_stem(place), met)
        elif not met.is_folder and kind_of(met.path) is None:
            found.not_read.append(met.path)
        elif met.barred:
            found.refuse(_source(met), met.barred)
        else:
            candidates.setdefault(place, _source(met))
    taken = _with_sidecars(candidates, sidecars, inputs, found)
    _sort_in(taken, found)
    found.sources.sort(key=lambda source: source.id)
    return found


def _source(met: Met) -> Source:
    relative = met.path.relative_to(met.root).as_posix()
    suffix = met.path.suffix if kind_of(met.path) and not met.is_folder else ""
    return Source(make_id(relative, suffix), readable(relative), met.path)


def _stem(place: str) -> tuple[str, str]:
    """What a source and its sidecar have in common: folder, and name without suffix."""
    folder, _, name = place.rpartition("/")
    return folder, unicodedata.normalize("NFC", name.rpartition(".")[0])


def _with_sidecars(
    candidates: dict[str, Source],
    sidecars: dict[tuple[str, str], Met],
    inputs: Sequence[Path],
    found: Found,
) -> list[Source]:
    taken = []
    given = set(inputs)
    for place, source in candidates.items():
        beside = sidecars.get(_stem(place))
        if beside is None and source.path in given:
            # A file that is given brings its sidecar along.
            path = source.path.with_suffix(sidecar.SUFFIX)
            beside = Met(path, path.parent) if is_there(path) else None
        if beside is None:
            taken.append(source)
        elif beside.barred:
            found.refuse(source, f"{readable(beside.path.name)}: {beside.barred}")
        else:
            taken.append(replace(source, sidecar=beside.path.name))
    stems = {_stem(place) for place in candidates}
    found.alone.extend(met.path for stem, met in sidecars.items() if stem not in stems)
    return taken


def _sort_in(sources: Sequence[Source], found: Found) -> None:
    """Documents, and those that would overwrite each other: of these none is taken."""
    by_name: defaultdict[str, list[Source]] = defaultdict(list)
    for source in sources:
        by_name[fold(source.id)].append(source)
    folders = folders_of(by_name, tuple(room.suffix for room in ROOMS))
    for name, alike in by_name.items():
        inside = next((name + room.suffix for room in ROOMS if name + room.suffix in folders), None)
        if len(alike) > 1:
            for source in alike:
                found.refuse(source, _clash(source, [o for o in alike if o is not source]))
        elif inside:
            found.refuse(alike[0], f"its results would stand where the folder {inside} must be")
        else:
            found.sources.extend(alike)


def _clash(source: Source, others: Sequence[Source]) -> str:
    names = ", ".join(readable(str(other.path)) for other in others[:_MOST_NAMED])
    if len(others) > _MOST_NAMED:
        names += f" and {len(others) - _MOST_NAMED} more"
    if any(other.id == source.id for other in others):
        return f"would be the same document ({source.id}) as {names}"
    return f"differs from {names} in upper and lower case alone, which not every system tells apart"
