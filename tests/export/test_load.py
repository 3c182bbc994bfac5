from __future__ import annotations

import json
from dataclasses import replace

from pipeline.export.load import load_document
from tests.documents import TEXT, make_document


def test_a_document_comes_back() -> None:
    document = replace(make_document(), warnings=("a sentence was not read",))
    assert load_document(json.loads(json.dumps(document.to_dict())), TEXT) == document
