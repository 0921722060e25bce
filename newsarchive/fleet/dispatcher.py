"""The dispatcher: begins crawls when they are due, hands out their URLs, takes back what was lost, closes books."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from redis import Redis

from newsarchive.archive import Archive
from newsarchive.archive.answers import Known, Lease
from newsarchive.archive.lock import alone, of_publisher
from newsarchive.crawl.errand import Errand
from newsarchive.discover import relations
from newsarchive.errors import Locked, PageError, RecordDamaged
from newsarchive.fleet import link, messages
from newsarchive.fleet.turns import beats, forget, lost
from newsarchive.model import Link, Publisher, Via
from newsarchive.settings import NEWSARCHIVE_RECHECKS

log = logging.getLogger("newsarchive")

#: Until when an errand has to be begun (half an hour, where turns last 30 seconds): in a queue that is longer, or in
#: the hands of a worker that died before it began, it goes out anew.
START = timedelta(seconds=60 * link.LASTS)
#: Until a publisher is looked at again that is being crawled on this machine.
LATER = timedelta(minutes=1)
#: URLs of one errand, at most.
MOST = 128
#: Errands that may wait for a worker.
AHEAD = 64


class Dispatcher:
    """Sends errands for one archive. `send` hands one to the queue; `publishers` are those to be crawled."""

    def __init__(
        self, archive: Archive, connection: Redis, send: Callable[[str], object], publishers: Iterable[Publisher]
    ) -> None:
        self._archive, self._redis, self._send = archive, connection, send
        self._not_before: dict[str, datetime] = {}
        self._publishers = {publisher.slug: publisher for publisher in publishers}

    def step(self, now: datetime, *, begin: bool = True) -> int:
        """Do what is to be done at this moment; return how many crawls run. `begin`: also crawls that are due."""
        if begin:
            for publisher in [one for one in self._publishers.values() if self._is_due(one, now)]:
                self._begin(publisher, now)
        self._recall(now)
        if self._redis.xlen(link.STREAM) < link.FULL:
            self._hand_out(now)
        return self._finish()

    def begin(self, publishers: Iterable[Publisher], now: datetime) -> None:
        """Begin a crawl of each of them, unless one runs: what earlier ones left, what is due, then their lists.

        Raises Locked where a crawl of this machine is at it.
        """
        archive, running = self._archive, set(self._archive.hub.running().values())
        for publisher in publishers:
            if publisher.slug not in running:
                left = archive.pending(publisher.slug) + archive.agenda.due(publisher.slug, now, NEWSARCHIVE_RECHECKS)
                with alone(of_publisher(archive.path, publisher.slug)):
                    crawl = archive.hub.begin(publisher.slug, starts(publisher))
                archive.offer(left, crawl, now=now)
                log.info("%s: crawl %d begins", publisher.slug, crawl)

    def _begin(self, publisher: Publisher, now: datetime) -> None:
        try:
            self.begin([publisher], now)
        except Locked as error:
            log.info("%s: not yet: %s", publisher.slug, error)
            self._not_before[publisher.slug] = now + LATER

    def _is_due(self, publisher: Publisher, now: datetime) -> bool:
        """The archive is asked only when it may be so: thousands of publishers are looked at every second."""
        if now < self._not_before.get(publisher.slug, now):
            return False
        last = self._archive.hub.last(publisher.slug)
        due = datetime.fromisoformat(last) + publisher.visit.period if last else now
        self._not_before[publisher.slug] = due
        return due <= now

    def _recall(self, now: datetime) -> None:
        """Take back errands that were begun and fell silent, and those that nobody began in time."""
        heard = beats(self._redis)
        held = {errand: datetime.fromisoformat(until) for errand, (_, until) in self._archive.hub.held().items()}
        for errand, silent in lost(self._redis, heard, held, now):
            log.warning("errand %s %s", errand, "fell silent" if silent else "was never begun")
            self._archive.hub.end(errand, well=False if silent else None)
        forget(self._redis, heard.keys() - self._archive.hub.held().keys())

    def _hand_out(self, now: datetime) -> None:
        room = AHEAD - len(self._archive.hub.held().keys() - beats(self._redis).keys())
        for crawl, slug in self._archive.hub.running().items():
            if room > 0 and (publisher := self._publishers.get(slug)):
                leases = self._archive.hub.take(crawl, now + START, MOST, room)
                room -= len(leases)
                for lease in leases:
                    self._dispatch(self._errand(lease, publisher, now + START))

    def _dispatch(self, errand: Errand) -> None:
        try:
            self._send(messages.pack_errand(errand))
        except link.AWAY:
            self._archive.hub.end(errand.id, well=None)
            raise

    def _errand(self, lease: Lease, publisher: Publisher, until: datetime) -> Errand:
        known = {url: self._checked(found) for url, found in lease.known.items()}
        return Errand(lease.errand, lease.crawl, publisher, lease.host, until, lease.lists, lease.articles, known)

    def _checked(self, known: Known) -> Known:
        """An article of several documents is asked for whole: that its first page is as it was says too little."""
        return replace(known, etag="", last_modified="") if self._has_parts(known.url) else known

    def _has_parts(self, url: str) -> bool:
        try:
            told = relations(self._archive.page(url))
        except (PageError, RecordDamaged, KeyError):
            return True
        return bool(told.frames or told.next)

    def _finish(self) -> int:
        running = self._archive.hub.running()
        for crawl, slug in running.items():
            if books := self._archive.hub.finish(crawl):
                log.info("%s: crawl %d is done: %s", slug, crawl, books)
        return len(running)


def starts(publisher: Publisher) -> list[Link]:
    """Where a publisher's news is found."""
    visit = publisher.visit
    places: list[tuple[tuple[str, ...], Via]] = [
        (visit.feeds, "feed"),
        (visit.sitemaps, "sitemap"),
        (visit.lists, "seed"),
    ]
    return [Link(url, publisher.slug, via=via) for urls, via in places for url in urls]
