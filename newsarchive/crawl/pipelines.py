"""The line inside Scrapy: Page -> Draft -> Article -> row. Each stage is one call of one room.

Items of other kinds pass untouched, so a project may yield its own beside our pages.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

from scrapy.exceptions import DropItem

from newsarchive import publishers
from newsarchive.clean import clean
from newsarchive.crawl import stats
from newsarchive.crawl.opened import Component
from newsarchive.errors import PageError
from newsarchive.extract import extract
from newsarchive.line import titled
from newsarchive.model import Article, Draft, Page, Publisher, Receipt

Taken = TypeVar("Taken")
#: Fields of an article that its row has under their own names; it has the others otherwise, or not at all.
_NAMED = tuple(field.name for field in fields(Article) if field.name not in {"attribution", "raw", "origins"})


class Stage(Component, ABC, Generic[Taken]):
    """One step of the line: takes items of one kind, gives the next kind."""

    takes: ClassVar[type]

    def process_item(self, item: Any) -> Any:
        """Pass `item` on as its next kind. Raises DropItem where the page gives no article."""
        if not isinstance(item, self.takes):
            return item
        try:
            return self.work(item)  # type: ignore[arg-type]
        except PageError as error:
            page = self.page(item)  # type: ignore[arg-type]
            self.opened.travelling.pop(page.url, None)
            self.opened.refuse(page, error)
            raise DropItem(str(error), log_level="DEBUG") from error

    @abstractmethod
    def work(self, item: Taken) -> Any:
        """The step itself. Raises PageError."""

    @abstractmethod
    def page(self, item: Taken) -> Page:
        """The page that the item came from."""

    def publisher(self, page: Page) -> Publisher:
        """Whose page it is: the spider's publisher, or the one of its slug or host."""
        own: Publisher | None = getattr(self.crawler.spider, "publisher", None)
        if own is not None and page.publisher in ("", own.slug):
            return own
        folders = self.crawler.settings.get("NEWSARCHIVE_PUBLISHERS")
        known = publishers.all_known(folders)
        return known.get(page.publisher) or publishers.of(page.url, folders)


class ExtractDraft(Stage[Page]):
    """What a page says."""

    takes = Page

    def work(self, item: Page) -> Draft:
        publisher = self.publisher(item)
        draft = extract(item, publisher)
        for field in draft.unmatched:
            self.crawler.stats.inc_value(f"{stats.RULES_UNMATCHED}/{publisher.slug}/{field}")
        return draft

    def page(self, item: Page) -> Page:
        return item


class CleanArticle(Stage[Draft]):
    """What we state of it."""

    takes = Draft

    def work(self, item: Draft) -> Article:
        article = titled(clean(item, self.publisher(item.page)))
        self._name(article, item.page)
        judge: Callable[[Article], str] | None = getattr(self.crawler.spider, "passes_over", None)
        if judge and (why := judge(article)):
            self.opened.settle(item.page.url, "filtered", why, visit=item.page.visit)
            raise DropItem(f"{item.page.url}: {why}", log_level="DEBUG")
        self.opened.travelling[article.url] = item.page
        self._count(article, item)
        return article

    def _count(self, article: Article, draft: Draft) -> None:
        """What articles have: by that, a later crawl notices what went missing."""
        ruled = self._is_ruled(article, draft)
        having = (article.published_at, article.authors, article.attribution.name, ruled)
        self.crawler.stats.inc_value(stats.READ)
        for name, value in zip(("published", "authors", "source", "rules"), having, strict=True):
            if value:
                self.crawler.stats.inc_value(f"{stats.WITH}/{name}")

    def _is_ruled(self, article: Article, draft: Draft) -> bool:
        """Do the publisher's rules match, those for headline and body among them?"""
        some = any(origin.startswith("rules") for origin in article.origins.values())
        return some and not {"title", "body"} & set(draft.unmatched)

    def page(self, item: Draft) -> Page:
        return item.page

    def _name(self, article: Article, page: Page) -> None:
        """The article's URL is the one that was asked for: what the page calls itself was asked for first, and if
        that had held, this page would be its alias."""
        article.aliases = tuple(url for url in article.aliases if url not in (article.url, page.url))
        article.url = page.url


class ArchiveArticle(Stage[Article]):
    """Its rows."""

    takes = Article

    def work(self, item: Article) -> dict[str, Any]:
        receipt = self.opened.add(item, self.opened.travelling.pop(item.url, None))
        if receipt.status == "unchanged":
            raise DropItem(f"{item.url}: unchanged", log_level="DEBUG")
        return flat(item, receipt)

    def page(self, item: Article) -> Page:
        return self.opened.travelling.get(item.url) or Page(item.url, b"")


def flat(article: Article, receipt: Receipt) -> dict[str, Any]:
    """An article as one flat row of plain values, which any of Scrapy's exporters can write."""
    source, raw = article.attribution, article.raw
    return {
        "id": receipt.article_id,
        "status": receipt.status,
        "revision": receipt.revision,
        "copy_of": receipt.copy_of,
        "story_id": receipt.story_id,
        **{name: _plain(getattr(article, name)) for name in _NAMED},
        "images": [image.url for image in article.images],
        "source": source.name,
        "source_kind": source.kind,
        "source_url": source.url,
        "source_evidence": source.evidence,
        "warc": f"{raw.file}:{raw.offset}" if raw else "",
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value.isoformat() if isinstance(value, datetime) else value
