"""One at a time, between processes: a lock that its holder's death releases."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsarchive.archive import failures
from newsarchive.errors import Locked


def of_publisher(archive: Path, slug: str) -> Path:
    """The lock file of who crawls a publisher into the archive at that path."""
    return archive.with_name(f"crawl-{slug}.lock")


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock file `path` while the block runs. Raises Locked, with who holds it, where somebody does."""
    with failures.told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise Locked(path, "process {holder} is at it", holder=file.read().strip() or "?") from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def is_held(path: Path) -> bool:
    """Does somebody hold the lock file `path` now?"""
    try:
        with alone(path):
            return False
    except Locked:
        return True
