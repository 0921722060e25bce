"""What another archive asked for, and what came: its publishers, crawls, URLs, visits and WARC files, joined into ours.

Nothing is known by its number here. A crawl is known by its spider, process and start, a URL by itself, a visit by its
URL and moment, a WARC file by its name and bytes; so the same ledger can be joined again and adds nothing.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from newsarchive.archive import frontier, records, stones, times, warc
from newsarchive.archive.records import Record

_PUBLISHERS = "INSERT OR IGNORE INTO publishers (slug, name, home, language, country) VALUES (?, ?, ?, ?, ?)"
_CRAWL = "spider, started_at, finished_at, status, process, code_version, settings, stats, books"
_URL = (
    "role", "state", "reason", "tries", "etag", "last_modified", "link_title", "link_published", "link_via",
    "link_form", "found_on", "due_at", "walked_at",
)  # fmt: skip
_URLS = f"""
SELECT urls.id, urls.url, target.url, publishers.slug, {", ".join("urls." + name for name in _URL)},
  urls.offered_in, urls.settled_in
FROM urls LEFT JOIN urls AS target ON target.id = urls.alias_of
LEFT JOIN publishers ON publishers.id = urls.publisher_id
WHERE urls.id > ? ORDER BY urls.id LIMIT ?"""
_VISIT = ("at", "method", "status", "error", "bytes", "digest", "warc_offset", "warc_length", "rights")
_VISITS = f"""
SELECT visits.id, urls.url, crawl_id, warc_id, {", ".join("visits." + name for name in _VISIT)}
FROM visits JOIN urls ON urls.id = visits.url_id WHERE visits.id > ? ORDER BY visits.id LIMIT ?"""
_FILES = "SELECT id, path, crawl_id, process, opened_at FROM warc_files ORDER BY id"
_FILE = (
    "INSERT INTO warc_files (path, crawl_id, process, opened_at, sealed_at, bytes, sha256) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_OF_REDACTED = """
SELECT urls.url, warc_offset, warc_length FROM visits JOIN urls ON urls.id = visits.url_id WHERE warc_id = ?"""
_GRAVE = """
SELECT url, reason, at FROM redactions
WHERE EXISTS (SELECT 1 FROM json_each(details, '$.urls') WHERE value = ?) ORDER BY id LIMIT 1"""

Numbers = dict[int | None, int | None]


def publishers(db: sqlite3.Connection, other: sqlite3.Connection) -> None:
    """Take over the publishers that are not here."""
    db.executemany(_PUBLISHERS, other.execute("SELECT slug, name, home, language, country FROM publishers").fetchall())


def crawls(db: sqlite3.Connection, other: sqlite3.Connection) -> Numbers:
    """Take over the crawls that are not here; return our numbers of theirs. One that was left running has crashed."""
    numbers: Numbers = {None: None}
    for crawl, *row in other.execute(f"SELECT id, {_CRAWL} FROM crawls ORDER BY id").fetchall():
        spider, started, finished, status, process, *rest = row
        same = "SELECT id FROM crawls WHERE spider = ? AND started_at = ? AND process = ?"
        found = db.execute(same, [spider, started, process]).fetchone()
        if status == "running":
            finished, status = started, "crashed"
        values = (spider, started, finished, status, process, *rest)
        sql = f"INSERT INTO crawls ({_CRAWL}) VALUES ({', '.join('?' * len(values))})"
        numbers[crawl] = found[0] if found else db.execute(sql, values).lastrowid
    return numbers


def file(
    db: sqlite3.Connection, other: sqlite3.Connection, folder: Path, theirs: Path, row: Sequence[Any], crawls: Numbers
) -> tuple[int, int]:
    """Take over a WARC file; return its number here, and how many bytes were copied.

    A torn tail is cut off. What is redacted here gets its gravestones before the file has its name.
    """
    number, path, crawl, process, opened = row
    beside = folder / f".{Path(path).name}.{os.getpid()}"
    try:
        shutil.copy2(theirs / path, beside)
        warc.cut(beside, 0)
        _bury(db, other, beside, number)
        sha256, size = warc.sha256(beside), beside.stat().st_size
        found = db.execute("SELECT id FROM warc_files WHERE sha256 = ? AND bytes = ?", [sha256, size]).fetchone()
        if found:
            return int(found[0]), 0
        name = _free(db, folder, path)
        values = (name, crawls[crawl], process, opened, times.utc(times.now()), size, sha256)
        made = db.execute(_FILE, values).lastrowid
        (folder / name).parent.mkdir(exist_ok=True)
        beside.replace(folder / name)
        return int(made or 0), size
    finally:
        beside.unlink(missing_ok=True)


def files(other: sqlite3.Connection, theirs: Path) -> list[Sequence[Any]]:
    """The other one's WARC files that are there."""
    return [row for row in other.execute(_FILES).fetchall() if (theirs / row[1]).exists()]


def urls(db: sqlite3.Connection, rows: Sequence[Sequence[Any]], crawls: Numbers) -> int:
    """Take over URLs that are not here, with what became of them; return how many."""
    fresh = [row for row in rows if frontier.exactly(db, row[1]) is None]
    for _, url, _, slug, *values in fresh:
        made = frontier.place(db, url)
        said = dict(zip(_URL, values, strict=False)) | {
            "publisher_id": _publisher(db, slug), "offered_in": crawls[values[-2]], "settled_in": crawls[values[-1]],
        }  # fmt: skip
        if frontier.root(db, made) == made and said["state"] != "alias":
            sets = ", ".join(f"{name} = ?" for name in said)
            db.execute(f"UPDATE urls SET {sets} WHERE id = ?", [*said.values(), made])
    return len(fresh)


def aliases(db: sqlite3.Connection, rows: Sequence[Sequence[Any]]) -> None:
    """Let other names of a page be other names of it here, where they are nothing else."""
    for _, url, target, *_ in rows:
        if target is not None:
            place = frontier.place(db, target)
            if not frontier.redacted(db, place):
                frontier.name_aliases(db, frontier.root(db, place), [url], None)


def visits(db: sqlite3.Connection, rows: Sequence[Sequence[Any]], crawls: Numbers, files: Numbers) -> int:
    """Take over visits that are not here; return how many. Of what is redacted here, no page is."""
    many = 0
    for _, url, crawl, file, *values in rows:
        row = frontier.place(db, url)
        if visit(db, url, values[0], values[1]) is None:
            said = dict(zip(_VISIT, values, strict=True))
            if frontier.redacted(db, row) or files.get(file) is None:
                file, said = None, said | {"warc_offset": None, "warc_length": None, "rights": ""}
            columns = {"url_id": row, "crawl_id": crawls[crawl], "warc_id": files[file], **said}
            marks = ", ".join("?" * len(columns))
            db.execute(f"INSERT INTO visits ({', '.join(columns)}) VALUES ({marks})", list(columns.values()))
            many += 1
    return many


def visit(db: sqlite3.Connection, url: str, at: str, method: str) -> int | None:
    """The row of the visit to exactly `url` at that moment."""
    sql = (
        "SELECT visits.id FROM visits JOIN urls ON urls.id = visits.url_id"
        " WHERE urls.url = ? AND visits.at = ? AND visits.method = ?"
    )
    row = db.execute(sql, [url, at, method]).fetchone()
    return int(row[0]) if row else None


def rows(other: sqlite3.Connection, table: str, some: int) -> Iterator[list[Sequence[Any]]]:
    """All `urls` or `visits` of the other one, some at a time."""
    last, sql = 0, _URLS if table == "urls" else _VISITS
    while found := other.execute(sql, [last, some]).fetchall():
        yield found
        last = found[-1][0]


def _publisher(db: sqlite3.Connection, slug: str | None) -> int | None:
    row = db.execute("SELECT id FROM publishers WHERE slug = ?", [slug]).fetchone()
    return int(row[0]) if row else None


def _free(db: sqlite3.Connection, folder: Path, path: str) -> str:
    """A name for a file that is not taken: another file of that name may have been made on another machine."""
    stem, number, name = path.removesuffix(".warc.gz"), 1, path
    while (folder / name).exists() or db.execute("SELECT 1 FROM warc_files WHERE path = ?", [name]).fetchone():
        number += 1
        name = f"{stem}-{number}.warc.gz"
    return name


def _bury(db: sqlite3.Connection, other: sqlite3.Connection, path: Path, number: int) -> None:
    """Put gravestones over the pages, in a copied file, of what is redacted here: those that our own file has."""
    for url, offset, length in other.execute(_OF_REDACTED, [number]):
        grave = db.execute(_GRAVE, [url]).fetchone() if frontier.is_redacted(db, url) else None
        if grave:
            behind = records.at(path, offset + length)
            more = behind.length if isinstance(behind, Record) and behind.type == "request" else 0
            name, reason, at = grave
            stones.put(path, offset, stones.stone(length + more, offset, name, reason, datetime.fromisoformat(at)))
