"""How far a crawl goes where nobody told it the way: pages of a kind are asked for as long as they bear fruit.

A calendar has a page for every month that ever was or will be, and three facets with ten values make a thousand pages:
each is new, and none leads to an article that others did not. So every kind of URL (`learnt.kind`) begins with leave
for a few pages, each page that led to something new earns some more, and what is left without leave is counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from urllib.parse import urlsplit

from newsarchive.discover.learnt import kind
from newsarchive.model import Link

#: Pages of one kind that are asked for before any of them has led to something new, and those that each then earns.
FIRST, EARNED = 12, 6
#: Clicks from the page where the crawl began.
DEEPEST = 5
#: Pages that may be lists, in one crawl.
MOST = 3000
#: How often one step may stand in a path: /news/news/news/ is a relative link that leads into itself.
_REPEATS = 3
_STEPS = 12


class Bounds:
    """The ways of one crawl: which may be gone now, which wait for leave, and which never get it."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self.refused: Counter[str] = Counter()
        """Ways not gone, by reason: "depth", "loop", "most", and, once the crawl is over, "barren"."""
        self._depths: dict[str, int] = {}
        self._leave: defaultdict[str, int] = defaultdict(lambda: FIRST)
        self._waiting: defaultdict[str, deque[Link]] = defaultdict(deque)
        self._gone = 0
        self._dead = 0

    def begin(self, url: str) -> None:
        """A page where the crawl begins."""
        self._depths.setdefault(url, 0)

    def admit(self, ways: Iterable[Link], here: str) -> list[Link]:
        """Of the ways that the page `here` offers, those to go now; the others wait or are refused."""
        depth = self._depths.get(here, 0) + 1
        admitted: list[Link] = []
        for way in ways:
            if way.url in self._depths:
                continue
            self._depths[way.url] = depth
            if why := self._refuses(way, depth):
                self.refused[why] += 1
            else:
                self._waiting[kind(way.url)].append(way)
                admitted += self._take(kind(way.url))
        return admitted

    def bore(self, url: str, fresh: int) -> list[Link]:
        """A page was read and led to so many new articles: the ways of its kind that may be gone for it."""
        if fresh:
            self._leave[kind(url)] += EARNED
        return self._take(kind(url))

    def repay(self, url: str) -> list[Link]:
        """A way could not be gone: the way that may be gone in its place. As many are repaid as may be gone at all."""
        if url not in self._depths or self._dead >= self._most:
            return []
        self._dead += 1
        self._gone -= 1
        return next((taken for of in list(self._waiting) if (taken := self._take(of))), [])

    def close(self) -> Counter[str]:
        """What was refused, with what waited in vain."""
        self.refused["most" if self._gone >= self._most else "barren"] += sum(map(len, self._waiting.values()))
        self._waiting.clear()
        return +self.refused

    def _refuses(self, way: Link, depth: int) -> str:
        steps = [step for step in urlsplit(way.url).path.split("/") if step]
        if len(steps) > _STEPS or max(Counter(steps).values(), default=0) >= _REPEATS:
            return "loop"
        return "depth" if depth > DEEPEST else ""

    def _take(self, of: str) -> list[Link]:
        taken: list[Link] = []
        while self._waiting[of] and self._leave[of] > 0 and self._gone < self._most:
            self._leave[of] -= 1
            self._gone += 1
            taken.append(self._waiting[of].popleft())
        return taken
