"""A user's own tables, from the settings file to the settings digest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.flow import extract
from pipeline.lexicon.organizations import load_gazetteer
from tests.documents import TEXT, fake_extract
from tests.fakes import FakeEngine

TABLE = "name,type,parent,short,until,source\n北潟精機株式会社,company,,北精,,own\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOUKOKU_LANG", "en")
    put("raw/a.txt", TEXT)


def put(name: str, content: str) -> None:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(content, encoding="utf-8")


def houkoku(*arguments: str) -> int:
    return main(["extract", *arguments], extract=fake_extract)


def digest() -> str | None:
    package = json.loads(Path("outputs/datapackage.json").read_text(encoding="utf-8"))
    found: str | None = package["generator"]["settings"]["organizations"]
    return found


def test_a_table_beside_raw_is_taken() -> None:
    assert houkoku() == 0
    assert digest() is None
    put("lexicon/organizations.csv", TABLE)
    assert houkoku() == 0
    assert len(digest() or "") == 64


def test_a_table_is_named_in_the_settings_file_and_found_from_there() -> None:
    put("lexicon/organizations.csv", "not,a,table\n")
    put("own/bodies.csv", TABLE)
    put("houkoku.toml", '[lexicon]\norganizations = "own/bodies.csv"\n')
    assert houkoku() == 0
    first = digest()
    put("own/other.toml", '[lexicon]\norganizations = "bodies.csv"\n')
    Path("houkoku.toml").unlink()
    assert houkoku("--config", "own/other.toml") == 0
    assert digest() == first is not None


def test_a_settings_file_may_be_empty() -> None:
    put("houkoku.toml", "# nothing yet\n")
    assert houkoku() == 0
    assert digest() is None


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("\n[lexikon]\n", "houkoku.toml:2: unknown key 'lexikon'"),
        ("[lexicon]\norganisations = 'a.csv'\n", "houkoku.toml:2: unknown key 'organisations'"),
        ("lexicon.people = 'a.csv'\n", "houkoku.toml:1: unknown key 'people'"),
        ("lexicon = 'a.csv'\n", "houkoku.toml:1: 'lexicon' is a table: [lexicon]"),
        ("[lexicon]\norganizations = 3\n", "houkoku.toml:2: 'organizations' is a path in quotes"),
        ("[lexicon]\norganizations = a.csv\n", "houkoku.toml:2: not TOML: "),
        ("[lexicon]\norganizations = 'none.csv'\n", "none.csv: No such file or directory"),
        ("[lexicon]\norganizations = 'bad.csv'\n", "bad.csv:2: unknown type 'firm'"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_is_wrong_is_named_before_any_document_is_read(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    settings: str,
    message: str,
    language: str,
) -> None:
    monkeypatch.setenv("HOUKOKU_LANG", language)
    put("houkoku.toml", settings)
    put("bad.csv", TABLE.replace(",company,", ",firm,"))
    assert houkoku() == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert (message in err) == (language == "en")
    assert message.split(": ")[0] in err
    assert not Path("outputs").exists()


def test_a_settings_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert houkoku("--config", "none.toml") == 2
    assert "none.toml: No such file or directory" in capsys.readouterr().err


def test_the_table_reaches_the_records() -> None:
    put("lexicon/organizations.csv", TABLE)
    own = load_gazetteer((Path("lexicon/organizations.csv"),))
    document = extract("北精が受注した。", engine=FakeEngine(), gazetteer=own)
    assert [(o.name, o.type) for o in document.organizations] == [("北潟精機株式会社", "company")]
    assert extract("北精が受注した。", engine=FakeEngine()).organizations == ()


def test_a_part_in_the_table_is_known_behind_the_short_name_of_its_company() -> None:
    put("lexicon/organizations.csv", TABLE + "知財部,company,北潟精機株式会社,,,own\n")
    own = load_gazetteer((Path("lexicon/organizations.csv"),))
    document = extract("北潟精機知財部が答えた。", engine=FakeEngine(), gazetteer=own)
    assert [o.name for o in document.organizations] == ["北潟精機株式会社", "知財部"]
