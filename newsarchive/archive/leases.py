"""The table `leases`: which URLs of a crawl are handed out to other machines, to whom, and till when.

A URL that is handed out and never heard of again is handed out once more, with fewer beside it each time, until it is
alone: so the one that kills whoever asks for it is found, and is set aside without its neighbours.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby, islice

from newsarchive.archive import crawls, credits, frontier, times
from newsarchive.archive.answers import Lease
from newsarchive.model import Link, Via

#: Who holds a crawl that runs on many machines: no process of this one, so nobody here takes it for dead.
FLEET = "fleet::"
#: Errands that may break off with a URL; then it has failed, with this reason.
MOST_LOSSES, LOST = 3, "lost"
#: Halvings of an errand for each loss: 128 URLs, then 8, then 1.
_HALVINGS = 4
#: URLs that are looked at in one go.
_GLANCE = 5000

_OPEN = """
SELECT urls.id, urls.host, coalesce(leases.losses, 0) AS losses, leases.url_id IS NOT NULL AND urls.role <> 'page'
FROM urls LEFT JOIN leases ON leases.url_id = urls.id
WHERE urls.id IN (
    SELECT id FROM urls WHERE offered_in = :crawl AND state = 'pending'
      AND id NOT IN (SELECT url_id FROM leases)
    UNION ALL SELECT url_id FROM leases WHERE crawl_id = :crawl AND errand = '')
  AND urls.host NOT IN (
    SELECT held.host FROM leases JOIN urls AS held ON held.id = leases.url_id WHERE leases.until IS NOT NULL)
ORDER BY urls.host, losses, urls.id LIMIT :glance"""

_HOLD = """
INSERT INTO leases (url_id, crawl_id, errand, until) VALUES (?, ?, ?, ?)
ON CONFLICT (url_id) DO UPDATE SET crawl_id = excluded.crawl_id, errand = excluded.errand, until = excluded.until"""

_LINK = """
SELECT urls.url, coalesce(publishers.slug, ''), urls.role, coalesce(urls.link_via, 'page'), urls.found_on,
  urls.link_title, urls.link_published
FROM urls LEFT JOIN publishers ON publishers.id = urls.publisher_id WHERE urls.id = ?"""


def begin(db: sqlite3.Connection, spider: str, starts: Iterable[Link]) -> int:
    """Open the row of a crawl that other machines make, which begins at `starts`; return its id."""
    crawl = crawls.begin(db, spider, {"publisher": spider, "fleet": True}, FLEET)
    for link in starts:
        row, role = frontier.place(db, link.url), "list" if link.via == "seed" else link.via
        publisher = credits.publisher(db, link.publisher, link.url)
        db.execute("UPDATE urls SET role = ?, publisher_id = ? WHERE id = ?", [role, publisher, row])
        db.execute("INSERT OR REPLACE INTO leases (url_id, crawl_id) VALUES (?, ?)", [row, crawl])
    return crawl


def running(db: sqlite3.Connection) -> dict[int, str]:
    """Crawls that other machines make now, with their spiders."""
    rows = db.execute("SELECT id, spider FROM crawls WHERE status = 'running' AND process = ?", [FLEET])
    return dict(rows.fetchall())


def take(db: sqlite3.Connection, crawl: int, until: datetime, most: int, hosts: int) -> list[Lease]:
    """Hand out what is open in a crawl: one lease a host that has none, of `most` URLs at most, to `hosts` at most."""
    rows = db.execute(_OPEN, {"crawl": crawl, "glance": _GLANCE}).fetchall()
    return [
        _hand_out(db, crawl, host, _few(list(of_host), most), until)
        for host, of_host in islice(groupby(rows, key=lambda row: row[1]), hosts)
    ]


def end(db: sqlite3.Connection, errand: str, *, well: bool | None) -> int:
    """An errand is over: what it left open waits for the next crawl if it went `well`, or for another try.

    None: it never began, which is nobody's fault.
    """
    rows = [row[0] for row in db.execute("SELECT url_id FROM leases WHERE errand = ?", [errand])]
    if well is None:
        db.execute("UPDATE leases SET errand = '', until = NULL WHERE errand = ?", [errand])
    else:
        _close(db, rows, well=well)
    return len(rows)


def held(db: sqlite3.Connection, crawl: int) -> int:
    """How many URLs of a crawl are handed out, or wait to be."""
    sql = "SELECT count(*) FROM leases WHERE crawl_id = ? AND errand <> 'left'"
    return int(db.execute(sql, [crawl]).fetchone()[0])


def is_done(db: sqlite3.Connection, crawl: int) -> bool:
    """Is nothing of a crawl open or handed out?"""
    sql = "SELECT 1 FROM urls WHERE offered_in = ? AND state = 'pending' AND id NOT IN (SELECT url_id FROM leases)"
    return not held(db, crawl) and db.execute(sql + " LIMIT 1", [crawl]).fetchone() is None


def drop(db: sqlite3.Connection, crawl: int) -> None:
    """A crawl is over: what it left open is the next one's."""
    db.execute("DELETE FROM leases WHERE crawl_id = ?", [crawl])


def _few(rows: list[tuple[int, str, int, int]], most: int) -> dict[int, bool]:
    """The first rows of a host, of those that broke off least often; the more often, the fewer. Is it a list?"""
    losses = rows[0][2]
    same = [row for row in rows if row[2] == losses]
    return {row: bool(is_list) for row, _, _, is_list in same[: max(1, most >> (_HALVINGS * losses))]}


def _hand_out(db: sqlite3.Connection, crawl: int, host: str, rows: dict[int, bool], until: datetime) -> Lease:
    errand = f"{crawl}:{next(iter(rows))}:{times.exact(times.now())}"
    db.executemany(_HOLD, [(row, crawl, errand, times.utc(until)) for row in rows])
    lists = tuple(_link(db, row, is_list=True) for row, is_list in rows.items() if is_list)
    articles = tuple(_link(db, row, is_list=False) for row, is_list in rows.items() if not is_list)
    known = [frontier.known(db, row) for row in rows]
    return Lease(errand, crawl, host, lists, articles, {found.url: found for found in known if found.article_id})


def _link(db: sqlite3.Connection, row: int, *, is_list: bool) -> Link:
    url, publisher, role, via, found_on, title, published = db.execute(_LINK, [row]).fetchone()
    how: Via = ("seed" if role == "list" else role) if is_list else via
    return Link(url, publisher, how, found_on, title, published)


def _close(db: sqlite3.Connection, rows: Iterable[int], *, well: bool) -> None:
    for row in rows:
        state, role = db.execute("SELECT state, role FROM urls WHERE id = ?", [row]).fetchone()
        if not well and (state == "pending" or role != "page"):
            _lose(db, row, pending=state == "pending")
        elif state == "pending" and role == "page":
            db.execute("UPDATE leases SET errand = 'left', until = NULL WHERE url_id = ?", [row])
        else:
            db.execute("DELETE FROM leases WHERE url_id = ?", [row])


def _lose(db: sqlite3.Connection, row: int, *, pending: bool) -> None:
    sql = "UPDATE leases SET errand = '', until = NULL, losses = losses + 1 WHERE url_id = ? RETURNING losses, crawl_id"
    losses, crawl = db.execute(sql, [row]).fetchone()
    if losses < MOST_LOSSES:
        return
    db.execute("DELETE FROM leases WHERE url_id = ?", [row])
    if pending:
        frontier.settle(db, row, "failed", LOST, crawl)
    else:
        db.execute("UPDATE urls SET tries = tries + 1, reason = ? WHERE id = ?", [LOST, row])
