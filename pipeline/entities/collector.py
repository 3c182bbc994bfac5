"""From what was found in the passages to mentions: with the heads above, and the bodies posts belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.entities.affiliations import (
    body_above,
    body_in_sentence,
    chairs,
    has_ditto,
    heads,
    is_chair,
    is_membership,
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
from pipeline.entities.mentions import Mentions, OrganizationMention, PersonMention, Post
from pipeline.entities.officers import added_brackets, is_current, stacked_title, title_beside
from pipeline.entities.places import is_municipality
from pipeline.entities.pointing import find_pointing
from pipeline.entities.posts import FoundPost, Surroundings, furigana, posts_of
from pipeline.entities.roles import roles_of
from pipeline.entities.setting import NameSpan
from pipeline.entities.titles import find_titles
from pipeline.errors import EngineError
from pipeline.lexicon.organizations import Gazetteer


class Collector:
    """Turns what was found into mentions, with what the lines above add to it."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._organizations: list[OrganizationMention] = []
        self._people: list[PersonMention] = []
        self._heads = Heads()
        self._council: int | None = None
        self._municipality: int | None = None
        self._row_body: int | None = None  # of the row before, for 「〃」
        self._stacked: str | None = None  # a post that stands alone on the line above
        self._waiting: Post | None = None  # body and post that are all of the line above
        self._reporting: int | None = None  # the company whose report this is

    def collect(self, found: Sequence[Found], errors: Sequence[EngineError]) -> Mentions:
        # A report that calls its own company 当社: which is the first one it names.
        own_report = sum(line.folded.text.count("当社") for line in found) > 2
        for line in found:
            self._heads.enter(line.folded)
            first = len(self._organizations)
            for body in line.bodies:
                self._organizations.append(self._organization(line, body))
                if self._council is None and body.type == "council":
                    self._council = len(self._organizations) - 1
                if self._reporting is None and own_report and body.type == "company":
                    self._reporting = len(self._organizations) - 1
                if self._municipality is None and is_municipality(
                    self._organizations[-1].chain[-1]
                ):
                    self._municipality = len(self._organizations) - 1
            head = is_head(line.folded, line.bodies, bool(line.names))
            self._add_people(line, first)
            if line.names and line.bodies:
                self._row_body = first
            if not line.names:
                self._add_current(line, first)
            title = None if line.names else stacked_title(line.folded)
            if title and is_of_auditors(title):
                title = None
            self._stacked = (self._stacked or "") + title if title else None
            self._waiting = None if line.names else self._whole_post(line, first)
            if head is not None:
                index = first + line.bodies.index(head)
                chain = self._organizations[index].chain
                rank = rank_of((chain[self._organizations[index].supposed :])[:1] or chain)
                self._heads.push(Head(rank_of(chain[-1:]) if rank else 0, chain, index))
        return Mentions(
            organizations=tuple(self._organizations),
            people=tuple(self._with_ministries(person) for person in self._people),
            errors=tuple(errors),
            pointing=tuple(p for line in found for p in find_pointing(line.folded)),
            places=tuple(
                (line.folded.mention(b.start, b.end, b.found_by).start, name)
                for line in found
                for b in line.places
                for name in line.chain(b, self._gazetteer)
            ),
        )

    def _organization(self, line: Found, body: Candidate) -> OrganizationMention:
        chain = line.chain(body, self._gazetteer)
        above = (
            self._heads.above(chain)
            if line.folded.passage.kind != "text"
            or is_head(line.folded, line.bodies, bool(line.names))
            else None
        )
        supposed = 0
        if above is not None and above.chain[-1] != chain[0] and not body.chain:
            chain, supposed = (*above.chain, *chain), len(above.chain)
        mention = line.folded.mention(body.start, body.end, body.found_by)
        return OrganizationMention(mention, chain, body.type, supposed)

    def _add_people(self, line: Found, first: int) -> None:
        folded = line.folded
        spans = [(b.start, b.end) for b in line.bodies] + [(n.start, n.end) for n in line.names]
        titles = find_titles(folded, spans, bool(line.names))
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
        if self._stacked is None or self._reporting is None or name is not line.names[0]:
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
        return [Post(self._reporting, title, sure=False)]

    def _chaired(self, line: Found, name: NameSpan, title: str, first: int) -> int | None:
        """The body that a chair is of: the nearest before it that is called so, else the first."""
        if not is_chair(title) or self._council is None:
            return None
        before = [i for i, body in enumerate(line.bodies) if body.end <= name.start]
        called = [i for i in before if chairs(title, self._organizations[first + i].chain[-1])]
        return first + called[-1] if called else self._council

    def _headed(self, title: str) -> int | None:
        """市長 is of a city, 知事 of a prefecture: the last one named, or nothing."""
        last = len(self._organizations) - 1
        return next(
            (i for i in range(last, -1, -1) if heads(title, self._organizations[i].chain[-1])), None
        )

    def _auditors(self, title: str) -> int | None:
        """「業務執行社員」 in a report's part on its audit: the last audit firm named."""
        firms = (i for i, o in enumerate(self._organizations) if "監査法人" in o.chain[0])
        return max(firms, default=None) if is_of_auditors(title) else None

    def _whole_post(self, line: Found, first: int) -> Post | None:
        """「国土交通省鉄道局長」, with the name in the line below."""
        if not line.bodies:
            return None
        text, spans = line.folded.text, [(body.start, body.end) for body in line.bodies]
        start, last = len(text) - len(text.lstrip()), line.bodies[-1]
        titles = find_titles(line.folded, spans, True)
        title = next((t for t in titles if t.end == len(text.rstrip())), None)
        joined = title is not None and not text[last.end : title.start].strip()
        if title is None or not joined or len(line.bodies) > 1 or last.start != start:
            return None
        return Post(first, title.text, sure=False)

    def _with_ministries(self, person: PersonMention) -> PersonMention:
        """「外務大臣」 is of 外務省, where the text names that."""
        posts = tuple(
            replace(post, organization=self._named(ministry))
            if post.organization is None and (ministry := ministry_of(post.title))
            else post
            for post in person.posts
        )
        return replace(person, posts=posts)

    def _named(self, name: str) -> int | None:
        found = (i for i, o in enumerate(self._organizations) if o.chain == (name,))
        return next(found, None)

    def _add_current(self, line: Found, first: int) -> None:
        """「…東京大学教授（現任）」 under an officer's name is a post of theirs."""
        if (
            not self._people
            or self._reporting is None
            or not line.bodies
            or not is_current(line.folded)
        ):
            return
        spans = [(body.start, body.end) for body in line.bodies]
        titles = {title.start: title for title in find_titles(line.folded, spans, True)}
        for offset, body in enumerate(line.bodies):
            title = titles.get(body.end) or titles.get(body.end + 1)
            if title is not None:
                post = Post(first + offset, title.text)
                self._people[-1] = replace(self._people[-1], posts=(*self._people[-1].posts, post))

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
        if self._reporting is not None and is_of_company(found.title) and not speaks:
            return Post(self._reporting, found.title, sure=False)
        contact = name.found_by in ("contact", "roster") and found.title == "主査"
        if is_membership(found.title) and not contact:
            chaired = self._chaired(line, name, found.title, first)
            return None if chaired is None else Post(chaired, found.title, sure=False)
        if is_of_municipality(found.title) and self._municipality is not None:
            headed = self._headed(found.title)
            return Post(headed, found.title, sure=False)
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
        return Post(self._auditors(found.title), found.title, sure=False)
