"""The one place where what SQLite and the disk say is put into the archive's own words."""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newsarchive.errors import ArchiveError, DiskFull, Locked, NotAnArchive, ReadOnly, TookTooLong

_DAMAGED = "the database is damaged; restore a backup of it"
_SQLITE: dict[str, tuple[type[ArchiveError], str]] = {
    "SQLITE_NOTADB": (NotAnArchive, "this file is no SQLite database"),
    "SQLITE_CORRUPT": (NotAnArchive, _DAMAGED),
    "SQLITE_READONLY": (ReadOnly, "the archive cannot be written"),
    "SQLITE_CANTOPEN": (ReadOnly, "the archive, or the folder it is in, cannot be opened"),
    "SQLITE_PERM": (ReadOnly, "the archive must not be written by this user"),
    "SQLITE_FULL": (DiskFull, "no space is left on the disk"),
    "SQLITE_IOERR_SHMSIZE": (DiskFull, "no space is left on the disk"),
    "SQLITE_IOERR": (ArchiveError, "the disk could not be read or written"),
    "SQLITE_BUSY": (Locked, "another process is writing"),
    "SQLITE_INTERRUPT": (TookTooLong, "this question takes too long"),
    "SQLITE_LOCKED": (Locked, "another connection of this process is writing"),
}
_DISK: dict[int | None, tuple[type[ArchiveError], str]] = {
    errno.ENOSPC: (DiskFull, "no space is left on the disk"),
    errno.EDQUOT: (DiskFull, "the disk quota is used up"),
    errno.EFBIG: (DiskFull, "a file may not grow any further here"),
    errno.EACCES: (ReadOnly, "this file must not be written by this user"),
    errno.EPERM: (ReadOnly, "this file must not be written by this user"),
    errno.EROFS: (ReadOnly, "the disk is read-only"),
    errno.EIO: (ArchiveError, "the disk could not be read or written"),
}
#: Steps of SQLite's machine between two looks at whether somebody pressed Ctrl-C.
_PATIENCE = 200_000


@contextmanager
def told(path: Path, holder: Callable[[], str] = str) -> Iterator[None]:
    """Turn what goes wrong with the archive at `path` into an ArchiveError; `holder` says who holds its lock.

    What is no state of disk or file, a broken constraint or a wrong statement, is ours and goes through as it is.
    """
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        found = _SQLITE.get(name) or _SQLITE.get("_".join(name.split("_")[:2]))
        if found is None:
            raise
        kind, words = found
        if kind is Locked and (who := holder()):
            raise Locked(path, "another process is writing: {who}", who=who) from error
        raise kind(path, words) from error
    except UnicodeDecodeError as error:  # SQLite quotes the damaged words in what it says of them
        raise NotAnArchive(path, _DAMAGED) from error
    except OSError as error:
        if error.errno not in _DISK:
            raise
        kind, words = _DISK[error.errno]
        raise kind(error.filename or path, words) from error


@contextmanager
def interruptible(db: sqlite3.Connection) -> Iterator[None]:
    """Let Ctrl-C end a statement that runs for minutes: SQLite gives Python the word now and then.

    It does not while it checks the pages of a table; there it is told by a thread, that the signal wakes.
    """
    db.set_progress_handler(int, _PATIENCE)
    try:
        with _watched(db):
            yield
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorname", "") != "SQLITE_INTERRUPT":
            raise
        raise KeyboardInterrupt from error  # what Python raised while it had the word, and SQLite made an error of
    finally:
        with suppress(sqlite3.ProgrammingError):  # closed meanwhile
            db.set_progress_handler(None, 0)


@contextmanager
def _watched(db: sqlite3.Connection) -> Iterator[None]:
    """Interrupt `db` when Ctrl-C is pressed, though Python itself does not learn of it. Signals come to one thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    before = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    watcher = threading.Thread(target=_watch, args=(reader, db), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        os.close(writer)
        watcher.join()
        os.close(reader)


def _watch(reader: int, db: sqlite3.Connection) -> None:
    """Wait for the number of a signal, or for the end."""
    while told := os.read(reader, 1):
        if told[0] == signal.SIGINT:
            db.interrupt()
