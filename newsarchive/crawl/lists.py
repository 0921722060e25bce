"""Lists, feeds and sitemaps: followed from the first page to the last, once each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from newsarchive.crawl import requests, stats
from newsarchive.crawl.articles import Articles
from newsarchive.crawl.failures import reason
from newsarchive.crawl.responses import target
from newsarchive.crawl.walk import Output, Walk, log
from newsarchive.discover import Links
from newsarchive.errors import PageError
from newsarchive.model import Link, Page, Via

#: Pages of one list: a calendar goes on for ever.
MOST_PAGES = 10_000
#: How many redirects a list may take.
MOST_MOVES = 10


class Lists:
    """The lists of one crawl. `discover` tells what a page of a list offers."""

    def __init__(self, walk: Walk, articles: Articles, discover: Callable[[Page], Links]) -> None:
        self.walk = walk
        self.articles = articles
        self.discover = discover
        self._asked: set[tuple[object, ...]] = set()
        self._pages: Counter[str] = Counter()  # by the list's first page
        self._offered: dict[str, set[str]] = {}  # by the list's first page

    def begin(self, url: str, via: Via = "seed") -> Iterator[Request]:
        """Ask for the first page of a list."""
        self.walk.scope.add_front(url)
        yield from self._ask(Link(url, self.walk.publisher.slug, via=via), url)

    def parse(self, response: Response, root: str, moves: int = 0) -> Output:
        """Offer what a list page offers, and go on to its further pages. `root` is the list's first page."""
        page = self.walk.page(response)
        if 300 <= response.status < 400:
            self.walk.visited(page)
            yield from self._moved(page, target(response), root, moves)
        elif response.status != 200:
            self.walk.visited(page)
            self._fail(page.url, str(response.status))
        else:
            yield from self._read(page, root)

    def missed(self, failure: Failure) -> None:
        """A list that could not be had is counted and told; its articles are not lost, another crawl finds them."""
        request = self.walk.missed(failure)
        self.walk.missed_visit(request)
        self._fail(request.url, reason(failure))

    def _read(self, page: Page, root: str) -> Output:
        try:
            links = self.discover(page)
        except PageError as error:
            self.walk.visited(page)
            self._fail(page.url, str(error))
            return
        self.walk.count(stats.LISTS)
        fresh = {link.url for link in links.articles} - self._offered.setdefault(root, set())
        self._offered[root] |= fresh
        yield from self.articles.offer(links.articles, page)
        first = page.url == root and not (page.link and page.link.form)
        yield from self._go_on(links, root, first or bool(fresh))

    def _go_on(self, links: Links, root: str, worth: bool) -> Iterator[Request]:
        """Ask for the further lists, and for the further pages of this one if that is worth it."""
        worth = worth and not self._is_old(links.articles)
        for link in links.lists:
            if link.via == "sitemap" and self.walk.scope.is_old(link):
                continue
            if link.url in links.sections:
                self.walk.scope.add_front(link.url)
                yield from self._ask(link, link.url)
            elif worth:
                yield from self._ask(link, root)

    def _is_old(self, articles: Iterable[Link]) -> bool:
        """Does every date of a page lie before the day from which news is wanted?"""
        found = list(articles)
        return bool(found) and all(self.walk.scope.is_old(link) for link in found)

    def _ask(self, link: Link, root: str, moves: int = 0) -> Iterator[Request]:
        key = requests.list_key(link)
        if key not in self._asked and not self.walk.frontier.full and self._pages[root] < MOST_PAGES:
            self._asked.add(key)
            self._pages[root] += 1
            yield requests.of(link, self.parse, self.missed, root=root, moves=moves)

    def _moved(self, page: Page, where: str, root: str, moves: int) -> Iterator[Request]:
        if not where or not self.walk.scope.holds(where) or moves >= MOST_MOVES:
            self._fail(page.url, f"redirected to {where or 'nowhere'}")
            return
        self.walk.scope.add_front(where)
        via: Via = page.link.via if page.link else "list"
        link = Link(where, self.walk.publisher.slug, via=via, found_on=page.url)
        yield from self._ask(link, where if page.url == root else root, moves + 1)

    def _fail(self, url: str, why: str) -> None:
        log.warning("list failed: %s: %s", url, why)
        self.walk.count(stats.LISTS_FAILED)
