"""How a fleet is: what `newsarchive fleet status` tells."""

from __future__ import annotations

from typing import Any

from redis import Redis

from newsarchive.archive import Archive
from newsarchive.fleet import link
from newsarchive.fleet.tasks import app
from newsarchive.fleet.turns import beats

#: Seconds that workers have to answer.
_ANSWER = 2.0


def state(archive: Archive, connection: Redis) -> dict[str, Any]:
    """Counts, and names where they help: machines, crawls, and what is stuck."""
    now, oldest, heard, held = link.clock(connection), link.oldest(connection), beats(connection), archive.hub.held()
    silence = link.SILENCE.total_seconds()
    return {
        "machines": sorted(name for answer in app.control.ping(timeout=_ANSWER) or [] for name in answer),
        "queued": len(held.keys() - heard.keys()),
        "errands": len(held.keys() & heard.keys()),
        "handed_out": sum(many for many, _ in held.values()),
        "crawls": sorted(archive.hub.running().values()),
        "waiting": connection.xlen(link.STREAM),
        "oldest": round(now - oldest, 1) if oldest else 0,
        "reading": connection.hlen(link.PORTIONS),
        "aside": connection.xlen(link.ASIDE),
        "silent": sorted(errand for errand in held if errand in heard and now - heard[errand] > silence),
        "broken": archive.hub.broken(),
    }
