from __future__ import annotations

import copy
import json
from typing import Any

import jsonschema
import pytest

from pipeline.export.schema import DEFINITIONS, SCHEMA
from tests.documents import make_document


def strict(schema: Any) -> Any:
    """The same schema with no property allowed but its own: finds fields it forgot."""
    schema = copy.deepcopy(schema)
    for part in [schema, *schema["$defs"].values()]:
        part["additionalProperties"] = False
    return schema


def record(**changes: Any) -> Any:
    """The document's record; `people__0__name=…` changes one place in it."""
    made = json.loads(json.dumps(make_document().to_dict()))
    for path, value in changes.items():
        *steps, last = [int(step) if step.isdigit() else step for step in path.split("__")]
        part = made
        for step in steps:
            part = part[step]
        part[last] = value
    return made


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_it_describes_every_field() -> None:
    jsonschema.Draft202012Validator(strict(SCHEMA)).validate(record())


@pytest.mark.parametrize("name", sorted(DEFINITIONS))
def test_every_field_is_required(name: str) -> None:
    assert DEFINITIONS[name]["required"] == list(DEFINITIONS[name]["properties"])


@pytest.mark.parametrize(
    "change",
    [
        {"schema_version": "2"},
        {"document__sha256": "abc"},
        {"document__reference_date": "2018-4-1"},
        {"sections__0__level": 0},
        {"dates__0__granularity": "week"},
        {"dates__0__iso": 2017},
        {"dates__0__start": -1},
        {"dates__0__line": 0},
        {"organizations__0__type": "ministry"},
        {"organizations__1__parent": "経済産業省"},
        {"organizations__0__mentions__0__found_by": None},
        {"people__0__name": None},
        {"references__0__organizations": []},
        {"people__0__positions": [{"organization": None, "title": None}]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_it_refuses_what_the_contract_does_not_allow(change: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(record(**change))


@pytest.mark.parametrize(
    "change",
    [
        {"document__id": None, "document__source": None, "document__encoding": None},
        {"dates__0__section": None},
        {"people__0__positions": [{"organization": None, "title": "座長"}]},
        {"people__0__positions": [{"organization": "o-0c3d9f44cccc-2", "title": None}]},
        {"added_later": 1},
    ],
    ids=lambda change: next(iter(change)),
)
def test_it_allows_what_the_contract_does(change: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(record(**change))
