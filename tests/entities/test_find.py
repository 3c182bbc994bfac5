"""What holds of every text: places, order, refusals; and what the layers do with the model's word."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given

from pipeline.consolidate import consolidate
from pipeline.entities import find, load_engine
from pipeline.entities.engines import find_tokens
from pipeline.entities.folded import Folded
from pipeline.text.layout import read
from pipeline.text.passages import make_passages
from tests.entities.found import find_in, organizations_in, people_in, records_in
from tests.fakes import FakeEngine
from tests.reading import QUICKLY, TEXTS


@QUICKLY
@given(TEXTS)
def test_records_stand_where_they_say(text: str) -> None:
    layout = read(text)
    mentions = find(make_passages(layout, []), FakeEngine())
    organizations, people = consolidate(mentions)
    for record in (*organizations, *people):
        for mention in record.mentions:
            assert 0 <= mention.start < mention.end <= len(text)
            assert re.sub(r"\s", "", mention.text) == re.sub(
                r"\s", "", text[mention.start : mention.end]
            )
    ids = [record.id for record in (*organizations, *people)]
    assert len(ids) == len(set(ids))
    known = {organization.id for organization in organizations}
    assert {o.parent for o in organizations} - {None} <= known
    for person in people:
        for position in person.positions:
            assert position.title is not None or position.organization is not None
            assert position.organization is None or position.organization in known


@QUICKLY
@given(TEXTS)
def test_no_two_mentions_overlap(text: str) -> None:
    mentions = find(make_passages(read(text), []), FakeEngine())
    spans = sorted(
        (found.mention.start, found.mention.end)
        for found in (*mentions.organizations, *mentions.people)
    )
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


@QUICKLY
@given(TEXTS)
def test_words_stand_in_the_text_they_were_cut_from(text: str) -> None:
    readable = text.replace("\x00", " ")
    for token in find_tokens(text):
        assert readable[token.start : token.end] == token.surface or token.surface not in readable


def test_the_engine_sees_folded_sentences() -> None:
    engine = FakeEngine()
    find_in("総務省は、ＩＣＴを推進した。経産省もだ。", engine)
    assert engine.asked == ["総務省は、ICTを推進した。", "経産省もだ。"]


def test_a_refused_sentence_costs_the_model_alone() -> None:
    mentions = find_in("総務省が述べた。だめな経産省の文。", FakeEngine(refuses="だめ"))
    assert [found.mention.text for found in mentions.organizations] == ["総務省", "経産省"]
    assert len(mentions.errors) == 1


def test_the_model_alone_is_believed_of_proper_names_at_the_edges_of_words() -> None:
    engine = FakeEngine({"Zolmix": "Company", "olm": "Company", "ラーメン": "Company"})
    mentions = find_in("このほどZolmixがラーメンに参入した。", engine)
    assert [(f.mention.text, f.mention.found_by) for f in mentions.organizations] == [
        ("Zolmix", "model")
    ]


def test_every_mention_tells_its_cause() -> None:
    mentions = find_in("総務省と田中太郎と（株）カルビオンと村山協議会（以下「村協」という。）")
    causes = [f.mention.found_by for f in (*mentions.organizations, *mentions.people)]
    assert causes == ["lexicon", "legal form", "suffix", "definition", "words"]


def test_letters_set_apart_map_back() -> None:
    [found] = find_in("　　内　閣　府").organizations
    assert (found.mention.start, found.mention.end, found.chain) == (2, 7, ("内閣府",))


def test_an_unseen_character_breaks_no_name() -> None:
    assert organizations_in("葛\U000e0100飾区が採択した。") == ["葛\U000e0100飾区"]
    assert people_in("髙﨑太郎が述べた。") == ["髙﨑太郎"]


def test_folding_keeps_the_sentences() -> None:
    layout = read("㈱山田商会は述べた。総務省も述べた。")
    [passage] = make_passages(layout, [])
    folded = Folded(passage)
    assert [folded.text[s.start : s.end] for s in folded.sentences] == [
        "(株)山田商会は述べた。",
        "総務省も述べた。",
    ]


def test_a_reading_in_brackets_wins() -> None:
    _, [person] = records_in("犬童周作（いんどう しゅうさく）課長")
    assert person.reading == "インドウ シュウサク"


@pytest.mark.model
def test_the_model_reads_each_sentence_for_itself() -> None:
    engine = load_engine()
    sentences = ["総務省の田中太郎次官が述べた。", "東京大学と富士通が協力した。", "", "「" * 50]
    together = engine.find_entities(sentences)
    assert together == [engine.find_entities([sentence])[0] for sentence in sentences]
    assert load_engine() is engine


@pytest.mark.model
def test_the_model_survives_what_its_tokenizer_refuses() -> None:
    [_, second] = load_engine().find_entities(["\u3099\u309a" * 30, "総務省が述べた。"])
    assert isinstance(second, list)
    assert [entity.label for entity in second] == ["Government"]


@pytest.mark.parametrize(
    ("text", "label", "found"),
    [
        ("翌年、フォルネスタが優勝した。", "Pro_Sports_Organization", ["フォルネスタ"]),
        ("翌年、フォルネスタが開業した。", "GOE_Other", []),  # institutions end in a known word
        ("新曲「フォルネスタ」を聴いた。", "Show_Organization", []),  # what is quoted is a work
        ("翌年、ミラノで開かれた。", "Pro_Sports_Organization", []),
        ("翌年、ミラノへ移籍した。", "Pro_Sports_Organization", ["ミラノ"]),
    ],
)
def test_how_far_the_model_alone_is_believed(text: str, label: str, found: list[str]) -> None:
    word = "ミラノ" if "ミラノ" in text else "フォルネスタ"
    mentions = find_in(text, FakeEngine({word: label}))
    assert [o.mention.text for o in mentions.organizations] == found
