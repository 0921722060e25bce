"""What makes an archive of each schema one of the next; in a new file the first makes everything."""

from __future__ import annotations

import sqlite3
from importlib.metadata import version

from sqlite_utils import Database as Maintained
from sqlite_utils import Migrations

from newsarchive.archive import chain, shape, times
from newsarchive.archive.bigrams import VERSION as SEGMENTER
from newsarchive.archive.sketches import VERSION as SKETCH

migrations = Migrations("newsarchive")


def apply(connection: sqlite3.Connection) -> None:
    """Make what is missing, inside the transaction that is open."""
    migrations.apply(Maintained(connection, execute_plugins=False))


@migrations()
def first(database: Maintained) -> None:
    """Everything that schema.sql says today; what follows finds nothing left to do in a new file."""
    shape.make(database.conn)
    now, ours = times.utc(times.now()), version("newsarchive")
    facts = {"segmenter_version": SEGMENTER, "sketch_version": SKETCH, "created_by": ours, "created_at": now}
    database.conn.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", facts.items())


@migrations()
def second(database: Maintained) -> None:
    """What becomes of pages, how they were edited, rights, re-readings, runs, media, redactions, watches."""
    shape.reshape(database.conn)
    chain.fill(database.conn)


@migrations()
def third(database: Maintained) -> None:
    """Filters as terms of the search index."""
    shape.reshape(database.conn)


@migrations()
def fourth(database: Maintained) -> None:
    """An index of what is missing."""
    shape.reshape(database.conn)


@migrations()
def fifth(database: Maintained) -> None:
    """Checks of rows that ask no more of most of them than one comparison."""
    shape.reshape(database.conn)
