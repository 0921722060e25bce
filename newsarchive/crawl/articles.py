"""Articles: each URL is offered, asked for, and brought to exactly one end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from newsarchive import text, urls
from newsarchive.archive.store import State
from newsarchive.crawl import requests, stats
from newsarchive.crawl.failures import Disallowed, PrivateAddress, Reserved, reason
from newsarchive.crawl.frontier import ARTICLES, Twin
from newsarchive.crawl.parts import Parts
from newsarchive.crawl.patience import Postponed
from newsarchive.crawl.responses import VISIT, target
from newsarchive.crawl.walk import Output, Walk, link_of
from newsarchive.discover import Relations, relations
from newsarchive.errors import PageError
from newsarchive.model import Link, Page

#: Redirects that are followed one after the other.
MOST_MOVES = 10
#: How often a URL may send its reader back to itself, to have a cookie set.
MOST_RETURNS = 3


def _nothing(page: Page) -> Iterable[Link]:
    """An article's page offers no others."""
    return ()


class Articles:
    """The articles of one crawl."""

    def __init__(self, walk: Walk, further: Callable[[Page], Iterable[Link]] = _nothing) -> None:
        self.walk = walk
        self.further = further
        """The articles that an article's page offers besides."""
        self.parts = Parts(walk, self._again)
        self._twins: dict[str, str] = {}  # other URLs that an article named as its own: mobile, AMP, print
        self._moved_from: dict[str, str] = {}  # by where a redirect led
        self._mentioned: set[str] = set()
        self._closing: asyncio.Future[None] | None = None

    def offer(self, links: Iterable[Link], page: Page | None = None) -> list[Request]:
        """Write down what was offered, pass over what is out of scope, and ask for what may be asked for now.

        `page` is the list that offered them: its visit is written down in the same transaction.
        """
        offered = list(links)
        known = self.walk.offer(offered, page.visit if page else None)
        targets: list[Link] = []
        for link, found in zip(offered, known, strict=True):
            if found.state == "alias" and found.alias_of:
                targets.append(replace(link, url=found.alias_of, via="page", found_on=link.url))
            elif found.state == "pending":
                self._consider(link)
            elif found.state and self.walk.frontier.awaits(link.url):  # it is not asked for, so what it was holds
                self.ended(link.url, found.state)
        return self.offer(targets) if targets else list(self._ask())

    def ended(self, url: str, state: State) -> None:
        """A URL has its end: pages that waited for it become its aliases, or are read for themselves."""
        frontier = self.walk.frontier
        for twin in frontier.end(url, state):
            if (state in ARTICLES or state == "alias") and self._same(twin, url):
                self.walk.opened.settle(twin.link.url, "alias", "canonical", alias_of=url)
            else:
                frontier.ask_again(twin.link.url)
                self.walk.send(self._again(twin.link, own=True))
        if frontier.full and self._closing is None:
            engine = self.walk.spider.crawler.engine
            self._closing = asyncio.ensure_future(engine.close_spider_async(reason="limit"))
        for request in self._ask():
            self.walk.send(request)

    def parse(self, response: Response, own: bool = False, returns: int = 0) -> Output:
        """Find out what a response is: an article's page, another URL's, or nothing.

        With `own`, the page is taken for itself, whatever it says of its URL.
        """
        page = self.walk.page(response)
        if response.status == 304 and response.request and requests.is_conditional(response.request):
            self.walk.count(stats.NOT_MODIFIED)
            yield from self.parts.recheck(page)
        elif 300 <= response.status < 400 and response.status != 304:
            yield from self._moved(page, target(response), own, returns)
        elif response.status != 200:
            self.walk.opened.settle(page.url, "failed", str(response.status), visit=page.visit)
        else:
            yield from self._read(page, own)

    def missed(self, failure: Failure) -> None:
        """No answer came: the URL failed, was not allowed, or stays pending until its host can be asked."""
        request = self.walk.missed(failure)
        url = link_of(request).url
        if isinstance(failure.value, Disallowed) and failure.value.dead:
            self.walk.opened.settle(url, "failed", failure.value.why)
        elif isinstance(failure.value, Postponed) or (isinstance(failure.value, Disallowed) and failure.value.for_now):
            self.walk.missed_visit(request)
        elif isinstance(failure.value, Reserved):
            self.walk.opened.settle(url, "filtered", failure.value.why, visit=request.meta.get(VISIT))
        elif isinstance(failure.value, Disallowed | PrivateAddress):
            self.walk.opened.settle(url, "filtered", reason(failure))
        else:
            self.walk.opened.settle(url, "failed", reason(failure), visit=request.meta.get(VISIT))

    def _consider(self, link: Link) -> None:
        if why := self.walk.scope.refuses(link):
            self.walk.opened.settle(link.url, "filtered", why)
        else:
            self.walk.frontier.put(link)

    def _ask(self) -> Iterator[Request]:
        for link in self.walk.frontier.take():
            yield requests.of(link, self.parse, self.missed, conditional=link.url not in self.walk.fresh)

    def _again(self, link: Link, own: bool = False, returns: int = 0) -> Request:
        return requests.of(link, self.parse, self.missed, own=own, returns=returns)

    def _read(self, page: Page, own: bool) -> Output:
        try:
            told = relations(page)
        except PageError as error:
            self.walk.opened.refuse(page, error)
            return
        if told.refresh and self.walk.scope.holds(told.refresh):
            yield from self._moved(page, told.refresh, own, MOST_RETURNS)
        elif not own and (other := self._other(page, told)):
            yield from self._wait(page, other)
        else:
            self._twins |= {url: page.url for url in told.alternates if self.walk.scope.holds(url)}
            others = self._unknown(self.further(page))
            yield from self.parts.gather(page, self.parts.named_by(told))
            yield from self.offer(others)

    def _unknown(self, links: Iterable[Link]) -> list[Link]:
        """Those of `links` that the archive never heard of: known articles are asked for when a list offers them."""
        fresh = [link for link in links if link.url not in self._mentioned]
        self._mentioned |= {link.url for link in fresh}
        return [link for link in fresh if self.walk.opened.archive.known(link.url) is None]

    # Other URLs of one article ---------------------------------------------------------------------------------

    def _other(self, page: Page, told: Relations) -> str:
        """The URL that the page belongs to, if that is another one of the publisher's; "" if it is its own."""
        other = told.canonical or self._twins.get(page.url, "")
        if not other or urls.key(other) == urls.key(page.url) or self.walk.scope.is_front(other):
            return ""
        return "" if self.walk.scope.refuses(self.walk.link(other)) else other

    def _wait(self, page: Page, other: str) -> Output:
        """Ask for the URL that a page calls its own, and let the page wait for what comes of it."""
        frontier = self.walk.frontier
        link = page.link or self.walk.link(page.url)
        twin = Twin(link, text.plain(link.title + " " + str(page.tree.xpath("string(//title)"))))
        if frontier.ended(other) is False or not frontier.wait(twin, other):
            yield from self._read(page, own=True)
            return
        self.walk.visited(page)
        if frontier.ended(other):
            self.ended(other, "alias")
        else:
            yield from self.offer([replace(link, url=other, via="page", found_on=page.url)])

    def _same(self, twin: Twin, url: str) -> bool:
        """Is the article at `url` the one that the waiting page shows? Some templates call every page by one URL."""
        article = self.walk.opened.archive.get(url)
        return article is None or not twin.words or text.plain(article.title) in twin.words

    def _moved(self, page: Page, where: str, own: bool, returns: int) -> Output:
        """A redirect: the page's URL is another name of where it leads."""
        settle = self.walk.opened.settle
        if where == page.url and returns < MOST_RETURNS and page.link:  # it sets a cookie and sends the reader back
            yield self._again(page.link, own, returns + 1)
        elif not where or where in (came := self._way_to(page.url)) or len(came) > MOST_MOVES:
            settle(page.url, "failed", "redirect", visit=page.visit)
        elif not self.walk.scope.holds(where):
            settle(page.url, "filtered", "off-site", visit=page.visit)
        elif self.walk.scope.is_front(where):
            settle(page.url, "filtered", "not-an-article", visit=page.visit)
        else:
            yield from self._alias(page, where)

    def _way_to(self, url: str) -> list[str]:
        """The URL, and those that redirects came from to it, the last one first."""
        way = [url]
        while (before := self._moved_from.get(way[-1], "")) and before not in way:
            way.append(before)
        return way

    def _alias(self, page: Page, where: str) -> Output:
        self._moved_from[where] = page.url
        further = replace(page.link or self.walk.link(page.url), url=where, via="page", found_on=page.url, form=())
        settle = self.walk.opened.settle
        if urls.key(where) == urls.key(page.url):  # another spelling: the URL is known by it from now on
            settle(page.url, "alias", "redirect", alias_of=where, visit=page.visit)
            self.walk.frontier.put(further)
            yield from self._ask()
            return
        asked = self.offer([further])
        settle(page.url, "alias", "redirect", alias_of=where, visit=page.visit)
        yield from asked
