"""A stand-in for the pipeline whose documents differ as much as their texts do."""

from __future__ import annotations

import random
from dataclasses import replace

from pipeline.records import Document, Mention
from tests.documents import DATE, MENTION, MINISTRY, PERSON, REFERENCE, SECTION, make_document

# What a cell has to be quoted for, and what must stay as it is.
SURFACES = ("経産省", 'a,"b"', "二\n行", "改\r行", "", "=1+1", "  空白 ", "😀", "NA", "\u2028")


def varied_extract(text: str) -> Document:
    """From none to some records of each kind, in no order, all told by `text` alone.

    A text that holds 「失敗」 fails, as any bug would.
    """
    if "失敗" in text:
        raise ValueError(f"a bug, met in {text!r}")
    chance = random.Random(text)

    def some() -> range:
        return range(chance.randrange(4))

    def surface() -> str:
        return chance.choice(SURFACES)

    def mentions() -> tuple[Mention, ...]:
        found = []
        for _ in some():
            start = chance.randrange(9)
            found.append(replace(MENTION, start=start, end=start + 1, text=surface()))
        return tuple(found)

    return replace(
        make_document(None, text),
        source=None, sha256=None, encoding=None, title=surface() or None,
        sections=tuple(
            replace(SECTION, id=f"s-{n}", start=chance.randrange(3), end=chance.randrange(4, 9),
                    body=surface())
            for n in some()
        ),
        dates=tuple(
            replace(DATE, id=f"d-{n}", start=chance.randrange(9), end=9, text=surface(),
                    warnings=("no such day in the calendar",) * chance.randrange(3))
            for n in some()
        ),
        organizations=tuple(
            replace(MINISTRY, id=f"o-{n}", name=surface(), mentions=mentions()) for n in some()
        ),
        people=tuple(
            replace(PERSON, id=f"p-{n}", name=surface(), mentions=mentions()) for n in some()
        ),
        references=tuple(replace(REFERENCE, text=surface()) for _ in some()),
        warnings=tuple(surface() for _ in some()),
    )  # fmt: skip
