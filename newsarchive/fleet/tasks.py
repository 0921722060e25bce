"""What workers do: `visit` runs an errand in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

from celery import Celery, Task
from celery.signals import worker_init

from newsarchive.crawl.ship import Ended
from newsarchive.errors import MessageRefused
from newsarchive.fleet import link, messages
from newsarchive.fleet.sender import Sender

#: Exit code of an errand whose host somebody else is asking: EX_TEMPFAIL of sysexits.h.
TAKEN = 75
#: Seconds until such an errand is tried again.
AGAIN = 5

app = Celery("newsarchive")
app.config_from_object("newsarchive.fleet.options")


@worker_init.connect
def begin(**_: Any) -> None:
    """A worker starts only where nothing can be lost. Raises FleetError."""
    link.check(link.redis())


@app.task(name="newsarchive.visit", bind=True, max_retries=None)
def visit(task: Task[Any, Any], told: str) -> None:
    """Run an errand, unless its URLs were given to somebody else while it waited."""
    try:
        errand = messages.unpack_errand(told)
    except MessageRefused as error:
        link.set_aside(link.redis(), {b"errand": told.encode()}, str(error))
        return
    if errand.until <= datetime.now(UTC):
        return
    child = [sys.executable, "-m", "newsarchive.fleet.child", str(os.getpid())]
    done = subprocess.run(child, input=told.encode(), check=False)
    if done.returncode == TAKEN:
        raise task.retry(countdown=AGAIN)
    if done.returncode:
        Sender(link.redis()).send(Ended(errand.id, well=False))
