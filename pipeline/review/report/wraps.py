"""Where a line of the source goes on in the next: read off the sections' bodies, which are joined.

The records do not tell it by themselves. A body is laid along the lines of its section; what it
has no line break for, was broken by width alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.records import Document, Section

# How far ahead in the body a line is looked for that does not come next (a table left out).
_AHEAD = 400


def find_wraps(document: Document) -> dict[int, str]:
    """1-based numbers of lines that go on from the line before: with 「」, or a space between."""
    wraps: dict[int, str] = {}
    lines = _lines_by_section(document)
    for section in document.sections:
        wraps.update(_wraps(section, lines[section.id]))
    return wraps


_Numbered = tuple[int, str]


def _lines_by_section(document: Document) -> defaultdict[str, list[_Numbered]]:
    """Lines with what is not heading in them, by the innermost section they begin in."""
    found: defaultdict[str, list[_Numbered]] = defaultdict(list)
    coming = sorted(document.sections, key=lambda s: (s.start, -s.end), reverse=True)
    around: list[Section] = []
    headings = sorted((s.heading_start, s.heading_end) for s in document.sections)
    headings.reverse()
    start = 0
    for number, line in enumerate(document.text.split("\n"), 1):
        end = start + len(line)
        content = start + len(line) - len(line.lstrip())
        while coming and coming[-1].start <= content:
            around.append(coming.pop())
        around = [section for section in around if section.end > content]
        while headings and headings[-1][1] <= start:
            headings.pop()
        if around:
            found[around[-1].id].append((number, _without(line, start, end, headings)))
        start = end + 1
    return found


def _without(line: str, start: int, end: int, headings: Iterable[tuple[int, int]]) -> str:
    """`line` without the headings in it; `headings` come last first and are not of earlier lines."""
    for first, last in reversed(list(headings)[-4:]):
        if first < end and last > start:
            first, last = max(first - start, 0), min(last - start, end - start)
            line = line[:first] + " " * (last - first) + line[last:]
    return line


def _wraps(section: Section, lines: Sequence[_Numbered]) -> Iterable[tuple[int, str]]:
    body = "".join(section.body.split())
    before = _breaks(section.body)
    at = 0
    last = None  # the line that was found before
    for number, line in lines:
        content = "".join(line.split())
        if not content:
            last = None
            continue
        place = at if body.startswith(content, at) else body.find(content, at, at + _AHEAD)
        if place < 0:
            last = None
            continue
        if last == number - 1 and place == at and before.get(at) != "\n":
            yield number, " " if before.get(at) else ""
        at = place + len(content)
        last = number


def _breaks(body: str) -> dict[int, str]:
    """What white space stands before the n-th character that is none: a line break, or other."""
    found: dict[int, str] = {}
    count = 0
    for character in body:
        if not character.isspace():
            count += 1
        elif found.get(count) != "\n":
            found[count] = "\n" if character == "\n" else " "
    return found
