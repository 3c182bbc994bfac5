"""Which posts a name has: what stands directly before and after it, bodies and titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.entities.candidates import Candidate
from pipeline.entities.folded import Folded
from pipeline.entities.people import NameSpan
from pipeline.entities.titles import TitleSpan

_BESIDE = re.compile(r"[\s　]*")
_SEPARATORS = re.compile(r"\s*(?:[、,・/|／]|兼|及び|\s)\s*")


@dataclass(frozen=True, slots=True)
class FoundPost:
    """`body` is an index into the passage's organizations."""

    body: int | None
    title: str | None


class Surroundings:
    """The bodies, titles and names of a passage by where they begin and end."""

    def __init__(
        self,
        folded: Folded,
        bodies: Sequence[Candidate],
        titles: Sequence[TitleSpan],
        people: Sequence[NameSpan],
    ) -> None:
        self.text = folded.text
        self.bodies, self.titles, self.people = bodies, titles, people
        self.body_at = {b.start: i for i, b in enumerate(bodies)}
        self.body_before = {b.end: i for i, b in enumerate(bodies)}
        self.title_at = {t.start: t for t in titles}
        self.title_before = {t.end: t for t in titles}

    def skip(self, position: int) -> int:
        while position < len(self.text) and self.text[position] in " \t|":
            position += 1
        return position

    def skip_back(self, position: int) -> int:
        while position > 0 and self.text[position - 1] in " \t|":
            position -= 1
        return position


def posts_of(name: NameSpan, around: Surroundings) -> list[FoundPost]:
    """The posts of one name; the title before its name wins over the body's own after it."""
    before = posts_before(name.start, around)
    after = posts_after(name.end, around)
    if len(before) == 1 and len(after) == 1:
        left, right = before[0], after[0]
        if left.title is None and right.body is None:  # 「経済産業省の|田中|次官」
            return [FoundPost(left.body, right.title)]
        if left.body is None and right.title is None:  # 「座長 田中太郎 東京大学」
            return [FoundPost(right.body, left.title)]
    return [p for p in before if p.title is not None] + [
        p for p in after if p.title is not None
    ] or ([p for p in (*before, *after) if p.body is not None][:1])


def posts_after(position: int, around: Surroundings) -> list[FoundPost]:
    """「田中太郎（東京大学教授）」, 「高橋由美　十日町商工会議所　副会頭　【会長】」."""
    posts: list[FoundPost] = []
    text = around.text
    inside = ""
    position = around.skip(position)
    body: int | None = None
    while position < len(text):
        if position in around.body_at:
            if body is not None:
                posts.append(FoundPost(body, None))
            body = around.body_at[position]
            position = around.bodies[body].end
        elif position in around.title_at:
            title = around.title_at[position]
            posts.append(FoundPost(body, title.text))
            position, body = title.end, None
        elif not inside and text[position] in "([【" and not posts:
            inside = {"(": ")", "[": "]", "【": "】"}[text[position]]
            position += 1
            continue
        elif inside and text[position] == inside:
            break
        elif text[position] == "の" and body is not None:
            position += 1
            continue
        elif inside and (match := _SEPARATORS.match(text, position)):
            position = match.end()
            continue
        else:
            break
        position = around.skip(position)
    if body is not None:
        posts.append(FoundPost(body, None))
    return posts


def posts_before(position: int, around: Surroundings) -> list[FoundPost]:
    """「十日町市副市長　小林勝彦」, 「推進会議（座長：矢田部宏之」, 「経済産業省の田中」."""
    text = around.text
    position = around.skip_back(position)
    while position > 0 and text[position - 1] in ":の・":
        position = around.skip_back(position - 1)
    title = around.title_before.get(position)
    if title is not None:
        position = around.skip_back(title.start)
        while position > 0 and text[position - 1] in "(:の【":
            position = around.skip_back(position - 1)
    body = around.body_before.get(position)
    if title is None and body is None:
        return []
    return [FoundPost(body, title.text if title else None)]
