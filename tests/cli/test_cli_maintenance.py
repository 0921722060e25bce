"""Every command that works through an archive: it shows how far it is, can be interrupted, and can be tried first."""

import inspect
import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsarchive.archive import Archive
from newsarchive.archive.upkeep import restore
from newsarchive.cli import commands, terminal
from newsarchive.cli.exits import DONE, INTERRUPTED
from newsarchive.model import Article, Visit

SITE, DAY = "https://news.example", datetime(2024, 8, 21, 12, tzinfo=UTC)
#: How each is called, in a folder that `before` makes.
WORK = {
    "import": ["saved", "--base", f"{SITE}/saved/"],
    "reread": ["--yes", "--processes", "1"],
    "export": ["out.csv"],
    "verify": [],
    "backup": ["backups"],
    "restore": ["earlier", "--force"],
    "redact": [f"{SITE}/3", "--reason", "a court said so", "--yes"],
    "merge": ["other/archive.db"],
    "upgrade": [],
}
#: These only read.
READING = {"export", "verify"}
PAGE = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p></article></body></html>"


def long_commands():
    """Commands whose own module shows a bar, by their names, as far as they are about an archive as a whole."""
    found = {}
    for name, command in commands.commands.items():
        source = inspect.getsource(inspect.getmodule(inspect.unwrap(command.callback))) if command.callback else ""
        if "terminal.stages(" in source or "terminal.progress(" in source:
            found[name] = command
    return found


def words(number):
    return f"第{number}条新闻说,湖南的先进制造业在{number}月增长了百分之{number},专家认为这是多年努力的结果。" * 4


def fill(path, numbers):
    with Archive(path) as archive:
        crawl = archive.begin(path.parent.name)
        for n in numbers:
            body = PAGE.format(f"第{n}条新闻的标题", words(n)).encode()
            visit = Visit(f"{SITE}/{n}", DAY + timedelta(seconds=n), crawl, status=200, body=body)
            stated = Article(f"{SITE}/{n}", "example", f"Title {n}", words(n), fetched_at=visit.at)
            archive.add(stated, visit=archive.keep(visit))
        archive.finish(crawl, "finished", {})


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An archive, another one, a backup, and pages that somebody saved."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSARCHIVE_DIR", raising=False)
    fill(Path("data/archive.db"), range(6))
    fill(Path("other/archive.db"), range(4, 9))
    with Archive(Path("data/archive.db")) as archive:
        archive.upkeep.backup(Path("earlier"))
    Path("saved").mkdir()
    for n in range(20, 23):
        Path(f"saved/{n}.html").write_text(PAGE.format(f"第{n}条新闻的标题", words(n)), "utf-8")
    return tmp_path


def run(name, *more):
    return CliRunner().invoke(commands, [name, *WORK[name], *more, "--archive", "data/archive.db"])


def outdate():
    """Make the archive one whose indexes an earlier newsarchive filled."""
    with sqlite3.connect("data/archive.db") as plain:
        plain.execute("UPDATE meta SET value = '0' WHERE key IN ('segmenter_version', 'sketch_version')")
    plain.close()


def said():
    """What the archive says and keeps; it must be sound."""
    with Archive(Path("data/archive.db")) as archive:
        assert [check for check in archive.health() if not check.good] == []
        assert list(archive.upkeep.verify("database", "search", "texts", "revisions", "pages")) == []
        rows = sorted((row["url"], row["title"], row["text"], row["revisions"]) for row in archive.rows())
        return rows, sorted(hit.article_id for hit in archive.search("先进制造业", limit=100))


def test_every_command_that_takes_long_is_known_here():
    assert set(long_commands()) - {"publishers"} == set(WORK)


@pytest.mark.parametrize("name", sorted(set(WORK) - READING))
def test_a_command_that_changes_an_archive_can_be_tried_first(name, folder):
    assert "--dry-run" in [one for option in long_commands()[name].params for one in option.opts]
    if name == "upgrade":
        outdate()
    files = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    tried = run(name, "--dry-run")
    assert (tried.exit_code, tried.exception) == (DONE, None), tried.output
    assert tried.stdout + tried.stderr
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file() and file in files} == files
    left = [str(file) for file in folder.rglob("*") if file.is_file() and file not in files]
    assert [file for file in left if not file.endswith(("-wal", "-shm"))] == []


@pytest.mark.parametrize("at", [1, 2, 4])
@pytest.mark.parametrize("name", sorted(WORK))
def test_a_command_that_is_interrupted_does_no_harm_and_goes_on_when_it_is_given_again(name, at, folder, monkeypatch):
    if name == "upgrade":
        outdate()
    whole = told_by(name, monkeypatch, 10_000)
    assert whole > 0, f"{name} shows nothing of how far it is"
    monkeypatch.undo()
    again(folder, monkeypatch)
    if name == "upgrade":
        outdate()
    told_by(name, monkeypatch, min(at, whole))
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    said()
    told = run(name)
    assert told.exit_code == DONE, told.output
    rows, found = said()
    assert len(rows) == {"merge": 9, "import": 9}.get(name, 6)
    assert len(found) == len(rows) - (name == "redact")


def again(folder, monkeypatch):
    """Put the archive back to what it was before the command."""
    monkeypatch.chdir(folder)
    restore(Path("earlier"), Path("data/archive.db"), force=True)
    with sqlite3.connect("data/archive.db") as plain:
        assert plain.execute("SELECT count(*) FROM articles").fetchone() == (6,)
    plain.close()


def told_by(name, monkeypatch, stop):
    """Run a command and press Ctrl-C when it tells for the `stop`-th time how far it is; how often did it tell?"""
    told = 0

    def step(*_):
        nonlocal told
        told += 1
        if told == stop:
            raise KeyboardInterrupt

    @contextmanager
    def shown(*_):
        yield step

    monkeypatch.setattr(terminal, "stages", shown)
    monkeypatch.setattr(terminal, "progress", shown)
    result = run(name)
    assert result.exit_code == (INTERRUPTED if told >= stop else DONE), result.output
    return told
