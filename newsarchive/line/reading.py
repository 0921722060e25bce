"""The line, left to right: bytes -> Page -> Draft -> Article. The crawl walks it, and so does `read`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from newsarchive import publishers, urls
from newsarchive.clean import clean
from newsarchive.errors import NoTitle
from newsarchive.extract import extract
from newsarchive.model import Article, Page, Publisher


def read(
    body: bytes,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    publisher: Publisher | str | None = None,
    fetched_at: datetime | None = None,
    anyway: bool = False,
) -> Article:
    """The article on a page, from its bytes alone: no network, no archive, no framework.

    `body` is the document as the server sent it, unpacked; `headers` its response headers; `publisher` a
    `Publisher` or a slug (default: found by the host of `url`); `fetched_at` an aware time, by which "3 hours
    ago" is understood; `anyway` reads a page that looks like a list, a home or a notice too, for whoever knows that
    it is an article. Raises PageError (NotAnArticle, NoBody, Undecodable, TooLarge) where there is none;
    a text without a headline has the title "".
    """
    who = publishers.find(publisher) if isinstance(publisher, str) else publisher or publishers.of(url)
    address = urls.canonical(url) or url
    lower = {name.lower(): value for name, value in (headers or {}).items()}
    page = Page(address, body, headers=lower, fetched_at=fetched_at, publisher=who.slug, anyway=anyway)
    return clean(extract(page, who), who)


def article_of(page: Page, publisher: Publisher) -> Article:
    """The article on `page`, as an archive takes it. Raises PageError, NoTitle among them."""
    return titled(clean(extract(page, publisher), publisher))


def titled(article: Article) -> Article:
    """`article`, if it has a headline. Raises NoTitle."""
    if not article.title:
        raise NoTitle(article.url)
    return article
