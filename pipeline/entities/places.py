"""Local governments: the same word is a place, and a body where it acts (伊那市が採択された)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.entities.candidates import Candidate
from pipeline.entities.folded import Folded
from pipeline.entities.titles import ends_as_title
from pipeline.lexicon.organizations import Gazetteer

_MUNICIPALITY = re.compile(r".+[都道府県市区町村]")
_LIST = re.compile(
    r"(?:\s*(?:、|,|・|及び|並びに|ならびに|や|と|又は|または|(?:の)?ほか)\s*|等|など)*"
)
# What follows a body that does something or has something done to it.
_ACTING = re.compile(
    r"""
      では、 | は(?!.{0,12}(?:位置|面し))
    | の[0-9]+(?:市|町|村|県|都県|市町|町村|市町村|自治体)(?:は|が|も|で|に|と)
    | の[^、。「」]{0,10}(?:知事|市長|町長|村長|区長)
    | に関(?:連し|係し)
    | が | も | より(?!北|南|東|西)
    | から(?!.{0,15}(?:まで|にかけて|に至る))
    | と(?:も|の)?(?:連携|共同|協定|協力|協働|共催|締結|調整|協議|とも|共に|情報|意見|契約|覚書)
    | とともに | 及び | 並びに
    | に対し | に対する | による | により | によれば | によると
    | に(?:要請|提案|通知|報告|派遣|委託|交付|提出|働きかけ|申請|寄附|寄付|依頼|勧告|照会|貸与|譲渡|助言|指導|支払|支援)
    | に(?:ご|御)?(?:参加|協力|出席|同席)(?:いただ|頂|をいただ)
    | へ(?:要請|提案|通知|報告|委託|提出|申請|寄附|寄付|依頼|勧告|の(?:要請|提案|報告|通知|申請|委託|提出|助言|支援|移譲))
    | の(?:職員|担当|計画|条例|施策|取組|取り組み|事業|予算|要請|申請|対応|協力|方針|見解|発表|調査|条例|基金|補助|委託|判断|責任|財政|機関|説明|公表|依頼|指定|認定|許可|同意)
    | (?:長|知事|副知事|職員|当局|側|役所|役場|担当|主催|共催|後援|提供|作成|調べ|条例|教育長|民病院)
    | を(?:通じ|経由|代表|含む関係)
    """,
    re.VERBOSE,
)
_BRACKET = re.compile(r"\([^()]*\)")
_BESIDE = re.compile(r"\s*(?:、|,|・|及び|並びに|と|や)\s*")


def is_place(candidate: Candidate, gazetteer: Gazetteer, folded: Folded) -> bool:
    """Whether it is a municipality or prefecture by its whole name, and so also a place."""
    name = folded.text[candidate.start : candidate.end]
    if candidate.type != "local_government" or candidate.found_by == "definition":
        return False
    return is_municipality(name)


def is_municipality(name: str) -> bool:
    return _MUNICIPALITY.fullmatch(name) is not None and not name.endswith(("特別区", "事務組合"))


def acts(candidate: Candidate, others: Sequence[Candidate], folded: Folded) -> bool:
    """Whether the text at that place speaks of the body: 「伊那市が採択された」, not 「伊那市で開催」."""
    text = folded.text
    if text.strip() == text[candidate.start : candidate.end]:
        return True
    before = text[: candidate.start]
    if before.endswith(("(", "在", "於")) and text[candidate.end : candidate.end + 1] == ")":
        return False
    if beside_body(candidate, others, folded):
        return True
    bracket = _BRACKET.match(text, candidate.end)
    if bracket is not None and any(bracket.start() < o.start < bracket.end() for o in others):
        return True  # 「岩手県（環境生活部資源循環推進課）」
    rest = re.match(r"[^\s、。()「」・]*", text[candidate.end :])
    if rest and rest[0] and ends_as_title(rest[0]) is not None:
        return True  # 「高知県技監」
    position = candidate.end
    followers = {other.start: other.end for other in others}
    while True:  # past the rest of a list of bodies: 「A市、B町及びC村が」
        bracket = _BRACKET.match(text, position)
        if bracket is not None:
            position = bracket.end()
        match = _LIST.match(text, position)
        after = match.end() if match else position
        if after > position and after in followers:
            position = followers[after]
        else:
            break
    return _ACTING.match(text, position) is not None


def beside_body(candidate: Candidate, others: Sequence[Candidate], folded: Folded) -> bool:
    """Whether it stands in a list with a body that is no place: 「三瀬川銀行、前橋市」."""
    for other in others:
        if other is candidate or is_municipality(folded.text[other.start : other.end]):
            continue
        first, second = sorted((other, candidate), key=lambda body: body.start)
        if _BESIDE.fullmatch(folded.text, first.end, second.start):
            return True
    return False
