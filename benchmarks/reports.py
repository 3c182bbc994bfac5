"""Reports to measure on, as long as wanted and the same every time.

    python benchmarks/reports.py CHARACTERS [SEED] > report.txt

Sentences of the kinds that reports are made of, with bodies of the language data, posts,
names, dates and numbers in their places, under numbered headings, wrapped at 40 columns.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

from pipeline.lexicon.organizations import load_gazetteer

WIDTH = 40

TOPICS = [
    "サイバーセキュリティ対策",
    "再生可能エネルギーの導入",
    "地域医療構想",
    "行政手続の電子化",
    "防災情報の共有",
    "水産資源の管理",
    "自動運転の実証",
    "女性の活躍推進",
    "空き家の利活用",
    "食品ロスの削減",
    "介護人材の確保",
    "海外展開の支援",
    "学校における働き方改革",
    "森林の整備",
    "観光地の混雑緩和",
    "下水道の老朽化対策",
    "スタートアップの育成",
    "人工知能の利用指針",
    "感染症に備えた検査体制",
    "半導体の国内生産",
    "文化財の保存と活用",
    "港湾の脱炭素化",
    "公文書の適正な管理",
    "子どもの貧困対策",
    "地方公共団体の情報システム",
    "農業用水の確保",
    "統計の品質向上",
    "宇宙利用の拡大",
    "消費者被害の防止",
    "外来生物の防除",
    "若年層の就労支援",
    "物流の効率化",
    "洋上風力発電の入札制度",
    "入札契約の適正化",
]

FAMILIES = [
    "佐藤",
    "鈴木",
    "高橋",
    "田中",
    "伊藤",
    "渡辺",
    "山本",
    "中村",
    "小林",
    "加藤",
    "吉田",
    "山田",
    "佐々木",
    "山口",
    "松本",
    "井上",
    "木村",
    "林",
    "斎藤",
    "清水",
]
GIVEN = [
    "太郎",
    "花子",
    "健一",
    "美咲",
    "直樹",
    "由美",
    "和彦",
    "恵子",
    "隆",
    "真理子",
    "浩二",
    "智子",
    "大輔",
    "陽子",
    "誠",
    "久美子",
    "修",
    "裕子",
    "剛",
    "明美",
]
POSTS = [
    "局長",
    "課長",
    "室長",
    "大臣",
    "事務次官",
    "審議官",
    "参事官",
    "理事長",
    "会長",
    "座長",
    "部長",
    "主任研究員",
    "専務理事",
    "教授",
    "所長",
]
PLACES = [
    "北海道",
    "宮城県",
    "新潟県",
    "長野県",
    "愛知県",
    "京都府",
    "岡山県",
    "香川県",
    "福岡県",
    "沖縄県",
    "横浜市",
    "仙台市",
    "高松市",
    "那覇市",
]

SENTENCES = [
    "{org}は、{topic}について、{era}、{org2}と共同で基本方針を取りまとめた。",
    "{topic}に関しては、{org}が{era}に公表した報告書において、{number}項目の課題が示されている。",
    "{era}に開催された第{count}回会合では、{person}{post}（{org}）から説明があり、委員からは実施時期を明確にすべきとの意見が出された。",
    "このうち{place}では、{org2}の協力を得て、{number}か所で実証事業を行い、利用者の満足度は{number}％であった。",
    "{topic}の予算額は、{fiscal}において{number}億円であり、前年度に比べて{number}億円の増加となった。",
    "一方で、{topic}をめぐっては、人材や財源の不足が指摘されており、{org}においては引き続き必要な措置を講ずることとしている。",
    "なお、{org2}の{post}には{person}氏が就任し、任期は{era}からの2年間とされた。",
    "{place}の担当者によれば、{topic}の効果は現れつつあるものの、周知が十分でないとの声もある。",
    "{org}及び{org2}は、{topic}に係る連絡会議を設置し、{era}までに中間報告を行う予定である。",
    "調査の対象とした{number}件のうち、{count}件については記録が残されておらず、{org}は是正を求めた。",
    "{person}委員からは、{topic}については数値目標だけでなく、利用者の視点に立った評価が必要ではないかとの発言があった。",
    "{fiscal}の実績は{number}件で、目標の{number}件を上回ったが、地域によって差が見られた。",
    "これを受けて、{org}では{era}に省令を改正し、{topic}のための手続を簡素化した。",
    "また、{org2}が実施した意識調査（{era}）によると、回答者の{number}％が「必要である」と答えている。",
    "{topic}の進捗については、{fiscal}末までに{place}を含む{count}団体で計画が策定される見込みである。",
]

HEADINGS = [
    "はじめに",
    "背景と目的",
    "現状",
    "課題",
    "取組の状況",
    "調査の結果",
    "有識者の意見",
    "今後の方向性",
    "スケジュール",
    "おわりに",
]


def write_report(characters: int, seed: int = 0) -> str:
    """A report of `characters` or, with its last line, a little more."""
    random = Random(seed)
    lines: list[str] = [f"{random.choice(TOPICS)}に関する報告書", _era(random)]
    size = sum(map(len, lines))
    chapter = 0
    while size < characters:
        chapter += 1
        lines.append(f"第{chapter}章　{random.choice(TOPICS)}")
        for number in range(1, 1 + random.randint(2, 5)):
            lines.append(f"（{number}）{random.choice(HEADINGS)}")
            for _ in range(random.randint(1, 4)):
                lines += _wrapped(
                    "　" + "".join(_sentence(random) for _ in range(random.randint(2, 5)))
                )
        size = sum(map(len, lines)) + len(lines)
    return "\n".join(lines) + "\n"


def write_corpus(folder: Path, characters: int, document: int = 3_500, seed: int = 0) -> int:
    """Reports of about `document` characters each until there are `characters`; how many."""
    written = count = 0
    while written < characters:
        text = write_report(document, seed + count)
        path = folder / f"{count // 1000:03}" / f"report-{count:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written, count = written + len(text), count + 1
    return count


def _sentence(random: Random) -> str:
    return random.choice(SENTENCES).format(
        org=random.choice(_bodies()),
        org2=random.choice(_bodies()),
        topic=random.choice(TOPICS),
        person=random.choice(FAMILIES) + random.choice(GIVEN),
        post=random.choice(POSTS),
        place=random.choice(PLACES),
        era=_era(random),
        fiscal=f"令和{random.randint(1, 8)}年度",
        number=random.randint(2, 990),
        count=random.randint(2, 40),
    )


def _era(random: Random) -> str:
    era, last = random.choice((("平成", 30), ("令和", 8)))
    year, month = random.randint(2, last), random.randint(1, 12)
    day = random.choice(("", f"{random.randint(1, 28)}日"))
    return f"{era}{year}年{month}月{day}"


def _wrapped(paragraph: str) -> Iterator[str]:
    for start in range(0, len(paragraph), WIDTH):
        yield paragraph[start : start + WIDTH]


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(sorted({body.name for body in load_gazetteer().organizations}))


if __name__ == "__main__":
    sys.stdout.write(write_report(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
