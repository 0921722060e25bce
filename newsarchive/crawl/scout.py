"""A look at a site before anybody describes it: its lists, feeds and sitemaps, and a few of its articles.

    python -m newsarchive.crawl.scout http://news.example/ FOLDER

crawls politely, as `site` does, but stops early: the pages that may be lists are looked at first, then some articles of
each list are read into an archive in FOLDER. What was seen is written to look.json beside it, for `line.proposing`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import DontCloseSpider
from scrapy.utils.project import get_project_settings

from newsarchive import text
from newsarchive.archive.store import State
from newsarchive.crawl.bounds import Bounds
from newsarchive.crawl.site import SiteSpider
from newsarchive.discover import Links, discover, mentioned
from newsarchive.discover.learnt import family, tells
from newsarchive.discover.survey import is_list
from newsarchive.line.proposing import Looked, Seen
from newsarchive.model import Link, Page

#: Pages that are looked at, articles that are asked for, and those of each kind; what cannot be had does not count,
#: as long as it is no more than that again.
LOOKS, TRIES, EACH = 96, 40, 4
#: Parts of one index that are looked at, of its first and of its last: the newest is one of them.
PARTS = 2


class ScoutSpider(SiteSpider):
    """Looks at the lists of a site, then at some articles of each. `looked` is what it saw."""

    name = "scout"

    def __init__(self, *args: Any, **known: Any) -> None:
        super().__init__(*args, **known)
        self.bounds = Bounds(LOOKS)
        self.looked = Looked(self.publisher.home)
        self._offers: list[list[Link]] = []
        self._doubtful: list[Link] = []  # of the page that is being looked at
        self._known: set[str] = set()
        self._kinds_of_news: set[str] = set()
        self._tried: set[str] = set()
        self._tries: Counter[str] = Counter()  # by the family of URLs
        self._lost = 0
        self._indexes: set[str] = set()  # pages that offer nothing but lists

    def discover(self, page: Page) -> Links:
        """What to look at next: articles wait, and of a list its first page is enough. Raises PageError."""
        self._doubtful = []
        links = super().discover(page)
        if page.url == self.publisher.home:
            self.looked.title = _title(page)
        further = [link for link in links.lists if link.url not in links.sections and link.via != "sitemap"]
        via = page.link.via if page.link else "list"
        sure, doubtful = tuple(link.url for link in links.articles), tuple(link.url for link in self._doubtful)
        told = () if via in ("feed", "sitemap") else discover(page, self.publisher).articles
        plain = tuple(link.url for link in told)
        self.looked.seen.append(Seen(self._place(page), via, sure, bool(further), doubtful, plain))
        self._offers += [list(links.articles), self._doubtful]
        self._known |= {url for url in (*sure, *doubtful) if tells(url)}
        self._kinds_of_news |= {family(url) for url in sure if tells(url)}
        ways = [link for link in links.lists if link.url in links.sections and not self._is_news(link)]
        maps = [link for link in links.lists if link.via == "sitemap"]
        parts = maps or ([] if sure or doubtful else further)
        return Links((), (*(way for way in ways if way not in maps), *self._some(parts, page)), links.sections)

    def _some(self, parts: list[Link], page: Page) -> list[Link]:
        """Of the lists that an index is made of, the maps of a site or the years of an archive: those to look at."""
        if parts and urlsplit(page.url).path != "/robots.txt":
            self._indexes.add(page.url)
        return list(dict.fromkeys((*parts[:PARTS], *parts[-PARTS:])))

    def _place(self, page: Page) -> str:
        """What a file would name for a page: the index that leads to it, since others will follow."""
        found_on = page.link.found_on if page.link else ""
        return found_on if found_on in self._indexes else page.url

    def _is_news(self, way: Link) -> bool:
        """Does what may be a list look like the articles that were offered? A look is too dear for it."""
        return way.via == "list" and (way.url in self._known or family(way.url) in self._kinds_of_news)

    def believe(self, page: Page, doubtful: Iterable[Link]) -> list[Link]:
        """None of them: what is read of each kind decides, when all lists were looked at."""
        self._doubtful = list(doubtful)
        return []

    def further(self, page: Page) -> list[Link]:
        """None: an article's neighbours are more of its kind."""
        if is_list(page.url, mentioned(page, self.publisher)):
            self._is_list(page.url)
        return []

    def _ended(self, url: str, state: State) -> None:
        super()._ended(url, state)
        if state == "filtered" and self._was_none(url):
            self.looked.refused.append(url)
        elif state == "failed" and self._lost < TRIES:
            self._lost += 1
            self._tries[family(url)] -= 1

    def idle(self) -> None:
        """All lists were looked at: read a few articles of each kind. What proves to be a list is looked at in turn."""
        chosen = list(self._untried())
        self._send(self.articles.offer(chosen))
        if chosen:
            raise DontCloseSpider

    def _untried(self) -> Iterator[Link]:
        for link in _in_turn(self._offers):
            named = family(link.url)
            if link.url not in self._tried and self._tries[named] < EACH and len(self._tried) - self._lost < TRIES:
                self._tried.add(link.url)
                self._tries[named] += 1
                yield link


def _in_turn(offers: list[list[Link]]) -> list[Link]:
    """One article of every kind of URL, then a second of every kind, and so on; each once."""
    kinds: defaultdict[str, dict[str, Link]] = defaultdict(dict)
    for link in chain.from_iterable(offers):
        kinds[family(link.url)][link.url] = link
    turns = zip_longest(*(links.values() for links in kinds.values()))
    return [link for turn in turns for link in turn if link is not None]


def _title(page: Page) -> str:
    """What a home page calls the site."""
    named = page.tree.xpath("string(//meta[@property='og:site_name']/@content)") or page.tree.xpath("string(//title)")
    return text.line(str(named))


def main(url: str, folder: str) -> int:
    """Look at the site of `url`, and write down what was seen; 1 where its first page could not be had."""
    settings = get_project_settings()
    settings.set("NEWSARCHIVE_DIR", folder, "cmdline")
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(ScoutSpider)
    process.crawl(crawler, url=url)
    process.start()
    looked = crawler.spider.looked if isinstance(crawler.spider, ScoutSpider) else None
    if looked is None or not looked.seen:
        return 1
    (Path(folder) / "look.json").write_text(json.dumps(asdict(looked), ensure_ascii=False), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
