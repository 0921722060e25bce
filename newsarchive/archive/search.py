"""Searches: clauses -> articles in their order -> hits.

What matches is found first, by number alone; only the articles that are shown are read. The newest of few matches
are found by sorting the matches. The newest of many are found by walking back through time, some hundred articles at a
step, and asking the index for matches among the numbers of a step, which lie close together in an archive that has
grown.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from newsarchive.archive import query, snippets
from newsarchive.archive.credits import name_key
from newsarchive.archive.query import Clause
from newsarchive.model import Hit

Order = Literal["newest", "rank"]

#: A match in the headline weighs as much as so many in the body.
_RANK = "bm25(article_search, 1.0, 4.0, 2.0)"
#: So many matches are sorted; of more, the newest are looked for.
_FEW = 2000
#: The first step back through time, in articles; each further one is so many times as long.
_STEP, _LONGER = 400, 4

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
_MATCHING = "article_search CROSS JOIN articles ON articles.id = article_search.rowid"
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

#: Names are looked for whole; only where nobody is called so, as a part of a name.
_SOURCES = """articles.source_id IN (
  SELECT source_id FROM source_names WHERE name_key = ?1
  UNION SELECT source_id FROM source_names WHERE instr(name_key, ?1)
    AND NOT EXISTS (SELECT 1 FROM source_names WHERE name_key = ?1))"""
_KIND = """?1 = (
  SELECT source_kind FROM revisions WHERE article_id = articles.id AND number = articles.revision)"""
_FILTERS = {
    "publisher": "articles.publisher_id IN (SELECT id FROM publishers WHERE slug = ?1 OR name = ?1)",
    "source": _SOURCES,
    "lang": "(articles.language = ?1 OR articles.language LIKE ?1 || '-%')",
    "before": "articles.published_at < ?1",
    "after": "articles.published_at >= ?1",
    "kind": _KIND,
}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A query in SQL's words."""

    expression: str
    """What article_search must match; "" if no word must be there."""
    where: str
    values: Sequence[Any]


def search(db: sqlite3.Connection, words: str, limit: int, order: Order) -> list[Hit]:
    """Articles that match. Raises QueryError."""
    clauses = query.parse(words)
    wanted = _wanted(clauses)
    found = _ranked(db, wanted, limit) if wanted.expression and order == "rank" else _newest(db, wanted, limit)
    marked = [word for clause in clauses if not clause.negative for word in clause.words]
    return [_hit(db, article, score, marked) for article, score in found]


def since(db: sqlite3.Connection, words: str, after: int, limit: int) -> list[Hit]:
    """Articles that match and came after the article of that number, in the order in which they came.

    Raises QueryError.
    """
    clauses = query.parse(words)
    wanted = _wanted(clauses)
    matching = _MATCHING if wanted.expression else "articles"
    conditions = ["article_search MATCH ? AND article_search.rowid > ?" if wanted.expression else "articles.id > ?"]
    values = [wanted.expression, after] if wanted.expression else [after]
    sql = f"SELECT articles.id FROM {matching} WHERE {' AND '.join([*conditions, wanted.where])} ORDER BY 1 LIMIT ?"
    marked = [word for clause in clauses if not clause.negative for word in clause.words]
    return [_hit(db, article, 0.0, marked) for (article,) in db.execute(sql, [*values, *wanted.values, limit])]


def _ranked(db: sqlite3.Connection, wanted: _Wanted, limit: int) -> list[tuple[int, float]]:
    where = f"article_search MATCH ? AND {wanted.where}"
    sql = _RANKED.format(matching=_MATCHING, where=where)
    return db.execute(sql, [wanted.expression, *wanted.values, limit]).fetchall()


def _newest(db: sqlite3.Connection, wanted: _Wanted, limit: int) -> list[tuple[int, float]]:
    if not wanted.expression:
        sql = _SORTED.format(matching="articles", where=wanted.where)
        return db.execute(sql, [*wanted.values, limit]).fetchall()
    if len(db.execute(_MATCHES, [wanted.expression, _FEW + 1]).fetchall()) > _FEW:
        return [(article, 0.0) for article in _walk(db, wanted, limit)]
    sql = _SORTED.format(matching=_MATCHING, where=f"article_search MATCH ? AND {wanted.where}")
    return db.execute(sql, [wanted.expression, *wanted.values, limit]).fetchall()


def _walk(db: sqlite3.Connection, wanted: _Wanted, limit: int) -> list[int]:
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


def _wanted(clauses: Iterable[Clause]) -> _Wanted:
    """What is asked of the index, and of SQL: filters, and words to be missing where none is to be there."""
    found = list(clauses)
    expression = query.expression(found)
    where, values = ["1"], list[Any]()
    for clause in found:
        if clause.name:
            condition = _FILTERS[clause.name]
            where.append(f"NOT coalesce({condition}, 0)" if clause.negative else condition)
            values += [_value(clause)] * condition.count("?1")
        elif clause.negative and not expression:
            where.append("articles.id NOT IN (SELECT rowid FROM article_search WHERE article_search MATCH ?)")
            values.append(" OR ".join(clause.phrases))
    return _Wanted(expression, " AND ".join(where).replace("?1", "?"), values)


def _value(clause: Clause) -> str:
    return name_key(clause.value) if clause.name == "source" else clause.value


def _hit(db: sqlite3.Connection, number: int, score: float, wanted: list[str]) -> Hit:
    article, url, title, publisher, published, text, source = db.execute(_SHOWN, [number]).fetchone()
    snippet, marks = snippets.cut(text, wanted)
    return Hit(article, url, title, publisher, published, snippet, score, marks, source)


def matching(db: sqlite3.Connection, words: str, after: int, limit: int) -> list[int]:
    """The next matches by number, the first beyond `after`; of all articles where `words` is "". Raises QueryError."""
    if not words:
        rows = db.execute("SELECT id FROM articles WHERE id > ? ORDER BY id LIMIT ?", [after, limit])
        return [number for (number,) in rows]
    wanted = _wanted(query.parse(words))
    source, match, first = "articles", "1", list[Any]()
    if wanted.expression:
        source, match = _MATCHING, "article_search MATCH ? AND article_search.rowid > ?"
        first = [wanted.expression, after]
    sql = f"SELECT articles.id FROM {source} WHERE {match} AND {wanted.where} AND articles.id > ? ORDER BY 1 LIMIT ?"
    return [number for (number,) in db.execute(sql, [*first, *wanted.values, after, limit])]
