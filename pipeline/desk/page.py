"""The page of a review: its frame in one language, and what its script begins with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.desk.session import Session
from pipeline.desk.showing import show_forms, show_list, show_state
from pipeline.desk.words import SAYINGS, Sayings
from pipeline.display import safe
from pipeline.review.style import shared_style

SCRIPTS = ("review.js", "parts.js", "form.js")
STYLE = "review.css"


class Frame(NamedTuple):
    """What is told beside the cases: the two sides, where decisions go, what holds no more.

    `reason` is why there is nothing to compare with, where that is so.
    """

    sides: str
    overview: Sequence[str]
    file: str
    stale: Sequence[str] = ()
    reason: str | None = None


def make_page(session: Session, frame: Frame, by: str, say: Sayings) -> str:
    """HTML. The script's values are JSON within it, in which nothing can end the element."""
    start: dict[str, Any] = {
        "language": say.language,
        "words": {name: say.template(name) for name in SAYINGS},
        "cases": show_list(session, say),
        "forms": show_forms(say),
        "state": show_state(session),
    }
    return _environment().get_template("review.html").render(
        say=say, start=start, by=safe(by), file=safe(frame.file), sides=safe(frame.sides),
        overview=[safe(line) for line in frame.overview],
        stale=[safe(line) for line in frame.stale],
        reason=None if frame.reason is None else safe(frame.reason), scripts=SCRIPTS, style=STYLE,
    )  # fmt: skip


def asset(name: str) -> str:
    """A script, or the style sheet with what all our pages share."""
    own = (resources.files("pipeline.desk") / "assets" / name).read_text(encoding="utf-8")
    return f"{shared_style()}\n{own}" if name == STYLE else own


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("pipeline.desk"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
