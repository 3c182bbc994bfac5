"""What the finders hand to consolidation: every mention with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import EngineError
from pipeline.records import Mention, OrganizationType


@dataclass(frozen=True, slots=True)
class OrganizationMention:
    """An organization named in one place.

    `chain` is its name after those of the bodies it is a part of, outermost first, as
    far as the text tells: 「厚生労働省労働基準局監督課」 is 厚生労働省, 労働基準局, 監督課.
    `supposed` counts the leading names that only a head above it states.
    """

    mention: Mention
    chain: tuple[str, ...]
    type: OrganizationType
    supposed: int = 0


@dataclass(frozen=True, slots=True)
class Post:
    """`organization` is an index into the organization mentions; one of the two may be None.

    A post that is not `sure` (the body was inferred, the line only addresses the person)
    counts where nothing surer says the same.
    """

    organization: int | None
    title: str | None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person named in one place; `reading` only where the text gives it."""

    mention: Mention
    name: str
    posts: tuple[Post, ...] = ()
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class Pointing:
    """「同省」, 「両市」: `kind` is what the bodies are called, `count` how many are meant.

    `only`: it counts only where one body of the document is called so (「本検討会」).
    """

    mention: Mention
    kind: str
    count: int
    only: bool = False


@dataclass(frozen=True, slots=True)
class Mentions:
    """All of a document's, in order of position, and the sentences an engine refused.

    `places` are (start, name) of the municipalities that are named, and do nothing.
    """

    organizations: tuple[OrganizationMention, ...] = ()
    people: tuple[PersonMention, ...] = ()
    errors: tuple[EngineError, ...] = ()
    pointing: tuple[Pointing, ...] = ()
    places: tuple[tuple[int, str], ...] = ()
