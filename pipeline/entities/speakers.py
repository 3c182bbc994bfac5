"""Who speaks, in minutes: 「○小野寺監視指導・麻薬対策課長」, 「○緒方課長」."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.entities import names
from pipeline.entities.chunks import MARKS
from pipeline.entities.engines import Entity
from pipeline.entities.folded import Folded
from pipeline.entities.titles import ends_as_title
from pipeline.text.offsets import Span

_SPEAKER = re.compile(rf"\s*[{MARKS}]\s?([^\s():、。]{{2,30}}?)(?=[\s(:]|$)")


def find_speaker(folded: Folded, entities: Sequence[Entity]) -> Span | None:
    """The family name at the head of the line, where a post or 君 ends what it opens."""
    match = _SPEAKER.match(folded.text)
    if match is None or not (ends_as_title(match[1]) or match[1].endswith(("君", "氏"))):
        return None
    index = folded.starts.get(match.start(1))
    if index is None:
        return None
    token = folded.tokens[index]
    seen = any(
        e.label == "Person" and e.start < token.end and token.start < e.end for e in entities
    )
    known = token.pos[2] in ("人名", "地名") or seen
    if not known or not names.SURNAME.fullmatch(token.surface) or token.end >= match.end(1):
        return None
    following = folded.tokens[index + 1] if index + 1 < len(folded.tokens) else None
    if following is not None and following.start == token.end and names.is_given(following):
        return None
    return Span(token.start, token.end)
