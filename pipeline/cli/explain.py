"""--explain: which documents are extracted again, and why."""

from __future__ import annotations

from pipeline.cli.summary import shown
from pipeline.cli.terminal import Terminal, safe
from pipeline.corpus import Plan, Why


def explain(terminal: Terminal, plan: Plan) -> None:
    """A line a document on standard output; of those that stay as they are the number alone."""
    words = terminal.words
    for task in plan.tasks:
        why = words("and").join(_why(terminal, why) for why in task.why)
        terminal.out(f"{shown(task.source.path)}: {why}")
    for identifier in plan.removed:
        terminal.out(f"{shown(plan.output / 'documents' / identifier)}.json: {words('why_gone')}")
    terminal.out(words("unchanged", count=len(plan.unchanged)))


def _why(terminal: Terminal, why: Why) -> str:
    said = terminal.words(f"why_{why.cause}")
    return f"{said} ({safe(why.detail)})" if why.detail else said
