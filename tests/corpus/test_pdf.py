from __future__ import annotations

import importlib.util
import json
import random
import re
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from pipeline.cli.messages import Words
from pipeline.corpus import pdf
from pipeline.corpus.pdf import read_pdf
from pipeline.errors import EngineError, SourceError
from pipeline.flow import find_dates
from pipeline.text import layout, pdf_pages
from pipeline.text.box_font import make_box_font
from tests.corpus.runs import run
from tests.pdfs import DRAWN, bomb, make_drawn, make_pdf

TEXT = "平成29年12月22日、経産省が\n発表した。"
FONT = make_box_font()
# Of the standard security handler: a password is needed that is not the empty one.
ENCRYPTED = (
    b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")>>"
    b"/ID[<00><00>]"
)


def reason(raw: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read_pdf(raw, "a.pdf")
    assert caught.value.place == "a.pdf"
    # Whatever is wrong is said in Japanese as well.
    assert Words("ja").reason(caught.value.reason) != caught.value.reason
    return caught.value.reason


def test_the_lines_of_a_page_stay_lines() -> None:
    assert read_pdf(make_pdf([TEXT]), "a.pdf") == (TEXT + "\n", ())


@pytest.mark.parametrize(
    "text",
    [
        "𠮷田氏と葛󠄀飾区", "①㈱髙﨑～－", "ﾊﾟｿｺﾝ", "か\u3099", "（１）対策\n　字下げ", "a, b; \"c\" <d>",
        "Ａ\ue000", "経済産業省" * 300,
    ],
)  # fmt: skip
def test_characters_are_those_of_the_font_s_table(text: str) -> None:
    assert read_pdf(make_pdf([text]), "a.pdf").text == text + "\n"


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("a\0b\x01c\x0cd\x1b[31m\ufffee", "abcd[31me"),
        ("infor-\nmation", "infor-\nmation"),
    ],
)
def test_controls_are_none_of_the_text_and_hyphens_stay(printed: str, read: str) -> None:
    assert read_pdf(make_pdf([printed]), "a.pdf").text == read + "\n"


def test_page_numbers_hold_also_behind_blank_pages() -> None:
    text, warnings = read_pdf(make_pdf(["", TEXT, "", "", "次の頁", ""]), "a.pdf")
    read = layout.read(text)
    assert [read.page_at(text.index(word)) for word in ("平成", "次の")] == [2, 5]
    assert [found.iso for found in find_dates(text)] == ["2017-12-22"]
    assert warnings == ()


def test_the_same_every_time() -> None:
    raw = make_pdf([TEXT, "（１）対策"])
    assert read_pdf(raw, "a.pdf") == read_pdf(raw, "b.pdf")


@pytest.mark.parametrize("name", [b"Identity-H", b"Identity-V"])
@pytest.mark.parametrize("ordering", [b"Identity", b"Japan1"])
def test_characters_that_stand_alone_are_read_where_the_font_is_missing(
    name: bytes, ordering: bytes
) -> None:
    """Without a shape PDFium drops them: 「甲」 as a text of its own was lost."""
    raw = make_pdf(["甲\n乙丙\n丁"])
    raw = raw.replace(b"Ordering(Identity)", b"Ordering(%b)" % ordering)
    text = read_pdf(raw.replace(b"Identity-H", name), "a.pdf").text
    assert text.replace("\n", "") == "甲乙丙丁"


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace tells which files are opened")
def test_the_fonts_of_this_machine_are_not_looked_for(tmp_path: Path) -> None:
    """Where a PDF has no font of its own, its text would depend on those of the machine."""
    trace = tmp_path / "trace"
    command = [sys.executable, "-P", pdf_pages.__file__]
    raw = make_pdf(["甲\n乙丙"]).replace(b"Ordering(Identity)", b"Ordering(Japan1)")
    subprocess.run(
        ["strace", "-f", "-e", "trace=%file", "-o", trace, *command, str(len(raw)), FONT.hex()],
        input=raw, capture_output=True, check=True,
    )  # fmt: skip
    opened = trace.read_text(encoding="utf-8", errors="replace")
    assert "libpdfium" in opened
    assert "/fonts" not in opened


# --- what cannot be read ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "damaged, or no PDF"),
        (b"%PDF-1.7\nnothing more", "damaged, or no PDF"),
        ("報告書".encode(), "damaged, or no PDF"),
        (make_pdf([TEXT])[:700], "damaged, or no PDF"),
        (make_pdf([TEXT], more=ENCRYPTED), "an encrypted PDF: save a copy without a password"),
        (make_pdf(["", ""]), "nothing but blank pages"),
        (make_pdf(["   ", "　\n "]), "nothing but blank pages"),
        (make_pdf([DRAWN, ""]), "no text in the PDF: a scan?"),
    ],
    ids=["empty", "head", "text", "cut", "encrypted", "no content", "blanks", "scan"],
)
def test_a_pdf_without_a_text_is_refused_by_name(raw: bytes, said: str) -> None:
    assert reason(raw).startswith(said)


def test_pages_without_a_text_are_warned_of() -> None:
    raw = make_pdf([TEXT, DRAWN, "", DRAWN, DRAWN, DRAWN, TEXT])
    [warning] = read_pdf(raw, "a.pdf").warnings
    assert warning == "pages with something to see and no text (a scan?): 2, 4-6"
    assert Words("ja").reason(warning).endswith(": 2, 4-6")


def test_fonts_that_do_not_tell_their_characters_are_warned_of() -> None:
    [warning] = read_pdf(make_pdf([TEXT], known=False), "a.pdf").warnings
    assert warning.startswith("pages whose fonts do not tell their characters")


def test_a_damaged_page_costs_itself() -> None:
    raw = make_pdf(["前の頁", TEXT])
    # The second page is now an array.
    place = raw.rindex(b"<</Type/Page/Parent")
    broken = raw[:place] + raw[place:].replace(b"<</Type/Page/", b"[ /Type/Page/ ", 1)
    text, warnings = read_pdf(broken, "a.pdf")
    assert text == "前の頁\n\f\n"
    assert warnings == ("damaged pages, of which there is no text: 2",)


def test_an_end_that_is_missing_is_warned_of() -> None:
    raw = make_pdf([TEXT])
    text, warnings = read_pdf(raw[: raw.index(b"startxref")], "a.pdf")
    assert text == TEXT + "\n"
    assert warnings == ("the end of the PDF is missing: pages may be too",)


# --- limits ----------------------------------------------------------------------------


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program that reads the pages, to be changed at will."""
    path = tmp_path / "pdf_pages.py"
    path.write_text(Path(pdf_pages.__file__).read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(pdf_pages, "__file__", str(path))
    return path


def change(program: Path, before: str, after: str) -> None:
    text = program.read_text(encoding="utf-8")
    assert before in text
    program.write_text(text.replace(before, after), encoding="utf-8")


def test_too_many_pages(program: Path) -> None:
    change(program, "MOST_PAGES = 5_000", "MOST_PAGES = 2")
    assert reason(make_pdf(["一", "二", "三"])) == "a PDF of more than 5,000 pages: split it"
    assert read_pdf(make_pdf(["一", "二"]), "a.pdf").text == "一\n\f二\n"


def test_too_many_characters(program: Path) -> None:
    change(program, "MOST_CHARACTERS = 20_000_000", "MOST_CHARACTERS = 5")
    said = "a PDF of more than 20,000,000 characters: split it"
    assert reason(make_pdf(["一二三四五六"])) == said
    assert reason(make_pdf(["一二三", "四五六"])) == said
    assert read_pdf(make_pdf(["一二三", "四五"]), "a.pdf").text == "一二三\n\f四五\n"


def test_a_page_tree_that_lies_about_its_number() -> None:
    raw = make_pdf([TEXT]).replace(b"/Count 1>>", b"/Count 9999999>>")
    assert read_pdf(raw, "a.pdf").text == TEXT + "\n"


def test_a_loop_in_the_page_tree_ends() -> None:
    raw = make_pdf([TEXT, TEXT])
    # The tree is the last object but one, and now its own first child.
    number = raw.count(b"endobj") - 1
    looped = re.sub(rb"/Kids\[\d+", b"/Kids[%d" % number, raw)
    assert b"/Kids[%d 0 R" % number in looped
    assert TEXT in read_pdf(looped, "a.pdf").text


@pytest.mark.parametrize("filters", [b"/FlateDecode", b"[/FlateDecode/FlateDecode]"])
def test_a_bomb_takes_no_more_than_its_memory(program: Path, filters: bytes) -> None:
    change(program, "MEMORY = 1 << 30", "MEMORY = 1 << 28")
    content = bomb(400 << 20)
    content = zlib.compress(content) if filters.startswith(b"[") else content
    said = "reading the PDF takes more than 1,024 MiB of memory: damaged, or a trap"
    assert reason(make_drawn(content, filters)) == said


def test_a_pdf_that_takes_for_ever(program: Path) -> None:
    change(program, "SECONDS = 120", "SECONDS = 1")
    change(program, "    import pypdfium2_raw", "    while True: pass\n    import pypdfium2_raw")
    said = "reading the PDF takes more than 120 seconds: damaged, or a trap"
    assert reason(make_pdf([TEXT])) == said


def test_a_pdf_that_waits_for_ever(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PATIENCE", 0.2)
    change(program, "    import pypdfium2_raw", "    import time; time.sleep(60)\n    import x")
    assert reason(make_pdf([TEXT])).startswith("reading the PDF takes more than 120 seconds")


def test_a_crash_of_the_library_costs_one_document(program: Path) -> None:
    change(program, "    import pypdfium2_raw", "    ctypes.string_at(0)\n    import pypdfium2_raw")
    assert reason(make_pdf([TEXT])) == "damaged, or no PDF (PDFium crashes on it with signal 11)"


def test_a_library_that_cannot_be_loaded_is_no_fault_of_the_pdf(program: Path) -> None:
    change(program, "import pypdfium2_raw.bindings", "import pypdfium2_gone.bindings")
    with pytest.raises(EngineError, match="PDFium: cannot be started: ModuleNotFoundError"):
        read_pdf(make_pdf([TEXT]), "a.pdf")


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_BYTES", 100)
    assert reason(make_pdf([TEXT])).startswith("a PDF of more than ")


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert "make pdf, or pip install 'houkoku[pdf]'" in reason(make_pdf([TEXT]))


# --- in a run --------------------------------------------------------------------------


def test_a_document_from_a_pdf(tmp_path: Path) -> None:
    raw, outputs = tmp_path / "raw", tmp_path / "outputs"
    raw.mkdir()
    (raw / "a.pdf").write_bytes(make_pdf([TEXT, DRAWN]))
    (raw / "b.PDF").write_bytes(b"%PDF-1.7")
    report = run(raw, outputs)
    head = json.loads((outputs / "documents/a.json").read_text(encoding="utf-8"))["document"]
    assert (head["source"], head["encoding"]) == ("a.pdf", "pdf")
    assert head["warnings"] == ["pages with something to see and no text (a scan?): 2"]
    assert (outputs / "texts/a.txt").read_text(encoding="utf-8") == TEXT + "\n\f\n"
    assert [(f.source.source, f.stage) for f in report.failures] == [("b.PDF", "decode")]


def test_another_reader_is_a_cause_for_pdfs_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, outputs = tmp_path / "raw", tmp_path / "outputs"
    raw.mkdir()
    (raw / "a.txt").write_text(TEXT, encoding="utf-8")
    run(raw, outputs)
    package = json.loads((outputs / "datapackage.json").read_text(encoding="utf-8"))
    assert "pypdfium2" not in package["generator"]["versions"]
    (raw / "b.pdf").write_bytes(make_pdf([TEXT]))
    assert run(raw, outputs).unchanged == 1
    package = json.loads((outputs / "datapackage.json").read_text(encoding="utf-8"))
    assert package["generator"]["versions"]["pypdfium2"]
    from pipeline.corpus import find_corpus
    from pipeline.corpus.plan import make_plan
    from pipeline.decisions import Decisions
    from pipeline.export import generator

    newer = replace_version(generator.make_generator({"reference_date": None}, pdf=True))
    plan = make_plan(find_corpus([raw], outputs), outputs, newer, Decisions())
    assert [(t.source.source, [w.cause for w in t.why]) for t in plan.tasks] == [("b.pdf", ["pdf"])]


def replace_version(generator: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    return {**generator, "versions": {**generator["versions"], "pypdfium2": "99"}}


@pytest.mark.parametrize("seed", range(24))
def test_a_pdf_with_bytes_changed_gives_a_text_or_a_reason(seed: int) -> None:
    dice = random.Random(seed)
    raw = bytearray(make_pdf([TEXT, "", "（１）対策"]))
    for _ in range(dice.choice([1, 4, 64])):
        raw[dice.randrange(len(raw))] = dice.randrange(256)
    try:
        text = read_pdf(bytes(raw), "a.pdf").text
    except SourceError as error:
        text = Words("ja").reason(error.reason)
        unknown = text == error.reason
    else:
        unknown = False
    assert text
    assert not unknown
