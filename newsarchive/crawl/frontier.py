"""What a crawl has asked for, may ask for, and waits for. Pure: it knows no framework and no archive."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from newsarchive.model import Link

State = Literal["pending", "added", "revised", "unchanged", "alias", "filtered", "failed"]
#: The states of a URL that an article was found at.
ARTICLES = frozenset({"added", "revised", "unchanged"})


@dataclass(frozen=True, slots=True)
class Twin:
    """A page that calls itself another URL's: it waits for what comes of that one."""

    link: Link
    words: str
    """Its titles: if they are not the other's, the page is wrong about itself."""


class Frontier:
    """The URLs of articles, in the order in which they were offered; `limit` is how many articles may come."""

    def __init__(self, limit: int | None = None) -> None:
        self.limit = limit
        self.came = 0
        """Articles that came so far: added, revised or unchanged."""
        self._known: set[str] = set()
        self._waiting: deque[Link] = deque()
        self._asked: set[str] = set()
        self._ended: dict[str, bool] = {}  # was it an article, or another URL of one?
        self._twins: dict[str, list[Twin]] = defaultdict(list)
        self._waits_for: dict[str, str] = {}

    @property
    def full(self) -> bool:
        """Has the limit been reached?"""
        return self.limit is not None and self.came >= self.limit

    @property
    def under_way(self) -> int:
        """How many URLs were asked for, or wait to be, and have no end yet."""
        return len(self._asked) + len(self._waiting)

    def put(self, link: Link) -> None:
        """Ask for this link when there is room, unless it was put before."""
        if link.url not in self._known:
            self._known.add(link.url)
            self._waiting.append(link)

    def take(self) -> Iterator[Link]:
        """The links to ask for now: as many as may still come, if there is a limit."""
        while self._waiting and (self.limit is None or self.came + len(self._asked) < self.limit):
            link = self._waiting.popleft()
            self._asked.add(link.url)
            yield link

    def ask_again(self, url: str) -> None:
        """Count a URL as asked for whose page was not believed."""
        self._asked.add(url)
        self._ended.pop(url, None)

    def end(self, url: str, state: State) -> list[Twin]:
        """Write down what became of a URL; return the pages that waited for it."""
        self.came += state in ARTICLES
        self._asked.discard(url)
        self._ended[url] = state in ARTICLES or state == "alias"
        self._waits_for.pop(url, None)
        return self._twins.pop(url, [])

    def ended(self, url: str) -> bool | None:
        """Did an article come of that URL? None while nobody knows."""
        return self._ended.get(url)

    def awaits(self, url: str) -> bool:
        """Does a page wait for that URL?"""
        return url in self._twins

    def wait(self, twin: Twin, url: str) -> bool:
        """Let a page wait for `url`; False if that one waits for this page itself, so that neither would end."""
        further: str | None = url
        while further is not None:
            if further == twin.link.url:
                return False
            further = self._waits_for.get(further)
        self._waits_for[twin.link.url] = url
        self._twins[url].append(twin)
        self._asked.discard(twin.link.url)
        return True
