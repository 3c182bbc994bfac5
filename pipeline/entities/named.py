"""The organizations a document has named so far, and which of them a post without a body is of."""

from __future__ import annotations

from pipeline.entities.affiliations import chairs, headed_by, headed_kinds, is_chair, is_of_auditors
from pipeline.entities.mentions import OrganizationMention
from pipeline.entities.places import is_municipality


class Named:
    """Organization mentions in order; places in the document are their indices.

    `own_report`: the document calls a company 当社, which is the first that it names.
    """

    def __init__(self, own_report: bool) -> None:
        self.mentions: list[OrganizationMention] = []
        self.reporting: int | None = None  # the company whose report this is
        self.has_municipality = False
        self._own_report = own_report
        self._council: int | None = None
        self._auditor: int | None = None
        self._headed: dict[str, int] = {}  # the last of each kind that a municipal post can head
        self._alone: dict[str, int] = {}  # the first of each name that stands without a parent

    def __len__(self) -> int:
        return len(self.mentions)

    def add(self, mention: OrganizationMention, in_career: bool = False) -> None:
        """`in_career`: it stands in a line of somebody's career, which may begin anywhere."""
        index, name = len(self.mentions), mention.chain[-1]
        self.mentions.append(mention)
        # 「参議院文教科学委員会」 is of a parliament, and is chaired like any other.
        sits = mention.type == "council" or (
            mention.type == "parliament" and name.endswith(("委員会", "調査会", "審査会"))
        )
        if self._council is None and sits:
            self._council = index
        if (
            self.reporting is None
            and self._own_report
            and mention.type == "company"
            and not in_career
        ):
            self.reporting = index
        self.has_municipality = self.has_municipality or is_municipality(name)
        if "監査法人" in mention.chain[0]:
            self._auditor = index
        for kind in headed_kinds(name):
            self._headed[kind] = index
        if len(mention.chain) == 1:
            self._alone.setdefault(name, index)

    def alone(self, name: str) -> int | None:
        """The first of that name without a parent."""
        return self._alone.get(name)

    def headed(self, title: str) -> int | None:
        """市長 is of a city, 知事 of a prefecture: the last one named, or nothing."""
        return self._headed.get(headed_by(title))

    def auditors(self, title: str) -> int | None:
        """「業務執行社員」 in a report's part on its audit: the last audit firm named."""
        return self._auditor if is_of_auditors(title) else None

    def chaired(self, title: str, before: range) -> int | None:
        """The body that a chair is of: the nearest `before` it that is called so, else the first."""
        if not is_chair(title) or self._council is None:
            return None
        called = (i for i in reversed(before) if chairs(title, self.mentions[i].chain[-1]))
        return next(called, self._council)
