"""Everything houkoku raises on purpose. `str()` begins with the place."""

from __future__ import annotations


class HoukokuError(Exception):
    """A problem the user can act on, told in one line: where, then what."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}" if place else reason)
        self.place = place
        self.reason = reason


class SourceError(HoukokuError):
    """A text that cannot be read. `place` is the source's path, with a line where one is known."""


class DataError(HoukokuError):
    """A row of the language data, or of a user's table, that cannot be used."""

    def __init__(self, path: str, line: int | None, reason: str) -> None:
        super().__init__(path if line is None else f"{path}:{line}", reason)


class EngineError(HoukokuError):
    """An engine that failed, or is missing. `place` names the engine, or the offsets of the text."""


class UsageError(HoukokuError):
    """The command line or a settings file is wrong; exit status 2."""


class WorkerError(HoukokuError):
    """A process for the work that cannot be started, or that died."""


class BusyError(HoukokuError):
    """Another run is writing into the output folder. `place` is the folder."""
