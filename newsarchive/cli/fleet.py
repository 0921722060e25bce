"""Many machines: collect, dispatch, status. docs/fleet.md sets it all up."""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

import click

from newsarchive import publishers
from newsarchive.archive import Archive
from newsarchive.cli import terminal
from newsarchive.errors import FleetError

#: Seconds between two looks at what is due.
_STEP = 1.0
#: Seconds between two looks at a re-reading.
_LOOK = 0.2


class Stop:
    """Told by Ctrl-C or a service's end: what is under way is finished first."""

    def __init__(self) -> None:
        self.said = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._say)

    def __call__(self) -> bool:
        return self.said

    def _say(self, number: int, frame: FrameType | None) -> None:
        self.said = True


@click.group(epilog="\b\nExample:\n  newsarchive fleet status")
def fleet() -> None:
    """Crawl on many machines into one archive.

    `collect` and `dispatch` run where the archive is; workers run `celery -A newsarchive.fleet worker -Q visits`.
    All of them share the Redis that NEWSARCHIVE_FLEET names.
    """


@fleet.command(epilog="\b\nExample:\n  newsarchive fleet collect")
@terminal.archive_option
def collect(path: Path) -> None:
    """Write down what workers send, until it is stopped. One process does this; a second one changes nothing."""
    stop, redis = Stop(), _redis()
    from newsarchive.fleet.collector import collect as collecting

    with Archive(path, wait=60) as archive:
        came = collecting(archive, redis, stop)
    terminal.err().print(f"{came} messages were written down.")


@fleet.command(epilog="\b\nExamples:\n  newsarchive fleet dispatch\n  newsarchive fleet dispatch oim --once")
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@click.option("--once", is_flag=True, help="One crawl of each publisher, due or not; end when they are done.")
@terminal.archive_option
def dispatch(slugs: tuple[str, ...], once: bool, path: Path) -> None:
    """Send out what is due, take back what was lost, close the books, until it is stopped.

    Without a SLUG, for every publisher that is known.
    """
    stop, redis = Stop(), _redis()
    from newsarchive.fleet import link
    from newsarchive.fleet.dispatcher import Dispatcher
    from newsarchive.fleet.tasks import visit

    wanted = [publishers.find(slug) for slug in slugs] or list(publishers.all_known().values())
    with Archive(path, wait=60) as archive:
        dispatcher = Dispatcher(archive, redis, visit.delay, wanted)
        if once:
            dispatcher.begin(wanted, datetime.now(UTC))
        while not stop():
            running = link.patiently(lambda: dispatcher.step(datetime.now(UTC), begin=not once))
            if once and not running:
                break
            time.sleep(_STEP)


def reading_by_fleet(
    path: Path,
    uris: Sequence[str],
    articles: Sequence[int],
    fields: tuple[str, ...],
    settings: dict[str, Any],
    stop: Callable[[], bool],
    step: Callable[[], None],
) -> tuple[int, dict[str, int]]:
    """Have `articles` read again, until it is done or `stop` says so; the reading's number and counts.

    `step` is called for each page that was read. Raises FleetError.
    """
    redis = _redis()
    from newsarchive.fleet import link, rereading, tasks

    with Archive(path, wait=60) as archive:
        files = rereading.places(uris or [(path.parent.absolute() / "warc").as_uri()])
        reading = rereading.Rereading(archive, redis, tasks.reread.delay, files, articles, settings, fields)
        out, before = 1, 0
        try:
            while out and not stop():
                out = link.patiently(lambda: reading.step(datetime.now(UTC)))
                for _ in range(reading.done - before):
                    step()
                before = reading.done
                time.sleep(_LOOK if out else 0)
        finally:
            counts = reading.finish(well=not out)
    return reading.id, counts


@fleet.command(epilog="\b\nExample:\n  newsarchive fleet status --json")
@terminal.archive_option
@terminal.json_option
def status(path: Path, as_json: bool) -> None:
    """Machines, errands under way, what is handed out, how much waits, and what is stuck."""
    redis = _redis()
    from newsarchive.fleet.state import state

    with terminal.reading(path) as archive:
        told = state(archive, redis)
    if as_json:
        terminal.lines([told])
        return
    terminal.out().print(terminal.table(_rows(told), {"what": "", "is": "", "means": ""}))


def _rows(told: dict[str, Any]) -> list[dict[str, Any]]:
    words = {
        "machines": "workers that answer",
        "queued": "errands that wait for a worker",
        "errands": "errands under way",
        "handed_out": "URLs that are handed out",
        "crawls": "crawls that run on them",
        "waiting": "messages that wait for the collector",
        "oldest": "seconds that the oldest of them waits",
        "reading": "portions of a re-reading under way",
        "aside": "messages that were set aside: newsarchive:aside in Redis",
        "silent": "errands that fell silent, and come back soon",
        "broken": "URLs with which errands broke off, and how often",
    }
    return [{"what": key, "is": told[key], "means": means} for key, means in words.items()]


def _redis() -> Any:
    """The fleet's Redis, fit for it. Raises FleetError, also where the extra is not installed."""
    try:
        from newsarchive.fleet import link
    except ModuleNotFoundError as missing:
        raise FleetError(f"{missing.name} is not installed: pip install 'newsarchive[fleet]'") from missing
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    redis = link.redis()
    link.check(redis)
    return redis
