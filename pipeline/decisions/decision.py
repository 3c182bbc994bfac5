"""One decision of a person about a fact: what it quotes, what it says, and by what it is known.

The quote follows the TextQuoteSelector of the W3C's Web Annotation Data Model: the exact
text with some of what stands before and behind it, line wraps undone. It is compared
without white space and in one width, so a text that is wrapped anew keeps its decisions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pipeline.ids import content_id
from pipeline.text.width import fold_text

Kind = Literal["date", "organization", "person", "section"]
Scope = Literal["place", "document", "everywhere"]
Verdict = Literal["accept", "reject", "override", "add"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SCOPES: tuple[Scope, ...] = get_args(Scope)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
ANY_DOCUMENT = "*"

# (affiliation, title) of each post a person has.
Posts = tuple[tuple[str | None, str | None], ...]
Value = str | int | None | Posts
# What found_by says of a record that a decision made what it is.
BY_DECISION = "decision"


def squeeze(text: str) -> str:
    """`text` as quotes are compared: in one width, without white space."""
    return "".join(fold_text(text).split())


@dataclass(frozen=True, slots=True)
class Quote:
    exact: str
    prefix: str = ""
    suffix: str = ""

    def squeezed(self) -> tuple[str, str, str]:
        """Prefix, exact text and suffix as they are compared."""
        return squeeze(self.prefix), squeeze(self.exact), squeeze(self.suffix)


@dataclass(frozen=True, slots=True)
class Decision:
    """`value` is sorted by key. `by`, `why` and `when` are for people: no result depends on them.

    `lines` are where it stands in its file: two people may have decided the same.
    """

    kind: Kind
    document: str
    scope: Scope
    quote: Quote
    verdict: Verdict
    value: tuple[tuple[str, Value], ...] = ()
    by: str | None = None
    why: str | None = None
    when: str | None = None
    lines: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        """Made of what is decided; the same for two people who decide the same."""
        value = json.dumps(self.value, ensure_ascii=False)
        return content_id(
            "k", self.kind, self.document, self.scope, *self.quote.squeezed(), self.verdict, value
        )

    @property
    def values(self) -> dict[str, Value]:
        return dict(self.value)

    def to_dict(self) -> dict[str, Any]:
        """The object of its line; what is empty is left out."""
        quote = {"exact": self.quote.exact}
        for name in ("prefix", "suffix"):
            if getattr(self.quote, name):
                quote[name] = getattr(self.quote, name)
        record: dict[str, Any] = {
            "kind": self.kind, "document": self.document, "scope": self.scope,
            "quote": quote, "verdict": self.verdict,
        }  # fmt: skip
        if self.value:
            record["value"] = {key: _plain(value) for key, value in self.value}
        for name in ("by", "why", "when"):
            if getattr(self, name) is not None:
                record[name] = getattr(self, name)
        return record

    def to_line(self) -> str:
        return json.dumps(self.to_dict(), ensure_ascii=False) + "\n"


def sort_values(values: Mapping[str, Value]) -> tuple[tuple[str, Value], ...]:
    return tuple(sorted(values.items(), key=lambda item: item[0]))


def make_posts(posts: Iterable[Mapping[str, str | None]]) -> Posts:
    return tuple((post.get("affiliation"), post.get("title")) for post in posts)


def _plain(value: Value) -> Any:
    if isinstance(value, tuple):
        return [{"affiliation": affiliation, "title": title} for affiliation, title in value]
    return value
