"""The table `stories`: an article and its copies, and which of them told it first."""

from __future__ import annotations

import sqlite3

_FACTS = """
SELECT articles.dated, articles.published_at, revisions.precision FROM articles
JOIN revisions ON revisions.article_id = articles.id AND revisions.number = articles.revision
WHERE articles.id = ?"""

_HEIR = """
SELECT id FROM articles WHERE story_id = ? AND id <> ? ORDER BY published_at IS NULL, dated, id LIMIT 1"""

#: Of these no hour is known.
_COARSE = ("day", "month", "none")


def of_text(db: sqlite3.Connection, text: int, but: int) -> int | None:
    """The story of the first article, other than `but`, that had this text."""
    row = db.execute(
        "SELECT story_id FROM articles WHERE id ="
        " (SELECT min(article_id) FROM revisions WHERE text_id = ? AND article_id <> ?)",
        [text, but],
    ).fetchone()
    return int(row[0]) if row else None


def first(db: sqlite3.Connection, story: int) -> int:
    """The article that told a story first."""
    return int(db.execute("SELECT first_article_id FROM stories WHERE id = ?", [story]).fetchone()[0])


def begin(db: sqlite3.Connection, story: int, article: int) -> None:
    """A story that only `article` tells, so far."""
    db.execute("INSERT INTO stories (id, first_article_id) VALUES (?, ?)", [story, article])


def leave(db: sqlite3.Connection, story: int) -> None:
    """Forget a story that nobody tells any more."""
    db.execute("DELETE FROM stories WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM articles WHERE story_id = ?1)", [story])


def settle(db: sqlite3.Connection, story: int, article: int) -> int | None:
    """Let `article` be the first of its story if it was published before the one that is; return what it copies."""
    now = first(db, story)
    if now == article:
        return None
    if not _earlier(db, article, now):
        return now
    db.execute("UPDATE stories SET first_article_id = ? WHERE id = ?", [article, story])
    db.execute("UPDATE articles SET copy_of = nullif(?1, id) WHERE story_id = ?2", [article, story])
    return None


def review(db: sqlite3.Connection, story: int) -> None:
    """Settle anew who told a story first, after one of its articles changed or joined."""
    sql = "SELECT id FROM articles WHERE story_id = ? AND published_at IS NOT NULL ORDER BY dated, id LIMIT 1"
    if row := db.execute(sql, [story]).fetchone():
        settle(db, story, row[0])


def _earlier(db: sqlite3.Connection, article: int, other: int) -> bool:
    """Was `article` published before `other`, as far as the pages tell? Who was found first is no proof of the hour."""
    ours, our_day, our_precision = db.execute(_FACTS, [article]).fetchone()
    theirs, their_day, their_precision = db.execute(_FACTS, [other]).fetchone()
    if our_day is None or ours >= theirs:
        return False
    vague = our_precision in _COARSE or their_precision in _COARSE
    return not (vague and their_day is not None and our_day[:10] == their_day[:10])


def withdraw(db: sqlite3.Connection, article: int) -> None:
    """Take an article out of its story, into one of its own; the earliest of the others tells the old one first."""
    (story,) = db.execute("SELECT story_id FROM articles WHERE id = ?", [article]).fetchone()
    heir = db.execute(_HEIR, [story, article]).fetchone()
    if heir is None:
        return
    own = int(db.execute("SELECT max(id) + 1 FROM stories").fetchone()[0])
    begin(db, own, article)
    db.execute("UPDATE articles SET story_id = ?, copy_of = NULL WHERE id = ?", [own, article])
    if first(db, story) == article:
        db.execute("UPDATE stories SET first_article_id = ? WHERE id = ?", [heir[0], story])
        db.execute("UPDATE articles SET copy_of = nullif(?1, id) WHERE story_id = ?2", [heir[0], story])
