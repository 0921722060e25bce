"""The façade of what comes next: what is due, what is missing, and the runs that see to it."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from newsarchive import urls
from newsarchive.archive import crawls, frontier, gaps, leases, lock, pages, process, runs, times, visits
from newsarchive.archive.answers import Gap, Missing, Run
from newsarchive.archive.condition import Facts, judge
from newsarchive.archive.database import Database
from newsarchive.model import Link, Page

#: More than there ever are.
_ALL = 2**62
#: Crawls by which a later one is judged.
_HISTORY = 40


class Agenda:
    """The agenda of the archive that is opened as `database`. Every method raises what Archive's do."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def due(self, publisher: str, now: datetime | None, limit: int | None = None) -> list[Link]:
        """Links of a publisher that are due by `now`, the longest overdue first (None: all that ever will be)."""
        moment = times.utc(now) if now else "9999"
        with self._db.reading() as db:
            return frontier.due_now(db, publisher, moment, _ALL if limit is None else limit)

    def pending(self, publisher: str, last: str = "", limit: int = 1000) -> list[Link]:
        """Some of the links that were offered and never settled: those behind the URL `last`, oldest offers first."""
        with self._db.reading() as db:
            return frontier.pending_after(db, publisher, last, limit)

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

    # Runs ------------------------------------------------------------------------------------------------------

    def plan(self, publisher: str, manner: str, at: datetime) -> Run:
        """The run that is planned for a publisher, planned for `at` if none was."""
        with self._db.writing() as db:
            return runs.plan(db, publisher, manner, at)

    def planned(self, publisher: str, manner: str) -> Run | None:
        """The run that is planned for a publisher, if one is."""
        with self._db.reading() as db:
            return runs.planned(db, publisher, manner)

    def start(self, run: Run, at: datetime) -> None:
        """A run begins."""
        with self._db.writing() as db:
            runs.start(db, run.id, at)

    def end(self, run: Run, at: datetime, status: str, pid: int | None = None) -> dict[str, str]:
        """A run is over; `pid` was its process. Judges the crawl by those before, and returns what is not as usual."""
        with self._db.writing() as db:
            crawl = crawls.of_process(db, pid) if pid else None
            found = judge(*_history(db, run.publisher, crawl)) if crawl else []
            health = {one.name: one.words for one in reversed(found)}
            runs.end(db, run.id, at, status, crawl, dict(health))
        return health

    def close_dead(self, at: datetime) -> None:
        """Runs that a process left behind have crashed. For the one who holds the lock of runs alone."""
        with self._db.writing() as db:
            runs.close_dead(db, at)

    def runs(self, publisher: str = "", limit: int = 20) -> list[Run]:
        """The last runs that began or were passed over, the latest first."""
        with self._db.reading() as db:
            return runs.latest(db, publisher, limit)

    def is_crawled(self, publisher: str) -> bool:
        """Does a crawl of that publisher run now, whoever started it?

        One of another machine runs as long as it holds the publisher's lock: nobody here can see its process.
        """
        with self._db.writing() as db:
            crawls.close_dead(db)
            owners = [owner for _, owner in crawls.running(db, publisher)]
        if any(owner == leases.FLEET or process.is_here(owner) for owner in owners):
            return True
        return bool(owners) and lock.is_held(lock.of_publisher(self._db.path, publisher))

    def close_left(self, publisher: str) -> None:
        """What other machines left running of a publisher has crashed. For the one who holds its lock alone."""
        with self._db.writing() as db:
            for crawl, owner in crawls.running(db, publisher):
                if owner != leases.FLEET and not process.is_here(owner):
                    crawls.finish(db, crawl, "crashed", {})

    def newest(self, publisher: str) -> str:
        """When an article of that publisher was seen for the first time last; "" if there is none."""
        with self._db.reading() as db:
            sql = (
                "SELECT max(first_seen) FROM (SELECT first_seen FROM articles WHERE publisher_id ="
                " (SELECT id FROM publishers WHERE slug = ?) ORDER BY dated DESC LIMIT 1)"
            )
            return db.execute(sql, [publisher]).fetchone()[0] or ""

    # What is missing --------------------------------------------------------------------------------------------

    def gaps(self, publisher: str = "", cause: str = "") -> list[Gap]:
        """What was offered and never stored, by publisher and cause; `cause` is "failed" or "failed/404"."""
        with self._db.reading() as db:
            return gaps.gaps(db, publisher, cause)

    def missing(self, publisher: str = "", cause: str = "", limit: int = 100) -> list[Missing]:
        """The URLs that `gaps` counts, the last one offered first."""
        with self._db.reading() as db:
            return gaps.missing(db, publisher, cause, limit)


def _history(db: sqlite3.Connection, publisher: str, crawl: int) -> tuple[Facts, list[Facts]]:
    """What a crawl came to, and what the publisher's earlier ones did, the latest first."""
    rows = db.execute(
        "SELECT books, stats FROM crawls WHERE id <= ? AND status = 'finished' AND settings ->> 'publisher' = ?"
        " AND spider NOT IN ('recheck', 'backfill') ORDER BY id DESC LIMIT ?",
        [crawl, publisher, _HISTORY],
    )
    facts = [Facts.of(json.loads(books), json.loads(stats)) for books, stats in rows]
    return (facts[0], facts[1:]) if facts else (Facts(), [])
