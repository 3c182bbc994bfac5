"""Documents made by hand for the tests of what writes and reads them: no engine, no rules."""

from __future__ import annotations

import io
from dataclasses import replace

from pipeline.export.documents import write_documents
from pipeline.export.tables import headers, rows_of
from pipeline.records import (
    Date,
    Decided,
    Document,
    Mention,
    Organization,
    Person,
    Position,
    Reference,
    Section,
)

TEXT = "（１）対策\n平成29年12月22日に経産省の吉田 眞人氏が述べた。\n"

SECTION = Section(
    id="s-5b0c7e21aaaa", parent=None, level=1, number="（１）", title="対策",
    start=0, end=len(TEXT), heading_start=0, heading_end=5,
    body="平成29年12月22日に経産省の吉田 眞人氏が述べた。",
)  # fmt: skip
DATE = Date(
    id="d-91fe03aabbbb", section=SECTION.id, start=6, end=17, text="平成29年12月22日",
    iso="2017-12-22", first_day="2017-12-22", last_day="2017-12-22",
    granularity="day", era="heisei", page=1, line=2, sentence=SECTION.body,
)  # fmt: skip
UNRESOLVED = replace(
    DATE, id="d-000000000001", section=None, text="平成30年2月30日", iso=None, first_day=None,
    last_day=None, granularity="unresolved", warnings=("no such day",), sentence="",
)  # fmt: skip
MENTION = Mention(
    section=SECTION.id, start=18, end=21, text="経産省", found_by="lexicon",
    page=1, line=2, sentence=SECTION.body,
)  # fmt: skip
MINISTRY = Organization(
    id="o-0c3d9f44cccc", name="経済産業省", type="government", parent=None,
    aliases=("経産省", "METI, Japan"), mentions=(MENTION,),
)  # fmt: skip
BUREAU = Organization(
    id="o-44aa10d3dddd", name="商務情報政策局", type="government", parent=MINISTRY.id,
    aliases=(), mentions=(),
)  # fmt: skip
PERSON = Person(
    id="p-7720be15eeee", name="吉田眞人", family_name="吉田", given_name="眞人", reading=None,
    positions=(Position(BUREAU.id, "局長"), Position(None, "座長")),
    mentions=(replace(MENTION, start=22, end=27, text="吉田 眞人"),),
)  # fmt: skip
REFERENCE = Reference(
    section=SECTION.id, start=18, end=21, text="同省", page=1, line=2, sentence=SECTION.body,
    organizations=(MINISTRY.id,),
)  # fmt: skip
DECIDED = Decided(
    id="k-1f0e2d3c4b5a", kind="organization", verdict="reject", text="関係者", spans=((30, 33),),
    reason=None,
)  # fmt: skip


def make_document(identifier: str | None = "2018/renkei", text: str = TEXT) -> Document:
    """A document with a record of each kind, one date of which has no value."""
    return Document(
        id=identifier, source=f"{identifier}.txt", sha256="0" * 64, encoding="utf-8",
        title=None, reference_date="2018-04-01", text=text,
        sections=(SECTION,), dates=(DATE, UNRESOLVED),
        organizations=(MINISTRY, BUREAU), people=(PERSON,), references=(REFERENCE,),
        decisions=(DECIDED,),
    )  # fmt: skip


def as_tables(*documents: Document) -> dict[str, str]:
    """The tables of documents that were written and are read back, by their paths."""
    contents = dict(headers())
    for document in documents:
        record = "".join(piece for _, piece in write_documents([document]))
        for path, line in rows_of(io.BytesIO(record.encode()), "a.json"):
            contents[path] += line
    return contents


def fake_extract(text: str) -> Document:
    """Stands in for the whole pipeline: the document above for every text, but for its own words.

    A text that holds 「失敗」 fails, as any bug would.
    """
    if "失敗" in text:
        raise ValueError(f"a bug, met in {text!r}")
    document = replace(make_document(text=text), id=None, source=None, sha256=None, encoding=None)
    return replace(document, title=text.strip()[:10] or None)
