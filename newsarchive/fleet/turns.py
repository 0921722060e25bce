"""One asks a host at a time, among all machines: a lock a host, held while it is asked and renewed meanwhile.

It is not given back but left to run out after the host's delay, so that whoever asks next keeps the distance too. A
lock that was lost ends the process at once: nothing may be asked on the strength of a turn that is another's.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any

from redis import Redis
from redis.exceptions import LockError, RedisError
from redis.lock import Lock as Held

from newsarchive.fleet import link

log = logging.getLogger("newsarchive")

#: Of the time that a turn lasts: after so much it is renewed, and after so much without an answer it is given up.
RENEW, GIVE_UP = 1 / 4, 2 / 3
#: Exit code of a process that lost its turn.
LOST = 76


class HostTurns:
    """The hosts whose turn is ours."""

    def __init__(self, connection: Redis, errand: str, lasts: float = link.LASTS) -> None:
        self._redis, self._errand, self._lasts = connection, errand, lasts
        self._held: dict[str, tuple[Held, float]] = {}  # with the delay between two requests
        self._guard, self._over, self._renewed = Lock(), Event(), monotonic()
        self._thread = Thread(target=self._renew_always, daemon=True)
        self._thread.start()

    def take(self, host: str, delay: float) -> bool:
        """Is it our turn at `host`? Raises RedisError where nobody can tell."""
        with self._guard:
            if host in self._held:
                self._check()
                self._held[host] = (self._held[host][0], delay)
                return True
            turn = self._redis.lock(link.TURN + host, timeout=self._span(delay), thread_local=False)
            if not turn.acquire(blocking=False):
                return False
            self._held[host] = (turn, delay)
            beat(self._redis, self._errand)
            return True

    def end(self) -> None:
        """Let every turn run out after its host's delay."""
        self._over.set()
        self._thread.join()
        for turn, delay in self._held.values():
            turn.extend(max(delay, 0.001), replace_ttl=True)

    def _span(self, delay: float) -> float:
        """A turn outlasts the delay even if its holder is killed just before it would give up."""
        return self._lasts + delay

    def _renew_always(self) -> None:
        while not self._over.wait(self._lasts * RENEW):
            try:
                self._renew()
            except LockError:
                _leave("a turn was lost")
            except RedisError as error:
                log.warning("a turn could not be renewed: %s", error)
                self._check()

    def _check(self) -> None:
        """A turn that was not renewed for long may be another's by now: Redis is away, or this process stood still."""
        if monotonic() - self._renewed > self._lasts * GIVE_UP:
            _leave("its turns could not be renewed")

    def _renew(self) -> None:
        asked = monotonic()
        with self._guard:
            if self._held:
                beat(self._redis, self._errand)
            for turn, delay in self._held.values():
                turn.extend(self._span(delay), replace_ttl=True)
        self._renewed = asked


def left(connection: Redis, host: str) -> float:
    """Seconds until the turn at a host runs out, unless it is renewed."""
    found: Any = connection.pttl(link.TURN + host)
    return max(0.0, float(found) / 1000)


def beat(connection: Redis, errand: str, key: str = link.BEATS) -> None:
    """Tell that an errand is under way, by Redis' own clock. `key`: or something else."""
    connection.hset(key, errand, str(link.clock(connection)))


def beats(connection: Redis, key: str = link.BEATS) -> dict[str, float]:
    """When each errand that was begun last told so: seconds since 1970, by Redis' clock."""
    told: Any = connection.hgetall(key)
    return {errand.decode(): float(at) for errand, at in told.items()}


def forget(connection: Redis, errands: Iterable[str], key: str = link.BEATS) -> None:
    """Errands that are over."""
    if over := list(errands):
        connection.hdel(key, *over)


def lost(
    connection: Redis, heard: Mapping[str, float], held: Mapping[str, datetime], now: datetime
) -> Iterator[tuple[str, bool]]:
    """Of what is held till when: what was begun and fell silent (True), and what nobody began in time (False).

    An errand is silent only if all that it said was collected: the end of it may be among that.
    """
    oldest = link.oldest(connection)
    past = now if oldest is None else min(now, datetime.fromtimestamp(oldest, UTC))
    for errand, until in held.items():
        last = heard.get(errand)
        if last is None and until < past:
            yield errand, False
        elif last is not None and datetime.fromtimestamp(last, UTC) + link.SILENCE < past:
            yield errand, True


def _leave(why: str) -> None:
    print(f"newsarchive: this errand ends here: {why}", file=sys.stderr, flush=True)
    os._exit(LOST)
