"""Which mentions are of one person: a full name's namesakes, and whom a family name alone means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from pipeline.consolidate.organizations import Chain
from pipeline.entities.mentions import PersonMention, Post
from pipeline.entities.names import read_joined, read_spaced
from pipeline.text.width import fold_text

Bodies = frozenset[str]
# Namesakes that a mention is compared with, the last of them; no document has as many.
COMPARED = 200


class Group:
    """One person, as far as the text tells."""

    __slots__ = ("family", "found", "given", "name", "reading")

    def __init__(self, mention: PersonMention) -> None:
        self.name = mention.name
        self.family, self.given, self.reading = _halves(mention)
        self.found: list[PersonMention] = []

    @property
    def posts(self) -> list[Post]:
        return [post for mention in self.found for post in mention.posts]


def group_people(found: Sequence[PersonMention], chains: Sequence[Chain]) -> list[Group]:
    """The people in order of their first mention.

    A full name is one person, unless two lines of a roster say that it is two; a family name
    alone is the only full name that it can mean, by its post where several have it.
    """
    named: dict[str, list[PersonMention]] = {}
    alone = []
    for mention in found:
        if _halves(mention)[1] is None:
            alone.append(mention)
        else:
            named.setdefault(mention.name, []).append(mention)
    groups = {name: _tell_apart(mentions, chains) for name, mentions in named.items()}
    families = _Families(group for same in groups.values() for group in same if group.given)
    for mention in alone:
        group = families.meant(mention)
        if group is None:
            group = groups.setdefault(mention.name, [Group(mention)])[0]
        group.found.append(mention)
        if group.given:
            families.learn(group, mention.posts)
    people = [group for same in groups.values() for group in same]
    for group in people:
        group.found.sort(key=lambda m: m.mention.start)
        group.reading = next((m.reading for m in group.found if m.reading), group.reading)
    return sorted(people, key=lambda group: group.found[0].mention.start)


def _tell_apart(mentions: Sequence[PersonMention], chains: Sequence[Chain]) -> list[Group]:
    """All who bear one full name, in order of their first mention."""
    namesakes = _Namesakes()
    if len(mentions) == 1:  # most, of the thousands in a roster
        namesakes.add(mentions[0], frozenset())
    else:
        for mention in mentions:
            namesakes.add(mention, _bodies(mention, chains))
    return [namesake.group for namesake in namesakes.found]


class _Apart:
    """Sets of bodies, each held once."""

    def __init__(self) -> None:
        self._sets: set[Bodies] = set()
        self._common: Bodies = frozenset()  # the bodies that are in all of them

    def add(self, bodies: Bodies) -> None:
        self._common = self._common & bodies if self._sets else bodies
        self._sets.add(bodies)

    def any_apart(self, bodies: Bodies) -> bool:
        """Whether one of the sets has nothing in common with these."""
        # 総務省 is in all of them, where each row names one of its divisions.
        if bodies & self._common:
            return False
        return any(bodies.isdisjoint(others) for others in self._sets)


class _Namesake:
    """One of those who bear a name, and what tells them from the others."""

    def __init__(self, mention: PersonMention) -> None:
        self.group = Group(mention)
        self._written: str | None = None  # the reading that the text gives
        self._in_rosters = _Apart()
        self._in_sentences: dict[str, _Apart] = {}

    def add(self, mention: PersonMention, bodies: Bodies) -> None:
        self.group.found.append(mention)
        self._written = self._written or mention.reading
        if bodies:
            self._in_sentences.setdefault(mention.mention.sentence, _Apart()).add(bodies)
            if mention.mention.found_by == "roster":
                self._in_rosters.add(bodies)

    def differs(self, mention: PersonMention, bodies: Bodies) -> bool:
        """Whether a mention of the same full name is of someone else.

        So it is where both readings are written and not the same; and where two lines of
        rosters, or one sentence, name them under `bodies` that have nothing in common.
        Elsewhere one person may well hold two posts.
        """
        if mention.reading and self._written not in (None, mention.reading):
            return True
        if not bodies:
            return False
        beside = self._in_sentences.get(mention.mention.sentence)
        if beside is not None and beside.any_apart(bodies):
            return True
        return mention.mention.found_by == "roster" and self._in_rosters.any_apart(bodies)


class _Namesakes:
    """All who bear one full name, in order of their first mention."""

    def __init__(self) -> None:
        self.found: list[_Namesake] = []
        # Whom rosters name under a body, and whom under none: places in `found`, as they came.
        self._under: dict[str, dict[int, None]] = {}
        self._under_none: dict[int, None] = {}

    def add(self, mention: PersonMention, bodies: Bodies) -> None:
        """To the last of them that it may be, else as one more."""
        listed = mention.mention.found_by == "roster" and bool(bodies)
        last = range(len(self.found))[-COMPARED:]
        possible = self._listed(bodies) if listed else reversed(last)
        index = next((i for i in possible if not self.found[i].differs(mention, bodies)), None)
        if index is None:
            index = len(self.found)
            self.found.append(_Namesake(mention))
            self._under_none[index] = None
        self.found[index].add(mention, bodies)
        if listed:
            self._under_none.pop(index, None)
            for body in bodies:
                self._under.setdefault(body, {})[index] = None

    def _listed(self, bodies: Bodies) -> list[int]:
        """Who may stand in a roster under these bodies, the last first."""
        places = [self._under_none, *(self._under.get(body, {}) for body in bodies)]
        last = (islice(reversed(found), COMPARED) for found in places)
        return sorted(set().union(*last), reverse=True)


class _Families:
    """Who a family name alone can mean: the only one who has it, or has it and the post."""

    def __init__(self, groups: Iterable[Group]) -> None:
        """`groups` are of people named in full."""
        self._named: dict[str, list[Group]] = {}
        self._titled: dict[tuple[str, str], list[Group]] = {}
        for group in groups:
            if group.family:
                self._named.setdefault(group.family, []).append(group)
                self.learn(group, group.posts)

    def learn(self, group: Group, posts: Iterable[Post]) -> None:
        """What a mention tells of someone's posts."""
        for post in posts:
            if post.title and group.family:
                titled = self._titled.setdefault((group.family, post.title), [])
                # Two are as good as many: neither can be told from the other.
                if len(titled) < 2 and group not in titled:
                    titled.append(group)

    def meant(self, mention: PersonMention) -> Group | None:
        named = self._named.get(mention.name, [])
        if len(named) > 1:
            titles = {post.title for post in mention.posts if post.title}
            titled = [g for title in titles for g in self._titled.get((mention.name, title), ())]
            named = list({id(group): group for group in titled}.values())
        return named[0] if len(named) == 1 else None


def _bodies(mention: PersonMention, chains: Sequence[Chain]) -> Bodies:
    """The names of the bodies that the text itself gives the person's posts."""
    sure = (p.organization for p in mention.posts if p.sure and p.organization is not None)
    return frozenset(name for organization in sure for name in chains[organization])


def _halves(mention: PersonMention) -> tuple[str | None, str | None, str | None]:
    """Family name, given name and reading."""
    parts = fold_text(mention.mention.text).split()
    name = read_spaced(*parts) if len(parts) == 2 else read_joined(mention.name)
    return name.family, name.given, mention.reading or name.reading
