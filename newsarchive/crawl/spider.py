"""The spider that crawls one publisher: lists are followed, articles are asked for, every offered URL gets an end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from typing import Any, ClassVar, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, UsageError
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from newsarchive import publishers, text, urls
from newsarchive.archive.store import State
from newsarchive.crawl import arguments, requests, stats
from newsarchive.crawl.failures import Disallowed, reason
from newsarchive.crawl.frontier import ARTICLES, Frontier, Twin
from newsarchive.crawl.opened import Opened, opened
from newsarchive.crawl.responses import LINK, VISIT, page_of, target
from newsarchive.crawl.scope import Scope
from newsarchive.discover import Relations, discover, relations
from newsarchive.errors import ArchiveError, PageError, RecordDamaged
from newsarchive.model import Link, Page, Publisher

Output = Iterator[Request | Page]
#: Further documents that one article may be made of: frames, and the pages of a split text.
MOST_PARTS = 40
#: Redirects that are followed, one after the other.
MOST_MOVES = 10


class NewsSpider(Spider):
    """What is new at a publisher: its lists from the first page to the last, and every article that they offer.

    Arguments: `publisher` (a slug), `since` (a day), `limit` (how many articles).
    """

    name = "news"
    slug: ClassVar[str] = ""
    """The publisher of a spider that was made for one; "" where `-a publisher=` names it."""

    def __init__(self, publisher: Publisher, since: Any = None, limit: int | None = None) -> None:
        super().__init__()
        self.publisher = publisher
        self.since = since
        self.scope = Scope(publisher, since)
        self.frontier = Frontier(limit)
        self.twins: dict[str, str] = {}
        """Other URLs that an article named as its own: mobile, AMP, print."""
        self._closing: asyncio.Future[None] | None = None
        self._lists: set[tuple[object, ...]] = set()
        self._seen_on: dict[str, set[str]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider from `-a` arguments. Raises UsageError, UnknownPublisher, SpecError."""
        publisher, wanted = cls.read_arguments(crawler.settings, kwargs)
        spider = cls(publisher, wanted.since, wanted.limit)
        for name, value in (
            ("DOWNLOAD_DELAY", publisher.visit.delay),
            ("CONCURRENT_REQUESTS_PER_DOMAIN", publisher.visit.concurrency),
        ):
            crawler.settings.set(name, value, priority="spider")
        spider._set_crawler(crawler)
        return spider

    @classmethod
    def read_arguments(cls, settings: BaseSettings, given: dict[str, Any]) -> tuple[Publisher, arguments.Arguments]:
        """The publisher and the arguments that `-a` named, checked."""
        wanted = arguments.read(given)
        slug = cls.slug or wanted.publisher
        if cls.slug and wanted.publisher not in ("", cls.slug):
            raise UsageError(f"publisher={wanted.publisher}: this spider crawls {cls.slug}", print_help=False)
        if not slug:
            raise UsageError("which publisher? -a publisher=SLUG; see: scrapy list", print_help=False)
        return publishers.find(slug, settings.get("NEWSARCHIVE_PUBLISHERS")), wanted

    @property
    def opened(self) -> Opened:
        """The archive of this crawl."""
        return opened(self.crawler)

    # Where to begin --------------------------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Any]:
        """What earlier crawls left undone, then the publisher's lists."""
        self.opened.listen(self._ended)
        for request in self._offer(self.opened.archive.pending(self.publisher.slug)):
            yield request
        for url in self.publisher.visit.lists:
            for request in self._list(Link(url, self.publisher.slug, via="seed"), url):
                yield request

    # Lists -----------------------------------------------------------------------------------------------------

    def parse_list(self, response: Response, root: str) -> Output:
        """Offer what a list page offers, and go on to its further pages."""
        page = page_of(response, self.publisher.slug)
        if 300 <= response.status < 400:
            self._visited(page)
            yield from self._moved_list(response, root)
        elif response.status != 200:
            self._list_failed(page.url, str(response.status), response.request)
        else:
            yield from self._read_list(page, root)

    def _read_list(self, page: Page, root: str) -> Output:
        try:
            links = discover(page, self.publisher)
        except PageError as error:
            self._visited(page)
            self.logger.warning("list not read: %s", error)
            self._count(stats.LISTS_FAILED)
            return
        self._count(stats.LISTS)
        fresh = {link.url for link in links.articles} - self._seen_on.setdefault(root, set())
        self._seen_on[root] |= fresh
        yield from self._offer(links.articles, page)
        first = page.link is not None and not page.link.form and page.url == root
        goes_on = self._goes_on(links.articles, bool(fresh), first)
        for link in links.lists:
            if link.url in links.sections:
                yield from self._list(link, link.url)
            elif goes_on:
                yield from self._list(link, root)

    def _goes_on(self, articles: Iterable[Link], fresh: bool, first: bool) -> bool:
        """Are further pages of a list worth asking for? Not after one that offers nothing it did not offer before,
        nor after one whose every date lies before the day from which news is wanted."""
        found = list(articles)
        if found and all(self.scope.is_old(link) for link in found):
            return False
        return first or fresh

    def _list(self, link: Link, root: str) -> Iterator[Request]:
        """Ask for a list page, once."""
        key = requests.list_key(link)
        if key not in self._lists and not self.frontier.full:
            self._lists.add(key)
            yield requests.of(link, self.parse_list, self.list_missed, root=root)

    def _moved_list(self, response: Response, root: str) -> Output:
        where = target(response)
        if not where or not self.scope.holds(where):
            self._list_failed(response.url, "redirected off-site", response.request)
            return
        link = Link(where, self.publisher.slug, found_on=response.url)
        yield from self._list(link, where if response.url == root else root)

    def list_missed(self, failure: Failure) -> None:
        """A list that could not be had is counted and told; its articles are not lost, another crawl finds them."""
        self._reraise(failure)
        request: Request = failure.request  # type: ignore[attr-defined]
        self._list_failed(request.url, reason(failure), request)

    def _list_failed(self, url: str, why: str, request: Request | None) -> None:
        visit = request.meta.get(VISIT) if request else None
        if visit:
            self.opened.archive.visited(visit)
        self.logger.warning("list failed: %s: %s", url, why)
        self._count(stats.LISTS_FAILED)

    # Articles --------------------------------------------------------------------------------------------------

    def _offer(self, links: Iterable[Link], page: Page | None = None) -> list[Request]:
        """Write down what was offered, pass over what is out of scope, and ask for what may be asked for now."""
        offered = list(links)
        known = self.opened.archive.offer(offered, self.opened.crawl, visit=page.visit if page else None)
        targets: list[Link] = []
        for link, found in zip(offered, known, strict=True):
            if found.alias_of and found.state == "alias":
                targets.append(replace(link, url=found.alias_of, via="page", found_on=link.url))
            elif found.state == "pending":
                self._consider(link)
        return self._offer(targets) if targets else list(self._ask())

    def _consider(self, link: Link) -> None:
        if why := self.scope.refuses(link):
            self.opened.settle(link.url, "filtered", why)
        else:
            self.frontier.put(link)

    def _ask(self) -> Iterator[Request]:
        for link in self.frontier.take():
            yield requests.of(link, self.parse_article, self.article_missed, conditional=True)

    def parse_article(self, response: Response, own: bool = False, moves: int = 0) -> Output:
        """Find out what a response is: an article's page, another URL's, or nothing."""
        page = page_of(response, self.publisher.slug)
        if response.status == 304:
            self._count(stats.NOT_MODIFIED)
            yield from self._recheck(page, self._kept_parts(page))
        elif 300 <= response.status < 400:
            yield from self._moved(page, target(response), own, moves)
        elif response.status != 200:
            self.opened.settle(page.url, "failed", str(response.status), visit=page.visit)
        else:
            yield from self._read(page, own)

    def _read(self, page: Page, own: bool) -> Output:
        try:
            told = relations(page)
        except PageError as error:
            self.opened.refuse(page, error)
            return
        if told.refresh and self.scope.holds(told.refresh):
            yield from self._moved(page, told.refresh, own, 0)
        elif not own and (other := self._other(page, told)):
            yield from self._twin(page, other)
        else:
            self.twins |= {url: page.url for url in told.alternates if self.scope.holds(url)}
            parts = [url for url in (*told.frames, *told.next) if self.scope.holds(url)]
            yield from self._gather(page, parts[:MOST_PARTS])

    def _other(self, page: Page, told: Relations) -> str:
        """The URL that the page belongs to, if that is another one of the publisher's; "" if it is its own."""
        other = told.canonical or self.twins.get(page.url, "")
        if not other or urls.key(other) == urls.key(page.url) or self._is_front(other):
            return ""
        return "" if self.scope.refuses(Link(other, self.publisher.slug)) else other

    def _is_front(self, url: str) -> bool:
        """Is the URL a list, or the home page? What points there is lost, or its template is wrong."""
        fronts = (self.publisher.home, *self.publisher.visit.lists)
        return urls.key(url) in {urls.key(front) for front in fronts if front} or (url,) in self._lists

    def _twin(self, page: Page, other: str) -> Output:
        """Ask for the URL that a page calls its own, and let the page wait for what comes of it."""
        link = page.link or Link(page.url, self.publisher.slug, via="page")
        twin = Twin(link, text.plain(link.title + " " + str(page.tree.xpath("string(//title)"))))
        if self.frontier.ended(other) is False or not self.frontier.wait(twin, other):
            yield from self._read(page, own=True)
            return
        self._visited(page)
        if self.frontier.ended(other):
            self._ended(other, "alias")
        yield from self._offer([Link(other, self.publisher.slug, via="page", found_on=page.url, title=link.title,
                                     published=link.published)])  # fmt: skip

    def _ended(self, url: str, state: State) -> None:
        """A URL has its end: pages that waited for it become its aliases, or are read for themselves."""
        for twin in self.frontier.end(url, state):
            if (state in ARTICLES or state == "alias") and self._same(twin, url):
                self.opened.settle(twin.link.url, "alias", "canonical", alias_of=url)
            else:
                self.frontier.ask_again(twin.link.url)
                self._send(requests.of(twin.link, self.parse_article, self.article_missed, own=True))
        if self.frontier.full and self._closing is None:
            self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="limit"))
        for request in self._ask():
            self._send(request)

    def _same(self, twin: Twin, url: str) -> bool:
        """Is the article at `url` the one that the waiting page shows? Some templates call every page by one URL."""
        article = self.opened.archive.get(url)
        return article is None or not twin.words or text.plain(article.title) in twin.words

    def _moved(self, page: Page, where: str, own: bool, moves: int) -> Output:
        """A redirect: the page's URL is another name of where it leads."""
        if where == page.url and moves < MOST_MOVES:  # it sets a cookie and sends the reader back
            assert page.link is not None
            yield requests.of(page.link, self.parse_article, self.article_missed, own=own, moves=moves + 1)
        elif not where or where == page.url:
            self.opened.settle(page.url, "failed", "redirect", visit=page.visit)
        elif not self.scope.holds(where):
            self.opened.settle(page.url, "filtered", "off-site", visit=page.visit)
        elif self._is_front(where):
            self.opened.settle(page.url, "filtered", "not-an-article", visit=page.visit)
        else:
            yield from self._alias(page, where)

    def _alias(self, page: Page, where: str) -> Output:
        link = page.link or Link(page.url, self.publisher.slug)
        further = replace(link, url=where, via="page", found_on=page.url, form=())
        if urls.key(where) == urls.key(
            page.url
        ):  # another spelling of the same URL: its row is known by it from now on
            self.opened.settle(page.url, "alias", "redirect", alias_of=where, visit=page.visit)
            self.frontier.put(further)
            yield from self._ask()
            return
        asked = self._offer([further])
        self.opened.settle(page.url, "alias", "redirect", alias_of=where, visit=page.visit)
        yield from asked

    # Parts -----------------------------------------------------------------------------------------------------

    def _gather(self, page: Page, left: list[str]) -> Output:
        """The page itself, once the documents that it is made of are there."""
        if left:
            link = Link(left[0], self.publisher.slug, via="page", found_on=page.url)
            yield requests.of(link, self.parse_part, self.part_missed, whole=page, left=left[1:])
        else:
            yield page

    def parse_part(self, response: Response, whole: Page, left: list[str]) -> Output:
        """Add a frame, or a further page of a split text, to its page."""
        part = page_of(response, self.publisher.slug)
        self._visited(part)
        if response.status == 200:
            self._count(stats.PARTS)
            whole = replace(whole, parts=(*whole.parts, part))
            left = left + self._more(part, whole, left)
        yield from self._gather(whole, left)

    def _more(self, part: Page, whole: Page, left: list[str]) -> list[str]:
        """Further documents that a part names: page 2 links page 3 where page 1 did not."""
        try:
            told = relations(part)
        except PageError:
            self.logger.warning("part of %s cannot be read: %s", whole.url, part.url)
            return []
        known = {whole.url, *left, *(one.url for one in whole.parts)}
        new = [url for url in (*told.frames, *told.next) if url not in known and self.scope.holds(url)]
        return new[: max(0, MOST_PARTS - len(known))]

    def part_missed(self, failure: Failure) -> Output:
        """A part that cannot be had is left out; what is then missing shows in the article's completeness."""
        self._reraise(failure)
        request: Request = failure.request  # type: ignore[attr-defined]
        if visit := request.meta.get(VISIT):
            self.opened.archive.visited(visit)
        self.logger.warning("part missing: %s: %s", request.url, reason(failure))
        yield from self._gather(request.cb_kwargs["whole"], request.cb_kwargs["left"])

    def _kept_parts(self, page: Page) -> list[str]:
        """The documents that the article at this URL was made of, by the page that is kept."""
        try:
            kept = self.opened.archive.page(page.url)
            told = relations(kept)
        except (PageError, RecordDamaged, KeyError):
            return []
        return [url for url in (*told.frames, *told.next) if self.scope.holds(url)]

    def _recheck(self, page: Page, left: list[str]) -> Output:
        """A page that did not change, whose frames may have: it is unchanged once all of them are."""
        if left:
            link = Link(left[0], self.publisher.slug, via="page", found_on=page.url)
            yield requests.of(
                link, self.parse_kept_part, self.kept_part_missed, conditional=requests.PART, whole=page, left=left[1:]
            )
        else:
            self.opened.settle(page.url, "unchanged", visit=page.visit)

    def parse_kept_part(self, response: Response, whole: Page, left: list[str]) -> Output:
        """A part that changed, too, brings its page again; one that did not, leads to the next."""
        self._visited(page_of(response, self.publisher.slug))
        if response.status == 304:
            yield from self._recheck(whole, left)
        else:
            assert whole.link is not None
            yield requests.of(whole.link, self.parse_article, self.article_missed)

    def kept_part_missed(self, failure: Failure) -> Output:
        """A part that cannot be had now leaves the article as it is."""
        self._reraise(failure)
        request: Request = failure.request  # type: ignore[attr-defined]
        yield from self._recheck(request.cb_kwargs["whole"], request.cb_kwargs["left"])

    # Ends ------------------------------------------------------------------------------------------------------

    def article_missed(self, failure: Failure) -> None:
        """No answer came: the URL failed, was not allowed, or stays pending until robots.txt can be had."""
        self._reraise(failure)
        request: Request = failure.request  # type: ignore[attr-defined]
        link: Link = request.meta[LINK]
        if not isinstance(failure.value, Disallowed):
            self.opened.settle(link.url, "failed", reason(failure), visit=request.meta.get(VISIT))
        elif not failure.value.for_now:
            self.opened.settle(link.url, "filtered", "robots")

    def _reraise(self, failure: Failure) -> None:
        """An archive that cannot be written to ends the crawl."""
        if isinstance(failure.value, ArchiveError):
            self.opened.broken = failure.value
            raise CloseSpider("archive")

    def _send(self, request: Request) -> None:
        if self.crawler.spider is not None:
            self.crawler.engine.crawl(request)

    def _visited(self, page: Page) -> None:
        """Write down a visit that settles no URL."""
        if page.visit:
            self.opened.archive.visited(page.visit)

    def _count(self, key: str) -> None:
        self.crawler.stats.inc_value(key)
