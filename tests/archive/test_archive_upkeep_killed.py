"""Upkeep that is killed with -9, at any moment, is gone on with by the next try, and nothing is half done."""

import multiprocessing
import os
import shutil
import time
from datetime import UTC, datetime, timedelta

import pytest

from newsarchive.archive import Archive
from newsarchive.archive.upkeep import restore
from newsarchive.model import Article, Visit

SITE, DAY = "https://news.example", datetime(2024, 8, 21, 12, tzinfo=UTC)
SECRET = "Xylophonia Quimbleby"
PARTS = (0.3, 0.6, 0.9)


def merge(archive, folder):
    archive.upkeep.merge(folder / "other" / "archive.db")


def redact(archive, folder):
    archive.upkeep.redact(f"{SITE}/7", "a court said so")


def backup(archive, folder):
    archive.upkeep.backup(folder / "backup", link=False)


def work(task, folder):
    with Archive(folder / "ours" / "archive.db") as archive:
        task(archive, folder)


def start(task, folder):
    """Another process that works; it begins as a copy of this one, so that it need not import anything."""
    process = multiprocessing.get_context("fork").Process(target=work, args=(task, folder))
    process.start()
    return process


def fill(path, numbers):
    with Archive(path) as archive:
        crawl = archive.begin(path.parent.name)
        for n in numbers:
            words = f"{SECRET} " * 90 if n == 7 else f"第{n}条新闻说了一些话。" * 90
            body = words.encode() + os.urandom(500)
            visit = archive.keep(Visit(f"{SITE}/{n}", DAY + timedelta(seconds=n), crawl, status=200, body=body))
            archive.add(Article(f"{SITE}/{n}", "example", f"Title {n}", words, fetched_at=DAY), visit=visit)
        archive.finish(crawl, "finished", {})


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    folder = tmp_path_factory.mktemp("before")
    fill(folder / "ours" / "archive.db", range(40))
    fill(folder / "other" / "archive.db", range(30, 80))
    return folder


def state(folder):
    """What an archive says, and what it keeps."""
    with Archive(folder / "ours" / "archive.db") as archive:
        assert [check for check in archive.health() if not check.good] == []
        assert list(archive.upkeep.verify()) == []
        rows = sorted((row["url"], row["title"], row["text"], row["revisions"]) for row in archive.rows())
        return rows, sorted(archive.page(url).body for url, title, *_ in rows if title != "[redacted]")


@pytest.mark.parametrize("task", [merge, redact, backup])
def test_what_was_killed_is_gone_on_with(before, tmp_path, task):
    folder = tmp_path / "undisturbed"
    shutil.copytree(before, folder)
    begun = time.monotonic()
    work(task, folder)
    took, wanted = time.monotonic() - begun, state(folder)
    for part in PARTS:
        killed = tmp_path / f"killed-{part}"
        shutil.copytree(before, killed)
        process = start(task, killed)
        process.join(took * part)
        process.kill()
        process.join()
        work(task, killed)
        assert state(killed) == wanted
        check(task, killed)


def check(task, folder):
    if task is redact:
        for file in (folder / "ours").rglob("*"):
            assert file.is_dir() or b"Quimbleby" not in file.read_bytes()
    elif task is backup:
        restore(folder / "backup", folder / "restored" / "archive.db")
        with Archive(folder / "restored" / "archive.db") as archive:
            assert list(archive.upkeep.verify()) == []
