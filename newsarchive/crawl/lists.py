"""Lists, feeds and sitemaps: followed from the first page to the last, once each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from newsarchive.crawl import requests, stats
from newsarchive.crawl.articles import Articles
from newsarchive.crawl.failures import reason
from newsarchive.crawl.ground import Ground
from newsarchive.crawl.responses import target
from newsarchive.crawl.walk import Output, Walk, log
from newsarchive.discover import Links
from newsarchive.errors import PageError
from newsarchive.model import Link, Page, Via

#: Pages of one list: a calendar goes on for ever.
MOST_PAGES = 10_000
#: Pages in a row with nothing new that a list may have: a day without news, or what the first page showed, loaded.
MOST_STALE = 1
#: Pages of one list that are asked for on the promise that what they show may prove to be articles.
MOST_PROMISES = 30
#: How many redirects a list may take.
MOST_MOVES = 10


class Lists:
    """The lists of one crawl. `discover` tells what a page of a list offers."""

    def __init__(self, walk: Walk, articles: Articles, discover: Callable[[Page], Links]) -> None:
        self.walk = walk
        self.articles = articles
        self.discover = discover
        self.ground = Ground(walk)
        self._guessed: set[str] = set()
        self._asked: set[tuple[object, ...]] = set()
        self._pages: Counter[str] = Counter()  # by the list's first page
        self._promises: Counter[str] = Counter()  # likewise
        self._offered: dict[str, set[str]] = {}  # by the list's first page
        self._stale: Counter[str] = Counter()  # likewise: pages in a row with nothing new
        self._listeners: list[Callable[[str], None]] = []

    def listen(self, listener: Callable[[str], None]) -> None:
        """Be told the URL of every list that could not be had."""
        self._listeners.append(listener)

    def begin(self, url: str, via: Via = "seed") -> Iterator[Request]:
        """Ask for the first page of a list."""
        self.walk.scope.add_front(url)
        yield from self._ask(Link(url, self.walk.publisher.slug, via=via), url)

    def perhaps(self, url: str, via: Via) -> Iterator[Request]:
        """Ask for a list of which nobody said that it is there: it is nothing amiss if it is not."""
        self._guessed.add(url)
        yield from self.begin(url, via)

    def parse(self, response: Response, root: str, moves: int = 0) -> Output:
        """Offer what a list page offers, and go on to its further pages. `root` is the list's first page."""
        page = self.walk.page(response)
        if response.status == 304 and response.request and requests.is_conditional(response.request):
            yield from self._unchanged(page, root, moves)
        elif 300 <= response.status < 400 and response.status != 304:
            self.walk.visited(page)
            yield from self._moved(page, target(response), root, moves)
        elif response.status != 200:
            self.walk.visited(page)
            self._fail(page.url, str(response.status), root)
        else:
            yield from self._read(page, root)
        self.ground.done(root)

    def missed(self, failure: Failure) -> None:
        """A list that could not be had is counted and told; its articles are not lost, another crawl finds them."""
        request = self.walk.missed(failure)
        self.walk.missed_visit(request)
        self._fail(request.url, reason(failure), request.cb_kwargs["root"])

    def _unchanged(self, page: Page, root: str, moves: int) -> Output:
        """A page that did not change offers what it offered: it is read as it was kept."""
        kept = self.walk.opened.kept(page.url)
        if kept is None:
            self.walk.visited(page)
            yield self._request(page.link or self.walk.link(page.url), root, moves, conditional=False)
            return
        self.walk.count(stats.LISTS_NOT_MODIFIED)
        yield from self._read(replace(page, body=kept.body, headers=kept.headers, status=200), root)

    def _read(self, page: Page, root: str) -> Output:
        try:
            links = self.discover(page)
        except PageError as error:
            self.walk.visited(page)
            self._fail(page.url, str(error), root)
            return
        self.walk.count(stats.LISTS)
        fresh = {link.url for link in links.articles} - self._offered.setdefault(root, set())
        self._offered[root] |= fresh
        asked = self.articles.offer(links.articles, page)
        self.ground.offered(root, links.articles)
        yield from asked
        first = page.url == root and not (page.link and page.link.form)
        self._stale[root] = 0 if first or fresh else self._stale[root] + 1
        yield from self._go_on(links, root, self._stale[root] <= MOST_STALE or self._is_promising(links, root))

    def _is_promising(self, links: Links, root: str) -> bool:
        """May a page that shows nothing new be one of many that do, once it is known what its links are?"""
        self._promises[root] += links.promising
        return links.promising and self._promises[root] <= MOST_PROMISES

    def _go_on(self, links: Links, root: str, worth: bool) -> Iterator[Request]:
        """Ask for the further lists, and for the further pages of this one if that is worth it."""
        worth = worth and not self.ground.is_known(root, links.articles)
        if worth and self.ground.is_barren(root):
            log.warning("list left: %s offers nothing but what is no article", root)
            self.walk.count(f"{stats.BOUNDED}/barren")
            worth = False
        if worth and self._is_old(links.articles):
            self.ground.broke(root)
            worth = False
        for link in links.lists:
            if link.via == "sitemap" and (self.walk.scope.is_old(link) or self.ground.is_stale(link)):
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
        if self.walk.frontier.full:
            self.ground.broke(root)
        elif key not in self._asked and self._pages[root] < MOST_PAGES:
            self._asked.add(key)
            self._pages[root] += 1
            yield self._request(link, root, moves, conditional=requests.LIST)

    def _request(self, link: Link, root: str, moves: int, conditional: bool | str) -> Request:
        self.ground.asked(root)
        return requests.of(link, self.parse, self.missed, conditional=conditional, root=root, moves=moves)

    def _moved(self, page: Page, where: str, root: str, moves: int) -> Iterator[Request]:
        if not where or not self.walk.scope.holds(where) or moves >= MOST_MOVES:
            self._fail(page.url, f"redirected to {where or 'nowhere'}", root)
            return
        self.walk.scope.add_front(where)
        via: Via = page.link.via if page.link else "list"
        link = Link(where, self.walk.publisher.slug, via=via, found_on=page.url)
        yield from self._ask(link, where if page.url == root else root, moves + 1)

    def _fail(self, url: str, why: str, root: str) -> None:
        self.ground.broke(root)
        if url in self._guessed:
            return
        log.warning("list failed: %s: %s", url, why)
        self.walk.count(stats.LISTS_FAILED)
        for listener in self._listeners:
            listener(url)
