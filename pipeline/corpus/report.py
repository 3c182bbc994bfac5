"""What a run did: a line for each document, and what could not be done."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.corpus.sources import Source
from pipeline.errors import HoukokuError
from pipeline.records import Document

PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning on a record. `line` is that of the source, None for the document as a whole."""

    path: Path
    line: int | None
    text: str
    warning: str


@dataclass(frozen=True, slots=True)
class Summary:
    """One document's numbers; small, for a run may have a hundred thousand."""

    id: str
    sections: int
    dates: int
    organizations: int
    people: int
    warnings: int


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
    """`warned` holds the first warnings only; `warnings` counts all of them."""

    summaries: list[Summary] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    not_read: list[Path] = field(default_factory=list)
    warned: list[Warned] = field(default_factory=list)
    removed: int = 0

    @property
    def warnings(self) -> int:
        return sum(summary.warnings for summary in self.summaries)


def summarize(document: Document) -> Summary:
    return Summary(
        id=document.id or "",
        sections=len(document.sections),
        dates=len(document.dates),
        organizations=len(document.organizations),
        people=len(document.people),
        warnings=len(document.warnings) + sum(len(date.warnings) for date in document.dates),
    )


def warnings_of(document: Document, path: Path) -> list[Warned]:
    found = [Warned(path, None, "", warning) for warning in document.warnings]
    for date in document.dates:
        found += [Warned(path, date.line, date.text, warning) for warning in date.warnings]
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
