from __future__ import annotations

import json
import os
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli.messages import Words
from pipeline.corpus import Extract, find_corpus, plan_corpus
from pipeline.corpus.report import Failure
from pipeline.corpus.sidecar import Sidecar, read_sidecar
from pipeline.corpus.sources import find_sources
from pipeline.errors import SourceError
from pipeline.export.frames import read_tables
from pipeline.flow import extract, find_dates
from pipeline.records import Document
from pipeline.text.layout import read
from tests.corpus.runs import SETTINGS, put, run
from tests.documents import TEXT, fake_extract
from tests.fakes import FakeEngine
from tests.pdfs import make_pdf

NOWHERE = Path("/nowhere/outputs")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    return tmp_path / "outputs"


def say(folder: Path, **sidecars: str | bytes) -> None:
    """`a__b="…"` is a/b.toml."""
    for name, content in sidecars.items():
        path = folder / f"{name.replace('__', '/')}.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def head(outputs: Path, identifier: str) -> dict[str, Any]:
    record = json.loads((outputs / f"documents/{identifier}.json").read_text(encoding="utf-8"))
    told: dict[str, Any] = record["document"]
    return told


def with_model(text: str, **told: Any) -> Document:
    return extract(text, engine=FakeEngine(), **told)


# --- what may be said ------------------------------------------------------------------


def test_everything_that_may_be_said() -> None:
    raw = """
    title = "平成30年度　実績報告書 "
    reference_date = 2018-04-01
    source_url = "https://www.example.go.jp/a.pdf?x=1#p2"
    encoding = "Shift_JIS"
    running_heads = ["実績報告書", "○○県"]
    """
    assert read_sidecar(raw.encode(), "a.toml", "text") == Sidecar(
        title="平成30年度　実績報告書",
        reference_date=date(2018, 4, 1),
        source_url="https://www.example.go.jp/a.pdf?x=1#p2",
        encoding="cp932",
        running_heads=("実績報告書", "○○県"),
    )


@pytest.mark.parametrize("content", ["", "# nothing yet\n", "\ufeff# with a mark\n"])
def test_nothing_need_be_said(content: str) -> None:
    assert read_sidecar(content.encode(), "a.toml", "text") == Sidecar()


def test_a_day_may_be_in_quotes() -> None:
    told = read_sidecar(b'reference_date = "2018-04-01"', "a.toml", "pdf")
    assert told.reference_date == date(2018, 4, 1)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("utf-8", "utf-8"), ("UTF8", "utf-8"), ("utf_8_sig", "utf-8-sig"), ("cp932", "cp932"),
        ("sjis", "cp932"), ("Windows-31J", "cp932"), ("EUC-JP", "euc-jp"), ("ujis", "euc-jp"),
        ("iso-2022-jp", "iso-2022-jp"), ("utf-16", "utf-16"), ("utf-16le", "utf-16-le"),
    ],
)  # fmt: skip
def test_encodings_by_the_names_people_use(name: str, found: str) -> None:
    assert read_sidecar(f'encoding = "{name}"'.encode(), "a.toml", "text").encoding == found


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('\n\ntitel = "報告"', "a.toml:3: unknown key 'titel'"),
        ("# \u2028 begins no line\ntitel = 1", "a.toml:2: unknown key 'titel'"),
        ("[title]\n", "a.toml:1: 'title' is a text in quotes"),
        ('[document]\ntitle = "報告"', "a.toml:1: unknown key 'document'"),
        ("title = 3", "a.toml:1: 'title' is a text in quotes"),
        ('title = " "', "a.toml:1: 'title' is a text in quotes"),
        ('title = "二\\n行"', "a.toml:1: 'title' is one line"),
        ('title = "\\u0000"', "a.toml:1: 'title' is one line"),
        ('title = "\\u001b[31m"', "a.toml:1: 'title' is one line"),
        ("# day\nreference_date = 2018", "a.toml:2: 'reference_date' is a day: YYYY-MM-DD"),
        ("reference_date = 2018-04-01T00:00:00", "a.toml:1: 'reference_date' is a day: YYYY-MM-DD"),
        ('reference_date = "20180401"', "a.toml:1: 'reference_date' is a day: YYYY-MM-DD"),
        ('reference_date = "2018-02-30"', "a.toml:1: 'reference_date' is a day: YYYY-MM-DD"),
        ('source_url = "javascript:alert(1)"', "a.toml:1: 'source_url' is a web address: https://…"),
        ('source_url = "file:///etc/passwd"', "a.toml:1: 'source_url' is a web address: https://…"),
        ('source_url = "https://"', "a.toml:1: 'source_url' is a web address: https://…"),
        ('source_url = "https://a b"', "a.toml:1: 'source_url' is a web address: https://…"),
        ('source_url = "https://["', "a.toml:1: 'source_url' is a web address: https://…"),
        ('encoding = "latin-1"', "a.toml:1: 'encoding' is one of utf-8, cp932, euc-jp, iso-2022-jp, utf-16, utf-32"),
        ('encoding = "\\ud7ff"', "a.toml:1: 'encoding' is one of utf-8, cp932, euc-jp, iso-2022-jp, utf-16, utf-32"),
        ('running_heads = "県"', "a.toml:1: 'running_heads' is a list of lines: [\"…\", \"…\"]"),
        ('running_heads = [["県"]]', "a.toml:1: 'running_heads' is a list of lines: [\"…\", \"…\"]"),
        ('running_heads = [""]', "a.toml:1: 'running_heads' is a list of lines: [\"…\", \"…\"]"),
        ('title = "報告\n', "a.toml:1: not TOML: Illegal character '\\n'"),
        ('title = "a"\ntitle = "b"\n', "a.toml:2: not TOML: Cannot overwrite a value"),
        ("a = " + "[" * 30_000, "a.toml: not TOML: brackets within brackets"),
        ("a = " + "9" * 5_000, "a.toml: not TOML: a number of thousands of digits"),
        ("#" * (1 << 20) + "\n", "a.toml: more than 1,024 KiB of settings"),
        ('title = "報告"'.encode("cp932"), "a.toml: not UTF-8"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "bytes",
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(content: str | bytes, said: str) -> None:
    raw = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(SourceError) as caught:
        read_sidecar(raw, "a.toml", "text")
    assert str(caught.value) == said
    # In a Japanese sentence the place stays where it is.
    place = said.partition(": ")[0]
    told = Words("ja").reason(said)
    assert told.startswith(place)
    assert told != said


def test_a_pdf_has_no_encoding() -> None:
    with pytest.raises(SourceError, match=r"a\.toml:1: 'encoding' is not for a PDF"):
        read_sidecar(b'encoding = "cp932"', "a.toml", "pdf")


# --- which file it is ------------------------------------------------------------------


def test_it_stands_beside_its_source_under_the_same_name(raw: Path) -> None:
    put(raw, a="一", b__a="二", c="三")
    (raw / "d.PDF").write_bytes(make_pdf(["四"]))
    say(raw, a="", b__a="", d="", e="")
    (raw / "c.txt.toml").write_text("")
    (raw / ".c.toml").write_text("")
    found = find_sources([raw], NOWHERE)
    assert [(s.source, s.sidecar) for s in found.sources] == [
        ("a.txt", "a.toml"), ("b/a.txt", "a.toml"), ("c.txt", None), ("d.PDF", "d.toml"),
    ]  # fmt: skip
    assert sorted(path.name for path in found.alone) == ["c.txt.toml", "e.toml"]
    assert found.not_read == []


def test_names_from_macos_belong_together(raw: Path) -> None:
    put(raw, **{unicodedata.normalize("NFC", "がくせい"): "一"})
    say(raw, **{unicodedata.normalize("NFD", "がくせい"): ""})
    found = find_sources([raw], NOWHERE)
    assert [s.sidecar for s in found.sources] == [unicodedata.normalize("NFD", "がくせい.toml")]
    assert found.alone == []


def test_a_file_that_is_given_brings_its_sidecar(raw: Path, outputs: Path) -> None:
    put(raw, a="一", b="二")
    say(raw, a="", b="")
    found = find_sources([raw / "a.txt"], NOWHERE)
    assert [(s.source, s.sidecar) for s in found.sources] == [("a.txt", "a.toml")]
    assert found.alone == []


# --- what comes of it ------------------------------------------------------------------


def test_it_enters_the_record_and_the_tables(raw: Path, outputs: Path) -> None:
    put(raw, a=TEXT, b=TEXT)
    say(raw, a='title = "実績報告書"\nsource_url = "https://example.jp/a"')
    run(raw, outputs)
    told = head(outputs, "a")
    assert (told["title"], told["source_url"]) == ("実績報告書", "https://example.jp/a")
    assert len(told["sidecar"]) == 64
    assert (head(outputs, "b")["source_url"], head(outputs, "b")["sidecar"]) == (None, None)
    table = read_tables(outputs)["documents"]
    assert list(table.source_url.fillna("-")) == ["https://example.jp/a", "-"]


def test_the_reference_date_is_counted_from(raw: Path, outputs: Path) -> None:
    put(raw, a="昨年度の実績を示す。\n")
    say(raw, a="reference_date = 2018-05-01")
    run(raw, outputs, with_model)
    record = json.loads((outputs / "documents/a.json").read_text(encoding="utf-8"))
    assert record["document"]["reference_date"] == "2018-05-01"
    assert [found["iso"] for found in record["dates"]] == ["2017-04-01/2018-03-31"]


def test_the_encoding_is_believed(raw: Path, outputs: Path) -> None:
    # Both are possible: ﾃｽﾄ in CP932, and 蛙 in EUC-JP.
    both = "ｳﾜ".encode("cp932")
    put(raw, a=both, b=both, c="報告".encode("cp932"))
    say(raw, a='encoding = "cp932"', b='encoding = "euc-jp"', c='encoding = "utf-8"')
    report = run(raw, outputs)
    assert (outputs / "texts/a.txt").read_text(encoding="utf-8") == "ｳﾜ"
    assert (outputs / "texts/b.txt").read_text(encoding="utf-8") == both.decode("euc_jp")
    assert [head(outputs, name)["encoding"] for name in "ab"] == ["cp932", "euc-jp"]
    [failure] = report.failures
    assert failure.line == 1
    assert failure.reason.startswith("damaged UTF-8: byte 0x95 at offset 0 ")


@pytest.mark.parametrize("head", ["実績報告書", "実績 報告書", "実績報告書　"])
def test_a_running_head_is_no_text(head: str) -> None:
    text = "総論として述べる。\n実績報告書\n本文が続く。\n実績報告書 １２\nさらに続く。\n"
    told = read(text, (head,))
    assert [p.text.text for p in told.paragraphs if "報告書" in p.text.text] == []
    assert [p.text.text for p in read(text).paragraphs if "報告書" in p.text.text] != []


@pytest.mark.parametrize("line", ["実績報告書を見よ。", "第２　実績報告書", "実績報告書（案）"])
def test_a_line_that_is_more_than_the_head_is_text(line: str) -> None:
    told = read(f"総論として述べる。\n{line}\n", ("実績報告書",))
    assert any(line in p.text.text for p in told.paragraphs)


def test_dates_in_a_running_head_are_not_found(raw: Path, outputs: Path) -> None:
    text = "平成30年度 実績報告書\n本文。\n平成29年12月22日に公表した。\n"
    put(raw, a=text)
    say(raw, a='running_heads = ["平成30年度　実績報告書"]')
    run(raw, outputs, with_model)
    record = json.loads((outputs / "documents/a.json").read_text(encoding="utf-8"))
    assert [found["iso"] for found in record["dates"]] == ["2017-12-22"]
    assert len(find_dates(text)) == 2
    # The text stays whole, so that offsets and lines are those of the paper.
    assert (outputs / "texts/a.txt").read_text(encoding="utf-8") == text


# --- faults and changes ----------------------------------------------------------------


def test_what_is_wrong_costs_that_document_alone(raw: Path, outputs: Path) -> None:
    put(raw, a__b=TEXT, c=TEXT, d=TEXT)
    say(raw, a__b='title = "報告"\ntitel = 1', c="title = 1")
    os.mkfifo(raw / "d.toml")
    report = run(raw, outputs)
    told = {failure.source.source: (failure.stage, failure.reason) for failure in report.failures}
    assert told == {
        "a/b.txt": ("sidecar", "a/b.toml:2: unknown key 'titel'"),
        "c.txt": ("sidecar", "c.toml:1: 'title' is a text in quotes"),
        "d.txt": ("sidecar", "d.toml: not a regular file"),
    }
    assert report.summaries == {}


def causes(raw: Path, outputs: Path) -> dict[str, list[str]]:
    plan = plan_corpus(find_corpus([raw], outputs), outputs, SETTINGS)
    return {task.source.id: [why.cause for why in task.why] for task in plan.tasks}


def test_a_changed_sidecar_is_a_cause(raw: Path, outputs: Path) -> None:
    put(raw, a=TEXT, b=TEXT, c=TEXT)
    say(raw, a='title = "一"', b='title = "二"')
    run(raw, outputs)
    assert causes(raw, outputs) == {}
    say(raw, a='title = "壱"', c="# nothing, but there")
    (raw / "b.toml").unlink()
    assert causes(raw, outputs) == {name: ["sidecar"] for name in "abc"}
    run(raw, outputs)
    assert causes(raw, outputs) == {}
    assert [head(outputs, name)["title"] for name in "ab"] == ["壱", TEXT.strip()[:10]]


def test_a_mended_sidecar_is_read_again(raw: Path, outputs: Path) -> None:
    put(raw, a=TEXT)
    say(raw, a="title = 1")
    assert [type(failure) for failure in run(raw, outputs).failures] == [Failure]
    say(raw, a='title = "一"')
    assert run(raw, outputs).failures == []


@pytest.mark.parametrize("workers", [0, 2])
def test_workers_are_told(raw: Path, outputs: Path, workers: int) -> None:
    from tests.corpus.makers import recipe

    put(raw, a=TEXT, b=TEXT)
    say(raw, a='title = "一"')
    run(raw, outputs, recipe(), workers=workers)
    assert head(outputs, "a")["title"] == "一"


def test_an_extractor_without_a_sidecar_is_called_with_the_text_alone(
    raw: Path, outputs: Path
) -> None:
    told: Extract = fake_extract
    put(raw, a=TEXT)
    assert run(raw, outputs, told).failures == []
