"""robots.txt: one answer for all who wait for it, and what no answer means."""

from itertools import pairwise

import pytest
from loopback import Answer


def test_twenty_first_requests_at_once_obey_a_robots_txt_that_is_slow(site, project):
    paths = site.articles(20)
    site.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /news/1\n", wait=0.7)
    project.publisher(lists=[site.url + "/news/"], concurrency=20)
    forbidden = [path for path in paths if path.startswith("/news/1")]

    assert project.crawl().code == 0

    assert len(forbidden) == 11
    assert [path for path in site.paths() if path in forbidden] == []
    assert site.paths().count("/robots.txt") == 1
    assert (project.books().added, project.books().filtered) == (9, 11)
    assert project.state(forbidden[0]) == ("filtered", "robots")


def test_all_first_requests_wait_for_one_robots_txt(site, project):
    """Many lists at once: each is a first request."""
    site.pages["/robots.txt"] = Answer(b"User-agent: newsarchive\nDisallow: /l\n", wait=0.7)
    project.publisher(lists=[f"{site.url}/l{n}/" for n in range(20)], concurrency=20)

    project.crawl()

    assert site.paths() == ["/robots.txt"]


@pytest.mark.parametrize("name", ["News", "newsarchive-image", "archive", "x newsarchive"])
def test_a_group_for_a_name_that_is_like_ours_is_not_ours(site, project, name):
    site.articles(2)
    site.pages["/robots.txt"] = Answer(f"User-agent: {name}\nAllow: /\n\nUser-agent: *\nDisallow: /\n".encode())

    project.crawl()

    assert site.paths() == ["/robots.txt"]


@pytest.mark.parametrize("name", ["NEWSARCHIVE", "NewsArchive/2.0", "newsarchive (news)"])
def test_a_group_for_our_name_is_ours_in_any_case_and_version(site, project, name):
    site.articles(2)
    site.pages["/robots.txt"] = Answer(f"\ufeffUSER-AGENT: {name}\rAllow: /\r\rUser-agent: *\rDisallow: /\r".encode())

    project.crawl()

    assert project.books().added == 2


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_robots_txt_that_cannot_be_had_forbids_for_now_and_loses_nothing(site, project, status):
    site.articles(3)
    assert project.crawl("-a", "limit=1").code == 0
    site.pages["/robots.txt"] = Answer(b"", status)

    assert project.crawl("-s", "RETRY_TIMES=0").code == 1

    assert [path for path in site.paths() if path != "/robots.txt"] == ["/news/", site.asked[2].path]
    assert project.books().pending == 2
    site.pages["/robots.txt"] = Answer(b"", 404)
    project.crawl()
    assert len(project.rows()) == 3


def test_a_missing_robots_txt_allows_everything(site, project):
    site.articles(2)
    project.crawl()
    assert project.books().added == 2


def test_crawl_delay_is_kept_between_requests(site, project):
    site.articles(3)
    site.pages["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 0.6\n")
    project.publisher(lists=[site.url + "/news/"], concurrency=4)

    project.crawl()

    moments = [one.at for one in site.asked if one.path != "/robots.txt"]
    assert len(moments) == 4
    assert min(later - sooner for sooner, later in pairwise(moments)) > 0.5
