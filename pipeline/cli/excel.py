"""`houkoku excel`: the tables of the written outputs as a workbook for spreadsheets."""

from __future__ import annotations

import tempfile
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from pipeline.cli.messages import Words
from pipeline.cli.status import ALL_DONE
from pipeline.cli.summary import shown
from pipeline.cli.terminal import Terminal
from pipeline.corpus.files import Staged
from pipeline.corpus.outputs import TABLES
from pipeline.errors import DataError, UsageError
from pipeline.export.columns import Table
from pipeline.export.excel import Say, Written, write_workbook
from pipeline.export.rows import read_rows
from pipeline.export.tables import path_of
from pipeline.lexicon.wareki import to_wareki
from pipeline.versions.folder import is_outputs

FILE = "houkoku.xlsx"
_PIECE = 1 << 20


def run(terminal: Terminal, settings: Namespace) -> int:
    """The exit status. The workbook's path is all that goes to standard output."""
    output: Path = settings.folder
    if not is_outputs(output):
        raise UsageError(str(output), "holds no outputs of houkoku: run houkoku extract first")
    target: Path = settings.to or output / FILE
    if target.suffix.lower() != ".xlsx":
        raise UsageError(str(target), "a workbook's name ends in .xlsx")
    words = terminal.words
    terminal.err(words("excel_making", folder=shown(output)))
    written = write(output, target)
    terminal.err(words("excel_made", count=written.rows))
    if written.cut:
        terminal.err(words("excel_cut", count=written.cut))
    terminal.out(shown(target))
    return ALL_DONE


def write(output: Path, target: Path) -> Written:
    """The workbook of the tables under `output`, whole or not at all.

    UsageError where a table is missing, DataError where one is not as houkoku writes it.
    """

    def rows_of(table: Table) -> Iterator[dict[str, str]]:
        path = output / path_of(table.name)
        if not path.is_file():
            raise UsageError(str(path), "the table is missing: run houkoku extract again")
        return read_rows(path, table)

    say = Say(Words("ja").reason, to_wareki)
    with (
        tempfile.TemporaryDirectory(prefix="houkoku-") as folder,
        Path(folder, FILE).open("w+b") as file,
        Staged(target.parent) as staged,
    ):
        try:
            written = write_workbook(file, rows_of, say, folder)
        except ValueError as error:
            raise DataError(str(output / TABLES), None, "not as houkoku writes it") from error
        file.seek(0)
        while piece := file.read(_PIECE):
            staged.append(target.name, piece)
        staged.commit()
    return written
