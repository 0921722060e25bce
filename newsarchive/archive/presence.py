"""What became of an article's page, by the evidence of visits: here, missing, gone, moved, blocked. Nothing is deleted.

    here     it was there when last asked for; since a day, where it had been away and came back
    missing  404, 410, a redirect to the front page, or a page that is no article any more
    gone     missing on three days or more that lie a week or more apart, and never there between them
    moved    it leads to another URL
    blocked  401, 402, 403, 407, 451, a login page in its place, or a paywall before what used to be open

Timeouts, 5xx and 429 say nothing of a page, but of its server. A single 404 says little too: servers answer so while
they are rebuilt, for hours or a week-end; hence three days, and a week. What was seen before the article was last
there is no evidence, and an archive that is imported years later overturns nothing.
"""

from __future__ import annotations

import re
import sqlite3
from datetime import datetime, timedelta
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from newsarchive.archive import times
from newsarchive.model import Visit

Presence = Literal["here", "missing", "gone", "moved", "blocked"]

PRESENCES: tuple[Presence, ...] = get_args(Presence)
#: Days on which a page was not found, and the time between the first and the last, before it counts as gone.
CONFIRMATIONS, SPREAD = 3, timedelta(days=7)

_MISSING, _BLOCKED = (404, 410), (401, 402, 403, 407, 451)
_NO_ARTICLE = ("not-an-article", "no-body")
_LOGIN = re.compile(
    r"(?:^|[/._-])(?:log-?in|sign-?in|sso|auth|passport|subscribe|registration|anmelden|connexion)\b", re.I
)
_SINCE = """
SELECT count(DISTINCT date(at)), min(at) FROM visits
WHERE url_id = ? AND at >= ? AND at <= ?
  AND (status IN (404, 410) OR status BETWEEN 200 AND 399 AND status <> 304)"""


def evidence(visit: Visit, state: str, reason: str, target: str = "") -> Presence | None:
    """What a visit that gave no article says of the page; None where it says nothing. `target`: where it led to."""
    status = visit.status or 0
    if status in _MISSING:
        return "missing"
    if status in _BLOCKED:
        return "blocked"
    if state == "unchanged" and status in (200, 304):
        return "here"
    if state in ("filtered", "failed") and reason in _NO_ARTICLE and status < 400:
        return "missing"
    if 300 <= status < 400 and (target or reason == "off-site"):
        return "blocked" if _LOGIN.search(urlsplit(target).path) else "moved"
    return None


def weigh(db: sqlite3.Connection, url_id: int, visit: Visit, said: Presence | None) -> None:
    """Let a visit to an article's own URL count."""
    row = db.execute(
        "SELECT id, presence, presence_since, last_seen FROM articles WHERE url_id = ?", [url_id]
    ).fetchone()
    if said is None or row is None:
        return
    article, before, since, seen = row
    at = times.utc(visit.at)
    if at < max(seen, since or ""):
        return
    after = _gone(db, url_id, since, visit.at) if said == "missing" and before in ("missing", "gone") else said
    if after == before:
        return
    if after != "gone":
        since = at  # of a page that is gone, the day counts on which it was missed first
    db.execute("UPDATE articles SET presence = ?, presence_since = ? WHERE id = ?", [after, since, article])


def came(db: sqlite3.Connection, article: int, seen: str, *, walled: bool) -> None:
    """An article's page was there; `walled`: behind a wall that had not been there before."""
    after = "blocked" if walled else "here"
    db.execute(
        "UPDATE articles SET presence = ?1, presence_since = ?2"
        " WHERE id = ?3 AND presence <> ?1 AND coalesce(presence_since, '') <= ?2",
        [after, seen, article],
    )


def is_walled(db: sqlite3.Connection, article: int) -> bool:
    """Was the text of an article whole once, which now stands behind a paywall?"""
    sql = "SELECT 1 FROM revisions WHERE article_id = ? AND completeness = 'complete' LIMIT 1"
    return db.execute(sql, [article]).fetchone() is not None


def absent(db: sqlite3.Connection, presence: str, limit: int) -> list[tuple[Any, ...]]:
    """Articles whose page is not here (or of that one `presence`): id, URL, publisher, title, presence, since."""
    sql = """
SELECT articles.id, urls.url, publishers.slug, articles.title, presence, presence_since FROM articles
JOIN urls ON urls.id = articles.url_id JOIN publishers ON publishers.id = articles.publisher_id
WHERE presence <> 'here' AND (?1 = '' OR presence = ?1) ORDER BY presence_since DESC, articles.id LIMIT ?2"""
    return db.execute(sql, [presence, limit]).fetchall()


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """Articles by presence, those that are here first."""
    found = dict(db.execute("SELECT presence, count(*) FROM articles WHERE presence <> 'here' GROUP BY presence"))
    (all_of_them,) = db.execute("SELECT count(*) FROM articles").fetchone()
    absent = {name: found[name] for name in PRESENCES if name in found}
    return {"here": all_of_them - sum(absent.values())} | absent


def _gone(db: sqlite3.Connection, url_id: int, since: str, now: datetime) -> Presence:
    """Gone, once a page was missed on enough days that lie far enough apart; missing till then."""
    days, first = db.execute(_SINCE, [url_id, since.removesuffix("Z"), times.exact(now)]).fetchone()
    spread = now - datetime.fromisoformat(first) if first else timedelta()
    return "gone" if days >= CONFIRMATIONS and spread >= SPREAD else "missing"
