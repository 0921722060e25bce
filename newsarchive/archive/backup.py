"""Backups: an archive copied while it is written, complete in itself, and put back.

First the database, as it is at one moment; then the WARC files, which hold at least what the database told of then. A
copy takes the place of an older one only after it was found whole. In it no crawl runs and no file is open, so that it
can be opened wherever it is brought to.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from newsarchive.archive import crawls, failures, process, recovery, schema, verification, witness
from newsarchive.archive.answers import Copied, Fault, Tell
from newsarchive.archive.database import Database
from newsarchive.errors import Locked, NotAnArchive

Reading = Callable[[], AbstractContextManager[sqlite3.Connection]]

#: Pages of the database that are copied at a step.
_STEP = 2000
_SIZE = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"


@dataclass(frozen=True, slots=True)
class _File:
    """A WARC file to be copied."""

    path: str
    sealed: bool
    size: int


def copy(reading: Reading, source: Path, target: Path, tell: Tell, *, link: bool, dry_run: bool) -> Copied:
    """Copy the archive at `source` to `target`, WARC files as links where `link` is set and the disk is the same."""
    with reading() as db:
        (size,) = db.execute(_SIZE).fetchone()
        files = list(_files(db, source.parent))
    fresh = [file for file in files if not _there(source.parent / file.path, target.parent / file.path)]
    if dry_run:
        return _told(target, size, files, fresh)
    with failures.told(target), _unborn(target) as unborn:
        with reading() as db:
            _copy_database(db, unborn, tell)
        with closing(_plain(unborn)) as db:
            files = list(_files(db, source.parent))
            fresh = [file for file in files if not _there(source.parent / file.path, target.parent / file.path)]
            _copy_files(source.parent, target.parent, fresh, link, tell)
            _close(db, target.parent)
        faults = _faults(unborn, target.parent, {file.path for file in fresh}, tell)
        if all(fault.where.startswith("warc/") for fault in faults):
            _place(unborn, target)
    return replace(_told(target, size, files, fresh), faults=faults)


def found_in(folder: Path) -> Path:
    """The database of the backup in `folder`. Raises NotAnArchive where there is none, or more than one."""
    found = [file for file in sorted(folder.glob("*.db")) if not file.name.startswith(".")]
    if len(found) != 1:
        raise NotAnArchive(folder, "there is no backup here" if not found else "there is more than one database here")
    return found[0]


def may_replace(target: Path, *, force: bool) -> None:
    """Raise NotAnArchive where `target` is there and must not be replaced, Locked where a crawl runs in it."""
    if not target.exists():
        return
    if not force:
        raise NotAnArchive(target, "an archive is here already; --force replaces it")
    with closing(_plain(target)) as db, failures.told(target):
        schema.check(db, target, readonly=False)
        running = db.execute("SELECT id, spider, process FROM crawls WHERE status = 'running'").fetchall()
    for crawl, spider, owner in running:
        if process.runs(owner):
            raise Locked(target, "crawl {crawl} ({spider}) runs in it", crawl=crawl, spider=spider)


def _told(target: Path, size: int, files: list[_File], fresh: list[_File]) -> Copied:
    return Copied(str(target), size, len(fresh), sum(file.size for file in fresh), len(files) - len(fresh))


def _files(db: sqlite3.Connection, folder: Path) -> Iterator[_File]:
    """The WARC files that the database tells of and that are there; what is missing is `verify`'s to tell."""
    for path, sealed in db.execute("SELECT path, sealed_at IS NOT NULL FROM warc_files ORDER BY id"):
        if (folder / path).exists():
            yield _File(path, bool(sealed), (folder / path).stat().st_size)


def _there(source: Path, target: Path) -> bool:
    """Was this file copied before, and not changed since? A copy has the time of what it is a copy of."""
    if not target.exists():
        return False
    ours, theirs = source.stat(), target.stat()
    return (ours.st_size, ours.st_mtime_ns) == (theirs.st_size, theirs.st_mtime_ns) or source.samefile(target)


@contextmanager
def _unborn(target: Path) -> Iterator[Path]:
    """Where a copy is made until it may take its place; nothing of it stays if it never does."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unborn = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        yield unborn
    finally:
        for beside in ("", "-wal", "-shm", "-journal"):
            unborn.with_name(unborn.name + beside).unlink(missing_ok=True)


def _plain(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def _copy_database(db: sqlite3.Connection, unborn: Path, tell: Tell) -> None:
    """Copy in steps what the open transaction sees: who writes meanwhile is neither waited for nor copied."""
    db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    with closing(_plain(unborn)) as made:
        db.backup(made, pages=_STEP, progress=lambda _, left, total: tell("database", total - left, total))


def _copy_files(source: Path, target: Path, files: list[_File], link: bool, tell: Tell) -> None:
    done, total = 0, sum(file.size for file in files)
    for file in files:
        tell("warc files", done, total)
        (target / file.path).parent.mkdir(parents=True, exist_ok=True)
        if not (link and file.sealed and _linked(source / file.path, target / file.path)):
            _copy_file(source / file.path, target / file.path)
        done += file.size


def _linked(source: Path, target: Path) -> bool:
    """Give a file a second name at `target`; False where the disk is another, or has no such names."""
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        os.link(source, beside)
    except OSError:
        return False
    beside.replace(target)
    return True


def _copy_file(source: Path, target: Path) -> None:
    """Copy a file with its times, whole or not at all."""
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        shutil.copy2(source, beside)
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _close(db: sqlite3.Connection, folder: Path) -> None:
    """In a copy no crawl runs, and no file is open."""
    db.execute("BEGIN IMMEDIATE")
    for (crawl,) in db.execute("SELECT id FROM crawls WHERE status = 'running'").fetchall():
        crawls.finish(db, crawl, "crashed", {})
    for file, path in db.execute("SELECT id, path FROM warc_files WHERE sealed_at IS NULL").fetchall():
        recovery.seal(db, folder / path, file)
    db.execute("COMMIT")


def _faults(unborn: Path, folder: Path, fresh: set[str], tell: Tell) -> tuple[Fault, ...]:
    """What is wrong with a copy: everything in its database, and the files that are new in it."""
    with closing(Database(unborn, readonly=False, wait=5.0)) as opened:
        database = verification.verify(opened.reading, folder, ("database", "texts", "revisions", "search"), tell)
        return (*database, *witness.pages(opened.reading, folder, tell, fresh))


def _place(unborn: Path, target: Path) -> None:
    """Let a copy take its place; the log of what was there before goes, since it is another one's."""
    for beside in ("-wal", "-shm"):
        target.with_name(target.name + beside).unlink(missing_ok=True)
    unborn.replace(target)
