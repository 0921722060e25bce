"""The façade of what is done to an archive once in a while: each task is on its own shelf."""

from __future__ import annotations

from collections.abc import Iterator

from newsarchive.archive import verify
from newsarchive.archive.answers import Fault, Tell
from newsarchive.archive.database import Database
from newsarchive.archive.warc import Shelf


def nobody(part: str, done: int, total: int) -> None:
    """Nobody wants to be told how far a task is."""


class Upkeep:
    """The upkeep of the archive that is opened as `database`, whose WARC files `shelf` writes.

    `tell(part, done, of)` is told how far a task is. Each can be stopped (KeyboardInterrupt) without harm.
    """

    def __init__(self, database: Database, shelf: Shelf) -> None:
        self._db, self._warc, self._folder = database, shelf, database.path.parent

    def verify(self, *parts: str, tell: Tell = nobody) -> Iterator[Fault]:
        """What is not as it was written, as it is found; `parts` are of `verify.PARTS`, none of them means all.

        Reads a little at a time and holds no lock.
        """
        return verify.verify(self._db.reading, self._folder, parts or verify.PARTS, tell)
