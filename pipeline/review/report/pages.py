"""The pages: templates filled with what the other modules made of the documents."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from pipeline.lexicon.wareki import wareki_year
from pipeline.records import GRANULARITIES, ORGANIZATION_TYPES, Document
from pipeline.review.report.corpus_view import Corpus, Row, most
from pipeline.review.report.counts import draw_counts
from pipeline.review.report.facts import Facts
from pipeline.review.report.marks import mark_lines
from pipeline.review.report.network import draw_network
from pipeline.review.report.paragraphs import lay_out
from pipeline.review.report.timeline import draw_timeline
from pipeline.review.report.visible import visible
from pipeline.review.report.words import WORDS, type_word
from pipeline.review.report.wraps import find_wraps
from pipeline.review.report.years import draw_years
from pipeline.review.style import shared_style

_HERE = Path(__file__).parent
# The page of changes, by language.
CHANGES = "changes.{lang}.html"
ASSETS = ("report.css", "language.js", "document.js", "index.js")

Translate = Callable[[str], str]
"""A warning or a reason in Japanese."""


class Frame(NamedTuple):
    """What every page has: `generator` names program and versions, (name, version) each."""

    translate: Translate
    generator: Sequence[tuple[str, str]]


class Failure(NamedTuple):
    """A document that could not be extracted; `reason` is English, as it was recorded."""

    document: str
    reason: str


class Stale(NamedTuple):
    """A decision to be looked at again; `document` is None for one for all of them."""

    document: str | None
    verdict: str
    text: str
    reason: str


def page_path(identifier: str) -> str:
    return f"documents/{identifier}.html"


def document_page(
    document: Document,
    facts: Facts,
    frame: Frame,
    before: str | None = None,
    after: str | None = None,
) -> str:
    """The page of `document`; `before` and `after` are the ids of its neighbours."""
    identifier = document.id or ""
    root = "../" * page_path(identifier).count("/")
    lines = mark_lines(document.text, facts.marks, find_wraps(document))
    return _render(
        "document.html",
        frame,
        root=root,
        document=document,
        facts=facts,
        blocks=lay_out(lines, WORDS["page"][0]),
        before=root + page_address(before) if before else None,
        after=root + page_address(after) if after else None,
        timeline=draw_timeline(facts.dates, wareki_year),
        network=draw_network(facts.organizations, facts.people),
        granularities=_present(GRANULARITIES, (date.granularity for date in facts.dates)),
        organization_types=_present(ORGANIZATION_TYPES, (o.type for o in facts.organizations)),
        longest_section=max((_length(section) for section in facts.sections), default=0),
    )


def index_page(
    corpus: Corpus,
    failures: Sequence[Failure],
    stale: Sequence[Stale],
    frame: Frame,
    changes: int | None,
) -> str:
    names = corpus.names()
    return _render(
        "index.html",
        frame,
        root="",
        rows=corpus.rows,
        totals=corpus.totals(),
        years=draw_years(corpus.years),
        organizations=most(names, "organization"),
        people=most(names, "person"),
        failures=failures,
        stale=stale,
        changes=changes,
        changes_address=CHANGES,
        names=[[name.kind[0], name.name, name.documents] for name in names],
    )


def documents_script(rows: Sequence[Row]) -> str:
    """assets/documents.js: what a page's list of documents is made of, in ASCII."""
    documents = [[row.id, row.title or "", page_address(row.id)] for row in rows]
    return f'"use strict";\nvar DOCUMENTS = {json.dumps(documents, indent=0)};\n'


def asset(name: str) -> str:
    """A file that all pages share; the style sheet with what other pages of ours have, too."""
    own = (_HERE / "assets" / name).read_text(encoding="utf-8")
    return f"{shared_style()}\n{own}" if name == "report.css" else own


def page_address(identifier: str) -> str:
    """The page of a document as a link from the index: names may hold 「#」, 「?」, 「%」."""
    return quote(page_path(identifier))


def _present(known: Sequence[str], found: Any) -> list[str]:
    there = set(found)
    return [name for name in known if name in there]


def _length(section: Any) -> int:
    return int(section.dates + section.organizations + section.people)


def _render(template: str, frame: Frame, **values: Any) -> str:
    return _environment().get_template(template).render(frame=frame, **values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"t": _word, "ta": _attribute, "shape": _shape, "type_word": type_word}
    environment.tests["web"] = _is_web
    environment.filters |= {
        "address": page_address,
        "bars": draw_counts,
        "island": _island,
        "number": "{:,}".format,
    }
    return environment


@lru_cache(maxsize=4096)
def _word(key: str, **values: int) -> Markup:
    """A word of ours, Japanese until the page's script says otherwise."""
    data = "".join(f' data-{name}="{value}"' for name, value in values.items())
    return Markup(f'<span data-t="{key}"{data}>{escape(WORDS[key][0].format(**values))}</span>')


@cache
def _attribute(name: str, key: str) -> Markup:
    return Markup(f' {name}="{escape(WORDS[key][0])}" data-t-{name}="{key}"')


_SHAPES = ("date", "organization", "person", "warning")


@cache
def _shape(kind: str) -> Markup:
    """The sign of a kind; the style sheet draws it."""
    if kind not in _SHAPES:
        raise ValueError(kind)
    return Markup(f'<i class="shape {kind}"></i>')


def _is_web(address: str) -> bool:
    """Whether it may be a link: 「javascript:」 and the like are words."""
    return address.lower().startswith(("https://", "http://"))


def _island(value: Any) -> Markup:
    """JSON within a page: nothing in it ends the script, or begins a comment."""
    text = json.dumps(value, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
