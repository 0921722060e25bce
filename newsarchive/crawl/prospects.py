"""Links that may be articles: they wait until pages of their URLs' shape have shown what they are."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator

from newsarchive.discover.learnt import ENOUGH, Learnt, family, tells
from newsarchive.model import Link

#: Pages of one shape that are tried at a time, and of a shape that tells nothing (news.example/about).
_TRIED, _TRIED_ALONE = 3, 40


class Prospects:
    """The doubtful links of one crawl, by the shape of their URLs."""

    def __init__(self) -> None:
        self.learnt = Learnt()
        self._seen: set[str] = set()
        self._early: Counter[str] = Counter()  # by shape: how many were tried at first sight
        self._waiting: defaultdict[str, deque[Link]] = defaultdict(deque)

    def know(self, links: Iterable[Link]) -> None:
        """These are offered as articles in any case."""
        self._seen |= {link.url for link in links}

    def weigh(self, links: Iterable[Link]) -> list[Link]:
        """Of these links, those that may be believed now, also for the second time; the others wait."""
        believed: list[Link] = []
        for link in links:
            seen = link.url in self._seen
            self._seen.add(link.url)
            if self.learnt.says(link.url) or (not seen and self._is_early(link.url)):
                believed.append(link)
            elif not seen:
                self._waiting[family(link.url)].append(link)
        return believed

    def _is_early(self, url: str) -> bool:
        """Is it one of the first of a shape that nothing is known of? These are tried at once: whether their list is
        worth reading to its end depends on them."""
        if not tells(url) or self._early[family(url)] >= ENOUGH or self.learnt.tried(url):
            return False
        self._early[family(url)] += 1
        return True

    def saw(self, url: str, *, article: bool) -> list[Link]:
        """A page was read; the links that may be believed for it."""
        self.learnt.saw(url, article=article)
        waiting = self._waiting.get(family(url))
        if not waiting or not self.learnt.says(url):
            return []
        believed = list(waiting)
        waiting.clear()
        return believed

    def trials(self) -> list[Link]:
        """A few links of every shape that is still open: what comes of them decides for the others."""
        return [link for waiting in list(self._waiting.values()) for link in self._trials(waiting)]

    def left(self) -> int:
        """How many links were never believed."""
        return sum(map(len, self._waiting.values()))

    def _trials(self, waiting: deque[Link]) -> Iterator[Link]:
        if not waiting or self.learnt.says(waiting[0].url) is False:
            return
        most = _TRIED if tells(waiting[0].url) else _TRIED_ALONE
        if tells(waiting[0].url) and self.learnt.tried(waiting[0].url) >= 4 * ENOUGH:
            return
        for _ in range(min(most, len(waiting))):
            yield waiting.popleft()
