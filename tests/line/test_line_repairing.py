"""A site was redesigned, and a rule has rotted: what the archive knows of its articles gives the rule that would do."""

import doctest
import tomllib
from datetime import UTC, date, datetime, timedelta

import pytest

from newsarchive.archive import Archive
from newsarchive.line import article_of, repairing, selectors
from newsarchive.model import Page, Rules, Visit
from newsarchive.publishers import spec

FILE = """\
slug = "town"
name = "The Town"
domains = ["news.example"]
timezone = "Europe/London"

[visit]
lists = ["http://news.example/"]

[[rules]]
heading = ["CITY NEWS"]
title = "h1"
"""
OLD = spec.publisher(tomllib.loads(FILE), "town.toml")
BEFORE, AFTER = datetime(2024, 1, 10, tzinfo=UTC), datetime(2024, 3, 5, tzinfo=UTC)
STREETS = ("Bridge", "Tunnel", "Market", "Station", "Harbour")


def prose(street):
    return "".join(
        f"<p>The council said on {day} that {street} Street would stay closed for two more weeks, and buses run.</p>"
        for day in ("Monday", "Tuesday", "Thursday", "Friday")
    )


def old(street):
    return (
        f"<html><head><title>{street} closed</title></head><body><p>CITY NEWS</p><h1>{street} Street closed again</h1>"
        f"<p>5 January 2024</p><td>{prose(street)}</td></body></html>"
    )


def new(street):
    """The name of the paper is the h1 now, and no line names the section."""
    return (
        f"<html><head><title>{street} closed</title></head><body><h1>The Town, since 1871</h1>"
        f"<div class=story><h2 class=head>{street} Street closed again</h2><time class=day>5 January 2024</time>"
        f"<div class=story-text>{prose(street)}</div></div><div class=ad><p>Buy our calendar of the town.</p></div>"
        f"</body></html>"
    )


def visit(archive, street, words, at):
    body = words(street).encode()
    url = f"http://news.example/{street.lower()}.html"
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    kept = archive.keep(Visit(url, at, status=200, headers=headers, body=body))
    return Page(url, body, fetched_at=at, publisher="town", visit=kept)


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "archive.db") as found:
        for street in STREETS:
            page = visit(found, street, old, BEFORE)
            found.add(article_of(page, OLD), visit=page.visit)
        yield found


def redesign(archive, *streets):
    for number, street in enumerate(streets):
        page = visit(archive, street, new, AFTER + timedelta(days=number))
        archive.visited(page.visit)


def test_pages_that_read_as_before_are_no_sample(archive):
    assert repairing.samples(archive, OLD) == []


def test_a_page_that_is_read_worse_is_one_with_what_is_wrong(archive):
    redesign(archive, "Bridge")
    (sample,) = repairing.samples(archive, OLD)
    assert (sample.title, sample.published) == ("Bridge Street closed again", "2024-01-05")
    assert "CITY NEWS does not stand above a headline" in sample.trouble


def test_rules_are_learnt_that_read_the_new_design(archive):
    redesign(archive, *STREETS[:3])
    proposal = repairing.propose(OLD, FILE, repairing.samples(archive, OLD))
    assert proposal.rules.body == ("div.story-text",)
    assert proposal.rules.title == ("h2",)
    assert proposal.rules.published == ("time",)
    assert (len(proposal.healed), proposal.until) == (3, date(2024, 3, 4))


def test_the_file_keeps_the_rules_before_for_the_pages_before(archive):
    redesign(archive, *STREETS[:3])
    proposal = repairing.propose(OLD, FILE, repairing.samples(archive, OLD))
    described = spec.publisher(tomllib.loads(proposal.file), "town.toml")
    assert [rules.until for rules in described.rules] == [None, date(2024, 3, 4)]
    for words, at in ((old, BEFORE), (new, AFTER)):
        page = Page("http://news.example/market.html", words("Market").encode(), fetched_at=at)
        assert article_of(page, described).title == "Market Street closed again"


def test_one_page_proves_nothing(archive):
    redesign(archive, "Bridge")
    assert repairing.propose(OLD, FILE, repairing.samples(archive, OLD)) is None


def test_a_text_that_is_another_one_now_is_no_sample(archive):
    page = visit(archive, "Bridge", lambda _: new("Harbour Nine"), AFTER)
    archive.visited(page.visit)
    assert repairing.samples(archive, OLD) == []


def test_what_was_read_badly_since_does_not_count(archive):
    """The crawl after the redesign stored what the rotten rules gave; the revision before is the one that is known."""
    redesign(archive, "Bridge", "Tunnel")
    for street in ("Bridge", "Tunnel"):
        article = archive.get(f"http://news.example/{street.lower()}.html")
        article.title, article.fetched_at = "The Town, since 1871", AFTER
        archive.add(article)
    titles = {sample.title for sample in repairing.samples(archive, OLD)}
    assert titles == {"Bridge Street closed again", "Tunnel Street closed again"}


def test_names_that_a_build_gave_are_no_selectors():
    page = Page(
        "http://news.example/a", b"<html><body><div class='css-1x9f7k'><b id=n4711>Word</b></div></body></html>"
    )
    assert selectors.common([(page, selectors.titled("Word"))]) in ("b", "div", "div b")


def test_a_file_without_rules_gets_its_first():
    assert repairing.with_rules('slug = "a"\n', Rules(body=("p",)), date(2024, 1, 1)) == (
        'slug = "a"\n\n[[rules]]\nbody = ["p"]\n'
    )


def test_examples_hold():
    assert doctest.testmod(repairing).failed == 0
