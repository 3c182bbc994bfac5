"""Changes as Markdown, for the comment of a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.display import cut, safe
from pipeline.review.changes import TYPES, Change, Comparison, Group
from pipeline.review.render.telling import Line, place, sentences, tell
from pipeline.review.words import Terms

# GitHub refuses a comment of more than 65,536 characters.
LONGEST = 60_000
_PLACES = 3
_MOST_STALE = 50
_AROUND = 60
# Whatever Markdown or HTML reads as more than a character, within a line; and what would call
# people (@), name issues (#) or link. Entities hold everywhere, a backslash not in every dialect.
_MARKS = re.compile(r"[\\`*_\[\]<>#|~&@!$=+]|:(?=//)|(?<=www)\.", re.IGNORECASE)


def to_markdown(comparison: Comparison, terms: Terms) -> str:
    """The comparison, cut between two groups where it would be too long for a comment."""
    sides = terms("sides", before=comparison.before, after=comparison.after)
    lines = [f"## {terms('title')}", "", f"**{escape(sides)}**", ""]
    lines += [f"- {escape(line)}" for line in terms.overview(comparison)]
    lines += _stale(comparison, terms)
    if not comparison.changes:
        return "\n".join([*lines, "", terms("nothing"), ""])
    lines += ["", *_table(comparison, terms)]
    groups = comparison.groups()
    length = sum(len(line) + 1 for line in lines)
    kind = None
    for number, group in enumerate(groups):
        told = list(_group(group, terms))
        if group.first.kind != kind:
            kind = group.first.kind
            told = ["", f"### {terms.kind(kind)}", "", *told]
        length += sum(len(line) + 1 for line in told)
        if length > LONGEST:
            lines += ["", terms("more_groups", count=f"{len(groups) - number:,}")]
            break
        lines += told
    return "\n".join([*lines, ""])


def _stale(comparison: Comparison, terms: Terms) -> list[str]:
    if not comparison.stale:
        return []
    lines = ["", f"### {terms('stale', count=f'{len(comparison.stale):,}')}", ""]
    lines += [f"- {escape(terms.stale(stale))}" for stale in comparison.stale[:_MOST_STALE]]
    if len(comparison.stale) > _MOST_STALE:
        lines.append(f"- {terms('more', count=f'{len(comparison.stale) - _MOST_STALE:,}')}")
    return lines


def escape(text: str) -> str:
    """`text` as nothing but text, on one line."""
    return _MARKS.sub(lambda match: f"&#{ord(match[0])};", safe(text))


def _table(comparison: Comparison, terms: Terms) -> list[str]:
    """How many changes of each kind and type."""
    there = {change.type for change in comparison.changes}
    types = [type_ for type_ in TYPES if type_ in there]
    rows = [["", *map(terms.type, types)]]
    for kind in comparison.counts:
        found = [change.type for change in comparison.changes if change.kind == kind]
        rows.append(
            [terms.kind(kind), *(f"{found.count(t):,}" if t in found else "" for t in types)]
        )
    rows.insert(1, ["---", *("---:" for _ in types)])
    return [f"| {' | '.join(row)} |" for row in rows]


def _group(group: Group, terms: Terms) -> Iterator[str]:
    told = tell(group, terms)
    parts = [f"**{told.type}**", escape(told.subject)]
    parts += [escape(f"{field.name}: {field.shown}") for field in told.fields]
    parts.append(f"*{escape(told.causes)}*")
    if len(group.changes) > 1:
        parts.append(told.places)
    yield "- " + " · ".join(filter(None, parts))
    for change in group.changes[:_PLACES]:
        yield from _place(change, terms)
    if len(group.changes) > _PLACES:
        yield f"  - {terms('more', count=f'{len(group.changes) - _PLACES:,}')}"


def _place(change: Change, terms: Terms) -> Iterator[str]:
    if change.before is None and change.after is None and change.record == "document":
        return
    before, after, both = sentences(change)
    shown = [
        _sentence(line, tag)
        for line, tag in ((both, "b"), (before, "del"), (after, "ins"))
        if line is not None
    ]
    # The tag comes first: a document called 「1. 」 or 「- 」 would begin a list.
    told = f"<b>{escape(change.document)}</b> {escape(place(change, terms))}".rstrip()
    yield f"  - {'<br>'.join([told, *shown])}"


def _sentence(line: Line, tag: str) -> str:
    # Not **: beside a bracket or 「、」 Markdown takes it for two asterisks.
    marked = f"<{tag}>{escape(cut(line.marked, 3 * _AROUND))}</{tag}>" if line.marked else ""
    left = escape(cut(line.left, _AROUND, from_end=True))
    return f"{left}{marked}{escape(cut(line.right, _AROUND))}"
