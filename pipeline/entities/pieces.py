"""One organization in one piece of a chunk: from the first word that may begin it to the last ending."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.entities import names
from pipeline.entities.candidates import Candidate
from pipeline.entities.chunks import Chunk, LegalSpan
from pipeline.entities.evidence import Evidence
from pipeline.entities.generic import is_generic, leading_words, tail_forbids
from pipeline.entities.known import KnownSpan
from pipeline.entities.naming import any_bodys
from pipeline.entities.suffixes import convincing, find_endings
from pipeline.entities.titles import heads, title_at_end
from pipeline.records import OrganizationType

MINISTRY = ("省", "庁", "内閣府", "内閣官房", "人事院", "会計検査院")


class Possible(NamedTuple):
    """A place where a name may end, by what cause."""

    end: int
    found_by: str
    type: OrganizationType
    start: int | None = None  # where the cause itself says that the name begins


def within(chunk: Chunk, start: int, end: int) -> Chunk | None:
    stops = tuple(stop for stop in chunk.stops if start <= stop <= end)
    return Chunk(start, end, stops) if len(stops) > 1 else None


def may_name(chunk: Chunk, evidence: Evidence) -> bool:
    """Whether anything in a chunk can end a name; in most nothing can."""
    if evidence.known_within(chunk.start, chunk.end) or evidence.legal_within(
        chunk.start, chunk.end
    ):
        return True
    # A word alone is no name by its ending, which needs a word before it.
    return len(chunk.stops) > 2 and bool(find_endings(evidence.folded, chunk))


def read_piece(piece: Chunk, evidence: Evidence) -> Candidate | None:
    """The organization in a chunk: from the first word that may begin it to the last ending."""
    text = evidence.folded.text
    start = leading_words(evidence.folded, piece)
    known = evidence.known_within(start, piece.end)
    legal = evidence.legal_within(start, piece.end)
    for end, found_by, kind, own_start in possible_ends(piece, start, known, legal, evidence):
        begin = beginning(start, end, known, legal, evidence) if own_start is None else own_start
        if found_by == "lexicon":  # an acronym says nothing of the words before it
            begin = _known_beginning(start, end, piece, known, evidence)
        if begin >= end or (found_by != "lexicon" and is_generic(text[begin:end])):
            continue
        sure = found_by in ("lexicon", "legal form") or evidence.named_by_model(begin, end)
        if tail_forbids(text[end : piece.end], sure):
            return None
        return Candidate(begin, end, kind, found_by)
    return None


def _known_beginning(
    start: int, end: int, piece: Chunk, known: list[KnownSpan], evidence: Evidence
) -> int:
    """Where the known name begins, or the body written before it as its parent."""
    begin = min((k.start for k in known if k.end == end), default=start)
    heads = [k.start for k in known if k.end == begin]
    endings = [
        e for e in find_endings(evidence.folded, piece) if e.end == begin and e.start > start
    ]
    return min(heads, default=start if endings else begin)


def possible_ends(
    piece: Chunk, start: int, known: list[KnownSpan], legal: list[LegalSpan], evidence: Evidence
) -> list[Possible]:
    """From the last to the first."""
    text = evidence.folded.text
    ends: dict[int, Possible] = {}
    for ending in find_endings(evidence.folded, piece):
        if convincing(ending, start, piece, evidence):
            ends[ending.end] = Possible(ending.end, "suffix", ending.suffix.type)
    for span in legal:
        if is_after(span, start, piece, evidence):
            ends[span.end] = Possible(span.end, "legal form", span.form.type)
        elif text[span.end : span.end + 1] == "法":
            continue  # 「国立大学法人法」
        elif span.end < piece.end and not any(end > span.end for end in ends):
            end = title_at_end(evidence.folded, piece, span.end) or piece.end
            ends[end] = Possible(end, "legal form", span.form.type)
    for k in known:
        end = company_end(k, piece, evidence)
        if end not in ends or k.start == start:
            ends[k.end] = Possible(k.end, "lexicon", k.organization.type)
            if end != k.end:
                ends[end] = Possible(end, "suffix", "company", k.start)
    return [ends[end] for end in sorted(ends, reverse=True)]


# No brand is a segment of the stock exchange: 「東証|プライム」.
_BRAND = re.compile("(?!(?:プライム|スタンダード|グロース|マザーズ)$)[ァ-ヶー]{3,}")


def company_end(k: KnownSpan, piece: Chunk, evidence: Evidence) -> int:
    """「楽天|モバイル」: a company's short name goes on in katakana to the end of the chunk."""
    rest = evidence.folded.text[k.end : piece.end]
    if k.organization.type == "company" and _BRAND.fullmatch(rest):
        return piece.end
    return k.end


# What a document's number or date leaves before a ministry's name.
_BEFORE_MINISTRY = re.compile("[号け頃日年月0-9]$")
_ROLE = re.compile(
    r"(?:先|者|団体|企業|主体|代表|元|委員|幹事|主催|共催|後援|協力|提供|発注|受注|受託)$"
)


# 「執行役員|経営企画部長」: whoever heads a part of a company may hold a rank besides.
_OFFICER = re.compile(
    "(?:(?:代表|社外)?取締役(?!会)|(?:上席|上級|主席|常務|専務|社長|副社長|理事)?執行役員?(?!会)"
    "|(?:常務|専務)理事|常務(?![取理執])|専務(?![取理執])|副?社長(?!室)|兼)+"
)


def is_after(span: LegalSpan, start: int, piece: Chunk, evidence: Evidence) -> bool:
    """Whether a legal form closes the name before it: 「X株式会社」, not 「株式会社X」."""
    if span.form.side == "before" or span.start <= start:
        return False
    if span.form.side == "after" or span.end == piece.end:
        return True
    # Words on both sides: it closes what is before it, unless that only says in what
    # role the body acts (「委託先|株式会社X」).
    return _ROLE.search(evidence.folded.text[start : span.start]) is None


def beginning(
    start: int, end: int, known: list[KnownSpan], legal: list[LegalSpan], evidence: Evidence
) -> int:
    """A leading legal form opens the name, whatever stands before it (「受託者株式会社X」).

    So does a person's whole name end what is before it: 「田中太郎|東京大学」.
    """
    for span in legal:
        role = span.form.side == "both" and _ROLE.search(evidence.folded.text[start : span.start])
        opens = span.form.side == "before" or (role and span.end < end)
        inside = opens and start < span.start < end
        if inside and not any(k.end == span.start for k in known):
            return span.start
    text = evidence.folded.text
    for k in known:
        ministry = k.organization.type == "government" and len(k.organization.chain) == 1
        inside = start < k.start < k.end < end and text[k.start : k.end].endswith(MINISTRY)
        if ministry and inside and _BEFORE_MINISTRY.search(text[start : k.start]):
            start = k.start  # 「…発第0401号|厚生労働省医政局」
    officer = _OFFICER.match(evidence.folded.text, start, end)
    if officer is not None and end - officer.end() > 2 and officer.end() in evidence.folded.starts:
        start = officer.end()
    headed = _headed_body(start, end, known, evidence)
    if headed is not None:
        return headed
    first = evidence.folded.starts.get(start)
    if first is not None and evidence.folded.tokens[first].pos[2] == "副詞可能":
        after = evidence.folded.tokens[first].end
        if any(k.start == after for k in known):
            return after  # 「きのう|文科省」
    if first is not None and first and names.is_given(evidence.folded.tokens[first]):
        before = evidence.folded.tokens[first - 1]
        if (
            before.pos[2] in ("人名", "地名")
            and before.end + 1 == start
            and text[before.end] == " "
        ):
            start = evidence.folded.tokens[first].end  # 「森 五十鈴|東京医科大学」
    if any(span.end == end for span in legal):
        start = _hiragana_before(text, start)
    for person in evidence.whole_names:
        inside = start <= person.start and person.end < end
        if inside and any(k.start == person.end for k in known):
            return person.end
    return start


_KATAKANA = re.compile("[ァ-ヶー]{3,}(?![ァ-ヶー・])")


def _headed_body(start: int, end: int, known: list[KnownSpan], evidence: Evidence) -> int | None:
    """Where the body begins that a family name stands before and a post behind.

    「馳|石川県|知事」, 「大西|熊本市|長」, 「清水|環境省課|長補佐」, 「桜井|柏崎市|長」; 「千葉|市川市|長」 is of the prefecture.
    """
    folded = evidence.folded
    index = folded.starts.get(start)
    if index is None or not heads(folded.text, end):
        return None
    run = _KATAKANA.match(folded.text, start)
    named = [k for k in known if run is not None and k.start == run.end() and k.end <= end]
    if run is not None and any(not any_bodys(folded.text[k.start : k.end]) for k in named):
        return run.end()  # 「ドムブロウスキス|欧州委員会|上級副委員長」
    family, body = folded.tokens[index].surface, folded.tokens[index].end
    if body >= end or not names.can_be_family(family) or evidence.gazetteer.named(family + "県"):
        return None
    if any(k.start == body and k.end <= end for k in known):
        return body
    place = folded.tokens[folded.starts[body]].pos[2] == "地名" if body in folded.starts else False
    municipality = place and folded.text[end - 1] in "市町村区"
    return body if municipality or evidence.gazetteer.named(folded.text[body:end]) else None


def _hiragana_before(text: str, start: int) -> int:
    """「あ|さなぎ監査法人」: hiragana that follows no word belongs to the name behind it."""
    match = re.search(r"(?:^|[\s、。「『(|:・])([ぁ-ん]{1,8})$", text[:start])
    return match.start(1) if match else start
