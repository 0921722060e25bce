"""Manners of crawling beside `news`: what changed, and what is old."""

from __future__ import annotations

from collections.abc import Iterator

from scrapy import Request

from newsarchive.crawl.spider import NewsSpider


class RecheckSpider(NewsSpider):
    """What changed: articles whose time has come, and URLs that failed; no list is looked at.

    Arguments: `publisher`, `limit`; `due=all` asks for every article, whenever it was last seen.
    """

    name = "recheck"

    def starts(self) -> Iterator[Request]:
        """No list."""
        return iter(())

    def most_due(self) -> int | None:
        """All that is due."""
        return None


class BackfillSpider(NewsSpider):
    """What is old: every list to its end, for articles that are not there yet.

    Arguments: `publisher`, `since` and `until` (days), `limit`.
    """

    name = "backfill"

    def read_manner(self) -> None:
        """Lists are followed over known ground, and what is known is left alone."""
        super().read_manner()
        self.walk.deep, self.walk.asks = True, "new"

    def most_due(self) -> int | None:
        """What is due is none of a backfill's business."""
        return 0
