"""Names in rows, told by their shape: 「今川 拓郎」, 「大　澤　　　稔」, 「八月朔日洋」."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache

from pipeline.entities import names
from pipeline.entities.generic import is_generic, title_words
from pipeline.entities.setting import (
    ATOM,
    Atom,
    NameSpan,
    Setting,
    is_post,
    name_span,
)
from pipeline.entities.titles import ends_as_title, follows_name
from pipeline.lexicon.words import load_words


@cache
def not_names() -> frozenset[str]:
    """What heads a column or labels a line: 氏名, 所属, 備考."""
    return load_words("not_names.csv", "word")


_FURIGANA = re.compile(r"\([ぁ-んァ-ヶー]{2,6}[ ・]?[ぁ-んァ-ヶー]{2,7}\)")


def spaced_names(setting: Setting) -> list[NameSpan]:
    """「今川 拓郎」, 「樋熊　　敬」, 「大　澤　　　稔」: atoms that make up the halves of a name."""
    text = setting.folded.text
    atoms = setting.atoms
    spans: list[NameSpan] = []
    index = 0
    best = _best_reading(setting, text, atoms, 0)
    while index < len(atoms) - 1:
        following = _best_reading(setting, text, atoms, index + 1)
        if best is None or (
            following is not None and following[0] > best[0] and following[2].start < best[2].end
        ):
            index, best = index + 1, following
        else:
            spans.append(best[2])
            index += best[1]
            best = _best_reading(setting, text, atoms, index)
    return spans


def _best_reading(
    setting: Setting, text: str, atoms: Sequence[Atom], index: int
) -> tuple[int, int, NameSpan] | None:
    """(score, atoms used, name) of the likeliest name that begins with this atom."""
    best: tuple[int, int, NameSpan] | None = None
    for count in (2, 3, 4):
        group = atoms[index : index + count]
        if len(group) < count or not _close_together(text, group):
            break
        if count > 2 and (
            sum(len(a[0]) for a in group) > 6 or not any(len(a[0]) == 1 for a in group)
        ):
            continue
        for cut in range(1, count):
            reading = _read_atoms(setting, group, cut)
            if reading is not None and (best is None or reading[0] >= best[0]):
                best = (reading[0], count, reading[1])
    return best


def _close_together(text: str, group: Sequence[Atom]) -> bool:
    gaps = [text[a.end : b.start] for a, b in itertools.pairwise(group)]
    return all(gap.isspace() and len(gap) <= 4 and "\t" not in gap for gap in gaps)


def _read_atoms(setting: Setting, group: Sequence[Atom], cut: int) -> tuple[int, NameSpan] | None:
    """(score, name) of atoms cut into a family name and a given name."""
    head, tail = group[0][0], group[-1][0]
    if len(tail) > 1 and tail[-1] in "様殿":
        tail = tail[:-1]  # 「白　石　　勝　也　様」
    if len(group) == 2:
        head, tail = _surname_tail(head), _given_head(tail)
    family = "".join([head, *(a[0] for a in group[1:cut])]) if cut > 1 else head
    given = "".join([*(a[0] for a in group[cut:-1]), tail])
    in_bracket = setting.folded.text[: group[0].start].endswith("(")  # a reading
    foreign = (
        setting.in_row
        and not in_bracket
        and re.fullmatch("[ァ-ヶー]{2,6}", family)
        and len(group) == 2
    )
    if not (names.SURNAME.fullmatch(family) or foreign) or not names.GIVEN.fullmatch(given):
        return None
    if family[-1] in "県市郡町村区" and len(family) > 2 and not _is_family(family):
        return None  # 「宮崎県　えびの」, not 「野々村 祥子」
    if {family, given} & not_names() or family + given in not_names():
        return None
    if len(group) > 2 and (
        is_post(group[0][0] + group[1][0]) or is_post(group[-2][0] + group[-1][0])
    ):
        return None  # 「委 員　山 田」
    if is_post(given) or is_post(family) or is_post(family + given) or is_generic(family + given):
        return None
    start = group[0].end - len(head)
    end = group[-1].start + len(tail)
    score = names.read_spaced(family, given).score + (2 if setting.model_sees(start, end) else 0)
    gaps = group[1].start - group[0].end
    if _FURIGANA.match(setting.folded.text, end):
        score += 3
    framed = _framed(setting, start, end)
    needed = (1 if framed else 2) if setting.in_row and gaps == 1 else 2 if framed else 3
    words = names.words_of(family + given)
    if len(family) == len(given) == len(words) == 1 and words[0].pos[2] != "人名":
        return None  # 「評　定」, 「所　管」: one word set wide apart
    if score < needed:
        return None
    return score, NameSpan(start, end, family + given, "roster" if setting.in_row else "words")


def _is_family(text: str) -> bool:
    words = names.words_of(text)
    return len(words) == 1 and names.is_family(words[0])


def _framed(setting: Setting, start: int, end: int) -> bool:
    """Whether a post stands beside it: in 「…推進室 渋谷 闘志彦 室長」 only a name is missing."""
    text = setting.folded.text
    after = ATOM.match(text, len(text) - len(text[end:].lstrip()))
    before = text[:start].rstrip()
    if any(post.end == len(before) for post in setting.wide_posts):
        return True
    if after is not None and ends_as_title(after[0]) is not None:
        return True
    return bool(before) and ends_as_title(_last_word(before)) is not None


def _last_word(text: str) -> str:
    """What stands behind the last blank or colon."""
    return text.rpartition(":")[2].rsplit(None, 1)[-1] if not text.endswith(":") else ""


def _surname_tail(atom: str) -> str:
    """The family name at the end of an atom: all of it, or what follows a post (「副市長小林」)."""
    particle = re.match("[のはがもとや]", atom)  # 「気象研究所|の木下 俊介」
    if particle and names.SURNAME.fullmatch(atom[1:]):
        return atom[1:]
    if names.SURNAME.fullmatch(atom) or re.fullmatch("[ァ-ヶー]{2,6}", atom):
        return atom
    for length in (3, 2, 1, 4):
        head, tail = atom[:-length], atom[-length:]
        if head and names.SURNAME.fullmatch(tail) and ends_as_title(head):
            words = names.words_of(tail)
            if len(words) == 1 and words[0].pos[2] in ("人名", "地名"):
                return tail
    return ""


# What ranks a post: 「副主任研究員」, 「特任准教授」.
_RANK = re.compile("^(?:副|准|主任|上席|主席|首席|特任|特別|客員|専任|名誉|総括|統括|筆頭)+")


def _given_head(atom: str) -> str:
    """The given name at the head of an atom: all of it, or what a post follows (「達也局長」)."""
    if len(atom) > 1 and atom.endswith(("君", "氏")) and names.GIVEN.fullmatch(atom[:-1]):
        return atom[:-1]
    for length in (1, 2, 3):  # 「亘|知事は」, 「智恵|教授」
        post = follows_name(atom, length)
        known = post in title_words() or (post and _RANK.sub("", post) in title_words())
        if known and names.GIVEN.fullmatch(atom[:length]):
            return atom[:length]
    if names.GIVEN.fullmatch(atom) and len(atom) <= 6:
        return atom
    words = names.words_of(atom)
    if len(words) > 1 and names.is_given(words[0]):
        return atom[: words[0].end]
    return ""


def whole_atoms(setting: Setting) -> list[NameSpan]:
    """「八月朔日洋」, 「五十嵐一」: in a row, an atom of a name's shape between bodies and posts."""
    if not setting.in_row:
        return []
    spans = []
    for atom in setting.atoms:
        text = atom.text
        if not 2 < len(text) <= 7 or not names.JAPANESE_NAME.fullmatch(text) or text in not_names():
            continue
        score = names.read_joined(text).score + (
            2 if setting.model_sees(atom.start, atom.end) else 0
        )
        if score >= 3 and not is_post(text) and not is_generic(text) and not ends_as_title(text):
            spans.append(name_span(setting.folded, atom.start, atom.end, "roster"))
    return spans
