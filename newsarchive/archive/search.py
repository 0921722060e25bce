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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from newsarchive.archive import characters, conditions, query, snippets
from newsarchive.archive.answers import Hits
from newsarchive.archive.conditions import Wanted
from newsarchive.archive.query import Clause
from newsarchive.model import Hit

Order = Literal["newest", "rank"]

#: A match in the headline weighs as much as so many in the body; a filter weighs nothing.
_RANK = "bm25(article_search, 1.0, 4.0, 2.0, 0.0)"
#: So many matches are ranked at most.
_RANKABLE = 20_000
#: In so many articles a single common character is looked for before the index is asked.
_GLANCED = 600
#: One that is in so many of these is no rare one, for which the index can be asked.
_COMMON = 20
#: So many matches are sorted; of more, the newest are looked for.
_FEW = 2000
#: The first step back through time, in articles; each further one is so many times as long, up to the longest.
_STEP, _LONGER, _LONGEST = 400, 2, 50_000
#: Numbers of a step that lie no further apart than this are asked for at once.
_APART = 100

_MATCHES = "SELECT rowid FROM article_search WHERE article_search MATCH ? LIMIT ?"
_MATCHES_BETWEEN = "SELECT rowid FROM article_search WHERE article_search MATCH ? AND rowid BETWEEN ? AND ?"
_MATCHES_BEYOND = "SELECT rowid FROM article_search WHERE article_search MATCH ? AND rowid > ? ORDER BY rowid"
_BEYOND = "SELECT id FROM articles WHERE id > ? ORDER BY id"
_SORTED = """
SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?)) AND dated >= ? AND dated < ?
ORDER BY dated DESC, id DESC"""
_ALL = "SELECT id FROM articles WHERE dated >= ? AND dated < ? ORDER BY dated DESC, id DESC"
_WALKED = """
SELECT id, dated FROM articles WHERE (dated, id) < (?, ?) AND dated >= ? ORDER BY dated DESC, id DESC LIMIT ?"""
_RANKED = f"""
SELECT rowid, -{_RANK} FROM article_search WHERE article_search MATCH ? AND rowid > ? ORDER BY {_RANK}, rowid DESC"""
_LAST_MATCHES = "SELECT rowid FROM article_search WHERE article_search MATCH ? ORDER BY rowid DESC"
_LAST = "SELECT id FROM articles ORDER BY id DESC"
_FLOOR = "SELECT rowid FROM article_search WHERE article_search MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?"
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
    marked = _marked(clauses)
    return Hits((_hit(db, article, score, marked) for article, score in found[skip:]), partly=partly)


def since(db: sqlite3.Connection, words: str, after: int, limit: int) -> list[Hit]:
    """Articles that match and came after the article of that number, in the order in which they came.

    Raises QueryError.
    """
    marked = _marked(query.parse(words))
    return [_hit(db, article, 0.0, marked) for article in matching(db, words, after, limit)]


def matching(db: sqlite3.Connection, words: str, after: int, limit: int) -> list[int]:
    """The next matches by number, the first beyond `after`; of all articles where `words` is "". Raises QueryError."""
    wanted = conditions.wanted(db, query.parse(words) if words else [])
    sql, values = (_MATCHES_BEYOND, [wanted.expression, after]) if wanted.expression else (_BEYOND, [after])
    return [*islice(_holding(db, wanted, (number for (number,) in db.execute(sql, values))), limit)]


def latest(db: sqlite3.Connection, clauses: Sequence[Clause], limit: int) -> tuple[list[int], bool]:
    """The matches that were archived last, at most `limit`; and are these all there are?

    Of a common single character those among the last few hundred articles are told.
    """
    if any(map(characters.single, clauses)) and not _is_small(db):
        wanted = conditions.wanted(db, clauses, apart=True)
        found, all_seen = _glance(db, wanted, _last(db, wanted.expression), _GLANCED)
        if all_seen or len(found) >= _COMMON:
            return found, all_seen
    wanted = conditions.wanted(db, clauses)
    found = [*islice(_holding(db, wanted, _last(db, wanted.expression)), limit + 1)]
    return found[:limit], len(found) <= limit


def _last(db: sqlite3.Connection, expression: str) -> Iterator[int]:
    """Matches, those that were archived last first."""
    rows = db.execute(_LAST_MATCHES, [expression]) if expression else db.execute(_LAST)
    return (article for (article,) in rows)


def among(db: sqlite3.Connection, words: str, articles: Sequence[int]) -> list[Hit]:
    """Those of `articles` that match, in their order. Raises QueryError."""
    clauses = query.parse(words)
    wanted = conditions.wanted(db, clauses)
    numbers = [number for number in articles if not wanted.expression or _matches(db, wanted.expression, number)]
    return [_hit(db, number, 0.0, _marked(clauses)) for number in _holding(db, wanted, iter(numbers))]


def _matches(db: sqlite3.Connection, expression: str, number: int) -> bool:
    return db.execute(_MATCHES_BETWEEN, [expression, number, number]).fetchone() is not None


def _find(db: sqlite3.Connection, clauses: Sequence[Clause], limit: int, order: Order) -> tuple[_Found, bool]:
    """The first matches in their order; and were only some of them ranked?"""
    ranked = order == "rank"
    if any(map(characters.single, clauses)) and not (ranked and _is_small(db)):
        wanted = conditions.wanted(db, clauses, apart=True, walked=not ranked)
        matches = _ordered(db, wanted, ranked)
        found, all_seen = _glance(db, wanted, matches.numbers, limit)
        if all_seen or len(found) == limit:
            return matches.scored(found), matches.partly or (ranked and not all_seen)
    wanted = conditions.wanted(db, clauses, walked=not ranked)  # a rare one: the index knows it at once
    matches = _ordered(db, wanted, ranked)
    return matches.scored(islice(_holding(db, wanted, matches.numbers), limit)), matches.partly


def _is_small(db: sqlite3.Connection) -> bool:
    """Are there so few articles that single characters can be ranked too?"""
    return bool(db.execute("SELECT coalesce(max(id), 0) <= ? FROM articles", [_RANKABLE]).fetchone()[0])


def _holding(db: sqlite3.Connection, wanted: Wanted, numbers: Iterator[int]) -> Iterator[int]:
    """Those of which holds what the index does not know."""
    if not wanted.where:
        return numbers
    sql = f"SELECT 1 FROM articles WHERE id = ? AND {wanted.where}"
    return (number for number in numbers if db.execute(sql, [number, *wanted.values]).fetchone())


def _glance(db: sqlite3.Connection, wanted: Wanted, numbers: Iterator[int], limit: int) -> tuple[list[int], bool]:
    """Those of the first few hundred of which it holds, at most `limit`; and were all looked at?"""
    found = [*islice(_holding(db, wanted, islice(numbers, _GLANCED)), limit)]
    return found, len(found) < limit and next(numbers, None) is None


@dataclass(frozen=True, slots=True)
class _Matches:
    """Matches in their order, found as far as they are asked for."""

    numbers: Iterator[int]
    scores: dict[int, float]
    """How well they match, where they are ranked."""
    partly: bool = False
    """Are there more than are ranked?"""

    def scored(self, numbers: Iterable[int]) -> _Found:
        return [(number, self.scores.get(number, 0.0)) for number in numbers]


def _ordered(db: sqlite3.Connection, wanted: Wanted, ranked: bool) -> _Matches:
    if not (ranked and wanted.rankable):
        return _Matches(_newest(db, wanted), {})
    floor = db.execute(_FLOOR, [wanted.expression, _RANKABLE]).fetchone()
    scores = dict(db.execute(_RANKED, [wanted.expression, floor[0] if floor else 0]))
    return _Matches(iter(scores), scores, floor is not None)


def _newest(db: sqlite3.Connection, wanted: Wanted) -> Iterator[int]:
    """Matches, the newest first; of all articles where there is no expression."""
    if not wanted.expression:
        return (article for (article,) in db.execute(_ALL, wanted.period))
    some = [article for (article,) in db.execute(_MATCHES, [wanted.expression, _FEW + 1])]
    if len(some) > _FEW:
        return _walk(db, wanted.expression, *wanted.period)
    return (article for (article,) in db.execute(_SORTED, [json.dumps(some), *wanted.period]))


def _walk(db: sqlite3.Connection, expression: str, since: str, until: str) -> Iterator[int]:
    """Many matches, the newest first."""
    step, last = _STEP, (0, until)
    while passed := db.execute(_WALKED, [last[1], last[0], since, step]).fetchall():
        numbers = [number for number, _ in passed]
        there: set[int] = set()
        for low, high in _stretches(numbers):
            there.update(number for (number,) in db.execute(_MATCHES_BETWEEN, [expression, low, high]))
        yield from (number for number in numbers if number in there)
        last, step = passed[-1], min(step * _LONGER, _LONGEST)


def _stretches(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """From where to where numbers lie close together: an archive has grown by stretches of time."""
    first, *rest = sorted(numbers)
    low = high = first
    for number in rest:
        if number - high > _APART:
            yield low, high
            low = number
        high = number
    yield low, high


def _marked(clauses: Sequence[Clause]) -> list[str]:
    """The words to be shown in a text."""
    return [word for clause in clauses if not clause.negative for word in clause.words]


def _hit(db: sqlite3.Connection, number: int, score: float, wanted: list[str]) -> Hit:
    article, url, title, publisher, published, text, source = db.execute(_SHOWN, [number]).fetchone()
    snippet, marks = snippets.cut(text, wanted)
    return Hit(article, url, title, publisher, published, snippet, score, marks, source)
