"""Decisions on people: mentions go from one to another; names, reading and posts are the person's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pipeline.decisions.claims import Claim
from pipeline.decisions.decision import BY_DECISION, Posts, Value, squeeze
from pipeline.decisions.ground import Ground
from pipeline.decisions.levels import Refused, choose
from pipeline.decisions.orders import Fact, Order, Orders
from pipeline.decisions.organizations import chains_of, place_mention
from pipeline.entities.names import read_joined, read_spaced
from pipeline.ids import IdMaker
from pipeline.records import Mention, Organization, Person, Position
from pipeline.text.offsets import Span
from pipeline.text.width import fold_text

SEVERAL_PEOPLE = "several people of this name"
SEVERAL_POSITIONS = "several positions: give all of them as 'positions'"
NO_ORGANIZATION = "no organization of the affiliation's name in the document"
SEVERAL_ORGANIZATIONS = "several organizations of the affiliation's name in the document"

_NAMES = ("family_name", "given_name", "reading")
_POSTS = ("title", "affiliation", "positions")
_OF_PERSON = (*_NAMES, *_POSTS)


class Carried(NamedTuple):
    people: tuple[Person, ...]
    refused: Refused


@dataclass(slots=True, eq=False)
class _Group:
    """One person on the way; `others` are people who are no other than this one."""

    person: Person
    mentions: list[tuple[Mention, Order | None]] = field(default_factory=list)
    others: list[Person] = field(default_factory=list)


def facts_of(people: Sequence[Person]) -> list[Fact]:
    return [
        Fact(Span(mention.start, mention.end), mention.found_by == BY_DECISION)
        for person in people for mention in person.mentions
    ]  # fmt: skip


def said_of(person: Person, names: Mapping[str, str]) -> dict[str, Value]:
    """What a decision may say of the person, as it is; `names` are those of organizations by id."""
    posts = tuple((names.get(p.organization or ""), p.title) for p in person.positions)
    one = posts[0] if len(posts) == 1 else (None, None)
    return {
        "name": person.name, "family_name": person.family_name, "given_name": person.given_name,
        "reading": person.reading, "affiliation": one[0], "title": one[1], "positions": posts,
    }  # fmt: skip


def carry_out(
    people: Sequence[Person],
    organizations: Sequence[Organization],
    ids: Mapping[str, str | None],
    orders: Orders,
    ground: Ground,
) -> Carried:
    """The people in order of their first mention.

    `organizations` are those already decided on; `ids` lead to them from the former ids.
    """
    refused: Refused = {}
    moved = [replace(p, positions=_with_bodies(p.positions, ids)) for p in people]
    groups = _regroup(moved, orders, ground, refused)
    bodies = _Bodies(organizations)
    decided = [_decide(group, bodies, refused) for group in groups]
    decided.sort(key=lambda person: person.mentions[0].start)
    return Carried(_with_ids(people, decided, organizations), refused)


def _with_bodies(
    positions: Sequence[Position], ids: Mapping[str, str | None]
) -> tuple[Position, ...]:
    """A post in a body that is gone is left with its title alone."""
    found = [Position(ids[p.organization] if p.organization else None, p.title) for p in positions]
    return tuple(dict.fromkeys(p for p in found if p.organization or p.title))


def _regroup(
    people: Sequence[Person], orders: Orders, ground: Ground, refused: Refused
) -> list[_Group]:
    """Each mention with its person; nobody without a mention."""
    groups = [_Group(person) for person in people]
    left = _not_rejected(groups, orders)
    new: dict[str, _Group] = {}
    index = 0
    for group in groups:
        person = group.person
        goals = []
        for mention in person.mentions:
            order = orders.facts.get(index)
            index += 1
            goal: _Group | None = group
            if order is not None and order.rejected:
                continue
            if order is not None:
                placed = place_mention(mention, order.span, ground)
                current = group if placed is mention else None
                others = [g for g in left if g is not group or len(person.mentions) > 1]
                goal = _goal(order, placed, current, others, new, refused) or group
                mention = replace(placed, found_by=BY_DECISION) if goal is not group else placed
            assert goal is not None
            goal.mentions.append((mention, order))
            goals.append(goal)
        if not any(goal is group for goal in goals):
            # Whoever is called so by a decision is another person.
            group.person = _new_person(group.person.name, group.person.name)
        if goals and goals[0] is not group and all(goal is goals[0] for goal in goals):
            goals[0].others.append(person)
    for order in orders.added:
        placed = place_mention(None, order.span, ground)
        added = _goal(order, placed, None, left, new, refused)
        if added is not None:
            added.mentions.append((placed, order))
    return [group for group in (*groups, *new.values()) if group.mentions]


def _not_rejected(groups: Sequence[_Group], orders: Orders) -> list[_Group]:
    """Those of whom a mention is left: nobody is meant who is not there any more."""
    rejected = {index for index, order in orders.facts.items() if order.rejected}
    left = []
    index = 0
    for group in groups:
        following = index + len(group.person.mentions)
        if not rejected.issuperset(range(index, following)):
            left.append(group)
        index = following
    return left


def _goal(
    order: Order,
    mention: Mention,
    current: _Group | None,
    groups: Sequence[_Group],
    new: dict[str, _Group],
    refused: Refused,
) -> _Group | None:
    """Whose mention it is from now on; `current` where nothing but the order can change that."""
    written = order.value.get("name")
    if not isinstance(written, str):
        if current is not None:
            return current
        written = mention.text
    name = squeeze(written)
    if current is not None and current.person.name == name:
        return current
    named = [group for group in groups if group.person.name == name]
    if not named and "name" not in order.value:
        named = [group for group in groups if group.person.family_name == name]
    if len(named) > 1:
        claim = order.sources.get("name", order.claims[0])
        refused[claim] = SEVERAL_PEOPLE
        return None
    if named:
        return named[0]
    if name not in new:
        new[name] = _Group(_new_person(name, written))
    return new[name]


def _new_person(name: str, written: str) -> Person:
    halves = fold_text(written).split()
    read = read_spaced(*halves) if len(halves) == 2 else read_joined(name)
    return Person("", name, read.family, read.given, read.reading, (), ())


def _decide(group: _Group, bodies: _Bodies, refused: Refused) -> Person:
    """The person with what is said of it by way of its mentions."""
    placed = sorted(group.mentions, key=lambda item: item[0].start)
    orders = [order for _, order in placed if order is not None]
    posts = [p for person in (group.person, *group.others) for p in person.positions]
    person = replace(group.person, positions=tuple(dict.fromkeys(posts)))
    said = choose(orders, _OF_PERSON, refused)
    decided = replace(person, **{key: said[key] for key in _NAMES if key in said})  # type: ignore[arg-type]  # checked when read
    asking = [order for order in orders if not order.value.keys().isdisjoint(_OF_PERSON)]
    if not said.keys().isdisjoint(_POSTS):
        try:
            decided = replace(decided, positions=_positions(person.positions, said, bodies))
        except LookupError as error:
            refused |= _claims_on_posts(asking, str(error.args[0]))
    changed = decided != person
    mentions = tuple(
        replace(mention, found_by=BY_DECISION) if changed and order in asking else mention
        for mention, order in placed
    )
    return replace(decided, mentions=mentions)


def _positions(
    before: Sequence[Position], said: Mapping[str, Value], bodies: _Bodies
) -> tuple[Position, ...]:
    """LookupError, with a reason, where they cannot be told."""
    posts = said.get("positions")
    if isinstance(posts, tuple):
        return bodies.positions(posts)
    if len(before) > 1:
        raise LookupError(SEVERAL_POSITIONS)
    post = before[0] if before else Position(None, None)
    if "title" in said:
        title = said["title"]
        post = replace(post, title=title if isinstance(title, str) else None)
    if "affiliation" in said:
        post = replace(post, organization=bodies.id_of(said["affiliation"]))
    return (post,) if post.organization or post.title else ()


def _claims_on_posts(orders: Sequence[Order], reason: str) -> dict[Claim, str | None]:
    return {order.sources[key]: reason for order in orders for key in _POSTS if key in order.value}


class _Bodies:
    """The organizations of the document by what they are called."""

    def __init__(self, organizations: Sequence[Organization]) -> None:
        self._by_name: dict[str, list[str]] = {}
        self._by_alias: dict[str, list[str]] = {}
        for organization in organizations:
            self._by_name.setdefault(organization.name, []).append(organization.id)
            for alias in organization.aliases:
                self._by_alias.setdefault(alias, []).append(organization.id)

    def id_of(self, name: Value) -> str | None:
        """None for null; LookupError where none or several are called so."""
        if not isinstance(name, str):
            return None
        folded = " ".join(fold_text(name).split())
        found = self._by_name.get(folded) or self._by_alias.get(folded) or []
        if len(found) != 1:
            raise LookupError(SEVERAL_ORGANIZATIONS if found else NO_ORGANIZATION)
        return found[0]

    def positions(self, posts: Posts) -> tuple[Position, ...]:
        return tuple(Position(self.id_of(affiliation), title) for affiliation, title in posts)


def _with_ids(
    before: Sequence[Person], people: Sequence[Person], organizations: Sequence[Organization]
) -> tuple[Person, ...]:
    """Ids as consolidation makes them: of the name, with the post where two people share it."""
    chains = chains_of(organizations)
    shared_before = Counter(person.name for person in before)
    shared = Counter(person.name for person in people)
    unchanged = {(person.id, person.name, person.positions) for person in before}
    kept = {
        person.id for person in people
        if (person.id, person.name, person.positions) in unchanged
        and (shared_before[person.name] > 1) == (shared[person.name] > 1)
    }  # fmt: skip
    maker = IdMaker()
    made = []
    for person in people:
        if person.id not in kept:
            told: list[str | None] = []
            if shared[person.name] > 1:
                post = next((p for p in person.positions if p.organization), None)
                title = post.title if post else next((p.title for p in person.positions), None)
                told = ["/".join(chains[post.organization]) if post and post.organization else None, title]  # fmt: skip
            identifier = maker.make("p", person.name, *told)
            while identifier in kept:
                identifier = maker.make("p", person.name, *told)
            person = replace(person, id=identifier)
        made.append(person)
    return tuple(made)
