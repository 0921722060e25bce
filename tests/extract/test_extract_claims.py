"""What a page says to machines about its authors and its headline, in the ways that systems write it."""

import json

import pytest

from newsarchive.extract import extract
from newsarchive.model import Page, Publisher

PROSE = "<p>The council met on Monday to discuss the budget, and it decided that the library will stay open.</p>" * 6


def claims(field, head="", body="<h1>Budget agreed</h1>"):
    html = f"<html><head>{head}</head><body>{body}{PROSE}</body></html>"
    draft = extract(Page("https://paper.example/news/2020/a.html", html.encode()), Publisher("paper", "The Paper"))
    return [claim.words for claim in draft.all(field)]


def graph(*things):
    return f'<script type="application/ld+json">{json.dumps({"@graph": things})}</script>'


PERSON = {"@type": "Person", "@id": "#jane", "name": "Jane Doe"}


@pytest.mark.parametrize("kind", ["NewsArticle", "WebPage"])
def test_an_author_who_is_told_by_an_identifier_is_looked_up(kind):
    assert claims("author", graph({"@type": kind, "author": {"@id": "#jane"}}, PERSON)) == ["Jane Doe"]


def test_an_identifier_that_names_nothing_claims_nobody():
    assert claims("author", graph({"@type": "NewsArticle", "author": {"@id": "#john"}}, PERSON)) == []


def test_objects_that_refer_to_each_other_end():
    circle = {"@type": "NewsArticle", "@id": "#a", "author": {"@id": "#a"}, "name": {"@id": "#a"}}
    assert claims("author", graph(circle)) == []


@pytest.mark.parametrize("label", ["Written by", "Verfasst von", "Écrit par"])
def test_a_card_names_the_author_after_its_label(label):
    head = f'<meta name="twitter:label1" content="{label}"><meta name="twitter:data1" content="Jane Doe">'
    assert claims("author", head) == ["Jane Doe"]


def test_another_row_of_a_card_names_nobody():
    head = '<meta name="twitter:label1" content="Est. reading time"><meta name="twitter:data1" content="2 minutes">'
    assert claims("author", head) == []


def test_a_box_about_the_author_claims_the_name_alone():
    body = "<h1>Budget agreed</h1><div itemprop='author'><b itemprop='name'>Jane Doe</b> writes on news</div>"
    assert claims("author", body=body) == ["Jane Doe"]


@pytest.mark.parametrize("headline", ["Budget\nagreed for a year", "Budget\u3000agreed for a year"])
def test_a_headline_is_known_by_the_pages_title_whatever_its_blanks(headline):
    body = f"<div><a href='/'>News</a></div><div>{headline}</div><div>6 January 2020</div>"
    assert claims("title", "<title>Budget agreed for a year - The Paper</title>", body)[0].startswith("Budget")
