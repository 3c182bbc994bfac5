"""Small texts as the case tables write them, and texts that hypothesis makes of report pieces."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

from pipeline.text.layout import Layout, read


def written_out(text: str) -> str:
    """`|` is a line break, `\\f` a form feed."""
    return text.replace("|", "\n").replace("\\f", "\f")


def read_case(text: str) -> Layout:
    return read(written_out(text))


def joined(parts: list[str]) -> str:
    return "|".join(parts)


# The suite is run before every commit: the same examples each time, and no clock.
QUICKLY = settings(max_examples=100, deadline=None, derandomize=True)

_PIECES = [
    "\n", "\n", "\n", "\n\n", "\f", " ", "　", "　　", "\t", "|", "｜", "\u00a0", "\u2003", "\u200b",
    "第１章", "第2節", "第１", "第３回", "第10条", "（１）", "(2)", "１　", "２　", "1. ", "１．", "一、", "①", "⑴",
    "ア　", "（ア）", "Ⅰ　", "1.1 ", "別紙１", "資料２", "基本目標１", "１", "６", "- 6 -", "Page 2:", "12/30",
    "はじめに", "目次", "概要", "委員名簿", "【評定】", "＜総務省＞", "（参考）", "【問い合わせ先】", "（続き）", "図１",
    "・", "•", "○", "■", "※", "➢", "\uf0b7", "- ", "……… 3", "････ 12",
    "総務省", "経済産業省において", "人口は減少している", "取りまとめた", "高橋　由美", "筑波大学", "○田中委員　",
    "平成29年", "12月", "22日", "令和元", "年度", "10 か国", "03-1234-5678", "agreement", "devel-", "oped", "IoT",
    "。", "、", "．", "！？", "（", "）", "「", "」", "～", "：", "ー", "ゃ", "㍻", "ﾊﾟ", "葛\U000e0100", "か\u3099", "\ud800", "\x00",
]  # fmt: skip

REPORTS = st.lists(st.sampled_from(_PIECES), max_size=60).map("".join)
# Every code point, surrogates and controls as well.
ANYTHING = st.text(
    st.characters() | st.characters(categories=["Cs", "Cc", "Cf", "Zs", "Zl", "Ps"]), max_size=80
)
TEXTS = REPORTS | ANYTHING
