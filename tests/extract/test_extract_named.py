"""Boxes that are named after authors and dates: claims that stand behind all others, and none from other articles."""

import pytest

from newsarchive.extract import extract
from newsarchive.model import Page, Publisher

PROSE = "The council met on Monday to discuss the budget, and it decided that the library will stay open. " * 3


def claims(field, markup, head=""):
    html = f"<html><head>{head}</head><body><h1>Budget agreed</h1>{markup}<p>{PROSE}</p><p>{PROSE}</p></body></html>"
    draft = extract(Page("https://paper.example/news/2020/a.html", html.encode()), Publisher("paper", "The Paper"))
    return [(claim.words, claim.rule.split()[0]) for claim in draft.all(field)]


@pytest.mark.parametrize(
    "markup",
    [
        "<span class='post-author-name'>Todd Bates</span>",
        "<div class='entry-author'>Todd Bates</div>",
        "<div><a class='author' href='/todd'>Todd Bates</a></div>",
        "<p><b class='autor'>Todd Bates</b></p>",
    ],
)
def test_a_box_named_after_authors_claims_a_byline(markup):
    assert ("Todd Bates", "sure") in claims("byline", markup)


def test_a_box_that_only_might_name_an_author_is_not_sure():
    assert claims("byline", "<div class='byline-wrap'>Todd Bates</div>") == [("Todd Bates", "div.byline-wrap")]


@pytest.mark.parametrize("name", ["related-posts", "author-bio", "sidebar", "comment-list"])
def test_other_articles_authors_claim_nothing(name):
    assert claims("byline", f"<div class='{name}'><span class='author'>Todd Bates</span></div>") == []


def test_a_box_named_after_dates_claims_a_stamp():
    assert claims("stamp", "<div class='post-date'>6 January 2020</div>") == [("6 January 2020", "div.post-date")]


def test_a_box_of_words_without_a_digit_claims_no_stamp():
    assert claims("stamp", "<div class='post-date'>yesterday</div>") == []


def test_a_page_that_tells_machines_its_day_has_no_need_of_stamps():
    head = "<meta property='article:published_time' content='2020-01-06T08:30:00Z'>"
    assert claims("stamp", "<div class='post-date'>6 January 2020</div>", head) == []


def test_a_long_box_claims_nothing():
    assert claims("byline", f"<div class='author-text'>{PROSE}</div>") == []
