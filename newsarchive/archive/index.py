"""The table `article_search`: FTS5 without a content of its own, so that every change names the old words exactly."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from newsarchive.archive import bigrams, facets
from newsarchive.archive.answers import Tell

#: Title, text and byline, segmented, and the terms of `facets`.
Words = tuple[str, str, str, str]

_INSERT = "INSERT INTO article_search (rowid, title, body, byline, facets) VALUES (?, ?, ?, ?, ?)"
_DELETE = """
INSERT INTO article_search (article_search, rowid, title, body, byline, facets) VALUES ('delete', ?, ?, ?, ?, ?)"""
_ALL = """
SELECT articles.id, articles.title, texts.text,
  (SELECT group_concat(value, char(10)) FROM json_each(revisions.authors)),
  (SELECT group_concat(value, char(10)) FROM json_each(revisions.editors)),
  articles.publisher_id, source_name, source_kind, revisions.language, section, completeness, revisions.published_at
FROM articles
JOIN revisions ON revisions.article_id = articles.id AND revisions.number = articles.revision
JOIN texts ON texts.id = revisions.text_id ORDER BY articles.id"""


def byline(authors: Iterable[str], editors: Iterable[str]) -> str:
    """The people of an article, one a line."""
    return "\n".join([*authors, *editors])


def words(title: str, text: str, people: str, terms: str) -> Words:
    """Title, text and byline as the index takes them, and the terms of `facets`."""
    title, text, people = bigrams.segments(title, text, people)
    return title, text, people, terms


def insert(db: sqlite3.Connection, article: int, found: Words) -> None:
    """Make an article findable."""
    db.execute(_INSERT, (article, *found))


def remove(db: sqlite3.Connection, article: int, found: Words) -> None:
    """Make an article unfindable. The words must be those that it was inserted with."""
    db.execute(_DELETE, (article, *found))


def settle(db: sqlite3.Connection) -> None:
    """Write the index down as one piece: what was removed leaves no trace in older ones. Takes minutes at a million."""
    db.execute("INSERT INTO article_search (article_search) VALUES ('optimize')")


def refill(db: sqlite3.Connection, tell: Tell) -> bool:
    """Fill the index anew if another segmenter filled it; was that so?"""
    if db.execute("SELECT value FROM meta WHERE key = 'segmenter_version'").fetchone() == (bigrams.VERSION,):
        return False
    db.execute("INSERT INTO article_search (article_search) VALUES ('delete-all')")
    (many,) = db.execute("SELECT count(*) FROM articles").fetchone()
    rows, done = db.execute(_ALL), 0
    while some := rows.fetchmany(500):
        tell("search index", done, many)
        db.executemany(_INSERT, map(_entry, some))
        done += len(some)
    db.execute("UPDATE meta SET value = ? WHERE key = 'segmenter_version'", [bigrams.VERSION])
    return True


def _entry(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row of _ALL as _INSERT takes it."""
    number, title, text, authors, editors, *stated = row
    return number, *words(title, text, "\n".join(filter(None, (authors, editors))), facets.terms(*stated))
