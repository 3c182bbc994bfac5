"""Text as it may stand on a page: what would turn the writing round, or show as nothing, is shown.

Escaping for HTML is the template's; this is for characters that HTML lets through.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# Controls but tab and line feed, and the marks of direction that let 「gpj.exe」 read otherwise.
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(value: object) -> object:
    """`value` as a label; markup stays as it is, and so does what is no text."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _ODD.sub(_name, value)
    return value


def visible_html(text: str) -> str:
    """`text` escaped, such characters set off from the writer's own."""
    # None of these characters is one that is escaped, so the order does not matter.
    return _ODD.sub(lambda match: f'<span class="odd">{_name(match)}</span>', str(escape(text)))


def _name(match: re.Match[str]) -> str:
    return f"‹U+{ord(match[0]):04X}›"
