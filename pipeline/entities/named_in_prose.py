"""「青葉電力が」: in a sentence a proper noun before a company's last word names one; so do troops."""

from __future__ import annotations

import re

from pipeline.entities.chunks import Chunk
from pipeline.entities.evidence import Evidence
from pipeline.entities.naming import is_part
from pipeline.entities.titles import follows_name
from pipeline.lexicon.words import Suffix
from pipeline.text.offsets import Span

# Words that name other things as often: 「青葉ハウス」, 「東京サービス」.
_WIDE = frozenset(
    (
        "サービス", "ハウス", "住宅", "印刷", "産業", "社", "組", "工場", "本社", "本店", "支社", "支店", "事務所",
        "放送局", "交通", "電気", "保険", "化学", "タクシー", "フェリー", "テレビ", "営業所", "部門", "神社", "大社", "美術館",
        "記念館", "資料館", "教団",
    )
)  # fmt: skip
# What follows a company's name and is none of it: 「五条電鉄|社長」, 「青葉交通|系列」.
_BEHIND_COMPANY = re.compile("系列?|製|側|発|時代|所属|出身|傘下|入社|在籍|本社|子会社")
_BEHIND_TROOPS = re.compile("の?(?:司令|兵|将|側|所属|指揮官|捕虜|基地|大将|中将|少将|大佐)")


def named_in_prose(suffix: Suffix, own: Span, end: int, piece: Chunk, evidence: Evidence) -> bool:
    """Whether the `own` words before the suffix, which ends at `end`, name a body with it."""
    folded = evidence.folded
    military = suffix.type == "government" and suffix.text.endswith(("軍", "隊", "軍団"))
    if folded.passage.kind != "text" or suffix.text in _WIDE:
        return False
    if not military and suffix.type not in ("company", "party", "other"):
        return False
    before = folded.text[own.start : own.end]
    if not military and (is_part(before + suffix.text) or re.search("[0-9]", before)):
        return False
    if re.fullmatch("[A-Za-z]{1,2}", before):
        return False  # 「EPレコード」
    if "・" in before:
        return False  # 「ノワク・ベルト指揮|青葉管弦楽団」; runs of katakana are read as such
    rest = folded.text[end : piece.end]
    behind = _BEHIND_TROOPS if military else _BEHIND_COMPANY
    if rest and not behind.match(rest) and follows_name(folded.text, end) is None:
        return False
    first, last = folded.starts.get(own.start), folded.ends.get(own.end)
    if first is None or last is None:
        return False
    tokens = folded.tokens[first : last + 1]
    country = len(tokens) == 1 and tokens[0].pos[2:] == ("地名", "国")
    own_words = tokens if suffix.type == "party" else tokens[:2]
    proper = any(t.pos[1] == "固有名詞" or t.reading is None for t in own_words)
    return proper and (military or not country)
