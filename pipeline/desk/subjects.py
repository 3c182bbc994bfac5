"""What a change is about, seen as something that can be decided on.

A decision speaks of a fact by its place in the text as it is now. So a fact that is gone can be
decided on as long as its words are there, and what only follows from elsewhere (the section
that a date stands in, the bodies of sections, aliases) cannot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.decisions.decision import Decision, Kind, Value, squeeze
from pipeline.desk.facts import Fact, Facts, Said
from pipeline.records import Document
from pipeline.review.changes import Change
from pipeline.text.offsets import Span

# What is accepted of a fact: what a reviewer sees of it, and what is told when it changes later.
SHOWN: dict[Kind, tuple[str, ...]] = {
    "date": ("iso", "granularity"),
    "organization": ("name", "type", "parent"),
    "person": ("name", "positions"),
    "section": ("number", "title", "level"),
}
# What is said of a whole record by way of any of its mentions.
_OF_RECORD = ("type", "family_name", "given_name", "reading", "positions")
# What `positions` of a person say, too.
_ONE_POST = {"title", "affiliation"}


@dataclass(frozen=True, slots=True)
class Subject:
    """A fact at a place that something can be decided on.

    `span` is in the newer text. `was` and `now` are what the two sides say of the fact, None on a
    side that does not have it. `restored` says what it was, as the value of a decision: None where
    no decision can. `former` is its former text, where that was longer or shorter.
    """

    change: Change
    kind: Kind
    span: Span
    written: str
    was: Said | None
    now: Said | None
    restored: Said | None
    former: str | None = None

    @property
    def accepted(self) -> Said:
        """What one agrees to who accepts the fact as it is now; nothing where it is gone."""
        if self.now is None:
            return {}
        differing = _differing(self.was, self.now)
        keys = dict.fromkeys(SHOWN[self.kind])
        if self.kind == "person" and "name" not in differing:
            keys |= dict.fromkeys(sorted(differing - _ONE_POST))
        return {key: self.now[key] for key in keys}

    def is_covered(self, decisions: Sequence[Decision]) -> bool:
        """Whether one of these, all on its place, says what is to become of the change."""
        return any(self._is_covered_by(decision) for decision in decisions)

    def _is_covered_by(self, decision: Decision) -> bool:
        if self.now is None:
            return decision.verdict in ("reject", "add")
        said = decision.values
        if decision.verdict == "reject" or (decision.verdict == "accept" and not said):
            return True
        if decision.verdict == "accept" and any(
            self.now.get(key) != value for key, value in said.items()
        ):
            return False  # what was accepted is not what is found now
        return self.accepted.keys() & _differing(self.was, self.now) <= said.keys()


def find_subject(change: Change, before: Facts, after: Facts, document: Document) -> Subject | None:
    """None where no decision can speak of the change: it is told for information.

    `before` and `after` are the facts of its two sides, `document` is the newer one.
    """
    if change.record in ("document", "reference"):
        return None
    kind: Kind = change.record  # type: ignore[assignment]  # what is left is of that type
    was = now = None
    if change.before_id is not None and change.before is not None:
        was = before.find(kind, change.before_id, change.before.start)
    if change.after_id is not None and change.after is not None:
        now = after.find(kind, change.after_id, change.after.start)
    if change.type == "added":
        return now and Subject(change, kind, now.span, now.written, None, now.said, {})
    if was is None:
        return None
    if change.type == "removed":
        return _removed(change, was, after, document)
    return now and _altered(change, was, now, after)


def _removed(change: Change, was: Fact, after: Facts, document: Document) -> Subject | None:
    spot = change.after
    if spot is None or squeeze(document.text[spot.start : spot.end]) != squeeze(was.written):
        return None  # its words are gone
    restored = _restored(was, frozenset(was.said), after)
    span = Span(spot.start, spot.end)
    return Subject(change, was.kind, span, was.written, was.said, None, restored)


def _altered(change: Change, was: Fact, now: Fact, after: Facts) -> Subject | None:
    kind = now.kind
    differing = _differing(was.said, now.said)
    is_moved = change.type == "boundary" or (kind == "section" and _is_longer(was, now))
    restored = _restored(was, differing, after) if differing or is_moved else None
    if change.type == "warning":
        restored = None  # what is doubted cannot be made less doubtful
    elif change.type == "section" and (kind != "section" or restored is None):
        return None  # where a record stands follows from the sections
    elif restored is None and kind != "date":
        return None
    former = was.written if is_moved else None
    return Subject(change, kind, now.span, now.written, was.said, now.said, restored, former)


def _is_longer(was: Fact, now: Fact) -> bool:
    """Whether a heading was cut or went on: 「（１）対策」 and 「（１）対策 平成29年度」."""
    left, right = squeeze(was.written), squeeze(now.written)
    return left != right and (left in right or right in left)


def _restored(was: Fact, differing: frozenset[str], after: Facts) -> dict[str, Value]:
    """What a decision has to say so that the fact is what it was, and no more.

    What is said of a whole record need not be said at a mention that becomes one of it again.
    """
    wanted = set(differing)
    if was.kind == "date":
        wanted = {"iso", "granularity"}  # one does not go without the other
    elif was.kind == "person" and wanted & _ONE_POST:
        wanted = wanted - _ONE_POST | {"positions"}
    if "name" in wanted:
        there = after.namesake(was.kind, was.said)
        wanted -= {
            key for key in _OF_RECORD
            if key in wanted and was.said[key] in (None, (), there.get(key))
        }  # fmt: skip
        wanted |= {"parent"} & was.said.keys()
    return {key: value for key, value in was.said.items() if key in wanted}


def _differing(was: Said | None, now: Said) -> frozenset[str]:
    """The keys that the two sides do not agree on; none where only one has the fact."""
    return frozenset() if was is None else frozenset(k for k in now if now[k] != was.get(k))
