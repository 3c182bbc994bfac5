"""A vulnerability fails the audit; a service that does not answer is told, and believed in nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests import audit

KNOWN = [
    {"name": "jinja2", "version": "2.11.2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"]}]}
]
CLEAN = [{"name": "numpy", "version": "2", "vulns": []}]
BAD = [*CLEAN, {"name": "rich", "version": "15", "vulns": [{"id": "PYSEC-2", "fix_versions": []}]}]
SKIPPED = [{"name": "jinja2", "skip_reason": "Dependency not found on PyPI"}]


def program(folder: Path, answers: object) -> list[str]:
    """Answers as pip-audit does: by the service, first for KNOWN, then for the pins."""
    path = folder / "pip_audit.py"
    path.write_text(
        "import json, pathlib, sys\n"
        f"answers = {answers!r}\n"
        "asked = pathlib.Path(sys.argv[sys.argv.index('-r') + 1]).read_text()\n"
        f"at = 0 if asked.strip() == {audit.KNOWN!r} else 1\n"
        "listed = answers.get(sys.argv[sys.argv.index('-s') + 1], [None, None])[at]\n"
        "if listed is None: sys.exit('ConnectionError')\n"
        "print(json.dumps({'dependencies': listed, 'fixes': []}))\n"
        "sys.exit(any(each.get('vulns') for each in listed))\n"
    )
    return [sys.executable, str(path)]


@pytest.mark.parametrize(
    ("answers", "status", "said"),
    [
        ({"pypi": [KNOWN, CLEAN]}, 0, "audit by pypi: 1 looked at, 0 known"),
        ({"pypi": [KNOWN, BAD]}, 1, "VULNERABLE: rich 15: PYSEC-2, mended in no version yet"),
        ({"osv": [KNOWN, BAD]}, 1, "audit by osv: 2 looked at, 1 known"),
        ({"pypi": [SKIPPED, CLEAN], "osv": [KNOWN, BAD]}, 1, "audit by osv: 2 looked at, 1 known"),
        ({"pypi": [KNOWN, [*CLEAN, *SKIPPED]]}, 0, "not looked at: jinja2"),
        ({"pypi": [SKIPPED, CLEAN]}, 0, "audit: NOT DONE"),
        ({"pypi": [CLEAN, CLEAN]}, 0, "audit: NOT DONE"),
        ({"pypi": [KNOWN, None]}, 0, "pypi gave up on the way"),
        ({}, 0, "audit: NOT DONE"),
    ],
)  # fmt: skip
def test_an_audit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], answers: object, status: int, said: str
) -> None:
    assert audit.main(program(tmp_path, answers)) == status
    assert said in capsys.readouterr().out
