"""The process that runs one errand: `python -m newsarchive.fleet.child`, with the errand on its standard input."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

from newsarchive.crawl import errand as crawling
from newsarchive.crawl.ship import Ended, Ship
from newsarchive.fleet import link, messages
from newsarchive.fleet.sender import Sender
from newsarchive.fleet.tasks import TAKEN
from newsarchive.fleet.turns import HostTurns

#: prctl(2): the signal that the kernel sends to a process when its parent is gone.
_PR_SET_PDEATHSIG = 1


def main() -> int:
    """Run the errand; return an exit code."""
    parent = os.getppid()
    die_with(parent)
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


def die_with(parent: int) -> None:
    """End when the parent does, even if it is killed with -9: nobody would know of this process any more."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it was gone before the kernel was told
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
