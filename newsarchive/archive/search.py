"""Searches: clauses -> articles in their order -> hits.

What matches is found first, by number alone; only the articles that are shown are read. The newest of few matches
are found by sorting the matches. The newest of many are found by walking back through time, some hundred articles at a
step, and asking the index for matches among the numbers of a step, which lie close together in an archive that has
grown.

Ranking looks at every match. Of more than can be ranked in a quarter of a second, those that were archived last are,
and the answer says so.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, Literal

from newsarchive.archive import characters, conditions, query, snippets
from newsarchive.archive.answers import Hits
from newsarchive.archive.conditions import Wanted
from newsarchive.archive.query import Clause
from newsarchive.model import Hit

Order = Literal["newest", "rank"]

#: A match in the headline weighs as much as so many in the body.
_RANK = "bm25(article_search, 1.0, 4.0, 2.0)"
#: So many matches are ranked at most.
_RANKABLE = 20_000
#: In so many articles a single common character is looked for before the index is asked.
_GLANCED = 600
#: So many matches are sorted; of more, the newest are looked for.
_FEW = 2000
#: The first step back through time, in articles; each further one is so many times as long.
_STEP, _LONGER = 400, 2

_MATCHES = "SELECT rowid FROM article_search WHERE article_search MATCH ? LIMIT ?"
_MATCHES_BETWEEN = "SELECT rowid FROM article_search WHERE article_search MATCH ? AND rowid BETWEEN ? AND ?"
_SORTED = """
SELECT articles.id, 0.0 FROM {matching}
WHERE {where} ORDER BY articles.dated DESC, articles.id DESC LIMIT ?"""
_WALKED = """
SELECT articles.id, articles.dated FROM articles INDEXED BY articles_dated
WHERE {where} AND (articles.dated, articles.id) < (?, ?)
ORDER BY articles.dated DESC, articles.id DESC LIMIT ?"""
_RANKED = f"""
SELECT articles.id, -{_RANK} FROM {{matching}}
WHERE {{where}} ORDER BY {_RANK} LIMIT ?"""
_FLOOR = "SELECT rowid FROM article_search WHERE article_search MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?"
_BOUND = "SELECT dated, id FROM articles ORDER BY dated DESC, id DESC LIMIT 1 OFFSET ?"
MATCHING = "article_search CROSS JOIN articles ON articles.id = article_search.rowid"
_SHOWN = """
SELECT articles.id, urls.url, articles.title, publishers.slug, articles.published_at, texts.text,
  coalesce(sources.name, '')
FROM articles
JOIN urls ON urls.id = articles.url_id
JOIN publishers ON publishers.id = articles.publisher_id
JOIN revisions ON revisions.article_id = articles.id AND revisions.number = articles.revision
JOIN texts ON texts.id = revisions.text_id
LEFT JOIN sources ON sources.id = articles.source_id
WHERE articles.id = ?"""

#: Articles, and how well they match.
_Found = list[tuple[int, float]]


def search(db: sqlite3.Connection, words: str, limit: int, order: Order) -> Hits:
    """Articles that match. Raises QueryError."""
    return holding(db, query.parse(words), limit, order)


def holding(db: sqlite3.Connection, clauses: Sequence[Clause], limit: int, order: Order, skip: int = 0) -> Hits:
    """Articles of which all clauses hold, those after the first `skip`; without clauses, of all articles."""
    found, partly = _find(db, clauses, skip + limit, order)
    marked = [word for clause in clauses if not clause.negative for word in clause.words]
    return Hits((_hit(db, article, score, marked) for article, score in found[skip:]), partly=partly)


def since(db: sqlite3.Connection, words: str, after: int, limit: int) -> list[Hit]:
    """Articles that match and came after the article of that number, in the order in which they came.

    Raises QueryError.
    """
    clauses = query.parse(words)
    wanted = conditions.wanted(clauses)
    matching = MATCHING if wanted.expression else "articles"
    first = "article_search MATCH ? AND article_search.rowid > ?" if wanted.expression else "articles.id > ?"
    values = [wanted.expression, after] if wanted.expression else [after]
    sql = f"SELECT articles.id FROM {matching} WHERE {first} AND {wanted.where} ORDER BY 1 LIMIT ?"
    marked = [word for clause in clauses if not clause.negative for word in clause.words]
    return [_hit(db, article, 0.0, marked) for (article,) in db.execute(sql, [*values, *wanted.values, limit])]


def among(db: sqlite3.Connection, words: str, articles: Sequence[int]) -> list[Hit]:
    """Those of `articles` that match, in their order. Raises QueryError."""
    clauses = query.parse(words)
    wanted = conditions.wanted(clauses)
    matching, first = ("articles", "1") if not wanted.expression else (MATCHING, "article_search MATCH ?")
    sql = f"SELECT articles.id FROM {matching} WHERE {first} AND articles.id IN (SELECT value FROM json_each(?))"
    values = [*([wanted.expression] if wanted.expression else []), json.dumps(list(articles)), *wanted.values]
    found = {number for (number,) in db.execute(f"{sql} AND {wanted.where}", values)}
    marked = [word for clause in clauses if not clause.negative for word in clause.words]
    return [_hit(db, article, 0.0, marked) for article in articles if article in found]


def _find(db: sqlite3.Connection, clauses: Sequence[Clause], limit: int, order: Order) -> tuple[_Found, bool]:
    """The first matches in their order; and were only some of them ranked?"""
    ranked = order == "rank"
    apart = not (ranked and _is_small(db))  # a small archive ranks single characters too
    wanted = conditions.wanted(clauses, apart=apart)
    if apart and not wanted.expression and any(map(characters.single, clauses)):
        found, all_seen = _glance(db, wanted, limit)
        if all_seen or len(found) == limit:
            return found, ranked and not all_seen
        wanted = conditions.wanted(clauses)  # it is rare: the index knows it at once
    if ranked and wanted.expression:
        return _ranked(db, wanted, limit)
    return _newest(db, wanted, limit), False


def _is_small(db: sqlite3.Connection) -> bool:
    return bool(db.execute("SELECT coalesce(max(id), 0) <= ? FROM articles", [_RANKABLE]).fetchone()[0])


def _glance(db: sqlite3.Connection, wanted: Wanted, limit: int) -> tuple[_Found, bool]:
    """What matches of the newest articles; and were these all there are?"""
    bound = db.execute(_BOUND, [_GLANCED]).fetchone()
    where = f"{wanted.where} AND (articles.dated, articles.id) > (?, ?)"
    sql = _SORTED.format(matching="articles INDEXED BY articles_dated", where=where)
    return db.execute(sql, [*wanted.values, *(bound or ("", 0)), limit]).fetchall(), bound is None


def _ranked(db: sqlite3.Connection, wanted: Wanted, limit: int) -> tuple[_Found, bool]:
    floor = db.execute(_FLOOR, [wanted.expression, _RANKABLE]).fetchone()
    where = f"article_search MATCH ? AND article_search.rowid > ? AND {wanted.where}"
    sql = _RANKED.format(matching=MATCHING, where=where)
    found = db.execute(sql, [wanted.expression, floor[0] if floor else 0, *wanted.values, limit]).fetchall()
    return found, floor is not None


def _newest(db: sqlite3.Connection, wanted: Wanted, limit: int) -> _Found:
    if not wanted.expression:
        sql = _SORTED.format(matching="articles", where=wanted.where)
        return db.execute(sql, [*wanted.values, limit]).fetchall()
    if len(db.execute(_MATCHES, [wanted.expression, _FEW + 1]).fetchall()) > _FEW:
        return [(article, 0.0) for article in _walk(db, wanted, limit)]
    sql = _SORTED.format(matching=MATCHING, where=f"article_search MATCH ? AND {wanted.where}")
    return db.execute(sql, [wanted.expression, *wanted.values, limit]).fetchall()


def _walk(db: sqlite3.Connection, wanted: Wanted, limit: int) -> list[int]:
    """The newest `limit` of many matches."""
    found: list[int] = []
    step, article, dated = _STEP, 0, "~"  # later than any date
    while len(found) < limit:
        sql = _WALKED.format(where=wanted.where)
        passed = db.execute(sql, [*wanted.values, dated, article, step]).fetchall()
        if not passed:
            break
        numbers = [number for number, _ in passed]
        between = db.execute(_MATCHES_BETWEEN, [wanted.expression, min(numbers), max(numbers)])
        matching = {number for (number,) in between}
        found += [number for number in numbers if number in matching]
        (article, dated), step = passed[-1], step * _LONGER
    return found[:limit]


def _hit(db: sqlite3.Connection, number: int, score: float, wanted: list[str]) -> Hit:
    article, url, title, publisher, published, text, source = db.execute(_SHOWN, [number]).fetchone()
    snippet, marks = snippets.cut(text, wanted)
    return Hit(article, url, title, publisher, published, snippet, score, marks, source)


def matching(db: sqlite3.Connection, words: str, after: int, limit: int) -> list[int]:
    """The next matches by number, the first beyond `after`; of all articles where `words` is "". Raises QueryError."""
    if not words:
        rows = db.execute("SELECT id FROM articles WHERE id > ? ORDER BY id LIMIT ?", [after, limit])
        return [number for (number,) in rows]
    wanted = conditions.wanted(query.parse(words))
    source, match, first = "articles", "1", list[Any]()
    if wanted.expression:
        source, match = MATCHING, "article_search MATCH ? AND article_search.rowid > ?"
        first = [wanted.expression, after]
    sql = f"SELECT articles.id FROM {source} WHERE {match} AND {wanted.where} AND articles.id > ? ORDER BY 1 LIMIT ?"
    return [number for (number,) in db.execute(sql, [*first, *wanted.values, after, limit])]
