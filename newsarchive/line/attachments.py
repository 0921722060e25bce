"""Documents that hang on an article: links to PDF and office files in its body, or called an attachment near it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newsarchive import text, urls
from newsarchive.errors import PageError
from newsarchive.line.places import Source
from newsarchive.model import Article, Image, Page

#: Endings of what is read, not run, and not seen on the page.
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|odt|ods|odp|rtf|csv|epub)$", re.IGNORECASE)
#: What links to attachments say, wherever they stand.
_CALLED = re.compile(
    r"附件|下载|下載|attachment|download|anhang|pièce jointe|adjunto|allegato|anexo|вложени|添付", re.IGNORECASE
)


def attachments(page: Page, article: Article) -> list[Image]:
    """URLs and captions of the documents that hang on `article`, which was read on `page`; in their order, once."""
    try:
        body = _body(page, article)
        links = list(page.tree.iter("a"))
    except PageError:
        return []
    found: dict[str, Image] = {}
    for link in links:
        url = urls.canonical(link.get("href") or "", page.url)
        words = text.line("".join(link.itertext()))
        if _DOCUMENT.search(urlsplit(url).path) and (_CALLED.search(words) or body in link.iterancestors()):
            found.setdefault(url, Image(url, words))
    return list(found.values())


def _body(page: Page, article: Article) -> HtmlElement | None:
    """The element around the whole text, and what hangs on it."""
    paragraphs = article.text.splitlines()
    place = Source(page).span(paragraphs[0], paragraphs[-1])
    found = page.tree.getroottree().xpath(place.node) if place and place.node not in ("", "/") else []
    if not found or found[0].tag in ("body", "html"):
        return None
    if len(paragraphs) == 1 and found[0].getparent() is not None and found[0].getparent().tag != "body":
        found = [found[0].getparent()]
    body: HtmlElement = found[0]
    return body
