"""The shape of a database: what `schema.sql` says there is, and how a file of an older shape comes to have it.

`schema.sql` describes the newest schema whole; how it once was is nowhere written down. A table that differs is made
anew and its rows are copied, column by column of the same name; everything else is dropped and made, a search index
empty, to be filled by its shelf. So a file that was brought up to date has, letter by letter, the schema of one that
was made today.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_OLD = "replaced_"
#: FTS5 keeps tables of its own; `sqlite_*` are SQLite's.
_OBJECTS = """
SELECT name, type, tbl_name, sql FROM sqlite_schema
WHERE sql IS NOT NULL AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')"""


@dataclass(frozen=True, slots=True)
class Thing:
    """A table, an index, a trigger or a view."""

    name: str
    type: str
    table: str
    """The table it is, or belongs to."""
    sql: str


def make(db: sqlite3.Connection) -> None:
    """Make everything in an empty database."""
    for statement in _statements(_script()):
        db.execute(statement)


def reshape(db: sqlite3.Connection) -> None:
    """Give an archive of any older schema today's, inside the transaction that is open.

    Foreign keys must not be enforced meanwhile. Tables and views that are not ours stay as they are.
    """
    wanted, there = _wanted(), _things(db)
    stale = [name for name, thing in wanted.items() if thing.type == "table" and name in there]
    stale = [name for name in stale if there[name].sql != wanted[name].sql]
    _drop(db, wanted, there, stale)
    db.execute("PRAGMA legacy_alter_table = ON")  # renaming a table does not rename it where others refer to it
    for name in stale:
        _replace(db, wanted[name])
    db.execute("PRAGMA legacy_alter_table = OFF")
    for thing in wanted.values():
        if thing.name not in _things(db):
            db.execute(thing.sql)


def altered(db: sqlite3.Connection) -> list[str]:
    """What of `schema.sql` is missing from an archive of today's schema, or stands there in other words."""
    there = _things(db)
    return [name for name, thing in _wanted().items() if there.get(name) != thing]


def _drop(db: sqlite3.Connection, wanted: dict[str, Thing], there: dict[str, Thing], stale: list[str]) -> None:
    """Drop what is ours, is no table and is another now, and whatever hangs on a table that is made anew."""
    for thing in there.values():
        if thing.type != "table" and (thing.table in wanted or thing.name in wanted):
            same = wanted.get(thing.name) == thing
            if thing.type in ("trigger", "view") or not same or thing.table in stale:
                db.execute(f"DROP {thing.type} {thing.name}")


def _replace(db: sqlite3.Connection, table: Thing) -> None:
    """Make a table anew and move its rows. Those of a virtual table are no rows that could be moved."""
    name, old = table.name, _OLD + table.name
    if table.sql.startswith("CREATE VIRTUAL TABLE"):
        db.execute(f"DROP TABLE {name}")
        db.execute(table.sql)
        return
    db.execute(f"ALTER TABLE {name} RENAME TO {old}")
    db.execute(table.sql)
    kept = [column for column in _columns(db, name) if column in _columns(db, old)]
    db.execute(f"INSERT INTO {name} ({', '.join(kept)}) SELECT {', '.join(kept)} FROM {old}")
    db.execute(f"DROP TABLE {old}")


def _columns(db: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in db.execute(f"PRAGMA table_info({table})")]


def _things(db: sqlite3.Connection) -> dict[str, Thing]:
    return {row[0]: Thing(*row) for row in db.execute(_OBJECTS)}


@cache
def _wanted() -> dict[str, Thing]:
    """Everything that `schema.sql` makes, in its order."""
    empty = sqlite3.connect(":memory:", isolation_level=None)
    try:
        make(empty)
        return _things(empty)
    finally:
        empty.close()


@cache
def _script() -> str:
    return (files("newsarchive.archive") / "schema.sql").read_text("utf-8")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script. `executescript` would commit the transaction that we are in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
