"""Searches: clauses -> SQL -> hits."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any, Literal

from newsarchive.archive import query, snippets
from newsarchive.archive.credits import name_key
from newsarchive.archive.query import Clause
from newsarchive.model import Hit

Order = Literal["newest", "rank"]

#: A match in the headline weighs as much as so many in the body.
_RANK = "bm25(article_search, 4.0, 1.0, 2.0)"

_SELECT = """
SELECT articles.id, urls.url, articles.title, publishers.slug, articles.published_at, texts.text, {score},
  coalesce(sources.name, '')
FROM {tables}
JOIN urls ON urls.id = articles.url_id
JOIN publishers ON publishers.id = articles.publisher_id
JOIN revisions ON revisions.article_id = articles.id AND revisions.number = articles.revision
JOIN texts ON texts.id = revisions.text_id
LEFT JOIN sources ON sources.id = articles.source_id
{where}
ORDER BY {order} LIMIT ?"""

#: Names are looked for whole; only where nobody is called so, as a part of a name.
_SOURCES = """articles.source_id IN (
  SELECT source_id FROM source_names WHERE name_key = ?1
  UNION SELECT source_id FROM source_names WHERE instr(name_key, ?1)
    AND NOT EXISTS (SELECT 1 FROM source_names WHERE name_key = ?1))"""
_FILTERS = {
    "publisher": "articles.publisher_id IN (SELECT id FROM publishers WHERE slug = ?1 OR name = ?1)",
    "source": _SOURCES,
    "lang": "(articles.language = ?1 OR articles.language LIKE ?1 || '-%')",
    "before": "articles.published_at < ?1",
    "after": "articles.published_at >= ?1",
    "kind": "revisions.source_kind = ?1",
}


def search(db: sqlite3.Connection, words: str, limit: int, order: Order) -> list[Hit]:
    """Articles that match. Raises QueryError."""
    clauses = query.parse(words)
    expression = query.expression(clauses)
    where, values = _conditions(clauses, bool(expression))
    if expression:
        where, values = ["article_search MATCH ?", *where], [expression, *values]
    ranked = bool(expression) and order == "rank"
    sql = _SELECT.format(
        score=f"-{_RANK}" if ranked else "0.0",
        tables="article_search JOIN articles ON articles.id = article_search.rowid" if expression else "articles",
        where=f"WHERE {' AND '.join(where)}" if where else "",
        order=_RANK if ranked else "articles.dated DESC, articles.id DESC",
    )
    wanted = [word for clause in clauses if not clause.negative for word in clause.words]
    return [_hit(row, wanted) for row in db.execute(sql, [*values, limit])]


def _conditions(clauses: Iterable[Clause], positive: bool) -> tuple[list[str], list[Any]]:
    """What SQL asks beside MATCH: filters, and the words to be missing where none is to be there."""
    where: list[str] = []
    values: list[Any] = []
    for clause in clauses:
        if clause.name:
            condition, value = _FILTERS[clause.name], _value(clause)
            where.append(f"NOT coalesce({condition}, 0)" if clause.negative else condition)
            values += [value] * condition.count("?1")
        elif clause.negative and not positive:
            where.append("articles.id NOT IN (SELECT rowid FROM article_search WHERE article_search MATCH ?)")
            values.append(" OR ".join(clause.phrases))
    return [condition.replace("?1", "?") for condition in where], values


def _value(clause: Clause) -> str:
    return name_key(clause.value) if clause.name == "source" else clause.value


def _hit(row: tuple[Any, ...], wanted: list[str]) -> Hit:
    article, url, title, publisher, published, text, score, source = row
    snippet, marks = snippets.cut(text, wanted)
    return Hit(article, url, title, publisher, published, snippet, score, marks, source)
