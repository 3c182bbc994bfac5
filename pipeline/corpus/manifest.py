"""manifest.jsonl: what each document was made from, and what came out of it.

By it a run knows what it need not do again. The first line tells what made the documents,
and the tables' digests; then comes a line a document, sorted by id. It is written whole,
the last of all files.

unfinished.jsonl is there while a run is under way, and after one that was cut short: the
same lines for the documents done so far, in the order in which they were done. As long
as it is there, documents and tables may be of different runs.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, NamedTuple

from pipeline.corpus import disk
from pipeline.corpus.files import Digest, encode, write_if_other
from pipeline.records import Document

PATH, JOURNAL = "manifest.jsonl", "unfinished.jsonl"
# Of these files' own form: one of another form is not read.
FORM = 1
# A whole run shows no more.
MOST_NOTED = 20


class Summary(NamedTuple):
    """One document's numbers."""

    sections: int
    dates: int
    organizations: int
    people: int
    warnings: int


class Noted(NamedTuple):
    """A warning on a record. `line` is that of the text, None for the document as a whole."""

    line: int | None
    text: str
    warning: str


class Outcome(NamedTuple):
    """What became of one decision: in how many places it holds, and why not where it should."""

    id: str
    places: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class Made:
    """What made a document: versions and digests of the generator; the form it is written in."""

    versions: Mapping[str, str | None]
    digests: Mapping[str, str]
    format: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One document. `sha256` and `sidecar` are of the bytes of its source and of what stands
    beside it; `files` are its own, by their paths; `decided` are the decisions that concern it.
    """

    id: str
    source: str
    sha256: str
    files: Mapping[str, Digest]
    summary: Summary
    noted: tuple[Noted, ...]
    sidecar: str | None = None
    decided: tuple[Outcome, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id, "source": self.source, "sha256": self.sha256, "sidecar": self.sidecar,
            "files": self.files, "counts": self.summary._asdict(), "noted": self.noted,
            "decided": self.decided,
        }  # fmt: skip


@dataclass(slots=True)
class Manifest:
    """What is known of the outputs.

    `made` says of each document what made it. `blocks` are the documents of the tables
    in their order, each with the bytes of its rows in every table; `tables` are the
    digests of those tables. `redone` are the documents that an unfinished run has done.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    made: dict[str, Made] = field(default_factory=dict)
    blocks: dict[str, tuple[int, ...]] = field(default_factory=dict)
    tables: dict[str, Digest] = field(default_factory=dict)
    redone: set[str] = field(default_factory=set)


def read_entry(record: Mapping[str, Any]) -> Entry:
    """KeyError, TypeError or the like where `record` is none of ours."""
    summary = Summary(**record["counts"])
    noted = tuple(Noted(*noted) for noted in record["noted"])
    _check(int, *summary, *(each.line or 0 for each in noted))
    _check(str, *(text for each in noted for text in (each.text, each.warning)))
    _check(str, record["id"], record["source"], record["sha256"], record.get("sidecar") or "")
    return Entry(
        id=record["id"],
        source=record["source"],
        sha256=record["sha256"],
        files={path: Digest(*digest) for path, digest in record["files"].items()},
        summary=summary,
        noted=noted,
        sidecar=record.get("sidecar"),
        decided=tuple(Outcome(*outcome) for outcome in record["decided"]),
    )


def _check(kind: type, *values: object) -> None:
    """They are counted with and shown: a line that somebody else wrote must not end a run."""
    for value in values:
        if not isinstance(value, kind):
            raise TypeError(f"not {kind.__name__}")


def read_manifest(output: Path) -> Manifest:
    """What the two files tell; a line that cannot be read is as if it were not there."""
    manifest = Manifest()
    for name in (PATH, JOURNAL):
        made: Made | None = None
        for record in _records(output / name):
            try:
                if "form" in record:
                    made = _read_made(record)
                    if name == PATH:
                        manifest.tables = {p: Digest(*d) for p, d in record["tables"].items()}
                    continue
                entry = read_entry(record)
                rows = tuple(map(int, record["rows"])) if name == PATH else ()
                if min(rows, default=0) < 0:
                    raise ValueError("fewer bytes than none")
            except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
                continue
            if name == PATH:
                manifest.blocks[entry.id] = rows
            if name == JOURNAL:
                manifest.redone.add(entry.id)
            if made is not None:
                manifest.entries[entry.id], manifest.made[entry.id] = entry, made
    return manifest


def _records(path: Path) -> Iterable[Any]:
    try:
        with path.open("rb") as file:
            for line in file:
                try:
                    yield json.loads(line)
                except (ValueError, RecursionError):
                    continue  # cut short by a kill, or by a merge
    except OSError:
        return


def _read_made(record: Mapping[str, Any]) -> Made | None:
    if record["form"] != FORM:
        return None
    versions, digests = dict(record["versions"]), dict(record["digests"])
    _check(str, *versions, *(version or "" for version in versions.values()), *digests)
    return Made(versions, digests, record["format"])


def _line(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def _header(made: Made) -> dict[str, Any]:
    return {
        "form": FORM, "versions": made.versions, "digests": made.digests, "format": made.format,
    }  # fmt: skip


def write_manifest(
    output: Path,
    made: Made,
    entries: Collection[Entry],
    blocks: Mapping[str, tuple[int, ...]],
    tables: Mapping[str, Digest],
) -> None:
    """`entries` sorted by id, all by `made`."""

    def lines() -> Iterator[str]:
        yield _line({**_header(made), "tables": tables})
        for entry in entries:
            yield _line({**entry.to_dict(), "rows": blocks[entry.id]})

    write_if_other(output / PATH, lines)


class Journal:
    """unfinished.jsonl as it grows. Used with `with`; it stays until `remove`."""

    def __init__(self, output: Path, made: Made) -> None:
        self._output = output
        self._file: IO[bytes] = disk.open_end(output / JOURNAL)
        # Whatever a kill left of a last line ends here.
        disk.write(self._file, encode("\n" + _line(_header(made))))
        disk.sync(self._file)
        disk.sync_folder(output)

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, entry: Entry) -> None:
        """To be called when the document's files are in their places."""
        disk.write(self._file, encode(_line(entry.to_dict())))


def remove_journal(output: Path) -> None:
    if (output / JOURNAL).exists():
        disk.remove(output / JOURNAL)
        disk.sync_folder(output)


def make_entry(document: Document, files: Mapping[str, Digest]) -> Entry:
    """`document` is one that was read from a file."""
    noted = [Noted(None, "", warning) for warning in document.warnings]
    for date in document.dates:
        noted += [Noted(date.line, date.text, warning) for warning in date.warnings]
    return Entry(
        id=document.id or "",
        source=document.source or "",
        sha256=document.sha256 or "",
        files=files,
        summary=Summary(
            sections=len(document.sections),
            dates=len(document.dates),
            organizations=len(document.organizations),
            people=len(document.people),
            warnings=len(noted),
        ),
        noted=tuple(noted[:MOST_NOTED]),
        sidecar=document.sidecar,
        decided=tuple(Outcome(d.id, len(d.spans), d.reason) for d in document.decisions),
    )
