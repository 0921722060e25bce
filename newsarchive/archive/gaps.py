"""What was offered and never stored: URLs without an article, by publisher and by cause."""

from __future__ import annotations

import sqlite3

from newsarchive.archive.answers import Gap, Missing

#: Offered, and neither an article nor another URL of one.
_MISSING = """
FROM urls LEFT JOIN publishers ON publishers.id = urls.publisher_id
WHERE urls.state IN ('failed', 'filtered', 'pending') AND urls.offered_in IS NOT NULL AND urls.alias_of IS NULL
  AND NOT EXISTS (SELECT 1 FROM articles WHERE articles.url_id = urls.id)
  AND (:publisher = '' OR publishers.slug = :publisher)
  AND (:cause = '' OR :cause IN (urls.state, urls.state || '/' || urls.reason))"""


def gaps(db: sqlite3.Connection, publisher: str, cause: str) -> list[Gap]:
    """How many are missing, by publisher and cause, the most first. "" means every one."""
    rows = db.execute(
        "SELECT coalesce(publishers.slug, ''), urls.state, urls.reason, count(*), max(urls.url)"
        f" {_MISSING} GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3",
        {"publisher": publisher, "cause": cause},
    )
    return [Gap(*row) for row in rows]


def missing(db: sqlite3.Connection, publisher: str, cause: str, limit: int) -> list[Missing]:
    """Each URL that is missing, the last one offered first."""
    rows = db.execute(
        "SELECT urls.url, coalesce(publishers.slug, ''), urls.state, urls.reason, urls.tries, urls.due_at,"
        f" urls.link_title, urls.found_on {_MISSING} ORDER BY urls.offered_in DESC, urls.id DESC LIMIT :limit",
        {"publisher": publisher, "cause": cause, "limit": limit},
    )
    return [Missing(*row) for row in rows]
