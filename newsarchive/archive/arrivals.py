"""What one visit changes, as one transaction sees it: an article came, or word that there is none."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from newsarchive import urls
from newsarchive.archive import articles, frontier, presence, visits
from newsarchive.archive.answers import State
from newsarchive.archive.frontier import Spot
from newsarchive.model import Article, Receipt, Visit


def add(db: sqlite3.Connection, article: Article, visit: Visit | None) -> Receipt:
    """Store an article with the visit that brought it, its other URLs, and what becomes of the URL in the crawl."""
    visited = visits.record(db, visit) if visit else None
    at = frontier.spot(db, address(article.url))
    if frontier.is_off(db, at):
        return _refuse(db, at.row)
    asked = _asked(db, article, visit, at)
    plain = at.alias_of is None and asked in (None, at.row)  # neither redirected, nor known by another name
    row, found = (at.row, at.article) if plain else _row(db, article, asked, at.row)
    seen, crawl = visits.moment(visit, article.fetched_at), visit.crawl if visit else None
    receipt, now = _store(db, article, row, found, asked, visited, seen), datetime.fromisoformat(seen)
    if plain and receipt.status == "added":
        frontier.settle_new(db, at, crawl, now, article.published_at or now)
    else:
        frontier.settle(db, row, receipt.status, "", crawl, now)
    others = [*article.aliases, *([visit.url] if visit and asked != row else [])]
    frontier.name_aliases(db, row, others, crawl)
    if receipt.status == "added":
        articles.findable(db, receipt.article_id, article)
    else:
        walled = article.completeness == "paywalled" and presence.is_walled(db, receipt.article_id)
        presence.came(db, receipt.article_id, seen, walled=walled)
    return receipt


def _asked(db: sqlite3.Connection, article: Article, visit: Visit | None, at: Spot) -> int | None:
    """The row of the URL that was asked for; None where nothing was."""
    if visit is None or visit.url == article.url:
        return at.row if visit else None
    return frontier.place(db, address(visit.url))


def settle(db: sqlite3.Connection, url: str, state: State, reason: str, alias_of: str, visit: Visit | None) -> None:
    """Write down what became of a URL that gave no article."""
    row, crawl = frontier.place(db, address(url)), visit.crawl if visit else None
    if visit:
        visits.record(db, visit)
        presence.weigh(db, row, visit, presence.evidence(visit, state, reason, alias_of))
    if state == "unchanged":
        _seen(db, row, visit)
    if state == "alias":
        state, reason = _alias(db, row, address(alias_of), reason)
    frontier.settle(db, row, state, reason, crawl, visit.at if visit else None)


def _refuse(db: sqlite3.Connection, row: int) -> Receipt:
    """Nothing is stored of what was redacted; the receipt names the tombstone, or article 0 where there is none."""
    found = articles.find(db, frontier.root(db, row))
    return Receipt(0, "unchanged", 0) if found is None else articles.receipt(db, found, "unchanged")


def address(url: str) -> str:
    """The canonical form of a URL. Raises ValueError for what is none."""
    found = urls.canonical(url)
    if not found:
        raise ValueError(f"no http or https URL: {url!r}")
    return found


def _alias(db: sqlite3.Connection, row: int, target: str, reason: str) -> tuple[State, str]:
    """The state of a row that leads to `target`. An article that has moved stays one; a new spelling is still open."""
    if frontier.alias(db, row, target):
        return "alias", reason
    if articles.find(db, row) is not None:
        return "unchanged", reason or "moved"
    return "pending", ""


def _row(db: sqlite3.Connection, article: Article, asked: int | None, named: int) -> tuple[int, int | None]:
    """The row of the article, that of its URL or of the one it is an alias of, and the article if it is there.

    A page that names the URL of quite another article as its own (every page the home page, say) is itself.
    """
    row = frontier.root(db, named)
    found = articles.find(db, row)
    if found is None:
        frontier.respell(db, row, address(article.url))
    elif asked is not None and frontier.root(db, asked) != row and not articles.resembles(db, found, article):
        return asked, articles.find(db, asked)
    return row, found


def _store(
    db: sqlite3.Connection, article: Article, row: int, found: int | None, asked: int | None, visited: int | None,
    seen: str,
) -> Receipt:  # fmt: skip
    if found is None:
        return articles.add(db, article, row, visited, seen)
    if asked not in (None, row) and articles.came_from(db, found, row):  # a mobile page is no edit of the page itself
        return articles.keep(db, found, seen)
    return articles.see(db, found, article, visited, seen)


def _seen(db: sqlite3.Connection, row: int, visit: Visit | None) -> None:
    found = articles.find(db, frontier.root(db, row))
    if found is not None:
        articles.keep(db, found, visits.moment(visit, None))
