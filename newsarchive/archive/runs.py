"""The table `runs`: each time that a publisher was to be visited, as it was planned, started and ended."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from typing import Any

from newsarchive.archive import times
from newsarchive.archive.answers import Run

_COLUMNS = "id, publisher, manner, planned_at, started_at, ended_at, status, crawl_id, health"


def planned(db: sqlite3.Connection, publisher: str, manner: str) -> Run | None:
    """The run that is planned for a publisher."""
    sql = f"SELECT {_COLUMNS} FROM runs WHERE publisher = ? AND manner = ? AND status = 'planned' ORDER BY planned_at"
    row = db.execute(sql, [publisher, manner]).fetchone()
    return _run(row) if row else None


def plan(db: sqlite3.Connection, publisher: str, manner: str, at: datetime) -> Run:
    """Plan a run; one that is planned already stays as it is."""
    if found := planned(db, publisher, manner):
        return found
    values = [publisher, manner, times.utc(at)]
    db.execute("INSERT INTO runs (publisher, manner, planned_at) VALUES (?, ?, ?)", values)
    found = planned(db, publisher, manner)
    assert found is not None
    return found


def start(db: sqlite3.Connection, run: int, at: datetime) -> None:
    """A planned run begins."""
    db.execute("UPDATE runs SET status = 'running', started_at = ? WHERE id = ?", [times.utc(at), run])


def end(
    db: sqlite3.Connection, run: int, at: datetime, status: str, crawl: int | None, health: dict[str, object]
) -> None:
    """A run is over: how, which crawl it was, and what was odd about it."""
    db.execute(
        "UPDATE runs SET status = ?, ended_at = max(?, coalesce(started_at, '')), crawl_id = ?, health = ?"
        " WHERE id = ?",
        [status, times.utc(at), crawl, json.dumps(health, ensure_ascii=False), run],
    )


def close_dead(db: sqlite3.Connection, at: datetime) -> None:
    """Runs that an earlier process left running have crashed: whoever asks holds the lock, so nobody is at them."""
    for (run,) in db.execute("SELECT id FROM runs WHERE status = 'running'").fetchall():
        end(db, run, at, "crashed", None, {})


def latest(db: sqlite3.Connection, publisher: str, limit: int) -> list[Run]:
    """The last runs that began or were passed over, the latest first; "" for every publisher's."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM runs WHERE status <> 'planned' AND ? IN ('', publisher) ORDER BY id DESC LIMIT ?",
        [publisher, limit],
    )
    return [_run(row) for row in rows]


def _run(row: tuple[Any, ...]) -> Run:
    facts = dict(zip(_COLUMNS.split(", "), row, strict=True))
    return Run(**facts | {"health": json.loads(facts["health"])})
