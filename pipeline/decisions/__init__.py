"""What people decide about facts, and lets it hold in every later extraction.

decisions.jsonl is read (`jsonl`, `values`) into `Decisions` (`book`); those that concern a document
are applied to it (`apply`): quotes are found again (`ground`, `claims`), put together fact by
fact (`orders`), and carried out (`sections`, `dates`, `organizations`, `people`). Pure: a document
and decisions come in, the document as decided goes out, with what became of each decision.
`covering` tells which facts they speak of. Carrying out needs the entities' rooms, so `apply` is
imported where it is used.
"""

from pipeline.decisions.book import Decisions
from pipeline.decisions.decision import Decision, Quote
from pipeline.decisions.jsonl import make_decision, parse_decisions

__all__ = [
    "Decision",
    "Decisions",
    "Quote",
    "make_decision",
    "parse_decisions",
]
