"""Nothing is done twice, and nobody can tell from the outputs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.corpus import extract_corpus, find_corpus, plan_corpus, tables
from pipeline.export import generator
from pipeline.records import Document
from tests.corpus.runs import SETTINGS, contents, put, run
from tests.corpus.varied import varied_extract
from tests.documents import TEXT

ROOT = Path(__file__).parents[2]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    return tmp_path / "outputs"


class Counted:
    """`varied_extract` that keeps what it was given."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, text: str) -> Document:
        self.texts.append(text)
        return varied_extract(text)


def causes(raw: Path, outputs: Path, chosen: dict[str, Any] = SETTINGS, **more: Any) -> Any:
    """Why each document would be extracted."""
    plan = plan_corpus(find_corpus([raw], outputs), outputs, chosen, **more)
    return {task.source.id: [why.cause for why in task.why] for task in plan.tasks}


def stamps(folder: Path) -> dict[Path, tuple[int, int]]:
    return {p: (p.stat().st_ino, p.stat().st_mtime_ns) for p in [folder, *folder.rglob("*")]}


def test_without_a_change_nothing_is_extracted_and_nothing_written(
    raw: Path, outputs: Path
) -> None:
    put(raw, a=TEXT, b__c=TEXT + "二", broken=b"\xff\xff")
    first = run(raw, outputs, varied_extract)
    before = stamps(outputs)
    counted = Counted()
    second = run(raw, outputs, counted)
    assert counted.texts == []
    # Whether a text that failed fails still, is tried; that makes and removes the journal.
    (raw / "broken.txt").unlink()
    run(raw, outputs, counted)
    before = stamps(outputs)
    run(raw, outputs, counted)
    assert stamps(outputs) == before
    assert (second.summaries, second.warned) == (first.summaries, first.warned)
    assert (first.unchanged, second.unchanged) == (0, 2)


def test_only_what_changed_is_extracted(raw: Path, outputs: Path) -> None:
    put(raw, a="一", b="二", c="三")
    run(raw, outputs, varied_extract)
    put(raw, b="二の二", d="四")
    counted = Counted()
    report = run(raw, outputs, counted)
    assert counted.texts == ["二の二", "四"]
    assert list(report.summaries) == ["a", "b", "c", "d"]
    assert report.unchanged == 2


def test_rows_that_stay_are_not_read_from_the_records(
    raw: Path, outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(raw, a="一", b="二", c="三")
    run(raw, outputs, varied_extract)
    put(raw, b="二の二")
    (raw / "a.txt").unlink()
    read: list[str] = []
    read_record = tables._read

    def watched(output: Path, identifier: str) -> Iterator[tuple[str, str]]:
        read.append(identifier)
        return read_record(output, identifier)

    monkeypatch.setattr(tables, "_read", watched)
    run(raw, outputs, varied_extract)
    assert read == ["b"]


def test_each_cause_is_told(raw: Path, outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(raw, same="一", text="二", rename="三", lost="四", altered="五", failing="失敗")
    run(raw, outputs, varied_extract)
    put(raw, text="二の二", new="六")
    (raw / "rename.txt").rename(raw / "rename.TXT")
    (outputs / "documents/lost.json").unlink()
    with (outputs / "texts/altered.txt").open("ab") as file:
        file.write(b"x")
    assert causes(raw, outputs) == {
        "text": ["text"], "new": ["new"], "rename": ["renamed"], "lost": ["outputs"],
        "altered": ["outputs"], "failing": ["failed"],
    }  # fmt: skip
    assert causes(raw, outputs, {"reference_date": "2018-04-01"})["same"] == ["settings"]
    assert causes(raw, outputs, again=True)["same"] == ["again"]


@pytest.mark.parametrize("cause", ["rules", "language_data", "settings"])
def test_a_changed_digest_is_told(
    raw: Path, outputs: Path, monkeypatch: pytest.MonkeyPatch, cause: str
) -> None:
    put(raw, a="一")
    run(raw, outputs, varied_extract)
    make = generator.make_generator

    def changed(chosen: Any, decisions: str, *, pdf: bool) -> dict[str, Any]:
        made = make(chosen, decisions, pdf=pdf)
        return {**made, "digests": {**made["digests"], cause: "0" * 64}}

    monkeypatch.setattr("pipeline.corpus.make_generator", changed)
    assert causes(raw, outputs) == {"a": [cause]}


def test_another_form_of_the_outputs_is_told(
    raw: Path, outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(raw, a="一")
    run(raw, outputs, varied_extract)
    monkeypatch.setattr("pipeline.corpus.plan.format_digest", lambda: "0" * 64)
    assert causes(raw, outputs) == {"a": ["format"]}


def test_a_changed_version_is_told_with_both(
    raw: Path, outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(raw, a="一")
    run(raw, outputs, varied_extract)
    version_of = generator.version_of
    newer = {"ja_ginza": "99.0", "SudachiDict-core": None}
    monkeypatch.setattr(generator, "version_of", lambda name: newer.get(name, version_of(name)))
    [task] = plan_corpus(find_corpus([raw], outputs), outputs, SETTINGS).tasks
    assert [(why.cause, why.detail) for why in task.why] == [
        ("dictionary", f"SudachiDict {version_of('SudachiDict-core')} → -"),
        ("model", f"ja_ginza {version_of('ja_ginza')} → 99.0"),
    ]


def _drop_line(manifest: Path) -> None:
    lines = manifest.read_text(encoding="utf-8").splitlines(keepends=True)
    manifest.write_text("".join([*lines[:2], *lines[3:]]), encoding="utf-8")


def _cut(manifest: Path) -> None:
    manifest.write_bytes(manifest.read_bytes()[:-30])


def _conflict(manifest: Path) -> None:
    lines = manifest.read_text(encoding="utf-8").splitlines(keepends=True)
    marked = ["<<<<<<< ours\n", *lines[1:3], "=======\n", *lines[1:3], ">>>>>>> theirs\n"]
    manifest.write_text("".join([lines[0], *marked, *lines[3:]]), encoding="utf-8")


def _other_form(manifest: Path) -> None:
    content = manifest.read_text(encoding="utf-8")
    manifest.write_text(content.replace('"form":1', '"form":2'), encoding="utf-8")


def _sizes(manifest: Path) -> None:
    lines = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    lines[1]["rows"], lines[2]["rows"] = lines[2]["rows"], lines[1]["rows"]
    lines[1]["rows"][0] += 1
    manifest.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def _types(manifest: Path) -> None:
    lines = ['{"form":1}', '{"id":"a"}', "[]", "3", '"x"', "null", '{"form":[]}', '{"id":{}}']
    manifest.write_text("\n".join(lines), encoding="utf-8")


def _altered(**changes: object) -> Callable[[Path], object]:
    """The second document's line says something else of itself."""

    def alter(manifest: Path) -> None:
        lines = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
        lines[2].update(changes)
        manifest.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")

    return alter


ALTERED = [
    _altered(id=[]), _altered(id=5), _altered(rows=[]), _altered(rows=[-1] * 6), _altered(rows=[1e999] * 6),
    _altered(noted=[["x", "", ""]]), _altered(noted=[[1, None, 2]]), _altered(source=5), _altered(sidecar=[1]),
    _altered(counts={"sections": "1", "dates": 1, "organizations": 1, "people": 1, "warnings": 1}),
    _altered(counts={}), _altered(files=[]), _altered(files={"documents/b.json": 5}), _altered(sha256=None),
    lambda path: path.write_bytes(b"[" * 100_000 + b"\n" + path.read_bytes()),
    lambda path: path.write_bytes(path.read_bytes().replace(b'"versions":{', b'"versions":{"a":[],', 1)),
    lambda path: path.write_bytes(path.read_bytes().replace(b'"digests":{', b'"digests":[[5,"a"]],"x":{', 1)),
]  # fmt: skip


@pytest.mark.parametrize(
    "damage",
    [*ALTERED, Path.unlink, _drop_line, _cut, _conflict, _other_form, _sizes, _types,
     lambda path: path.write_bytes(b"\xff\x00\n" * 9)],
)  # fmt: skip
def test_a_damaged_manifest_costs_time_and_no_more(
    raw: Path, outputs: Path, damage: Callable[[Path], object]
) -> None:
    put(raw, a="一", b="二", c="三")
    run(raw, outputs, varied_extract)
    undisturbed = contents(outputs)
    damage(outputs / "manifest.jsonl")
    run(raw, outputs, varied_extract)
    assert contents(outputs) == undisturbed


@pytest.mark.parametrize("name", ["manifest.jsonl", "datapackage.json", "errors.jsonl",
                                  "schema/document.schema.json", "tables/dates.csv",
                                  "documents/a.json", "texts/b.txt"])  # fmt: skip
@pytest.mark.parametrize("damage", ["removed", "altered", "emptied"])
def test_every_file_is_mended(raw: Path, outputs: Path, name: str, damage: str) -> None:
    put(raw, a="一", b="二", c="失敗")
    run(raw, outputs, varied_extract)
    undisturbed = contents(outputs)
    path = outputs / name
    content = path.read_bytes()
    path.unlink()
    if damage != "removed":
        path.write_bytes(content[:-1] + b"x" if damage == "altered" else b"")
    run(raw, outputs, varied_extract)
    assert contents(outputs) == undisturbed


def test_outputs_copied_elsewhere_are_recognised(raw: Path, outputs: Path, tmp_path: Path) -> None:
    put(raw, a="一", b="二")
    run(raw, outputs, varied_extract)
    shutil.copytree(outputs, tmp_path / "clone")
    assert causes(raw, tmp_path / "clone") == {}


def test_a_manifest_leads_to_no_file_but_its_documents(
    raw: Path, outputs: Path, tmp_path: Path
) -> None:
    put(raw, a="一")
    run(raw, outputs, varied_extract)
    (tmp_path / "victim.json").write_text("{}")
    manifest = outputs / "manifest.jsonl"
    lines = manifest.read_text(encoding="utf-8").replace('"id":"a"', '"id":"../../victim"')
    manifest.write_text(lines, encoding="utf-8")
    run(raw, outputs, varied_extract)
    assert (tmp_path / "victim.json").read_text() == "{}"
    assert list(contents(outputs / "documents")) == ["a.json"]


NAMES = st.sampled_from(["a", "b", "b/c", "d"])
STEPS = st.one_of(
    st.tuples(st.just("put"), NAMES, st.text("一二三", min_size=1, max_size=3)),
    st.tuples(st.just("fail"), NAMES, st.just("")),
    st.tuples(st.just("remove"), NAMES, st.just("")),
    st.tuples(st.just("run"), st.just(""), st.just("")),
    st.tuples(st.just("interrupt"), st.just(""), st.sampled_from("012")),
    st.tuples(st.just("alter"), NAMES, st.just("")),
)


@settings(deadline=None, max_examples=40)
@given(st.lists(STEPS, max_size=12))
def test_whatever_was_done_before_the_bytes_are_those_of_a_first_run(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("steps")
    raw, outputs = folder / "raw", folder / "outputs"
    raw.mkdir()
    for step, name, value in steps:
        path = raw / f"{name}.txt"
        if step == "put":
            put(raw, **{name.replace("/", "__"): value})
        elif step == "fail":
            put(raw, **{name.replace("/", "__"): "失敗"})
        elif step == "remove":
            path.unlink(missing_ok=True)
        elif step == "alter" and (outputs / f"documents/{name}.json").exists():
            (outputs / f"documents/{name}.json").write_text("{}")
        elif step == "run":
            run(raw, outputs, varied_extract)
        elif step == "interrupt":
            _interrupted_run(raw, outputs, int(value))
    run(raw, outputs, varied_extract)
    run(raw, folder / "first", varied_extract)
    assert contents(outputs) == contents(folder / "first")
    assert not (outputs / "unfinished.jsonl").exists()


def _interrupted_run(raw: Path, outputs: Path, after: int) -> None:
    done = 0

    def extract(text: str) -> Document:
        nonlocal done
        if done == after:
            raise KeyboardInterrupt
        done += 1
        return varied_extract(text)

    plan = plan_corpus(find_corpus([raw], outputs), outputs, SETTINGS)
    with suppress(KeyboardInterrupt):
        extract_corpus(plan, extract)


def test_an_interrupted_run_goes_on_from_where_it_was(raw: Path, outputs: Path) -> None:
    put(raw, a="一", b="二", c="三")
    _interrupted_run(raw, outputs, 2)
    assert (outputs / "unfinished.jsonl").exists()
    counted = Counted()
    run(raw, outputs, counted)
    assert counted.texts == ["三"]
    assert not (outputs / "unfinished.jsonl").exists()


def test_a_journal_that_was_cut_in_a_line_is_gone_on_with(raw: Path, outputs: Path) -> None:
    put(raw, a="一", b="二", c="三")
    _interrupted_run(raw, outputs, 1)
    journal = outputs / "unfinished.jsonl"
    with journal.open("ab") as file:
        file.write(b'{"id":"b","source":"b.tx')
    _interrupted_run(raw, outputs, 1)
    counted = Counted()
    run(raw, outputs, counted)
    assert counted.texts == ["三"]


def test_an_unchanged_run_loads_nothing_heavy(raw: Path, outputs: Path) -> None:
    put(raw, a="一")
    program = (
        "import sys\n"
        "from pipeline.cli import main\n"
        "from tests.corpus.varied import varied_extract\n"
        "for _ in range(2):\n"
        f"    assert main(['extract', {str(raw)!r}, '--output', {str(outputs)!r}],"
        " extract=varied_extract) == 0\n"
        "heavy = {'spacy', 'ginza', 'fugashi', 'pandas', 'numpy', 'rich',"
        " 'pipeline.entities', 'pipeline.lexicon.organizations'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {sorted(heavy)}' if heavy else 0)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr
