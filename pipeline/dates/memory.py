"""What dates count from while a section is read: the date before, then the heading's."""

from __future__ import annotations

from pipeline.dates.context import Anchor
from pipeline.dates.written import Written


class Memory:
    """`before` is the date before in the section, `heading` that of its heading or of those
    around it, `reference` what 本年 and 昨年度 count from."""

    __slots__ = ("_with_month", "before", "heading", "reference")

    def __init__(self, heading: Anchor | None, reference: Anchor | None) -> None:
        self.before: Anchor | None = None
        self._with_month: Anchor | None = None  # the last one that told a month
        self.heading = heading
        self.reference = reference

    @property
    def anchor(self) -> Anchor | None:
        return self.before or self.heading

    def learn(self, anchor: Anchor) -> None:
        self.before = anchor
        if anchor.month is not None:
            self._with_month = anchor

    def forget(self) -> None:
        """Another speaker has the floor."""
        self.before = self._with_month = None

    def anchor_for(self, written: Written) -> Anchor | None:
        """The anchor of `written`. A bare day reaches back to the last month told:
        「９月４日…令和７年台風第19号の本部を設置（５日）」 is 5 September."""
        anchor = self.anchor
        bare_day = written.day is not None and written.month is None and not written.names_year
        if not bare_day or (anchor is not None and anchor.month is not None):
            return anchor
        known = (self._with_month, self.heading, self.reference)
        year = None if anchor is None else anchor.year
        return next((a for a in known if a and a.month and year in (None, a.year)), anchor)
