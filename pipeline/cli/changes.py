"""The last line of a run: what changed since the last commit, where there is one."""

from __future__ import annotations

from pathlib import Path

from pipeline.cli.diff import without_collector
from pipeline.cli.summary import command_on
from pipeline.cli.terminal import Terminal, safe
from pipeline.corpus.urls import is_url
from pipeline.errors import UsageError
from pipeline.review.diff import compare
from pipeline.review.words import Terms
from pipeline.versions import NoBaselineError, Version, open_versions

# Ten documents take a twentieth of a second, and nobody waits for more than a few.
MOST_READ = 500
# Their digests alone take a second or two; a larger corpus hardly lies in Git.
MOST_DOCUMENTS = 10_000


def tell_changes(terminal: Terminal, output: Path) -> None:
    """How many changes of each kind; nothing where the outputs are in no commit."""
    if is_url(output):
        return
    words = terminal.words
    try:
        before, after = open_versions(None, None, output)
        with without_collector():
            found = _found(terminal, before, after)
    except NoBaselineError:
        return
    except (UsageError, OSError) as error:
        reason = error.reason if isinstance(error, UsageError) else error.strerror
        place = error.place if isinstance(error, UsageError) else error.filename
        told = f"{place}: {words.reason(reason or type(error).__name__)}"
        terminal.err(words("changes_unknown", reason=safe(told)))
        return
    if found is not None:
        terminal.out()
        terminal.out(words("changes", list=found, command=command_on(output, "diff")))


def _found(terminal: Terminal, before: Version, after: Version) -> str | None:
    """「節 2、日付 3」; of very many documents, only how many differ, or None."""
    if len(before.documents) > MOST_DOCUMENTS:
        return None
    terms = Terms(terminal.words.language, terminal.words.reason)
    differing = before.documents.items() ^ after.documents.items()
    documents = {document for document, _ in differing}
    if len(documents) > MOST_READ:
        return f"{terms.kind('documents')} {len(documents):,}"
    comparison = compare(before, after)
    return terms.counts(comparison) or terms("none")
