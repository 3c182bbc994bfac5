from __future__ import annotations

import json

import pytest

from pipeline.export import EXPORTERS
from tests.documents import TEXT, make_document


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_an_exporter_writes_the_same_twice(name: str) -> None:
    documents = [make_document("a"), make_document("b/c")]
    write = EXPORTERS[name].write
    assert list(write(iter(documents))) == list(write(iter(documents)))


def test_a_document_is_one_file_of_readable_json() -> None:
    [(path, content)] = EXPORTERS["documents"].write([make_document("2018/renkei")])
    assert path == "documents/2018/renkei.json"
    assert json.loads(content) == make_document("2018/renkei").to_dict()
    assert content.endswith("}\n")
    assert '"text": "経産省"' in content


def test_the_text_is_what_offsets_count_in() -> None:
    [(path, content)] = EXPORTERS["texts"].write([make_document("a")])
    assert (path, content) == ("texts/a.txt", TEXT)
    document = make_document("a")
    for found in (*document.dates[:1], *document.organizations[0].mentions):
        assert content[found.start : found.end] == found.text
