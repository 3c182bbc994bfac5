"""The review on a terminal: a case at a time, a key and Enter for each answer; the same session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pipeline.decisions.decision import SCOPES, Scope
from pipeline.desk.forms import FORMS, Field, edited, filled, wrong_fields
from pipeline.desk.session import RefusedError, Session, Step
from pipeline.desk.subjects import Subject
from pipeline.desk.verdicts import Answer, Choice, choices
from pipeline.desk.words import Sayings
from pipeline.display import safe
from pipeline.review.changes import Group
from pipeline.review.render.terminal import Look, group_lines

_KEYS: dict[str, Choice] = {"a": "accept", "r": "reject", "e": "edit", "d": "drop"}


class Voice(NamedTuple):
    """How to speak with the reviewer. `key` and `ask` show a prompt and give a key, or a line; None
    from them ends the sitting."""

    tell: Callable[[str], None]
    key: Callable[[str], str | None]
    ask: Callable[[str], str | None]
    look: Look


class _EndError(Exception):
    """The reviewer ends the sitting, or there is nobody there."""


class Dialogue:
    """`by` and `today` are who decides, and when."""

    def __init__(self, session: Session, voice: Voice, say: Sayings, by: str, today: str) -> None:
        self._session, self._voice, self._say = session, voice, say
        self._by, self._today = by, today
        self._scope: Scope = "place"
        self._place = 0

    def run(self) -> bool:
        """Until all is decided (True), or the reviewer ends it."""
        number = self._session.next_open(0)
        try:
            while number is not None:
                number = self._case(number)
        except _EndError:
            return False
        return True

    def _case(self, number: int) -> int | None:
        """One question about a case; the case that comes next."""
        self._session.refresh()
        places = self._session.open_places(number)
        if not places:
            return self._session.next_open(number)
        self._place = self._place if self._place in places else places[0]
        subject = self._session.cases[number].subjects[self._place]
        assert subject is not None
        for line in self._show(number, subject):
            self._voice.tell(line)
        while True:
            key = self._said(self._voice.key("> ")).strip()
            try:
                following = self._obey(key, number, subject)
            except RefusedError as error:
                self._voice.tell(safe(self._say.reason(str(error))))
                continue
            if following is not None:
                return following or None

    def _obey(self, key: str, number: int, subject: Subject) -> int | None:
        """The case to go on with, 0 for none; None where the question stands."""
        choice = _KEYS.get(key.lower())
        if choice in choices(subject):
            return self._decide(choice, number, subject, all_alike=key in ("A", "R"))
        if key in ("s", "n"):
            if key == "s":
                self._session.skip(number)
            return self._session.next_open(number) or 0
        if key == "p":
            earlier = [
                n for n in self._session.cases if n < number and self._session.open_places(n)
            ]
            return earlier[-1] if earlier else number
        if key in ("j", "k"):
            self._turn(number, 1 if key == "j" else -1)
            return number
        if key == "u":
            return self._undo() or number
        if key in ("1", "2", "3"):
            self._scope = SCOPES[int(key) - 1]
            self._voice.tell(self._scope_line(subject))
            return None
        if key == "q":
            raise _EndError
        for line in self._help():
            self._voice.tell(line)
        return None

    def _decide(self, choice: Choice, number: int, subject: Subject, *, all_alike: bool) -> int:
        value = self._fill(subject) if choice == "edit" else {}
        if value is None:
            return number
        places = self._session.open_places(number) if all_alike else [self._place]
        answer = Answer(choice, self._scope, value, self._by or None, None, self._today)
        step = self._session.decide(number, places, answer)
        self._scope = "place"
        verdict = self._say(choice)
        self._voice.tell(self._say("done", verdict=verdict, count=step.places))
        stays = bool(self._session.open_places(number))
        return number if stays else self._session.next_open(number) or 0

    def _undo(self) -> int:
        step: Step | None = self._session.undo()
        self._voice.tell(self._say("done_undo" if step else "nothing_to_undo"))
        return step.case if step else 0

    def _turn(self, number: int, step: int) -> None:
        places = self._session.open_places(number)
        index = places.index(self._place) + step
        self._place = places[max(0, min(index, len(places) - 1))]

    def _fill(self, subject: Subject) -> dict[str, object] | None:
        """What is said field by field; Enter alone leaves one as it is, a - empties it."""
        before = filled(subject)
        given: dict[str, object] = {}
        self._voice.tell(self._say("edit_note"))
        for field in FORMS[subject.kind]:
            if subject.now is None and field.key == "boundary":
                continue
            given[field.key] = self._field(field, before.get(field.key))
        if given.get("iso") != before.get("iso") and given.get("granularity") == before.get(
            "granularity"
        ):
            given["granularity"] = ""  # told by the ISO form
        value = edited(subject, given)
        wrong = wrong_fields(subject.kind, value)
        for key, reason in wrong.items():
            self._voice.tell(safe(f"{self._say.field(key)}: {self._say.reason(reason)}"))
        return None if wrong else value

    def _field(self, field: Field, now: object) -> object:
        shown = _shown(now)
        options = f" ({'/'.join(field.options)})" if field.options else ""
        prompt = f"{self._say.field(field.key)}{options} [{safe(shown)}]: "
        said = self._said(self._voice.ask(prompt)).strip()
        if not said:
            return now
        said = "" if said == "-" else said
        if field.control != "posts":
            return said
        return [
            {"affiliation": affiliation, "title": title}
            for affiliation, _, title in (part.partition("/") for part in said.split(";"))
        ]

    def _show(self, number: int, subject: Subject) -> Iterator[str]:
        case = self._session.cases[number]
        left = self._session.left()
        yield ""
        yield self._say("left", open=left.open_cases, cases=left.cases)
        changes = case.group.changes
        yield from group_lines(
            Group((changes[self._place],)), self._say.terms, self._voice.look._replace(places=1)
        )
        places = self._session.open_places(number)
        if len(places) > 1:
            index = places.index(self._place) + 1
            yield "  " + self._say("place_of", index=index, count=len(places))
        for key, choice in _KEYS.items():
            if choice in choices(subject):
                yield f"  {key}  {self._say(choice)} — {safe(self._say.meaning(subject, choice))}"
        if len(places) > 1:
            yield f"  A R  {self._say('all_alike', count=len(places))}"
        yield f"  s {self._say('skip')} · u {self._say('undo')} · ? {self._say('help')} · q {self._say('quit')}"

    def _help(self) -> Iterator[str]:
        say = self._say
        yield f"  a r e d  {say('accept')} / {say('reject')} / {say('edit')} / {say('drop')}"
        yield f"  A R      {say('key_all')}"
        yield f"  s u q    {say('skip')} / {say('undo')} / {say('quit')}"
        yield f"  n p      {say('key_next')}"
        yield f"  j k      {say('key_places')}"
        yield f"  1 2 3    {say('scope')}: " + " / ".join(
            say(f"scope_{scope}", text="…") for scope in SCOPES
        )

    def _scope_line(self, subject: Subject) -> str:
        return safe(
            f"{self._say('scope')}: " + self._say(f"scope_{self._scope}", text=subject.written)
        )

    def _said(self, said: str | None) -> str:
        if said is None:
            raise _EndError
        return said


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(f"{post['affiliation'] or ''}/{post['title'] or ''}" for post in value)
    return "" if value is None else str(value)
