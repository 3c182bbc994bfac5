"""Which changes decisions.jsonl already speaks of: told from the file alone, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.decisions import Decision, Decisions
from pipeline.decisions.covering import find_covered
from pipeline.decisions.decision import squeeze
from pipeline.desk.cases import Case
from pipeline.desk.rooms import Rooms
from pipeline.desk.store import Store
from pipeline.desk.subjects import Subject
from pipeline.text.offsets import Span


class Coverage:
    """`open` has, for each case, the indexes of its changes that no decision covers.

    DataError, from any of the calls, where the file has a line that is no decision.
    """

    def __init__(self, cases: Iterable[Case], store: Store, rooms: Rooms) -> None:
        self._store, self._rooms = store, rooms
        self.open: dict[int, set[int]] = {}
        self._by_document: dict[str, list[tuple[int, int, Subject]]] = {}
        for case in cases:
            self.open[case.number] = set()
            for place, subject in enumerate(case.subjects):
                if subject is not None:
                    document = subject.change.document
                    self._by_document.setdefault(document, []).append((case.number, place, subject))
        self._content: bytes | None = None
        self._decisions = Decisions()
        self.refresh()

    def refresh(self) -> None:
        """Looks at what was written since, be it by others."""
        content = self._store.content()
        if content == self._content:
            return
        first = self._content is None
        before, self._decisions = self._decisions, self._store.read()
        self._content = content
        old, new = dict(before), dict(self._decisions)
        changed = [*(d for i, d in old.items() if i not in new),
                   *(d for i, d in new.items() if i not in old)]  # fmt: skip
        self._look(self._by_document if first else self._concerned(changed))

    def on(self, document: str) -> dict[str, Decision]:
        """The decisions that concern the document, by their ids."""
        decisions = self._decisions
        if document not in decisions.documents and not decisions.everywhere:
            return {}
        return decisions.concerning(document, self._rooms[document].document.text)

    def former(self, subject: Subject) -> list[Decision]:
        """The decisions on the subject's place."""
        document = subject.change.document
        decisions = self.on(document)
        covered = find_covered(decisions, self._rooms[document].ground) if decisions else {}
        return list(covered.get((subject.kind, subject.span), ()))

    def superseded(self, decision: Decision, document: str, span: Span) -> list[Decision]:
        """What was decided on the same with the same scope: a new decision takes its place."""
        quote = decision.quote.squeezed()
        mine = {
            identifier: former for identifier, former in self.on(document).items()
            if former.scope == decision.scope
            and (decision.scope == "place" or former.quote.squeezed() == quote)
        }  # fmt: skip
        covered = find_covered(mine, self._rooms[document].ground) if mine else {}
        found = covered.get((decision.kind, span), ())
        return [former for former in found if former.id != decision.id]

    def _concerned(self, decisions: Sequence[Decision]) -> set[str]:
        """The documents in which decisions may speak of a change."""
        exact: set[str] = set()
        concerned = {d.document for d in decisions} & self._by_document.keys()
        for decision in decisions:
            if decision.scope == "everywhere":
                exact |= {squeeze(decision.quote.exact)}
                exact |= {squeeze(str(decision.values.get("boundary", "")))}
        if exact:
            for document, subjects in self._by_document.items():
                if any(squeeze(subject.written) in exact for _, _, subject in subjects):
                    concerned.add(document)
        return concerned

    def _look(self, documents: Iterable[str]) -> None:
        for document in documents:
            decisions = self.on(document)
            covered = find_covered(decisions, self._rooms[document].ground) if decisions else {}
            for number, place, subject in self._by_document[document]:
                if subject.is_covered(covered.get((subject.kind, subject.span), ())):
                    self.open[number].discard(place)
                else:
                    self.open[number].add(place)
