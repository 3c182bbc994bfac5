"""houkoku: Japanese report texts to sections, dates, organizations and people.

The public calls and record types of docs/contract.md, and nothing else. Each call loads
what it needs when it is first used: `find_dates` never sees spaCy, nor anything pandas.
"""

from pipeline.errors import DataError, EngineError, HoukokuError, SourceError, UsageError
from pipeline.export.frames import read_tables
from pipeline.flow import extract, extract_many, find_dates, split_sections
from pipeline.records import (
    Date,
    Document,
    Mention,
    Organization,
    Person,
    Position,
    Reference,
    Section,
)

__all__ = [
    "DataError",
    "Date",
    "Document",
    "EngineError",
    "HoukokuError",
    "Mention",
    "Organization",
    "Person",
    "Position",
    "Reference",
    "Section",
    "SourceError",
    "UsageError",
    "extract",
    "extract_many",
    "find_dates",
    "read_tables",
    "split_sections",
]
