"""What stands above a line and carries down: 「＜総務省＞」, 「〇情報流通行政局」, 「【照会先】…監督課」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.entities.candidates import Candidate
from pipeline.entities.chunks import MARKS
from pipeline.entities.folded import Folded
from pipeline.entities.naming import part_word

_AROUND = re.compile(
    rf"[\s{MARKS}・<>〈〉《》≪≫\[\]【】()「」:]*(?:[0-9]+[.)]?)?[\s{MARKS}・<>\[\]【】():]*"
)
_BEHIND = re.compile(
    r"\s*(?:関係(?:者)?|側|出席者|事務局|\(同時発表\)|担当)?[\s<>〈〉《》≪≫\[\]【】()「」:]*"
)


@dataclass(frozen=True, slots=True)
class Head:
    """A body that lines below it belong to. `index` is its organization mention."""

    rank: int
    chain: tuple[str, ...]
    index: int


def rank_of(chain: tuple[str, ...]) -> int:
    """0 for a body that stands alone, more for a part the deeper it lies."""
    word = part_word(chain[0])
    return word.rank if word is not None and word.is_part else 0


class Heads:
    """The heads above the current line, the widest first."""

    def __init__(self) -> None:
        self._stack: list[Head] = []
        self._section: str | None = None

    def enter(self, folded: Folded) -> None:
        """A new section starts without heads; its own heading may become one."""
        if folded.passage.section != self._section:
            self._section = folded.passage.section
            self._stack = []

    def push(self, head: Head) -> None:
        while self._stack and self._stack[-1].rank >= head.rank:
            self._stack.pop()
        self._stack.append(head)

    def above(self, chain: tuple[str, ...]) -> Head | None:
        """The nearest head that a part of this rank can belong to."""
        rank = rank_of(chain)
        if rank == 0:
            return None
        return next((head for head in reversed(self._stack) if head.rank < rank), None)

    @property
    def last(self) -> Head | None:
        return self._stack[-1] if self._stack else None


def is_head(folded: Folded, bodies: Sequence[Candidate], named: bool) -> Candidate | None:
    """The organization that makes up a line, or that a mark puts at its head."""
    if not bodies:
        return None
    first = bodies[0]
    lead = _AROUND.match(folded.text)
    if lead is None or lead.end() != first.start:
        return None
    behind = _BEHIND.match(folded.text, first.end)
    if len(bodies) == 1 and behind is not None and behind.end() == len(folded.text):
        return first
    rest = folded.text[first.end :]
    if (
        not named
        and len(bodies) == 1
        and len(rest) <= 25
        and not re.search("[はがをにで。、]", rest)
    ):
        return first  # 「内閣府政策統括官（防災担当）付」 above the names
    return first if folded.text.lstrip()[:1] in MARKS and folded.passage.kind != "text" else None
