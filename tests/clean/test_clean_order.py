"""The places of a page that tell its day, each with another one: the first in the argued order is believed."""

from itertools import combinations

import pytest
from drafts import PROSE

from newsarchive.clean import clean
from newsarchive.model import Block, Claim, Draft, Link, Page, Publisher

PAPER = Publisher("paper", "Paper", domains=("paper.example",), country="DE", language="en")


def claim(reader, rule):
    return lambda day: {"claim": Claim("published", f"2020-01-{day}T00:00:00+01:00", reader, rule)}


def markup(words):
    return lambda day: {"html": words.format(day)}


#: In the order of docs/attribution.md. An earlier place tells an earlier day, so that no page was stamped anew.
PLACES = {
    "the publisher's selector": claim("rules", "published"),
    "JSON-LD": claim("structured", "JSON-LD datePublished"),
    "meta": claim("metatags", "meta article:published_time"),
    "a labelled line": lambda day: {"above": f"Published: {day} January 2020"},
    "the URL": lambda day: {"path": f"2020/01/{day}/a.html"},
    "the list, feed or sitemap": lambda day: {"link": f"2020-01-{day}"},
    "a time element": markup("<time datetime='2020-01-{}'>x</time>"),
    "an element named after dates": lambda day: {"claim": Claim("stamp", f"2020-01-{day}", "boxes", "span.date")},
    "a script": markup('<script>var page = {{"datePublished": "2020-01-{}"}}</script>'),
    "rarer meta": markup("<meta name='last-release-date' content='2020-01-{}'>"),
    "a label anywhere": markup("<footer>Stand: {}.01.2020</footer>"),
}


def told(*places):
    """The article of a page that tells a day at each of these places, the first of them the 11th."""
    found = [PLACES[place](day) for day, place in enumerate(places, 11)]
    rest = {key: value for one in found for key, value in one.items() if key not in ("claim", "html")}
    html = "".join(one.get("html", "") for one in found) + f"<p>{PROSE}</p>"
    url = f"https://paper.example/{rest.get('path', 'a.html')}"
    link = Link(url, "paper", via="sitemap", published=rest["link"]) if "link" in rest else None
    claims = [one["claim"] for one in found if "claim" in one]
    above = [rest["above"]] if "above" in rest else []
    return clean(Draft(Page(url, html.encode(), link=link), claims, [Block("paragraph", PROSE)], above), PAPER)


@pytest.mark.parametrize("place", PLACES)
def test_each_place_alone_tells_the_day(place):
    assert told(place).published_at.date().isoformat() == "2020-01-11"


@pytest.mark.parametrize(("first", "second"), list(combinations(PLACES, 2)), ids=lambda place: place.replace(" ", "-"))
def test_of_two_places_the_one_that_stands_first_is_believed(first, second):
    assert told(first, second).published_at.date().isoformat() == "2020-01-11"


@pytest.mark.parametrize(("first", "second"), list(combinations(list(PLACES)[:6], 2)))
def test_what_was_not_believed_is_recorded_with_what_it_says(first, second):
    assert "2020-01-12" in told(first, second).origins["published_against"]


def test_headers_are_no_evidence_of_the_day():
    headers = {"last-modified": "Mon, 06 Jan 2020 12:30:00 GMT", "date": "Tue, 07 Jan 2020 12:30:00 GMT"}
    page = Page("https://paper.example/a.html", f"<p>{PROSE}</p>".encode(), headers=headers)
    assert clean(Draft(page, blocks=[Block("paragraph", PROSE)]), PAPER).published_at is None
