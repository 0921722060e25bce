"""The collector: killed between any two of its steps, it writes each word down once; what it cannot read it keeps."""

import multiprocessing
import os
import signal
from dataclasses import replace

import pytest
from machines import until
from test_fleet_messages import ARTICLE, VISIT

from newsarchive.archive import Archive
from newsarchive.crawl.ship import Added, Ended, Offered
from newsarchive.fleet import link, messages
from newsarchive.fleet.collector import Collector
from newsarchive.fleet.sender import Sender
from newsarchive.model import Article, Link, Visit

MANY = 30


def send_a_crawl(archive, redis):
    """What workers would send of a crawl of some articles."""
    crawl = archive.hub.begin("a", [])
    sender = Sender(redis)
    sender.send(Offered(crawl, tuple(Link(f"https://a.example/{n}", "a") for n in range(MANY))))
    for n in range(MANY):
        url = f"https://a.example/{n}"
        visit = Visit(url, VISIT.at, crawl, status=200, body=b"<html>page %d</html>" % n)
        sender.send(Added(Article(url, "a", f"Title {n}", f"Text number {n}."), visit))
    sender.send(Ended("none"))
    return crawl


def collect_and_die(path, server_url, where, after):
    """Collect in a process that kills itself at a step: between WARC and commit, or between commit and ack."""
    os.environ["NEWSARCHIVE_FLEET"] = server_url
    archive, connection = Archive(path), link.redis()
    count = iter(range(after))

    def dying(step):
        def step_or_die(*words):
            if next(count, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
            return step(*words)

        return step_or_die

    if where == "before the commit":
        archive.hub.receiving = dying(archive.hub.receiving)
    else:
        archive.flush = dying(archive.flush)
    collector = Collector(archive, connection)
    while collector.collect(wait=100):
        pass


@pytest.mark.parametrize(
    ("where", "after", "kills"), [("before the commit", 7, 3), ("before the commit", 31, 1), ("before the ack", 0, 1)]
)
def test_killed_with_9_it_goes_on_where_it_was(tmp_path, server, redis, where, after, kills):
    path = tmp_path / "archive.db"
    with Archive(path) as archive:
        crawl = send_a_crawl(archive, redis)
    for _ in range(kills):
        process = multiprocessing.get_context("spawn").Process(
            target=collect_and_die, args=(path, server.url, where, after)
        )
        process.start()
        process.join()
        assert process.exitcode == -signal.SIGKILL
    with Archive(path) as archive:
        collector = Collector(archive, redis)
        until(lambda: collector.collect(wait=50) == 0, 30, "all is collected")
        books, rows = archive.hub.finish(crawl), archive.stats().rows
        assert (books.offered, books.added) == (MANY, MANY)
        assert (rows["articles"], rows["revisions"], rows["visits"], rows["texts"]) == (MANY, MANY, MANY, MANY)
        assert archive.page("https://a.example/3").body == b"<html>page 3</html>"
        assert [check for check in archive.health() if not check.good and check.name != "sqlite"] == []
    assert redis.xlen(link.STREAM) == 0


def test_what_cannot_be_read_is_set_aside_and_hinders_nobody(tmp_path, redis):
    with Archive(tmp_path / "archive.db") as archive:
        redis.xadd(link.STREAM, {"v": "99", "kind": "added", "told": "{}"})
        redis.xadd(link.STREAM, {"v": "1", "kind": "added", "told": '{"article": 5}'})
        redis.xadd(
            link.STREAM,
            {
                "v": "1",
                "kind": "offered",
                "told": '{"crawl": 77, "links": [{"url": "https://a.example/5", "publisher": "a"}]}',
            },
        )
        bad = messages.pack(Added(Article("ftp://a.example/1", "a", "Title", "Text.")))
        redis.xadd(link.STREAM, bad)
        Sender(redis).send(Added(ARTICLE, replace(VISIT, crawl=None)))
        assert Collector(archive, redis).collect(wait=50) == 5
        assert archive.get(ARTICLE.url).title == ARTICLE.title
    aside = [fields[b"why"].decode() for _, fields in redis.xrange(link.ASIDE)]
    assert aside[0] == "its version is '99', this newsarchive knows 1"
    assert "Expected `object`, got `int`" in aside[1]
    assert "contradicts the archive" in aside[2]
    assert "no http or https URL" in aside[3]
    assert redis.xlen(link.STREAM) == 0


def test_an_alias_that_is_offered_brings_its_article(tmp_path, redis):
    with Archive(tmp_path / "archive.db") as archive:
        first = archive.hub.begin("a", [])
        archive.add(Article("https://a.example/1", "a", "Title", "Text.", aliases=("https://m.a.example/1",)))
        archive.hub.finish(first)
        crawl = archive.hub.begin("a", [])
        Sender(redis).send(Offered(crawl, (Link("https://m.a.example/1", "a"),)))
        Collector(archive, redis).collect(wait=50)
        (lease,) = archive.hub.take(crawl, VISIT.at, 10, 10)
        assert [link.url for link in lease.articles] == ["https://a.example/1"]


def test_who_sends_waits_while_the_collector_is_behind(redis):
    sender = Sender(redis, full=3)
    for _ in range(3):
        redis.xadd(link.STREAM, {"v": "1"})
    process = multiprocessing.get_context("fork").Process(target=sender.send, args=(Ended("x"),))
    process.start()
    process.join(1.5)
    assert process.is_alive()
    redis.xtrim(link.STREAM, maxlen=0)
    process.join(5)
    assert process.exitcode == 0
    assert redis.xlen(link.STREAM) == 1
