"""A process that writes an archive is killed with -9, at any moment, and nothing is half done."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from newsarchive.archive import Archive

WRITER = """
    import sys
    from datetime import UTC, datetime, timedelta
    from newsarchive.archive import Archive
    from newsarchive.model import Article, Link, Visit

    MANY, SITE, START = 100, "https://news.example", datetime(2024, 8, 21, tzinfo=UTC)
    with Archive(sys.argv[1]) as archive:
        crawl = archive.begin("example")
        links = [Link(f"{SITE}/{n}", "example", found_on=SITE) for n in range(MANY)]
        archive.offer([*archive.pending("example"), *links], crawl)
        for n in range(MANY):
            url, text = f"{SITE}/{n}", f"人工智能的第{n % 40}条新闻。" * 30
            visit = archive.keep(
                Visit(url, START + timedelta(seconds=n), crawl, status=200, body=(text + url).encode() * 5)
            )
            stated = Article(url, "example", f"第{n}条", text, fetched_at=START)
            archive.add(stated, visit=visit)
            print(n, flush=True)
        archive.finish(crawl, "finished", {})
"""
LOGICAL = """
SELECT url, publisher, title, text, source_kind, copy_of IS NOT NULL, revisions, first_seen, last_seen
FROM article_view ORDER BY url"""


def write(path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(path)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def logical(path: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as plain:
        rows = plain.execute(LOGICAL).fetchall()
    plain.close()
    return rows


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    path = tmp_path_factory.mktemp("undisturbed") / "archive.db"
    assert write(path).wait() == 0
    return logical(path)


def kill_after(path: Path, lines: int, delay: float) -> int:
    """Kill the writer once it has told of so many articles and some moments more; return how many it told of."""
    process = write(path)
    told = [line for _, line in zip(range(lines), process.stdout, strict=False)]  # takes no line too many
    time.sleep(delay)
    os.kill(process.pid, signal.SIGKILL)
    return len(told) + len(process.communicate()[0].split())


@pytest.mark.parametrize(("lines", "delay"), [(0, 0.35), (1, 0.0), (20, 0.001), (47, 0.0043), (80, 0.0007)])
def test_a_killed_crawl_loses_nothing_it_told_of_and_ends_as_an_undisturbed_one(tmp_path, undisturbed, lines, delay):
    path = tmp_path / "archive.db"
    told = kill_after(path, lines, delay)
    with Archive(path) as archive:
        assert [crawl.status for crawl in archive.crawls()] in (["crashed"], [])
        assert told <= archive.stats().rows["articles"] <= told + 1
        assert [check for check in archive.health() if not check.good] == []
        for row in archive.rows():
            assert archive.page(row["id"]).url == row["url"]
    files = [str(file) for file in (tmp_path / "warc").glob("*")]
    if files:
        assert subprocess.run([sys.executable, "-m", "warcio.cli", "check", *files], check=False).returncode == 0
    assert write(path).wait() == 0
    assert logical(path) == undisturbed


def test_kills_again_and_again_still_come_to_the_end(tmp_path, undisturbed):
    path = tmp_path / "archive.db"
    for lines in (30, 60, 90):
        kill_after(path, lines, 0.0)
    assert write(path).wait() == 0
    assert logical(path) == undisturbed
    with Archive(path) as archive:
        assert {crawl.status for crawl in archive.crawls()} == {"finished", "crashed"}
        assert all(check.good for check in archive.health())
