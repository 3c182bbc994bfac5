"""From the surface of a mention to the names in it: legal forms written out, parents apart."""

from __future__ import annotations

import re
from functools import cache

from pipeline.entities.chunks import legal_forms
from pipeline.entities.folded import squeeze
from pipeline.lexicon.lookup import Endings
from pipeline.lexicon.organizations import Gazetteer
from pipeline.lexicon.words import PartWord, load_parts

_SPACED_SLASH = re.compile(r"\s*/\s*")


def full_name(text: str) -> str:
    """The name in full: 「(一社)X」 → 一般社団法人X, 「X(株)」 → X株式会社."""
    for span in legal_forms(text):
        if span.start == 0 or span.end == len(text):
            name = text[: span.start] + span.form.full + text[span.end :]
            return squeeze(name)
    return squeeze(_SPACED_SLASH.sub("/", text))


@cache
def _part_words() -> Endings[PartWord]:
    return Endings((word.text, word) for word in load_parts())


def part_word(name: str) -> PartWord | None:
    """The longest word of org_parts.csv that `name` ends in."""
    return _part_words().longest(name)


def is_part(name: str) -> bool:
    """Whether a name by its last word is that of a part: 「監督課」, not 「情報処理学会」."""
    word = part_word(name)
    return word is not None and word.is_part


def any_bodys(name: str) -> bool:
    """「総務課」, 「整備局」: a part's name that is too short to be one body's; 「警察庁」 is not."""
    return len(name) <= 3 and is_part(name) and not name.endswith(("庁", "省"))


def known_chain(name: str, gazetteer: Gazetteer, above: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The chain of a known organization of that name; below `above`, where several share it."""
    named = gazetteer.named(name)
    if not named and len(name) > 5:  # 「保険薬局協会」 for 日本保険薬局協会
        named = gazetteer.named("日本" + name)
    if above:
        for organization in named:
            if above[-1] in organization.chain[:-1]:
                return organization.chain
        return ()
    named = gazetteer.meant(name) or named
    if any_bodys(name):
        named = tuple(o for o in named if len(o.chain) == 1)  # 「総務課」, 「整備局」: any body's
    sure = [o for o in named if o.name == name] or [o for o in named if name not in o.ambiguous]
    if len({o.chain for o in sure}) == 1:
        return sure[0].chain
    if len({o.name for o in sure}) == 1 and sure[0].until is None and len(sure) == 1:
        return sure[0].chain
    tops = [o for o in sure if len(o.chain) == 1]
    return tops[0].chain if len(tops) == 1 else ()


def chain_of(text: str, stops: list[int], gazetteer: Gazetteer) -> tuple[str, ...]:
    """The names in a mention's folded surface, outermost first.

    `stops` are its word boundaries. 「経産省産業構造審議会情報経済小委員会」 is 経済産業省,
    産業構造審議会, 情報経済小委員会; 「(一社)高度IT…協議会」 is one name.
    """
    whole = full_name(text)
    known = known_chain(whole, gazetteer)
    if known:
        return known
    # 「国立大学|法人」 is one word here, and 「学校法人」 alone no body.
    form = next(legal_forms(text), None)
    behind = form.end if form is not None and form.start == 0 else 1
    inner = [stop for stop in stops if behind < stop < len(text) - 1]
    # The longest known beginning, else the shortest that is called as bodies with parts are:
    # 「北海道大学病院」 is of 北海道大学, not of 北海道.
    lefts = ((stop, full_name(text[:stop])) for stop in reversed(inner))
    known_heads = ((stop, known_chain(name, gazetteer)) for stop, name in lefts)
    shaped_heads = ((stop, _shaped_head(text[:stop])) for stop in inner)
    for stop, above in (*known_heads, *shaped_heads):
        right = text[stop:].strip()
        if not above or right[:1] == "立" or not is_part(full_name(right)):
            continue  # 「青葉市|立病院」 is one name
        if len(above) == 1 and not gazetteer.named(above[0]) and not _parts_a_name(right):
            continue
        below = known_chain(full_name(right), gazetteer, above)
        if below:
            return below
        if _is_short_of_company(full_name(text[:stop]), above, gazetteer):
            continue
        rest = known_chain(full_name(right), gazetteer)
        if rest and not _in_common(above, rest):
            rest = rest[-1:]  # 「青葉県環境審議会|水環境部会」: of that name another is known
        rest = rest or chain_of(right, [s - stop for s in stops if s > stop], gazetteer)
        return (*above, *rest[_in_common(above, rest) :])
    return (whole,)


def _in_common(above: tuple[str, ...], rest: tuple[str, ...]) -> int:
    """How many bodies both begin with: 「教育課程課|教育課程企画室」 are both known as the ministry's."""
    pairs = zip(above, rest, strict=False)
    return next(
        (n for n, (one, other) in enumerate(pairs) if one != other), min(len(above), len(rest))
    )


def _is_short_of_company(name: str, chain: tuple[str, ...], gazetteer: Gazetteer) -> bool:
    """A company's short form heads only the parts we know: 「日通|総合研究所」 is one name."""
    return chain[-1] != name and any(o.type == "company" for o in gazetteer.named(name))


def _parts_a_name(right: str) -> bool:
    """「県立十日町|病院」, 「十日町|市総合計画審議会」: a town of that shape is none."""
    word = part_word(right)
    return (word is None or word.text != right) and right[0] not in "市区町村"


def _shaped_head(left: str) -> tuple[str, ...]:
    """「総務部」 of 「総務部企画政策課」: a body with parts by its last word alone."""
    name = full_name(left)
    word = part_word(name)
    if word is None or word.text in ("都", "道", "府"):
        return ()  # 「上下水道|局」: which there are is known
    return (name,) if word.is_head and len(name) > len(word.text) + 1 else ()
