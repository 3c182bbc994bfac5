"""Bodies named by what they discuss: 今後の防災教育の在り方に関する検討会."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.entities.candidates import Candidate
from pipeline.entities.folded import Folded

_SUBJECT = re.compile(
    r"(?:に関する|に係る|に関わる|に対する|に資する|の在り方|のあり方|のための|を考える|をめぐる)"
    r"([一-鿿ァ-ヶー・A-Za-z0-9]{0,10}?"
    r"(?:検討会議|検討会|研究会|懇談会|懇話会|有識者会議|専門家会議|関係者会議|検討委員会|専門委員会|調査会|協議会|"
    r"連絡会議|ワーキンググループ|WG|タスクフォース|プロジェクトチーム|会議|委員会|分科会|部会))"
    r"(?![一-鿿ァ-ヶー]|議)"
)
_LINKS = {
    "の",
    "と",
    "や",
    "な",
    "的",
    "及び",
    "並びに",
    "または",
    "又は",
    "・",
    "/",
    "-",
    "在り",
    "あり",
    "方",
    "その",
    "我が",
}
_PHRASES = ("における", "おける", "に向けた", "に応じた")
_NAME_POS = {"名詞", "接頭辞", "接尾辞", "形状詞", "記号", "連体詞", "代名詞"}


def councils_about(folded: Folded, found: Sequence[Candidate]) -> list[Candidate]:
    """From the subject's first word to the council; 「総務省のXに関する検討会」 begins behind の."""
    names = []
    bodies = {c.end for c in found}
    for match in _SUBJECT.finditer(folded.text):
        index = folded.ends.get(match.start())
        start = match.start()
        while index is not None and index >= 0:
            token = folded.tokens[index]
            if token.end != start or token.end in bodies:
                break
            linked = token.surface in _LINKS or folded.text.startswith(_PHRASES, token.start)
            if token.pos[0] not in _NAME_POS and not linked:
                break
            start, index = token.start, index - 1
        while (first := folded.starts.get(start)) is not None and folded.tokens[
            first
        ].surface in _LINKS - {"我が"}:
            start = folded.tokens[first].end
        if match.start() - start >= 3:
            names.append(Candidate(start, match.end(), "council", "suffix"))
    return names
