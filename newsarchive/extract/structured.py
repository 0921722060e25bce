"""What a page says to machines: JSON-LD (in @graph, in lists, and with the mistakes people make), microdata."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, cast

from lxml import etree
from lxml.html import HtmlElement

from newsarchive import text
from newsarchive.extract.sheet import Sheet
from newsarchive.model import Claim

_ARTICLE = re.compile(r"(Article|BlogPosting|Posting|Report|Review|LiveBlog\w*|NewsItem|Opinion\w*)$")
#: What plug-ins call any page that has a text, with a headline that is often the title for search engines.
_ANY_TEXT = frozenset({"Article", "BlogPosting"})
#: The rule of a title from there.
NO_NEWS = "JSON-LD headline of no news"
#: What every CMS calls any page of its own: of use for its dates and its author alone.
_PAGE = frozenset({"WebPage", "ItemPage"})
_OF_PAGE = frozenset({"published", "updated", "author"})
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>\s*(?:\*/)?)\s*;?\s*$"
)
#: The attributes, which are found in a fifth of the time that their elements take, and a third of what a search through
#: the text for the word does.
_MARKED = etree.XPath("descendant-or-self::*/@itemprop")
_NAMED = etree.XPath("(.//*[@itemprop='name'])[1]")
#: Objects within objects, at most: deeper ones are no description of an article.
_DEEPEST = 6

_Thing = dict[str, Any]

#: Properties by the field they answer for.
_PROPERTIES = {
    "headline": "title",
    "datePublished": "published",
    "dateModified": "updated",
    "author": "author",
    "creator": "author",
    "editor": "editor",
    "articleSection": "section",
    "keywords": "tag",
    "description": "description",
    "inLanguage": "language",
    "publisher": "publisher",
    "sourceOrganization": "source",
    "provider": "source",
    "isBasedOn": "source_url",
    "isBasedOnUrl": "source_url",
    "image": "image",
    "articleBody": "articleBody",
    "isAccessibleForFree": "isAccessibleForFree",
    "url": "canonical",
}
#: Of an object that stands where words were expected.
_NAMED_BY = {"image": "url", "source_url": "url"}


def read(sheet: Sheet) -> Iterator[Claim]:
    """The claims of structured data about an article, JSON-LD before microdata."""
    found = things(sheet)
    known = _identified(found)
    for thing in found:
        if _is_article(thing):
            yield from _claims(thing, known)
        elif thing.get("cssSelector") and str(thing.get("isAccessibleForFree")).lower() == "false":
            for words in _words(thing["cssSelector"], "", known):
                yield Claim("paywalled", words, "structured", "JSON-LD cssSelector")
    for thing in found:
        if _PAGE.intersection(types(thing)):
            yield from (claim for claim in _claims(thing, known) if claim.field in _OF_PAGE)
    yield from _microdata(sheet)


def _identified(found: Iterable[_Thing]) -> dict[str, _Thing]:
    """The objects that others refer to by their `@id` alone, as many a system writes its authors."""
    return {one["@id"]: one for one in found if len(one) > 1 and isinstance(one.get("@id"), str)}


def things(sheet: Sheet) -> list[_Thing]:
    """Every object of the page's JSON-LD, those within others too."""
    found: list[_Thing] = []
    for script in sheet.page.by_tag["script"]:
        if "ld+json" in (script.get("type") or ""):
            _gather(_parsed(script.text or ""), found, 0)
    return found


def _parsed(words: str) -> Any:
    """The value of a JSON text; None for what cannot be mended."""
    for mend in (str, _mended):
        try:
            return json.loads(mend(words), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _mended(words: str) -> str:
    """A JSON text without what people wrap it in, or leave at the end of a list."""
    return _TRAILING_COMMA.sub("", _WRAPPING.sub("", words)).strip().rstrip(";")


def _gather(value: Any, found: list[_Thing], depth: int) -> None:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        found.append(value)
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement"):
            _gather(value.get(key), found, depth + 1)
    elif isinstance(value, list):
        for one in value:
            _gather(one, found, depth + 1)


def types(thing: _Thing) -> list[str]:
    """The types of an object, without their vocabulary's address."""
    named = thing.get("@type")
    return [str(one).rpartition("/")[2] for one in (named if isinstance(named, list) else [named]) if one]


def _is_article(thing: _Thing) -> bool:
    return any(_ARTICLE.search(name) for name in types(thing))


def _claims(thing: _Thing, known: dict[str, _Thing]) -> Iterator[Claim]:
    is_news = not _ANY_TEXT.issuperset(types(thing))
    for key, field in _PROPERTIES.items():
        rule = f"JSON-LD {key}" if is_news or field != "title" else NO_NEWS
        for words in _words(thing.get(key), _NAMED_BY.get(field, "name"), known):
            yield Claim(field, words, "structured", rule)


def _words(value: Any, named_by: str, known: dict[str, _Thing]) -> Iterator[str]:
    """The words of a property: text, the name of an object or of the one it refers to, or a list of these."""
    if isinstance(value, list):
        for one in value[:50]:
            yield from _words(one, named_by, known) if not isinstance(one, list) else ()
    elif isinstance(value, dict):
        told = value if named_by in value else known.get(str(value.get("@id")), value)
        yield from _words(told.get(named_by), "", known) if not isinstance(told.get(named_by), dict) else ()
    elif isinstance(value, bool):
        yield str(value).lower()
    elif value is not None and (words := text.line(html.unescape(str(value)))):
        yield words


def _microdata(sheet: Sheet) -> Iterator[Claim]:
    for name in cast("list[etree._ElementUnicodeResult]", _MARKED(sheet.tree)):
        field = _PROPERTIES.get(name)
        if field in ("published", "updated", "title", "author", "section", "publisher"):
            element = cast(HtmlElement, name.getparent())
            words = element.get("content") or element.get("datetime") or _text(sheet, element, field)
            if words and len(words) < 300:
                yield Claim(field, text.line(words), "structured", f"microdata {name}")


def _text(sheet: Sheet, element: HtmlElement, field: str) -> str:
    """What an element says; of a box about a person, its name alone."""
    named = cast(list[HtmlElement], _NAMED(element)) if field in ("author", "publisher") else []
    return sheet.text_of(named[0] if named else element)
