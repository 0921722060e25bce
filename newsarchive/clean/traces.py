"""Dates that no reader claimed: in <time>, in elements named after dates, in the page's scripts, in rarer meta.

Read only where all else is silent, so that pages which say when they were published pay nothing for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from newsarchive import text
from newsarchive.model import Claim

#: Characters of the longest text of an element that is a date and little else.
_LONGEST = 90
#: How many boxes around an element say what it is part of.
_CLOSE = 4
#: How many elements of a kind are looked at: a list of a hundred teasers tells nothing.
_MOST = 40

_DATED = "contains(translate(@{0},'ABCDEFGHIJKLMNOPQRSTUVWXYZ','abcdefghijklmnopqrstuvwxyz'),'{1}')"
_NAMES = ("date", "datum", "time", "publish", "posted", "created", "stand", "entry-meta", "byline", "fecha", "data")
_ELEMENTS = "//body//*[not(self::script or self::style)][{}]".format(
    " or ".join(_DATED.format(attribute, name) for attribute in ("class", "id") for name in _NAMES)
)
_APART = re.compile(
    r"related|teaser|sidebar|widget|comment|recommend|more-|latest|footer|menu|nav|aside|newslist|archive|calendar", re.IGNORECASE
)
_CHANGED = re.compile(r"updat|modif|change", re.IGNORECASE)
_META = re.compile(r"publi|date|created|issued|release|time", re.IGNORECASE)
_SCRIPT = re.compile(
    r"[\"'](?:datePublished|date_published|publishedDate|publishDate|publish_date|published_at|publishedAt|createdAt"
    r"|created_at|dateCreated|uploadDate|firstPublished|pubDate|createDate)[\"']\s*:\s*[\"']?(\d{4}-?\d\d-?\d\d[^\"',}]{0,30})"
)
_SURELY = re.compile(r"published|entry-date|post-date|pubdate", re.IGNORECASE)
_LABELLED = re.compile(
    r"\b(?:Stand|Datum|Date|Published|Posted|Veröffentlicht|Erschienen|Publié|Publicado|Notizia|Updated|Revision)\b"
    r"[^\d\n]{0,24}(?=\d|[A-Z][a-z]{2,9} \d)",
)
#: Characters of a page's scripts that are searched, at most.
_SCRIPTS = 400_000


def published(tree: HtmlElement) -> Iterator[Claim]:
    """Claims to the day of publication, the likeliest first."""
    yield from _times(tree)
    yield from _named(tree)
    yield from _scripts(tree)
    yield from _metas(tree)
    yield from _labelled(tree)


def _times(tree: HtmlElement) -> Iterator[Claim]:
    """<time>, <abbr title>: first those that stand in no list of other articles."""
    for element in _in_order(tree.xpath("//time | //abbr[@title]")[:_MOST]):
        if words := element.get("datetime") or element.get("title") or _text(element):
            yield Claim("published", words, "markup", element.tag)


def _named(tree: HtmlElement) -> Iterator[Claim]:
    """Elements that are named after dates and hold little else."""
    for element in _in_order(tree.xpath(_ELEMENTS)[: 3 * _MOST]):
        words = element.get("content") or element.get("title") or _text(element)
        if words and len(words) <= _LONGEST and any(map(str.isdigit, words)):
            yield Claim("published", words, "markup", f"{element.tag}.{element.get('class') or element.get('id')}"[:60])


def _in_order(found: list[HtmlElement]) -> list[HtmlElement]:
    """What stands in no list of other articles, what is published before what is changed."""
    own = [one for one in found if not _is_apart(one)] or [one for one in found if _SURELY.search(one.get("class") or "")]
    return sorted(own, key=lambda one: bool(_CHANGED.search(one.get("class") or "")))


def _scripts(tree: HtmlElement) -> Iterator[Claim]:
    for script in tree.iter("script"):
        if found := _SCRIPT.search((script.text or "")[:_SCRIPTS]):
            yield Claim("published", found[1], "markup", "script")


def _labelled(tree: HtmlElement) -> Iterator[Claim]:
    """Dates after a label, anywhere in the text: the last straw."""
    words = text.line(" ".join(tree.xpath("//body//text()[not(parent::script or parent::style)]"))[:_SCRIPTS])
    for found in list(_LABELLED.finditer(words))[:_MOST]:
        yield Claim("published", words[found.start() : found.end() + 30], "markup", "label")


def _metas(tree: HtmlElement) -> Iterator[Claim]:
    for meta in tree.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        if _META.search(name) and (words := meta.get("content") or ""):
            yield Claim("published", words[:_LONGEST], "markup", f"meta {name}"[:60])


def _is_apart(element: HtmlElement) -> bool:
    """Is it part of a list of other articles, of comments, of the page's frame?"""
    return any(
        one.tag in ("aside", "nav", "footer") or _APART.search(f"{one.get('class')} {one.get('id')}") for one in _near(element)
    )


def _near(element: HtmlElement) -> list[HtmlElement]:
    """An element and the boxes close around it: farther ones are named after all that they hold."""
    around = [element, *islice(element.iterancestors(), _CLOSE)]
    return [one for one in around if one.tag not in ("body", "html", "main", "article")]


def _text(element: HtmlElement) -> str:
    return text.line(" ".join(element.itertext())[: 4 * _LONGEST])


_AUTHORED = "//body//*[{} or @rel='author' or @itemprop='author' or @property='author']".format(
    " or ".join(_DATED.format("class", name) for name in ("author", "byline", "autor", "reporter", "writer", "verfasser"))
)
_NOT_HERE = re.compile(
    r"related|sidebar|comment|recommend|more-|footer|menu|nav\b|teaser|popular|meistgelesen|trending|bild|image|photo|caption"
    r"|contact|social|authorslist|bio\b|about-?author",
    re.IGNORECASE,
)
_SURE = re.compile(r"(?:^|\s)(?:(?:[a-z]+[-_]{1,2}){0,3}(?:author|autor)(?:[-_]{1,2}(?:name|link))?|fn)(?:\s|$)", re.IGNORECASE)


def authors(tree: HtmlElement) -> Iterator[Claim]:
    """Claims to the author by elements that are named after authors, in the order of the document.

    The rule begins with "sure" where the element can hold nothing but an author.
    """
    for element in tree.xpath(_AUTHORED)[:_MOST]:
        words = _text(element)
        if 2 < len(words) <= _LONGEST and not any(
            one.tag in ("aside", "footer", "figure") or _NOT_HERE.search(f"{one.get('class')} {one.get('id')}")
            for one in _near(element)
        ):
            name = element.get("rel") or element.get("itemprop") or element.get("class") or ""
            yield Claim("author", words, "markup", f"{'sure ' if _SURE.match(name) else ''}{element.tag}.{name}"[:60])
