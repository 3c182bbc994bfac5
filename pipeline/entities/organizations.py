"""Organizations in one passage, by its own words: each noun chunk read from its last word.

The steps of `find_organizations` are the layers; each sees what those before it left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.entities import names
from pipeline.entities.candidates import Candidate, keep_longest
from pipeline.entities.chunks import JOINERS, Chunk, LegalSpan, find_chunks
from pipeline.entities.evidence import Evidence
from pipeline.entities.generic import is_generic, leading_words, tail_forbids
from pipeline.entities.known import KnownSpan
from pipeline.entities.naming import is_part, part_word
from pipeline.entities.suffixes import convincing, find_endings
from pipeline.entities.titles import title_at_end
from pipeline.records import OrganizationType


_MINISTRY = ("省", "庁", "内閣府", "内閣官房", "人事院", "会計検査院")


class Possible(NamedTuple):
    """A place where a name may end, by what cause."""

    end: int
    found_by: str
    type: OrganizationType
    start: int | None = None  # where the cause itself says that the name begins


def find_organizations(evidence: Evidence) -> list[Candidate]:
    """Candidates in order, none overlapping; places and what only the model sees come later."""
    found: list[Candidate] = []
    chunks = find_chunks(evidence.folded)
    for chunk in chunks:
        for piece in split_at_joiners(chunk, evidence):
            candidate = read_piece(piece, evidence)
            if candidate is not None:
                found.append(candidate)
    found += [
        Candidate(k.start, k.end, k.organization.type, "lexicon")
        for k in evidence.known
        if not any(c.overlaps(k.start, k.end) for c in found)
        and not any(c.start <= k.start and k.end <= c.end for c in chunks)
    ]  # a name with a particle in it: 「気候変動に関する政府間パネル」
    found = extend_over_no(evidence, quoted_names(evidence, found))
    return join_parts(evidence, found)


def split_at_joiners(chunk: Chunk, evidence: Evidence) -> list[Chunk]:
    """「IoT推進コンソーシアム・データ流通促進WG」 is two; 「環境再生・資源循環局」 is one.

    A mark separates where the words before it are an organization by themselves. Behind
    a leading legal form any word would be, so there the right side must open anew too:
    「一般社団法人クラウド活用・地域ICT投資促進協議会」 is one.
    """
    text = evidence.folded.text
    pieces: list[Chunk] = []
    start = chunk.start
    speaker = evidence.speaker
    if speaker is not None and speaker.start == start and speaker.end in chunk.stops:
        start = speaker.end
    for left, right in zip(chunk.stops, chunk.stops[1:], strict=False):
        if left > start and _next_entry(left, chunk, start, evidence):
            before = _within(chunk, start, left)
            if before is not None:
                pieces.append(before)
                start = left
        if text[left:right] not in JOINERS or left <= start:
            continue
        if any(k.start < left and right < k.end for k in evidence.known):
            continue
        if _opens_whole_body(right, chunk, evidence) or _opens_ministry(right, evidence) or (
            any(k.start == right for k in evidence.known) and _is_given_name(left, evidence)
        ):  # 「官邸・内閣府」, 「土肥原 誠・九州大学教授」
            before = _within(chunk, start, left)
            if before is not None:
                pieces.append(before)
            start = right
            continue
        before = _within(chunk, start, left)
        candidate = read_piece(before, evidence) if before else None
        if before is None or candidate is None or candidate.end != left:
            continue
        if text.startswith("ジャパン", right):
            continue  # 「OpenIDファウンデーション・ジャパン」: a national chapter
        opens = any(k.start == right for k in evidence.known) or any(
            span.start == right for span in evidence.legal
        )
        if text[left] in "-+.'’&" and not opens:
            continue
        if candidate.found_by == "legal form" and not candidate_closed(candidate, evidence) and not opens:
            continue
        pieces.append(before)
        start = right
    last = _within(chunk, start, chunk.end)
    return pieces + ([last] if last else [])


def _next_entry(position: int, chunk: Chunk, start: int, evidence: Evidence) -> bool:
    """Whether a line ended there between two bodies of a list, and not within one's name."""
    if not any(k.start == position and len(k.organization.chain) == 1 for k in evidence.known):
        return False
    if not evidence.folded.breaks_at(position):
        return False
    before = _within(chunk, start, position)
    candidate = read_piece(before, evidence) if before else None
    return candidate is not None and candidate.end == position


def _opens_whole_body(start: int, chunk: Chunk, evidence: Evidence) -> bool:
    """Whether a known body that is no part of another is all there is up to the next mark."""
    text = evidence.folded.text
    for k in evidence.known:
        if k.start == start and not is_part(text[k.start : k.end]) and k.organization.chain[0] == k.organization.name:
            return k.end == chunk.end or text[k.end] in JOINERS
    return False


def _opens_ministry(start: int, evidence: Evidence) -> bool:
    """「…計画課長・総務省消防庁…」: behind a mark a ministry always begins anew."""
    return any(
        k.start == start
        and k.organization.type == "government"
        and len(k.organization.chain) == 1
        and evidence.folded.text[k.start : k.end].endswith(_MINISTRY)
        for k in evidence.known
    )


def _is_given_name(end: int, evidence: Evidence) -> bool:
    index = evidence.folded.ends.get(end)
    return index is not None and evidence.folded.tokens[index].pos[2] == "人名"


def candidate_closed(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether a name with a legal form ends in it: 「X株式会社」."""
    return any(span.end == candidate.end for span in evidence.legal)


def _within(chunk: Chunk, start: int, end: int) -> Chunk | None:
    stops = tuple(stop for stop in chunk.stops if start <= stop <= end)
    return Chunk(start, end, stops) if len(stops) > 1 else None


def read_piece(piece: Chunk, evidence: Evidence) -> Candidate | None:
    """The organization in a chunk: from the first word that may begin it to the last ending."""
    text = evidence.folded.text
    start = leading_words(evidence.folded, piece)
    known = [k for k in evidence.known if start <= k.start and k.end <= piece.end]
    legal = [span for span in evidence.legal if start <= span.start and span.end <= piece.end]
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
    endings = [e for e in find_endings(evidence.folded, piece) if e.end == begin and e.start > start]
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


def company_end(k: KnownSpan, piece: Chunk, evidence: Evidence) -> int:
    """「楽天|モバイル」: a company's short name goes on in katakana to the end of the chunk."""
    rest = evidence.folded.text[k.end : piece.end]
    if k.organization.type == "company" and re.fullmatch("[ァ-ヶー]{3,}", rest):
        return piece.end
    return k.end


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
        if span.form.side == "before" and start < span.start < end:
            if not any(k.end == span.start for k in known):
                return span.start
    text = evidence.folded.text
    for k in known:
        ministry = k.organization.type == "government" and len(k.organization.chain) == 1
        if start < k.start < k.end < end and ministry and text[k.start : k.end].endswith(_MINISTRY):
            if not text[start:end].endswith(("組合", "連合", "会")) and text[k.start - 1] in "号け頃日年月0123456789":
                start = k.start  # 「…発第0401号|厚生労働省医政局」
    first = evidence.folded.starts.get(start)
    if first is not None and first and names.is_given(evidence.folded.tokens[first]):
        before = evidence.folded.tokens[first - 1]
        if before.pos[2] in ("人名", "地名") and before.end + 1 == start and text[before.end] == " ":
            start = evidence.folded.tokens[first].end  # 「森 五十鈴|東京医科大学」
    if any(span.end == end for span in legal):
        start = _hiragana_before(text, start)
    for person in evidence.whole_names:
        if start <= person.start and person.end < end:
            if any(k.start == person.end for k in known):
                return person.end
    return start


def _hiragana_before(text: str, start: int) -> int:
    """「あ|さなぎ監査法人」: hiragana that follows no word belongs to the name behind it."""
    match = re.search(r"(?:^|[\s、。「『(|:・])([ぁ-ん]{1,8})$", text[:start])
    return match.start(1) if match else start


_ROLE = re.compile(r"(?:先|者|団体|企業|主体|代表|元|委員|幹事|主催|共催|後援|協力|提供|発注|受注|受託)$")
_QUOTED = re.compile(r"[「『]([^「」『』。]{3,60})[」』]")


def quoted_names(evidence: Evidence, found: list[Candidate]) -> list[Candidate]:
    """「情報銀行の認定スキームの在り方に関する検討会」: a quotation that is one body's name."""
    folded = evidence.folded
    chunks = find_chunks(folded)
    names = []
    for match in _QUOTED.finditer(folded.text):
        start, end = match.span(1)
        inside = [c for c in found if start <= c.start and c.end <= end]
        if any(c.start == start and c.end == end for c in inside) or "、" in match[1]:
            continue
        if any(text in match[1] for text in ("・", "/")) and len(inside) > 1:
            continue
        chunk = next((c for c in chunks if c.start >= start and c.end == end), None)
        if chunk is None:
            continue
        ending = next((e for e in find_endings(folded, chunk) if e.end == end), None)
        if ending is not None and ending.suffix.strength == "strong" and ending.suffix.type in (
            "council", "association", "party", "research",
        ):  # fmt: skip
            names.append(Candidate(start, end, ending.suffix.type, "quotation"))
    return keep_longest([*names, *found])


def extend_over_no(evidence: Evidence, found: list[Candidate]) -> list[Candidate]:
    """「NPO法人うみねこ|の会」: behind a legal form hiragana alone is not yet a name."""
    text = evidence.folded.text
    chunks = {chunk.start: chunk for chunk in find_chunks(evidence.folded)}
    longer: list[Candidate] = []
    for candidate in found:
        if longer and candidate.start < longer[-1].end:
            continue
        span = next((s for s in evidence.legal if s.start == candidate.start), None)
        following = chunks.get(candidate.end + 1)
        name = text[span.end : candidate.end] if span else ""
        if following is None or text[candidate.end] != "の" or not name or candidate.found_by == "lexicon":
            longer.append(candidate)
            continue
        endings = [e.end for e in find_endings(evidence.folded, following)]
        alone = following.end == len(text) or text[following.end] in " 」』)|、"
        row = evidence.folded.passage.kind == "row" and alone and endings
        if not row and not re.fullmatch("[ぁ-ん]{2,}", name):
            longer.append(candidate)
            continue
        post = title_at_end(evidence.folded, following, following.start)
        longer.append(replace(candidate, end=post or (endings[-1] if endings else following.stops[1])))
    return longer


def join_parts(evidence: Evidence, candidates: list[Candidate]) -> list[Candidate]:
    """A parent and its part with one space between are one: 「商務・サービスＧ ヘルスケア産業課」."""
    text = evidence.folded.text
    joined: list[Candidate] = []
    for candidate in candidates:
        last = joined[-1] if joined else None
        if last is not None and _is_part_of(text, last, candidate):
            joined[-1] = replace(last, end=candidate.end, type=candidate.type, found_by="suffix")
        else:
            joined.append(candidate)
    return joined


def _is_part_of(text: str, head: Candidate, part: Candidate) -> bool:
    if text[head.end : part.start] != " ":
        return False
    left, right = part_word(text[head.start : head.end]), part_word(text[part.start : part.end])
    if right is None or not right.is_part or part.found_by == "legal form":
        return False
    return left is None or not left.is_part or left.rank < right.rank


