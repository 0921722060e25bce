"""The table `crawls`: runs of spiders, from their begin to their books."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

from newsarchive.archive import process, times
from newsarchive.archive.answers import Books, Crawl, Status

_STATES = {
    "pending": "pending",
    "added": "added",
    "revised": "revised",
    "unchanged": "unchanged",
    "alias": "aliases",
    "filtered": "filtered",
    "failed": "failed",
}
_COLUMNS = "id, spider, started_at, finished_at, status, process, settings, stats, books"


def begin(db: sqlite3.Connection, spider: str, settings: Mapping[str, Any], holder: str = "") -> int:
    """A new row of a running crawl, of this process if no `holder` is named.

    What JSON cannot say of its settings is said by `repr`.
    """
    words = json.dumps(dict(settings), ensure_ascii=False, default=repr)
    values = (spider, times.utc(times.now()), holder or process.name(), version("newsarchive"), words)
    sql = "INSERT INTO crawls (spider, started_at, process, code_version, settings) VALUES (?, ?, ?, ?, ?)"
    return int(db.execute(sql, values).lastrowid or 0)


def finish(db: sqlite3.Connection, crawl: int, status: Status, stats: Mapping[str, Any]) -> Books:
    """Close the row of a running crawl and keep its books; those of one that is closed already stay."""
    books = count(db, crawl)
    db.execute(
        "UPDATE crawls SET status = ?, finished_at = max(?, started_at), stats = ?, books = ?"
        " WHERE id = ? AND status = 'running'",
        (
            status,
            times.utc(times.now()),
            json.dumps(dict(stats), ensure_ascii=False, default=repr),
            json.dumps(asdict(books), ensure_ascii=False),
            crawl,
        ),
    )
    return books


def of_process(db: sqlite3.Connection, pid: int) -> int | None:
    """The last crawl that the process of that id, of this machine, began."""
    sql = "SELECT max(id) FROM crawls WHERE process GLOB ?"
    found = db.execute(sql, [process.owner(pid)]).fetchone()[0]
    return None if found is None else int(found)


def close_dead(db: sqlite3.Connection) -> list[int]:
    """Mark running crawls whose process is gone as `crashed`; return them."""
    running = db.execute("SELECT id, process FROM crawls WHERE status = 'running'").fetchall()
    dead = [crawl for crawl, owner in running if not process.runs(owner)]
    for crawl in dead:
        finish(db, crawl, "crashed", {})
    return dead


def running(db: sqlite3.Connection, publisher: str) -> list[tuple[int, str]]:
    """The crawls of a publisher that nobody ended, each with its process."""
    sql = "SELECT id, process FROM crawls WHERE status = 'running' AND settings ->> 'publisher' = ?"
    return db.execute(sql, [publisher]).fetchall()


def count(db: sqlite3.Connection, crawl: int) -> Books:
    """The books of a crawl as `urls` has them now."""
    found: dict[str, int] = {}
    reasons: dict[str, int] = {}
    rows = db.execute("SELECT state, reason, count(*) FROM urls WHERE offered_in = ? GROUP BY state, reason", [crawl])
    for state, reason, many in rows:
        found[_STATES[state]] = found.get(_STATES[state], 0) + many
        if reason:
            reasons[f"{state}/{reason}"] = many
    copies = db.execute(
        "SELECT count(*) FROM urls JOIN articles ON articles.url_id = urls.id"
        " WHERE urls.offered_in = ? AND urls.state = 'added' AND articles.copy_of IS NOT NULL",
        [crawl],
    ).fetchone()[0]
    return Books(offered=sum(found.values()), copies=copies, reasons=reasons, **found)


def books(db: sqlite3.Connection, crawl: int) -> Books:
    """The books of a crawl: as they stand, or as they stood when it ended; later crawls offer its URLs anew."""
    row = db.execute("SELECT status, books FROM crawls WHERE id = ?", [crawl]).fetchone()
    return count(db, crawl) if row is None or row[0] == "running" else Books(**json.loads(row[1]))


def latest(db: sqlite3.Connection, limit: int) -> list[Crawl]:
    """The last crawls, the latest first."""
    return [_crawl(db, row) for row in db.execute(f"SELECT {_COLUMNS} FROM crawls ORDER BY id DESC LIMIT ?", [limit])]


def numbered(db: sqlite3.Connection, crawl: int) -> Crawl | None:
    """The crawl of that number; None if there is none."""
    row = db.execute(f"SELECT {_COLUMNS} FROM crawls WHERE id = ?", [crawl]).fetchone()
    return _crawl(db, row) if row else None


def _crawl(db: sqlite3.Connection, row: Sequence[Any]) -> Crawl:
    crawl, spider, started, finished, status, owner, settings, stats, kept = row
    found = count(db, crawl) if status == "running" else Books(**json.loads(kept))
    return Crawl(crawl, spider, started, finished, status, found, owner, json.loads(settings), json.loads(stats))
