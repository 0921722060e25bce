"""What the URLs of a site's articles look like, learnt while its pages are read."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

from newsarchive.discover.shape import shape

#: Pages of one shape that must have been articles before the shape is believed, or none before it is given up.
ENOUGH = 3
#: The share of a shape's pages that must have been articles.
_MOST = 0.8
#: Queries of programs that show pages of all kinds: which part of them is asked for, and which category's.
_CATEGORY = re.compile(
    r"((big|small|news|sub)?_?(cat|category|class|type|column|sort|channel|lanmu|node|menu|section)|[tcfl]|nav|lm)_?id=\w{1,12}$"
    r"|(cat|category|class|type|column|sort|channel|lanmu|node|section)=\w{1,12}$",
    re.IGNORECASE,
)
_NAMES_KIND = re.compile(
    _CATEGORY.pattern + r"|(m|c|a|r|s|act|do|mod|action|ctl|controller|module|app|op|option|view|task)=[\w/.-]{1,60}$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


class Learnt:
    """Counts, by the shape of their URLs, which pages were articles."""

    def __init__(self) -> None:
        self._good: Counter[str] = Counter()
        self._bad: Counter[str] = Counter()

    def saw(self, url: str, *, article: bool) -> None:
        """A page was read: it was an article, or it was none."""
        (self._good if article else self._bad)[family(url)] += 1

    def tried(self, url: str) -> int:
        """How many pages of the URL's shape were read."""
        return self._good[family(url)] + self._bad[family(url)]

    def says(self, url: str) -> bool | None:
        """Is a page of this URL's shape an article? None while that is open.

        A shape that any page of the site may have (news.example/about) says nothing of a page; it may still be
        known to hold none.
        """
        good, bad = self._good[family(url)], self._bad[family(url)]
        if good >= ENOUGH and good >= _MOST * (good + bad):
            return True if tells(url) else None
        return False if bad >= ENOUGH and bad > 3 * good else None


def kind(url: str) -> str:
    """The shape of a URL, with the names alone of what its query asks for: all values of a facet are of one kind.

    >>> kind("http://news.example/list/?colour=red&page=2")
    'news.example/list/?colour&page'
    """
    plain, _, query = shape(url).partition("?")
    names = sorted({pair.partition("=")[0] for pair in query.split("&")})
    return plain + ("?" + "&".join(names) if query else "")


def family(url: str) -> str:
    """The kind of a URL, with what its query names of the page's kind: the part of a program, a category.

    >>> family("http://shop.example/index.php?a=show&catid=6&id=21")
    'shop.example/index.php?a&catid&id a=show catid=6'
    """
    query = urlsplit(url).query
    named = sorted(pair for pair in query.split("&") if _NAMES_KIND.match(pair))
    return " ".join([kind(url), *(pair if names_category(pair) else _DIGITS.sub("0", pair) for pair in named)])


def names_category(pair: str) -> bool:
    """Does a pair of a query say of which category the pages are?

    >>> names_category("catid=6"), names_category("id=21")
    (True, False)
    """
    return bool(_CATEGORY.match(pair))


def tells(url: str) -> bool:
    """Does the shape of a URL tell one kind of page from the others: by a number, by a folder, or by a query?

    >>> tells("http://news.example/news/12.html"), tells("http://news.example/about/")
    (True, False)
    """
    steps = [step for step in urlsplit(url).path.split("/") if step]
    return "0" in shape(url).partition("/")[2] or len(steps) > 1 or bool(urlsplit(url).query)
