"""What pages say about their use is recorded with each visit, and obeyed where a setting says so."""

import gzip
import json
import sqlite3
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from loopback import Answer

from newsarchive.crawl.hours import is_open
from newsarchive.crawl.rights import of_site, told
from newsarchive.model import Publisher, Route

URL = "http://news.example/2024/a.html"
CC = "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("headers", "body", "said"),
    [
        ([], b"<meta name=robots content='index, NOARCHIVE'>", {"robots": ["noarchive"]}),
        ([], b'<META CONTENT="noai,noimageai" NAME="ROBOTS">', {"robots": ["noai", "noimageai"]}),
        ([("X-Robots-Tag", "noarchive"), ("x-robots-tag", "noai")], b"", {"robots": ["noarchive", "noai"]}),
        ([("X-Robots-Tag", "otherbot: noarchive, noai")], b"", {}),
        ([("X-Robots-Tag", "otherbot: noai, newsarchive: noarchive")], b"", {"robots": ["noarchive"]}),
        ([], b"<meta name=robots content='max-image-preview:large, noarchive'>", {"robots": ["noarchive"]}),
        ([], b"<!-- <meta name=robots content=noai> --><script>'<meta name=robots content=noai>'</script>", {}),
        ([("X-Robots-Tag", "newsarchive: noarchive")], b"", {"robots": ["noarchive"]}),
        (
            [("TDM-Reservation", "1"), ("tdm-policy", "/tdm.json")],
            b"",
            {"tdm": "1", "policy": "http://news.example/tdm.json"},
        ),
        ([], b'<meta name="tdm-reservation" content="0">', {"tdm": "0"}),
        ([], b"<p>text</p>" * 9000 + f'<a rel="license" href="{CC}">CC BY</a>'.encode(), {"licence": CC}),
        ([("Link", f'<{CC}>; rel="license"')], b"", {"licence": CC}),
        ([], b"<p>robots noarchive</p><meta name=author content=noarchive>", {}),
    ],
)
def test_what_a_page_says_is_read(headers, body, said):
    words = str(told(URL, headers, body))
    assert (json.loads(words) if words else {}) == said


def test_a_sites_reservation_is_that_of_the_longest_location_that_fits():
    rules = [
        {"location": "/*", "tdm-reservation": 1, "tdm-policy": "https://news.example/policy"},
        {"location": "/2024/*", "tdm-reservation": 0},
    ]
    body = json.dumps(rules).encode()
    assert of_site(body, URL) == {"tdm": "0"}
    assert of_site(body, "http://news.example/b") == {"tdm": "1", "policy": "https://news.example/policy"}
    assert told(URL, [("tdm-reservation", "1")], b"", of_site(body, URL)).tdm == "1"
    assert [of_site(other, URL) for other in (b"", b"no json", b'{"a": 1}', b"[1, 2]", b"[" * 99999)] == [{}] * 5


def rights_by_path(project):
    with sqlite3.connect(project.data / "archive.db") as db:
        sql = (
            "SELECT urls.url, visits.rights FROM visits JOIN urls ON urls.id = visits.url_id WHERE visits.status = 200"
        )
        found = db.execute(sql).fetchall()
    db.close()
    return {url.removeprefix(project.site.url): json.loads(words) if words else {} for url, words in found}


def told_pages(site):
    paths = site.articles(4)
    site.pages[paths[1]].headers["X-Robots-Tag"] = "noarchive"
    page = site.pages[paths[2]]
    marked = page.body.replace(b"<head>", b"<head><meta name=robots content=noai>")
    page.body, page.headers = gzip.compress(marked), {**page.headers, "Content-Encoding": "gzip"}
    rules = json.dumps([{"location": "/news/3", "tdm-reservation": 1}]).encode()
    site.pages["/.well-known/tdmrep.json"] = Answer(rules, 200, {"Content-Type": "application/json"})
    return paths


def test_rights_are_recorded_with_each_visit_and_nothing_is_passed_over(site, project):
    paths = told_pages(site)

    project.crawl("-s", "NEWSARCHIVE_TDMREP=1")

    found = rights_by_path(project)
    assert [found[path] for path in paths] == [{}, {"robots": ["noarchive"]}, {"robots": ["noai"]}, {"tdm": "1"}]
    assert len(project.rows()) == 4
    assert site.paths()[:2] == ["/robots.txt", "/.well-known/tdmrep.json"]


def test_what_is_obeyed_is_neither_archived_nor_kept(site, project):
    paths = told_pages(site)

    project.crawl("-s", "NEWSARCHIVE_TDMREP=1", "-s", "NEWSARCHIVE_OBEY=noarchive,noai,tdm")

    assert set(project.rows()) == {paths[0]}
    reasons = {"filtered/noarchive": 1, "filtered/noai": 1, "filtered/tdm": 1}
    assert project.books().reasons == reasons
    with sqlite3.connect(project.data / "archive.db") as db:
        kept = db.execute(
            "SELECT count(*) FROM visits JOIN urls ON urls.id = url_id WHERE urls.url LIKE '%/news/1.html'"
            " AND warc_id IS NOT NULL"
        ).fetchone()
    db.close()
    assert kept == (0,)


def test_request_rate_is_kept(site, project):
    site.articles(3)
    site.pages["/robots.txt"] = Answer(b"User-agent: *\nRequest-rate: 2/1s\n")
    project.publisher(lists=[site.url + "/news/"], concurrency=4)
    project.crawl()
    moments = [one.at for one in site.asked if one.path != "/robots.txt"]
    assert min(later - sooner for sooner, later in pairwise(moments)) > 0.4


def test_a_robots_txt_that_cannot_be_had_is_counted_by_its_kind(site, project):
    site.articles(1)
    site.pages["/robots.txt"] = Answer(b"", 503)
    run = project.crawl("-s", "RETRY_TIMES=0")
    assert "'newsarchive/robots/unreachable/503': 1" in run.err


@pytest.mark.parametrize(
    ("hours", "open_at"),
    [("", range(24)), ("08:00-10:00", (0, 1)), ("22:00-06:00", (14, 15, 16, 17, 18, 19, 20, 21))],
)
def test_hours_are_the_publishers_own(hours, open_at):
    publisher = Publisher("a", "A", timezone="Asia/Shanghai", visit=Route(hours=hours))
    assert [hour for hour in range(24) if is_open(publisher, datetime(2024, 8, 21, hour, tzinfo=UTC))] == list(open_at)


def test_outside_of_its_hours_a_publisher_is_not_asked_and_nothing_is_lost(site, project):
    site.articles(3)
    project.crawl("-a", "limit=1")
    asked = len(site.asked)
    hour = datetime.now(UTC).hour + 8
    hours = f"{(hour + 2) % 24:02}:00-{(hour + 3) % 24:02}:00"
    project.publisher(lists=[site.url + "/news/"], hours=hours)

    project.crawl()

    assert len(site.asked) == asked
    assert project.books().pending == 2
