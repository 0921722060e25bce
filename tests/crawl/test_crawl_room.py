"""A frontier of a million URLs stays in the archive: some of it is in memory, and more is taken as that comes."""

import asyncio
from types import SimpleNamespace

import pytest

from newsarchive.crawl import spider as spiders
from newsarchive.crawl.spider import SOME, NewsSpider
from newsarchive.model import Link, Publisher

URLS = [f"http://news.example/{n}.html" for n in range(SOME)]


@pytest.fixture
def spider(monkeypatch):
    """One that has asked for much; its downloader rests, as it does while pages wait to be read."""
    monkeypatch.setattr(spiders, "GLANCE", 0)
    made = NewsSpider(Publisher("town", "Town"))
    made.crawler = SimpleNamespace(engine=SimpleNamespace(downloader=SimpleNamespace(active=set())))
    for url in URLS:
        made.walk.frontier.put(Link(url, "town"))
    assert len(list(made.walk.frontier.take())) == SOME
    return made


def test_no_more_is_taken_until_most_of_it_has_come(spider):
    async def both():
        room = asyncio.ensure_future(spider._room())
        for url in URLS:
            assert not room.done() or spider.walk.frontier.under_way < SOME // 2
            spider.walk.frontier.end(url, "added")
            await asyncio.sleep(0)
        return await room

    assert asyncio.run(both())


def test_no_more_is_taken_where_nothing_comes_any_more(spider):
    assert not asyncio.run(spider._room())
    assert spider.walk.frontier.under_way == SOME
