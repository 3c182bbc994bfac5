"""A paragraph, or two, that may be a heading."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.sections.titles import SPACES, normal_title
from pipeline.text.layout import Paragraph
from pipeline.text.marks import Mark


@dataclass(frozen=True)
class Candidate:
    """A paragraph (or two) that may be a heading. Offsets count in the source text.

    `style` groups headings that look alike; `body` is the text after the title on its line.
    `doubtful`: a heading only if another one of its numbering is (「（１）指定の単位　二次医療圏ごとに…。」).
    `repeats`: it says again, on a later page, what was said (「２．課題（続き）」).
    `kind`: mark · appendix · title · document · tail · roster · label · ornament · bare.
    """

    first: int  # index of the paragraph
    last: int  # of the last paragraph of the heading, inclusive
    kind: str
    style: str
    mark: Mark | None
    number: str | None
    title: str
    start: int
    end: int
    body: str = ""
    doubtful: bool = False
    repeats: bool = False


def make_candidate(
    paragraph: Paragraph, index: int, kind: str, title: str, *, style: str = "", body: str = ""
) -> Candidate:
    """The candidate of one paragraph. `title` and `body` are as written; the heading ends before `body`."""
    text, mark = paragraph.text.text, paragraph.mark
    end = paragraph.end
    if body:
        last = len(text[: len(text) - len(body)].rstrip(SPACES + "：:"))
        end = paragraph.text.source(last - 1, last).end
    return Candidate(
        first=index,
        last=index,
        kind=kind,
        style=style or (mark.style if mark else kind),
        mark=mark,
        number=mark.text if mark else None,
        title=normal_title(title),
        start=paragraph.start,
        end=end,
        body=body,
    )
