"""The names in the surface of a mention, the outermost body first."""

from __future__ import annotations

import pytest

from pipeline.entities.names import words_of
from pipeline.entities.naming import chain_of
from pipeline.lexicon.organizations import load_gazetteer


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("経産省産業構造審議会", "経済産業省/産業構造審議会"),
        ("総務省情報流通行政局", "総務省/情報流通行政局"),
        # A legal form is one word, however many it is made of: 「国立大学」 is no body.
        ("国立大学法人青葉大学附属病院薬剤部", "国立大学法人青葉大学/附属病院薬剤部"),
        ("公立大学法人青葉県立大学法人本部", "公立大学法人青葉県立大学/法人本部"),
        ("国立大学法人青葉大学", "国立大学法人青葉大学"),
        ("青葉市立病院看護部", "青葉市立病院/看護部"),
        # Another body's part is known by that name.
        ("青葉県環境審議会水環境部会", "青葉県/環境審議会/水環境部会"),
        ("上下水道局水道課", "上下水道局/水道課"),
        # Two bodies of one ministry, each known with all that is above it.
        ("教育課程課 教育課程企画室", "文部科学省/初等中等教育局/教育課程課/教育課程企画室"),
        ("(株)青葉製作所研究開発部", "株式会社青葉製作所研究開発部"),
    ],
)
def test_chains(text: str, names: str) -> None:
    stops = [token.end for token in words_of(text)]
    assert "/".join(chain_of(text, stops, load_gazetteer())) == names
