"""One connection to the archive's SQLite file: opened, tuned, and its transactions."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsarchive.archive import failures, schema
from newsarchive.errors import Locked, NotAnArchive, ReadOnly

#: Milliseconds are what SQLite counts its patience in.
_PRAGMAS = (
    "PRAGMA busy_timeout = {wait}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA secure_delete = OFF",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -32768",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA wal_autocheckpoint = 16000",  # pages that change with every article are copied back once for many
)

#: Steps of SQLite's machine between two looks at the clock.
_LOOK = 10_000


class Database:
    """The SQLite file at `path`. `wait` is how many seconds to wait for another writer."""

    def __init__(self, path: Path, *, readonly: bool, wait: float) -> None:
        self.path, self.readonly, self._wait = path, readonly, wait
        self._joined = False
        with failures.told(path):
            if path.is_dir():
                raise NotAnArchive(path, "this is a folder")
            if not path.exists() or path.stat().st_size == 0:
                self._create()
            self._connection = self._connect()
            self._tune()

    def close(self) -> None:
        with failures.told(self.path):
            self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One consistent view of the archive."""
        if self._joined:
            yield self._connection
            return
        with failures.told(self.path, self._holder):
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self._connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, all of it or nothing. Raises Locked, ReadOnly, DiskFull."""
        if self._joined:
            with self._step() as db:
                yield db
            return
        if self.readonly:
            raise ReadOnly(self.path, "the archive was opened for reading")
        with failures.told(self.path, self._holder):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            finally:
                self._connection.rollback()  # nothing is left to roll back after the COMMIT

    @contextmanager
    def joined(self) -> Iterator[sqlite3.Connection]:
        """One transaction of everything that is read and written within."""
        with self.writing() as db:
            self._joined = True
            try:
                yield db
            finally:
                self._joined = False

    @contextmanager
    def viewed(self) -> Iterator[None]:
        """One consistent view of everything that is read within. Nothing may be written there."""
        with self.reading():
            self._joined = True
            try:
                yield
            finally:
                self._joined = False

    @contextmanager
    def _step(self) -> Iterator[sqlite3.Connection]:
        """A part of the transaction that is open: all of the part or nothing."""
        self._connection.execute("SAVEPOINT step")
        try:
            yield self._connection
        except BaseException:
            self._connection.execute("ROLLBACK TO step")
            raise
        finally:
            self._connection.execute("RELEASE step")

    def bound(self, seconds: float) -> None:
        """Break off what is asked from now on when `seconds` are over: it raises TookTooLong."""
        end = time.monotonic() + seconds
        self._connection.set_progress_handler(lambda: time.monotonic() > end, _LOOK)

    def flush(self) -> None:
        """Return when every transaction is on the disk, and not only in the system's memory."""
        beside = self.path.with_name(self.path.name + "-wal")
        with failures.told(self.path), beside.open("rb+") as log:
            os.fsync(log.fileno())

    def wipe(self) -> None:
        """Write the database anew, so that neither free pages nor the log hold what was deleted.

        Takes as much room again while it runs, in the database's folder and in SQLite's for temporary files. Raises
        Locked where somebody still reads the old pages.
        """
        with failures.told(self.path, self._holder), failures.interruptible(self._connection):
            self._connection.execute("PRAGMA temp_store = FILE")
            try:
                self._connection.execute("VACUUM")
                (busy, *_) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                self._connection.execute("PRAGMA temp_store = MEMORY")
        if busy:
            raise Locked(self.path, "somebody reads it, so that old pages could not be wiped; try again")

    def _create(self) -> None:
        if self.readonly:
            raise NotAnArchive(self.path, "there is no archive here")
        schema.create(self.path)

    def _connect(self) -> sqlite3.Connection:
        mode = "rwc" if not self.readonly else "ro" if self._has_company() else "ro&immutable=1"
        return sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=self._wait,
            isolation_level=None,
            cached_statements=256,
        )

    def _has_company(self) -> bool:
        """May others write while we read? Not on a read-only disk; and there SQLite could not open its side files."""
        beside = self.path.with_name(self.path.name + "-wal")
        probe = self.path.with_name(self.path.name + "-shm")
        return beside.exists() or probe.exists() or _writable(self.path.parent)

    def _tune(self) -> None:
        try:
            schema.check(self._connection, self.path, readonly=self.readonly)
            for pragma in _PRAGMAS:
                self._connection.execute(pragma.format(wait=round(self._wait * 1000)))
            if not self.readonly:
                self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self) -> None:
        self._connection.execute("PRAGMA journal_mode = WAL")
        if self._connection.execute("PRAGMA user_version").fetchone()[0] < schema.SCHEMA:
            schema.migrate(self._connection, self.path)

    def _holder(self) -> str:
        """Who holds the lock, as far as the running crawls tell; "" where none of them does."""
        running = self._connection.execute("SELECT id, spider, process FROM crawls WHERE status = 'running'").fetchall()
        told = [f"crawl {crawl} ({spider}), {_person(process)}" for crawl, spider, process in running]
        return " or ".join(told)


def _person(process: str) -> str:
    host, pid, _ = process.rsplit(":", 2)
    return f"process {pid} on {host}"


def _writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK)
