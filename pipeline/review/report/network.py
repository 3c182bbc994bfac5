"""Organizations, posts, people: bodies to the left as a tree, people to the right, posts between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.review.report.drawing import element, joined, label_width, picture, shortened
from pipeline.review.report.facts import OrganizationFact, PersonFact, Post

WIDTH = 960.0
MOST_ORGANIZATIONS = 40
MOST_PEOPLE = 40
_ROW = 26.0
_TOP = 12.0
_INDENT = 16.0
_MOST_INDENTS = 5
_BODY_RIGHT = 330.0
_POST_LEFT = 480.0
_POST_WIDTH = 240.0
_PERSON_LEFT = 740.0


@dataclass(frozen=True, slots=True)
class Network:
    svg: Markup
    organizations_left: tuple[OrganizationFact, ...]
    people_left: tuple[PersonFact, ...]


def draw_network(
    organizations: Sequence[OrganizationFact], people: Sequence[PersonFact]
) -> Network | None:
    """None where there is nobody and nothing. Those named most are drawn, the rest handed back."""
    if not organizations and not people:
        return None
    shown_people = _most_named(people, MOST_PEOPLE)
    bodies = _tree(_chosen(organizations, shown_people))
    body_rows = {body.id: row for row, (body, _) in enumerate(bodies)}
    lines = _post_lines(shown_people, body_rows)
    rows = max(len(bodies), len(lines))
    # The shorter column is spread over the height of the longer one's middle.
    body_top = _TOP + (rows - len(bodies)) * _ROW / 2 if len(bodies) < len(lines) / 2 else _TOP
    body_y = {body: body_top + row * _ROW + _ROW / 2 for body, row in body_rows.items()}
    content = [
        *_trunks(bodies, body_y),
        *_edges(lines, {body.id: _right(body, depth) for body, depth in bodies}, body_y),
        *(_body(body, depth, body_y[body.id]) for body, depth in bodies),
        *_people(lines),
    ]
    height = 2 * _TOP + rows * _ROW
    svg = picture(
        "network", WIDTH, height, ("人物・役職・組織のつながり", "network"), joined(content)
    )
    drawn = {person.id for person in shown_people}
    return Network(
        svg,
        tuple(body for body in organizations if body.id not in body_y),
        tuple(person for person in people if person.id not in drawn),
    )


def _most_named(people: Sequence[PersonFact], most: int) -> list[PersonFact]:
    """Those with posts first, then those named most; in the order of the text."""
    order = {person.id: n for n, person in enumerate(people)}
    chosen = sorted(people, key=lambda p: (not p.posts, -len(p.places), order[p.id]))[:most]
    return sorted(chosen, key=lambda person: order[person.id])


def _chosen(
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


def _tree(organizations: Sequence[OrganizationFact]) -> list[tuple[OrganizationFact, int]]:
    """Each below its parent with its depth, otherwise in the order of the text."""
    by_id = {body.id: body for body in organizations}
    below: defaultdict[str | None, list[OrganizationFact]] = defaultdict(list)
    for body in organizations:
        parent = body.parents[-1][0] if body.parents else None
        below[parent if parent in by_id else None].append(body)
    rows = []
    waiting = [(body, 0) for body in reversed(below[None])]
    while waiting:
        body, depth = waiting.pop()
        rows.append((body, depth))
        waiting += [(child, depth + 1) for child in reversed(below[body.id])]
    return rows


_Line = tuple[PersonFact, Post | None, float, bool]


def _post_lines(people: Sequence[PersonFact], body_rows: dict[str, int]) -> list[_Line]:
    """A line a post, people in the order of their bodies: (person, post, y, the person's first)."""

    def height(person: PersonFact) -> float:
        rows = [body_rows[post.other] for post in person.posts if post.other in body_rows]
        return min(rows) if rows else len(body_rows)

    lines: list[_Line] = []
    for person in sorted(people, key=height):
        for n, post in enumerate(person.posts or (None,)):
            lines.append((person, post, _TOP + len(lines) * _ROW + _ROW / 2, n == 0))
    return lines


def _left(depth: int) -> float:
    return 8 + min(depth, _MOST_INDENTS) * _INDENT


def _body_label(body: OrganizationFact, depth: int) -> tuple[str, str]:
    count = f" {len(body.places)}" if body.places else ""
    return shortened(body.name, _BODY_RIGHT - _left(depth) - 24 - label_width(count)), count


def _right(body: OrganizationFact, depth: int) -> float:
    return _left(depth) + label_width("".join(_body_label(body, depth))) + 18


def _body(body: OrganizationFact, depth: int, y: float) -> Markup:
    left = _left(depth)
    name, count = _body_label(body, depth)
    width = _right(body, depth) - left
    return element(
        "a",
        joined([
            element("title", body.name),
            element("rect", x=left, y=y - 10, width=width, height=20.0, class_="body"),
            element("text", joined([element("tspan", name), element("tspan", count, class_="count")]),
                    x=left + 8, y=y + 4),
        ]),
        href=f"#{body.id}", data_f=body.id, class_="organization",
    )  # fmt: skip


def _trunks(bodies: Sequence[tuple[OrganizationFact, int]], ys: dict[str, float]) -> list[Markup]:
    """The lines of the tree, from each body down and across to those below it."""
    lines = []
    for body, depth in bodies:
        parent = body.parents[-1][0] if body.parents else None
        if parent in ys and depth:
            x = _left(depth - 1) + 6
            path = f"M{x:.1f},{ys[parent] + 10:.1f}V{ys[body.id]:.1f}H{_left(depth):.1f}"
            lines.append(element("path", d=path, class_="trunk"))
    return lines


def _edges(lines: Sequence[_Line], rights: dict[str, float], ys: dict[str, float]) -> list[Markup]:
    drawn = []
    bend = (_BODY_RIGHT + _POST_LEFT) / 2
    for person, post, y, _ in lines:
        if post and post.other in ys:
            start = ys[post.other]
            path = (f"M{rights[post.other]:.1f},{start:.1f}H{_BODY_RIGHT:.1f}"
                    f"C{bend:.1f},{start:.1f} {bend:.1f},{y:.1f} {_POST_LEFT - 6:.1f},{y:.1f}")  # fmt: skip
            drawn.append(element("path", d=path, class_="edge", data_from=post.other,
                                 data_to=person.id))  # fmt: skip
    return drawn


def _people(lines: Sequence[_Line]) -> list[Markup]:
    drawn = []
    for person, post, y, is_first in lines:
        title = (post.title if post else None) or ("―" if post else "")
        label = shortened(title, _POST_WIDTH)
        if label:
            text = element("text", label, x=_POST_LEFT, y=y + 4, class_="post")
            drawn.append(element("g", joined([element("title", title), text])))
            start = _POST_LEFT + label_width(label) + 6
            drawn.append(element("line", x1=start, x2=max(start, _PERSON_LEFT - 6), y1=y, y2=y,
                                 class_="edge straight", data_to=person.id))  # fmt: skip
        if is_first:
            drawn.append(_person(person, y))
    return drawn


def _person(person: PersonFact, y: float) -> Markup:
    count = f" {len(person.places)}" if person.places else ""
    name = shortened(person.name, WIDTH - _PERSON_LEFT - 40)
    width = label_width(name + count) + 24
    return element(
        "a",
        joined([
            element("title", person.name),
            element("rect", x=_PERSON_LEFT, y=y - 10, width=width, height=20.0, rx=10,
                    class_="person"),
            element("text", joined([element("tspan", name), element("tspan", count, class_="count")]),
                    x=_PERSON_LEFT + 11, y=y + 4),
        ]),
        href=f"#{person.id}", data_f=person.id, class_="person",
    )  # fmt: skip
