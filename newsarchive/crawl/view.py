"""What a crawl looks like on a terminal: how far it is, what each host waits for, and what came of it."""

from __future__ import annotations

from collections import Counter, deque
from time import monotonic
from typing import Any

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text
from scrapy import Spider
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler

from newsarchive.archive.store import State
from newsarchive.crawl import stats
from newsarchive.crawl.opened import opened, path_of
from newsarchive.crawl.patience import Patience

#: Hosts that are shown, those that most waits for; and reasons in the summary.
HOSTS, REASONS = 8, 8
#: Lines of the view above its hosts, at most; and lines of a whole summary.
ABOVE, WHOLE = 6, 13
#: Seconds over which the rate is taken.
SPAN = 10.0
#: States by the plural that counts them.
_STATES = {"aliases": "alias"}
_ARTICLES = ("added", "revised", "unchanged")


class View:
    """The picture of one crawl on stderr."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.console = Console(stderr=True, highlight=False)
        self._live = Live(console=self.console, auto_refresh=False, transient=True)
        self._states: Counter[str] = Counter()
        self._pages: deque[tuple[float, int]] = deque()
        self._name, self._began = "", monotonic()

    def settled(self, url: str, state: State) -> None:
        """A URL came to its end."""
        self._states[state] += 1

    def start(self, spider: Spider) -> None:
        """Begin to show."""
        publisher = getattr(spider, "publisher", None)
        self._name = f"{publisher.slug} · {publisher.name}" if publisher else spider.name
        self._began = monotonic()
        self._live.start()

    def refresh(self) -> None:
        """Show how it is now."""
        self._live.update(self._picture(), refresh=True)

    def stop(self) -> None:
        """Take the picture away."""
        self._live.stop()

    def sum_up(self) -> None:
        """What came of the crawl, on one screen."""
        told = self.crawler.stats.get_stats()
        took, why = _clock(monotonic() - self._began), told.get("finish_reason", "")
        self.console.print(
            Text(f"{self._name} · {why} · {took}", style="bold"),
            _books(told, whole=self.console.height >= WHOLE),
            self._about(told),
            sep="\n",
        )

    # While it runs ---------------------------------------------------------------------------------------------

    def _picture(self) -> Group:
        stopping = "" if self.crawler.crawling else " · stopping; Ctrl-C again does not wait"
        words = f"{self._name} · {_clock(monotonic() - self._began)}{stopping}"
        head = Text(words, style="bold", no_wrap=True, overflow="ellipsis")
        return Group(head, self._counts(), self._hosts())

    def _counts(self) -> Table | Text:
        frontier = getattr(getattr(self.crawler.spider, "walk", None), "frontier", None)
        pages = self.crawler.stats.get_value("response_received_count", 0)
        shown = {
            "pages": pages,
            "articles": sum(self._states[state] for state in _ARTICLES),
            "new": self._states["added"],
            "copies": opened(self.crawler).copies,
            "passed over": self._states["filtered"] + self._states["alias"],
            "failed": self._states["failed"],
            "to come": frontier.under_way if frontier else "",
            "pages a minute": self._rate(pages),
        }
        words = {name: f"{value:,}" if isinstance(value, int) else value for name, value in shown.items()}
        if sum(max(len(name), len(value)) + 2 for name, value in words.items()) > self.console.width:
            return Text(" · ".join(f"{name} {value}".replace(" ", "\xa0") for name, value in words.items()))
        grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        for name in words:
            grid.add_column(name, justify="right", header_style="dim")
        grid.add_row(*words.values())
        return grid

    def _rate(self, pages: int) -> int:
        now = monotonic()
        self._pages.append((now, pages))
        while now - self._pages[0][0] > SPAN:
            self._pages.popleft()
        then, before = self._pages[0]
        return round(60 * (pages - before) / (now - then)) if now > then else 0

    def _hosts(self) -> Text:
        patience = self.crawler.get_downloader_middleware(Patience)
        slots: dict[str, Slot] = self.crawler.engine.downloader.slots
        most = max(1, min(HOSTS, self.console.height - ABOVE))
        shown = Text(no_wrap=True, overflow="ellipsis")
        for host, slot in sorted(slots.items(), key=lambda pair: -len(pair[1].queue))[:most]:
            left = patience.left(host) if isinstance(patience, Patience) else 0.0
            shown.append("\n" if shown else "").append(host, style="cyan")
            shown.append("  " + waits_for(slot, left, monotonic()))
        return shown

    # When it has ended -----------------------------------------------------------------------------------------

    def _about(self, told: dict[str, Any]) -> Text:
        asked, kept = told.get("downloader/request_count", 0), told.get(stats.KEPT_BYTES, 0)
        words = f"{asked:,} requests, {told.get(stats.NOT_MODIFIED, 0):,} unchanged pages, {kept / 1e6:,.1f} MB kept"
        if waits := told.get(stats.PATIENCE_WAITS):
            words += f"; a busy host was left alone {'once' if waits == 1 else f'{waits} times'}"
        if errors := told.get("log_count/ERROR"):
            words += f"; {errors} errors, see above"
        path = path_of(self.crawler.settings.get("NEWSARCHIVE_DIR"))
        return Text(f"{words}\n{path}: newsarchive crawls, newsarchive gaps", style="dim")


def waits_for(slot: Slot, left: float, now: float) -> str:
    """What the requests of a host wait for. `left` are the seconds for which it wants to be left alone."""
    queue = f"; {len(slot.queue):,} wait" if slot.queue else ""
    if left > 0:
        return f"is busy, left alone for {left:.0f} s{queue}"
    if slot.transferring:
        return f"answers {len(slot.transferring)}{queue}"
    if slot.queue:
        return f"next in {max(0.0, slot.lastseen + slot.delay - now):.1f} s, one every {slot.delay:g} s{queue}"
    return "nothing to ask"


def _books(told: dict[str, Any], *, whole: bool) -> Table:
    """The books, as they balance, and why the rest gave nothing. Where they are not `whole`, no line is of nothing."""
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    grid.add_column(justify="left")
    grid.add_column(justify="right")
    grid.add_column(justify="left", overflow="fold")
    copies = told.get(stats.COPIES, 0)
    beside = {stats.ADDED: f"{copies:,} of them copies of a text that was there" if copies else ""}
    keys = (stats.OFFERED, stats.ADDED, stats.REVISED, stats.UNCHANGED, stats.ALIASES, stats.FILTERED, stats.FAILED)
    for key in (*keys, stats.PENDING):
        if not whole and not told.get(key):
            continue
        name = key.partition("/")[2]
        grid.add_row(name, f"{told.get(key, 0):,}", beside.get(key, _reasons(told, _STATES.get(name, name))))
    return grid


def _reasons(told: dict[str, Any], state: str) -> str:
    """The commonest reasons of a state: "not-an-article 4, robots 1"."""
    of = f"{stats.REASON}/{state}/"
    found = sorted(((-count, key.removeprefix(of)) for key, count in told.items() if key.startswith(of)))
    words = ", ".join(f"{name} {-count:,}" for count, name in found[:REASONS])
    return words + (", …" if len(found) > REASONS else "")


def _clock(seconds: float) -> str:
    """Hours, minutes and seconds: "0:07:31".

    >>> _clock(451)
    '0:07:31'
    """
    return f"{seconds // 3600:.0f}:{seconds % 3600 // 60:02.0f}:{seconds % 60 // 1:02.0f}"
