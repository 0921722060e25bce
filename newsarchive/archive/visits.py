"""The table `visits`: every request, what came of it, and where its bytes are kept."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from newsarchive import urls
from newsarchive.archive import frontier, times
from newsarchive.model import RENDER, Raw, Visit

_INSERT = """
INSERT INTO visits
  (crawl_id, url_id, at, method, status, error, bytes, digest, rights, warc_id, warc_offset,
   warc_length)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT id FROM warc_files WHERE path = ?), ?, ?)"""


@dataclass(frozen=True, slots=True)
class Original:
    """An earlier visit that brought a payload, and was kept: what a revisit record refers to."""

    url: str
    at: str
    """As its record has it."""


def header(visit: Visit, name: str) -> str:
    """The response's header of that name (lower case); "" if it has none."""
    return next((value for found, value in visit.headers if found.lower() == name), "")


def record(db: sqlite3.Connection, visit: Visit) -> int:
    """Write a visit down, once, with the validators that the next request to its URL shall carry."""
    row, at = frontier.place(db, urls.canonical(visit.url)), times.exact(visit.at)
    again = db.execute("SELECT id FROM visits WHERE url_id = ? AND at = ? AND method = ?", [row, at, visit.method])
    if found := again.fetchone():
        return int(found[0])
    if visit.status == 200 or (visit.status == 304 and header(visit, "etag")):
        _validators(db, row, visit)
    made = db.execute(_INSERT, (visit.crawl, row, at, visit.method, *_answer(visit), visit.rights, *_place(visit.raw)))
    return int(made.lastrowid or 0)


def original(db: sqlite3.Connection, visit: Visit, digest: bytes = b"") -> Original | None:
    """The kept visit whose payload this one repeats: the same bytes, or what a 304 says to be still true.

    `digest` is that of its body, where it is known. What a browser made is kept whole each time, and no answer refers
    to it.
    """
    if visit.method == RENDER:
        return None
    found = _last_digest(db, visit.url) if visit.status == 304 else digest or digest_of(visit) or None
    row = db.execute(
        "SELECT urls.url, visits.at FROM visits JOIN urls ON urls.id = visits.url_id"
        " WHERE visits.digest = ? AND visits.warc_id IS NOT NULL AND visits.method <> ? ORDER BY visits.id LIMIT 1",
        [found, RENDER],
    ).fetchone()
    return Original(*row) if row else None


def raw_of(db: sqlite3.Connection, url: str, at: str) -> Raw | None:
    """Where the answer of `url` at that time is kept."""
    row = db.execute(
        "SELECT warc_files.path, warc_offset, warc_length FROM visits JOIN urls ON urls.id = visits.url_id"
        " JOIN warc_files ON warc_files.id = visits.warc_id"
        " WHERE urls.url = ? AND visits.at = ? AND visits.method <> ?",
        [url, at, RENDER],
    ).fetchone()
    return Raw(*row) if row else None


def last_kept(db: sqlite3.Connection, url: str) -> Raw | None:
    """Where the last answer of `url` with a body is kept."""
    row = db.execute(
        "SELECT warc_files.path, warc_offset, warc_length FROM visits JOIN urls ON urls.id = visits.url_id"
        " JOIN warc_files ON warc_files.id = visits.warc_id"
        " WHERE urls.url = ? AND visits.status = 200 AND visits.method IN ('GET', ?)"
        " ORDER BY visits.at DESC, visits.id DESC LIMIT 1",
        [url, RENDER],
    ).fetchone()
    return Raw(*row) if row else None


def moment(visit: Visit | None, fetched_at: datetime | None) -> str:
    """When a page was seen, to the second."""
    return times.utc(fetched_at or (visit.at if visit else times.now()))


def _last_digest(db: sqlite3.Connection, url: str) -> bytes | None:
    row = db.execute(
        "SELECT digest FROM visits JOIN urls ON urls.id = visits.url_id"
        " WHERE urls.url = ? AND visits.status = 200 AND visits.method <> ? ORDER BY visits.id DESC LIMIT 1",
        [urls.canonical(url), RENDER],
    ).fetchone()
    return row[0] if row else None


def _validators(db: sqlite3.Connection, row: int, visit: Visit) -> None:
    sql = "UPDATE urls SET etag = ?1, last_modified = ?2 WHERE id = ?3 AND (etag, last_modified) <> (?1, ?2)"
    db.execute(sql, [header(visit, "etag"), header(visit, "last-modified"), row])


def _answer(visit: Visit) -> tuple[int | None, str | None, int, bytes | None]:
    error = None if visit.status is not None else visit.error or "unknown"
    return visit.status, error, len(visit.body), digest_of(visit) or None


def _place(raw: Raw | None) -> tuple[str, int | None, int | None]:
    return (raw.file, raw.offset, raw.length) if raw else ("", None, None)


def digest_of(visit: Visit) -> bytes:
    """SHA-1 of a visit's body, worked out once for its record and its row; b"" where it has none."""
    if visit.raw and visit.raw.digest:
        return visit.raw.digest
    return hashlib.sha1(visit.body, usedforsecurity=False).digest() if visit.body else b""
