"""What was seen of a site -> the publisher that a file could describe."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from newsarchive import urls
from newsarchive.clean import zones
from newsarchive.discover.learnt import family, names_category
from newsarchive.discover.shape import shape
from newsarchive.model import Article, Publisher, Route

#: Lists that a file names, at most; the articles that one must show, and those of them that no list before it has. One
#: is enough where the list has further pages, or no pattern lets articles lead to others.
_LISTS, _FEWEST, _OWN = 40, 2, 2
#: Dated rows that make a page a list, though another list shows it as if it were an article.
_ROWS = 5
#: Patterns of articles' URLs, at most; a site with more kinds of them is left to its anatomy.
_PATTERNS = 4
#: The share of the offered URLs that patterns must fit.
_FITTING = 0.9
_WELCOME = re.compile(r"^(欢迎(您|你)?(访问|来到|光临)|welcome\s+to\s+)|(欢迎(您|你)|官方网站|官网)$", re.IGNORECASE)
_GREETING = re.compile(r"首页|主页|home(page)?|start(seite)?|welcome", re.IGNORECASE)
#: Where a pattern goes on with the next step of a path; the "/" in [^/?]+ is none.
_STEP = re.compile(r"(?<!\[\^)/")
_PARTED = re.compile(r"\s*[|_–—-]\s*|\s+-\s+")


@dataclass(frozen=True, slots=True)
class Seen:
    """One list, feed or sitemap that was looked at."""

    url: str
    via: str
    articles: tuple[str, ...]
    """URLs of the articles that it offers."""
    goes_on: bool = False
    """Does it have further pages?"""
    doubtful: tuple[str, ...] = ()
    """URLs that may be articles: they are if others of their kind were."""
    plain: tuple[str, ...] = ()
    """URLs that a list's anatomy alone takes for articles, as a crawl does that is told no pattern."""


@dataclass(slots=True)
class Looked:
    """What was seen of a site."""

    home: str
    title: str = ""
    """What its home page calls it."""
    seen: list[Seen] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    """URLs of pages that were offered as articles, and are none."""

    def others(self) -> list[str]:
        """URLs of what is no article."""
        return [*self.refused, *(one.url for one in self.seen)]

    def believed(self, read: Iterable[str]) -> list[Seen]:
        """What was seen, without the articles of kinds of which none was one, and with the doubtful of which some were;
        `read` are URLs of those that were."""
        good = {family(url) for url in read}
        bad = {family(url) for url in self.refused} - good
        return [replace(one, articles=tuple(_articles(one, good, bad)), doubtful=()) for one in self.seen]


def _articles(one: Seen, good: set[str], bad: set[str]) -> Iterator[str]:
    yield from (url for url in one.articles if family(url) not in bad)
    yield from (url for url in one.doubtful if family(url) in good)


def propose(looked: Looked, articles: Sequence[Article], slug: str = "") -> Publisher:
    """The publisher that a file could describe; `articles` are those that were read."""
    host = urls.host(looked.home).removeprefix("www.")
    language = _most(article.language for article in articles)
    known = Publisher(slug=slug or _slug(host), name=name(looked.title) or host, home=looked.home, domains=(host,))
    country = zones.country_of(known, looked.home)
    zone, how = zones.zone(known, looked.home, language)
    return Publisher(
        slug=known.slug,
        name=known.name,
        home=known.home,
        domains=known.domains,
        country=country if len(country) == 2 else "",
        language=language[:2],
        timezone=str(zone) if how != "none" else "",
        visit=_visit(looked, articles),
    )


def _visit(looked: Looked, articles: Sequence[Article]) -> Route:
    """Where to look. Without a pattern, a list is worth what its anatomy shows."""
    read = [article.url for article in articles]
    believed = looked.believed(read)
    found = patterns([url for seen in believed for url in seen.articles], read, looked.others())
    lists = believed if found else [replace(one, articles=one.plain or one.articles) for one in believed]
    return Route(
        lists=_lists(lists, _told_articles(looked, articles), _OWN if found else 1),
        feeds=_documents(believed, "feed"),
        sitemaps=_documents(believed, "sitemap"),
        articles=found,
    )


def _documents(believed: Iterable[Seen], via: str) -> tuple[str, ...]:
    """The feeds, or the sitemaps, that offer anything."""
    return tuple(dict.fromkeys(seen.url for seen in believed if seen.via == via and seen.articles))


def patterns(offered: Sequence[str], read: Sequence[str], others: Sequence[str] = ()) -> tuple[str, ...]:
    """Regular expressions that fit the URLs of the articles that were read, and nearly all that were offered; none of
    `others`, which are URLs of what is no article.

    Empty where the URLs of articles look like those of any page, and anatomy decides better.

    >>> patterns(["http://a.example/news/12.html"], ["http://a.example/news/7.html"])
    ('/news/\\\\d+\\\\.html$',)
    """
    good = {family(url) for url in read}
    built = Counter(_pattern(url) for url in (*read, *offered) if family(url) in good)
    found = _merged([pattern for pattern in built if _tells(pattern, others)])
    found = tuple(pattern for pattern in found if _tells(pattern, others))
    fitting = sum(any(re.search(pattern, url) for pattern in found) for url in offered)
    return found if 0 < len(found) <= _PATTERNS and fitting >= _FITTING * len(offered) else ()


def _tells(pattern: str, others: Sequence[str]) -> bool:
    """Does a pattern tell articles from other pages: by a number, or by a folder in which nothing else lies?"""
    folders = [step for step in _STEP.split(pattern.removeprefix("://[^/]+")) if step.strip("$")][:-1]
    alone = bool(folders) and not any(re.search(pattern, url) for url in others)
    return r"\d+" in pattern or alone


def name(title: str) -> str:
    """A site's name, of what its home page calls it: the first part, less what greets or describes.

    >>> name("长沙新闻网 - 首页"), name("Home | The Paper")
    ('长沙新闻网', 'The Paper')
    """
    parts = (_WELCOME.sub("", part) for part in _PARTED.split(title))
    return next((part for part in parts if part and not _GREETING.fullmatch(part)), "")


def _merged(found: list[str]) -> tuple[str, ...]:
    """The patterns, those of one length as one that leaves open the steps in which they differ, if there are many."""
    if len(found) <= _PATTERNS:
        return tuple(found)
    alike: defaultdict[tuple[int, str], list[list[str]]] = defaultdict(list)
    for pattern in found:
        steps = _STEP.split(pattern)
        alike[len(steps), steps[-1]].append(steps)
    return tuple(_rooted("/".join(_open(steps) for steps in zip(*group, strict=True))) for group in alike.values())


def _rooted(pattern: str) -> str:
    """A pattern whose first step is open, tied to the host: the host is no step."""
    return "://[^/]+" + pattern if pattern.startswith("/[^/]+/") else pattern


def _open(steps: tuple[str, ...]) -> str:
    return steps[0] if len(set(steps)) == 1 else "[^/]+"


def _pattern(url: str) -> str:
    """A regular expression for the URLs that are built like this one; of a query, the category stays as it is."""
    path, query = shape(url).partition("/")[2].partition("?")[0], urlsplit(url).query
    built = re.escape("/" + path).replace("0", r"\d+").replace(r"\*", r"[^/?]+")
    pairs = [_pair(pair) for pair in query.split("&")] if query else []
    return built + (r"\?" + "&".join(pairs) if pairs else "") + "$"


def _pair(pair: str) -> str:
    name, equals, value = pair.partition("=")
    kept = names_category(pair) or not re.search(r"\d", value)
    return re.escape(pair) if kept else re.escape(name + equals) + r"\d+".join(map(re.escape, re.split(r"\d+", value)))


def _told_articles(looked: Looked, articles: Iterable[Article]) -> set[str]:
    """URLs of articles: those that were read, and those that lists show in dated rows; menus may lead there too. What
    shows dated rows of its own is a list in spite of it."""
    shown = {url for seen in looked.seen for url in seen.articles if url != looked.home}
    lists = {seen.url for seen in looked.seen if len(seen.articles) >= _ROWS}
    return (shown - set(looked.refused) - lists) | {article.url for article in articles}


def _lists(believed: Iterable[Seen], told: set[str], own: int) -> tuple[str, ...]:
    """The lists that together show the most, those that go on first: they reach what a home page shows no more.

    None of `told`, the URLs of articles; `own` articles are to be shown by no list before.
    """
    left = [seen for seen in believed if seen.via not in ("feed", "sitemap") and len(seen.articles) >= _FEWEST]
    left = [seen for seen in left if seen.url not in told]
    chosen: list[str] = []
    shown: set[str] = set()
    while left and len(chosen) < _LISTS:
        left = [seen for seen in left if len(set(seen.articles) - shown) >= (1 if seen.goes_on else own)]
        best = max(left, key=lambda seen: (seen.goes_on, len(set(seen.articles) - shown)), default=None)
        if best is None:
            break
        chosen.append(best.url)
        shown |= set(best.articles)
        left.remove(best)
    return tuple(dict.fromkeys(chosen))


def _most(words: Iterable[str]) -> str:
    counted = Counter(word for word in words if word)
    return counted.most_common(1)[0][0] if counted else ""


def _slug(host: str) -> str:
    """A short name for a host: its registered name without the suffix."""
    site = urls.site(host)
    return re.sub(r"[^a-z0-9._-]+", "-", site.partition(".")[0] if not site[0].isdigit() else site.lower()) or "site"
