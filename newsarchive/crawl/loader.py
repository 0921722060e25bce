"""A spider for every publisher: `scrapy list` shows them, `scrapy crawl SLUG` crawls one."""

from __future__ import annotations

import difflib
import importlib.util

from scrapy import Request, Spider
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader

from newsarchive import publishers, urls
from newsarchive.crawl.manners import BackfillSpider, RecheckSpider
from newsarchive.crawl.site import SiteSpider
from newsarchive.crawl.spider import NewsSpider


class UnknownSpider(KeyError):
    """No spider and no publisher of that name; it tells the nearest names."""

    def __init__(self, name: str, nearest: list[str]) -> None:
        hint = f"did you mean {' or '.join(nearest)}?" if nearest else "see: scrapy list"
        super().__init__(f"no spider and no publisher is called {name!r}; {hint}")

    def __str__(self) -> str:
        return str(self.args[0])


class Loader(SpiderLoader):
    """Scrapy's loader, with a spider for each publisher beside those of SPIDER_MODULES.

    A spider of a publisher's name that is written in Python wins. Publishers' files are read when they are asked
    for, so that a wrong one is told of where somebody can see it.
    """

    def __init__(self, settings: BaseSettings) -> None:
        self._folders = settings.get("NEWSARCHIVE_PUBLISHERS")
        super().__init__(settings)
        for manner in (NewsSpider, RecheckSpider, BackfillSpider, SiteSpider):
            self._spiders.setdefault(manner.name, manner)

    def _load_all_spiders(self) -> None:
        self.spider_modules = [name for name in self.spider_modules if _exists(name)]
        super()._load_all_spiders()

    def load(self, spider_name: str) -> type[Spider]:
        """The spider of that name. Raises UnknownSpider (a KeyError), SpecError."""
        if spider_name in self._spiders:
            return self._spiders[spider_name]
        if spider_name in publishers.all_known(self._folders):
            return self._of(spider_name)
        raise UnknownSpider(spider_name, difflib.get_close_matches(spider_name, self.list(), n=3, cutoff=0.5))

    def list(self) -> list[str]:
        """Spiders and publishers. Raises SpecError."""
        return [*dict.fromkeys((*self._spiders, *publishers.all_known(self._folders)))]

    def find_by_request(self, request: Request) -> list[str]:  # type: ignore[valid-type]
        """Spiders that crawl the site of a request."""
        known = publishers.all_known(self._folders).values()
        own = [publisher.slug for publisher in known if urls.within(request.url, publisher.domains)]
        return [*super().find_by_request(request), *own]

    def _of(self, slug: str) -> type[Spider]:
        """The spider that crawls one publisher, in the manner of `news`."""
        manner = self._spiders[NewsSpider.name]
        return type("".join(filter(str.isalnum, slug.title())), (manner,), {"name": slug, "slug": slug})


def _exists(module: str) -> bool:
    """Can the module be imported? A project that names no spiders of its own has none."""
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False
