"""The one archive of a crawl, and what every component asks of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, Self
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler

from newsarchive.archive import Archive
from newsarchive.archive.lock import alone, of_publisher
from newsarchive.archive.store import Books, Known, State
from newsarchive.crawl.ship import Ship
from newsarchive.errors import ArchiveError, Locked, NotAnArticle, PageError, RecordDamaged
from newsarchive.model import Article, Link, Page, Publisher, Receipt, Visit

log = logging.getLogger("newsarchive")

#: How far clocks of two machines may be apart.
AHEAD = timedelta(days=1)
#: Told of every URL that reached its end, and of its state.
Listener = Callable[[str, State], None]


class Opened:
    """An archive that is open for one crawl. `held` is let go when the crawl ends."""

    def __init__(
        self, archive: Archive | Ship, spider: str, settings: dict[str, object], held: ExitStack | None = None
    ) -> None:
        self.archive, self._held = archive, held or ExitStack()
        self.crawl = archive.begin(spider, settings)
        self.broken: ArchiveError | None = None
        """What made the archive unusable; nothing more is written then."""
        self.travelling: dict[str, Page] = {}
        """Pages whose articles are on the line, by the article's URL."""
        self.copies = 0
        """Articles so far that copy another one."""
        self.unrendered: set[str] = set()
        """URLs of pages of which a browser was to build more, and could not."""
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Tell `listener` of every URL that is settled from now on."""
        self._listeners.append(listener)

    def offer(self, links: list[Link], visit: Visit | None, now: datetime | None) -> list[Known]:
        """Write down that these links were offered; what is not due by `now` (None: all is) keeps its state."""
        self._check()
        return self.archive.offer(links, self.crawl, visit=visit, now=now)

    def pending(self, publisher: str, last: str, limit: int) -> list[Link]:
        """Some of what earlier crawls left undone: what stands behind the URL `last`."""
        return [] if isinstance(self.archive, Ship) else self.archive.agenda.pending(publisher, last, limit)

    def due(self, publisher: str, now: datetime | None, limit: int | None) -> list[Link]:
        """URLs of a publisher that are due by `now` (None: ever), at most so many."""
        return [] if isinstance(self.archive, Ship) else self.archive.agenda.due(publisher, now, limit)

    def walked_at(self, root: str) -> str:
        """When a list was last followed to its end; "" if it never was, or by a clock that went ahead of ours."""
        known = self.archive.known(root)
        if known is None or not known.walked_at:
            return ""
        return known.walked_at if datetime.fromisoformat(known.walked_at) < datetime.now(UTC) + AHEAD else ""

    def walked(self, root: str) -> None:
        """Write down that a list was followed to its end. An archive that is elsewhere is not told."""
        if isinstance(self.archive, Archive):
            self.archive.agenda.walked(root, datetime.now(UTC))

    def kept(self, url: str) -> Page | None:
        """The page of that URL as it was last kept; None where it cannot be had."""
        try:
            return self.archive.agenda.kept(url) if isinstance(self.archive, Archive) else None
        except RecordDamaged:
            return None

    def settle(
        self, url: str, state: State, reason: str = "", *, alias_of: str = "", visit: Visit | None = None
    ) -> None:
        """Write down what became of a URL that gave no new article."""
        self._check()
        self.archive.settle(url, state, reason, alias_of=alias_of, visit=visit)
        self._tell(url, state)

    def refuse(self, page: Page, error: PageError) -> None:
        """Write down that a page gave no article: passed over where none was meant to be there, else failed."""
        unbuilt = page.url in self.unrendered
        state: State = "filtered" if isinstance(error, NotAnArticle) and not unbuilt else "failed"
        log.info("%s: %s", state, error)
        self.settle(page.url, state, "script" if unbuilt else error.reason, visit=page.visit)

    def add(self, article: Article, page: Page | None) -> Receipt:
        """Store an article with the visit that brought its page."""
        self._check()
        receipt = self.archive.add(article, visit=page.visit if page else None)
        self.copies += receipt.status == "added" and receipt.copy_of is not None
        self._tell(article.url, receipt.status)
        return receipt

    def finish(self, status: Literal["finished", "stopped"], stats: dict[str, object]) -> Books:
        """End the crawl and close the archive."""
        try:
            return self.archive.finish(self.crawl, status, stats)
        finally:
            self.close()

    def close(self) -> None:
        """Close the archive, and let others crawl this publisher."""
        self._held.close()

    def _check(self) -> None:
        """Raise again what made the archive unusable, rather than wait for it anew with every page."""
        if self.broken:
            raise self.broken

    def _tell(self, url: str, state: State) -> None:
        for listener in self._listeners:
            listener(url, state)


_OPENED: WeakKeyDictionary[Crawler, Opened] = WeakKeyDictionary()


def open_for(crawler: Crawler, spider: str, settings: dict[str, object]) -> Opened:
    """Open the archive of NEWSARCHIVE_DIR and begin a crawl; a spider may bring another. Raises ArchiveError.

    A publisher is crawled by one at a time, so that its servers are asked no faster than it wants: Locked says by whom.
    """
    brought: Ship | None = getattr(crawler.spider, "archive", None)
    path = path_of(crawler.settings.get("NEWSARCHIVE_DIR"))
    with ExitStack() as held:
        archive = brought or held.enter_context(_own(path, getattr(crawler.spider, "publisher", None)))
        _OPENED[crawler] = Opened(archive, spider, settings, held.pop_all())
    return _OPENED[crawler]


@contextmanager
def _own(path: Path, publisher: Publisher | None) -> Iterator[Archive]:
    """The archive at `path`, while nobody else crawls that publisher into it. Raises Locked."""
    with ExitStack() as held:
        if publisher:
            held.enter_context(alone(of_publisher(path, publisher.slug)))
        archive = held.enter_context(Archive(path))
        if publisher:
            archive.agenda.close_left(publisher.slug)
        if publisher and publisher.slug in archive.hub.running().values():
            raise Locked(path, "a fleet is crawling {publisher}", publisher=publisher.slug)
        yield archive


def opened(crawler: Crawler) -> Opened:
    """The archive that `open_for` opened for this crawler."""
    return _OPENED[crawler]


def path_of(folder: str | None) -> Path:
    """The archive's file in the folder that NEWSARCHIVE_DIR names."""
    return Path(folder or "data") / "archive.db"


class Component:
    """A part of a crawl that knows the crawl's archive: a stage of the line, a downloader middleware."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    @property
    def opened(self) -> Opened:
        """The archive of this crawl."""
        return opened(self.crawler)
