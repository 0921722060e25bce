"""The first publisher in seven markups: every article once and nothing else, in two crawls."""

import os
import subprocess
import sys

import pytest
from loopback import ROOT

from newsarchive.archive import Archive
from newsarchive.demo import EDITIONS, serve


def crawl(server, folder, *arguments):
    environment = {
        **os.environ,
        "http_proxy": server.url,
        "no_proxy": "",
        "NEWSARCHIVE_DIR": str(folder),
        "NEWSARCHIVE_PUBLISHERS": "",
        "SCRAPY_SETTINGS_MODULE": "newsarchive.settings",
    }
    command = [sys.executable, "-m", "scrapy", "crawl", "oim", "-s", "DOWNLOAD_DELAY=0", *arguments]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


def archived(folder):
    with Archive(folder / "archive.db", readonly=True) as archive:
        return {row["url"]: row for row in archive.rows()}, archive.books(archive.crawls(1)[0].id)


@pytest.mark.parametrize("number", sorted(EDITIONS))
def test_every_article_is_there_once_and_nothing_else_and_the_second_crawl_finds_what_changed(number, tmp_path):
    with serve(EDITIONS[number]) as server:
        crawl(server, tmp_path)
        first = EDITIONS[number].truth(1)
        rows, books = archived(tmp_path)
        assert set(rows) == {article.url for article in first.articles}
        assert (books.added, books.pending) == (len(first.articles), 0)
        assert tuple(rows[first.seed.url]["text"].split("\n")) == first.seed.paragraphs
        for url, words in first.aliases.items():
            assert url not in rows, words
        server.advance()
        crawl(server, tmp_path, "-a", "due=all", "-a", "deep=1")
        second = EDITIONS[number].truth(2)
        rows, books = archived(tmp_path)
    assert {url: row["revisions"] for url, row in rows.items()} == {one.url: one.revision for one in second.articles}
    assert (books.added, books.revised, books.pending) == (1, 1, 0)
    urls = {row["id"]: url for url, row in rows.items()}
    assert {(urls[row["copy_of"]], url) for url, row in rows.items() if row["copy_of"]} == set(second.copies)
    assert books.unchanged >= len(second.articles) - len(second.vanished) - 2
