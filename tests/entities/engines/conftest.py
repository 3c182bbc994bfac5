"""The model, loaded once for these tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from threadpoolctl import threadpool_limits

from pipeline.entities.engines.ginza import GinzaEngine, StockEngine, load_model


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> Iterator[None]:
    """As in use: BLAS's own threads would wait for each other at every small product."""
    with threadpool_limits(1):
        yield


@pytest.fixture(scope="session")
def nlp() -> Any:
    return load_model()


@pytest.fixture(scope="session")
def engine(nlp: Any) -> GinzaEngine:
    return GinzaEngine(nlp)


@pytest.fixture(scope="session")
def stock(nlp: Any) -> StockEngine:
    return StockEngine(nlp)
