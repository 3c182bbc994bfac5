"""All decisions of a file: which of them concern a document, and digests that tell of changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.decisions.decision import ANY_DOCUMENT, Decision, squeeze


class Decisions:
    """Each once, by what it decides: the order of lines is no matter, nor is a line that repeats."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        by_id: dict[str, Decision] = {}
        for decision in decisions:
            same = by_id.setdefault(decision.id, decision)
            if same is not decision:
                lines = tuple(sorted({*same.lines, *decision.lines}))
                by_id[decision.id] = replace(same, lines=lines)
        self._by_id = {identifier: by_id[identifier] for identifier in sorted(by_id)}
        self._own: dict[str, dict[str, Decision]] = {}
        for identifier, decision in self._by_id.items():
            self._own.setdefault(decision.document, {})[identifier] = decision
        self._everywhere = [
            (squeeze(decision.quote.exact), identifier, decision)
            for identifier, decision in self._own.pop(ANY_DOCUMENT, {}).items()
        ]
        self._everywhere_lines = "".join(decision.to_line() for _, _, decision in self._everywhere)

    def __iter__(self) -> Iterator[tuple[str, Decision]]:
        """Ids and decisions, in the order of ids."""
        return iter(self._by_id.items())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, identifier: str) -> Decision | None:
        return self._by_id.get(identifier)

    def lines_for(self, document: str) -> str:
        """Those of `document`, and those for everywhere, as lines of a file: for another process."""
        own = self._own.get(document, {}).values()
        return "".join(decision.to_line() for decision in own) + self._everywhere_lines

    @property
    def documents(self) -> frozenset[str]:
        """The ids of the documents that are named in a decision."""
        return frozenset(self._own)

    @property
    def everywhere(self) -> tuple[str, ...]:
        """The ids of those for everywhere: whether they concern a document its text tells."""
        return tuple(identifier for _, identifier, _ in self._everywhere)

    @property
    def digest(self) -> str:
        """Of all of them; that of nothing where there are none."""
        return hashlib.sha256("".join(f"{i}\n" for i in self._by_id).encode()).hexdigest()

    def concerning(self, document: str, text: str) -> dict[str, Decision]:
        """Those of `document`, and those for everywhere whose quoted words stand in its `text`.

        Whether they also hold there is told when they are applied.
        """
        found = dict(self._own.get(document, {}))
        if self._everywhere:
            squeezed = squeeze(text)
            found |= {i: decision for exact, i, decision in self._everywhere if exact in squeezed}
        return {identifier: found[identifier] for identifier in sorted(found)}
