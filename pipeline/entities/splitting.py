"""Chunks that hold more than one organization, cut at the marks that part them."""

from __future__ import annotations

import re

from pipeline.entities import names
from pipeline.entities.candidates import Candidate
from pipeline.entities.chunks import JOINERS, Chunk
from pipeline.entities.evidence import Evidence
from pipeline.entities.naming import is_part
from pipeline.entities.pieces import MINISTRY, read_piece, within
from pipeline.entities.titles import ends_as_title


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
    elif (official := find_official(chunk, evidence)) is not None:
        start = official
    for left, right in zip(chunk.stops, chunk.stops[1:], strict=False):
        if left > start and _next_entry(left, chunk, start, evidence):
            before = within(chunk, start, left)
            if before is not None:
                pieces.append(before)
                start = left
        if text[left:right] == "兼" and left > start and ends_as_title(text[start:left]):
            before = within(chunk, start, left)  # 「環境生活部次長|兼|環境政策課長」: two posts
            if before is not None:
                pieces.append(before)
            start = right
            continue
        if text[left:right] not in JOINERS or left <= start:
            continue
        if any(k.start < left and right < k.end for k in evidence.known):
            continue
        if (
            _opens_whole_body(right, chunk, evidence)
            or _opens_ministry(right, evidence)
            or (right in evidence.known_at and _is_given_name(left, evidence))
        ):  # 「官邸・内閣府」, 「土肥原 誠・九州大学教授」
            before = within(chunk, start, left)
            if before is not None:
                pieces.append(before)
            start = right
            continue
        before = within(chunk, start, left)
        candidate = read_piece(before, evidence) if before else None
        if before is None or candidate is None or candidate.end != left:
            continue
        if text.startswith("ジャパン", right):
            continue  # 「OpenIDファウンデーション・ジャパン」: a national chapter
        opens = right in evidence.known_at or any(span.start == right for span in evidence.legal)
        if text[left] in "-+.'’&" and not opens:
            continue
        if (
            candidate.found_by == "legal form"
            and not candidate_closed(candidate, evidence)
            and not opens
        ):
            continue
        pieces.append(before)
        start = right
    last = within(chunk, start, chunk.end)
    return pieces + ([last] if last else [])


_OFFICIAL = re.compile(r".*[局部].*[課室]長")


def find_official(chunk: Chunk, evidence: Evidence) -> int | None:
    """「森下|物流・自動車局旅客課長」: in lists of who attends, a family name before body and post.

    Only where the rest is bureau and division, or begins with a known body.
    """
    folded = evidence.folded
    index = folded.starts.get(chunk.start)
    if index is None or not names.is_family(folded.tokens[index]):
        return None
    end = folded.tokens[index].end
    rest = folded.text[end : chunk.end]
    known = end in evidence.known_at and rest.endswith("長")
    return end if end in chunk.stops and (known or _OFFICIAL.fullmatch(rest)) else None


def _next_entry(position: int, chunk: Chunk, start: int, evidence: Evidence) -> bool:
    """Whether a line ended there between two bodies of a list, and not within one's name."""
    known = evidence.known_at.get(position)
    if known is None or len(known.organization.chain) > 1:
        return False
    if not evidence.folded.breaks_at(position):
        return False
    before = within(chunk, start, position)
    candidate = read_piece(before, evidence) if before else None
    return candidate is not None and candidate.end == position


def _opens_whole_body(start: int, chunk: Chunk, evidence: Evidence) -> bool:
    """Whether a known body that is no part of another is all there is up to the next mark."""
    text = evidence.folded.text
    k = evidence.known_at.get(start)
    if (
        k is None
        or is_part(text[k.start : k.end])
        or k.organization.chain[0] != k.organization.name
    ):
        return False
    return k.end == chunk.end or text[k.end] in JOINERS


def _opens_ministry(start: int, evidence: Evidence) -> bool:
    """「…計画課長・総務省消防庁…」: behind a mark a ministry always begins anew."""
    k = evidence.known_at.get(start)
    if k is None or k.organization.type != "government":
        return False
    top, *parts = k.organization.chain
    return top.endswith(MINISTRY) and (not parts or evidence.folded.text.startswith(top, start))


def _is_given_name(end: int, evidence: Evidence) -> bool:
    index = evidence.folded.ends.get(end)
    return index is not None and evidence.folded.tokens[index].pos[2] == "人名"


def candidate_closed(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether a name with a legal form ends in it: 「X株式会社」."""
    return any(span.end == candidate.end for span in evidence.legal)
