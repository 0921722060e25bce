"""An archive that cannot be written to ends the crawl, tells why, and loses nothing."""

import sqlite3
import time


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


def test_two_crawls_of_one_publisher_at_once_both_end_well_and_store_everything_once(site, project):
    paths = site.articles(12)
    for path in paths:
        site.pages[path].wait = 0.1
    first, second = project.start(), project.start()
    told = [process.communicate(timeout=90)[1] for process in (first, second)]

    assert (first.returncode, second.returncode) == (0, 0), told
    assert set(project.rows()) == set(paths)
    assert {row["revisions"] for row in project.rows().values()} == {1}
    with project.archive() as archive:
        assert [crawl.status for crawl in archive.crawls()] == ["finished", "finished"]
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
