"""The table `article_search`: FTS5 without a content of its own, so that every change names the old words exactly."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from newsarchive.archive import bigrams

#: Title, text and byline, segmented.
Words = tuple[str, str, str]

_INSERT = "INSERT INTO article_search (rowid, title, body, byline) VALUES (?, ?, ?, ?)"
_DELETE = "INSERT INTO article_search (article_search, rowid, title, body, byline) VALUES ('delete', ?, ?, ?, ?)"
_ALL = """
SELECT articles.id, articles.title, texts.text,
  (SELECT group_concat(value, char(10)) FROM json_each(revisions.authors)),
  (SELECT group_concat(value, char(10)) FROM json_each(revisions.editors))
FROM articles
JOIN revisions ON revisions.article_id = articles.id AND revisions.number = articles.revision
JOIN texts ON texts.id = revisions.text_id ORDER BY articles.id"""


def byline(authors: Iterable[str], editors: Iterable[str]) -> str:
    """The people of an article, one a line."""
    return "\n".join([*authors, *editors])


def words(title: str, text: str, people: str) -> Words:
    """Title, text and byline as the index takes them."""
    return bigrams.segment(title), bigrams.segment(text), bigrams.segment(people)


def insert(db: sqlite3.Connection, article: int, found: Words) -> None:
    """Make an article findable."""
    db.execute(_INSERT, (article, *found))


def remove(db: sqlite3.Connection, article: int, found: Words) -> None:
    """Make an article unfindable. The words must be those that it was inserted with."""
    db.execute(_DELETE, (article, *found))


def settle(db: sqlite3.Connection) -> None:
    """Write the index down as one piece: what was removed leaves no trace in older ones. Takes minutes at a million."""
    db.execute("INSERT INTO article_search (article_search) VALUES ('optimize')")


def refill(db: sqlite3.Connection) -> bool:
    """Fill the index anew if another segmenter filled it; was that so?"""
    if db.execute("SELECT value FROM meta WHERE key = 'segmenter_version'").fetchone() == (bigrams.VERSION,):
        return False
    db.execute("INSERT INTO article_search (article_search) VALUES ('delete-all')")
    rows = db.execute(_ALL)
    while some := rows.fetchmany(500):
        db.executemany(_INSERT, ((i, *words(title, text, _people(a, e))) for i, title, text, a, e in some))
    db.execute("UPDATE meta SET value = ? WHERE key = 'segmenter_version'", [bigrams.VERSION])
    return True


def _people(authors: str | None, editors: str | None) -> str:
    return "\n".join(filter(None, (authors, editors)))
