"""The façade of what is done to an archive once in a while: each task is on its own shelf."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from newsarchive.archive import (
    backup,
    bigrams,
    failures,
    heirs,
    merging,
    redaction,
    schema,
    sketches,
    times,
    traces,
    verification,
)
from newsarchive.archive.answers import Copied, Fault, Merged, Redaction, Tell
from newsarchive.archive.database import Database
from newsarchive.archive.export import entries, formats, tables
from newsarchive.archive.warc import Shelf
from newsarchive.errors import NotAnArchive


def nobody(part: str, done: int, total: int) -> None:
    """Nobody wants to be told how far a task is."""


class Upkeep:
    """The upkeep of the archive that is opened as `database`, whose WARC files `shelf` writes.

    `tell(part, done, of)` is told how far a task is. Each can be stopped (KeyboardInterrupt) without harm.
    """

    def __init__(self, database: Database, shelf: Shelf) -> None:
        self._db, self._warc, self._folder = database, shelf, database.path.parent

    def verify(self, *parts: str, tell: Tell = nobody) -> Iterator[Fault]:
        """What is not as it was written, as it is found; `parts` are of `verification.PARTS`, none means USUAL.

        Reads a little at a time and holds no lock.
        """
        return verification.verify(self._db.reading, self._folder, parts or verification.USUAL, tell)

    def backup(self, folder: Path, *, link: bool = True, dry_run: bool = False, tell: Tell = nobody) -> Copied:
        """Copy the archive as it is now into `folder`, while it may go on being written; what is there stays.

        WARC files that are complete become links where the disk is the same, unless `link` is False. The copy of the
        database, and the files that are new, are verified. Raises NotAnArchive for the archive's own folder, DiskFull.
        """
        if folder.exists() and folder.samefile(self._folder):
            raise NotAnArchive(folder, "a backup needs a folder of its own")
        path = self._db.path
        return backup.copy(self._db.reading, path, folder / path.name, tell, link=link, dry_run=dry_run)

    def export(
        self, out: Path | None, kind: str, words: str = "", *, limit: int = 0, history: bool = False, title: str = "",
        tell: Tell = nobody,
    ) -> int:  # fmt: skip
        """Write the articles that match `words` ("": all) to `out` as one of `export.FORMATS`; return how many.

        `history` gives each revision a row, `limit` is at most how many articles (0: all; feeds show the newest).
        `out` None is stdout, for jsonl, csv and jsonfeed (else ValueError). Raises QueryError, NotInstalled, DiskFull.
        """
        chosen = (self._db.reading, self._folder, out, kind, words, tell)
        return formats.export(*chosen, limit=limit, history=history, title=title)

    def table(self, words: str = "", *, limit: int = 0, history: bool = False) -> Any:
        """The articles that match as a pyarrow.Table: `.to_pandas()`, `polars.from_arrow(…)`; columns as in Parquet.

        Raises QueryError, NotInstalled.
        """
        return tables.table(entries.select(self._db.reading, words, nobody, limit=limit, history=history))

    def merge(self, other: Path, *, dry_run: bool = False, tell: Tell = nobody) -> Merged:
        """Join the archive at `other` into this one, which gets its pages, history and ledger; `other` stays as it is.

        Interrupted, or made again, it goes on with what is missing. Raises Locked while a crawl runs in `other`.
        """
        return merging.preview(self._db, other) if dry_run else merging.Merge(self._db, other, tell).run()

    def take_lines(self, path: Path, *, tell: Tell = nobody) -> Merged:
        """Add the articles of a file of JSON Lines that `export` wrote, in its order. Raises NotAnArchive."""
        return merging.lines(self._db, path, tell)

    def redact(self, url: str, reason: str, *, dry_run: bool = False, tell: Tell = nobody) -> Redaction:
        """Take what was published at `url` out of the archive: rows, search index, free pages, log, and WARC files.

        A tombstone stays, the chain of revisions goes on over it, and the URL is never asked for again. What was
        redacted before is wiped once more, in case that was interrupted. Raises KeyError where nothing is known of
        `url`, and Locked where a reader keeps old pages from being wiped.
        """
        with self._db.reading() as db:
            what = redaction.plan(db, self._folder, url)
            remains = traces.remaining(db, self._folder, what)
        told = redaction.summary(what, remains)
        if not dry_run:
            self._redact(what, reason, tell)
        return told

    def _redact(self, what: redaction.Plan, reason: str, tell: Tell) -> None:
        tell("tables", 0, 0)
        if not what.again or what.places:
            moved = heirs.move(self._db.reading, self._folder, self._warc, what)
            with self._db.writing() as db, failures.interruptible(db):
                redaction.take_away(db, what, reason, moved, times.now())
        tell("pages", 0, 0)
        with self._db.writing() as db:
            redaction.erase(db, self._folder)
        tell("free pages", 0, 0)
        self._db.wipe()


def restore(folder: Path, path: Path, *, force: bool = False, dry_run: bool = False, tell: Tell = nobody) -> Copied:
    """Put the backup in `folder` to `path`, verified. Raises NotAnArchive where there is none, or something at `path`.

    With `force` the archive at `path` is replaced, unless a crawl runs in it (Locked). What was there before stays
    until the copy is found whole, and WARC files that the backup does not know stay for good.
    """
    backup.may_replace(path, force=force)
    source = backup.found_in(folder)
    with closing(Database(source, readonly=True, wait=5.0)) as opened:
        return backup.copy(opened.reading, source, path, tell, link=False, dry_run=dry_run)


#: What an opening for writing brings up to date, as `meta` calls it.
_VERSIONS = {
    "schema_version": str(schema.SCHEMA),
    "segmenter_version": bigrams.VERSION,
    "sketch_version": sketches.VERSION,
}


def outdated(path: Path) -> dict[str, tuple[str, str]]:
    """What opening the archive at `path` for writing will make anew: by its name in `meta`, its version and today's.

    Raises NotAnArchive, SchemaTooNew.
    """
    with failures.told(path), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
        schema.check(db, path, readonly=False)
        there = dict(db.execute("SELECT key, value FROM meta"))
        there["schema_version"] = str(db.execute("PRAGMA user_version").fetchone()[0])
    return {name: (there.get(name, ""), new) for name, new in _VERSIONS.items() if there.get(name) != new}
