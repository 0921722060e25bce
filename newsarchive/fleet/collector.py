"""The collector: the one process that writes down what workers send."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace

from redis import Redis

from newsarchive.archive import Archive
from newsarchive.crawl.ship import Added, Ended, Offered, Settled, Visited
from newsarchive.errors import MessageRefused
from newsarchive.fleet import link, messages, rereading
from newsarchive.fleet.messages import Word
from newsarchive.fleet.portions import Reread
from newsarchive.model import Visit

log = logging.getLogger("newsarchive")

#: Entries that are read, and forgotten, together.
MOST = 100
#: Milliseconds that one look at an empty stream takes.
_WAIT = 1000


class Collector:
    """Reads the stream in order and writes down each word, with its place in the stream, in one transaction.

    What was written down is skipped when it is read again; it is taken off the stream when it is on the disk.
    """

    def __init__(self, archive: Archive, connection: Redis) -> None:
        self._archive, self._redis = archive, connection
        self._mark, self._begun = archive.hub.mark() or "0-0", False

    def collect(self, wait: int = _WAIT) -> int:
        """Write down what there is, some at a time; wait so many ms for it if there is nothing. How much it was."""
        found = link.entries(self._redis, self._mark, MOST, wait)
        for place, fields in found:
            self._receive(place, fields)
        if found or not self._begun:
            self._archive.flush()
            self._redis.xtrim(link.STREAM, minid=_after(self._mark), approximate=False)
            self._begun = True
        return len(found)

    def _receive(self, place: str, fields: Mapping[bytes, bytes]) -> None:
        try:
            word = self._keep(messages.unpack(fields))
            with self._archive.hub.receiving(place) as new:
                if new:
                    self._write(word)
        except (MessageRefused, ValueError) as error:
            log.error("message %s is set aside: %s", place, error)
            link.set_aside(self._redis, fields, str(error))
        self._mark = place

    def _keep(self, word: Word) -> Word:
        """Put the page of a visit into WARC before anything tells of it."""
        if isinstance(word, Ended | Reread) or word.visit is None:
            return word
        kept: Visit = self._archive.keep(replace(word.visit, crawl=None))
        return replace(word, visit=replace(word.visit, raw=kept.raw))

    def _write(self, word: Word) -> None:
        match word:
            case Added(article, visit):
                self._archive.add(article, visit=visit)
            case Settled(url, state, reason, alias_of, visit):
                self._archive.settle(url, state, reason, alias_of=alias_of, visit=visit)
            case Visited(visit):
                self._archive.visited(visit)
            case Offered():
                self._offer(word)
            case Ended(errand, well):
                self._archive.hub.end(errand, well=well)
            case Reread():
                rereading.load(self._archive, word)

    def _offer(self, word: Offered) -> None:
        """Write down offers. In place of an alias, the URL of its article is offered, as a crawl here would do."""
        known = self._archive.offer(word.links, word.crawl, visit=word.visit, now=word.now)
        pairs = zip(word.links, known, strict=True)
        ends = [(link, found.alias_of) for link, found in pairs if found.state == "alias" and found.alias_of]
        targets = [replace(link, url=url, via="page", found_on=link.url) for link, url in ends]
        if targets:
            self._archive.offer(targets, word.crawl, now=word.now)


def collect(archive: Archive, connection: Redis, stop: Callable[[], bool]) -> int:
    """Collect until `stop` says so; return how many messages came."""
    collector, came = Collector(archive, connection), 0
    while not stop():
        came += link.patiently(collector.collect)
    return came


def _after(place: str) -> str:
    stamp, _, serial = place.partition("-")
    return f"{stamp}-{int(serial) + 1}"
