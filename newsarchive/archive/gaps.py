"""What was offered and never stored: URLs without an article, by publisher and by cause."""

from __future__ import annotations

import sqlite3

from newsarchive.archive.answers import Gap, Missing

#: Offered, and neither an article nor another URL of one. Two halves: each has an index of its own.
_MISSING = """
SELECT id, publisher_id, state, reason FROM urls INDEXED BY urls_missing
WHERE state IN ('failed', 'filtered') AND alias_of IS NULL AND offered_in IS NOT NULL AND {of}
UNION ALL
SELECT id, publisher_id, state, reason FROM urls INDEXED BY urls_pending
WHERE state = 'pending' AND alias_of IS NULL AND offered_in IS NOT NULL AND {of}"""
_OF = "publisher_id = (SELECT id FROM publishers WHERE slug = :publisher)"
_WANTED = """
NOT EXISTS (SELECT 1 FROM articles WHERE articles.url_id = gap.id)
AND (:cause = '' OR :cause IN (gap.state, gap.state || '/' || gap.reason))"""


def gaps(db: sqlite3.Connection, publisher: str, cause: str) -> list[Gap]:
    """How many are missing, by publisher and cause, the most first. "" means every one."""
    rows = db.execute(
        f"""
        WITH counted AS (
          SELECT publisher_id, state, reason, count(*) AS many, max(id) AS last
          FROM ({_missing(publisher)}) AS gap WHERE {_WANTED} GROUP BY 1, 2, 3)
        SELECT coalesce(publishers.slug, ''), counted.state, counted.reason, many, urls.url FROM counted
        JOIN urls ON urls.id = last LEFT JOIN publishers ON publishers.id = counted.publisher_id
        ORDER BY many DESC, 1, 2, 3""",
        {"publisher": publisher, "cause": cause},
    )
    return [Gap(*row) for row in rows]


def missing(db: sqlite3.Connection, publisher: str, cause: str, limit: int) -> list[Missing]:
    """Each URL that is missing, the last one offered first."""
    rows = db.execute(
        f"""
        SELECT urls.url, coalesce(publishers.slug, ''), urls.state, urls.reason, urls.tries, urls.due_at,
          urls.link_title, urls.found_on
        FROM ({_missing(publisher)}) AS gap JOIN urls ON urls.id = gap.id
        LEFT JOIN publishers ON publishers.id = gap.publisher_id
        WHERE {_WANTED} ORDER BY urls.offered_in DESC, urls.id DESC LIMIT :limit""",
        {"publisher": publisher, "cause": cause, "limit": limit},
    )
    return [Missing(*row) for row in rows]


def _missing(publisher: str) -> str:
    return _MISSING.format(of=_OF if publisher else "true")
