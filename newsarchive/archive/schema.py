"""The schema: its number, how a file comes to have it, and how a file that has another is refused."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

from newsarchive.errors import NotAnArchive, SchemaTooNew, SchemaTooOld

#: In the file's header: this SQLite database is a news archive ("Narc").
APPLICATION = 0x4E617263
#: In the file's header too, as user_version. A migration more is a number more.
SCHEMA = 5

#: Bytes of a page of a new file. Every article touches a dozen indexes, and each page that it touches is written down
#: whole; and texts, most of which have two or three thousand bytes, leave less of a small page empty.
_PAGE = 2048

#: What a disk without hard links says: FAT, network shares, FUSE. A folder that nobody may write to says one of them
#: too, and says it again.
_NO_LINKS = (errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)

_TOO_NEW = "its schema is number {found}, this newsarchive knows {ours}: upgrade newsarchive"
_TOO_OLD = "its schema is number {found}, this newsarchive reads {ours}: open it for writing once: newsarchive upgrade"


#: The schema's number stands in the file's header for tools, and in `meta` for people; the greater one counts.
_VERSION = """SELECT max(user_version, coalesce(
  (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'schema_version'), 0)) FROM pragma_user_version"""


def create(path: Path) -> None:
    """Make an empty archive at `path`, whole or not at all: nobody ever sees a half one.

    It is built beside `path` and linked to it; a file that somebody else put there meanwhile stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unborn = path.with_name(f".{path.name}.{os.getpid()}")
    unborn.unlink(missing_ok=True)
    connection = sqlite3.connect(unborn, isolation_level=None)
    try:
        connection.execute(f"PRAGMA page_size = {_PAGE}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        migrate(connection, path)
        connection.close()
        _place(unborn, path)
    finally:
        connection.close()
        unborn.unlink(missing_ok=True)


def check(connection: sqlite3.Connection, path: Path, *, readonly: bool) -> None:
    """Raise NotAnArchive where somebody else made this database, SchemaTooNew where a later newsarchive did.

    SchemaTooOld where an earlier one did and the file is to be read only: nobody may bring it up to date.
    """
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise NotAnArchive(path, "this SQLite database was not made by newsarchive")
    found = connection.execute(_VERSION).fetchone()[0]
    if found > SCHEMA:
        raise SchemaTooNew(path, _TOO_NEW, found=found, ours=SCHEMA)
    if readonly and found < SCHEMA:
        raise SchemaTooOld(path, _TOO_OLD, found=found, ours=SCHEMA)


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring an archive to today's schema, in one transaction. Raises NotAnArchive where a row is damaged."""
    from newsarchive.archive import migrations  # brings pandas along where that is installed: a second, for one start

    enforced = connection.execute("PRAGMA foreign_keys").fetchone()[0]
    connection.execute("PRAGMA foreign_keys = OFF")  # has no effect inside of the transaction
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(connection)
        if connection.execute("SELECT 1 FROM pragma_foreign_key_check").fetchone():
            raise NotAnArchive(path, "the database is damaged, a row refers to one that is missing; restore a backup")
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('schema_version', ?)", [str(SCHEMA)])
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.execute("COMMIT")
    finally:
        connection.rollback()  # nothing is left to roll back after the COMMIT
        connection.execute(f"PRAGMA foreign_keys = {enforced}")


def _place(unborn: Path, path: Path) -> None:
    try:
        os.link(unborn, path)
    except FileExistsError:
        if path.stat().st_size == 0:  # `touch archive.db`, or tempfile's
            unborn.replace(path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        unborn.replace(path)
