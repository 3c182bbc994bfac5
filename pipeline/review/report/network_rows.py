"""Who and what is drawn in the network, and in which order: rows of bodies, lines of posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.review.report.facts import OrganizationFact, PersonFact, Post

MOST_ORGANIZATIONS = 40
MOST_PEOPLE = 40


class Row(NamedTuple):
    """A body with how deep it stands under those above it that are drawn, too."""

    body: OrganizationFact
    depth: int
    parent: str | None


class PostLine(NamedTuple):
    """A post of a person, or a person without one; `row` and that of the person's first post."""

    person: PersonFact
    post: Post | None
    row: int
    first_row: int


def choose_people(people: Sequence[PersonFact]) -> list[PersonFact]:
    """Those with posts first, then those named most; in the order of the text."""
    order = {person.id: n for n, person in enumerate(people)}
    chosen = sorted(people, key=lambda p: (not p.posts, -len(p.places), order[p.id]))
    return sorted(chosen[:MOST_PEOPLE], key=lambda person: order[person.id])


def choose_bodies(
    organizations: Sequence[OrganizationFact], people: Sequence[PersonFact]
) -> list[OrganizationFact]:
    """Bodies of these people, then those named most, each with those above it."""
    with_people = {post.other for person in people for post in person.posts}
    order = {body.id: n for n, body in enumerate(organizations)}
    ranked = sorted(
        organizations,
        key=lambda body: (body.id not in with_people, -len(body.places), order[body.id]),
    )
    chosen: set[str] = set()
    for body in ranked:
        wanted = {body.id, *(parent for parent, _ in body.parents)}
        if len(chosen | wanted) <= MOST_ORGANIZATIONS:
            chosen |= wanted
    return [body for body in organizations if body.id in chosen]


def tree(organizations: Sequence[OrganizationFact]) -> list[Row]:
    """Each below its parent, otherwise in the order of the text."""
    ids = {body.id for body in organizations}
    below: defaultdict[str | None, list[OrganizationFact]] = defaultdict(list)
    for body in organizations:
        parent = body.parents[-1][0] if body.parents else None
        below[parent if parent in ids else None].append(body)
    rows: list[Row] = []
    waiting = [Row(body, 0, None) for body in reversed(below[None])]
    while waiting:
        row = waiting.pop()
        rows.append(row)
        children = reversed(below[row.body.id])
        waiting += [Row(child, row.depth + 1, row.body.id) for child in children]
    return rows


def post_lines(people: Sequence[PersonFact], body_rows: Mapping[str | None, int]) -> list[PostLine]:
    """A line a post, the people in the order of their bodies, so that few edges cross."""

    def height(person: PersonFact) -> int:
        rows = [body_rows[post.other] for post in person.posts if post.other in body_rows]
        return min(rows, default=len(body_rows))

    lines: list[PostLine] = []
    for person in sorted(people, key=height):
        first = len(lines)
        posts: Sequence[Post | None] = person.posts or (None,)
        lines += [PostLine(person, post, first + n, first) for n, post in enumerate(posts)]
    return lines
