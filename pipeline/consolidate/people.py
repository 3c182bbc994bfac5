"""One record for all mentions of a person, with the posts that any of them states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.consolidate.namesakes import group_people
from pipeline.consolidate.organizations import Chain
from pipeline.entities.mentions import PersonMention, Post
from pipeline.ids import IdMaker
from pipeline.records import Person, Position


def make_people(
    found: Sequence[PersonMention], owners: Sequence[str], chains: Sequence[Chain], maker: IdMaker
) -> tuple[Person, ...]:
    """`owners` are the ids, `chains` the names, of the organization mentions that posts count in."""
    groups = group_people(found, chains)
    shared = Counter(group.name for group in groups)
    people = []
    for group in groups:
        posts = group.posts
        positions = _positions(posts, owners)
        told: list[str | None] = []
        if shared[group.name] > 1:
            sure = [p for p in posts if p.organization is not None][:1]
            told = [
                "/".join(chains[sure[0].organization or 0]) if sure else None,
                sure[0].title if sure else next((p.title for p in positions), None),
            ]
        people.append(
            Person(
                id=maker.make("p", group.name, *told),
                name=group.name,
                family_name=group.family,
                given_name=group.given,
                reading=group.reading,
                positions=positions,
                mentions=tuple(m.mention for m in group.found),
            )
        )
    return tuple(people)


def _positions(posts: Sequence[Post], owners: Sequence[str]) -> tuple[Position, ...]:
    """Each once; an inferred one only where no sure one has its title, nor ends in it."""
    seen: dict[Position, bool] = {}  # whether it counts
    ends: set[str] = set()  # of the titles that do
    for post in sorted(posts, key=lambda post: not post.sure):
        owner = None if post.organization is None else owners[post.organization]
        position = Position(owner, post.title)
        if position in seen:
            continue
        if post.title is None:
            seen[position] = not any(seen.values())
        else:
            seen[position] = post.sure or post.title not in ends
            if seen[position]:
                ends.update(post.title[start:] for start in range(len(post.title)))
    return tuple(position for position, counts in seen.items() if counts)
