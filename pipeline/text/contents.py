"""Lines of a table of contents: they name headings and are none.

Told by leader dots, by a page number at their end below 目次, or by coming again as
headings further down.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.text.lines import Line, squeeze

_LEADER = re.compile(
    r"(?:[.．。…‥･・·⋯─―-][ \u3000]?){4,}[ \u3000]*(?:[-－P]?\.?[0-9０-９ivxⅰ-ⅻ]{1,4}[-－]?)?$"
    r"|[…‥⋯]{1,}[ \u3000]*[0-9０-９]{1,4}$"
)
# What such a line may end in: most lines end in something else, and need no search.
_LEADER_ENDS = frozenset(".．…‥･・·⋯─―-－0123456789０１２３４５６７８９ivxⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ")
_TRAILING_NUMBER = re.compile(
    r"(?:[ \u3000\t]+|[.．…‥･・]+[ \u3000]*)[-－P]?\.?[0-9０-９ivx]{1,4}[-－]?$"
)
_TITLE_ENDS = frozenset("次じ\u3099SsＳｓ")
_CONTENTS = re.compile(r"(?:総|図表|本編)?(?:目次|もくじ)|CONTENTS|Contents|contents")
_CLOSING_NOTE = re.compile("[(（][^()（）]*[)）]$")
_LONGEST = 120
_SHORTEST_AGENDA, _LONGEST_AGENDA = 3, 20


def find_contents(lines: Sequence[Line]) -> set[int]:
    """Indexes of the lines that belong to a table of contents; its title 目次 does not."""
    short = [line for line in lines if 0 < len(line.content) <= _LONGEST]
    found = {line.index for line in short if len(line.content) > 5 and _has_leader(line.content)}
    titles = [
        line.index
        for line in short
        if len(line.content) <= 14
        and line.content[-1] in _TITLE_ENDS
        and _CONTENTS.fullmatch(line.squeezed)
    ]
    if titles:
        repeated = Counter(_entry(line.content) for line in short)
        above: set[int] = set()
        for index in titles:
            below = _block_below(lines, index, repeated)
            if not below:
                above |= _block_above(lines, index, repeated, above)
            found |= below
        found |= above
    return found | _agendas([line for line in short if line.index not in found])


def _has_leader(content: str) -> bool:
    may_end = content[-1] in _LEADER_ENDS or content.endswith("。。")
    return may_end and _LEADER.search(content) is not None


def _entry(content: str) -> str:
    """What a line of contents has in common with the heading it stands for."""
    plain = _TRAILING_NUMBER.sub("", _LEADER.sub("", content))
    squeezed = squeeze(plain)
    return _CLOSING_NOTE.sub("", squeezed) if squeezed.endswith((")", "）")) else squeezed


def _block_below(lines: Sequence[Line], index: int, repeated: Counter[str]) -> set[int]:
    """Lines below 目次 that end in a page number, or that come again below as headings."""
    block: set[int] = set()
    entries: set[str] = set()
    pending: list[int] = []  # the first line of an entry wrapped over two
    while (index := index + 1) < len(lines):
        content = lines[index].content
        if not content:
            continue
        if len(content) > _LONGEST:
            break
        entry = _entry(content)
        paged = _has_leader(content) or _TRAILING_NUMBER.search(content)
        if not re.search(r"\D", entry) or entry in entries:
            break
        if not paged and not (repeated[entry] > 1 and (lines[index].mark or len(entry) <= 30)):
            if pending or not lines[index].mark:
                break
            pending.append(index)
            continue
        block.update(pending)
        pending = []
        entries.add(entry)
        block.add(index)
    return block


def _block_above(
    lines: Sequence[Line], index: int, repeated: Counter[str], known: set[int]
) -> set[int]:
    """On a slide the word 目次 may stand below its entries. `known` are blocks above other ones."""
    block: set[int] = set()
    while index > 0:
        index -= 1
        if index in known:
            break  # what stands above it was looked at from there
        content = lines[index].content
        if content and (len(content) > _LONGEST or repeated[_entry(content)] < 2):
            break
        if content:
            block.add(index)
    return block


def _agendas(short: Sequence[Line]) -> set[int]:
    """Numbered lines in a row that all come again below: a list of contents under any name."""
    numbered = [line for line in short if line.mark is not None]
    entries = [_entry(line.content) for line in numbered]
    last = {entry: line.index for entry, line in zip(entries, numbered, strict=True)}
    found: set[int] = set()
    run: list[tuple[int, int]] = []  # the line, and where its entry stands for the last time
    for line, entry in zip(numbered, entries, strict=True):
        if run and line.index - run[-1][0] > 2:
            run = []
        if last[entry] <= line.index + 1:
            run = []
            continue
        run = [*run[-_LONGEST_AGENDA:], (line.index, last[entry])]
        if len(run) >= _SHORTEST_AGENDA and min(again for _, again in run) > line.index:
            found.update(index for index, _ in run)
    return found
