"""An archive that cannot be written to ends the crawl, tells why, and loses nothing."""

import sqlite3
import time

from newsarchive import Archive
from newsarchive.model import Link


def test_an_archive_that_somebody_else_holds_ends_the_crawl_and_the_next_one_goes_on(site, project):
    paths = site.articles(12)
    for path in paths:
        site.pages[path].wait = 0.2
    process = project.start()
    while not (project.data / "archive.db").exists() or not project.rows():
        time.sleep(0.05)
    holder = sqlite3.connect(project.data / "archive.db", isolation_level=None, timeout=30)
    holder.execute("BEGIN IMMEDIATE")
    _, told = process.communicate(timeout=90)
    holder.execute("ROLLBACK")
    holder.close()

    assert process.returncode == 5, told
    assert "the crawl ends here: " in told
    assert 1 <= len(project.rows()) < 12
    for path in paths:
        site.pages[path].wait = 0
    assert project.crawl().code == 0
    assert set(project.rows()) == set(paths)
    with project.archive() as archive:
        assert [crawl.status for crawl in archive.crawls()] == ["finished", "crashed"]


def test_a_publisher_is_crawled_by_one_at_a_time_and_the_second_says_by_whom(site, project):
    paths = site.articles(12)
    for path in paths:
        site.pages[path].wait = 0.5
    first = project.start()
    while len(site.asked) < 3:
        time.sleep(0.05)
    second = project.crawl()
    told = first.communicate(timeout=90)[1]

    assert first.returncode == 0, told
    assert second.code == 5
    assert f"process {first.pid} is at it" in second.err
    asked = [request.path for request in site.asked]
    assert len(asked) == len(set(asked))
    assert set(project.rows()) == set(paths)
    with project.archive() as archive:
        assert [crawl.status for crawl in archive.crawls()] == ["finished"]
        assert [check for check in archive.health() if not check.good] == []
        assert list(archive.upkeep.verify()) == []
    assert project.crawl().code == 0


def test_a_publisher_that_a_fleet_is_crawling_is_not_crawled_here(site, project):
    site.articles(2)
    with Archive(project.data / "archive.db") as archive:
        crawl = archive.hub.begin("town", [Link(site.url + "/news/", "town", via="seed")])
    run = project.crawl()
    assert (run.code, site.asked) == (5, [])
    assert "a fleet is crawling town" in run.err
    with Archive(project.data / "archive.db") as archive:
        archive.finish(crawl, "stopped", {})
    assert project.crawl().code == 0


def test_two_publishers_are_crawled_into_one_archive_at_once(site, second, project):
    paths, others = site.articles(8), second.articles(8)
    project.publisher("city", lists=[second.url + "/news/"])
    for place, some in ((site, paths), (second, others)):
        for path in some:
            place.pages[path].wait = 0.2
    crawls = [project.start(), project.start(spider="city")]
    told = [process.communicate(timeout=90)[1] for process in crawls]

    assert [process.returncode for process in crawls] == [0, 0], told
    with project.archive() as archive:
        assert {row["url"] for row in archive.rows()} == {
            place.url + path for place, some in ((site, paths), (second, others)) for path in some
        }
        assert {crawl.status for crawl in archive.crawls()} == {"finished"}
        assert [check for check in archive.health() if not check.good] == []
        assert list(archive.upkeep.verify()) == []


def test_an_archive_that_is_held_from_the_start_is_told_at_once(site, project):
    site.articles(2)
    project.crawl()
    asked = len(site.asked)
    holder = sqlite3.connect(project.data / "archive.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    run = project.crawl()

    holder.close()
    assert run.code == 5
    assert "archive.db" in run.err.strip().splitlines()[-1]
    assert len(site.asked) == asked
