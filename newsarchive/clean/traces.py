"""Dates that no reader claimed: in <time>, in elements named after dates, in the page's scripts, in rarer meta.

Read only where all else is silent, so that pages which say when they were published pay nothing for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from newsarchive.clean import boxes
from newsarchive.model import Claim

_NAMES = re.compile(
    r"date|datum|time|publish|posted|created|stand|entry-meta|post-meta|byline|fecha|docdata", re.IGNORECASE
)
_APART = re.compile(
    r"related|teaser|sidebar|widget|comment|recommend|more-|latest|footer|menu|nav|aside|newslist|archive|calendar",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"updat|modif|change", re.IGNORECASE)
_META = re.compile(r"publi|date|created|issued|release|time", re.IGNORECASE)
_SCRIPT = re.compile(
    r"[\"'](?:datePublished|date_published|publishedDate|publishDate|publish_date|published_at|publishedAt|createdAt"
    r"|created_at|dateCreated|uploadDate|firstPublished|pubDate|createDate)[\"']\s*:\s*[\"']?(\d{4}-?\d\d-?\d\d[^\"',}]{0,30})"
)
_SURELY = re.compile(r"published|entry-date|post-date|pubdate", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?:发表于|發表於|发布于|發佈於|发布时间|發佈時間|发布日期|更新时间|時間[:：]|时间[:：])[^\d\n]{0,6}(?=\d)"
    r"|\b(?:Stand|Datum|Date|Published|Posted|Veröffentlicht|Erschienen|Publié|Publicado|Notizia|Updated|Revision)\b"
    r"[^\d\n]{0,24}(?=\d|[A-Z][a-z]{2,9} \d)",
)
#: Characters of a page's scripts that are searched, at most.
_SCRIPTS = 400_000
#: Pieces of a page's text that are searched, at most.
_TEXTS = 5000


def published(tree: HtmlElement) -> Iterator[Claim]:
    """Claims to the day of publication, the likeliest first."""
    yield from _times(tree)
    yield from _named(tree)
    yield from _scripts(tree)
    yield from _metas(tree)
    yield from _labelled(tree)


def _times(tree: HtmlElement) -> Iterator[Claim]:
    """<time>, <abbr title>: first those that stand in no list of other articles."""
    for element in _in_order(list(islice(tree.iter("time", "abbr"), boxes.MOST))):
        if words := element.get("datetime") or element.get("title") or boxes.words(element):
            yield Claim("published", words, "markup", element.tag)


def _named(tree: HtmlElement) -> Iterator[Claim]:
    """Elements that are named after dates and hold little else."""
    for element in _in_order(boxes.named(tree, _NAMES, ("class", "id"), 3 * boxes.MOST)):
        words = element.get("content") or element.get("title") or boxes.words(element)
        if words and len(words) <= boxes.LONGEST and any(map(str.isdigit, words)):
            yield Claim("published", words, "markup", f"{element.tag}.{element.get('class') or element.get('id')}"[:60])


def _in_order(found: list[HtmlElement]) -> list[HtmlElement]:
    """What stands in no list of other articles, what is published before what is changed."""
    own = [one for one in found if not _is_apart(one)] or [
        one for one in found if _SURELY.search(one.get("class") or "")
    ]
    return sorted(own, key=lambda one: bool(_CHANGED.search(one.get("class") or "")))


def _scripts(tree: HtmlElement) -> Iterator[Claim]:
    for script in tree.iter("script"):
        if found := _SCRIPT.search((script.text or "")[:_SCRIPTS]):
            yield Claim("published", found[1], "markup", "script")


def _labelled(tree: HtmlElement) -> Iterator[Claim]:
    """Dates after a label, anywhere in the text: the last straw."""
    words = " ".join(islice(boxes.texts(tree), _TEXTS))[:_SCRIPTS]
    for found in list(_LABELLED.finditer(words))[: boxes.MOST]:
        yield Claim("published", words[found.start() : found.end() + 30], "markup", "label")


def _metas(tree: HtmlElement) -> Iterator[Claim]:
    for meta in tree.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        if _META.search(name) and (words := meta.get("content") or ""):
            yield Claim("published", words[: boxes.LONGEST], "markup", f"meta {name}"[:60])


def _is_apart(element: HtmlElement) -> bool:
    """Is it part of a list of other articles, of comments, of the page's frame?"""
    return any(one.tag in ("aside", "nav", "footer") or _APART.search(boxes.names(one)) for one in boxes.near(element))
