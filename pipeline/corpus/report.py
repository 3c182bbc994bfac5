"""What a run did: a line for each document, and what could not be done."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.corpus.manifest import MOST_NOTED, Entry, Summary
from pipeline.corpus.sources import Source
from pipeline.corpus.stale import Stale
from pipeline.errors import HoukokuError

PACKAGE = Path(__file__).resolve().parents[1]


class Warned(NamedTuple):
    """A warning on a record. `line` is that of the source, None for the document as a whole."""

    path: Path
    line: int | None
    text: str
    warning: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A source without a document. `trace` is for the developer and reaches no file."""

    source: Source
    stage: str
    error: str
    line: int | None
    reason: str
    trace: str

    def to_dict(self) -> dict[str, Any]:
        """A line of errors.jsonl."""
        return {
            "document": self.source.id, "source": self.source.source, "line": self.line,
            "stage": self.stage, "error": self.error, "reason": self.reason,
        }  # fmt: skip


@dataclass(slots=True)
class Report:
    """`summaries` are by id. `warned` holds the first warnings only; `warnings` counts them all.

    `decisions` is how many there are; `stale` are those that do not hold as they were meant.
    """

    summaries: Mapping[str, Summary] = field(default_factory=dict)
    unchanged: int = 0
    removed: int = 0
    failures: list[Failure] = field(default_factory=list)
    decisions: int = 0
    stale: list[Stale] = field(default_factory=list)
    not_read: list[Path] = field(default_factory=list)
    warned: list[Warned] = field(default_factory=list)

    @property
    def warnings(self) -> int:
        return sum(summary.warnings for summary in self.summaries.values())


def first_warnings(entries: Iterable[Entry], sources: Iterable[Source]) -> list[Warned]:
    """As many as a run shows, from the documents in their order."""
    paths = {source.id: source.path for source in sources}
    found: list[Warned] = []
    for entry in entries:
        room = MOST_NOTED - len(found)
        found += [Warned(paths[entry.id], *noted) for noted in entry.noted[:room]]
    return found


def make_failure(source: Source, stage: str, error: Exception) -> Failure:
    """An expected error keeps its words; of any other, type and place in the program are told.

    Its message is left to --debug: it may hold the document's text, or paths of this machine.
    """
    line = None
    if isinstance(error, HoukokuError):
        at = error.place.removeprefix(source.source)
        # A row of the language data has a place of its own, which is no line of the source.
        reason = error.reason if at != error.place else str(error)
        line = int(at[1:]) if at[1:].isdecimal() else None
    elif isinstance(error, OSError):
        reason = error.strerror or type(error).__name__
    else:
        reason = f"unexpected {type(error).__name__}{_where(error)}"
    trace = "".join(traceback.format_exception(error))
    return Failure(source, stage, type(error).__name__, line, reason, trace)


def _where(error: Exception) -> str:
    """The innermost place of ours that the error passed."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(PACKAGE):
            return f" at {path.relative_to(PACKAGE.parent).as_posix()}:{frame.lineno}"
    return ""
