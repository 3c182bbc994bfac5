from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pipeline.export import EXPORTERS
from pipeline.export.texts import PIECE
from pipeline.records import Document
from tests.documents import TEXT, make_document


def written(name: str, *documents: Document) -> dict[str, str]:
    contents: dict[str, str] = {}
    for path, piece in EXPORTERS[name](iter(documents)):
        contents[path] = contents.get(path, "") + piece
    return contents


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_an_exporter_writes_the_same_twice(name: str) -> None:
    documents = [make_document("a"), make_document("b/c")]
    assert written(name, *documents) == written(name, *documents)


def test_a_document_is_one_file_of_readable_json() -> None:
    document = make_document("2018/renkei")
    [(path, content)] = written("documents", document).items()
    assert path == "documents/2018/renkei.json"
    assert content == json.dumps(document.to_dict(), ensure_ascii=False, indent=2) + "\n"
    assert '"text": "経産省"' in content


def test_a_document_without_records() -> None:
    empty = replace(
        make_document("a"), sections=(), dates=(), organizations=(), people=(), references=()
    )
    [content] = written("documents", empty).values()
    assert content == json.dumps(empty.to_dict(), ensure_ascii=False, indent=2) + "\n"


def test_the_text_is_what_offsets_count_in() -> None:
    document = make_document("a")
    assert written("texts", document) == {"texts/a.txt": TEXT}
    for found in (*document.dates[:1], *document.organizations[0].mentions):
        assert TEXT[found.start : found.end] == found.text


@pytest.mark.parametrize("length", [0, PIECE - 1, PIECE, PIECE + 1])
def test_a_long_text_comes_in_pieces(length: int) -> None:
    text = "報" * length
    assert written("texts", make_document("a", text)) == {"texts/a.txt": text}
