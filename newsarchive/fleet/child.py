"""The process that runs one errand: `python -m newsarchive.fleet.child PARENT`, the errand on its standard input."""

from __future__ import annotations

import sys

from newsarchive.crawl import errand as crawling
from newsarchive.crawl.ship import Ended, Ship
from newsarchive.fleet import link, messages, parent
from newsarchive.fleet.sender import Sender
from newsarchive.fleet.tasks import TAKEN
from newsarchive.fleet.turns import HostTurns


def main() -> int:
    """Run the errand; return an exit code."""
    parent.die_with(int(sys.argv[1]))
    errand = messages.unpack_errand(sys.stdin.buffer.read())
    connection = link.redis()
    turns = HostTurns(connection, errand.id)
    if not turns.take(errand.host, errand.publisher.visit.delay):
        return TAKEN
    sender = Sender(connection)
    well = crawling.run(errand, Ship(errand.crawl, errand.known, sender.send), turns)
    sender.send(Ended(errand.id, well))
    turns.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
