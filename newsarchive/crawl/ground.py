"""Known ground: how far a list has to be followed so that nothing new is missed.

A list that was once followed to its end is left at the first page on which everything is known. What the list showed
further back was offered then, and is in the archive or on its agenda.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from newsarchive.archive.store import State
from newsarchive.clean import moments
from newsarchive.crawl.frontier import ARTICLES
from newsarchive.crawl.walk import Walk
from newsarchive.model import Link

#: URLs in a row that a list offered and that were no articles, after which its further pages are left alone: they are
#: made up as they are asked for.
MOST_BARREN = 100


class Ground:
    """Where the lists of one crawl stand. A list is named by its first page, its root."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._open: Counter[str] = Counter()
        self._broken: set[str] = set()
        self._offers: dict[str, str] = {}  # by URL that is on its way: the root of the list that offered it
        self._barren: Counter[str] = Counter()
        self._walked: dict[str, str] = {}  # by root: when it was followed to its end before this crawl

    def asked(self, root: str) -> None:
        """A page of the list is asked for."""
        self._walked.setdefault(root, self._walk.opened.walked_at(root))
        self._open[root] += 1

    def broke(self, root: str) -> None:
        """The list was not followed to its end: a page failed, or enough had come."""
        self._broken.add(root)

    def done(self, root: str) -> None:
        """A page of the list was seen to, and all that it leads to is asked for."""
        self._open[root] -= 1
        if self._open[root] == 0 and root not in self._broken:
            self._walk.opened.walked(root)

    def offered(self, root: str, links: Iterable[Link]) -> None:
        """The list offered these articles for the first time."""
        self._offers.update((link.url, root) for link in links if link.url in self._walk.fresh)

    def ended(self, url: str, state: State) -> None:
        """A URL came to its end: does the list that offered it lead anywhere?"""
        root = self._offers.pop(url, "")
        if root:
            self._barren[root] = 0 if state in ARTICLES or state == "alias" else self._barren[root] + 1

    def is_barren(self, root: str) -> bool:
        """Does the list offer nothing but URLs that are no articles?"""
        return self._barren[root] >= MOST_BARREN

    def is_known(self, root: str, offered: tuple[Link, ...]) -> bool:
        """Does a page that offers these articles show nothing new, in a list whose rest is known?"""
        if self._walk.deep or not offered or not self._walked.get(root):
            return False
        return not any(link.url in self._walk.fresh for link in offered)

    def is_stale(self, link: Link) -> bool:
        """Has a sitemap not changed since it was last read to its end, by the day that its index says?"""
        read = "" if self._walk.deep or not link.published else self._walk.opened.walked_at(link.url)
        if not read:
            return False
        publisher = self._walk.publisher
        found = moments.find(link.published, publisher.language, publisher.country)
        return bool(found) and found[0].precision != "month" and _before(found[0].at.date(), read)


def _before(day: date, moment: str) -> bool:
    """Is `day`, wherever on earth it was, over before that moment?"""
    return day + timedelta(days=1) < date.fromisoformat(moment[:10])
