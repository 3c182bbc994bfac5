"""Preloaded by Dask workers: an fsspec address that every process of this machine reaches."""

from __future__ import annotations

from typing import ClassVar

import fsspec
from fsspec.implementations.local import LocalFileSystem
from upath import UPath
from upath.registry import register_implementation

SCHEME = "sharedfiles"


class SharedFileSystem(LocalFileSystem):
    protocol: ClassVar[tuple[str, ...]] = (SCHEME,)

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        stripped: str = LocalFileSystem._strip_protocol(path.removeprefix(f"{SCHEME}://"))
        return stripped


fsspec.register_implementation(SCHEME, SharedFileSystem, clobber=True)
register_implementation(SCHEME, UPath, clobber=True)
