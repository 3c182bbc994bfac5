"""How a text is extracted, as plain data, so that another process can be told.

A recipe names a function that makes the extractor, and what it is called with. Whoever
follows the same recipe gets the same documents.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.errors import DataError, EngineError
from pipeline.records import Document
from pipeline.text.decode import OnError

# Called with the text, with what a sidecar says of it (`reference_date`, `running_heads`), and with
# the `decisions` that concern it where there are any.
Extract = Callable[..., Document]


class Recipe(NamedTuple):
    """`maker` is `module:function`; `options` are its keyword arguments, JSON values.

    `loader` is a function that loads beforehand what the extractor loads when it is first called;
    `on_decode_error` is for whoever decodes what is extracted.
    """

    maker: str
    options: Mapping[str, str | None]
    loader: str | None = None
    on_decode_error: OnError = "fail"

    def make(self) -> Extract:
        """The extractor, made in this process; DataError where a table cannot be used."""
        extract: Extract = _function(self.maker)(**self.options)
        return extract

    def load(self) -> None:
        """Takes the time and the memory of the model now; a failure is told by each document."""
        if self.loader is not None:
            with suppress(EngineError):
                _function(self.loader)()


def _function(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found


def make_recipe(reference_date: date | None, table: Path | None, digest: str | None) -> Recipe:
    """The whole pipeline. `table` holds a user's own organizations, and `digest` is its SHA-256."""
    options = {
        "reference_date": reference_date.isoformat() if reference_date else None,
        "table": str(table) if table else None,
        "digest": digest,
    }
    return Recipe(f"{__name__}:whole_pipeline", options, loader="pipeline.entities:load_engine")


def whole_pipeline(reference_date: str | None, table: str | None, digest: str | None) -> Extract:
    """DataError where the table cannot be used, or is not the one of `digest` any more."""
    from pipeline.flow import extract
    from pipeline.lexicon.organizations import load_gazetteer

    gazetteer = None
    if table is not None:
        gazetteer = load_gazetteer((Path(table),))
        if hashlib.sha256(Path(table).read_bytes()).hexdigest() != digest:
            raise DataError(table, None, "changed while it was in use")
    day = date.fromisoformat(reference_date) if reference_date else None
    return partial(extract, reference_date=day, gazetteer=gazetteer)
