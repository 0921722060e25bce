"""Images and attachments of another archive, joined into ours: shown by the revisions that say what theirs said."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from newsarchive.archive import articles, frontier, ledger

_THEIRS = """
SELECT article_media.article_id, article_media.revision, article_media.media_id, page.url, revisions.title,
  texts.sha256, caption,
  shown.url, media.kind, media.digest, visited.url, visits.at, visits.method
FROM article_media
JOIN revisions ON revisions.article_id = article_media.article_id AND revisions.number = article_media.revision
JOIN texts ON texts.id = revisions.text_id
JOIN articles ON articles.id = article_media.article_id JOIN urls AS page ON page.id = articles.url_id
JOIN media ON media.id = media_id JOIN urls AS shown ON shown.id = media.url_id
JOIN visits ON visits.id = media.visit_id JOIN urls AS visited ON visited.id = visits.url_id
WHERE (article_media.article_id, article_media.revision, article_media.media_id) > (?, ?, ?)
ORDER BY 1, 2, 3 LIMIT ?"""
_OURS = """
SELECT number FROM revisions JOIN texts ON texts.id = text_id
WHERE article_id = ? AND title = ? AND sha256 = ? ORDER BY number LIMIT 1"""
_MEDIA = "INSERT OR IGNORE INTO media (url_id, kind, digest, visit_id) VALUES (?, ?, ?, ?)"
_SHOW = "INSERT OR IGNORE INTO article_media (article_id, revision, media_id, caption) VALUES (?, ?, ?, ?)"


def rows(other: sqlite3.Connection, some: int) -> Iterator[list[Sequence[Any]]]:
    """What the other one's revisions show, some at a time."""
    last: Sequence[Any] = (0, 0, 0)
    while found := other.execute(_THEIRS, [*last[:3], some]).fetchall():
        yield found
        last = found[-1]


def join(db: sqlite3.Connection, rows: Sequence[Sequence[Any]]) -> None:
    """Let our revisions show what theirs show, where the visit that brought it is here."""
    for _, _, _, page, title, sha256, caption, url, kind, digest, *visited in rows:
        named = None if frontier.is_redacted(db, page) else articles.named(db, page)
        number = db.execute(_OURS, [named[0], title, sha256]).fetchone() if named else None
        visit = ledger.visit(db, *visited)
        if named and number and visit is not None:
            place = frontier.place(db, url)
            db.execute(_MEDIA, [place, kind, digest, visit])
            media = db.execute("SELECT id FROM media WHERE url_id = ? AND digest = ?", [place, digest]).fetchone()
            db.execute(_SHOW, [named[0], number[0], media[0], caption])
