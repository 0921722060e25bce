"""An archive that runs by itself: run, status, gaps."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from newsarchive import publishers as known
from newsarchive.archive import Archive
from newsarchive.archive.answers import Run
from newsarchive.archive.condition import MEANING
from newsarchive.archive.lock import alone
from newsarchive.cli import board, metrics, notices, terminal
from newsarchive.cli.exits import DONE, FAILED, INTERRUPTED, NOTHING, UNWELL
from newsarchive.cli.rounds import NEWS, Outcome, Round, due
from newsarchive.errors import NotTold
from newsarchive.model import Publisher


@click.command(
    epilog="\b\nExamples:\n  newsarchive run\n  newsarchive run oim --now\n"
    "  newsarchive run --notify mailto:desk@news.example --metrics /var/lib/node_exporter/newsarchive.prom"
)
@click.argument("publishers", nargs=-1)
@click.option("--now", is_flag=True, help="Whether their time has come or not.")
@click.option("--workers", type=click.IntRange(1, 64), default=4, show_default=True, help="Publishers at a time.")
@click.option("--notify", multiple=True, envvar="NEWSARCHIVE_NOTIFY", help="URL, mailto:SOMEBODY or a command.")
@click.option("--metrics", "textfile", type=click.Path(path_type=Path, dir_okay=False), envvar="NEWSARCHIVE_METRICS",
              help="Write Prometheus' text format there.")  # fmt: skip
@click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE", help="A setting for every crawl, as scrapy's -s."
)
@click.option("--dry-run", is_flag=True, help="Say what is due, and crawl nothing.")
@terminal.archive_option
def run(
    publishers: tuple[str, ...],
    now: bool,
    workers: int,
    notify: tuple[str, ...],
    textfile: Path | None,
    settings: tuple[str, ...],
    dry_run: bool,
    path: Path,
) -> None:
    """Crawl every publisher whose time has come, several side by side, and judge how each of them is.

    Only one run of an archive goes at a time: a second one says who is at it and ends.
    """
    wanted = _wanted(publishers)
    with alone(path.parent / "run.lock"):
        with Archive(path) as archive:
            archive.agenda.close_dead(datetime.now(UTC))
            pairs = due(archive, wanted, datetime.now(UTC), all_of_them=now)
            before = {publisher.slug: _health(archive, publisher.slug) for publisher, _ in pairs}
        if dry_run or not pairs:
            _say_due(pairs)
            raise SystemExit(DONE if pairs else NOTHING)
        extra = tuple(word for setting in settings for word in ("-s", setting))
        going = Round(path, workers, extra)
        with board.watched(going, len(pairs)):
            outcomes = going.go(pairs, _tell)
        _notify(outcomes, before, notify)
        if textfile:
            with Archive(path, readonly=True) as archive:
                metrics.write(archive, [publisher.slug for publisher in wanted], textfile)
    raise SystemExit(_code(outcomes))


@click.command(epilog="\b\nExamples:\n  newsarchive status\n  newsarchive status oim --json")
@click.argument("publishers", nargs=-1)
@terminal.json_option
@terminal.archive_option
def status(publishers: tuple[str, ...], as_json: bool, path: Path) -> None:
    """Say how each publisher is: its last run, its next one, its newest article, and what is not as usual."""
    with terminal.reading(path) as archive:
        rows = [_row(archive, publisher) for publisher in _wanted(publishers)]
    if as_json:
        terminal.lines(rows)
    else:
        columns = ("publisher", "last run", "status", "next run", "newest article", "health")
        terminal.out().print(terminal.table(rows, {name: name for name in columns}))
    raise SystemExit(UNWELL if any(row["health"] != "well" for row in rows) else DONE)


@click.command(epilog="\b\nExamples:\n  newsarchive gaps --publisher oim\n  newsarchive gaps --cause failed/404 --urls")
@click.option("--publisher", default="", shell_complete=terminal.publishers, help="Of that publisher alone.")
@click.option("--cause", default="", help='Of that cause alone: "failed", or "failed/404".')
@click.option("--urls", is_flag=True, help="Each URL, the last one offered first.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="With --urls: at most so many.")
@terminal.json_option
@terminal.archive_option
def gaps(publisher: str, cause: str, urls: bool, limit: int, as_json: bool, path: Path) -> None:
    """List what was offered and never stored, by cause."""
    with terminal.reading(path) as archive:
        agenda = archive.agenda
        rows = agenda.missing(publisher, cause, limit) if urls else agenda.gaps(publisher, cause)
    if as_json:
        terminal.lines(rows)
    elif rows:
        columns = ("publisher", "state", "reason", *(("tries", "due_at", "url") if urls else ("urls", "example")))
        cells = [{name: getattr(row, name) for name in columns} for row in rows]
        terminal.out().print(terminal.table(cells, {name: name for name in columns}))
    if not rows:
        terminal.err().print("No gaps: all that was offered is stored.")
        raise SystemExit(NOTHING)


def _wanted(slugs: tuple[str, ...]) -> list[Publisher]:
    """The publishers of these slugs; all that are known where none is named. Raises UnknownPublisher."""
    return [known.find(slug) for slug in slugs] if slugs else list(known.all_known().values())


def _say_due(pairs: list[tuple[Publisher, Run]]) -> None:
    words = ", ".join(publisher.slug for publisher, _ in pairs)
    terminal.err().print(f"Due: {words}." if pairs else "Nothing is due.")


def _tell(outcome: Outcome) -> None:
    words = notices.sentence(outcome.run.publisher, outcome.health) if outcome.health else "well"
    terminal.err().print(f"{outcome.run.publisher}: {outcome.status}; {words}", soft_wrap=True)


def _health(archive: Archive, slug: str) -> dict[str, str]:
    runs = archive.agenda.runs(slug, 1)
    return dict(runs[0].health) if runs else {}


def _notify(outcomes: list[Outcome], before: dict[str, dict[str, str]], ways: tuple[str, ...]) -> None:
    """Word of each publisher whose conditions are others than before."""
    for outcome in outcomes:
        slug = outcome.run.publisher
        if outcome.status == "skipped" or set(outcome.health) == set(before[slug]):
            continue
        for way in ways:
            try:
                notices.send(way, slug, outcome.health)
            except NotTold as error:
                terminal.err().print(f"Warning: {error}", soft_wrap=True)


def _row(archive: Archive, publisher: Publisher) -> dict[str, object]:
    runs = archive.agenda.runs(publisher.slug, 1)
    planned = archive.agenda.planned(publisher.slug, NEWS)
    last = runs[0] if runs else None
    health = dict(last.health) if last else {}
    return {
        "publisher": publisher.slug,
        "last run": (last.ended_at or last.started_at) if last else None,
        "status": last.status if last else "never",
        "next run": planned.planned_at if planned else None,
        "newest article": archive.agenda.newest(publisher.slug) or None,
        "health": "; ".join(f"{name}: {words}" for name, words in health.items()) or "well",
        "meaning": {name: MEANING[name] for name in health},
    }


def _code(outcomes: list[Outcome]) -> int:
    if any(outcome.status == "stopped" for outcome in outcomes):
        return INTERRUPTED
    if any(outcome.health for outcome in outcomes):
        return UNWELL
    return FAILED if any(outcome.status == "failed" for outcome in outcomes) else DONE
