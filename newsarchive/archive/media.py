"""The tables `media` and `article_media`: images and attachments that articles show, each payload kept once.

`Archive.media` is this shelf.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Literal

from newsarchive.archive import frontier, visits
from newsarchive.archive.database import Database
from newsarchive.model import Raw, Visit

Kind = Literal["image", "attachment"]

KINDS: tuple[Kind, ...] = ("image", "attachment")
_KNOWN = """
SELECT media.id FROM media WHERE url_id = ? ORDER BY media.id DESC LIMIT 1"""
_SHOWN = """
SELECT media.kind, urls.url, article_media.caption, lower(hex(media.digest)), visits.bytes, warc_files.path,
  visits.warc_offset, visits.warc_length
FROM article_media
JOIN media ON media.id = article_media.media_id
JOIN urls ON urls.id = media.url_id
JOIN visits ON visits.id = media.visit_id
LEFT JOIN warc_files ON warc_files.id = visits.warc_id
WHERE article_id = ? AND revision = ? ORDER BY media.kind DESC, media.id"""

_PLACE = """
SELECT warc_files.path, visits.warc_offset, visits.warc_length FROM media
JOIN visits ON visits.id = media.visit_id JOIN warc_files ON warc_files.id = visits.warc_id
WHERE media.digest = ? LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Shown:
    """An image or an attachment that a revision shows."""

    kind: Kind
    url: str
    caption: str
    digest: str
    """SHA-1 of the payload, in hexadecimal digits."""
    bytes: int
    raw: Raw | None
    """Where it is kept: `Archive.page(raw).body` is the payload."""


class Media:
    """Images and attachments. Every method raises what Archive's do."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def known(self, url: str) -> int | None:
        """The row of what was kept of `url` last; None if nothing was."""
        with self._db.reading() as db:
            return _known(db, url)

    def link(self, article: int, revision: int, media: int, caption: str = "") -> None:
        """Write down that a revision shows what is kept already."""
        with self._db.writing() as db:
            _link(db, article, revision, media, caption)

    def add(self, article: int, revision: int, kind: Kind, caption: str, visit: Visit) -> int:
        """Write down a visit that brought something that a revision shows; return its row.

        Raises ValueError for a visit without a body.
        """
        if not visit.body:
            raise ValueError(f"{visit.url}: nothing came")
        with self._db.writing() as db:
            number = visits.record(db, visit)
            url = frontier.place(db, visit.url)
            (digest,) = db.execute("SELECT digest FROM visits WHERE id = ?", [number]).fetchone()
            sql = "INSERT OR IGNORE INTO media (url_id, kind, digest, visit_id) VALUES (?, ?, ?, ?)"
            db.execute(sql, [url, kind, digest, number])
            found = db.execute("SELECT id FROM media WHERE url_id = ? AND digest = ?", [url, digest]).fetchone()
            _link(db, article, revision, found[0], caption)
            return int(found[0])

    def shown(self, article: int, revision: int) -> list[Shown]:
        """What a revision shows, images first."""
        with self._db.reading() as db:
            rows = db.execute(_SHOWN, [article, revision]).fetchall()
        return [Shown(*(*row[:5], Raw(*row[5:]) if row[5] else None)) for row in rows]


def place(db: sqlite3.Connection, digest: str) -> Raw | None:
    """Where the payload of that digest is kept."""
    row = db.execute(_PLACE, [bytes.fromhex(digest)]).fetchone()
    return Raw(*row) if row else None


def _known(db: sqlite3.Connection, url: str) -> int | None:
    at = frontier.find(db, url)
    row = db.execute(_KNOWN, [at]).fetchone()
    return int(row[0]) if row else None


def _link(db: sqlite3.Connection, article: int, revision: int, media: int, caption: str) -> None:
    sql = "INSERT OR IGNORE INTO article_media (article_id, revision, media_id, caption) VALUES (?, ?, ?, ?)"
    db.execute(sql, [article, revision, media, caption])
