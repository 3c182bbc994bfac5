"""The tables' columns: what is written, described in the data package and read back.

A column bears the name of its JSON field; `document` is the document's id.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

# text: as it stands · whole: a whole number · day: YYYY-MM-DD · list: JSON in the cell
ColumnType = Literal["text", "whole", "day", "list"]


class Column(NamedTuple):
    """`empty` says what an empty cell means: null, an empty text (""), or that none can be."""

    name: str
    type: ColumnType
    japanese: str
    english: str
    empty: Literal["null", "text", "never"] = "never"


class Reference(NamedTuple):
    """What `field` holds is an `id` of `table`, in the same document where it is not a document.

    The document is left out of the key: validators take (document, null) for a reference
    to nothing instead of none.
    """

    field: str
    table: str


class Table(NamedTuple):
    name: str
    japanese: str
    english: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()


DOCUMENT = Column("document", "text", "文書", "Document")
ID = Column("id", "text", "識別子", "Id")
SECTION = Column("section", "text", "節", "Section", "null")
START = Column("start", "whole", "開始位置", "Start, in code points")
END = Column("end", "whole", "終了位置", "End, exclusive")
SURFACE = Column("text", "text", "表層形", "Text as written, line wraps undone")
FOUND_BY = Column("found_by", "text", "抽出の手段", "Found by")
PLACE = (
    Column("page", "whole", "ページ", "Page"),
    Column("line", "whole", "行", "Line"),
    Column("sentence", "text", "文", "Sentence", "text"),
)
_IN_DOCUMENT = Reference("document", "documents")
_IN_SECTION = Reference("section", "sections")

TABLES = (
    Table(
        "documents", "文書", "Documents",
        (
            ID,
            Column("source", "text", "原文ファイル", "Source file"),
            Column("sha256", "text", "原文のSHA-256", "SHA-256 of the source"),
            Column("encoding", "text", "文字符号化", "Encoding"),
            Column("characters", "whole", "文字数", "Characters"),
            Column("title", "text", "表題", "Title", "null"),
            Column("reference_date", "day", "基準日", "Reference date", "null"),
            Column("source_url", "text", "出典のURL", "Address of the source", "null"),
            Column("sidecar", "text", "付属設定のSHA-256", "SHA-256 of the sidecar", "null"),
            Column("warnings", "list", "警告", "Warnings"),
        ),
        key=("id",),
    ),
    Table(
        "sections", "節", "Sections",
        (
            DOCUMENT, ID,
            Column("parent", "text", "上位の節", "Parent section", "null"),
            Column("level", "whole", "階層", "Level"),
            Column("number", "text", "見出し番号", "Number as written", "null"),
            Column("title", "text", "見出し", "Title", "null"),
            START, END,
            Column("heading_start", "whole", "見出しの開始位置", "Start of the heading"),
            Column("heading_end", "whole", "見出しの終了位置", "End of the heading, exclusive"),
            Column("body", "text", "本文", "Body", "text"),
            FOUND_BY,
        ),
        key=("document", "id"),
        references=(_IN_DOCUMENT, Reference("parent", "sections")),
    ),
    Table(
        "dates", "日付", "Dates",
        (
            DOCUMENT, ID, SECTION, START, END, SURFACE,
            Column("iso", "text", "ISO 8601", "ISO 8601 at the precision written", "null"),
            Column("first_day", "day", "初日", "First day", "null"),
            Column("last_day", "day", "末日", "Last day", "null"),
            Column("granularity", "text", "粒度", "Granularity"),
            Column("era", "text", "元号", "Era", "null"),
            Column("warnings", "list", "警告", "Warnings"),
            FOUND_BY,
            *PLACE,
        ),
        key=("document", "id"),
        references=(_IN_DOCUMENT, _IN_SECTION),
    ),
    Table(
        "organizations", "組織", "Organizations",
        (
            DOCUMENT, ID,
            Column("name", "text", "正式名称", "Canonical name"),
            Column("type", "text", "種別", "Type"),
            Column("parent", "text", "上位組織", "Parent organization", "null"),
            Column("aliases", "list", "別名", "Aliases"),
        ),
        key=("document", "id"),
        references=(_IN_DOCUMENT, Reference("parent", "organizations")),
    ),
    Table(
        "people", "人物", "People",
        (
            DOCUMENT, ID,
            Column("name", "text", "氏名", "Name"),
            Column("family_name", "text", "姓", "Family name", "null"),
            Column("given_name", "text", "名", "Given name", "null"),
            Column("reading", "text", "読み", "Reading", "null"),
            Column("positions", "list", "役職・所属", "Positions"),
        ),
        key=("document", "id"),
        references=(_IN_DOCUMENT,),
    ),
    Table(
        "mentions", "言及", "Mentions",
        (
            DOCUMENT,
            Column("kind", "text", "組織・人物の別", "organization or person"),
            Column("record", "text", "言及先の識別子", "Id of the organization or person"),
            SECTION, START, END, SURFACE,
            FOUND_BY,
            *PLACE,
        ),
        key=("document", "kind", "record", "start", "end"),
        references=(_IN_DOCUMENT, _IN_SECTION),
    ),
)  # fmt: skip
