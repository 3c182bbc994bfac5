"""Family names that the whole document tells: 「神薗鉄道局長」, where a 「神薗　恵」 is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.entities.found import Found
from pipeline.entities.names import read_joined
from pipeline.entities.naming import is_part
from pipeline.entities.setting import NameSpan
from pipeline.lexicon.lookup import Beginnings


def families_of(found: Iterable[Found]) -> Beginnings:
    """The family names of all who are named in full."""
    return Beginnings({_family(line, name) for line in found for name in line.names} - {""})


def _family(line: Found, name: NameSpan) -> str:
    halves = line.folded.text[name.start : name.end].split()
    if len(halves) == 2 and halves[0] + halves[1] == name.name:
        return halves[0]
    read = read_joined(name.name)
    return read.family if read.family and read.given else ""


def cut_surnames(line: Found, families: Beginnings) -> None:
    """The body behind a family name, before its own 長; a name that is a place's stays with it."""
    text = line.folded.text
    for index, body in enumerate(line.bodies):
        if body.found_by != "suffix" or not text.startswith("長", body.end):
            continue
        first = line.folded.starts.get(body.start)
        if first is not None and line.folded.tokens[first].pos[2] == "地名":
            continue
        for family in families.at(text, body.start):
            end = body.start + len(family)
            if len(family) > 1 and is_part(text[end : body.end]):
                line.bodies[index] = replace(body, start=end)
                line.names.append(NameSpan(body.start, end, family, "surname"))
                break
