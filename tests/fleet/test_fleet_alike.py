"""A crawl on many machines comes to what a crawl on one does: articles, revisions, copies, books."""

import re
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files

import pytest
from machines import Fleet, until

from newsarchive.archive import Archive
from newsarchive.demo import EDITIONS, serve
from newsarchive.fleet import link


def contents(path):
    """What an archive says, without the ids and times of its making."""
    with Archive(path) as archive:
        rows = list(archive.rows())
        by_id = {row["id"]: row["url"] for row in rows}
        chance = {"id", "story_id", "first_seen", "last_seen", "copy_of"}
        said = {
            row["url"]: {name: value for name, value in row.items() if name not in chance}
            | {
                "copy_of": by_id.get(row["copy_of"]),
                "story": min(r["url"] for r in rows if r["story_id"] == row["story_id"]),
            }
            for row in rows
        }
        states = {url: (found.state, found.reason, found.alias_of) for url in said if (found := archive.known(url))}
        return said, states, [(crawl.spider, crawl.status, told(crawl.books)) for crawl in archive.crawls()]


def told(books):
    """Books, but for how another URL of an article was found to be one: it says so itself, or the article does."""
    return replace(books, reasons={why: many for why, many in books.reasons.items() if not why.startswith("alias/")})


def crawl_here(folder, env):
    command = [sys.executable, "-m", "scrapy", "crawl", "oim", "-s", "DOWNLOAD_DELAY=0", "-s", "LOG_LEVEL=WARNING"]
    subprocess.run(command, env={**env, "NEWSARCHIVE_DIR": str(folder)}, check=True)


def hasten(slug, folder):
    """The publisher's file as it is, but for the delay."""
    folder.mkdir()
    told = (files("newsarchive.publishers") / f"{slug}.toml").read_text("utf-8")
    (folder / f"{slug}.toml").write_text(re.sub(r"(?m)^delay = .*$", "delay = 0.01", told), "utf-8")


@pytest.mark.parametrize("edition", [5, 7])
def test_a_fleet_comes_to_what_one_machine_does(tmp_path, server, redis, edition):
    fleet = Fleet(tmp_path, server.url)
    hasten("oim", tmp_path / "publishers")
    with serve(EDITIONS[edition]) as site:
        proxy = f"http://127.0.0.1:{site.port}"
        fleet.env |= {"http_proxy": proxy, "no_proxy": "", "NO_PROXY": ""}
        fleet.worker("one")
        fleet.collector()
        try:
            for _ in range(2):
                crawl_here(tmp_path / "alone", fleet.env)
                fleet.dispatcher("oim")
                fleet.finish(120)
                until(lambda: redis.xlen(link.STREAM) == 0, 20, "all is collected")
                site.advance()
        finally:
            fleet.stop()
    alone, together = contents(tmp_path / "alone" / "archive.db"), contents(tmp_path / "data" / "archive.db")
    assert together[0] == alone[0]
    assert together[1] == alone[1]
    assert together[2] == alone[2]
