"""Pages that nobody wrote for readers: huge, deep, wide. Each must end soon, in an article or a PageError."""

from __future__ import annotations

import sys

import pytest

from newsarchive import read
from newsarchive.errors import PageError, TooLarge
from newsarchive.extract import extract, layout
from newsarchive.markup import LARGEST
from newsarchive.model import Article, Page, Publisher

PUBLISHER = Publisher("example", "Example")
SENTENCE = "The council met on Tuesday and voted to repair the old bridge before winter comes. "


def page(body: str) -> bytes:
    return f"<html><head><title>A bridge is repaired</title></head><body><h1>A bridge</h1>{body}</body></html>".encode()


def outcome(body: bytes) -> str:
    try:
        return f"{len(extract(Page('https://news.example/a/1.html', body), PUBLISHER).blocks)} blocks"
    except PageError as error:
        return error.reason


def calls(body: bytes) -> int:
    """Calls of functions, Python's and C's, that reading a page takes: what a busy machine does not change."""
    many = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal many
        many += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        outcome(body)
    finally:
        sys.setprofile(None)
    return many


HUGE = {
    "200,000 siblings": "<p>x</p>" * 200_000,
    "200,000 sentences": f"<p>{SENTENCE}</p>" * 50_000,
    "nested 50,000 deep": "<div>" * 50_000 + SENTENCE * 20 + "</div>" * 50_000,
    "navigation 20,000 deep": '<div class="nav">' * 20_000 + f"<p>{SENTENCE}</p>" * 50,
    "inline markup 20,000 deep": "<b>" * 20_000 + SENTENCE * 20,
    "a megabyte in an attribute": f'<p class="{"a b-c " * 170_000}">{SENTENCE * 10}</p>',
    "100,000 links": '<a href="/x">link</a> ' * 100_000,
    "100,000 breaks": f"{SENTENCE[:40]}<br>" * 100_000,
    "a table of 100,000 cells": "<table>" + "<tr><td>1</td><td>2</td></tr>" * 50_000 + "</table>",
    "open tags": "<div><span><a><td>" * 20_000,
    "one line": SENTENCE * 20_000,
}


@pytest.mark.parametrize("name", HUGE)
def test_a_huge_page_takes_some_calls_a_tag(name):
    body = page(HUGE[name])
    assert calls(body) < 80 * body.count(b"<") + 5_000


@pytest.mark.parametrize(
    "unit", [f"<p>{SENTENCE}</p>", f'<div class="nav"><a href="/a">{SENTENCE}</a></div>', "<div><b>x</b>"]
)
def test_calls_grow_with_size_and_no_faster(unit):
    assert calls(page(unit * 16_000)) < 8 * 1.2 * calls(page(unit * 2_000))


LONG = f"<p>{SENTENCE}</p>" * (layout.LINES + 500)


def article(body: str) -> Article:
    return read(page(body), "https://news.example/a/1.html")


def test_an_article_longer_than_any_is_cut_and_says_so():
    found = article(LONG)
    assert found.text.count("\n") < layout.LINES
    assert found.completeness == "truncated"
    assert found.origins["read"] == "the first 8000 lines: the page is longer than any article"


def test_an_article_before_a_page_without_end_is_whole_and_the_rest_is_told():
    rows = '<li><a href="/n">Another bridge was closed</a></li>' * (layout.LINES + 500)
    found = article(f"<article>{f'<p>{SENTENCE}</p>' * 20}</article><ul>{rows}</ul>")
    assert found.text.split("\n") == [SENTENCE.strip()] * 20
    assert (found.completeness, "read" in found.origins) == ("complete", True)


def test_a_text_of_more_than_a_million_characters_in_one_line_is_cut():
    found = article(SENTENCE * 20_000)
    assert layout.CHARACTERS - 20 <= len(found.text) <= layout.CHARACTERS
    assert found.completeness == "truncated"


def test_marks_without_end_end_a_page():
    found = article(f"<p>{SENTENCE * 4}{'<b>old</b> bridge. ' * 30_000}</p><p>{SENTENCE}</p>")
    assert found.origins["read"].startswith("20000 marks in one line")
    assert found.html.count("<strong>") <= 10_001


def test_a_link_longer_than_any_server_takes_is_left_out_and_told():
    links = f'<a href="/{"path/" * 2000}">here</a> <a href="/b">there</a> <a href="data:{"x" * 9000}">it</a>'
    found = article(f"<p>{SENTENCE * 9}{links}</p>")
    assert found.html.count("href=") == 1
    assert found.origins["links"] == "1 left out: an address is longer than any that a server takes"


def test_metas_without_end_are_read_up_to_the_first_two_thousand_and_told():
    found = article('<meta name="author" content="Jane Doe">' * 2500 + f"<p>{SENTENCE}</p>" * 20)
    assert found.origins["meta"] == "the first 2000: a page has some dozens"


def test_a_page_of_usual_length_says_nothing_of_it():
    assert not {"read", "links", "meta"} & set(article(f"<p>{SENTENCE}</p>" * 1500).origins)


def test_a_page_over_the_limit_is_refused_unread():
    body = page("<p>x</p>" * (LARGEST // 8))
    with pytest.raises(TooLarge):
        extract(Page("https://news.example/a/1.html", body), PUBLISHER)


def test_a_page_of_almost_the_limit_is_read():
    body = page(f"<p>{SENTENCE}</p>" * (LARGEST // 100))
    assert len(body) <= LARGEST
    assert outcome(body).endswith("blocks")
