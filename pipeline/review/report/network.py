"""Organizations, posts, people: bodies to the left as a tree, people to the right, posts between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from pipeline.review.report.drawing import element, joined, label_width, picture, shortened
from pipeline.review.report.facts import OrganizationFact, PersonFact
from pipeline.review.report.network_rows import (
    PostLine,
    Row,
    choose_bodies,
    choose_people,
    post_lines,
    tree,
)

WIDTH = 960.0
_ROW = 26.0
_TOP = 12.0
_INDENT = 16.0
_MOST_INDENTS = 5
_BODY_RIGHT = 330.0
_POST_LEFT = 480.0
_POST_WIDTH = 230.0
_PERSON_LEFT = 740.0


@dataclass(frozen=True, slots=True)
class Network:
    svg: Markup
    organizations_left: tuple[OrganizationFact, ...]
    people_left: tuple[PersonFact, ...]


class _Box(NamedTuple):
    """Where a body is drawn, and with what words."""

    row: Row
    left: float
    right: float
    y: float
    name: str
    times: str


_Boxes = Mapping[str | None, _Box]


def draw_network(
    organizations: Sequence[OrganizationFact], people: Sequence[PersonFact]
) -> Network | None:
    """None where there is nobody and nothing. Those named most are drawn, the rest handed back."""
    if not organizations and not people:
        return None
    shown = choose_people(people)
    rows = tree(choose_bodies(organizations, shown))
    lines = post_lines(shown, {row.body.id: n for n, row in enumerate(rows)})
    boxes: _Boxes = {row.body.id: _box(row, _y(n)) for n, row in enumerate(rows)}
    content = joined(
        [
            *_trunks(boxes),
            *(edge for line in lines for edge in _edges(line, boxes)),
            *map(_body, boxes.values()),
            *(label for line in lines for label in _labels(line)),
        ]
    )
    height = 2 * _TOP + max(len(rows), len(lines)) * _ROW
    drawn = {person.id for person in shown}
    return Network(
        picture("network", WIDTH, height, ("人物・役職・組織のつながり", "network"), content),
        tuple(body for body in organizations if body.id not in boxes),
        tuple(person for person in people if person.id not in drawn),
    )


def _y(row: int) -> float:
    return _TOP + row * _ROW + _ROW / 2


def _count(places: Sequence[object]) -> str:
    return f" {len(places)}" if places else ""


def _box(row: Row, y: float) -> _Box:
    left = 8 + min(row.depth, _MOST_INDENTS) * _INDENT
    count = _count(row.body.places)
    name = shortened(row.body.name, _BODY_RIGHT - left - 24 - label_width(count))
    return _Box(row, left, left + label_width(name + count) + 18, y, name, count)


def _body(box: _Box) -> Markup:
    body = box.row.body
    shape = element("rect", x=box.left, y=box.y - 10, width=box.right - box.left, height=20,
                    class_="body")  # fmt: skip
    return _link(
        body.id, "organization", body.name, shape, (box.name, box.times), box.left + 8, box.y
    )


def _person(person: PersonFact, y: float) -> Markup:
    count = _count(person.places)
    name = shortened(person.name, WIDTH - _PERSON_LEFT - 40)
    shape = element("rect", x=_PERSON_LEFT, y=y - 10, width=label_width(name + count) + 24,
                    height=20, rx=10, class_="person")  # fmt: skip
    return _link(person.id, "person", person.name, shape, (name, count), _PERSON_LEFT + 11, y)


def _link(
    record: str, kind: str, title: str, shape: Markup, label: tuple[str, str], x: float, y: float
) -> Markup:
    name, count = label
    words = [element("tspan", name)]
    if count:
        words.append(element("tspan", count, class_="count"))
    text = element("text", joined(words), x=x, y=y + 4)
    inside = joined([element("title", title), shape, text])
    return element("a", inside, href=f"#{record}", data_f=record, class_=kind)


def _trunks(boxes: _Boxes) -> Iterator[Markup]:
    """The lines of the tree, from each body down and across to those below it."""
    for box in boxes.values():
        if box.row.parent is not None:
            above = boxes[box.row.parent]
            path = f"M{above.left + 6:.1f},{above.y + 10:.1f}V{box.y:.1f}H{box.left:.1f}"
            yield element("path", d=path, class_="trunk")


def _edges(line: PostLine, boxes: _Boxes) -> Iterator[Markup]:
    """From the body to the post, and from the post to the person."""
    person, post = line.person, line.post
    if post is None:
        return
    y = _y(line.row)
    if post.other in boxes:
        box = boxes[post.other]
        bend = (_BODY_RIGHT + _POST_LEFT) / 2
        path = (f"M{box.right:.1f},{box.y:.1f}H{_BODY_RIGHT:.1f}C{bend:.1f},{box.y:.1f}"
                f" {bend:.1f},{y:.1f} {_POST_LEFT - 6:.1f},{y:.1f}")  # fmt: skip
        yield element("path", d=path, class_="edge", data_from=post.other, data_to=person.id)
    label = shortened(post.title or "", _POST_WIDTH)
    start = _POST_LEFT + (label_width(label) + 6 if label else -6)
    path = f"M{start:.1f},{y:.1f}H{_PERSON_LEFT - 12:.1f}V{_y(line.first_row):.1f}h12"
    yield element("path", d=path, class_="edge", data_from=post.other, data_to=person.id)


def _labels(line: PostLine) -> Iterator[Markup]:
    y = _y(line.row)
    if line.post and line.post.title:
        label = shortened(line.post.title, _POST_WIDTH)
        text = element("text", label, x=_POST_LEFT, y=y + 4, class_="post")
        yield element("g", joined([element("title", line.post.title), text]))
    if line.row == line.first_row:
        yield _person(line.person, y)
