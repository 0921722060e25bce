"""The spider that crawls a site which no file describes: -a url=http://… is all that it knows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from datetime import date
from typing import Any
from urllib.parse import urljoin

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, UsageError
from scrapy.settings import BaseSettings

from newsarchive import publishers, urls
from newsarchive.archive.store import State
from newsarchive.crawl import arguments, stats
from newsarchive.crawl.arguments import Arguments
from newsarchive.crawl.bounds import Bounds
from newsarchive.crawl.frontier import ARTICLES
from newsarchive.crawl.prospects import Prospects
from newsarchive.crawl.spider import NewsSpider
from newsarchive.discover import Links, mentioned, survey
from newsarchive.discover.learnt import family, tells
from newsarchive.discover.survey import beside, is_list
from newsarchive.errors import NotAnArticle
from newsarchive.model import Article, Link, Page, Publisher, Route

#: Where a site may say where everything is. Nothing is amiss where it does not.
_PERHAPS = ("/robots.txt", "/sitemap.xml")
#: Why a page without a day is passed over.
_UNDATED = "undated"


class SiteSpider(NewsSpider):
    """Whatever news a site has, from its home page on: scrapy crawl site -a url=http://news.example/

    Links that stand in dated rows, and a feed's entries, are asked for as news. Others wait until pages of their URLs'
    shape have shown what they are. All other links of a page may lead to lists, and are followed while that pays.
    """

    name = "site"

    def __init__(self, publisher: Publisher, since: date | None = None, limit: int | None = None) -> None:
        super().__init__(publisher, since, limit)
        self.prospects = Prospects()
        self.bounds = Bounds()
        self._offered: set[str] = set()
        self._lists: set[str] = set()  # pages that show headlines which lie below them
        self._kinds: set[str] = set()  # of the URLs of these
        self.lists.listen(self._dead)

    def adopt(self, crawler: Crawler) -> None:
        """Belong to `crawler`, and be told when it has nothing left to do."""
        super().adopt(crawler)
        crawler.signals.connect(self.idle, signal=signals.spider_idle)

    @classmethod
    def read_arguments(cls, settings: BaseSettings, given: dict[str, Any]) -> tuple[Publisher, Arguments]:
        """A publisher made of the URL, and the other arguments. Raises UsageError."""
        given = dict(given)
        typed = str(given.pop("url", ""))
        wanted = arguments.read(given)
        if wanted.publisher:
            raise UsageError("this spider crawls a site that no file describes: -a url=http://…", print_help=False)
        if not (home := urls.canonical(typed if "://" in typed else f"http://{typed}" if typed else "")):
            raise UsageError("which site? -a url=http://news.example/", print_help=False)
        return publisher_of(home, settings.get("NEWSARCHIVE_PUBLISHERS")), wanted

    async def start(self) -> AsyncIterator[Any]:
        """The home page, and what it may say of feeds and sitemaps."""
        self.walk.opened.listen(self._ended)
        async for request in super().start():
            yield request
        for path in _PERHAPS:
            for request in self.lists.perhaps(urljoin(self.publisher.home, path), "sitemap"):
                yield request

    def discover(self, page: Page) -> Links:
        """What is surely news on a page, what may be believed, and where to look on. Raises PageError."""
        found = survey(page, self.publisher)
        if is_list(page.url, found.links.articles):
            self._is_list(page.url)
        self.prospects.know(found.links.articles)
        self.bounds.begin(page.url)
        waiting = self.prospects.left()
        news = [*found.links.articles, *self.believe(page, found.doubtful)]
        fresh = {link.url for link in news} - self._offered
        self._offered |= fresh
        ways = [*self.bounds.admit(found.ways, page.url), *self.bounds.bore(page.url, len(fresh))]
        sections = found.links.sections | {way.url for way in ways}
        promising = self.prospects.left() > waiting
        return Links(tuple(news), (*found.links.lists, *ways), sections, promising)

    def believe(self, page: Page, doubtful: Iterable[Link]) -> list[Link]:
        """Of the links on `page` that nothing speaks for, those that are asked for as news now."""
        return self.prospects.weigh(doubtful)

    def further(self, page: Page) -> list[Link]:
        """What an article's page offers: the articles beside it, where their URLs' shape is known."""
        links = list(mentioned(page, self.publisher))
        if is_list(page.url, links):
            self._is_list(page.url)
            return []
        return self.prospects.weigh(beside(links))

    def passes_over(self, article: Article) -> str:
        """News has a day. A page that tells none is believed only if others of its URL's shape are articles."""
        if why := super().passes_over(article):
            return why
        believed = self.prospects.learnt.says(article.url)
        if article.url in self._lists or (family(article.url) in self._kinds and not believed):
            return NotAnArticle.reason
        return "" if article.published_at or believed else _UNDATED

    def idle(self) -> None:
        """Nothing is left to ask for: try a few of the links that are still in doubt."""
        for why, count in self.bounds.close().items():
            self.crawler.stats.set_value(f"{stats.BOUNDED}/{why}", count)
        self.crawler.stats.set_value(f"{stats.BOUNDED}/doubtful", self.prospects.left())
        if self.walk.frontier.full:
            return
        trials = self.prospects.trials()
        self._send(self.articles.offer(trials))
        if trials:
            raise DontCloseSpider

    def _is_list(self, url: str) -> None:
        self._lists.add(url)
        if tells(url):
            self._kinds.add(family(url))

    def _ended(self, url: str, state: State) -> None:
        """Learn from what became of a URL. A page that was no article may be a list."""
        if state in ARTICLES:
            self._send(self.articles.offer(self.prospects.saw(url, article=True)))
        elif state == "filtered" and self._was_none(url):
            self._send(self.articles.offer(self.prospects.saw(url, article=False)))
            for way in self.bounds.admit([self.walk.link(url)], url):
                self._send(self.lists.begin(way.url, "page"))

    def _dead(self, url: str) -> None:
        """A way led nowhere: another is gone in its place."""
        for way in self.bounds.repay(url):
            self._send(self.lists.begin(way.url, "page"))

    def _was_none(self, url: str) -> bool:
        """Was the page read, and found to be no article?"""
        known = self.walk.opened.archive.known(url)
        return known is not None and known.reason in (NotAnArticle.reason, _UNDATED)

    def _send(self, asked: Iterable[Request]) -> None:
        for request in asked:
            self.walk.send(request)


def publisher_of(home: str, folders: str | None = None) -> Publisher:
    """The publisher whose home page this is, as far as an address tells: its host, and all below it."""
    known = publishers.of(home, folders)
    host = urls.host(home).removeprefix("www.")
    return Publisher(
        slug=known.slug if known.home else host,
        name=known.name if known.home else host,
        home=home,
        domains=(host,),
        country=known.country,
        language=known.language,
        timezone=known.timezone,
        visit=Route(lists=(home,)),
    )
