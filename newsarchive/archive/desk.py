"""What the reading room asks: pages of answers, facets, one publisher, the last days.

`Archive.desk` is this shelf.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from newsarchive.archive import crawls, media, query, retellings, search, times
from newsarchive.archive.answers import Crawl, Hits
from newsarchive.archive.cuts import Stretch
from newsarchive.archive.database import Database
from newsarchive.archive.differences import Piece, compare
from newsarchive.archive.export import entries
from newsarchive.archive.export.entries import Entry
from newsarchive.archive.query import Clause
from newsarchive.archive.search import Order
from newsarchive.model import Raw

#: So many articles are counted at most, those that were archived last; of matches, whose facets each look up two rows
#: from all over the file, half as many: a page has a fifth of a second.
COUNTED, FACETED = 10_000, 5_000
#: Nobody turns over more answers than this.
_DEEPEST = 10_000
_FACETS = """
SELECT articles.publisher_id, articles.source_id, articles.language, stated.section, stated.source_kind,
  stated.completeness, substr(articles.published_at, 1, 10)
FROM json_each(?) AS found CROSS JOIN articles ON articles.id = found.value
CROSS JOIN revisions AS stated INDEXED BY revisions_stated
  ON stated.article_id = articles.id AND stated.number = articles.revision"""
_PUBLISHER = """
SELECT slug, name, home, country, language,
  (SELECT min(dated) FROM articles WHERE publisher_id = publishers.id),
  (SELECT max(dated) FROM articles WHERE publisher_id = publishers.id)
FROM publishers WHERE slug = ?"""
#: From one day or month that has articles to the next: each is counted within the index, none is sorted. "~" stands
#: behind all that follows a day or a month in `dated`.
_OUTPUT = """
WITH RECURSIVE
  wanted(id) AS (SELECT id FROM publishers WHERE slug = :slug),
  walked(name) AS (
    SELECT substr(min(dated), 1, :width) FROM wanted, articles WHERE publisher_id = wanted.id
    UNION ALL
    SELECT (SELECT substr(min(dated), 1, :width) FROM articles WHERE publisher_id = wanted.id AND dated > name || '~')
    FROM walked, wanted WHERE name IS NOT NULL)
SELECT name, (SELECT count(*) FROM articles WHERE publisher_id = wanted.id AND dated BETWEEN name AND name || '~')
FROM walked, wanted WHERE name IS NOT NULL"""
#: Longer than so many days, output is told by month: nobody tells days apart in it.
_MONTHLY = timedelta(weeks=62)
#: Characters of a day and of a month.
_WIDTHS = {"day": 10, "month": 7}
_SHARED = """
SELECT articles.story_id, first.id, first.title, publishers.slug, count(*), count(DISTINCT articles.publisher_id)
FROM articles INDEXED BY articles_dated
JOIN stories ON stories.id = articles.story_id
JOIN articles AS first ON first.id = stories.first_article_id
JOIN publishers ON publishers.id = first.publisher_id
WHERE articles.dated BETWEEN ? AND ?
GROUP BY articles.story_id HAVING count(*) > 1 ORDER BY 6 DESC, 5 DESC, max(articles.dated) DESC LIMIT ?"""

#: When the newest article that says so was published; one of the future does not count.
_PUBLISHED = "SELECT max(dated) FROM articles WHERE dated <= ? AND published_at IS NOT NULL"
_LATELY = """
SELECT iif(published_at IS NULL, '', substr(dated, 1, 10)), count(*) FROM articles WHERE dated BETWEEN ? AND ?
GROUP BY 1 ORDER BY 1"""
_KEPT = """
SELECT warc_files.path, warc_offset, warc_length FROM revisions
JOIN visits ON visits.id = revisions.visit_id JOIN warc_files ON warc_files.id = visits.warc_id
WHERE article_id = ? AND number = ?"""


@dataclass(frozen=True, slots=True)
class Facets:
    """What is found, counted by what it is."""

    articles: int
    all: bool
    """Was everything counted? Of more than FACETED, those that were archived last were."""
    publishers: Mapping[str, int]
    sources: Mapping[str, int]
    languages: Mapping[str, int]
    sections: Mapping[str, int]
    kinds: Mapping[str, int]
    completeness: Mapping[str, int]
    days: Mapping[str, int]
    """Articles by the day on which they say they were published, the first day first."""


@dataclass(frozen=True, slots=True)
class Output:
    """A publisher, and what it published."""

    slug: str
    name: str
    home: str
    country: str
    language: str
    articles: int
    first: str | None
    last: str | None
    """UTC: of its earliest and of its latest article."""
    unit: Literal["day", "month"]
    output: Mapping[str, int]
    """Articles by the day of `articles.dated`, in UTC, or by its month, the first one first."""


@dataclass(frozen=True, slots=True)
class Lately:
    """Articles of the last days of an archive."""

    days: Mapping[str, int]
    """By the day on which they were published, in UTC, the first day first."""
    undated: int
    """That do not say when, and were first seen since the first of these days."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A story that was told more than once in some days."""

    story_id: int
    article_id: int
    """Of who told it first, like the two below."""
    title: str
    publisher: str
    articles: int
    publishers: int


class Desk:
    """Questions of people who read. Every method raises what Archive's do."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def within(self, seconds: float) -> None:
        """Break off what is asked of this archive when `seconds` are over: it raises TookTooLong."""
        self._db.bound(seconds)

    def found(self, words: str, limit: int, skip: int = 0, order: Order = "newest") -> Hits:
        """Answers to a query after the first `skip`; to "", the newest articles. Raises QueryError."""
        clauses = _clauses(words)
        if skip > _DEEPEST:
            return Hits()
        with self._db.reading() as db:
            return search.holding(db, clauses, limit, order, skip)

    def newest(self, words: str, limit: int) -> list[Entry]:
        """The newest articles that match, whole. Raises QueryError."""
        return entries.newest(self._db.reading, words.strip(), limit)

    def entry(self, article: int) -> Entry | None:
        """Everything that the archive states of an article; None if there is none of that number."""
        with self._db.reading() as db:
            return next(iter(entries.numbered(db, article)), None)

    def facets(self, words: str) -> Facets:
        """What is found, counted. Raises QueryError."""
        with self._db.reading() as db:
            found, all_found = search.latest(db, _clauses(words), FACETED)
            columns = [*zip(*db.execute(_FACETS, [json.dumps(found)]), strict=True)] or [()] * 7
            publishers, sources, languages, sections, kinds, completeness, days = map(_counted, columns)
            by_publisher = _called(db, publishers, "SELECT slug FROM publishers WHERE id = ?")
            by_source = _called(db, sources, "SELECT name FROM sources WHERE id = ?")
        counted = (by_publisher, by_source, languages, sections, kinds, completeness, dict(sorted(days.items())))
        return Facets(len(found), all_found, *counted)

    def first_of(self, story: int) -> int | None:
        """The article that told a story first; None if there is no such story."""
        with self._db.reading() as db:
            row = db.execute("SELECT first_article_id FROM stories WHERE id = ?", [story]).fetchone()
        return row and int(row[0])

    def told(self, articles: Sequence[int]) -> dict[int, tuple[int, int]]:
        """Of each of these articles: its story, and how many articles tell that; 1,000 at most are counted."""
        with self._db.reading() as db:
            return retellings.shared(db, articles)

    def stretches(self, first: int, articles: Sequence[int]) -> dict[int, list[Stretch]]:
        """Which stretches of one article's text stand in each of the others: shares of it, from 0 to 1."""
        with self._db.reading() as db:
            return retellings.stretches(db, first, articles)

    def beside(self, one: int, other: int) -> list[Piece]:
        """The texts of two articles laid side by side, word by word."""
        with self._db.reading() as db:
            return compare(retellings.text(db, one), retellings.text(db, other))

    def crawl(self, number: int) -> Crawl | None:
        """A crawl; None if there is none of that number."""
        with self._db.reading() as db:
            return crawls.numbered(db, number)

    def kept(self, article: int, revision: int) -> Raw | None:
        """Where the page is kept that a revision was read from; None if it is not, or there is none such."""
        with self._db.reading() as db:
            row = db.execute(_KEPT, [article, revision]).fetchone()
        return Raw(*row) if row else None

    def lately(self, now: datetime, days: int) -> Lately:
        """What was published in the last `days` of the archive: up to its newest article, but not beyond `now`."""
        with self._db.reading() as db:
            (last,) = db.execute(_PUBLISHED, [times.utc(now)]).fetchone()
            since = times.utc(datetime.fromisoformat(last) - timedelta(days=days)) if last else ""
            counted = dict(db.execute(_LATELY, [since, times.utc(now)]).fetchall())
        undated = counted.pop("", 0)
        return Lately(counted, undated)

    def all(self, words: str, limit: int) -> Iterator[Entry]:
        """Every article that matches, whole, by number; `limit` at most. Raises QueryError."""
        return entries.select(self._db.reading, words.strip(), lambda *_: None, limit=limit)

    def payload(self, digest: str) -> Raw | None:
        """Where an image or an attachment is kept, by its SHA-1 in hexadecimal digits; None if it is not."""
        with self._db.reading() as db:
            return media.place(db, digest)

    def publisher(self, slug: str) -> Output | None:
        """A publisher by its slug; None if the archive knows none of that name."""
        with self._db.reading() as db:
            row = db.execute(_PUBLISHER, [slug]).fetchone()
            unit = _unit(*row[-2:]) if row else "day"
            output = dict(db.execute(_OUTPUT, {"slug": slug, "width": _WIDTHS[unit]}).fetchall())
        if row is None:
            return None
        slug, name, home, country, language, first, last = row
        return Output(slug, name, home, country, language, sum(output.values()), first, last, unit, output)

    def shared(self, now: datetime, days: int = 7, limit: int = 8) -> list[Shared]:
        """Stories that most told in the last `days` of the archive: up to its newest article, but not beyond `now`."""
        with self._db.reading() as db:
            last = _last(db, now)
            if last is None:
                return []
            since = times.utc(datetime.fromisoformat(last) - timedelta(days=days))
            return [Shared(*row) for row in db.execute(_SHARED, [since, last, limit])]

    def size(self, since: datetime) -> tuple[int, int, int]:
        """Articles, publishers, and articles that were first seen after `since`, among those that came last."""
        with self._db.reading() as db:
            (articles,) = db.execute("SELECT count(*) FROM articles").fetchone()
            (publishers,) = db.execute("SELECT count(*) FROM publishers").fetchone()
            sql = "SELECT count(*) FROM (SELECT first_seen FROM articles ORDER BY id DESC LIMIT ?) WHERE first_seen > ?"
            (fresh,) = db.execute(sql, [COUNTED, times.utc(since)]).fetchone()
        return articles, publishers, fresh


def _unit(first: str | None, last: str | None) -> Literal["day", "month"]:
    if first is None or last is None:
        return "day"
    return "month" if datetime.fromisoformat(last) - datetime.fromisoformat(first) > _MONTHLY else "day"


def _last(db: sqlite3.Connection, now: datetime) -> str | None:
    """When the newest article is dated; what claims to come from the future does not count."""
    sql = "SELECT max(dated) FROM articles WHERE dated <= ?"
    return db.execute(sql, [times.utc(now)]).fetchone()[0]  # type: ignore[no-any-return]


def _clauses(words: str) -> list[Clause]:
    return query.parse(words) if words.strip() else []


def _counted(values: Iterable[Any]) -> dict[Any, int]:
    """How often each of them is there, the most frequent first; what is empty is not counted."""
    return {value: many for value, many in Counter(values).most_common() if value}


def _called(db: sqlite3.Connection, counted: Mapping[int, int], sql: str) -> dict[str, int]:
    """The same by their names."""
    return {db.execute(sql, [number]).fetchone()[0]: many for number, many in counted.items()}
