"""Is a line a row of a table or of a roster? Rows are never joined to what follows."""

from __future__ import annotations

import re

_BAR = re.compile("[｜|│┃]")
_JAPANESE = "\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60々〇"
# What divides columns: a tab, two spaces, a full-width space, or one space between
# Japanese characters, which Japanese itself never writes (「情報通信政策課 今川 拓郎 課長」).
GAP = re.compile(
    "(?=[ \u3000\u00a0\t])(?:"
    "[ \u3000\u00a0]*\t[ \u3000\u00a0\t]*|[ \u00a0]{2,}[ \u3000\u00a0]*|[ \u00a0]?\u3000[ \u3000\u00a0]*"
    f"|(?<=[{_JAPANESE}])[ \u00a0](?=[{_JAPANESE}]))"
)
_MAY_PART = re.compile("[ \u3000\u00a0\t｜|│┃]")
_BRACKETED = re.compile("^[^（(「]*[）)」](?![一-鿿 \u3000]*$)|[（(「][^（(「）)」]*(?:[）)」]|$)")
_FIGURE = re.compile(r"[-0-9０-９,.，．△▲－―−]+(?:[%％]|人|件|円|棟|か所)?")
_LONGEST = 300
_CLAUSE = re.compile("[のはがをに]")
# A word set wide: 「目　　次」, 「【指　標】」, 「内　閣　府」.
_LETTERS_APART = re.compile(
    r"[【＜〈（(]?[ぁ-鿿](?P<gap>[ \u3000]+)(?:[ぁ-鿿](?P=gap)){0,8}[ぁ-鿿][】＞〉）)]?"
)


def cells(content: str) -> list[str]:
    """The columns of a line, without white space."""
    return [cell for cell in GAP.split(content) if cell]


def is_row(content: str) -> bool:
    """Has the line columns, and nothing of a sentence?

    In: 「１号委員　高橋　由美　十日町商工会議所　副会頭」, 「契約日　平成30年４月２日」,
    「事業名\\t担当課」, 「｜区分｜期間｜」. Out: 「高知県の浜口　亘知事は「山間部の…」と述べた。」
    """
    if len(content) > _LONGEST or not _MAY_PART.search(content):
        return False
    if "\t" in content or len(_BAR.findall(content)) >= 2:
        return True
    tokens = content.split(" ")
    if len(tokens) >= 3 and sum(bool(_FIGURE.fullmatch(token)) for token in tokens) * 2 >= len(
        tokens
    ):
        return True  # 「桐原市 1 1 2 5 3 12」
    # A space within brackets parts a name, not columns: 「（業務執行社員　公認会計士　本田千代子）からは」.
    content = _BRACKETED.sub("", content)
    gaps = GAP.findall(content)
    if not gaps or "。" in content or _LETTERS_APART.fullmatch(content):
        return False
    columns = cells(content)
    if len(columns) < 2:
        return False
    wide = any("\u3000\u3000" in gap or "   " in gap or "\t" in gap for gap in gaps)
    if len(gaps) >= 2:
        # A gap within a name is none between columns: 「…の永戸　達郎主任研究官、…の荒金　優希…」.
        if "、" in content and not wide and _CLAUSE.search(content):
            return False
        return "、" not in content or max(map(len, columns)) <= 24
    if len(columns[0]) > 16 or re.search("[はがをにでともて]$", columns[0]):
        return False
    return wide or "、" not in content
