"""What a page may ask of a session, and what it is told: JSON values in, JSON values out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from pipeline.decisions.decision import KINDS, SCOPES, Kind, Scope
from pipeline.desk.forms import edited, new_value, wrong_fields
from pipeline.desk.session import Missed, RefusedError, Session, Step
from pipeline.desk.showing import show_case, show_state
from pipeline.desk.verdicts import CHOICES, Answer, Choice
from pipeline.desk.words import Sayings
from pipeline.errors import HoukokuError

# Characters of a name or a reason.
_LONGEST = 500


class WrongError(ValueError):
    """A request that no page of ours makes."""


@dataclass
class Actions:
    """One at a time, whatever tab they come from. `today` is what a decision is dated with."""

    session: Session
    today: Callable[[], str]
    by: str
    _lock: Lock = field(default_factory=Lock)

    def do(self, name: str, asked: Mapping[str, Any], say: Sayings) -> dict[str, Any]:
        """The answer to the action `name`; WrongError where there is none of the name, or it is
        asked for in a wrong way. What cannot be done is told in the answer."""
        if name not in _ACTIONS:
            raise WrongError(name)
        with self._lock:
            try:
                return _ACTIONS[name](self, asked, say)
            except RefusedError as error:
                return self._refused(str(error), say, place=error.place)
            except HoukokuError as error:
                told = ": ".join(filter(None, (error.place, say.reason(error.reason))))
                return {"error": told}
            except OSError as error:
                reason = say.reason(error.strerror or type(error).__name__)
                return {"error": f"{error.filename or ''}: {reason}".removeprefix(": ")}

    def alone(self, make: Callable[[], str]) -> str:
        """Something made of the session while nothing is done to it."""
        with self._lock:
            return make()

    def finish(self) -> None:
        """Waits for what is being written."""
        with self._lock:
            pass

    def _case(self, asked: Mapping[str, Any], say: Sayings) -> dict[str, Any]:
        self.session.refresh()
        number, index = self._place(asked)
        shown = show_case(self.session, number, index, say)
        return {"case": shown, "state": show_state(self.session)}

    def _decide(self, asked: Mapping[str, Any], say: Sayings) -> dict[str, Any]:
        number, index = self._place(asked)
        choice: Choice = _one_of(asked, "choice", CHOICES)
        subject = self.session.cases[number].subjects[index]
        value: dict[str, Any] = {}
        if choice == "edit" and subject is not None:
            value = edited(subject, _object(asked, "value"))
            if wrong := wrong_fields(subject.kind, value):
                return self._wrong(wrong, say)
        all_alike = asked.get("all_alike") is True
        places = self.session.open_places(number) if all_alike else [index]
        answer = self._answer(choice, asked, value)
        step = self.session.decide(number, places, answer)
        verdict = say("drop" if choice == "drop" else choice)
        return self._done(step, say("done", verdict=verdict, count=step.places))

    def _add(self, asked: Mapping[str, Any], say: Sayings) -> dict[str, Any]:
        number, index = self._place(asked)
        kind: Kind = _one_of(asked, "kind", KINDS)
        value = new_value(kind, _object(asked, "value"))
        if wrong := wrong_fields(kind, value):
            return self._wrong(wrong, say)
        document = self.session.cases[number].group.changes[index].document
        where = [_number(asked, key) for key in ("passage", "start", "end")]
        try:
            span = self.session.rooms[document].span(where[0], where[1], where[2])
        except IndexError as error:
            raise WrongError("no such text") from error
        step = self.session.add(
            Missed(kind, document, span, value), self._answer("edit", asked, {})
        )
        return self._done(step, say("done_add"))

    def _skip(self, asked: Mapping[str, Any], say: Sayings) -> dict[str, Any]:
        number, _ = self._place(asked)
        if not self.session.open_places(number):
            raise RefusedError("it is decided on already")
        return self._done(self.session.skip(number), say("done_skip"))

    def _undo(self, asked: Mapping[str, Any], say: Sayings) -> dict[str, Any]:
        step = self.session.undo()
        if step is None:
            return {"error": say("nothing_to_undo")}
        return {
            "message": say("done_undo"), "state": show_state(self.session),
            "next": step.case or None,
        }  # fmt: skip

    def _done(self, step: Step, message: str) -> dict[str, Any]:
        """`next` is the case to go on with: the same as long as it has places left."""
        state = show_state(self.session)
        following = None
        if step.case:
            stays = step.written is not None and self.session.open_places(step.case)
            following = step.case if stays else self.session.next_open(step.case)
        return {"message": message, "state": state, "next": following}

    def _refused(self, reason: str, say: Sayings, place: int) -> dict[str, Any]:
        return {"error": say.reason(reason), "place": place, "state": show_state(self.session)}

    def _wrong(self, wrong: Mapping[str, str], say: Sayings) -> dict[str, Any]:
        return {"fields": {key: say.reason(reason) for key, reason in wrong.items()}}

    def _place(self, asked: Mapping[str, Any]) -> tuple[int, int]:
        number, index = _number(asked, "number"), _number(asked, "index")
        case = self.session.cases.get(number)
        if case is None or index >= len(case.subjects):
            raise WrongError("no such case")
        return number, index

    def _answer(self, choice: Choice, asked: Mapping[str, Any], value: dict[str, Any]) -> Answer:
        scope: Scope = _one_of(asked, "scope", SCOPES)
        self.by = _line(asked, "by")
        why = _line(asked, "why")
        return Answer(choice, scope, value, self.by or None, why or None, self.today())


_ACTIONS: dict[str, Callable[[Actions, Mapping[str, Any], Sayings], dict[str, Any]]] = {
    "case": Actions._case, "decide": Actions._decide, "add": Actions._add,
    "skip": Actions._skip, "undo": Actions._undo,
}  # fmt: skip


def _number(asked: Mapping[str, Any], key: str) -> int:
    value = asked.get(key)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise WrongError(key)
    return value


def _one_of(asked: Mapping[str, Any], key: str, names: tuple[Any, ...]) -> Any:
    if asked.get(key) not in names:
        raise WrongError(key)
    return asked[key]


def _object(asked: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = asked.get(key)
    if not isinstance(value, dict):
        raise WrongError(key)
    return value


def _line(asked: Mapping[str, Any], key: str) -> str:
    """One line of text; blanks instead of what would break it."""
    value = asked.get(key, "")
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise WrongError(key)
    return " ".join(value.split())
