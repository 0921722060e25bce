"""What goes over the wire comes out as it went in, or is refused with a word why."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsarchive.archive.answers import Known
from newsarchive.crawl.errand import Errand
from newsarchive.crawl.ship import Added, Ended, Offered, Settled, Visited
from newsarchive.errors import MessageRefused
from newsarchive.fleet import messages
from newsarchive.model import Article, Attribution, Image, Link, Publisher, Route, Rules, Visit

AT = datetime(2024, 3, 2, 10, 0, 5, 123000, tzinfo=UTC)
VISIT = Visit(
    "https://a.example/1", AT, 7, status=200, headers=(("ETag", '"1"'),), body=b"\x00\xffbytes", request_body=b"a=\xff"
)
ARTICLE = Article(
    "https://a.example/1",
    "a",
    "湖南:先进制造业",
    "第一段\n第二段",
    authors=("李平",),
    published_at=AT,
    published_precision="minute",
    images=(Image("https://a.example/1.jpg", "图"),),
    attribution=Attribution("reprint", "东方财富网", evidence="文章来源:东方财富网", chain=("东方财富网",)),
    origins={"title": "heading: h1"},
)
WORDS = [
    Offered(7, (Link("https://a.example/1", "a", form=(("x", "1"),)),), VISIT),
    Visited(VISIT),
    Settled("https://a.example/2", "failed", "404", visit=replace(VISIT, status=404)),
    Settled("https://a.example/3", "alias", "redirect", "https://a.example/1"),
    Added(ARTICLE, VISIT),
    Ended("7:1:x", well=False),
]


def wire(word):
    return {key: str(value).encode() if isinstance(value, int) else value for key, value in messages.pack(word).items()}


@pytest.mark.parametrize("word", WORDS, ids=lambda word: type(word).__name__)
def test_a_word_comes_out_as_it_went_in(word):
    assert messages.unpack(wire(word)) == word


def test_the_body_goes_beside_the_words_as_it_is():
    sent = messages.pack(WORDS[1])
    assert sent[b"body"] == b"\x00\xffbytes"
    assert json.loads(sent[b"told"])["visit"]["body"] == ""


def test_an_errand_comes_out_as_it_went_in():
    rules = Rules(until=AT.date(), title=("h1",))
    publisher = Publisher("a", "A", domains=("a.example",), visit=Route(delay=0.5), rules=(rules,))
    known = {"https://a.example/1": Known("https://a.example/1", "added", etag='"1"', article_id=3)}
    errand = Errand("7:1:x", 7, publisher, "a.example", AT, (), (Link("https://a.example/1", "a"),), known)
    assert messages.unpack_errand(messages.pack_errand(errand)) == errand


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({b"v": b"2"}, "its version is '2', this newsarchive knows 1"),
        ({b"v": b""}, "its version is ''"),
        ({b"kind": b"rumour"}, "its kind is 'rumour'"),
        ({b"told": b"{"}, "Input data was truncated"),
        ({b"told": b'{"url": 5, "state": "failed"}'}, "Expected `str`, got `int`"),
        ({b"told": b'{"url": "https://a.example/2", "state": "lost"}'}, "Invalid enum value 'lost'"),
        ({b"told": b"\x80\x04K\x01."}, "JSON is malformed"),
    ],
)
def test_what_is_no_word_is_refused(change, why):
    with pytest.raises(MessageRefused, match=why):
        messages.unpack(wire(WORDS[2]) | change)


@pytest.mark.parametrize("told", ["", "[]", "{}", '{"v": 2, "errand": {}}', '{"v": 1, "errand": {"id": 5}}'])
def test_what_is_no_errand_is_refused(told):
    with pytest.raises(MessageRefused):
        messages.unpack_errand(told)
