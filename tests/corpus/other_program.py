"""Preloaded by a Dask worker: it says that its model and its rules are others than ours."""

from __future__ import annotations

import json

from pipeline.corpus import cluster

_ours = json.loads(cluster.fingerprint())
_ours |= {"ja_ginza": "0.0.1", "rules": "0" * 64}
cluster.fingerprint = lambda: json.dumps(_ours)  # type: ignore[assignment]
