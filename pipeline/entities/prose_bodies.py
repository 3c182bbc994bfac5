"""Bodies that only a sentence's own words tell: teams by their shape, companies by what is done to them.

「名古屋クジラーズ」, 「ベレーザ盛岡」, 「FCガルーダ」; 「トレノスに入社」, 「出版社のミナモト」. A row of a table
names many other things in this shape, so only sentences are read.
"""

from __future__ import annotations

import re

from pipeline.entities import names
from pipeline.entities.candidates import Candidate
from pipeline.entities.evidence import Evidence
from pipeline.entities.foreign_runs import is_company, kind_of, run_kind, words_in

_LETTERS = "ァ-ヶー"
_RUN = re.compile(rf"(?<![{_LETTERS}])[{_LETTERS}]{{2,}}(?:[・=][{_LETTERS}]+)*(?![{_LETTERS}])")
_CLUB_BEFORE = re.compile(r"(?<![A-Za-z])(?:FC|AFC|SC|AC|CF|BC|RC|SK) ?$")
_CLUB_AFTER = re.compile(r" ?(?:F\.C\.|FC|AFC|SC|AC|CF|BC|RFC)(?![A-Za-z])")
_PLURAL = re.compile(r"(?:[ズツ]|ークス|ックス)$")
# Plurals of other things: 「仙台シリーズ」, 「東京スポーツ」.
_NO_TEAM = re.compile(
    r"(?:シリーズ|スポーツ|グッズ|サイズ|クイズ|ニーズ|ステークス|トピックス|ルーツ|ジャズ|フェーズ|ボックス|ソックス|フルーツ|シーツ|スーツ|デビュー|タイトル)$"
)
_MOVED = re.compile("戦(?=[でにはのと、])|[にへ](?:の)?(?:移籍|入団|加入|復帰)")
_CLOSES = re.compile(r"[^一-鿿ァ-ヶーA-Za-z0-9]|戦|対|監督|所属|加入|入団|在籍|時代|$")


def prose_bodies(evidence: Evidence) -> list[Candidate]:
    if evidence.folded.passage.kind != "text":
        return []
    return [*teams(evidence), *leagues(evidence), *framed(evidence), *proper_words(evidence)]


def teams(evidence: Evidence) -> list[Candidate]:
    """A town and a plural, a strange word and a town, a club's letters and a word."""
    folded = evidence.folded
    text = folded.text
    found = []
    for match in _RUN.finditer(text):
        start, end = match.span()
        run = match[0]
        kind = run_kind(run)
        club = _CLUB_AFTER.match(text, end)
        letters = _CLUB_BEFORE.search(text[:start])
        if kind_of(words_in(run)[-1]) == "common":
            letters = None  # 「FCトロフィー」
        town = _town_before(evidence, start)
        behind = folded.starts.get(end)
        if club or letters:
            start = letters.start() if letters else start if town is None else town
            end = club.end() if club else end
        elif kind == "team":
            pass
        elif kind == "body":
            if is_company(run) and not re.match("[A-Za-z0-9]", text[start - 1 : start]):
                found.append(Candidate(start, end, "company", "suffix"))
            continue
        elif town is not None and _is_team(run, start, end, evidence):
            start = town
        elif (
            behind is not None
            and folded.tokens[behind].pos[2] == "地名"
            and names.SURNAME.fullmatch(folded.tokens[behind].surface)
            and len(run) > 2
            and (
                kind_of(run) in ("unknown", "proper")
                or _MOVED.match(text, folded.tokens[behind].end)
            )
            and _CLOSES.match(text, folded.tokens[behind].end)
        ):
            end = folded.tokens[behind].end
        else:
            continue
        if _CLOSES.match(text, end):
            found.append(Candidate(start, end, "other", "suffix"))
    return found


_LEAGUE = re.compile(
    rf"(?<![{_LETTERS}A-Za-z0-9・])[{_LETTERS}A-Za-z0-9・]+リーグ(?:サッカー)?(?![{_LETTERS}一-鿿・])"
)


def leagues(evidence: Evidence) -> list[Candidate]:
    """「Kリーグで」, 「グランドリーグの」; not 「リーグ戦」, nor a league of champions, which is a contest."""
    return [
        Candidate(match.start(), match.end(), "association", "suffix")
        for match in _LEAGUE.finditer(evidence.folded.text)
        if "チャンピオン" not in match[0] and match[0] != "マイナーリーグ"
    ]


_JOINED = ("名詞", "接頭辞", "接尾辞", "形状詞", "記号")


def proper_words(evidence: Evidence) -> list[Candidate]:
    """A word alone that UniDic has as a proper noun, and as no person's and no place's: mostly a company."""
    folded = evidence.folded
    found = []
    for index, token in enumerate(folded.tokens):
        if token.pos[1:3] != ("固有名詞", "一般") or token.reading is None:
            continue
        if not re.fullmatch(f"[{_LETTERS}]{{3,}}|[{names.KANJI}]{{2,}}", token.surface):
            continue
        around = folded.text[token.start - 1 : token.start] + folded.text[token.end : token.end + 1]
        if re.search(f"[・=「『」』〈〉《》{_LETTERS}-]", around):
            continue
        before = folded.tokens[index - 1] if index else None
        after = folded.tokens[index + 1] if index + 1 < len(folded.tokens) else None
        if before and before.end == token.start and before.pos[0] in _JOINED:
            continue
        if after and after.start == token.end and after.pos[0] in _JOINED:
            continue
        found.append(Candidate(token.start, token.end, "company", "words"))
    return found


def _town_before(evidence: Evidence, start: int) -> int | None:
    index = evidence.folded.ends.get(start)
    if index is None:
        return None
    token = evidence.folded.tokens[index]
    before = evidence.folded.text[token.start - 1 : token.start]
    if token.pos[2] != "地名" or re.match(f"[{names.KANJI}]", before):
        return None
    return token.start


def _is_team(run: str, start: int, end: int, evidence: Evidence) -> bool:
    """What a town's name before it makes a team: a plural, or a strange word that the model sees, too."""
    if "・" in run or len(run) < 4 or kind_of(run) == "place":
        return False
    if _PLURAL.search(run):
        return _NO_TEAM.search(run) is None
    return kind_of(run) in ("unknown", "proper") and evidence.named_by_model(start, end)


_NAME = rf"[A-Z][A-Za-z0-9&'-]*(?: [A-Z][A-Za-z0-9&'-]*)*|[{_LETTERS}]{{2,}}(?:・[{_LETTERS}]+)*"
_KIND = (
    r"(?:会社|企業|メーカー|メーカ|出版社|球団|劇団|バンド|ユニット|アイドルグループ|音楽グループ)"
)
_PLACE_TOO = (
    r"(?:銀行|商社|政党|レーベル|事務所|プロダクション|放送局|テレビ局|百貨店|クラブ|チーム)"
)
_BEFORE = re.compile(
    rf"(?<![同両各当該])(?:{_KIND}(?:の|・|、|「|『|である)?|{_PLACE_TOO}(?:の|・|、|「|『|である))$"
)
_DONE_TO = re.compile(
    r"""
      [にへ](?:入社|入団|移籍|加入|入行|入局|入党|転職|復帰する|在籍|所属する|所属し)
    | を(?:退社|退団|退職|創業|離党|買収|吸収合併|子会社化|脱退)
    | と(?:業務|資本)?(?:提携|合併|経営統合)
    | から(?:発売|刊行|出版|分社)
    | の(?:子会社|親会社|創業者|創設者|傘下|取締役|代表取締役|社員|株式|株主|本社|工場長|関連会社)
    | が(?:発売|販売|製造|配給|発行|出版|倒産|経営破綻|上場)
    | (?:社長|会長|傘下|系列|在籍|所属|製(?=[^一-鿿]))
    | 戦(?=[でにはのと、。])
    """,
    re.VERBOSE,
)
_NAMES = re.compile(rf"(?<![A-Za-z0-9{_LETTERS}・])(?:{_NAME})(?![A-Za-z0-9{_LETTERS}・])")


def framed(evidence: Evidence) -> list[Candidate]:
    """A name in katakana or Latin letters beside a word that says it is a company or a team."""
    text = evidence.folded.text
    found = []
    for match in _NAMES.finditer(text):
        start, end = match.span()
        said = _BEFORE.search(text[:start]) is not None
        if not said and not _DONE_TO.match(text, end):
            continue
        if _NO_TEAM.search(match[0]):
            continue
        latin = match[0][0].isascii()
        if latin and not said and len(match[0]) < 3:
            continue
        kinds = ["unknown"] if latin else [kind_of(word) for word in words_in(match[0])]
        person = run_kind(match[0]) == "person" and "・" in match[0]
        if person or not any(kind in ("unknown", "proper", "pieces") for kind in kinds):
            continue
        found.append(Candidate(start, end, "company", "model" if not said else "suffix"))
    return found
