"""Which of the offered URLs a crawl asks for; the others are passed over, with a word why."""

from __future__ import annotations

import re
from datetime import date

from newsarchive import urls
from newsarchive.clean import moments
from newsarchive.discover.shape import is_file
from newsarchive.model import Link, Publisher

#: Characters of a URL; servers and Scrapy give up at about as many.
LONGEST = 2000


class Scope:
    """A publisher's domains, its `ignore` patterns, and the day from which news is wanted."""

    def __init__(self, publisher: Publisher, since: date | None = None) -> None:
        self.publisher = publisher
        self.since = since
        self.until: date | None = None
        fronts = (publisher.home, *publisher.visit.lists)
        self._fronts = {urls.key(front) for front in fronts if front}
        self._ignored = [re.compile(pattern) for pattern in publisher.visit.ignore]

    def refuses(self, link: Link) -> str:
        """Why a link is not asked for: "off-site", "too-long", "ignored", "document", "since", "until"; "" if it is."""
        if not self.holds(link.url):
            return "off-site"
        if len(link.url) > LONGEST:
            return "too-long"
        if any(pattern.search(link.url) for pattern in self._ignored):
            return "ignored"
        if is_file(link.url):
            return "document"
        if self.is_old(link):
            return "since"
        day = self._day(link) if self.until else None
        return "until" if self.until and day and day > self.until else ""

    def holds(self, url: str) -> bool:
        """Is the URL the publisher's own?"""
        return urls.within(url, self.publisher.domains)

    def is_front(self, url: str) -> bool:
        """Is the URL a list, or the home page? An article's URL that leads there leads nowhere."""
        return urls.key(url) in self._fronts

    def add_front(self, url: str) -> None:
        """Another list of the publisher's."""
        self._fronts.add(urls.key(url))

    def is_old(self, link: Link) -> bool:
        """Was it published before the day from which news is wanted, by the date beside the link?"""
        day = self._day(link) if self.since else None
        return bool(self.since and day and day < self.since)

    def _day(self, link: Link) -> date | None:
        """The day beside the link; None where it has none."""
        found = moments.find(link.published, self.publisher.language, self.publisher.country)
        return found[0].at.date() if found and found[0].precision != "month" else None
