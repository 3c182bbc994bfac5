"""documents/<id>.json: one document, all that was found in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.records import Document


def to_json(record: Any) -> str:
    """Indented, so that a changed fact is a changed line; Japanese as it is."""
    return json.dumps(record, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def write_documents(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    for document in documents:
        yield f"documents/{document.id}.json", to_json(document.to_dict())
