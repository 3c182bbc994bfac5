"""One sitting of a reviewer: what is decided, what is left, and the way back.

What was skipped and what can be undone is known for as long as the sitting lasts; all else is
told from decisions.jsonl.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipeline.decisions import Decision
from pipeline.decisions.decision import Kind, squeeze
from pipeline.desk.cases import Case
from pipeline.desk.coverage import Coverage
from pipeline.desk.rooms import Room, Rooms
from pipeline.desk.store import Store, Written
from pipeline.desk.subjects import Subject
from pipeline.desk.verdicts import Answer, decide, write
from pipeline.text.offsets import Span


class Left(NamedTuple):
    """Of what can be decided on; `information` counts the cases that cannot."""

    cases: int
    open_cases: int
    skipped_cases: int
    places: int
    open_places: int
    information: int


class Step(NamedTuple):
    """What was done to a case; 0 for a fact that was missed, which belongs to none."""

    case: int
    written: Written | None
    places: int


class RefusedError(ValueError):
    """An answer that cannot be written. `place` is the index of the change in its case."""

    def __init__(self, reason: str, place: int = 0) -> None:
        super().__init__(reason)
        self.place = place


@dataclass(frozen=True, slots=True)
class Missed:
    """A fact that was not found; `value` are JSON values by the keys of a decision's value."""

    kind: Kind
    document: str
    span: Span
    value: Mapping[str, Any]


class Session:
    """DataError, from any of the calls, where decisions.jsonl has a line that is no decision."""

    def __init__(self, cases: Sequence[Case], store: Store, rooms: Rooms) -> None:
        self.cases = {case.number: case for case in cases}
        self.rooms = rooms
        self._store = store
        self._coverage = Coverage(cases, store, rooms)
        self._skipped: set[int] = set()
        self._steps: list[Step] = []

    def open_places(self, number: int) -> list[int]:
        """The indexes of the case's changes that nobody has decided on."""
        return sorted(self._coverage.open[number])

    def is_skipped(self, number: int) -> bool:
        return number in self._skipped and bool(self._coverage.open[number])

    def left(self) -> Left:
        decidable = [case for case in self.cases.values() if not case.is_information]
        still_open = [case.number for case in decidable if self._coverage.open[case.number]]
        return Left(
            cases=len(decidable),
            open_cases=len(still_open),
            skipped_cases=sum(map(self.is_skipped, still_open)),
            places=sum(s is not None for case in decidable for s in case.subjects),
            open_places=sum(len(self._coverage.open[number]) for number in still_open),
            information=len(self.cases) - len(decidable),
        )

    def next_open(self, number: int) -> int | None:
        """The case to go on with after this one: skipped ones come last, then it itself."""
        others = [n for n in self.cases if n != number and self._coverage.open[n]]
        others.sort(key=lambda n: (self.is_skipped(n), n < number, n))
        if others:
            return others[0]
        return number if self._coverage.open.get(number) else None

    def former(self, number: int, place: int) -> list[Decision]:
        """What was decided on this place before."""
        return self._coverage.former(self._subject(number, place))

    @property
    def can_undo(self) -> bool:
        return bool(self._steps)

    def refresh(self) -> None:
        """Looks at what others have written since."""
        self._coverage.refresh()

    def decide(self, number: int, places: Iterable[int], answer: Answer) -> Step:
        """Writes the answer for these places of a case, or nothing at all: RefusedError."""
        self.refresh()
        chosen = [place for place in places if place in self._coverage.open[number]]
        if not chosen:
            raise RefusedError("it is decided on already")
        made: dict[str, Decision] = {}
        former: dict[str, Decision] = {}
        for place in chosen:
            subject = self._subject(number, place)
            document = subject.change.document
            room = self.rooms[document]
            _check_text(subject, room, place)
            try:
                decision = decide(subject, answer, document, room.ground)
            except ValueError as error:
                raise RefusedError(str(error), place) from None
            made[decision.id] = decision
            superseded = self._coverage.superseded(decision, document, subject.span)
            former |= {each.id: each for each in superseded}
        if answer.choice != "accept":
            self._try(made, former, [self._subject(number, p).change.document for p in chosen])
        return self._write(number, made, former, len(chosen))

    def add(self, missed: Missed, answer: Answer) -> Step:
        """A fact that was missed; RefusedError where it cannot be added."""
        self.refresh()
        ground = self.rooms[missed.document].ground
        try:
            decision = write(
                missed.kind, missed.document, missed.span, "add", missed.value, answer, ground
            )
        except ValueError as error:
            raise RefusedError(str(error)) from None
        made = {decision.id: decision}
        superseded = self._coverage.superseded(decision, missed.document, missed.span)
        former = {each.id: each for each in superseded}
        self._try(made, former, [missed.document])
        return self._write(0, made, former, 1)

    def skip(self, number: int) -> Step:
        """Puts the case behind the others."""
        self._skipped.add(number)
        self._steps.append(Step(number, None, 0))
        return self._steps[-1]

    def undo(self) -> Step | None:
        """The step that was taken back; None where there is none.

        RefusedError where the lines that it wrote are not there any more: then it is forgotten.
        """
        if not self._steps:
            return None
        step = self._steps[-1]
        taken_back = step.written is None or self._store.undo(step.written)
        self._steps.pop()
        if not taken_back:
            raise RefusedError("its line is not in the file any more")
        if step.written is None:
            self._skipped.discard(step.case)
        self.refresh()
        return step

    def _subject(self, number: int, place: int) -> Subject:
        subject = self.cases[number].subjects[place]
        if subject is None:
            raise RefusedError("no decision can speak of this change", place)
        return subject

    def _write(
        self, number: int, made: Mapping[str, Decision], former: Mapping[str, Decision], places: int
    ) -> Step:
        removed = [decision for identifier, decision in former.items() if identifier not in made]
        step = Step(number, self._store.change(made.values(), removed), places)
        self._steps.append(step)
        self.refresh()
        return step

    def _try(
        self, made: Mapping[str, Decision], former: Mapping[str, Decision], documents: list[str]
    ) -> None:
        """RefusedError where one of the decisions would not hold."""
        for document in dict.fromkeys(documents):
            decisions = {
                **{i: d for i, d in self._coverage.on(document).items() if i not in former},
                **{i: d for i, d in made.items() if d.document in (document, "*")},
            }
            decided = self.rooms[document].decided(dict(sorted(decisions.items())))
            for outcome in decided.decisions:
                if outcome.id in made and outcome.reason is not None:
                    raise RefusedError(self._told(outcome.reason, decisions))

    def _told(self, reason: str, decisions: Mapping[str, Decision]) -> str:
        """The other side of a contradiction is named by its line."""
        verb, _, identifier = reason.rpartition(" ")
        other = decisions.get(identifier)
        if verb != "contradicts" or other is None or not other.lines:
            return reason
        return f"contradicts line {other.lines[0]} of {self._store.path}"


def _check_text(subject: Subject, room: Room, place: int) -> None:
    standing = room.ground.place(*subject.span)
    written = room.ground.exact(standing) if standing else ""
    if squeeze(written) != squeeze(subject.written):
        raise RefusedError("the outputs have changed: start the review again", place)
