"""Are vulnerabilities known of what constraints.txt pins?

    python -m tests.audit

Asks by pip-audit what PyPI knows, or else OSV. A service is believed only if it knows an old
vulnerability of KNOWN: behind a mirror both may answer nothing, and nothing found would say
nothing. Exit status 1 where a vulnerability is known; where no service answers, that is said and
the status is 0, so that a network that is down fails no check.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

CONSTRAINTS = Path(__file__).parents[1] / "constraints.txt"
# CVE-2020-28493.
KNOWN = "jinja2==2.11.2"
SERVICES = ("pypi", "osv")
SECONDS = 600
PROGRAM = (sys.executable, "-m", "pip_audit")


class Answer(NamedTuple):
    """What a service knows: how many packages it looked at, and a line a vulnerability."""

    looked_at: int
    skipped: list[str]
    vulnerable: list[str]


def main(program: Sequence[str] = PROGRAM) -> int:
    pins = CONSTRAINTS.read_text(encoding="utf-8")
    for service in SERVICES:
        known = ask(program, service, KNOWN + "\n")
        if known is None or not known.vulnerable:
            tell(f"audit: {service} does not answer from here")
            continue
        answer = ask(program, service, pins)
        if answer is None:
            tell(f"audit: {service} gave up on the way")
            continue
        for line in answer.vulnerable:
            tell(f"VULNERABLE: {line}")
        if answer.skipped:
            tell(f"not looked at: {', '.join(answer.skipped)}")
        tell(f"audit by {service}: {answer.looked_at} looked at, {len(answer.vulnerable)} known")
        return 1 if answer.vulnerable else 0
    tell("audit: NOT DONE, no service answers. Vulnerabilities may be known; ask again elsewhere.")
    return 0


def ask(program: Sequence[str], service: str, requirements: str) -> Answer | None:
    """None where the service cannot be reached, or answers in no form that we know."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(requirements)
        file.flush()
        try:
            done = subprocess.run(
                [*program, "-r", file.name, "-s", service, "-f", "json", "--no-deps",
                 "--disable-pip", "--progress-spinner", "off"],
                capture_output=True, text=True, timeout=SECONDS, check=False,
            )  # fmt: skip
            listed = json.loads(done.stdout)["dependencies"]
        except (subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
            return None
    skipped = [each["name"] for each in listed if "skip_reason" in each]
    return Answer(
        len(listed) - len(skipped),
        skipped,
        [
            f"{each['name']} {each['version']}: {found['id']}, mended in "
            f"{', '.join(found['fix_versions']) or 'no version yet'}"
            for each in listed
            for found in each.get("vulns", ())
        ],
    )


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
