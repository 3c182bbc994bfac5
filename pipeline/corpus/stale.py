"""Decisions over a whole run: the file that they are read from, and those that hold no more.

A decision is stale where it no longer holds as it was meant: its quote is gone or stands there
several times, what was accepted has changed, another contradicts it, its document is gone.
stale.jsonl lists these; it is absent when there are none.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.corpus import disk
from pipeline.corpus.files import write_if_other
from pipeline.corpus.manifest import Entry
from pipeline.decisions import Decision, Decisions, parse_decisions
from pipeline.errors import DataError

DECISIONS = Path("decisions.jsonl")
STALE = "stale.jsonl"

NO_DOCUMENT = "there is no such document"
FAILED = "the document failed"
NOWHERE = "it holds in no document"


@dataclass(frozen=True, slots=True)
class Stale:
    """`document` is None for a decision for everywhere that holds nowhere."""

    id: str
    decision: Decision
    document: str | None
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """A line of stale.jsonl. Lines of decisions.jsonl are left out: merging moves them."""
        return {
            "id": self.id, "document": self.document, "kind": self.decision.kind,
            "verdict": self.decision.verdict, "text": self.decision.quote.exact,
            "reason": self.reason,
        }  # fmt: skip


def load_decisions(given: Path | None) -> Decisions:
    """Those of the file `given`, else of decisions.jsonl here; none where that is not there.

    DataError, with file and line, where one cannot be used.
    """
    path = given or DECISIONS
    if given is None and not path.exists():
        return Decisions()
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError(str(path), None, error.strerror or "cannot be read") from error
    try:
        return parse_decisions(content.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DataError(str(path), line, "not UTF-8") from None


def find_stale(
    decisions: Decisions, entries: Mapping[str, Entry], failed: Iterable[str]
) -> list[Stale]:
    """In the order of documents, then of ids. `failed` are ids of documents without a record."""
    found = []
    holding: Counter[str] = Counter()
    for entry in entries.values():
        for identifier, places, reason in entry.decided:
            decision = decisions.get(identifier)
            holding[identifier] += places
            if decision is not None and reason is not None:
                found.append(Stale(identifier, decision, entry.id, reason))
    told = {stale.id for stale in found}
    without_record = set(failed)
    for identifier, decision in decisions:
        if decision.scope == "everywhere":
            if not holding[identifier] and identifier not in told:
                found.append(Stale(identifier, decision, None, NOWHERE))
        elif decision.document not in entries:
            reason = FAILED if decision.document in without_record else NO_DOCUMENT
            found.append(Stale(identifier, decision, decision.document, reason))
    return sorted(found, key=lambda stale: (stale.document or "", stale.id))


def write_stale(output: Path, stale: Sequence[Stale]) -> None:
    if stale:
        lines = [json.dumps(each.to_dict(), ensure_ascii=False) + "\n" for each in stale]
        write_if_other(output / STALE, lambda: lines)
    elif (output / STALE).exists():
        disk.remove(output / STALE)
        disk.sync_folder(output)
