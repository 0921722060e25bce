"""Publishers: list them, describe a new one, check what their files still read, mend a rule that has rotted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import click
from rich.rule import Rule

from newsarchive import publishers as shelf
from newsarchive import urls
from newsarchive.archive import Archive
from newsarchive.cli import here, terminal
from newsarchive.cli.exits import FAILED, NOTHING
from newsarchive.cli.repairing import repair
from newsarchive.line import fixtures, proposing
from newsarchive.line.proposing import Looked, Seen
from newsarchive.model import Article, Publisher
from newsarchive.publishers import spec, writing
from newsarchive.publishers.shelf import VARIABLE

#: Articles' pages that `new` keeps as fixtures.
_KEPT = 3


@click.group(epilog="\b\nExamples:\n  newsarchive publishers list\n  newsarchive publishers new https://news.example/")
def publishers() -> None:
    """List publishers, describe a new one, check what is read of their kept pages, mend rules."""


@publishers.command("list", epilog="\b\nExample:\n  newsarchive publishers list --json")
@terminal.json_option
def list_command(as_json: bool) -> None:
    """List the publishers, each with its file and its fixtures."""
    known, files = shelf.all_known(), shelf.files()
    rows = [
        {"slug": slug, "name": publisher.name, "home": publisher.home, "every": publisher.visit.every,
         "fixtures": sum(1 for _ in fixtures.folder_of(files[slug]).glob("*.json")), "file": str(files[slug])}
        for slug, publisher in known.items()
    ]  # fmt: skip
    if as_json:
        terminal.lines(rows)
    else:
        columns = {name: name for name in ("slug", "name", "home", "every", "fixtures", "file")}
        terminal.out().print(terminal.table(rows, columns))


@publishers.command(epilog="\b\nExample:\n  newsarchive publishers new https://news.example/ --slug paper")
@click.argument("url")
@click.option("--slug", default="", help="Its name in `scrapy crawl`.  [default: of its host]")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help=f"Where its file goes.  [default: the first of {VARIABLE}, or publishers/]",
)
def new(url: str, slug: str, folder: Path | None) -> None:
    """Look at the site of URL politely and write its file, with a few kept pages as fixtures.

    Robots.txt, the home page, feeds, sitemaps and lists are looked at (30 to 140 requests, one a second), and some
    articles are read. What was read is shown, to be looked over; nothing that is there is overwritten.
    """
    folder = folder or Path(next(filter(None, os.environ.get(VARIABLE, "").split(os.pathsep)), "publishers"))
    if not (home := urls.canonical(url if "://" in url else f"http://{url}")):
        raise click.UsageError(f"{url!r} is no http or https URL")
    folder.mkdir(parents=True, exist_ok=True)  # the variable may name it already, and then it is looked into
    with tempfile.TemporaryDirectory() as scratch:
        looked = _look(home, Path(scratch))
        with Archive(Path(scratch) / "archive.db", readonly=True) as archive:
            found = [article for row in archive.rows() if (article := archive.get(row["id"]))]
            proposed = proposing.propose(looked, found, slug)
            if not (proposed.visit.lists or proposed.visit.feeds or proposed.visit.sitemaps):
                _no_lists()
            file = _write(proposed, folder)
            _keep(proposed, looked, found, archive, fixtures.folder_of(file))
    terminal.out().print(Rule(str(file), align="left"))
    click.echo(file.read_text(encoding="utf-8"))
    _check(file, proposed)
    terminal.err().print(f"\nLook it over, then: scrapy crawl {proposed.slug}", soft_wrap=True)
    if str(folder) not in os.environ.get(VARIABLE, "").split(os.pathsep):
        terminal.err().print(f"{VARIABLE}={folder.absolute()} lets every command see it.", soft_wrap=True)


@publishers.command(epilog="\b\nExamples:\n  newsarchive publishers check\n  newsarchive publishers check oim --live")
@click.argument("slug", required=False, default="")
@click.option("--live", is_flag=True, help="Ask the site too: its lists, and three articles.")
def check(slug: str, live: bool) -> None:
    """Read the kept pages of all publishers, or of one, and compare with what is expected; exit code 1 on a difference.

    Without --live nothing is asked of anybody.
    """
    known, files = shelf.all_known(), shelf.files()
    chosen = [shelf.find(slug)] if slug else list(known.values())
    sound = [_check(files[one.slug], one) and (not live or _ask(one)) for one in chosen]
    if not all(sound):
        raise SystemExit(FAILED)


publishers.add_command(repair)


def _look(home: str, folder: Path) -> Looked:
    """Let a scout look at the site, in a process of its own."""
    terminal.err().print(f"Looking at {home} …")
    command = [sys.executable, "-m", "newsarchive.crawl.scout", home, str(folder)]
    done = _run(command)
    if done.returncode or not (folder / "look.json").exists():
        click.echo(done.stderr[-2000:], err=True)
        raise SystemExit(FAILED)
    told = json.loads((folder / "look.json").read_text(encoding="utf-8"))
    seen = [_seen(one) for one in told["seen"]]
    if not any((*one.articles, *one.doubtful) for one in seen):
        _no_lists()
    return Looked(told["home"], told["title"], seen, told["refused"])


def _seen(told: dict[str, Any]) -> Seen:
    """One list of a look, as JSON has it."""
    known: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
    return Seen(**known)


def _no_lists() -> NoReturn:
    terminal.err().print("No page of it shows a list of news: give the URL of a list.")
    raise SystemExit(NOTHING)


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a crawl of this project, or with our own settings outside of one."""
    ours = {} if here.settings_of(Path.cwd()) else {"SCRAPY_SETTINGS_MODULE": "newsarchive.settings"}
    return subprocess.run(command, env={**ours, **os.environ}, capture_output=True, text=True, check=False)


def _write(proposed: Publisher, folder: Path) -> Path:
    """Write the file of a publisher, where there is none; what is written is read back first."""
    file = folder / f"{proposed.slug}.toml"
    if file.exists():
        raise click.UsageError(f"{file} is there already; --slug gives it another name")
    file.write_text(writing.toml(proposed), encoding="utf-8")
    spec.load(file)
    return file


def _keep(proposed: Publisher, looked: Looked, found: list[Article], archive: Archive, folder: Path) -> None:
    """Keep a list and a few articles as fixtures, with what is read on them today."""
    for number, article in enumerate(found[:_KEPT], start=1):
        kept = archive.page(article.url)
        fixtures.write(folder, f"article-{number}", kept, fixtures.expected_of(kept, proposed))
    shown = [seen.url for seen in looked.seen if seen.url in proposed.visit.lists]
    if shown and (page := archive.agenda.kept(shown[0])):
        fixtures.write(folder, "list-1", page, fixtures.offered_by(page, proposed))


def _check(file: Path, publisher: Publisher) -> bool:
    """Print what is read otherwise than expected of a publisher's fixtures."""
    out, kept = terminal.out(), list(fixtures.read(fixtures.folder_of(file)))
    differing = 0
    for fixture in kept:
        differences = fixtures.check(fixture, publisher)
        differing += bool(differences)
        out.print(
            f"{'BAD' if differences else 'ok ':4} {publisher.slug}/{fixture.name}: {_told(fixture.expected)}",
            soft_wrap=True,
        )
        for one in differences:
            out.print(
                f"       {one.field}: expected {one.expected!r}, found {one.found!r}", markup=False, soft_wrap=True
            )
    if not kept:
        out.print(f"ok   {publisher.slug}: its file is sound; it has no fixtures")
    return not differing


def _told(expected: dict[str, object]) -> str:
    """An expectation in a few words."""
    offers = expected.get("offers")
    if isinstance(offers, list):
        return f"{len(offers)} articles listed"
    return f"{expected.get('title')} ({expected.get('published_at') or 'no date'})"


def _ask(publisher: Publisher) -> bool:
    """Crawl three articles of a publisher into a folder that is thrown away; do its lists still lead to news?"""
    with tempfile.TemporaryDirectory() as scratch:
        command = [sys.executable, "-m", "scrapy", "crawl", publisher.slug, "-a", "limit=3"]
        done = _run([*command, "-s", f"NEWSARCHIVE_DIR={scratch}"])
        rows = list(_rows(Path(scratch) / "archive.db"))
    whole = [row for row in rows if row["title"] and row["published_at"]]
    sound = bool(whole) and not done.returncode
    said = f"{len(rows)} articles read, {len(whole)} with headline and day"
    terminal.out().print(f"{'ok ' if sound else 'BAD':4} {publisher.slug}, live: {said}")
    return sound


def _rows(path: Path) -> Iterator[dict[str, object]]:
    if path.exists():
        with Archive(path, readonly=True) as archive:
            yield from archive.rows()
