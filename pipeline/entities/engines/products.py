"""Matrix products whose rows do not depend on each other, and the threads that make them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np
from threadpoolctl import ThreadpoolController

from pipeline.entities.engines.weights import Floats

Given = TypeVar("Given")
Made = TypeVar("Made")


def product(rows: Floats, matrix: Floats) -> Floats:
    """`rows @ matrix`, each row the same to the last bit whatever rows stand beside it.

    BLAS multiplies a single row by another routine than several, which adds up in another
    order; so a single one is multiplied in company.
    """
    made: Floats = np.matmul(rows if len(rows) > 1 else np.repeat(rows, 2, axis=0), matrix)
    return made[: len(rows)]


class Threads:
    """Runs a function over batches, one thread a batch, BLAS kept to one thread in each.

    BLAS's own threads wait for each other at every product, and for a core that another
    process has; threads with a batch each wait once. Without a `count` there are as many as BLAS would
    take, so that what limits it (OPENBLAS_NUM_THREADS, the cores of this process) limits us.
    """

    def __init__(self, count: int | None = None) -> None:
        self._blas = ThreadpoolController().select(user_api="blas")
        blas = max((found["num_threads"] for found in self._blas.info()), default=1)
        self.count = count or blas

    def map(self, work: Callable[[Given], Made], batches: Iterable[Given]) -> Iterator[Made]:
        """What `work` makes of each batch, in order."""
        with self._blas.limit(limits=1):
            if self.count == 1:
                yield from map(work, batches)
                return
            with ThreadPoolExecutor(self.count) as pool:
                yield from pool.map(work, batches)
