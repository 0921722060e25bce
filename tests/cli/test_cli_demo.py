"""The demo: what a newcomer sees first."""

import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from newsarchive import Archive
from newsarchive.cli import commands, crawling
from newsarchive.demo import EDITIONS


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "newsarchive", "demo", "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr + (folder / "crawl.log").read_text()
    return folder, done


def test_it_says_what_came_and_what_was_passed_over_and_why(demo):
    _, done = demo
    first, second = (re.sub(r"\s+", " ", words) for words in re.findall(r"offered.*?\n\n", done.stdout, re.DOTALL))
    assert f"added {len(EDITIONS[2].truth(1).articles)} articles; copies of a text that was there: 1" in first
    assert "failed/404 1" in first
    assert "filtered/robots 1" in first
    assert "added 1 articles" in second
    assert "revised 1 articles" in second


def test_it_searches_and_shows_an_article_with_its_source(demo):
    _, done = demo
    assert "人工智能" in done.stdout
    assert "东方财富网 (reprint; the page says: 文章来源:东方财富网)" in done.stdout


def test_what_it_leaves_behind_is_an_archive(demo):
    folder, _ = demo
    with Archive(folder / "archive.db", readonly=True) as archive:
        assert [crawl.status for crawl in archive.crawls()] == ["finished", "finished"]
        assert {row["url"] for row in archive.rows()} == {one.url for one in EDITIONS[2].truth(2).articles}


def test_it_removes_nothing_but_an_earlier_demo(tmp_path):
    (tmp_path / "letters.txt").write_text("mine")
    (tmp_path / "archive.db").write_bytes(b"old")
    crawling._clear(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


def test_an_edition_that_does_not_exist_is_refused():
    assert CliRunner().invoke(commands, ["demo", "--edition", "99"]).exit_code == 2
