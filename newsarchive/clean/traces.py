"""Dates that no reader claimed: in <time>, in elements named after dates, in the page's scripts, in rarer meta.

Read only where all else is silent, so that pages which say when they were published pay nothing for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice

from lxml.html import HtmlElement

from newsarchive.clean import boxes, moments
from newsarchive.model import Claim, Draft, Page

_APART_TAGS = frozenset({"aside", "nav", "footer"})
_APART = re.compile(
    r"related|teaser|sidebar|widget|comment|recommend|more-|latest|footer|menu|nav|aside|newslist|archive|calendar",
    re.IGNORECASE,
)
#: Boxes of other articles; and what names a <time>.
_OF_OTHERS = re.compile(r"related|teaser|sidebar|widget|comment|recommend|latest|archive", re.IGNORECASE)
_NAMED = ("class", "id", "itemprop")
_CHANGED = re.compile(r"updat|modif|change", re.IGNORECASE)
_META = re.compile(r"publi|date|created|issued|release|time", re.IGNORECASE)
_NAMES = (
    "datePublished", "date_published", "publishedDate", "publishDate", "publish_date", "published_at", "publishedAt",
    "createdAt", "created_at", "dateCreated", "uploadDate", "firstPublished", "firstPublicationDate",
    "publication_time", "pubDate", "createDate",
)  # fmt: skip
#: The cheap look before them: each holds one of these.
_STEMS = ("ublish", "reated", "ublication", "uploadDate", "pubDate", "createDate")
_SCRIPT = re.compile(
    rf"\b(?:{'|'.join(_NAMES)})"
    r"[\"']?\s?:\s?[\"']?(\d{4}-?\d\d-?\d\d[^\"',}]{0,30})"
)
_SURELY = re.compile(r"published|entry-date|post-date|pubdate", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?:发表于|發表於|发布于|發佈於|发布时间|發佈時間|发布日期|更新时间|時間[:：]|时间[:：])[^\d\n]{0,6}(?=\d)"
    r"|\b(?:Stand|Datum|Date|Published|Posted|Veröffentlicht|Erschienen|Publié|Publicado|Notizia|Updated|Revision)\b"
    r"[^\d\n]{0,24}(?=\d|[A-Z][a-z]{2,9} \d)"
    r"|\b(?:[Vv]on|[Bb]y|[Pp]ar|[Pp]or|[Dd]i) [^\d\n|]{2,40} (?:am|on|le|el|il) (?=\d)",
)
#: Where it may begin, told at once: the labels; and the last words before the day that somebody wrote on, the first of
#: them, and how far these may stand apart.
_LABELS = re.compile(
    "发表|發表|发布|發佈|更新|时间|時間|Stand|Datum|Date|Published|Posted|Veröffentlicht|Erschienen|Publié|Publicado|Notizia|Updated"
    "|Revision"
)
_BEFORE_DAY = re.compile(r" (?:am|on|le|el|il) \d")
_BY = re.compile(r"\b(?:[Vv]on|[Bb]y|[Pp]ar|[Pp]or|[Dd]i) ")
_APART_MOST = 44
#: Words beside the day of the visit, of a founding, of rights; a clock in brackets behind a headline.
_OF_VISIT = re.compile(
    r"今天|今日|现在|現在|today|heute|©|copyright|版[权權]|since|成立|\d\d[:：]\d\d[:：]", re.IGNORECASE
)
_CLOCK = re.compile(r"[【\[(（](\d{1,2}[:：]\d\d)[】\])）]\s*$")
#: Characters of a piece that holds a day and little else, and of the text's first words by which they are known.
_LITTLE, _START = 40, 8
#: Characters of a page's scripts that are searched, at most.
_SCRIPTS = 400_000


def published(draft: Draft) -> Iterator[Claim]:
    """Claims to the day of publication, the likeliest first."""
    yield from marked(draft)
    yield from islice(_labelled(draft.page), boxes.MOST)


def marked(draft: Draft) -> Iterator[Claim]:
    """Those of them that the page's markup makes: to read all its text takes longer."""
    page = draft.page
    yield from _times([*page.by_tag["time"], *page.by_tag["abbr"]])
    yield from _in_order(draft.all("stamp"))
    yield from _scripts(page.by_tag["script"])
    yield from _metas(page.by_tag["meta"])


def updated(page: Page) -> Iterator[Claim]:
    """Claims to the last change: each <time> that is named after that alone, in the page's own footer too."""
    for element in islice(page.by_tag["time"], boxes.MOST):
        name = " ".join(filter(None, map(element.get, _NAMED)))
        if not _CHANGED.search(name) or _SURELY.search(name) or boxes.is_apart(element, frozenset(), _OF_OTHERS):
            continue
        if words := element.get("datetime") or boxes.words(element):
            yield Claim("updated", words, "markup", f"time.{name}"[:60])


def _times(stamps: Iterable[HtmlElement]) -> Iterator[Claim]:
    """<time>, <abbr title>."""
    found = []
    for element in islice(stamps, boxes.MOST):
        if words := element.get("datetime") or element.get("title") or boxes.words(element):
            apart = "apart " if boxes.is_apart(element, _APART_TAGS, _APART) else ""
            found.append(Claim("stamp", words, "markup", f"{apart}{element.tag}.{element.get('class') or ''}"))
    yield from _in_order(found)


def _in_order(found: list[Claim]) -> list[Claim]:
    """What stands in no list of other articles, what is published before what is changed."""
    own = [one for one in found if not one.rule.startswith("apart")] or [
        one for one in found if _SURELY.search(one.rule)
    ]
    return sorted(own, key=lambda one: bool(_CHANGED.search(one.rule)))


def _scripts(scripts: Iterable[HtmlElement]) -> Iterator[Claim]:
    for script in scripts:
        words = (script.text or "")[:_SCRIPTS]
        is_named = any(stem in words for stem in _STEMS) and any(name in words for name in _NAMES)
        if is_named and (found := _SCRIPT.search(words)):
            yield Claim("published", found[1], "markup", "script")


def _labelled(page: Page) -> Iterator[Claim]:
    """Dates after a label, anywhere in the text: the last straw."""
    words = boxes.text_of(page)[:_SCRIPTS]
    end = 0
    for start in sorted({*_starts(words)}):
        if start >= end and (found := _LABELLED.match(words, start)):
            end = found.end()
            yield Claim("published", words[start : end + 30], "markup", "label")


def _starts(words: str) -> Iterator[int]:
    """Where a labelled date may begin: only there is the pattern tried, which takes long to fail."""
    yield from (label.start() for label in _LABELS.finditer(words))
    for day in _BEFORE_DAY.finditer(words):
        yield from (by.start() for by in _BY.finditer(words, max(day.start() - _APART_MOST, 0), day.start()))


def _metas(metas: Iterable[HtmlElement]) -> Iterator[Claim]:
    for meta in metas:
        name = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        if _META.search(name) and (words := meta.get("content") or ""):
            yield Claim("published", words[: boxes.LONGEST], "markup", f"meta {name}"[:60])


def alone(draft: Draft, visit: datetime | None) -> Iterator[Claim]:
    """The one day that the page names before its text, in a piece of little else, with the clock of the headline.

    A page's head may bear the day of the visit: that is no evidence, nor is the least of several days.
    """
    first = draft.blocks[0].text[:_START] if draft.blocks else ""
    found: dict[date, str] = {}
    for words in boxes.texts(draft.page) if first else ():
        if words.startswith(first):
            break
        days = moments.find(words) if len(words) <= _LITTLE else []
        if days and not _OF_VISIT.search(words):
            found |= {moment.at.date(): words for moment in days}
    else:
        return
    if len(found) == 1 and not (visit and visit.date() in found):
        title = draft.first("title")
        clock = _CLOCK.search(title.words) if title else None
        yield Claim("published", " ".join([*found.values(), clock[1] if clock else ""]).strip(), "markup", "alone")
