"""A crawl that ends in the middle, in whatever way, loses nothing and doubles nothing."""

import signal
import time

import pytest
from loopback import Project


def slowly(site, seconds):
    for path, page in site.pages.items():
        if path.startswith("/news/") and path != "/news/":
            page.wait = seconds


def stated(project):
    """What the archive states, but for when, by which crawl, and under which number."""
    wanted = ("title", "text", "source", "published_at", "language", "revisions")
    return {path: tuple(row[name] for name in wanted) for path, row in project.rows().items()}


def wait_for_articles(project, count):
    for _ in range(600):
        if (project.data / "archive.db").exists() and len(project.rows()) >= count:
            return
        time.sleep(0.05)
    raise AssertionError("the crawl never came that far")


@pytest.fixture
def undisturbed(tmp_path, site):
    folder = tmp_path / "undisturbed"
    folder.mkdir()
    return Project(folder, site)


def test_a_crawl_killed_in_the_middle_and_crawled_again_equals_an_undisturbed_one(site, project, undisturbed):
    site.articles(20)
    undisturbed.crawl()
    slowly(site, 0.15)
    process = project.start()
    wait_for_articles(project, 5)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stderr.close()
    at_death = len(project.rows())
    slowly(site, 0)

    assert project.crawl().code == 0

    assert 5 <= at_death < 20
    assert stated(project) == stated(undisturbed)
    with project.archive() as archive:
        assert [crawl.status for crawl in archive.crawls()] == ["finished", "crashed"]
        assert [check for check in archive.health() if not check.good] == []


def test_what_was_offered_before_the_kill_is_asked_for_though_no_list_shows_it_any_more(site, project):
    paths = site.articles(12)
    slowly(site, 0.15)
    process = project.start()
    wait_for_articles(project, 2)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stderr.close()
    slowly(site, 0)
    site.list("/news/", [])

    project.crawl()

    assert set(project.rows()) == set(paths)


def test_ctrl_c_ends_a_crawl_in_good_order(site, project):
    site.articles(20)
    slowly(site, 0.15)
    process = project.start()
    wait_for_articles(project, 2)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "town stopped: 20 offered" in told
    with project.archive() as archive:
        assert archive.crawls(1)[0].status == "stopped"
    books = project.books()
    assert books.offered == books.added + books.pending == 20
    slowly(site, 0)
    project.crawl()
    assert len(project.rows()) == 20
