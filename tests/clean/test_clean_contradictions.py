"""Dates that contradict each other: which one is believed, and that the answer says against what."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from drafts import PROSE, STORY, article

from newsarchive.clean import dates, told, zones
from newsarchive.clean.told import context
from newsarchive.model import Claim, Draft, Page, Publisher

BERLIN = Publisher("zeitung", "Zeitung", domains=("paper.example",), country="DE", language="de")
NOBODY = Publisher("news", "News", domains=("paper.example",), language="en")


def said(got):
    return got.published_at.isoformat(), got.origins.get("published_against", "")


def test_a_line_with_a_clock_goes_before_a_stamp_of_another_day():
    got = article(PROSE, publisher=BERLIN, published="2020-01-08T00:00:00+01:00", above=("6.1.2020, 12:01 Uhr",))
    assert said(got) == ("2020-01-06T12:01:00+01:00", "structured: JSON-LD published: 2020-01-08T00:00:00+01:00")


def test_a_line_without_a_clock_does_not():
    got = article(PROSE, publisher=BERLIN, published="2020-01-08T09:00:00+01:00", above=("6.1.2020",))
    assert said(got) == ("2020-01-08T09:00:00+01:00", "line above (zone: country): 2020-01-06T00:00:00+01:00")


def test_a_line_that_shows_the_minute_of_the_last_change_is_the_update():
    got = article(
        PROSE,
        publisher=BERLIN,
        published="2020-01-06T09:00:00+01:00",
        updated="2020-01-08T10:30:20+01:00",
        above=("8.1.2020, 10:30 Uhr",),
    )
    assert got.published_at.isoformat() == "2020-01-06T09:00:00+01:00"
    assert got.updated_at.isoformat() == "2020-01-08T10:30:20+01:00"


def test_the_zone_of_a_page_is_read_off_its_line_and_its_stamp():
    got = article(
        PROSE, publisher=NOBODY, published="2023-11-09T01:09:55+00:00", above=("November 8, 2023 at 6:09 p.m.",)
    )
    assert got.published_at.isoformat() == "2023-11-08T18:09:55-07:00"
    assert got.origins["published_at"].endswith("(zone: line)")


def test_a_line_that_is_no_such_instant_tells_no_zone():
    got = article(PROSE, publisher=NOBODY, published="2023-11-08T01:09:55+00:00", above=("November 8, 2023 6:20 p.m.",))
    assert got.published_at.isoformat() == "2023-11-08T01:09:55+00:00"


def test_a_page_that_is_true_to_its_url_is_against_nothing():
    got = article(STORY, url="https://paper.example/2020/0106/1.html", above=("2020-01-06 08:30",))
    assert said(got) == ("2020-01-06T08:30:00+08:00", "")


@pytest.mark.parametrize(
    "path",
    [
        "2020/01/06/a.html", "2020/1/6/a.html", "2020-01-06/a.html", "20200106/a.html", "t20200106_77.html",
        "2020/0106/77.html", "2020-01/06/content_77.html", "n1/2020/0106/c1001-77.html", "20/0106/10/C652.html",
        "06-01-2020/a.html",
    ],
)  # fmt: skip
def test_a_day_in_a_url_is_read(path):
    assert article(STORY, url=f"https://paper.example/{path}").published_at.date().isoformat() == "2020-01-06"


@pytest.mark.parametrize("path", ["2020/10/3-questions/", "ori_200215_7568.html", "2020/1/a.html", "id/20201399.html"])
def test_numbers_of_a_url_that_are_no_day_are_none(path):
    assert article(STORY, url=f"https://paper.example/{path}").published_at is None


def test_a_month_alone_is_told_as_one():
    got = article(STORY, STORY, above=("2020年1月号",))
    assert (got.published_at.isoformat(), got.published_precision) == ("2020-01-01T00:00:00+08:00", "month")


@pytest.mark.parametrize(
    "words", ["Registriert: 18.09.2008, 05:56", "Verfügbar bis 06.05.2024", "Mitglied seit 1.2.2013"]
)
def test_dates_of_members_and_terms_are_none(words):
    assert article(PROSE, publisher=BERLIN, above=(words,)).published_at is None


def test_the_date_of_a_picture_is_none_of_the_page():
    caption = "Soldiers of the brigade near the old bridge, 24 April 2023"
    got = article(PROSE, publisher=NOBODY, above=(caption,), url="https://paper.example/2023/04/28/a.html")
    assert got.published_at.date().isoformat() == "2023-04-28"


def page(headers, **rest):
    return Draft(Page("https://paper.example/a.html", b"<p>x</p>", headers=headers, **rest))


def test_the_servers_clock_stands_in_for_the_visit():
    where = context(page({"date": "Mon, 06 Jan 2020 12:30:00 GMT"}), BERLIN, "de")
    assert where.now == datetime(2020, 1, 6, 12, 30, tzinfo=UTC)
    assert told.read("vor 3 Stunden", "line", where)[0].at == datetime(2020, 1, 6, 9, 30, tzinfo=UTC)


def test_nothing_is_published_after_the_page_was_last_changed():
    where = context(page({"last-modified": "Mon, 06 Jan 2020 12:30:00 GMT"}), BERLIN, "de")
    assert list(told.claimed([Claim("published", "2020-03-01", "metatags")], where)) == []
    assert list(told.claimed([Claim("published", "2020-01-06", "metatags")], where))


@pytest.mark.parametrize("changed", ["Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 06 Mar 2015 08:00:00 GMT"])
def test_a_last_change_before_all_that_a_page_tells_is_that_of_something_else(changed):
    draft = replace(page({"last-modified": changed}), claims=(Claim("published", "2020-03-01T08:00:00Z", "metatags"),))
    found = dates.published(draft, [], context(draft, BERLIN, "de"))
    assert found
    assert found.at == datetime(2020, 3, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize("words", ["yesterday", "Mon, 99 Jan 2020 12:30:00 GMT", "-1"])
def test_a_header_that_tells_no_time_is_passed_over(words):
    assert context(page({"date": words}), BERLIN, "de").now is None


def test_the_zone_of_a_country_with_one_time_is_known():
    assert zones.zone(BERLIN, "https://paper.example/", "de")[1] == "country"
