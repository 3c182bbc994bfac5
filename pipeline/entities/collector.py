"""From what was found in the passages to mentions: with the heads above, and the bodies posts belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.entities.affiliations import (
    body_above,
    body_in_sentence,
    has_ditto,
    is_membership,
    is_minister,
    is_of_auditors,
    is_of_company,
    is_of_municipality,
    ministry_of,
    points_back,
    without_pointing,
)
from pipeline.entities.candidates import Candidate
from pipeline.entities.context import Head, Heads, is_head, rank_of
from pipeline.entities.found import Found
from pipeline.entities.mentions import Mentions, OrganizationMention, PersonMention, Pointing, Post
from pipeline.entities.named import Named
from pipeline.entities.officers import (
    added_brackets,
    is_career,
    is_current,
    stacked_title,
    title_beside,
)
from pipeline.entities.pointing import find_pointing
from pipeline.entities.posts import FoundPost, Surroundings, furigana, posts_of
from pipeline.entities.roles import roles_of
from pipeline.entities.setting import NameSpan
from pipeline.entities.titles import find_titles
from pipeline.errors import EngineError
from pipeline.lexicon.organizations import Gazetteer

# Characters of the posts that stand above one name, line upon line; more are a list of posts.
LONGEST_STACK = 200


def collect(
    found: Iterable[Found], own_report: bool, errors: Sequence[EngineError], gazetteer: Gazetteer
) -> Mentions:
    """The mentions of all passages. `own_report`: it calls a company 当社, the first it names."""
    collector = _Collector(gazetteer, Named(own_report))
    for line in found:
        collector.add(line)
    return collector.mentions(errors)


class _Collector:
    """Turns what was found into mentions, with what the lines above add to it."""

    def __init__(self, gazetteer: Gazetteer, named: Named) -> None:
        self._gazetteer = gazetteer
        self._named = named
        self._people: list[PersonMention] = []
        self._current: dict[int, list[Post]] = {}  # what lines below add to one of them
        self._heads = Heads()
        self._row_body: int | None = None  # of the row before, for 「〃」
        self._stacked: str | None = None  # a post that stands alone on the line above
        self._waiting: Post | None = None  # body and post that are all of the line above
        self._pointing: list[Pointing] = []
        self._places: list[tuple[int, str]] = []

    def mentions(self, errors: Sequence[EngineError]) -> Mentions:
        return Mentions(
            organizations=tuple(self._named.mentions),
            people=tuple(map(self._with_all_posts, range(len(self._people)))),
            errors=tuple(errors),
            pointing=tuple(self._pointing),
            places=tuple(self._places),
        )

    def add(self, line: Found) -> None:
        self._heads.enter(line.folded)
        first = len(self._named)
        head = is_head(line.folded, line.bodies, bool(line.names))
        in_career = is_career(line.folded)
        for body in line.bodies:
            self._named.add(self._organization(line, body, head is not None), in_career)
        if line.names:
            self._add_people(line, first)
            self._row_body = first if line.bodies else self._row_body
            self._stacked = self._waiting = None
        else:
            self._add_current(line, first)
            title = stacked_title(line.folded)
            stacked = title is not None and not is_of_auditors(title)
            self._stacked = (self._stacked or "") + (title or "") if stacked else None
            if self._stacked and len(self._stacked) > LONGEST_STACK:
                self._stacked = None
            self._waiting = self._whole_post(line, first)
        if head is not None:
            index = first + line.bodies.index(head)
            named = self._named.mentions[index]
            rank = rank_of(named.chain[named.supposed :][:1] or named.chain)
            self._heads.push(Head(rank_of(named.chain[-1:]) if rank else 0, named.chain, index))
        self._pointing += find_pointing(line.folded)
        for place in line.places:
            start = line.folded.mention(place.start, place.end, place.found_by).start
            self._places += [(start, name) for name in line.chain(place, self._gazetteer)]

    def _organization(self, line: Found, body: Candidate, headed: bool) -> OrganizationMention:
        chain = line.chain(body, self._gazetteer)
        carried = line.folded.passage.kind != "text" or headed
        above = self._heads.above(chain) if carried else None
        supposed = 0
        if above is not None and above.chain[-1] != chain[0] and not body.chain:
            chain, supposed = (*above.chain, *chain), len(above.chain)
        mention = line.folded.mention(body.start, body.end, body.found_by)
        return OrganizationMention(mention, chain, body.type, supposed)

    def _add_people(self, line: Found, first: int) -> None:
        folded = line.folded
        titles = find_titles(folded, [*line.bodies, *line.names], True)
        around = Surroundings(folded, line.bodies, titles, line.names)
        before: int | None = None
        roles = roles_of(folded, line.bodies, line.names)
        for name in line.names:
            posts = [
                self._post(line, name, found, first, before) for found in posts_of(name, around)
            ]
            posts += [self._post(line, name, role, first, None) for n, role in roles if n is name]
            around.used = max(around.used, around.reach)
            if self._waiting is not None and not posts and name is line.names[0]:
                posts = [self._waiting]
            posts = self._stacked_posts(line, name, posts, first)
            before = next(
                (p.organization for p in posts if p and p.organization is not None), before
            )
            self._people.append(
                PersonMention(
                    folded.mention(name.start, name.end, name.found_by),
                    name.name,
                    tuple(post for post in posts if post is not None),
                    furigana(name, around),
                )
            )

    def _stacked_posts(
        self, line: Found, name: NameSpan, posts: list[Post | None], first: int
    ) -> list[Post | None]:
        """The post above the name, in a company's own table; the rest of it stands beside the name."""
        reporting = self._named.reporting
        if self._stacked is None or reporting is None or name is not line.names[0]:
            if name.found_by == "contact" and not posts:
                written = [i for i, body in enumerate(line.bodies) if body.end <= name.start]
                above = first + written[-1] if written else body_above(line.folded, self._heads)
                return [Post(above, None, sure=False)] if above is not None else []
            return posts
        title = (
            self._stacked
            + added_brackets(line.folded, name.start)
            + title_beside(line.folded, name.start)
        )
        return [Post(reporting, title, sure=False)]

    def _whole_post(self, line: Found, first: int) -> Post | None:
        """「国土交通省鉄道局長」, with the name in the line below."""
        text = line.folded.text
        if len(line.bodies) != 1 or line.bodies[0].start != len(text) - len(text.lstrip()):
            return None
        [body] = line.bodies
        titles = find_titles(line.folded, [body], True)
        title = next((t for t in titles if t.end == len(text.rstrip())), None)
        if title is None or text[body.end : title.start].strip():
            return None
        return Post(first, title.text, sure=False)

    def _with_all_posts(self, index: int) -> PersonMention:
        """「外務大臣」 is of 外務省, where the text names that."""
        person = self._people[index]
        posts = tuple(
            replace(post, organization=self._named.alone(ministry))
            if post.organization is None and (ministry := ministry_of(post.title))
            else post
            for post in (*person.posts, *self._current.get(index, ()))
        )
        return person if posts == person.posts else replace(person, posts=posts)

    def _add_current(self, line: Found, first: int) -> None:
        """「…東京大学教授（現任）」 under an officer's name is a post of theirs."""
        if (
            not self._people
            or self._named.reporting is None
            or not line.bodies
            or not is_current(line.folded)
        ):
            return
        titles = {title.start: title for title in find_titles(line.folded, line.bodies, True)}
        for offset, body in enumerate(line.bodies):
            title = titles.get(body.end) or titles.get(body.end + 1)
            if title is not None:
                post = Post(first + offset, title.text)
                self._current.setdefault(len(self._people) - 1, []).append(post)

    def _post(
        self, line: Found, name: NameSpan, found: FoundPost, first: int, before: int | None
    ) -> Post | None:
        """With the body it stands beside, else the one that context gives it."""
        in_row = line.folded.passage.kind == "row"
        speaks = name.found_by == "speaker" or (
            name.found_by in ("surname", "honorific") and not in_row
        )
        if found.body is not None:
            return Post(first + found.body, found.title, sure=True)
        if found.title is None:
            return None
        pointed = without_pointing(found.title)
        if pointed is not None and first:
            return Post(first - 1, pointed, sure=False)
        reporting = self._named.reporting
        if reporting is not None and is_of_company(found.title) and not speaks:
            return Post(reporting, found.title, sure=False)
        if is_minister(found.title):
            return Post(None, found.title, sure=False)  # `_with_all_posts` finds which
        contact = name.found_by in ("contact", "roster") and found.title == "主査"
        if is_membership(found.title) and not contact:
            written = sum(body.end <= name.start for body in line.bodies)
            chaired = self._named.chaired(found.title, range(first, first + written))
            return None if chaired is None else Post(chaired, found.title, sure=False)
        if is_of_municipality(found.title) and self._named.has_municipality:
            return Post(self._named.headed(found.title), found.title, sure=False)
        if before is not None and not speaks:
            return Post(before, found.title, sure=False)
        if has_ditto(line.folded, name.start) and self._row_body is not None:
            return Post(self._row_body, found.title, sure=False)
        above = body_above(line.folded, self._heads)
        if above is not None and not speaks:
            return Post(above, found.title, sure=False)
        beside = body_in_sentence(line.folded, name, line.bodies)
        if beside is not None:
            return Post(first + beside, found.title, sure=False)
        if points_back(line.folded, name) and first:
            return Post(first - 1, found.title, sure=False)
        return Post(self._named.auditors(found.title), found.title, sure=False)
