"""Which posts a name has: what stands directly before and after it, bodies and titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.entities.candidates import Candidate
from pipeline.entities.folded import Folded
from pipeline.entities.setting import NameSpan
from pipeline.entities.titles import TitleSpan

_BETWEEN = re.compile(r"\s*(?:[、,・/|]|\((?:併|兼)\)|兼(?:ねて|務)?|及び|\s)\s*")
_ALSO = re.compile(r"\s*(?:\((?:併|兼)\)|兼|併任)\s*$")  # 「次長（兼）医療政策|課長」
_CLOSING = {"(": ")", "[": "]", "【": "】", "〔": "〕"}
_KANA = re.compile(r"\(([ぁ-んァ-ヶー・ ]{2,20})\)")


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
        self.bodies = bodies
        self.body_at = {body.start: index for index, body in enumerate(bodies)}
        self.body_before = {body.end: index for index, body in enumerate(bodies)}
        self.name_at = {name.start for name in people}
        self.name_ends = {name.end for name in people}
        self.title_at = {title.start: title for title in titles}
        self.title_before = {title.end: title for title in titles}
        self.in_row = folded.passage.kind == "row"
        self.used = 0  # what lies before it belongs to an earlier name
        self.reach = 0

    def skip(self, position: int) -> int:
        while position < len(self.text) and self.text[position] in " \t|":
            position += 1
        return position

    def skip_back(self, position: int, also: str = "") -> int:
        while position > 0 and self.text[position - 1] in " \t|" + also:
            position -= 1
        return position


def furigana(name: NameSpan, around: Surroundings) -> str | None:
    """「犬童周作（いんどう しゅうさく）」: a reading in a bracket, in katakana."""
    match = _KANA.match(around.text, name.end)
    if match is None:
        return None
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ん" else c for c in match[1].strip())


def posts_of(name: NameSpan, around: Surroundings) -> list[FoundPost]:
    """The posts of one name, those before it first."""
    before = posts_before(name.start, around)
    titled = any(post.title for post in before)
    reading = _KANA.match(around.text, name.end)
    after = posts_after(reading.end() if reading else name.end, around, titled)
    if len(before) == 1 and after:
        left, right = before[0], after[0]
        if left.title is None and right.body is None:  # 「経済産業省の|田中|次官」
            return [FoundPost(left.body, right.title), *after[1:]]
        if left.body is None and right.title is None and len(after) == 1:
            return [FoundPost(right.body, left.title)]  # 「理事 田中太郎 東京大学」
    with_title = [post for post in (*before, *after) if post.title is not None]
    return with_title or [post for post in (*before, *after) if post.body is not None][:1]


def posts_after(position: int, around: Surroundings, titled: bool = False) -> list[FoundPost]:
    """「田中太郎（東京大学教授）」, 「高橋由美　十日町商工会議所　副会頭　【会長】」.

    Where the name is `titled` before it, a title that another name follows is that one's:
    「課長補佐　日高　主査　安藤」.
    """
    posts: list[FoundPost] = []
    text = around.text
    closing = ""
    position = around.skip(position)
    if text[position : position + 1] in ("君", "氏") and text[position + 1 : position + 2] in "([":
        position += 1
    body: int | None = None
    while position < len(text):
        if position in around.body_at:
            if body is not None:
                posts.append(FoundPost(body, None))
            body = around.body_at[position]
            position = around.bodies[body].end
        elif position in around.title_at:
            title = around.title_at[position]
            if titled and body is None and around.skip(title.end) in around.name_at:
                break
            posts.append(FoundPost(body, title.text))
            position, body = title.end, None
        elif not closing and text[position] in _CLOSING and not posts and body is None:
            closing = _CLOSING[text[position]]
            position += 1
        elif closing and text[position] == closing:
            break
        elif text[position] == "の" and body is not None:
            position += 1
        elif (match := _BETWEEN.match(text, position)) and _goes_on(match, closing, around):
            position = match.end()
        else:
            break
        position = around.skip(position)
    if body is not None:
        posts.append(FoundPost(body, None))
    if posts and around.in_row:
        around.reach = position
    return posts


def _goes_on(match: re.Match[str], closing: str, around: Surroundings) -> bool:
    """Within a bracket any mark parts posts; outside only 兼 and 「(併)」 do."""
    mark = match[0].strip()
    follows = match.end() in around.body_at
    return (
        bool(closing)
        or "併" in mark
        or "兼" in mark
        or (around.in_row and mark in ("/", "、") and follows)
    )


def posts_before(position: int, around: Surroundings) -> list[FoundPost]:
    """「十日町市副市長　小林勝彦」, 「推進会議（座長：矢田部宏之」, 「金沢学芸大学（太田教授」."""
    behind = position
    position = around.skip_back(position, ":のは")
    other = around.title_before.get(position)
    if (
        other is not None
        and other.start in around.name_ends
        and "は" in around.text[position:behind]
    ):
        return []  # 「馳知事は|岸田首相に…」: the post of who does it
    if position and around.text[position - 1] == "・":
        position -= 1
    nearest: str | None = None
    while (title := around.title_before.get(position)) is not None and title.start >= around.used:
        nearest = nearest or title.text
        position = around.skip_back(title.start, ":の、,・" if around.in_row else ":の・")
    if around.text[max(position - 1, 0) : position] in ("(", "【", "["):
        position = around.skip_back(position - 1, "」』")
    body = around.body_before.get(position) if position > around.used else None
    if nearest is None and body is None:
        return []
    start = around.bodies[body].start if body is not None else position
    also = _ALSO.search(around.text[around.used : start]) if nearest else None
    if also is None:
        return [FoundPost(body, nearest)]
    return [*posts_before(around.used + also.start(), around), FoundPost(body, nearest)]
