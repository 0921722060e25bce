"""What the database refuses to everybody, and the two tasks that must do it all the same: upgrading and redacting."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def thawed(db: sqlite3.Connection, *tables: str) -> Iterator[None]:
    """Let rows of `tables` be changed and deleted, inside the transaction that is open.

    Their triggers are dropped and made again as they were. What fails in between must be rolled back by the caller,
    which brings the triggers back too: SQLite's transactions hold the schema as well.
    """
    marks = ", ".join("?" * len(tables))
    sql = f"SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ({marks})"
    frozen = db.execute(sql, tables).fetchall()
    for name, _ in frozen:
        db.execute(f"DROP TRIGGER {name}")
    yield
    for _, statement in frozen:
        db.execute(statement)
