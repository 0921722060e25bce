"""An archive that is elsewhere: what a crawl tells it goes there as words, in the order in which it was told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from newsarchive import urls
from newsarchive.archive.answers import Books, Known, State
from newsarchive.model import Article, Link, Page, Receipt, Visit


@dataclass(frozen=True, slots=True)
class Offered:
    """These URLs were offered, by the page of `visit`."""

    crawl: int
    links: tuple[Link, ...]
    visit: Visit | None = None
    now: datetime | None = None
    """What is not due by then keeps its state; None: all is due."""


@dataclass(frozen=True, slots=True)
class Visited:
    """A visit that settles no URL."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class Settled:
    """A URL gave no article."""

    url: str
    state: State
    reason: str = ""
    alias_of: str = ""
    visit: Visit | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """An article came."""

    article: Article
    visit: Visit | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """An errand is over; `well` is False where it broke off."""

    errand: str
    well: bool = True


Word = Offered | Visited | Settled | Added | Ended


class Ship:
    """Stands for the archive in a crawl. `known` is what the archive said when it sent the crawl out."""

    def __init__(self, crawl: int, known: Mapping[str, Known], send: Callable[[Word], None]) -> None:
        self._crawl, self._known, self._send = crawl, known, send
        self._articles: dict[str, Article] = {}

    def begin(self, spider: str, settings: Mapping[str, Any]) -> int:
        """The crawl was begun by who holds the archive."""
        return self._crawl

    def finish(self, crawl: int, status: str, stats: Mapping[str, Any]) -> Books:
        """Its books are closed there too."""
        return Books()

    def close(self) -> None:
        """Nothing is open here."""

    def pending(self, publisher: str) -> list[Link]:
        """What is left of other crawls is not this one's."""
        return []

    def known(self, url: str) -> Known | None:
        """What was known as the crawl was sent out."""
        return self._known.get(urls.canonical(url))

    def offer(
        self, links: Iterable[Link], crawl: int, *, visit: Visit | None = None, now: datetime | None = None
    ) -> list[Known]:
        """Tell of offered URLs. All count as pending here; what they are there, the archive knows."""
        told = tuple(links)
        if told or visit:
            self._send(Offered(crawl, told, visit, now))
        return [Known(link.url, "pending") for link in told]

    def keep(self, visit: Visit) -> Visit:
        """The visit goes with what is told of it, and is kept there."""
        return visit

    def visited(self, visit: Visit) -> None:
        """Tell of a visit."""
        self._send(Visited(visit))

    def settle(
        self, url: str, state: State, reason: str = "", *, alias_of: str = "", visit: Visit | None = None
    ) -> None:
        """Tell what became of a URL."""
        self._send(Settled(url, state, reason, alias_of, visit))

    def add(self, article: Article, *, visit: Visit | None = None) -> Receipt:
        """Tell of an article; whether it is new, the archive will know."""
        self._send(Added(article, visit))
        self._articles[article.url] = article
        return Receipt(0, "added", 0)

    def get(self, url: str | int) -> Article | None:
        """An article of this crawl."""
        return self._articles.get(str(url))

    def page(self, kept: str) -> Page:
        """No page is kept here. Raises KeyError."""
        raise KeyError(kept)
