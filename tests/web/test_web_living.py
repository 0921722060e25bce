"""An archive that a crawl writes at this moment is read: every page is answered, and what came is there."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from itertools import cycle

import pytest
from exhibits import told

from newsarchive import Archive
from newsarchive.demo import EDITIONS, serve

ROOM = "/-/news"
EDITION = EDITIONS[2]
#: Seconds that each of the site's answers waits, so that a crawl of it lasts on a fast machine too.
WAIT = 0.05
#: Seconds between two pages that are asked for: room for the crawl on a machine with few cores.
PAUSE = 0.05
SIZE = f"{ROOM}.json"
PAGES = (
    SIZE, ROOM, f"{ROOM}/search?q=人工智能", f"{ROOM}/search.json", f"{ROOM}/article/1", f"{ROOM}/article/1/revisions",
    SIZE, f"{ROOM}/story/1", f"{ROOM}/sources", f"{ROOM}/edits", f"{ROOM}/crawls", f"{ROOM}/publisher/wire",
    SIZE, f"{ROOM}/feed.atom", f"{ROOM}/search.jsonl", f"{ROOM}/search.csv", "/archive/articles.json",
    "/archive/by_month.json",
)  # fmt: skip
#: Neither the site's address nor the room's is looked for behind a proxy of the machine.
_straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Room:
    """The room of a server in a process of its own."""

    def __init__(self, address):
        self.address = address.rstrip("/")

    def get(self, path):
        """Status and words of an answer."""
        try:
            with _straight.open(self.address + urllib.parse.quote(path, safe="/?=&:"), timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def json(self, path):
        return json.loads(self.get(path)[1])


@contextmanager
def running(command, **more):
    """A process that is gone when the block is left."""
    with subprocess.Popen([sys.executable, "-m", *command], text=True, **more) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(30)


@pytest.fixture
def path(tmp_path):
    with Archive(tmp_path / "archive.db") as archive:
        archive.add(told("wire", 0, "原文"))
    return tmp_path / "archive.db"


def crawl(path, site, log):
    ours = {
        "http_proxy": site.url,
        "no_proxy": "",
        "NO_PROXY": "",
        "NEWSARCHIVE_DIR": str(path.parent),
        "NEWSARCHIVE_PUBLISHERS": "",
        "SCRAPY_SETTINGS_MODULE": "newsarchive.settings",
    }
    command = ["scrapy", "crawl", "oim", "-s", "DOWNLOAD_DELAY=0"]
    return running(command, env=os.environ | ours, stdout=log, stderr=log)


def test_pages_are_answered_while_a_crawl_writes_and_then_show_what_it_brought(path):
    expected = {one.url for one in EDITION.truth(1).articles}
    asked, sizes = [], []
    with (
        (path.parent / "crawl.log").open("w+") as log,
        serve(EDITION, delay=WAIT) as site,
        running(["newsarchive", "serve", "--port", "0", "--archive", str(path)], stdout=subprocess.PIPE) as server,
    ):
        room = Room(server.stdout.readline().strip())
        with crawl(path, site, log) as crawling:
            for page in cycle(PAGES):
                status, words = room.get(page)
                asked.append((page, status))
                if page == SIZE and status == 200:
                    sizes.append(json.loads(words)["articles"])
                time.sleep(PAUSE)
                if crawling.poll() is not None and len(asked) >= len(PAGES):
                    break
        log.seek(0)
        assert crawling.returncode == 0, log.read()

        assert [one for one in asked if one[1] != 200] == []
        assert {page for page, _ in asked} == set(PAGES)
        assert sizes == sorted(sizes)
        assert any(1 < size <= len(expected) for size in sizes), sizes  # some looked while it was being written
        assert server.poll() is None
        assert room.json(SIZE)["articles"] == len(expected) + 1
        found = [json.loads(line)["url"] for line in room.get(f"{ROOM}/search.jsonl?q=publisher:oim")[1].splitlines()]
        assert sorted(found) == sorted(expected)
        assert room.get(f"{ROOM}/publisher/oim")[0] == 200
        assert len(room.json("/archive/articles.json?_shape=array&_size=100")) == len(expected) + 1
