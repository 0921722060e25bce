"""Portions of a re-reading that other machines have: rows of `meta`, so that what each gives is written down once.

`Archive.portions` is this shelf. A portion that was taken back, or was written down, counts no more, however late
somebody comes with it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from newsarchive.archive.database import Database

_KEY = "portion:{}:{}"


class Portions:
    """What is lent out of a re-reading. Every method raises what Archive's do."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def lend(self, reread: int, portion: str) -> None:
        """Write down that somebody is about to have this portion."""
        with self._db.writing() as db:
            db.execute("INSERT INTO meta (key, value) VALUES (?, '')", [_KEY.format(reread, portion)])

    def lent(self, reread: int) -> set[str]:
        """The portions that somebody has."""
        start = _KEY.format(reread, "")
        with self._db.reading() as db:
            rows = db.execute("SELECT substr(key, ?) FROM meta WHERE key GLOB ?", [len(start) + 1, start + "*"])
            return {portion for (portion,) in rows}

    def take_back(self, reread: int, portion: str) -> bool:
        """It came, or is given to somebody else, and counts no more; False: it did not before."""
        with self._db.writing() as db:
            return bool(db.execute("DELETE FROM meta WHERE key = ?", [_KEY.format(reread, portion)]).rowcount)

    def count(self, reread: int, counts: Mapping[str, int]) -> None:
        """Add what came of a portion to the reading's counts."""
        with self._db.writing() as db:
            (before,) = db.execute("SELECT counts FROM rereads WHERE id = ?", [reread]).fetchone()
            told = json.dumps(Counter(json.loads(before)) + Counter(counts))
            db.execute("UPDATE rereads SET counts = ? WHERE id = ?", [told, reread])
