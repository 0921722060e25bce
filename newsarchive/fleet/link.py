"""What all machines of a fleet share: a Redis, its keys, and what is asked of it."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache
from typing import Any, TypeVar

from kombu.exceptions import OperationalError
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import AuthenticationError, RedisError
from redis.exceptions import ConnectionError as Unreachable
from redis.exceptions import TimeoutError as Late
from redis.retry import Retry

from newsarchive.errors import FleetError

log = logging.getLogger("newsarchive")
T = TypeVar("T")

#: Redis, or the broker, is not there just now. One that is starting says that it loads.
AWAY = (Unreachable, Late, OperationalError)
#: Seconds between two tries, and for which a Redis that is away is waited for at the start.
PAUSE, ARRIVES = 0.5, 15.0
#: Names of everything of ours in Redis.
STREAM, ASIDE, TURN = "newsarchive:words", "newsarchive:aside", "newsarchive:turn:"
#: When errands, and portions of a re-reading, last told that they are under way.
BEATS, PORTIONS = "newsarchive:beats", "newsarchive:portions"
#: Seconds that a turn at a host, and the life of an errand, last without being renewed.
LASTS = float(os.environ.get("NEWSARCHIVE_FLEET_LASTS") or 30)
#: After so much silence an errand is lost: its turn has run out by then.
SILENCE = timedelta(seconds=2 * LASTS)
#: Entries in the stream at which workers wait for the collector: a gigabyte, at 50 KiB a page.
FULL = 20_000


def url() -> str:
    """The Redis of this fleet: NEWSARCHIVE_FLEET. Raises FleetError where it is not set."""
    found = os.environ.get("NEWSARCHIVE_FLEET", "")
    if not found:
        raise FleetError("NEWSARCHIVE_FLEET is not set: redis://:PASSWORD@HOST:6379/0")
    return found


def broker() -> str:
    """Where Celery's messages go: NEWSARCHIVE_BROKER (amqp://… for RabbitMQ), or the same Redis."""
    return os.environ.get("NEWSARCHIVE_BROKER") or url()


@cache
def redis() -> Redis:
    """The connection of this process. It does not wait long for an answer: a turn may run out meanwhile."""
    patience = {"socket_timeout": 5, "socket_connect_timeout": 5, "retry": Retry(NoBackoff(), 0)}
    return Redis.from_url(url(), **patience)


def check(connection: Redis) -> None:
    """Raise FleetError where Redis cannot be had, or could lose what it was given, or answers anybody.

    One that is away just now, as when all machines begin together, is waited for, ARRIVES seconds at most.
    """
    said, user = _asked(connection, time.monotonic() + ARRIVES)
    kept, policy, flags = said["appendonly"], said["maxmemory-policy"], user["flags"]
    if kept != "yes":
        raise FleetError("Redis forgets all when it ends: set `appendonly yes`")
    if policy != "noeviction":
        raise FleetError(f"Redis throws keys away when it is full ({policy}): set `maxmemory-policy noeviction`")
    if "nopass" in flags and "on" in flags:
        raise FleetError("Redis answers anybody: set `requirepass`")


def _asked(connection: Redis, until: float) -> tuple[Any, Any]:
    while True:
        try:
            return connection.config_get("appendonly", "maxmemory-policy"), connection.acl_getuser("default")
        except AuthenticationError as error:  # what Redis says of it is about its protocol
            raise FleetError("Redis lets nobody in without its password: redis://:PASSWORD@HOST:6379/0") from error
        except RedisError as error:
            if not isinstance(error, AWAY) or time.monotonic() > until:
                raise FleetError(f"Redis cannot be asked: {error}") from error
            log.warning("not to be reached, trying again: %s", error)
            time.sleep(PAUSE)


def clock(connection: Redis) -> float:
    """What time it is for all machines: seconds since 1970, by Redis' clock."""
    now: Any = connection.time()
    return float(now[0] + now[1] / 1e6)


def entries(connection: Redis, after: str, most: int, wait: int) -> list[tuple[str, dict[bytes, bytes]]]:
    """Messages of the stream behind a place, and their places; waits so many ms for one."""
    found: Any = connection.xread({STREAM: after}, count=most, block=wait)
    return [(place.decode(), fields) for place, fields in (found[0][1] if found else [])]


def oldest(connection: Redis) -> float | None:
    """When the oldest message of the stream was sent, by Redis' clock; None if there is none."""
    first: Any = connection.xrange(STREAM, count=1)
    return int(first[0][0].partition(b"-")[0]) / 1000 if first else None


def set_aside(connection: Redis, fields: Mapping[bytes, bytes], why: str) -> None:
    """Keep a message that cannot be understood where a person, or a later newsarchive, finds it."""
    told: dict[Any, Any] = {**fields, b"why": why.encode()}
    connection.xadd(ASIDE, told)


def patiently(work: Callable[[], T]) -> T:
    """Do something that needs Redis or the broker, again and again while they are away."""
    while True:
        try:
            return work()
        except AWAY as error:
            log.warning("not to be reached, trying again: %s", error)
            time.sleep(PAUSE)
