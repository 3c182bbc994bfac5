"""A page read by a parser: what the tests ask of it."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser

from pipeline.lexicon.wareki import to_wareki
from pipeline.records import Document
from pipeline.review.report import Failure, Frame, Stale, write_report

FRAME = Frame(lambda english: f"訳：{english}", (("houkoku", "0.1.0"),))
# Elements without an end.
VOID = {"meta", "link", "input", "br"}


def report(
    *documents: Document, failures: Iterable[Failure] = (), stale: Iterable[Stale] = ()
) -> dict[str, str]:
    ids = [document.id or "" for document in documents]
    pages = write_report(documents, ids, list(failures), FRAME, to_wareki, stale=list(stale))
    return dict(pages)


class Element:
    def __init__(self, tag: str, attributes: dict[str, str], inside: list[Element]) -> None:
        self.tag, self.attributes, self.inside = tag, attributes, inside
        self.text = ""


class Page(HTMLParser):
    """All elements in order with the text within; AssertionError where tags do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.text = ""
        self.feed("".join(html))  # plain text, were it markup that escapes what is added
        self.close()
        assert not self._open, [element.tag for element in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute given twice: {attrs}"
        element = Element(tag, {name: value or "" for name, value in attrs}, list(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        self.text += data
        for element in self._open:
            element.text += data

    def all(self, tag: str, class_: str | None = None) -> list[Element]:
        return [
            element
            for element in self.elements
            if element.tag == tag
            and (class_ is None or class_ in element.attributes.get("class", "").split())
        ]
