"""Which links of a list page lead to articles.

A list of news has an anatomy: rows of one build, links of one URL shape, words as long as headlines, dates beside
them. No sign is asked for by itself. Menus have short words, products and partners have no dates, and a pager's
words are known (`pagers`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from statistics import median
from urllib.parse import urlsplit

from newsarchive import text, urls
from newsarchive.discover import dates
from newsarchive.discover.anchors import Anchor
from newsarchive.discover.shape import is_file, is_index, names_one
from newsarchive.discover.wording import READS_ON, said
from newsarchive.model import Page, Publisher

#: Words in the folders and short names of a path that lead to what is no news, unless dates stand beside the links. A
#: headline in an address is not looked at: it may speak of jobs, of a bishop's workshop, of heritage.
_OTHER = re.compile(
    r"^((product|recruit|search|categor|galler|javascript|wp-)\w*|goods|items?|shop|about(us)?|contacts?(us)?|jobs?|careers?"
    r"|honou?rs?|cases?|services?|login|register|tags?|authors?|users?|members?|videos?|photos?|albums?|downloads?|feedback"
    r"|messages?|guestbook|privacy|terms|help|faqs?|forums?|comments?|cart)$"
    r"|chanpin|cpzx|guanyu|gywm|lianxi|lxwm|zhaopin|rczp|rongyu|anli|fuwu",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|wp-")
#: Words of the name of a page, at most, for them to say what kind of page it is.
_NAMES = 3
#: Steps of a path that lead to another list, whatever stands beside the link.
_LISTS = re.compile(r"/(category|categories|tags?|topics?|author|archives?|page)/[^/]*/?$", re.IGNORECASE)
#: What a link says, at least, for it to be a headline (see `weight`).
HEADLINE = 6
#: Characters of a row beside its link that are the beginning of a story.
_SUMMARY = 30
_WORD = re.compile(r"[^\W_]+")
_MORE = said(READS_ON)


class News:
    """The groups of a page's links that are news, and what stands among them or looks like them."""

    def __init__(self, groups: list[list[Anchor]]) -> None:
        found = [anchor for group in groups for anchor in group if not anchor.chrome]
        self._found = {id(anchor) for anchor in found}
        self._shapes = {anchor.shape for anchor in found if "0" in anchor.shape.partition("/")[2]}
        rows = Counter(_place(anchor) for anchor in _each_once(found))
        self._shelves = {place for place, count in rows.items() if count >= 3}

    def __contains__(self, anchor: Anchor) -> bool:
        """Is the link one of them, of their URLs' shape, or in a row of their list?"""
        if id(anchor) in self._found:
            return True
        alike = anchor.shape in self._shapes or _place(anchor) in self._shelves
        return alike and not anchor.chrome and weight(anchor.words) >= 4 and not _MORE.match(anchor.words)


def articles(found: list[Anchor], page: Page, publisher: Publisher) -> list[Anchor]:
    """The anchors of `found` that lead to articles, one a URL, the one with the best words first seen."""
    own = _candidates(found, page, publisher)
    if publisher.visit.articles:
        wanted = [re.compile(pattern) for pattern in publisher.visit.articles]
        return _each_once([anchor for anchor in own if any(pattern.search(anchor.url) for pattern in wanted)])
    home = bool(publisher.visit.follow) and is_home(page.url, publisher)
    news = News([group for group in _groups(own) if is_news(group, home=home)])
    return _each_once([anchor for anchor in own if anchor in news])


def dated(found: list[Anchor], page: Page, publisher: Publisher) -> list[Anchor]:
    """Of `found`, the lists in which dates stand beside the links, or in their URLs."""
    own = _candidates(found, page, publisher)
    news = News([group for group in _groups(own) if is_news(group, home=True)])
    return _each_once([anchor for anchor in own if anchor in news])


def possible(found: list[Anchor], page: Page, publisher: Publisher) -> list[Anchor]:
    """Of `found`, whatever can be an article's link outside of menus, one a URL."""
    return _each_once([anchor for anchor in _candidates(found, page, publisher) if not anchor.chrome])


def _groups(own: list[Anchor]) -> list[list[Anchor]]:
    """The links of one build each."""
    groups: dict[tuple[str, ...], list[Anchor]] = defaultdict(list)
    for anchor in own:
        groups[_build(anchor)].append(anchor)
    return list(groups.values())


def _candidates(found: list[Anchor], page: Page, publisher: Publisher) -> list[Anchor]:
    """What can be a link to an article at all: not what stands in several rows of one list in the same words, as the
    section of each story does; a headline may, of a story that is shown twice."""
    own = [anchor for anchor in found if _may(anchor, page, publisher)]
    told = [one for one in own if not (one.chrome or one.headed or _MORE.match(one.words))]
    rows = {(anchor.url, anchor.words, *_place(anchor), anchor.row) for anchor in told}
    often = Counter(row[:-1] for row in rows)
    labels = {row[0] for row, count in often.items() if count > 1}
    return [anchor for anchor in own if anchor.url not in labels]


def is_news(group: list[Anchor], *, home: bool = False) -> bool:
    """Are these links, of one build, links to articles? On a `home` page only dates and headings tell."""
    told = [anchor for anchor in group if not anchor.chrome and not _MORE.match(anchor.words)]
    lines = {anchor.url: anchor for anchor in sorted(told, key=lambda one: (one.headed, weight(one.words)))}
    if not lines:
        return False
    long = median(weight(anchor.words) for anchor in lines.values())
    dated = _share(lines, lambda anchor: bool(anchor.published) or dates.in_url(anchor.url))
    named = _share(lines, lambda anchor: names_one(anchor.url))
    headed = _share(lines, lambda anchor: anchor.headed)
    if dated >= 0.5:
        return long >= 4 and (named >= 0.5 or headed >= 0.5 or not any(is_index(url) for url in lines))
    if home or _share(lines, lambda anchor: leads_elsewhere(anchor.url)) >= 0.5:
        return False
    if headed >= 0.5 and long >= 6:
        return named >= 0.5 or len(lines) >= 3
    many = len(lines) >= 3 or _share(lines, _is_summed_up) >= 0.5
    return many and long >= 9 and named >= 0.8


def weight(words: str) -> int:
    """How much a link says: a Han character counts 1, a word 2."""
    han = sum("\u3400" <= letter <= "\u9fff" for letter in words)
    return han + 2 * len([word for word in _WORD.findall(words) if not "\u3400" <= word[0] <= "\u9fff"])


def leads_elsewhere(url: str) -> bool:
    """Do the steps of the URL's path name products, jobs, categories, anything but news?"""
    path = urlsplit(url).path
    return bool(_LISTS.search(path)) or any(_OTHER.search(word) for step in path.split("/") for word in _kinds(step))


def _kinds(step: str) -> list[str]:
    """The words of a step of a path, if it names a kind of page; none of a headline's."""
    words = _WORDS.findall(step.partition(".")[0])
    return words if len(words) <= _NAMES else []


def is_home(url: str, publisher: Publisher) -> bool:
    """Is this the publisher's front page?"""
    return urls.key(url) == urls.key(publisher.home) or (urlsplit(url).path in ("", "/") and not urlsplit(url).query)


def _may(anchor: Anchor, page: Page, publisher: Publisher) -> bool:
    """Can this be a link to an article at all?"""
    if not anchor.url or anchor.url == page.url or not anchor.words or dates.is_date(anchor.words):
        return False
    parts = urlsplit(anchor.url)
    if not parts.query and (parts.path in ("", "/") or _LISTS.search(parts.path)):
        return False
    own = urls.within(anchor.url, publisher.domains)
    return anchor.url not in publisher.visit.lists and (not is_file(anchor.url) or own)


def _place(anchor: Anchor) -> tuple[object, ...]:
    """Where a row stands: in which list, as what."""
    return (anchor.row.getparent(), anchor.row.tag, anchor.row.get("class") or "")


def _build(anchor: Anchor) -> tuple[str, ...]:
    """What links of one list have in common: the shape of their URLs, and the nodes around them."""
    above = [anchor.row, *anchor.row.iterancestors()][:3]
    return (anchor.shape, *(f"{node.tag}.{node.get('class') or ''}" for node in above[1:]))


def _share(lines: dict[str, Anchor], sign: object) -> float:
    assert callable(sign)
    return sum(1 for anchor in lines.values() if sign(anchor)) / len(lines)


def _is_summed_up(anchor: Anchor) -> bool:
    """Does the row say more than the link: how the story begins?"""
    return len(text.line(str(anchor.row.text_content()))) >= len(anchor.words) + _SUMMARY


def _each_once(found: list[Anchor]) -> list[Anchor]:
    best: dict[str, Anchor] = {}
    for anchor in found:
        known = best.get(anchor.url)
        if known is None:
            best[anchor.url] = anchor
        elif _says_more(anchor, known):
            anchor.published = anchor.published or known.published
            best[anchor.url] = anchor
        elif anchor.published and not known.published:
            known.published = anchor.published
    return list(best.values())


def _says_more(anchor: Anchor, known: Anchor) -> bool:
    """Is this the headline, where the link known so far is a picture, "more", or a summary?"""
    if _MORE.match(known.words) or not known.words:
        return not _MORE.match(anchor.words)
    return anchor.headed and not known.headed and not _MORE.match(anchor.words)


def title(anchor: Anchor) -> str:
    """The headline that a link shows, without the date or the mark that some lists set before it."""
    return "" if _MORE.match(anchor.words) else text.line(anchor.words).lstrip("·•・■▪◆●>» ")
