"""Changes as one page of HTML: before and after side by side, nothing loaded from anywhere.

Autoescape makes text of whatever the documents hold; beyond that, the page's own policy
lets no script and no style run but these two, told by their digests.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.display import safe
from pipeline.review.changes import CAUSES, TYPES, Change, Comparison, Group
from pipeline.review.render.telling import pieces, place, tell
from pipeline.review.style import shared_style
from pipeline.review.words import Terms

# Of equal changes, so many places are shown; the JSON has all.
MOST_PLACES = 50
_AROUND = 400


class Links(NamedTuple):
    """Addresses that a page among others has: of the others, and of a change's place in its text."""

    home: str
    other_language: str
    place: Callable[[Change], str | None]


def to_page(comparison: Comparison, terms: Terms, links: Links | None = None) -> str:
    """One file that needs no other; with `links` it leads to those it stands among."""
    style = Markup(shared_style()) + _own("diff.css")
    script = _own("diff.js")
    return _environment().get_template("diff.html").render(
        terms=terms,
        comparison=comparison,
        sides=terms("sides", before=safe(comparison.before), after=safe(comparison.after)),
        overview=[safe(line) for line in terms.overview(comparison)],
        stale=[safe(terms.stale(stale)) for stale in comparison.stale],
        groups=[_group(group, terms, links) for group in comparison.groups()],
        links=links,
        kinds=list(comparison.counts),
        types=[t for t in TYPES if any(c.type == t for c in comparison.changes)],
        causes=[c for c in CAUSES if any(c in change.causes for change in comparison.changes)],
        style=style,
        script=script,
        policy=(
            f"default-src 'none'; base-uri 'none'; form-action 'none'; "
            f"style-src {_digest(style)}; script-src {_digest(script)}"
        ),
    )  # fmt: skip


def _group(group: Group, terms: Terms, links: Links | None) -> dict[str, Any]:
    told = tell(group, terms)
    return {
        "told": told, "change": group.first, "single": len(group.changes) == 1,
        "subject": safe(told.subject),
        "fields": [[text and safe(text) for text in field] for field in told.fields],
        "places": [_place(change, terms, links) for change in group.changes[:MOST_PLACES]],
        "more": max(len(group.changes) - MOST_PLACES, 0),
    }  # fmt: skip


def _place(change: Change, terms: Terms, links: Links | None) -> dict[str, Any]:
    spots = (change.before, change.after)
    return {
        "document": safe(change.document),
        "name": safe(place(change, terms)),
        "address": links.place(change) if links else None,
        "sides": [pieces(spot, _AROUND) if spot else None for spot in spots] if any(spots) else [],
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline.review.render"), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["safe_text"] = safe
    return environment


def _own(name: str) -> Markup:
    """A file of ours that is part of the page, as it stands."""
    folder = resources.files("pipeline.review.render") / "templates"
    return Markup((folder / name).read_text(encoding="utf-8").strip())


def _digest(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
