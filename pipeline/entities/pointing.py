"""Words that point at a body named before: 「同省」, 「両市」, 「同協会」. They are no mentions."""

from __future__ import annotations

import re
from functools import cache

from pipeline.entities.folded import Folded
from pipeline.entities.mentions import Pointing
from pipeline.lexicon.words import load_suffixes

# What 同 and 両 stand before alone; the longer ones are the suffixes of organizations.
_KINDS = (
    "省", "庁", "府", "局", "部", "課", "室", "都", "道", "県", "市", "区", "町", "村",
    "社", "会", "院", "党", "校", "大", "署", "府省", "省庁",
)  # fmt: skip
# 「同省|令」, 「同部|分」, 「同社|会」: another word goes on there.
_OTHER_WORDS = re.compile("令|国|数|費|産|制|税|道|宅|販")


# Bodies that meet, and those of members: what 「本」, 「当」 or a quotation may name in short.
_SHORT_TYPES = ("council", "association")
_NO_BODY = ("会議", "会合", "本部", "勉強会", "団体", "グループ")


@cache
def _short_pattern() -> re.Pattern[str]:
    texts = [
        s.text
        for s in load_suffixes()
        if s.type in _SHORT_TYPES
        and re.fullmatch("[一-鿿ァ-ヶー]{2,}|WG|TF", s.text)
        and s.text not in _NO_BODY
    ]
    kinds = "|".join(sorted(texts, key=lambda text: (-len(text), text)))
    return re.compile(f"(?:本|当|この)(?P<kind>{kinds})|「(?P<quoted>{kinds})」")


@cache
def _pattern() -> re.Pattern[str]:
    longer = [s.text for s in load_suffixes() if re.fullmatch("[一-鿿ァ-ヶー]{2,}", s.text)]
    kinds = sorted({*_KINDS, *longer}, key=lambda text: (-len(text), text))
    return re.compile(f"(?P<how>同|両|当該)(?P<kind>{'|'.join(kinds)})")


def find_pointing(folded: Folded) -> list[Pointing]:
    """Those that are words of their own: not in 「合同会社」, nor in 「厚労、経産両省」."""
    text = folded.text
    found = []
    for match in _pattern().finditer(text):
        start, end = match.span()
        index = folded.starts.get(start)
        if index is None or end not in folded.ends or _OTHER_WORDS.match(text, end):
            continue
        before = folded.tokens[index - 1] if index else None
        if before is not None and before.end == start and before.pos[0] in ("名詞", "接頭辞"):
            continue
        count = 2 if match["how"] == "両" else 1
        found.append(Pointing(folded.mention(start, end, "pointing"), match["kind"], count))
    return [*found, *_find_short(folded)]


def _find_short(folded: Folded) -> list[Pointing]:
    """「本検討会」, 「研究会」 in quotation marks: a longer name in short."""
    found = []
    for match in _short_pattern().finditer(folded.text):
        start, end = match.span("quoted" if match["quoted"] else 0)
        if start not in folded.starts or end not in folded.ends:
            continue
        kind = match["quoted"] or match["kind"]
        found.append(Pointing(folded.mention(start, end, "pointing"), kind, 1, only=True))
    return found
