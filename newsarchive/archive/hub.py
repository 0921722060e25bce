"""The archive as the hub of many machines: crawls that others make for it, and what they send."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from newsarchive.archive import crawls, leases
from newsarchive.archive.answers import Books, Lease
from newsarchive.archive.database import Database
from newsarchive.model import Link

#: The key in `meta` of the last message that was written down.
_MARK = "fleet_mark"


class Hub:
    """Crawls that other machines make. Every method raises what Archive's do."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def begin(self, spider: str, starts: Iterable[Link]) -> int:
        """Open a crawl's row; it begins with the lists, feeds and sitemaps `starts`."""
        with self._db.writing() as db:
            return leases.begin(db, spider, starts)

    def running(self) -> dict[int, str]:
        """The crawls that other machines make now, with their spiders."""
        with self._db.reading() as db:
            return leases.running(db)

    def last(self, spider: str) -> str:
        """When the last crawl of a spider began, on whatever machine: UTC, ISO 8601; "" if there was none."""
        with self._db.reading() as db:
            row = db.execute("SELECT max(started_at) FROM crawls WHERE spider = ?", [spider]).fetchone()
        return row[0] or ""

    def take(self, crawl: int, until: datetime, most: int, hosts: int) -> list[Lease]:
        """Hand out what is open in a crawl: a lease of `most` URLs at most for each host that has none.

        For so many `hosts` at most. The errand has to begin `until` then.
        """
        with self._db.writing() as db:
            return leases.take(db, crawl, until, most, hosts)

    def end(self, errand: str, *, well: bool | None) -> int:
        """An errand is over; return how many URLs it had.

        What it left open waits for the next crawl if it went `well`; if it broke off (False), for another try, and
        what broke off too often has failed; if it never began (None), it is open as before.
        """
        with self._db.writing() as db:
            return leases.end(db, errand, well=well)

    def held(self) -> dict[str, tuple[int, str]]:
        """What is handed out now: by errand, how many URLs and till when (UTC, ISO 8601)."""
        with self._db.reading() as db:
            sql = "SELECT errand, count(*), max(until) FROM leases WHERE until IS NOT NULL GROUP BY errand"
            return {errand: (many, until) for errand, many, until in db.execute(sql)}

    def broken(self, limit: int = 20) -> dict[str, int]:
        """URLs with which errands broke off and that go out again, and how often; the most often first."""
        with self._db.reading() as db:
            sql = "SELECT url, losses FROM leases JOIN urls ON urls.id = url_id WHERE losses > 0 ORDER BY losses DESC"
            return dict(db.execute(f"{sql} LIMIT ?", [limit]).fetchall())

    def finish(self, crawl: int) -> Books | None:
        """Close a crawl's row and return its books; None while something of it is open or handed out."""
        with self._db.writing() as db:
            if not leases.is_done(db, crawl):
                return None
            books = crawls.finish(db, crawl, "finished", {})
            leases.drop(db, crawl)
            return books

    # What comes back ---------------------------------------------------------------------------------------------

    def mark(self) -> str:
        """The last message that was written down; "" before the first."""
        with self._db.reading() as db:
            row = db.execute("SELECT value FROM meta WHERE key = ?", [_MARK]).fetchone()
        return row[0] if row else ""

    @contextmanager
    def receiving(self, mark: str) -> Iterator[bool]:
        """Write down a message, and that it was: all that happens within is one transaction.

        False: it was written down before, as messages come again after a kill. `mark` grows from one to the next.
        Raises ValueError for what contradicts the archive: an unknown crawl.
        """
        try:
            with self._db.joined() as db:
                new = _order(self.mark()) < _order(mark)
                yield new
                if new:
                    db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", [_MARK, mark])
        except sqlite3.IntegrityError as error:
            raise ValueError(f"it contradicts the archive: {error}") from error


def _order(mark: str) -> tuple[int, ...]:
    """Marks are numbers with hyphens between them; the first one is the greatest part."""
    return tuple(int(part) for part in mark.split("-")) if mark else ()
