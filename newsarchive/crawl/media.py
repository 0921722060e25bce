"""By setting: an article's images and attachments kept like its page, each payload once, with their captions.

Asked for as politely as pages are: robots.txt, delays and what asks not to be kept count for them too.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from newsarchive.archive import Archive
from newsarchive.archive.media import KINDS, Kind, Media
from newsarchive.crawl import stats
from newsarchive.crawl.failures import NO_ANSWER, reason
from newsarchive.crawl.opened import Component
from newsarchive.crawl.responses import LINK, VISIT
from newsarchive.errors import RecordDamaged
from newsarchive.line.attachments import attachments
from newsarchive.model import Image, Link, Visit

log = logging.getLogger("newsarchive")

#: What a server may call a document that is none of text; a web page in place of a file is a page.
_TYPES: dict[Kind, tuple[str, ...]] = {
    "image": ("image/",),
    "attachment": ("application/", "text/csv", "text/rtf", "binary/"),
}


class KeepMedia(Component):
    """An item pipeline behind the one that archives: keeps what a new or revised article shows."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        wanted = crawler.settings.getlist("NEWSARCHIVE_KEEP_MEDIA")
        if not wanted:
            raise NotConfigured
        if strange := [name for name in wanted if name.removesuffix("s") not in KINDS]:
            raise ValueError(f"NEWSARCHIVE_KEEP_MEDIA: {strange[0]!r} is neither images nor attachments")
        self._kinds = {name.removesuffix("s") for name in wanted}
        self._one = asyncio.Lock()
        self._refused: set[str] = set()
        self._most = crawler.settings.getint("NEWSARCHIVE_MOST_MEDIA")

    async def process_item(self, item: Any) -> Any:
        """Keep what the article shows, and pass it on as it is."""
        archive = self.opened.archive
        if isinstance(archive, Archive) and isinstance(item, dict) and {"id", "revision", "url"} <= item.keys():
            for kind, image in list(self._wanted(archive, item["url"]))[: self._most]:
                await self._keep(archive.media, item, kind, image)
        return item

    def _wanted(self, archive: Archive, url: str) -> Iterator[tuple[Kind, Image]]:
        article = archive.get(url)
        if article is None:
            return
        if "image" in self._kinds:
            yield from (("image", image) for image in article.images)
        if "attachment" in self._kinds:
            try:
                page = replace(archive.page(url), url=url)
            except (KeyError, RecordDamaged):  # the page itself came from a cache, and was not kept
                return
            yield from (("attachment", document) for document in attachments(page, article))

    async def _keep(self, media: Media, item: dict[str, Any], kind: Kind, image: Image) -> None:
        article, revision = item["id"], item["revision"]
        async with self._one:  # two articles may show the same at the same moment
            known = media.known(image.url)
            visit = None if known or image.url in self._refused else await self._ask(item["url"], kind, image.url)
        if known is not None:
            media.link(article, revision, known, image.caption)
        elif visit is not None:
            media.add(article, revision, kind, image.caption, visit)
            self.crawler.stats.inc_value(f"{stats.MEDIA}/{kind}")

    async def _ask(self, page: str, kind: Kind, url: str) -> Visit | None:
        """The visit that brought it; None, counted with its reason, where nothing of that kind came."""
        meta = {LINK: Link(url, "", "page", found_on=page), "allow_offsite": True}
        request = Request(url, callback=NO_CALLBACK, headers={"Referer": page}, meta=meta, dont_filter=True)
        try:
            response = await self.crawler.engine.download_async(request)
        except NO_ANSWER as error:
            self._refuse(url, reason(error), request.meta.get(VISIT))
            return None
        visit: Visit | None = response.meta.get(VISIT)
        why = _wrong(response, kind)
        if why or visit is None or not visit.body:
            self._refuse(url, why or "empty", visit)
            return None
        return visit

    def _refuse(self, url: str, why: str, visit: Visit | None) -> None:
        self._refused.add(url)
        log.info("not kept: %s: %s", url, why)
        self.crawler.stats.inc_value(f"{stats.MEDIA_REFUSED}/{why}")
        if visit is not None:
            self.opened.archive.visited(visit)


def _wrong(response: Response, kind: Kind) -> str:
    """Why an answer is nothing of that kind; "" if it is."""
    if response.status != 200:
        return str(response.status)
    said = (response.headers.get(b"Content-Type") or b"").decode("latin-1").strip().lower()
    return "" if not said or said.startswith(_TYPES[kind]) else "type"
