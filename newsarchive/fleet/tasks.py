"""What workers do: `visit` runs an errand in a process of its own, `reread` reads kept pages again."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, TypeVar

from celery import Celery, Task
from celery.signals import worker_init

from newsarchive.crawl.ship import Ended
from newsarchive.errors import MessageRefused, PageError
from newsarchive.fleet import child, link, messages, portions
from newsarchive.fleet.sender import Sender
from newsarchive.fleet.turns import beat, left
from newsarchive.line import read

T = TypeVar("T")

#: Seconds until an errand whose host was taken is tried again, at most: its turn may be renewed.
AGAIN = 5

#: Seconds that a portion of a re-reading may take.
LONGEST = 1800

#: A page like any other: what reading the first one loads is loaded before the worker forks, once for all.
_PAGE = b"""<html lang="en"><head><title>A report</title></head><body><article><h1>A report on what was said</h1>
<p>By Ann Author, 2 March 2024 10:00</p>%s<p>Source: A Gazette</p></article></body></html>""" % (
    b"<p>In this part of it the report says, at some length, what somebody has said about something.</p>" * 9
)

app = Celery("newsarchive")
app.config_from_object("newsarchive.fleet.options")


@worker_init.connect
def begin(**_: Any) -> None:
    """A worker starts only where nothing can be lost. Raises FleetError."""
    link.check(link.redis())
    with suppress(PageError):
        read(_PAGE, "https://news.example/1.html")
    gc.freeze()  # what is loaded by now stays, and is shared by all errands


@app.task(name="newsarchive.visit", bind=True, max_retries=None)
def visit(task: Task[Any, Any], told: str) -> None:
    """Run an errand, unless its URLs were given to somebody else while it waited."""
    errand = _unpacked(messages.unpack_errand, told)
    if errand is None or errand.until <= datetime.now(UTC):
        return
    done = child.run(errand)
    if done == child.TAKEN:
        raise task.retry(countdown=min(AGAIN, left(link.redis(), errand.host)))
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
