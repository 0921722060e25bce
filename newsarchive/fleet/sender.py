"""The worker's end of the stream."""

from __future__ import annotations

import time
from typing import Any

from redis import Redis

from newsarchive.fleet import link, messages
from newsarchive.fleet.messages import Word

#: Words after which the length of the stream is looked at.
_GLANCE = 20


class Sender:
    """Sends words to the collector, in order; waits while the stream is full, or Redis is away."""

    def __init__(self, connection: Redis, full: int = link.FULL) -> None:
        self._redis, self._full, self._sent = connection, full, 0

    def send(self, word: Word) -> None:
        """Return when Redis has the word."""
        fields = messages.pack(word)
        while not link.patiently(lambda: self._try(fields)):
            time.sleep(link.PAUSE)
        self._sent += 1

    def _try(self, fields: dict[Any, Any]) -> bool:
        if self._sent % _GLANCE == 0 and self._redis.xlen(link.STREAM) >= self._full:
            return False
        self._redis.xadd(link.STREAM, fields)
        return True
