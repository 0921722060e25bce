"""A round: every publisher whose time has come is crawled, several side by side, each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from newsarchive.archive import Archive
from newsarchive.archive.answers import Run
from newsarchive.model import Publisher

#: The manner of crawling that a round plans.
NEWS = "news"
#: How long a crawl may take, in its own periods, before it is ended: one that hangs must not stop all others.
MOST_PERIODS = 4
#: Seconds by which every crawl may take at least.
LEAST = 3600.0
#: Hours begin within a day.
_DAY = timedelta(days=1)
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one run."""

    run: Run
    status: str
    code: int
    health: dict[str, str] = field(default_factory=dict)


def period(every: str) -> timedelta:
    """The period that a publisher's `every` names: "15m", "6h", "1d"."""
    return timedelta(seconds=int(every[:-1]) * _UNITS[every[-1]])


def due(
    archive: Archive, publishers: list[Publisher], now: datetime, *, all_of_them: bool
) -> list[tuple[Publisher, Run]]:
    """The publishers whose run is due, each with it, the longest overdue first; a publisher without one is due now."""
    found = [(publisher, archive.agenda.plan(publisher.slug, NEWS, now)) for publisher in publishers]
    ripe = [(who, run) for who, run in found if all_of_them or is_due(run, who, now)]
    return sorted(ripe, key=lambda pair: pair[1].planned_at)


def is_due(run: Run, publisher: Publisher, now: datetime) -> bool:
    """Has the time of a planned run come? It has, too, where it lies further away than any plan reaches.

    A clock that was wrong for a while, or an `every` that was longer, must not leave a publisher alone for years.
    """
    planned = datetime.fromisoformat(run.planned_at)
    return planned <= now or planned > now + max(period(publisher.visit.every), _DAY)


def after(run: Run, publisher: Publisher, now: datetime) -> datetime:
    """When the next run is to be: on the grid of the planned one, so that delays do not add up, and not missed."""
    step = period(publisher.visit.every)
    planned = datetime.fromisoformat(run.planned_at)
    return planned + step * ((now - planned) // step + 1)


def opens(publisher: Publisher, now: datetime) -> datetime:
    """When the publisher's servers may be asked next: now, or as its hours begin."""
    if not publisher.visit.hours:
        return now
    first, last = map(time.fromisoformat, publisher.visit.hours.split("-"))
    here = now.astimezone(ZoneInfo(publisher.timezone or "UTC"))
    at = here.time()
    if first <= at < last if first < last else at >= first or at < last:
        return now
    begin = here.replace(hour=first.hour, minute=first.minute, second=0, microsecond=0)
    return (begin if begin > here else begin + timedelta(days=1)).astimezone(UTC)


class Round:
    """The runs of one round. `path` is the archive's file; `extra` goes to `scrapy crawl` as it is."""

    def __init__(self, path: Path, workers: int, extra: tuple[str, ...] = ()) -> None:
        self.path, self.workers, self.extra = path, workers, extra
        self.crawling: dict[str, datetime] = {}
        """Since when each publisher is being crawled."""
        self.done = 0
        """How many have been."""

    def go(self, pairs: list[tuple[Publisher, Run]], tell: Callable[[Outcome], None]) -> list[Outcome]:
        """Run them all, so many at a time, and tell of each as it ends."""
        outcomes = []
        with ThreadPoolExecutor(max_workers=self.workers) as pool:
            for done in as_completed([pool.submit(self._visit, publisher, run) for publisher, run in pairs]):
                outcomes.append(done.result())
                self.done += 1
                tell(outcomes[-1])
        return outcomes

    def _visit(self, publisher: Publisher, run: Run) -> Outcome:
        with Archive(self.path) as archive:
            agenda, now = archive.agenda, datetime.now(UTC)
            if (later := opens(publisher, now)) > now:
                agenda.end(run, now, "skipped")
                agenda.plan(publisher.slug, NEWS, later)
                return Outcome(run, "skipped", 0, {})
            if agenda.is_crawled(publisher.slug):
                return self._ended(archive, publisher, run, "skipped", 0, None)
            agenda.start(run, now)
        code, pid = self._crawl(publisher, run)
        with Archive(self.path) as archive:
            status = {0: "finished", 130: "stopped"}.get(code, "failed")
            return self._ended(archive, publisher, run, status, code, pid)

    def _ended(
        self, archive: Archive, publisher: Publisher, run: Run, status: str, code: int, pid: int | None
    ) -> Outcome:
        now = datetime.now(UTC)
        health = archive.agenda.end(run, now, status, pid)
        archive.agenda.plan(publisher.slug, NEWS, max(after(run, publisher, now), now))
        return Outcome(run, status, code, health)

    def _crawl(self, publisher: Publisher, run: Run) -> tuple[int, int]:
        """Crawl a publisher; return the exit code and the process's id. Its log is a file beside the archive."""
        self.crawling[publisher.slug] = datetime.now(UTC)
        log = self.path.parent / "logs" / f"{publisher.slug}.log"
        log.parent.mkdir(exist_ok=True)
        command = [sys.executable, "-m", "scrapy", "crawl", publisher.slug, *self.extra]
        most = max(LEAST, MOST_PERIODS * period(publisher.visit.every).total_seconds())
        with log.open("ab") as file:
            process = subprocess.Popen(command, stdout=file, stderr=file, env=self._environment())
            try:
                code = process.wait(most)
            except subprocess.TimeoutExpired:
                process.terminate()  # Scrapy ends in good order, and the next crawl goes on
                code = process.wait()
        del self.crawling[publisher.slug]
        return code, process.pid

    def _environment(self) -> dict[str, str]:
        ours = {"NEWSARCHIVE_DIR": str(self.path.parent)}
        settings = os.environ.get("SCRAPY_SETTINGS_MODULE")
        if settings is None and not _is_project(Path.cwd()):
            ours["SCRAPY_SETTINGS_MODULE"] = "newsarchive.settings"
        return {**os.environ, **ours}


def _is_project(folder: Path) -> bool:
    return any((parent / "scrapy.cfg").exists() for parent in _up(folder))


def _up(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.parents
