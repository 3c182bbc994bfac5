"""The report: written outputs as pages to read, from disk and without network.

`write_report` makes (path, content) of a stream of documents; nothing here knows files, the
clock or a model, so the same documents give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.records import Document
from pipeline.review.report.corpus_view import Corpus
from pipeline.review.report.facts import Wareki, collect
from pipeline.review.report.pages import (
    ASSETS,
    CHANGES,
    Failure,
    Frame,
    Stale,
    asset,
    document_page,
    documents_script,
    index_page,
    page_address,
    page_path,
)
from pipeline.review.report.words import words_script

__all__ = [
    "CHANGES",
    "INDEX",
    "Failure",
    "Frame",
    "Stale",
    "page_address",
    "page_path",
    "write_report",
]

INDEX = "index.html"


def write_report(
    documents: Iterable[Document],
    ids: Sequence[str],
    failures: Sequence[Failure],
    frame: Frame,
    wareki: Wareki,
    changes: int | None = None,
    stale: Sequence[Stale] = (),
) -> Iterator[tuple[str, str]]:
    """Pages of `documents`, which come in the order of `ids`; then what is about all of them.

    `stale` are decisions to be looked at again. `changes` is how many the page of changes tells, None where there is no such page. The index
    comes last: it leads only to pages that are there.
    """
    corpus = Corpus()
    for at, document in enumerate(documents):
        before = ids[at - 1] if at else None
        after = ids[at + 1] if at + 1 < len(ids) else None
        facts = collect(document, wareki)
        yield page_path(ids[at]), document_page(document, facts, frame, before, after)
        corpus.add(document)
    for name in ASSETS:
        yield f"assets/{name}", asset(name)
    yield "assets/words.js", words_script()
    yield "assets/documents.js", documents_script(corpus.rows)
    yield INDEX, index_page(corpus, failures, stale, frame, changes)
