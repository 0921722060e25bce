"""The process that runs one errand: forked off a worker, which has loaded already what a crawl needs."""

from __future__ import annotations

import logging
import os
from typing import NoReturn

from newsarchive.crawl import errand as crawling
from newsarchive.crawl import media, pipelines, robots  # noqa: F401  (what Scrapy would load anew for each errand)
from newsarchive.crawl.errand import Errand
from newsarchive.crawl.ship import Ended, Ship
from newsarchive.fleet import link, parent
from newsarchive.fleet.sender import Sender
from newsarchive.fleet.turns import HostTurns

log = logging.getLogger("newsarchive")

#: Exit codes: of an errand that broke off, and of one whose host somebody else is asking: EX_TEMPFAIL of sysexits.h.
FAILED, TAKEN = 1, 75


def run(errand: Errand) -> int:
    """Run an errand in a process of its own, as Scrapy can run once in each; return its exit code."""
    worker, child = os.getpid(), os.fork()
    if not child:
        _become(errand, worker)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _become(errand: Errand, worker: int) -> NoReturn:
    """Be that process, and never return to what the worker was about to do."""
    code = FAILED
    try:
        code = crawl(errand, worker)
    except Exception:
        log.exception("errand %s broke off", errand.id)
    finally:
        os._exit(code)


def crawl(errand: Errand, worker: int) -> int:
    """Crawl what the errand names, as long as the worker lives."""
    parent.die_with(worker)
    connection = link.redis()
    turns = HostTurns(connection, errand.id)
    if not turns.take(errand.host, errand.publisher.visit.delay):
        return TAKEN
    sender = Sender(connection)
    well = crawling.run(errand, Ship(errand.crawl, errand.known, sender.send), turns)
    sender.send(Ended(errand.id, well))
    turns.end()
    return 0
