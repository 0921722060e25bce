"""What an opening mends: crawls and WARC files that a process left behind when it was killed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from newsarchive.archive import process, times, warc


def seal_left_open(db: sqlite3.Connection, folder: Path) -> None:
    """Cut the torn tail off every WARC file whose writer is gone, and seal the file."""
    left = db.execute("SELECT id, path, process FROM warc_files WHERE sealed_at IS NULL").fetchall()
    for file, path, owner in left:
        if not process.runs(owner):
            seal(db, folder / path, file)


def opened(db: sqlite3.Connection, path: str, crawl: int | None) -> None:
    """A WARC file is about to be made."""
    values = (path, crawl, process.name(), times.utc(times.now()))
    db.execute("INSERT INTO warc_files (path, crawl_id, process, opened_at) VALUES (?, ?, ?, ?)", values)


def sealed(db: sqlite3.Connection, path: str, size: int, sha256: bytes) -> None:
    """A WARC file is complete."""
    values = (times.utc(times.now()), size, sha256, path)
    db.execute("UPDATE warc_files SET sealed_at = ?, bytes = ?, sha256 = ? WHERE path = ?", values)


def seal(db: sqlite3.Connection, path: Path, file: int) -> None:
    """Cut the torn tail off a file that nobody writes any more, and seal it; forget one that was never begun.

    Records up to the last recorded one are whole: they were flushed before they were recorded.
    """
    recorded = db.execute("SELECT max(warc_offset + warc_length) FROM visits WHERE warc_id = ?", [file]).fetchone()[0]
    if path.exists():
        warc.cut(path, recorded or 0)
    if recorded is None and (not path.exists() or path.stat().st_size == 0):
        path.unlink(missing_ok=True)
        db.execute("DELETE FROM warc_files WHERE id = ?", [file])
    elif path.exists():
        values = (times.utc(times.now()), path.stat().st_size, warc.sha256(path), file)
        db.execute("UPDATE warc_files SET sealed_at = ?, bytes = ?, sha256 = ? WHERE id = ?", values)
