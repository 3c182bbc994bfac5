"""Changes as JSON, for programs."""

from __future__ import annotations

import json
import re

from pipeline.review.changes import Comparison

# What JSON may hold as it is, and a terminal would obey.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def to_json(comparison: Comparison) -> str:
    text = json.dumps(comparison.to_dict(), ensure_ascii=False, allow_nan=False, indent=2)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
