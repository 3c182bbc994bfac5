"""Texts with bytes that are no character: refused by name, or read on and each place told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.corpus import Recipe
from tests.corpus.makers import recipe
from tests.corpus.runs import contents, put, run

TEXT = "平成30年度の報告\n経済産業省は、\n以上である。\n"
# Of 、 the last byte is missing.
HALF = b"\xe3\x80\n"
BROKEN = TEXT.encode().replace("、\n".encode(), HALF)
MAIL = TEXT.encode("iso2022_jp").replace(b"\x1b(B\n\x1b$B7", b"\x1b(B\n\xff\xfe\x1b$B7")
READ_ON = recipe()._replace(on_decode_error="replace")


def test_by_default_a_broken_text_fails_alone(tmp_path: Path) -> None:
    put(tmp_path / "raw", broken=BROKEN, whole=TEXT)
    report = run(tmp_path / "raw", tmp_path / "out", recipe())
    assert list(report.summaries) == ["whole"]
    [failure] = report.failures
    assert failure.to_dict() == {
        "document": "broken", "source": "broken.txt", "line": 2, "stage": "decode",
        "error": "SourceError",
        "reason": f"damaged UTF-8: byte 0xE3 at offset {BROKEN.index(HALF)}"
                  " (mend the text, or read on with --on-decode-error replace)",
    }  # fmt: skip


def test_read_on_each_place_is_a_warning_of_the_document(tmp_path: Path) -> None:
    put(tmp_path / "raw", broken=BROKEN, mail=MAIL, whole=TEXT)
    report = run(tmp_path / "raw", tmp_path / "out", READ_ON)
    assert not report.failures
    text = (tmp_path / "out/texts/broken.txt").read_text(encoding="utf-8")
    assert text == TEXT.replace("は、", "は\ufffd")
    assert warnings(tmp_path / "out", "broken") == [
        f"line 2: damaged UTF-8: byte 0xE3 at offset {BROKEN.index(HALF)}, 2 read as U+FFFD"
    ]
    assert warnings(tmp_path / "out", "mail") == [
        f"line 2: damaged ISO-2022-JP: byte 0xFF at offset {MAIL.index(0xFF)}, 2 read as U+FFFD"
    ]
    assert warnings(tmp_path / "out", "whole") == []


def test_a_text_damaged_all_over_does_not_fill_the_record(tmp_path: Path) -> None:
    put(tmp_path / "raw", a="報告".encode() + "\n報告".encode().join([b"\xff"] * 500))
    run(tmp_path / "raw", tmp_path / "out", READ_ON)
    *told, last = warnings(tmp_path / "out", "a")
    assert len(told) == 100
    assert last == "damaged UTF-8 at 400 more places"


def test_what_is_no_text_fails_also_then(tmp_path: Path) -> None:
    put(tmp_path / "raw", a=b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b="", whole=TEXT)
    report = run(tmp_path / "raw", tmp_path / "out", READ_ON)
    assert [failure.source.id for failure in report.failures] == ["a", "b"]


def test_an_encoding_told_beside_the_text_is_read_on_in(tmp_path: Path) -> None:
    put(tmp_path / "raw", a=b"\xff" + "報告".encode("cp932"))
    (tmp_path / "raw/a.toml").write_text('encoding = "cp932"\n')
    run(tmp_path / "raw", tmp_path / "out", READ_ON)
    assert (tmp_path / "out/texts/a.txt").read_text(encoding="utf-8") == "\ufffd報告"


@pytest.mark.parametrize("how", [recipe(), READ_ON])
def test_workers_read_on_as_one_process_does(tmp_path: Path, how: Recipe) -> None:
    texts = {f"{n:02}": TEXT.encode() + b"\xff" * (n % 3) + TEXT.encode() for n in range(9)}
    put(tmp_path / "raw", broken=BROKEN, mail=MAIL, **texts)
    alone = run(tmp_path / "raw", tmp_path / "one", how)
    report = run(tmp_path / "raw", tmp_path / "many", how, workers=2)
    assert contents(tmp_path / "many") == contents(tmp_path / "one")
    assert len(report.failures) == len(alone.failures) == (8 if how == recipe() else 0)


def warnings(outputs: Path, identifier: str) -> list[str]:
    """Those of reading; the extractor of these tests adds some of its own."""
    record = json.loads((outputs / f"documents/{identifier}.json").read_text(encoding="utf-8"))
    return [told for told in record["document"]["warnings"] if "damaged" in told]
