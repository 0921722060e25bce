"""What workers do: `visit` runs an errand in a process of its own, `reread` reads kept pages again."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from celery import Celery, Task
from celery.signals import worker_init

from newsarchive.crawl.ship import Ended
from newsarchive.errors import MessageRefused
from newsarchive.fleet import child, link, messages, portions
from newsarchive.fleet.sender import Sender
from newsarchive.fleet.turns import beat

T = TypeVar("T")

#: Seconds until such an errand is tried again.
AGAIN = 5

#: Seconds that a portion of a re-reading may take.
LONGEST = 1800

app = Celery("newsarchive")
app.config_from_object("newsarchive.fleet.options")


@worker_init.connect
def begin(**_: Any) -> None:
    """A worker starts only where nothing can be lost. Raises FleetError."""
    link.check(link.redis())
    gc.freeze()  # what is loaded by now stays, and is shared by all errands


@app.task(name="newsarchive.visit", bind=True, max_retries=None)
def visit(task: Task[Any, Any], told: str) -> None:
    """Run an errand, unless its URLs were given to somebody else while it waited."""
    errand = _unpacked(messages.unpack_errand, told)
    if errand is None or errand.until <= datetime.now(UTC):
        return
    done = child.run(errand)
    if done == child.TAKEN:
        raise task.retry(countdown=AGAIN)
    if done:
        Sender(link.redis()).send(Ended(errand.id, well=False))


# A portion that kills its worker must not come back as it is: the command that sent it sends it in parts.
@app.task(name="newsarchive.reread", reject_on_worker_lost=False, time_limit=LONGEST)
def reread(told: str) -> None:
    """Read a portion of kept pages again, unless it was given to somebody else while it waited."""
    portion = _unpacked(messages.unpack_portion, told)
    if portion is None or portion.until <= datetime.now(UTC):
        return
    connection = link.redis()
    came = portions.read(portion, lambda: link.patiently(lambda: beat(connection, portion.id, link.PORTIONS)))
    Sender(connection).send(came)


def _unpacked(unpack: Callable[[str], T], told: str) -> T | None:
    """What a message holds; one that cannot be understood is set aside."""
    try:
        return unpack(told)
    except MessageRefused as error:
        link.set_aside(link.redis(), {b"task": told.encode()}, str(error))
        return None
