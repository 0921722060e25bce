"""Is this an article's page at all? Lists, home pages, feeds and error pages are told from articles.

Each sign that a page shows has a weight in `SIGNS`; the sum decides. No sign decides alone: articles stand among
links, lists hold sentences, and both have headlines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from newsarchive.errors import NoBody, NotAnArticle
from newsarchive.extract import notices
from newsarchive.extract.layout import Run
from newsarchive.extract.sheet import Sheet
from newsarchive.model import Claim

#: What each sign says for an article, or against it.
SIGNS: dict[str, float] = {
    "headline near": 1.5,
    "long paragraph": 1.5,
    "headline h1": 1.4,
    "says article": 1.1,
    "headline far": 0.7,
    "published": 0.7,
    "many sentences": 0.6,
    "sentences without links": 0.8,
    "much text": 0.5,
    "structured": 0.2,
    "headline away": -0.2,
    "says site": -0.4,
    "says another thing": -3.0,
    "links in turn": -0.5,
    "some links in turn": -0.8,
    "days among": -1.0,
    "more links than text": -1.0,
    "links among": -1.1,
    "no sentence": -1.1,
    "many days": -1.2,
    "address of an index": -0.7,
    "sentences cut": -1.2,
    "teaser": -1.2,
    "little text": -1.5,
    "no headline": -1.6,
    "headline short": -2.7,
    "no headline among links": -2.0,
    "address of a list": -2.9,
    "home": -3.0,
}
_BIAS = 1.4
#: What lists show, and the sentences without any of it that are an article, though nothing stands out as its headline:
#: old pages set it in bold, or in a picture.
_OF_LISTS = frozenset({"some links in turn", "links among", "days among", "sentences cut"})
_SENTENCES = 3
#: Weight up to which a headline may be the name of a section.
_NAME = 24
#: The most that days say against a page, and that links and days do: where more is said for it, they are not asked.
_DAYS = -SIGNS["days among"] - SIGNS["many days"] - SIGNS["no headline among links"]
_LINKS = _DAYS - sum(
    SIGNS[sign] for sign in ("links in turn", "some links in turn", "links among", "more links than text")
)

#: What pages of articles call themselves in og:type.
_ARTICLES = frozenset({"article", "news", "newsarticle", "news article", "blogposting", "blog post"})
#: What pages call themselves there that show another thing.
_OTHER_THINGS = re.compile(r"product|profile|(?:business|restaurant|music|book|place|event|game)\b")
_FEEDS = ("rss", "feed", "sitemapindex", "urlset")
#: A day with its year, as the press of any language writes it: 2024-03-12, 12.03.2024, 12 de marzo de 2024.
DAY = re.compile(
    r"(?<!\d)(?:19|20)\d\d\s*[-/.年년]\s*\d{1,2}\s*[-/.月월]\s*\d{1,2}(?!\d)"
    r"|(?<!\d)\d{1,2}(?:\s?[-/.]\s?\d{1,2}\s?[-/.]\s?|(?:\.|[a-z]{2})?\s?(?:de |d['’])?[^\s\d]{3,12}\s(?:de )?)"
    r"(?:19|20)\d\d(?!\d)"
    r"|[^\W\d_]{3,12}\.?\s\d{1,2},?\s(?:19|20)\d\d(?!\d)"
)
#: What is in every such day; and a day in a list, where the year may be left out.
_YEAR, _SHORT_DAY = re.compile(r"(?:19|20)\d\d"), re.compile(r"\W?\d{1,2}[-/.]\d{1,2}\W?$")
_CUT = re.compile(r"(?:\.\.\.|…|详情|详细|更多|\bmore)\W*$", re.IGNORECASE)
#: Characters of a sentence that are its end.
_END = 20
#: What a site says of its rights, which alone is no text.
_RIGHTS = re.compile(r"(?i)©|\(c\)|copyright|版[权權]所有|all rights reserved")
_LONGEST_RIGHTS = 150
_LISTED = re.compile(
    r"(?i)/(?:page|seite)/?\d+/?(?:index\.\w+)?$|/(?:list|index)(?:_\d+)+\.\w+$|/(?:tags?|category|author|feed)/"
    r"|/archives?/(?:\d{4}(?:/\d\d?){0,2}/?)?$"
)
_SEARCH = re.compile(
    r"(?i)/(?:search|site-?search|suche|recherche|buscar|busca|buscador|pesquisa|cerca|ricerca|zoeken|szukaj|hledat|sok|haku|arama"
    r"|poisk)(?:[-_]?results?)?(?:/|\.\w+)?$"
)
_SOUGHT = re.compile(r"(?:^|&)(?:s|q|query|search|keyword|wd|kw)=")
#: The index of a folder with a plain name: of a section more often than of an article, which has a number or words.
_INDEX = re.compile(r"(?i)(?:/[a-z]{1,20})+/(?:index|default)\.\w+")
#: Weight up to which a text is little; that of the least text that no sentence is in.
_LITTLE = 400
_LEAST = 60


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a page's kind is judged by."""

    url: str
    runs: Sequence[Run]
    body: Sequence[Run]
    headline: Run | None
    claims: Sequence[Claim]
    titles: Sequence[str]
    """What <title> says."""


def refuse(sheet: Sheet, body: Sequence[Run], headline: Run | None, claims: Sequence[Claim]) -> None:
    """Do nothing for an article's page. Raises NotAnArticle for any other, with the signs that say so, and NoBody.

    Of a page that somebody vouches for no signs are asked: an answer of an error, or a feed, it can still be.
    """
    page = sheet.page
    if page.status >= 400:
        raise NotAnArticle(page.url, f"status {page.status}")
    if tag := next((tag for tag in _FEEDS if page.by_tag[tag]), ""):
        raise NotAnArticle(page.url, f"<{tag}>")
    if page.anyway:
        return
    if notices.says_nothing(" ".join(run.text for run in body), sheet.titles, partial(_is_dated, sheet, claims)):
        raise NotAnArticle(page.url, "it says that there is nothing here")
    if page.parts or sheet.rules.body:
        return
    if body and (_is_hardly_text(body) or all(map(_is_of_rights, body))):
        raise NoBody(page.url, "a few words at most")
    found = signs(Evidence(page.url, sheet.layout.runs, body, headline, claims, sheet.titles))
    if _speak(found) < 0:
        raise NotAnArticle(page.url, ", ".join(sign for sign in found if SIGNS.get(sign, 0.0) < 0))


def _speak(found: Iterable[str]) -> float:
    """How much signs say for an article together; below 0 it is none."""
    return _BIAS + sum(SIGNS.get(sign, 0.0) for sign in found)


def _is_dated(sheet: Sheet, claims: Sequence[Claim]) -> bool:
    """Does a page tell a day anywhere?"""
    return any(claim.field == "published" for claim in claims) or any(
        DAY.search(run.text) for run in sheet.layout.runs if run.weight < _LITTLE
    )


def _is_hardly_text(body: Sequence[Run]) -> bool:
    return weight_of(body) < _LEAST and not any(run.solid for run in body)


def _is_of_rights(run: Run) -> bool:
    return run.weight < _LONGEST_RIGHTS and _RIGHTS.search(run.text) is not None


def weight_of(body: Sequence[Run]) -> int:
    """The weight of lines together."""
    return sum(run.weight for run in body)


def signs(page: Evidence) -> list[str]:
    """The signs that a page shows, down to those that could change nothing."""
    found = [*_of_headline(page), *_of_text(page), *_of_claims(page)]
    if _speak(found) >= _LINKS:
        return found
    found += _of_links(page)
    if _speak(found) >= _DAYS:
        return found
    found += _of_days(page)
    if "no headline" in found:
        if {"more links than text", "many days", "links in turn"} & set(found):
            found.append("no headline among links")
        elif _OF_LISTS.isdisjoint(found) and _is_titled(page) and _sentences(page) >= _SENTENCES:
            found.append("sentences without links")
    return found


def _is_titled(page: Evidence) -> bool:
    """Does the page's head say more than the name of a site or a section may be?"""
    said = (claim.words for claim in page.claims if claim.field == "title")
    return any(len(words.encode(errors="replace")) > _NAME for words in (*page.titles, *said))


def _sentences(page: Evidence) -> int:
    return len([run for run in page.body if run.solid])


def _of_headline(page: Evidence) -> Iterable[str]:
    if page.headline is None:
        yield "no headline"
        return
    gap = page.body[0].index - page.headline.index if page.body else 99
    yield "headline near" if -3 <= gap <= 12 else "headline far" if gap > 25 else "headline away"
    if any(box.tag == "h1" for box in page.headline.box.within()):
        yield "headline h1"
    if page.headline.weight <= _NAME:
        yield "headline short"


def _of_text(page: Evidence) -> Iterable[str]:
    weight = weight_of(page.body)
    solid = [run for run in page.body if run.solid]
    if weight < _LITTLE:
        yield "little text"
    if not solid:
        yield "no sentence"
    cut = len([run for run in solid if _CUT.search(run.text[-_END:])])
    if cut * 2 >= max(len(solid), 4):
        yield "sentences cut"
    elif weight < _LITTLE and cut == len(solid) > 0:
        yield "teaser"
    if weight > 3000:
        yield "much text"
    if max((run.weight for run in page.body), default=0) > 350:
        yield "long paragraph"
    if len(solid) >= 10:
        yield "many sentences"


def _of_links(page: Evidence) -> Iterable[str]:
    """Signs of many links, most of all of links that alternate with the sentences: title, summary, title …"""
    weight = weight_of(page.body)
    solid = {run.index for run in page.body if run.solid}
    start, end = (page.body[0].index, page.body[-1].index) if page.body else (0, -1)
    titles = [run for run in page.runs if run.weight >= 24 and run.linked > 0.8 * run.weight and not run.box.aside]
    within = sum(start <= run.index <= end for run in titles)
    turns = _turns(_among(page), solid)
    if turns >= 3 and turns * 2 >= len(solid):
        yield "links in turn"
    if turns >= 2 and turns * 3 >= len(solid):
        yield "some links in turn"
    if within >= 3 and within * 3 >= len(solid):
        yield "links among"
    linked = sum(run.weight for run in titles)
    if linked > weight:
        yield "more links than text"
    if linked > 3 * weight:
        yield "hardly text"


def _among(page: Evidence) -> Sequence[Run]:
    """The lines from a little above the body to its end."""
    return page.runs[max(0, page.body[0].index - 3) : page.body[-1].index + 1] if page.body else ()


def _of_days(page: Evidence) -> Iterable[str]:
    """Signs of a list: its short lines give the day of each entry."""
    solid = sum(run.solid for run in page.body)
    days = {run.index for run in page.runs if run.weight < 120 and _has_day(run.text)}
    if sum(run.index in days for run in _among(page)) * 2 >= max(solid, 8):
        yield "days among"
    if len(days) >= 8:
        yield "many days"


def _has_day(words: str) -> bool:
    return bool((_YEAR.search(words) and DAY.search(words)) or _SHORT_DAY.match(words))


def _turns(runs: Sequence[Run], solid: set[int]) -> int:
    """How often a sentence follows a line that is all link."""
    turns, linked = 0, False
    for run in runs:
        if run.linked > 0.8 * run.weight and run.weight >= 12:
            linked = True
        elif run.index in solid:
            turns += linked
            linked = False
    return turns


def _of_claims(page: Evidence) -> Iterable[str]:
    said = {claim.words.lower() for claim in page.claims if claim.field == "kind"}
    if said & _ARTICLES:
        yield "says article"
    elif any(map(_OTHER_THINGS.match, said)):
        yield "says another thing"
    elif "website" in said:
        yield "says site"
    if any(claim.field == "published" for claim in page.claims):
        yield "published"
    if any(claim.reader == "structured" and claim.field == "title" for claim in page.claims):
        yield "structured"
    if _is_home(page.url):
        yield "home"
    elif is_listed(page.url) or _is_search(page.url):
        yield "address of a list"
    elif _INDEX.fullmatch(urlsplit(page.url).path):
        yield "address of an index"


def _is_search(url: str) -> bool:
    """Is an address one of a search on the site?"""
    parts = urlsplit(url)
    return _SEARCH.search(parts.path) is not None or (
        parts.path in ("", "/") and _SOUGHT.search(parts.query) is not None
    )


def is_front(url: str) -> bool:
    """Is an address a site's own, or plainly a list's?"""
    return _is_home(url) or is_listed(url)


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and parts.path.rstrip("/") in (
        "",
        "/index.html",
        "/index.php",
        "/index.asp",
        "/default.aspx",
    )


def is_listed(url: str) -> bool:
    """Is an address plainly a list's: of a tag, an author, a day in an archive, a page of a list?"""
    return _LISTED.search(urlsplit(url).path) is not None
