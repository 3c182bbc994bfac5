"""All passages of a document: the engine's answers, then the finders, then what only context tells.

A document is gone through several times, since a name that its last line defines or tells
counts in its first. What is held of every passage is its folded text and what was found there;
the words only of the first so many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from pipeline.entities.addressed import surnames_again
from pipeline.entities.asking import ask
from pipeline.entities.candidates import Candidate, Taken, keep_longest
from pipeline.entities.collector import collect
from pipeline.entities.definitions import (
    Alias,
    Aliases,
    Definition,
    find_aliases,
    find_definitions,
    find_legend,
    find_reversed,
    legal_aliases,
)
from pipeline.entities.engines import Engine
from pipeline.entities.folded import fold_passage
from pipeline.entities.found import Found
from pipeline.entities.mentions import Mentions
from pipeline.entities.model import model_alone
from pipeline.entities.people import find_people, may_come_again, names_again
from pipeline.entities.places import acts, is_place
from pipeline.entities.setting import Setting
from pipeline.entities.surnames import cut_surnames, families_of
from pipeline.errors import EngineError
from pipeline.lexicon.lookup import Beginnings
from pipeline.lexicon.organizations import Gazetteer, load_gazetteer
from pipeline.text.passages import Passage

# Passages that the engine is asked about at once.
ASKED = 2_000
# Characters of a document whose words are held until its end: about 350 bytes each. Of the
# rest they are read again wherever they are needed again.
HELD = 100_000


def find(
    passages: Sequence[Passage], engine: Engine, gazetteer: Gazetteer | None = None
) -> Mentions:
    """Every organization and person the passages name. A sentence the engine refuses
    is read by the other layers alone; `errors` tells which."""
    known = gazetteer or load_gazetteer()
    document = _Document()
    errors = document.read(passages, engine, known)
    add_aliases(document, known)
    for line in document:
        add_names(line, known)
    whole = Beginnings({n.name for line in document.found for n in line.names if may_come_again(n)})
    for line in document:
        line.names = names_again(line.folded, whole, line.names, line.bodies)
    families = families_of(document.found)
    for line in document:
        cut_surnames(line, families)
        taken = line.taken()
        again = surnames_again(line.folded, families)
        line.names += [n for n in again if taken.leaves(n.start, n.end)]
        line.names.sort(key=lambda n: n.start)
    # A report that calls its own company 当社.
    own_report = sum(line.folded.text.count("当社") for line in document.found) > 2
    return collect(document.let_go(), own_report, errors, known)


class _Document:
    """The passages of a document; beyond the first, each forgets its words when the next one's turn comes."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self._held = 0  # how many passages hold theirs
        self._size = 0  # the characters of these

    def read(
        self, passages: Sequence[Passage], engine: Engine, gazetteer: Gazetteer
    ) -> list[EngineError]:
        """Finds the organizations that each passage tells by itself; what the engine refused."""
        errors: list[EngineError] = []
        waiting = chain.from_iterable(map(fold_passage, passages))
        while lines := list(islice(waiting, ASKED)):
            entities, refused = ask(engine, lines)
            errors += refused
            for folded, seen in zip(lines, entities, strict=True):
                self.found.append(Found(folded, seen, gazetteer))
                self._size += len(folded.text)
                if self._size <= HELD:
                    self._held = len(self.found)
                else:
                    folded.forget()
        return errors

    def __iter__(self) -> Iterator[Found]:
        for index, line in enumerate(self.found):
            yield line
            if index >= self._held:
                line.folded.forget()

    def let_go(self) -> Iterator[Found]:
        """The last time that they are gone through: what was collected is held no longer."""
        self.found.reverse()
        while self.found:
            yield self.found.pop()


def add_names(line: Found, gazetteer: Gazetteer) -> None:
    """The people of a passage, among bodies that act; and the bodies that only the model sees."""
    places = [
        b
        for b in line.bodies
        if is_place(b, gazetteer, line.folded) and not acts(b, line.bodies, line.folded)
    ]
    if places:
        line.places = places
        line.bodies = [b for b in line.bodies if b not in places]
    line.names = find_people(Setting(line.folded, line.entities, line.bodies))
    alone = model_alone(line.folded, line.entities, line.taken())
    line.bodies = keep_longest([*line.bodies, *alone])


def add_aliases(document: _Document, gazetteer: Gazetteer) -> None:
    """What the text defines is looked for in all of it."""
    aliases = Aliases(chain(_defined_names(document, gazetteer), _short_names(document, gazetteer)))
    for line in document:
        line.bodies = [_defined(line, body, aliases, gazetteer) for body in line.bodies]
        line.bodies = keep_longest([*line.bodies, *find_aliases(line.folded, aliases, line.bodies)])


def _defined_names(document: Iterable[Found], gazetteer: Gazetteer) -> Iterator[Alias]:
    """Those given outright; where one is given, it is a body."""
    for line in document:
        definitions: list[Definition] = [
            *find_definitions(line.folded, line.bodies),
            *find_reversed(line.folded, line.bodies),
            *find_legend(line.folded, line.bodies),
        ]
        given = []
        for d in definitions:
            names = line.chain(d.candidate, gazetteer)
            given.append(Candidate(d.start, d.end, d.candidate.type, "definition", names))
            yield Alias(d.alias, names, d.candidate.type, "definition", d.generic)
        if given:
            line.bodies = _put_over(given, line.bodies)


def _put_over(given: Sequence[Candidate], bodies: Sequence[Candidate]) -> list[Candidate]:
    """The bodies with those given in place of what overlaps them, the last of these over the others."""
    taken = Taken()
    kept = []
    for body in reversed(given):
        if taken.leaves(body.start, body.end):
            kept.append(body)
        taken.take(body)
    kept += [body for body in bodies if taken.leaves(body.start, body.end)]
    return sorted(kept, key=lambda body: body.start)


def _short_names(document: Iterable[Found], gazetteer: Gazetteer) -> Iterator[Alias]:
    """Those that leave out a legal form."""
    for line in document:
        for bare, body in legal_aliases(line.folded, line.bodies):
            yield Alias(bare, line.chain(body, gazetteer), body.type, "short form", False)


def _defined(line: Found, body: Candidate, aliases: Aliases, gazetteer: Gazetteer) -> Candidate:
    """A body found by other means that the text defines is the one defined.

    A short form that the lexicon knows of one body stays that body's; an ambiguous one
    (水機構) is what the text says it is.
    """
    surface = line.folded.text[body.start : body.end]
    alias = aliases.named(surface)
    if alias is None:
        return body
    if body.found_by == "lexicon" and line.chain(body, gazetteer)[-1] != surface:
        return body
    return Candidate(body.start, body.end, alias.type, body.found_by, alias.chain)
