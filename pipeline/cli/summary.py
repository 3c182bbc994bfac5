"""What is said at the end: the table, the warnings with their place, where to look next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from pipeline.cli.arguments import OUTPUT
from pipeline.cli.terminal import Terminal, safe, width
from pipeline.corpus import Failure, Report, Summary
from pipeline.corpus.naming import readable
from pipeline.corpus.stale import STALE

MOST_ROWS = 30
MOST_WARNINGS = 20
_ID = re.compile(r"\bk-[0-9a-f]{12}\b")


def show(terminal: Terminal, report: Report, output: Path, decisions: Path, *, debug: bool) -> None:
    """Failures go to standard error, the rest to standard output.

    `decisions` is the file that they are from.
    """
    if report.summaries:
        for line in _table(terminal, report):
            terminal.out(line)
        _show_warnings(terminal, report, output)
    if report.decisions:
        _show_decisions(terminal, report, output, decisions)
    if report.unchanged:
        terminal.out()
        terminal.out(terminal.words("unchanged", count=report.unchanged))
    if report.removed:
        terminal.out()
        terminal.out(terminal.words("removed", count=report.removed))
    if report.failures:
        errors = shown(output / "errors.jsonl")
        terminal.err()
        terminal.err(terminal.words("failed", count=len(report.failures), file=errors))
        for failure in report.failures:
            terminal.err(_failed(terminal, failure, debug=debug))
    if report.summaries:
        _show_next(terminal, report, output)


def _table(terminal: Terminal, report: Report) -> list[str]:
    words = terminal.words
    rows = [[words("document"), *(words(name) for name in Summary._fields)]]
    for identifier, summary in islice(report.summaries.items(), MOST_ROWS):
        rows.append([safe(identifier), *(f"{number:,}" for number in summary)])
    hidden = len(report.summaries) - MOST_ROWS
    if hidden > 0:
        rows.append([words("more_rows", count=hidden), *("" for _ in Summary._fields)])
    if len(report.summaries) > 1:
        totals = map(sum, zip(*report.summaries.values(), strict=True))
        total = words("total", count=len(report.summaries))
        rows.append([total, *(f"{number:,}" for number in totals)])
    return _align(rows)


def _align(rows: Sequence[Sequence[str]]) -> list[str]:
    """The first column to the left, numbers to the right, a rule under the header."""
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        first = row[0] + " " * (widths[0] - width(row[0]))
        cells = zip(row[1:], widths[1:], strict=True)
        lines.append("  ".join([first, *(" " * (w - width(cell)) + cell for cell, w in cells)]))
    lines.insert(1, "-" * (sum(widths) + 2 * len(widths) - 2))
    return lines


def _show_warnings(terminal: Terminal, report: Report, output: Path) -> None:
    if not report.warned:
        return
    words = terminal.words
    terminal.out()
    terminal.out(words("warned", count=report.warnings))
    listed = report.warned[:MOST_WARNINGS]
    for warned in listed:
        place = shown(warned.path) + (f":{warned.line}" if warned.line else "")
        quoted = f"「{safe(warned.text)}」 " if warned.text else ""
        terminal.out(f"  {place}: {quoted}{safe(words.reason(warned.warning))}")
    if report.warnings > len(listed):
        file = shown(output / "tables" / "dates.csv")
        terminal.out("  " + words("more_warnings", count=report.warnings - len(listed), file=file))


def _show_decisions(terminal: Terminal, report: Report, output: Path, file: Path) -> None:
    """How many there are; each that holds no more with its line, its document and the reason."""
    words = terminal.words
    terminal.out()
    if not report.stale:
        terminal.out(words("decided", count=report.decisions))
        return
    listed = shown(output / STALE)
    told = words("stale", count=report.decisions, stale=len(report.stale), file=listed)
    terminal.out(told)
    by_id = {stale.id: stale for stale in report.stale}

    def places(match: re.Match[str]) -> str:
        """Ids of decisions are nothing to look for in an editor; lines are."""
        other = by_id.get(match[0])
        return _lines(file, other.decision.lines) if other else match[0]

    for stale in report.stale[:MOST_WARNINGS]:
        decision = stale.decision
        where = words("stale_place", document=stale.document) if stale.document else ""
        what = f"{where}「{decision.quote.exact}」 {words(f'verdict_{decision.verdict}')}"
        reason = words.reason(_ID.sub(places, stale.reason))
        terminal.out(f"  {_lines(file, decision.lines)}: {safe(f'{what}: {reason}')}")
    if len(report.stale) > MOST_WARNINGS:
        more = len(report.stale) - MOST_WARNINGS
        terminal.out("  " + words("and_more", count=more))


def _lines(file: Path, lines: Sequence[int]) -> str:
    return f"{shown(file)}:{','.join(map(str, lines))}"


def _failed(terminal: Terminal, failure: Failure, *, debug: bool) -> str:
    line = f":{failure.line}" if failure.line else ""
    reason = safe(terminal.words.reason(failure.reason))
    text = f"  {shown(failure.source.path)}{line}: {reason}"
    return f"{text}\n{failure.trace}" if debug else text


def _show_next(terminal: Terminal, report: Report, output: Path) -> None:
    words = terminal.words
    first = next(iter(report.summaries))
    places = (
        (output / "tables", "next_tables"),
        (output / "documents" / f"{first}.json", "next_document"),
        (output / "texts" / f"{first}.txt", "next_text"),
    )
    commands = (("report", "next_report"), ("diff", "next_changes"), ("review", "next_review"))
    names = [shown(path) for path, _ in places]
    names += [command_on(output, command) for command, _ in commands]
    sayings = [name for _, name in (*places, *commands)]
    terminal.out()
    terminal.out(words("next"))
    longest = max(map(width, names))
    for name, saying in zip(names, sayings, strict=True):
        terminal.out(f"  {name}{' ' * (longest - width(name))}  {words(saying)}")


def shown(path: Path) -> str:
    return safe(readable(str(path)))


def command_on(output: Path, command: str) -> str:
    """What a user types to have these outputs compared, reviewed, or made pages of."""
    if output == OUTPUT:
        return f"make {command}"
    option = "" if command == "report" else "--output "
    return f"houkoku {command} {option}{shown(output)}"
