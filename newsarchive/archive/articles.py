"""The tables `articles`, `revisions`, `texts` and `stories`: what was said, each state of it, each text once."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import Literal

from newsarchive import urls
from newsarchive.archive import credits, frontier, index, revisions, times
from newsarchive.archive.revisions import State
from newsarchive.model import Article, Raw, Receipt

_CURRENT = f"""
SELECT number, {", ".join(revisions.CONTENT)} FROM revisions
WHERE article_id = ? AND number = (SELECT revision FROM articles WHERE id = ?)"""

_EARLIER = "SELECT min(article_id) FROM revisions WHERE text_id = ? AND article_id <> ?"

_INSERT = """
INSERT INTO articles
  (id, url_id, publisher_id, story_id, copy_of, revision, title, language, source_id, published_at, dated,
   first_seen, last_seen)
VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', ?), ?), ?, ?)"""

_REVISE = """
UPDATE articles SET
  revision = ?, title = ?, language = ?, source_id = ?, published_at = ?, copy_of = ?, story_id = ?,
  dated = coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', ?), first_seen), last_seen = max(last_seen, ?)
WHERE id = ?"""


def find(db: sqlite3.Connection, url_id: int) -> int | None:
    """The article of a row of `urls`."""
    row = db.execute("SELECT id FROM articles WHERE url_id = ?", [url_id]).fetchone()
    return int(row[0]) if row else None


def add(db: sqlite3.Connection, article: Article, url_id: int, visit: int | None, seen: str) -> Receipt:
    """Store the first revision of an article that is not there yet."""
    state = _state(db, article)
    number = _next(db, "articles")
    copy_of, story = _first_with(db, state.text_id, number)
    new_story = not story
    story = story or _next(db, "stories")
    publisher = credits.publisher(db, article.publisher, article.url)
    published = times.stated(article.published_at)
    what = (article.title, article.language, state.source_id)
    when = (published, published, seen, seen, seen)
    db.execute(_INSERT, (number, url_id, publisher, story, copy_of, *what, *when))
    if new_story:
        db.execute("INSERT INTO stories (id, first_article_id) VALUES (?, ?)", [story, number])
    revisions.append(db, number, 1, state, visit, seen, "first")
    index.insert(db, number, article.title, article.text, index.byline(article.authors, article.editors))
    return Receipt(number, "added", 1, copy_of, story)


def see(db: sqlite3.Connection, found: int, article: Article, visit: int | None, seen: str) -> Receipt:
    """Store what an article that is there says now: a new revision, or that it says the same."""
    state = _state(db, article)
    number, *before = db.execute(_CURRENT, [found, found]).fetchone()
    if tuple(before) == state.content:
        return keep(db, found, seen)
    return _revise(db, found, number + 1, article, state, visit, seen)


def keep(db: sqlite3.Connection, found: int, seen: str) -> Receipt:
    """Write down that an article was seen as it was."""
    db.execute("UPDATE articles SET last_seen = max(last_seen, ?) WHERE id = ?", [seen, found])
    return receipt(db, found, "unchanged")


def receipt(db: sqlite3.Connection, found: int, status: Literal["added", "revised", "unchanged"]) -> Receipt:
    """What a crawl is told of an article."""
    row = db.execute("SELECT revision, copy_of, story_id FROM articles WHERE id = ?", [found]).fetchone()
    return Receipt(found, status, *row)


def _revise(
    db: sqlite3.Connection, found: int, number: int, article: Article, state: State, visit: int | None, seen: str
) -> Receipt:
    index.remove(db, found, *revisions.words(db, found, number - 1))
    revisions.append(db, found, number, state, visit, seen, revisions.cause(db, found, number - 1, visit))
    copy_of, story = _place_in_stories(db, found, state.text_id)
    published = times.stated(article.published_at)
    what = (number, article.title, article.language, state.source_id, published, copy_of, story)
    db.execute(_REVISE, (*what, published, seen, found))
    index.insert(db, found, article.title, article.text, index.byline(article.authors, article.editors))
    return receipt(db, found, "revised")


def _state(db: sqlite3.Connection, article: Article) -> State:
    if not article.title or not article.text:
        raise ValueError(f"an article without a {'text' if article.title else 'title'}: {article.url}")
    return revisions.state(article, _text(db, article.text), credits.source(db, article.attribution))


def _text(db: sqlite3.Connection, words: str) -> int:
    """The row of a text, made if nobody said it before."""
    digest = hashlib.sha256(words.encode()).digest()
    row = db.execute("SELECT id FROM texts WHERE sha256 = ?", [digest]).fetchone()
    if row:
        return int(row[0])
    return int(db.execute("INSERT INTO texts (sha256, text) VALUES (?, ?)", [digest, words]).lastrowid or 0)


def _first_with(db: sqlite3.Connection, text: int, article: int) -> tuple[int | None, int]:
    """The article that had a text first, and its story; (None, 0) if that is `article` or nobody."""
    first = db.execute(_EARLIER, [text, article]).fetchone()[0]
    if first is None:
        return None, 0
    origin, story = db.execute("SELECT coalesce(copy_of, id), story_id FROM articles WHERE id = ?", [first]).fetchone()
    return (None, 0) if origin == article else (origin, story)


def _place_in_stories(db: sqlite3.Connection, article: int, text: int) -> tuple[int | None, int]:
    """Copy and story of an article whose text changed: it moves only where it was alone in its story."""
    copy_of, story = db.execute("SELECT copy_of, story_id FROM articles WHERE id = ?", [article]).fetchone()
    first, others = _first_with(db, text, article)
    if first is None or others == story:
        return copy_of, story
    alone = db.execute("SELECT count(*) FROM articles WHERE story_id = ?", [story]).fetchone()[0] == 1
    return (first, others) if alone else (copy_of, story)


def _next(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])


def resembles(db: sqlite3.Connection, found: int, article: Article) -> bool:
    """Does `article` share its headline or its text with the article `found`?"""
    title, text = db.execute(
        "SELECT articles.title, texts.text FROM articles"
        " JOIN revisions ON revisions.article_id = articles.id AND revisions.number = articles.revision"
        " JOIN texts ON texts.id = revisions.text_id WHERE articles.id = ?",
        [found],
    ).fetchone()
    return bool(title == article.title or text == article.text)


def came_from(db: sqlite3.Connection, found: int, url_id: int) -> bool:
    """Was the current revision of an article brought by a visit to the URL `url_id`?"""
    row = db.execute(
        "SELECT visits.url_id FROM articles"
        " JOIN revisions ON revisions.article_id = articles.id AND revisions.number = articles.revision"
        " JOIN visits ON visits.id = revisions.visit_id WHERE articles.id = ?",
        [found],
    ).fetchone()
    return row is not None and row[0] == url_id


def named(db: sqlite3.Connection, name: str | int) -> tuple[int, int] | None:
    """The article of an id, a URL or an alias, with the number of its current revision."""
    if isinstance(name, int):
        found = db.execute("SELECT id, revision FROM articles WHERE id = ?", [name]).fetchone()
    else:
        row = frontier.find(db, urls.canonical(name))
        at = None if row is None else frontier.root(db, row)
        found = db.execute("SELECT id, revision FROM articles WHERE url_id = ?", [at]).fetchone()
    return (found[0], found[1]) if found else None


def raw(db: sqlite3.Connection, name: str | int) -> Raw:
    """Where the page is kept that the current revision of an article was read from. Raises KeyError."""
    found = named(db, name)
    article = revisions.read(db, *found) if found else None
    if article is None or article.raw is None:
        raise KeyError(f"no page is kept of {name!r}")
    return article.raw
