"""Is the archive sound? What `newsarchive doctor` tells."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from newsarchive.archive.answers import Check

#: In these versions two connections that write or checkpoint at one moment can lose what the first one wrote.
_RACE = ((3, 7, 0), (3, 51, 2))
_SHOWN = 3


def checks(db: sqlite3.Connection, folder: Path, *, readonly: bool) -> Iterator[Check]:
    """Look at the library, the file, its references, the search index, and the WARC files beside it."""
    yield _library()
    yield from sound(db)
    yield search(db, readonly=readonly)
    yield _warc(db, folder)


def sound(db: sqlite3.Connection) -> Iterator[Check]:
    """What SQLite itself can say of the database, and whether every article can be found."""
    yield _pragma(db, "integrity_check", "every page and index of the database is sound")
    yield _pragma(db, "foreign_key_check", "no row refers to one that is missing")
    yield _findable(db)


def _library() -> Check:
    words = f"SQLite {sqlite3.sqlite_version}"
    if not _RACE[0] <= sqlite3.sqlite_version_info <= _RACE[1]:
        return Check("sqlite", True, words)
    advice = "let one process write at a time, or use a Python with SQLite 3.51.3 or later"
    return Check("sqlite", True, f"{words}: has a rare race when two processes write at once; {advice}")


def _pragma(db: sqlite3.Connection, name: str, good: str) -> Check:
    found = [row for row in db.execute(f"PRAGMA {name}") if row != ("ok",)]
    return Check(name, not found, _some([" ".join(map(str, row)) for row in found]) if found else good)


def search(db: sqlite3.Connection, *, readonly: bool) -> Check:
    """Does the search index agree with itself?

    FTS5 checks itself by way of an INSERT, which a connection for reading may not make.
    """
    if readonly:
        found = [row[0] for row in db.execute("PRAGMA quick_check(article_search)") if row != ("ok",)]
        return Check("search index", not found, _some(found) if found else "can be read")
    try:
        db.execute("INSERT INTO article_search (article_search) VALUES ('integrity-check')")
    except sqlite3.OperationalError:  # locked, read-only, full: that says nothing of the index
        raise
    except sqlite3.DatabaseError as error:
        return Check("search index", False, str(error))
    return Check("search index", True, "agrees with itself")


def _findable(db: sqlite3.Connection) -> Check:
    many = db.execute("SELECT count(*) FROM articles").fetchone()[0]
    sized = db.execute("SELECT count(*) FROM article_search_docsize").fetchone()[0]
    return Check("search", many == sized, f"{sized} of {many} articles are in the search index")


def _warc(db: sqlite3.Connection, folder: Path) -> Check:
    named = db.execute(
        "SELECT path, coalesce(warc_files.bytes, max(warc_offset + warc_length), 0)"
        " FROM warc_files LEFT JOIN visits ON visits.warc_id = warc_files.id GROUP BY warc_files.id"
    ).fetchall()
    missing = [path for path, _ in named if not (folder / path).exists()]
    short = [path for path, size in named if (folder / path).exists() and (folder / path).stat().st_size < size]
    wrong = [f"{path} is missing" for path in missing] + [f"{path} is cut short" for path in short]
    return Check("warc files", not wrong, _some(wrong) if wrong else f"{len(named)}, all there")


def _some(wrong: list[str]) -> str:
    more = f" and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
    return "; ".join(wrong[:_SHOWN]) + more
