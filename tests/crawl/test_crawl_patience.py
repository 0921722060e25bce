"""Busy hosts are left alone as long as they ask; feeds and sitemaps are starts like lists."""

import gzip
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from types import SimpleNamespace

import hostile
import pytest
from loopback import Answer
from programs import needs
from scrapy.http import Request, Response
from scrapy.utils.test import get_crawler

from newsarchive.crawl.patience import SHORTEST, TRUSTED, Patience, retry_after

NOW = datetime(2020, 1, 5, 8, 0, tzinfo=UTC)


def asks(words):
    return retry_after(Response("http://news.example/", headers={"Retry-After": words} if words else {}), NOW)


def test_retry_after_in_seconds_or_as_a_date():
    assert asks("7") == 7.0
    assert asks("Sun, 05 Jan 2020 08:01:30 GMT") == 90.0
    assert [asks(words) for words in ("Sun, 05 Jan 2020 07:00:00 GMT", "0", "soon", "²", "")] == [None] * 5


def test_a_date_is_counted_from_the_servers_own_clock():
    """It is an hour slow: to ours, the date has passed."""
    headers = {"Retry-After": "Sun, 05 Jan 2020 07:01:00 GMT", "Date": "Sun, 05 Jan 2020 07:00:30 GMT"}
    assert retry_after(Response("http://news.example/", headers=headers), NOW) == 30.0


def busy(page, times, when=None):
    left = [when] * times

    def answer(asked):
        if not left:
            return page
        said = left.pop()
        return Answer(b"", 429, {"Retry-After": said()} if said else {})

    return answer


def in_three_seconds():
    return format_datetime(datetime.now(UTC) + timedelta(seconds=3), usegmt=True)


@pytest.mark.parametrize("when", [lambda: "2", in_three_seconds])
def test_a_busy_host_is_asked_again_when_it_said(site, project, when):
    paths = site.articles(3)
    site.pages[paths[0]] = busy(site.pages[paths[0]], 1, when)

    run = project.crawl()

    moments = [one.at for one in site.asked if one.path in paths]
    assert len(moments) == 4
    assert max(later - sooner for sooner, later in pairwise(moments)) >= 1.8
    assert project.books().added == 3
    assert "'newsarchive/patience/waits': 1" in run.err


@pytest.mark.parametrize("concurrency", [1, 3])
def test_no_more_requests_run_at_a_time_than_the_publisher_allows(site, project, concurrency):
    for path in site.articles(12):
        site.pages[path].wait = 0.05
    project.publisher(lists=[site.url + "/news/"], concurrency=concurrency)

    project.crawl()

    assert project.books().added == 12
    assert site.most_running == concurrency


def test_a_busy_host_that_names_no_time_is_asked_more_slowly(site, project):
    paths = site.articles(4)
    site.pages[paths[1]] = busy(site.pages[paths[1]], 2)

    project.crawl()

    assert project.books().added == 4
    moments = [one.at for one in site.asked if one.path in paths]
    gaps = [later - sooner for sooner, later in pairwise(moments)]
    assert max(gaps) > 0.9


def test_a_host_that_answers_well_again_is_asked_as_before():
    crawler, slot = get_crawler(), SimpleNamespace(delay=0.2, lastseen=0.0, queue=[])
    downloader = SimpleNamespace(slots={"news.example": slot}, get_slot_key=lambda request: "news.example")
    crawler.engine = SimpleNamespace(downloader=downloader)
    patience, request = Patience.from_crawler(crawler), Request("http://news.example/1.html")
    patience.downloaded(Response(request.url, status=503), request)
    delays = [slot.delay]
    for _ in range(TRUSTED):
        patience.downloaded(Response(request.url), request)
        delays.append(slot.delay)
    assert delays == [SHORTEST] * TRUSTED + [0.2]


def test_a_host_that_wants_a_long_rest_gets_it_and_its_urls_stay_pending(site, project):
    paths = site.articles(5)
    for path in paths:
        site.pages[path] = Answer(b"", 503, {"Retry-After": "3600"})

    run = project.crawl()

    assert run.code == 0
    assert len([path for path in site.paths() if path in paths]) == 1
    assert project.books().pending == 5


RSS = (
    "<rss version='2.0'><channel><title>T</title>{}</channel></rss>",
    "<item><title>{}</title><link>{}</link><pubDate>Sun, 05 Jan 2020 08:00:00 +0800</pubDate></item>",
)


def test_a_feed_is_a_start_and_its_dates_are_used(site, project):
    paths = site.articles(2)
    for path in paths:  # a page that prints no date
        site.pages[path].body = site.pages[path].body.replace(b"<p>2020-01-05</p>", b"")
    items = "".join(RSS[1].format(f"园区第{n}批重点项目名单昨天公布", path) for n, path in enumerate(paths))
    site.pages["/feed"] = Answer(RSS[0].format(items).encode(), 200, {"Content-Type": "application/rss+xml"})
    project.publisher(feeds=[site.url + "/feed"])

    project.crawl()

    assert {row["published_at"] for row in project.rows().values()} == {"2020-01-05T08:00:00+08:00"}


def test_an_index_of_sitemaps_is_a_start(site, project):
    paths = site.articles(3)
    entries = "".join(f"<url><loc>{site.url}{path}</loc></url>" for path in paths)
    packed = gzip.compress(f"<urlset>{entries}</urlset>".encode())
    site.pages["/map.xml.gz"] = Answer(packed, 200, {"Content-Type": "application/x-gzip"})
    index = f"<sitemapindex><sitemap><loc>{site.url}/map.xml.gz</loc></sitemap></sitemapindex>"
    site.pages["/sitemap.xml"] = Answer(index.encode(), 200, {"Content-Type": "text/xml"})
    project.publisher(sitemaps=[site.url + "/sitemap.xml"])

    project.crawl()

    assert set(project.rows()) == set(paths)


class Hesitant(hostile.Hostile):
    """Takes its time over the third connection before it lets anybody speak."""

    connections = 0

    def _answer(self, connection):
        self.connections += 1
        time.sleep(0.9 if self.connections == 3 else 0)
        super()._answer(connection)


def test_a_delay_counts_from_when_a_request_left_not_from_when_it_was_meant_to(project, tmp_path):
    needs("openssl")
    moments = []

    def article(connection, path):
        moments.append(time.monotonic())
        hostile.missing(connection, path)

    paths = [f"/news/{number}.html" for number in range(4)]
    rows = "".join(f"<li><a href={path}>园区第{path}批重点项目名单昨天公布</a> 2020-01-05</li>" for path in paths)
    tricks = dict.fromkeys(paths, article) | {"/news/": hostile.says(f"<ul>{rows}</ul>".encode())}
    server = Hesitant(tricks, "127.0.0.1", hostile.certificate(tmp_path))
    project.publisher(lists=[server.url + "/news/"], concurrency=4)

    run = project.crawl("-s", "DOWNLOAD_VERIFY_CERTIFICATES=0", "-s", "DOWNLOAD_DELAY=1")

    server.close()
    assert len(moments) == 4, run.err
    assert min(later - sooner for sooner, later in pairwise(moments)) > 0.8
