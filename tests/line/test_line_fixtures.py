"""A publisher's kept pages: what must be read on them, and what is told when it is not."""

import pytest

from newsarchive.errors import SpecError
from newsarchive.line import fixtures
from newsarchive.model import Page, Publisher, Route, Rules

URL = "http://news.example/news/7.html"
PAPER = Publisher("paper", "The Paper", domains=("news.example",), timezone="Europe/London")
PROSE = "".join(
    f"<p>The council said on Monday that the {street} would stay closed for two more weeks, and buses would run.</p>"
    for street in ("bridge", "tunnel", "market", "station")
)
BODY = (
    f"<html><head><title>Bridge closed - The Paper</title></head><body><h1>Bridge closed</h1><p>5 January 2020</p>"
    f"<div>{PROSE}</div></body></html>"
).encode()
PAGE = Page(URL, BODY, headers={"content-type": "text/html; charset=utf-8", "server": "x"})
LIST = Page(
    "http://news.example/news/",
    b"<ul><li><a href=/news/7.html>Bridge closed again</a> 2020-01-05"
    b"<li><a href=/news/6.html>Tunnel closed again</a> 2020-01-04</ul>",
)


def test_a_kept_page_reads_as_it_did(tmp_path):
    fixtures.write(tmp_path, "article-1", PAGE, fixtures.expected_of(PAGE, PAPER))
    (kept,) = fixtures.read(tmp_path)
    assert kept.page.body == BODY
    assert kept.page.headers == {"content-type": "text/html; charset=utf-8"}
    assert kept.expected["title"] == "Bridge closed"
    assert kept.expected["published_at"] == "2020-01-05T00:00:00+00:00"
    assert fixtures.check(kept, PAPER) == []


def test_a_field_that_is_read_otherwise_is_named(tmp_path):
    expected = fixtures.expected_of(PAGE, PAPER) | {"title": "Bridge opened"}
    fixtures.write(tmp_path, "article-1", PAGE, expected)
    (kept,) = fixtures.read(tmp_path)
    assert fixtures.check(kept, PAPER) == [fixtures.Difference("title", "Bridge opened", "Bridge closed")]


def test_a_rule_that_finds_nothing_of_the_body_shows(tmp_path):
    fixtures.write(tmp_path, "article-1", PAGE, fixtures.expected_of(PAGE, PAPER))
    (kept,) = fixtures.read(tmp_path)
    rotten = Publisher("paper", "The Paper", domains=("news.example",), rules=(Rules(heading=("CITY NEWS",)),))
    assert [one.field for one in fixtures.check(kept, rotten)] == ["page"]


def test_a_list_must_offer_what_it_offered(tmp_path):
    fixtures.write(tmp_path, "list-1", LIST, fixtures.offered_by(LIST, PAPER))
    (kept,) = fixtures.read(tmp_path)
    assert kept.expected == {"offers": [URL, "http://news.example/news/6.html"]}
    assert fixtures.check(kept, PAPER) == []
    narrow = Publisher("paper", "The Paper", domains=("news.example",), visit=Route(articles=("/7",)))
    assert [one.field for one in fixtures.check(kept, narrow)] == ["offers"]


@pytest.mark.parametrize("words", ["{", '{"url": 3}', '{"url": "http://news.example/", "expected": {}}'])
def test_a_file_that_is_no_fixture_is_named(tmp_path, words):
    (tmp_path / "article-1.json").write_text(words)
    with pytest.raises(SpecError, match=r"article-1.json: is no fixture"):
        list(fixtures.read(tmp_path))
