"""The façade of what comes next: what is due, what is missing, and the runs that see to it."""

from __future__ import annotations

from datetime import datetime

from newsarchive import urls
from newsarchive.archive import frontier, gaps, pages, times, visits
from newsarchive.archive.answers import Gap, Missing
from newsarchive.archive.database import Database
from newsarchive.model import Link, Page

#: More than there ever are.
_ALL = 2**62


class Agenda:
    """The agenda of the archive that is opened as `database`. Every method raises what Archive's do."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def due(self, publisher: str, now: datetime | None, limit: int | None = None) -> list[Link]:
        """Links of a publisher that are due by `now`, the longest overdue first (None: all that ever will be)."""
        moment = times.utc(now) if now else "9999"
        with self._db.reading() as db:
            return frontier.due_now(db, publisher, moment, _ALL if limit is None else limit)

    def walked(self, url: str, at: datetime) -> None:
        """Write down that a list was followed to its end, or to where all was known."""
        with self._db.writing() as db:
            row = frontier.place(db, urls.canonical(url))
            db.execute("UPDATE urls SET walked_at = ? WHERE id = ?", [times.utc(at), row])

    def kept(self, url: str) -> Page | None:
        """The page of any URL, a list's too, as it was last kept; None if it never was. Raises RecordDamaged."""
        with self._db.reading() as db:
            raw = visits.last_kept(db, urls.canonical(url))
            if raw is None:
                return None
            return pages.read(self._db.path.parent, raw, lambda found, at: visits.raw_of(db, found, at))

    def gaps(self, publisher: str = "", cause: str = "") -> list[Gap]:
        """What was offered and never stored, by publisher and cause; `cause` is "failed" or "failed/404"."""
        with self._db.reading() as db:
            return gaps.gaps(db, publisher, cause)

    def missing(self, publisher: str = "", cause: str = "", limit: int = 100) -> list[Missing]:
        """The URLs that `gaps` counts, the last one offered first."""
        with self._db.reading() as db:
            return gaps.missing(db, publisher, cause, limit)
