"""The review on the terminal, with what is typed written down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.decisions import Decision
from pipeline.desk.dialogue import Dialogue, Voice
from pipeline.desk.session import Session
from pipeline.desk.store import Store
from pipeline.desk.words import Sayings
from pipeline.review.render.terminal import Look
from pipeline.review.words import Terms
from tests.decisions.deciding import decision
from tests.desk.test_session import NOW, begin, without


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "decisions.jsonl"


def talk(session: Session, *typed: str) -> tuple[str, bool]:
    """What is said, and whether it came to the end; whoever types no more has gone."""
    said: list[str] = []
    answers: Iterator[str] = iter(typed)

    def ask(prompt: str) -> str | None:
        said.append(prompt)
        return next(answers, None)

    voice = Voice(said.append, ask, ask, Look(colour=False, columns=80))
    done = Dialogue(session, voice, Sayings(Terms("ja")), "山田", "2026-04-01").run()
    assert next(answers, None) is None, "typed for nobody"
    return "\n".join(said), done


def decided(file: Path) -> list[tuple[str, str, str]]:
    content = file.read_text(encoding="utf-8") if file.exists() else ""
    found = [d for _, d in Store(file).read()]
    assert len(found) == content.count("\n")
    return sorted((d.verdict, d.scope, d.quote.exact) for d in found)


def test_all_of_it(file: Path) -> None:
    """A date, then a name in three places, then a person."""
    said, done = talk(begin(file), "a", "r", "A", "a")
    assert done
    assert decided(file) == [
        ("accept", "place", "吉田眞人"), ("accept", "place", "平成29年12月22日"),
        ("accept", "place", "経産省"), ("accept", "place", "経産省"), ("reject", "place", "経産省"),
    ]  # fmt: skip
    assert "残り 3 / 3 件" in said
    assert "  r  却下 — 組織ではない。今後は抽出しない" in said
    assert "承認しました（2 か所）" in said
    assert {d.by for _, d in Store(file).read()} == {"山田"}
    assert talk(begin(file)) == ("", True)


def test_skip_undo_and_the_way_about(file: Path) -> None:
    session = begin(file)
    said, done = talk(session, "s", "j", "k", "a", "u", "u", "u", "n", "p", "p", "?", "x", "q")
    assert not done
    assert decided(file) == []
    assert "2 / 3 か所目" in said
    assert "取り消すものがありません" in said
    assert "  n p      次の変化 / 前の変化" in said


@pytest.mark.parametrize(
    ("scope", "expected"), [("1", "place"), ("2", "document"), ("3", "everywhere")]
)
def test_scopes(file: Path, scope: str, expected: str) -> None:
    talk(begin(file), "s", scope, "r")
    assert decided(file) == [("reject", expected, "経産省")]


def test_an_edit_field_by_field(file: Path) -> None:
    """The date's text, its ISO form, its granularity; what cannot be is asked again."""
    session = begin(file)
    said, _ = talk(session, "e", "", "2017-13", "", "e", "", "2017-04-01/2018-03-31", "", "q")
    assert "ISO: there is no such day" in said
    assert "[2017-12-22]: " in said
    [(_, made)] = Store(file).read()
    assert (made.verdict, made.values) == ("override", {"iso": "2017-04-01/2018-03-31"})


def test_an_edit_of_posts(file: Path) -> None:
    before = without(NOW, decision("person", "[吉田眞人]", "override", positions=[]))
    session = begin(file, [before], [NOW])
    said, done = talk(session, "e", "", "", "", "", "-", "総務省/局長; /座長")
    assert done
    assert "役職・所属 [経済産業省/局長]: " in said
    [(_, made)] = Store(file).read()
    assert made.values == {
        "name": "吉田眞人", "reading": None, "positions": (("総務省", "局長"), (None, "座長")),
    }  # fmt: skip


def test_what_cannot_be_decided_is_said(file: Path) -> None:
    """The former boundary is not there any more: the text itself was mended."""
    session = begin(file)
    said, _ = talk(session, "e", "別の文字", "2017", "", "q")
    assert "the new boundary does not stand there" in said
    assert decided(file) == []


def test_what_others_decide_meanwhile(file: Path) -> None:
    session = begin(file)
    other: Decision = decision("date", "[平成29年12月22日]", "accept")

    typed = iter(["a"])

    def ask(prompt: str) -> str | None:
        Store(file).change([other])
        return next(typed, None)

    said: list[str] = []
    voice = Voice(said.append, ask, ask, Look(colour=False, columns=80))
    assert not Dialogue(session, voice, Sayings(Terms("ja")), "", "").run()
    assert "it is decided on already" in said
