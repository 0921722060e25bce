"""The table `urls`: what was offered, what became of it, and which URLs are other names of one page."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from newsarchive import urls
from newsarchive.archive import credits, due, times
from newsarchive.archive.answers import Known, State
from newsarchive.model import Link

#: What a crawl has gained from a URL is not lost again in the same crawl: a later visit says `unchanged` at best.
_GAINS = ("added", "revised")
#: Why a URL that was offered is `unchanged` though nobody asked: it was seen lately.
NOT_DUE = "not-due"
#: Why a URL is never asked for again: what was there was taken out of the archive.
REDACTED = "redacted"

_KNOWN = """
SELECT urls.url, urls.state, urls.reason, coalesce(target.url, ''), asked.etag, asked.last_modified, articles.id,
  coalesce(asked.due_at, ''), coalesce(asked.walked_at, '')
FROM urls
LEFT JOIN urls AS target ON target.id = urls.alias_of
JOIN urls AS asked ON asked.id = coalesce(urls.alias_of, urls.id)
LEFT JOIN articles ON articles.url_id = asked.id
WHERE urls.id = ?"""

_OFFER = """
UPDATE urls SET
  state = :state, reason = :reason, offered_in = :crawl, settled_in = iif(:state = 'pending', settled_in, :crawl),
  publisher_id = :publisher, link_title = coalesce(nullif(:title, ''), link_title),
  link_published = coalesce(nullif(:published, ''), link_published), link_via = :via, link_form = :form,
  found_on = :found_on
WHERE id = :id"""

_SETTLE = """
UPDATE urls SET
  state = :state, reason = :reason, settled_in = :crawl, offered_in = coalesce(:crawl, offered_in),
  tries = iif(:state = 'failed', tries + 1, 0), due_at = :due
WHERE id = :id"""

_REDACT = f"""
UPDATE urls SET
  state = iif(role = 'page', 'filtered', state), reason = iif(role = 'page', '{REDACTED}', reason), link_title = '',
  link_published = '', etag = '', last_modified = '', due_at = NULL, tries = 0
WHERE id = ?"""

_REDACTED = f"""
SELECT 1 FROM urls LEFT JOIN urls AS target ON target.id = urls.alias_of
WHERE urls.id = ? AND (urls.reason = '{REDACTED}' OR target.reason = '{REDACTED}')"""

_SPOT = """
SELECT urls.id, alias_of, state, reason, offered_in, settled_in, tries, articles.id
FROM urls LEFT JOIN articles ON articles.url_id = urls.id WHERE {}"""
_SPOT_OF_URL, _SPOT_OF_ROW = _SPOT.format("url = ?"), _SPOT.format("urls.id = ?")

#: When an article was born, and how often its publisher changed it since.
_LIFE = """
SELECT coalesce(published_at, first_seen), iif(revision = 1, 0, (
  SELECT count(*) FROM revisions WHERE article_id = articles.id AND cause = 'publisher'))
FROM articles WHERE url_id = ?"""


@dataclass(frozen=True, slots=True)
class Spot:
    """What a row of `urls` says of its URL at one moment, and the article that it is."""

    row: int
    alias_of: int | None
    state: State | None
    reason: str
    offered_in: int | None
    settled_in: int | None
    tries: int
    article: int | None


def find(db: sqlite3.Connection, url: str) -> int | None:
    """The row of `url`, or of another spelling of it."""
    row = (
        db.execute("SELECT id FROM urls WHERE url = ?", [url]).fetchone()
        or db.execute(
            "SELECT id FROM urls WHERE url_key = ? ORDER BY alias_of IS NOT NULL LIMIT 1", [urls.key(url)]
        ).fetchone()
    )
    return int(row[0]) if row else None


def exactly(db: sqlite3.Connection, url: str) -> int | None:
    """The row of exactly `url`."""
    row = db.execute("SELECT id FROM urls WHERE url = ?", [url]).fetchone()
    return int(row[0]) if row else None


def place(db: sqlite3.Connection, url: str) -> int:
    """The row of exactly `url`, made if need be; a spelling of a URL that is there becomes its alias."""
    row = db.execute("SELECT id FROM urls WHERE url = ?", [url]).fetchone()
    return int(row[0]) if row else _make(db, url)[0]


def spot(db: sqlite3.Connection, url: str) -> Spot:
    """What is known of exactly `url`; its row is made if need be."""
    row = db.execute(_SPOT_OF_URL, [url]).fetchone()
    return Spot(*row) if row else Spot(*_make(db, url), None, "", None, None, 0, None)


def _spot(db: sqlite3.Connection, row: int) -> Spot:
    return Spot(*db.execute(_SPOT_OF_ROW, [row]).fetchone())


def _make(db: sqlite3.Connection, url: str) -> tuple[int, int | None]:
    """Make the row of a URL, and return it with the one that it is an alias of."""
    key = urls.key(url)
    spellings = db.execute("SELECT alias_of, id FROM urls WHERE url_key = ?", [key]).fetchall()
    twin = next((row for alias, row in spellings if alias is None), spellings[0][0] if spellings else None)
    values = (url, key, urls.host(url), twin)
    made = db.execute("INSERT INTO urls (url, url_key, host, alias_of) VALUES (?, ?, ?, ?)", values)
    return int(made.lastrowid or 0), twin


def root(db: sqlite3.Connection, row: int) -> int:
    """The row that `row` is an alias of, or itself."""
    return int(db.execute("SELECT coalesce(alias_of, id) FROM urls WHERE id = ?", [row]).fetchone()[0])


def known(db: sqlite3.Connection, row: int) -> Known:
    """What is known of that row; validators are those of the URL to ask for."""
    return Known(*db.execute(_KNOWN, [row]).fetchone())


def offer(db: sqlite3.Connection, link: Link, crawl: int, now: str = "") -> Known:
    """Write down that `link` was offered in `crawl`. What is not due yet by `now` is left as it is ("": all is due)."""
    row = place(db, link.url)
    before = _fact(db, row, "offered_in")
    if before == crawl:
        return known(db, row)
    if redacted(db, row):
        db.execute("UPDATE urls SET offered_in = ?, settled_in = ? WHERE id = ?", [crawl, crawl, row])
        return known(db, row)
    row, state = _offered(db, row, link.url, crawl)
    state, why = _resting(db, row, now) if state == "pending" and now else (state, "")
    db.execute(_OFFER, _words(db, link) | {"id": row, "state": state, "reason": why, "crawl": crawl})
    _mark_list(db, link)
    found = known(db, row)
    return replace(found, fresh=before is None and found.article_id is None)


def due_now(db: sqlite3.Connection, publisher: str, now: str, limit: int) -> list[Link]:
    """Links of `publisher` whose time has come, the longest overdue first. What a list page is, is no link."""
    return _links(db, publisher, "due_at <= ? AND state <> 'pending' ORDER BY due_at LIMIT ?", [now, limit])


def pending(db: sqlite3.Connection, publisher: str) -> list[Link]:
    """Links of `publisher` that were offered and never settled."""
    return _links(db, publisher, "state = 'pending' ORDER BY id", [])


def pending_after(db: sqlite3.Connection, publisher: str, last: str, limit: int) -> list[Link]:
    """Some of the pending links of `publisher`: those behind the URL `last`, in the order they were offered in."""
    row = db.execute("SELECT id FROM urls WHERE url = ?", [last]).fetchone() if last else None
    condition = "state = 'pending' AND id > ? ORDER BY id LIMIT ?"
    return _links(db, publisher, condition, [row[0] if row else 0, limit])


def _links(db: sqlite3.Connection, publisher: str, condition: str, values: list[Any]) -> list[Link]:
    found = db.execute(
        "SELECT url, link_via, found_on, link_title, link_published, link_form FROM urls"
        f" WHERE publisher_id = (SELECT id FROM publishers WHERE slug = ?) AND {condition}",
        [publisher, *values],
    )
    return [
        Link(url, publisher, via or "page", page, title, published, tuple(map(tuple, json.loads(form))))
        for url, via, page, title, published, form in found
    ]


def settle(
    db: sqlite3.Connection, row: int, state: State, reason: str, crawl: int | None, seen: datetime | None = None
) -> None:
    """Write down what became of a row: in `crawl`, or in the one that offered it where that is not known.

    `seen` is when it was asked for; None where it was not.
    """
    before = _spot(db, row)
    if _is_open(db, before, crawl):
        again = _due(db, row, state, before.tries, seen)
        _settle(db, before, state, reason, crawl, again)


def settle_new(db: sqlite3.Connection, before: Spot, crawl: int | None, seen: datetime, born: datetime) -> None:
    """Write down that what is at `before` became an article, which was `born` then."""
    if _is_open(db, before, crawl):
        _settle(db, before, "added", "", crawl, due.after_reading(seen, born, 0))


def _is_open(db: sqlite3.Connection, before: Spot, crawl: int | None) -> bool:
    """May a URL come to another state? Not to a lesser one in the same crawl, and not where it was redacted."""
    crawl = crawl or before.offered_in
    gained = before.state in _GAINS and before.settled_in == crawl and crawl is not None
    return not (gained or is_off(db, before))


def _settle(
    db: sqlite3.Connection, before: Spot, state: State, reason: str, crawl: int | None, again: datetime | None
) -> None:
    moment = times.utc(again) if again else None
    said = {"id": before.row, "state": state, "reason": reason, "crawl": crawl or before.offered_in, "due": moment}
    db.execute(_SETTLE, said)


def is_off(db: sqlite3.Connection, at: Spot) -> bool:
    """Was what is there, or at what it is an alias of, taken out of the archive?"""
    return at.reason == REDACTED or (at.alias_of is not None and redacted(db, at.alias_of))


def redact(db: sqlite3.Connection, rows: Iterable[int]) -> None:
    """Forget what links said of these rows, and never ask for them again. A list is still asked for what is new."""
    db.executemany(_REDACT, [(row,) for row in rows])


def is_redacted(db: sqlite3.Connection, url: str) -> bool:
    """Was what is at that URL, in any spelling, taken out of the archive?"""
    row = find(db, urls.canonical(url))
    return row is not None and redacted(db, row)


def redacted(db: sqlite3.Connection, row: int) -> bool:
    """Was what is at that row, or at the one that it is an alias of, taken out of the archive?"""
    return db.execute(_REDACTED, [row]).fetchone() is not None


def alias(db: sqlite3.Connection, row: int, target_url: str) -> bool:
    """Make `row` an alias of `target_url`. False where it stays itself.

    That is where it is an article, or where `target_url` is another spelling of it.
    """
    if _article(db, row):
        return False
    target = place(db, target_url)
    if urls.key(target_url) == _fact(db, row, "url_key"):
        _respell(db, row, target_url)
        return False
    end = root(db, target)
    if end == row:  # once the other way round
        _detach(db, target)
        end = target
    db.execute("UPDATE urls SET alias_of = ? WHERE alias_of = ?", [end, row])
    db.execute("UPDATE urls SET alias_of = ? WHERE id = ?", [end, row])
    return True


def name_aliases(db: sqlite3.Connection, row: int, others: Iterable[str], crawl: int | None) -> None:
    """Make `others` aliases of `row`, but for those that are articles or are settled as anything else."""
    known = dict.fromkeys(filter(None, map(urls.canonical, others)))
    url = _fact(db, row, "url") if known else ""
    for other in known:
        found = place(db, other)
        if found != row and (root(db, found) == row or alias(db, found, url)) and not _article(db, found):
            offered = _fact(db, found, "offered_in")
            db.execute(
                "UPDATE urls SET state = 'alias', reason = '', tries = 0, settled_in = coalesce(?, settled_in)"
                " WHERE id = ?",
                [crawl or offered, found],
            )


def respell(db: sqlite3.Connection, row: int, url: str) -> None:
    """Let `row` be known by `url`, another spelling of it, unless it is an article's already."""
    if _fact(db, row, "url") != url and not _article(db, row):
        _respell(db, row, url)


def _respell(db: sqlite3.Connection, row: int, url: str) -> None:
    twin, here = place(db, url), root(db, row)
    if twin == here or root(db, twin) != here:
        return
    old = _fact(db, here, "url")
    for changed, words in ((here, "http://-/"), (twin, old), (here, url)):  # three steps: a URL has one row
        db.execute("UPDATE urls SET url = ?, host = ? WHERE id = ?", [words, urls.host(words), changed])


def _offered(db: sqlite3.Connection, row: int, url: str, crawl: int) -> tuple[int, State]:
    """The row that is offered with `url`, and its state: an alias of an article stays one, another is asked anew."""
    end = root(db, row)
    if end == row:
        return row, "pending"
    if _article(db, end):
        return row, "alias"
    if _fact(db, end, "url_key") == _fact(db, row, "url_key"):
        if _fact(db, end, "offered_in") == crawl:
            return row, "alias"
        _respell(db, end, url)
        return end, "pending"
    _detach(db, row)
    return row, "pending"


def _resting(db: sqlite3.Connection, row: int, now: str) -> tuple[State, str]:
    """The state in this crawl of a row that was offered: "pending", or what it came to before, if it may rest yet."""
    state, reason, due_at = db.execute("SELECT state, reason, due_at FROM urls WHERE id = ?", [row]).fetchone()
    if state in (None, "pending", "alias") or due_at is None or due_at <= now:
        return "pending", ""
    return (state, reason) if state in ("failed", "filtered") else ("unchanged", NOT_DUE)


def _due(db: sqlite3.Connection, row: int, state: State, tries: int, seen: datetime | None) -> datetime | None:
    """When a row is worth asking for again; None where only a list may say so."""
    now = seen or times.now()
    if state == "failed":
        return due.after_failure(now, tries + 1)
    if state == "filtered":
        return now + due.DOUBT if seen else None
    life = db.execute(_LIFE, [row]).fetchone()
    return due.after_reading(now, datetime.fromisoformat(life[0]), life[1]) if life and state != "alias" else None


def _detach(db: sqlite3.Connection, row: int) -> None:
    """An alias becomes a page of its own again, to be asked for if it was offered."""
    db.execute("UPDATE urls SET alias_of = NULL, state = iif(offered_in IS NULL, NULL, 'pending') WHERE id = ?", [row])


def _words(db: sqlite3.Connection, link: Link) -> dict[str, Any]:
    return {
        "publisher": credits.publisher(db, link.publisher, link.url),
        "title": link.title,
        "published": link.published,
        "via": link.via,
        "form": json.dumps(link.form, ensure_ascii=False) if link.form else "[]",
        "found_on": link.found_on,
    }


def _mark_list(db: sqlite3.Connection, link: Link) -> None:
    """Where a link was found is a list, a feed or a sitemap, if the link says so."""
    if link.found_on and link.via in ("list", "feed", "sitemap"):
        db.execute(
            "UPDATE urls SET role = ? WHERE url = ? AND role = 'page' AND offered_in IS NULL", [link.via, link.found_on]
        )


def _article(db: sqlite3.Connection, row: int) -> bool:
    return db.execute("SELECT 1 FROM articles WHERE url_id = ?", [row]).fetchone() is not None


def _fact(db: sqlite3.Connection, row: int, column: str) -> Any:
    return db.execute(f"SELECT {column} FROM urls WHERE id = ?", [row]).fetchone()[0]
