"""The tables as one workbook, for people and their spreadsheets.

`tables/*.csv` are for programs: nothing in them is neutralised. Here nothing runs.
"""

from __future__ import annotations

from pipeline.export.excel.book import Written, write_workbook
from pipeline.export.excel.values import Say

__all__ = ["Say", "Written", "write_workbook"]
