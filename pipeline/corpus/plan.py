"""What a run has to do, and why: sources against what the manifest says of the outputs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from pipeline.corpus.files import digest_of
from pipeline.corpus.kinds import kind_of
from pipeline.corpus.manifest import Entry, Made, Manifest, read_manifest
from pipeline.corpus.outputs import ERRORS, paths_of, strangers
from pipeline.corpus.sources import Found, Source
from pipeline.decisions import Decisions
from pipeline.export.generator import COMPONENTS, format_digest
from pipeline.export.tables import headers

Cause = Literal[
    "new", "again", "failed", "text", "sidecar", "renamed", "rules", "language_data", "decisions", "settings",
    "program", "model", "dictionary", "pdf", "format", "outputs",
]  # fmt: skip
CAUSES: tuple[Cause, ...] = get_args(Cause)


class Why(NamedTuple):
    """`detail` tells the versions where one changed: 「ja_ginza 5.2.0 → 5.3.0」."""

    cause: Cause
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A source to be extracted; `size` is that of its bytes, 0 where they cannot be reached."""

    source: Source
    size: int
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """`tasks` and `unchanged` by id; `removed` are the ids of outputs without a source.

    `whole` says that the tables on the disk are those that the manifest speaks of. `decisions`
    are all that there are.
    """

    found: Found
    output: Path
    generator: Mapping[str, Any]
    made: Made
    manifest: Manifest
    tasks: tuple[Task, ...]
    unchanged: dict[str, Entry]
    removed: tuple[str, ...]
    whole: bool
    decisions: Decisions

    @property
    def same_rows(self) -> Set[str]:
        """The documents whose rows in the tables on the disk are right."""
        if not self.whole:
            return frozenset()
        return self.unchanged.keys() & self.manifest.blocks.keys() - self.manifest.redone

    @property
    def is_done(self) -> bool:
        """Whether documents and tables are as they should be."""
        rows = self.same_rows == self.unchanged.keys() == self.manifest.blocks.keys()
        # Decisions that concern no document are no reason to extract, but the package tells of them.
        same = all(self.manifest.made[identifier] == self.made for identifier in self.unchanged)
        return self.whole and rows and same and not self.tasks and not self.removed


def make_plan(
    found: Found,
    output: Path,
    generator: Mapping[str, Any],
    decisions: Decisions,
    *,
    again: bool = False,
) -> Plan:
    """Reads the manifest and every file that it speaks of, and changes nothing.

    With `again` all documents are to be extracted, changed or not.
    """
    made = Made(generator["versions"], generator["digests"], format_digest())
    manifest = read_manifest(output)
    failed = _failed(output)
    tasks: list[Task] = []
    unchanged: dict[str, Entry] = {}
    for source in found.sources:
        entry = manifest.entries.get(source.id)
        if entry is None:
            why = [Why("failed" if source.id in failed else "new")]
        elif again:
            why = [Why("again")]
        else:
            why = _why(source, entry, manifest.made[source.id], made, output, decisions)
        if entry is None or why:
            tasks.append(Task(source, _size_of(source), tuple(why)))
        else:
            unchanged[source.id] = entry
    ids = {source.id for source in found.sources}
    return Plan(
        found, output, generator, made, manifest, tuple(tasks), unchanged,
        removed=tuple(sorted({identifier for identifier, _ in strangers(output, ids)})),
        whole=_holds(output, manifest),
        decisions=decisions,
    )  # fmt: skip


def _why(
    source: Source, entry: Entry, before: Made, now: Made, output: Path, decisions: Decisions
) -> list[Why]:
    """Every reason to extract the document again; none where nothing changed."""
    found = []
    if _sha256_of(source.path) != entry.sha256:
        found.append(Why("text"))
    beside = source.path.with_name(source.sidecar) if source.sidecar else None
    if (_sha256_of(beside) if beside else None) != entry.sidecar:
        found.append(Why("sidecar"))
    if source.source != entry.source:
        found.append(Why("renamed"))
    changes = _changes(before, now)
    found += changes if kind_of(source.path) == "pdf" else [w for w in changes if w.cause != "pdf"]
    if not found and not _has_outputs(entry, output):
        found.append(Why("outputs"))
    # The text of the outputs is that of the source, which did not change.
    if not found and now.digests["decisions"] != before.digests.get("decisions"):
        found += _decided_otherwise(entry, output, decisions)
    return found


def _decided_otherwise(entry: Entry, output: Path, decisions: Decisions) -> list[Why]:
    """A decision that came or went costs only the documents that it concerns."""
    text = ""
    if decisions.everywhere:
        text = (output / paths_of(entry.id)[1]).read_bytes().decode("utf-8", "surrogatepass")
    now = decisions.concerning(entry.id, text).keys()
    return [] if now == {outcome.id for outcome in entry.decided} else [Why("decisions")]


def _changes(before: Made, now: Made) -> list[Why]:
    digests: tuple[Cause, ...] = ("rules", "language_data", "settings")
    found = [Why(name) for name in digests if before.digests.get(name) != now.digests.get(name)]
    versions: dict[Cause, list[str]] = {}
    for name in sorted(before.versions.keys() | now.versions.keys()):
        old, new = before.versions.get(name), now.versions.get(name)
        if old != new:
            component = COMPONENTS.get(name, "program")
            versions.setdefault(component, []).append(f"{name} {old or '-'} → {new or '-'}")
    found += [Why(component, ", ".join(versions[component])) for component in sorted(versions)]
    if before.format != now.format:
        found.append(Why("format"))
    return found


def _has_outputs(entry: Entry, output: Path) -> bool:
    """Whether the document's files are all there, byte for byte."""
    paths = paths_of(entry.id)
    return all(
        path in entry.files and digest_of(output / path) == entry.files[path] for path in paths
    )


def _holds(output: Path, manifest: Manifest) -> bool:
    """Whether each table is the one of the manifest, and nothing but its documents' rows."""
    tables = list(headers())
    if any(len(block) != len(tables) for block in manifest.blocks.values()):
        return False
    for column, (path, header) in enumerate(tables):
        digest = manifest.tables.get(path)
        rows = sum(block[column] for block in manifest.blocks.values())
        if digest is None or digest.size != len(header.encode()) + rows:
            return False
        if digest_of(output / path) != digest:
            return False
    return list(manifest.blocks) == sorted(manifest.blocks)


def _sha256_of(path: Path) -> str | None:
    digest = digest_of(path)
    return digest.sha256 if digest else None


def _size_of(source: Source) -> int:
    try:
        return source.path.stat().st_size
    except OSError:
        return 0


def _failed(output: Path) -> set[str]:
    """The documents that failed in the last run."""
    try:
        lines = (output / ERRORS).read_bytes().splitlines()
        return {str(json.loads(line)["document"]) for line in lines}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return set()
