"""When it was published: dates in any script, the order of the evidence, and null rather than a guess."""

from datetime import UTC, datetime

import pytest
from drafts import PAPER, PROSE, STORY, article, draft

from newsarchive.clean import clean, distances, moments
from newsarchive.model import Link, Publisher

BERLIN = Publisher("zeitung", "Zeitung", timezone="Europe/Berlin", language="de", country="DE")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2020-01-06T08:30:00+08:00", "2020-01-06T08:30:00+08:00"),
        ("20200106T083000Z", "2020-01-06T08:30:00+00:00"),
        ("Mon, 06 Jan 2020 08:30:00 GMT", "2020-01-06T08:30:00+00:00"),
        ("2020年1月6日 8:30", "2020-01-06T08:30:00"),
        ("2020年01月06日 下午 3:05", "2020-01-06T15:05:00"),
        ("二〇二〇年一月六日", "2020-01-06T00:00:00"),
        ("二〇一二年十二月二十一日", "2012-12-21T00:00:00"),
        ("令和2年1月6日", "2020-01-06T00:00:00"),
        ("民國109年1月6日", "2020-01-06T00:00:00"),
        ("2020년 1월 6일 08:30", "2020-01-06T08:30:00"),
        ("٢٠٢٠-٠١-٠٦", "2020-01-06T00:00:00"),
        ("２０２０年１月６日", "2020-01-06T00:00:00"),
        ("January 6, 2020 8:30 a.m. ET", "2020-01-06T08:30:00-05:00"),
        ("Updated 5:30 PM EST, Mon January 6, 2020", "2020-01-06T17:30:00-05:00"),
        ("6th of January 2020", "2020-01-06T00:00:00"),
        ("6. Januar 2020, 8:30 Uhr", "2020-01-06T08:30:00"),
        ("6 janvier 2020", "2020-01-06T00:00:00"),
        ("6 de enero de 2020", "2020-01-06T00:00:00"),
        ("6 gennaio 2020", "2020-01-06T00:00:00"),
        ("6 de janeiro de 2020", "2020-01-06T00:00:00"),
        ("6 januari 2020", "2020-01-06T00:00:00"),
        ("6 stycznia 2020", "2020-01-06T00:00:00"),
        ("6. ledna 2020", "2020-01-06T00:00:00"),
        ("6 января 2020, 08:30", "2020-01-06T08:30:00"),
        ("6 січня 2020", "2020-01-06T00:00:00"),
        ("6 Ocak 2020", "2020-01-06T00:00:00"),
        ("6 Ιανουαρίου 2020", "2020-01-06T00:00:00"),
        ("2020. január 6.", "2020-01-06T00:00:00"),
        ("6 ianuarie 2020", "2020-01-06T00:00:00"),
        ("6. tammikuuta 2020", "2020-01-06T00:00:00"),
        ("6 يناير 2020", "2020-01-06T00:00:00"),
        ("06.01.2020 18:00", "2020-01-06T18:00:00"),
        ("06.01.20", "2020-01-06T00:00:00"),
        ("2020/1/6", "2020-01-06T00:00:00"),
    ],
)
def test_a_date_is_read_as_printed(words, expected):
    assert [moment.at.isoformat() for moment in moments.find(words)] == [expected]


@pytest.mark.parametrize("words", ["31.02.2020", "03/04/2020", "2020", "13-14 2020", "2020-12345678", "99.99.2020"])
def test_what_is_no_date_is_none(words):
    assert moments.find(words) == []


def test_the_language_tells_the_order_of_the_numbers():
    assert moments.find("03/04/2020", "de")[0].at == datetime(2020, 4, 3)
    assert moments.find("03/04/2020", "en", "US")[0].at == datetime(2020, 3, 4)
    assert moments.find("03/04/2020", "en", "GB")[0].at == datetime(2020, 4, 3)


NOW = datetime(2020, 1, 6, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "expected", "precision"),
    [
        ("3小时前", "2020-01-06T09:30:00+00:00", "hour"),
        ("5分钟前", "2020-01-06T12:25:00+00:00", "minute"),
        ("2 hours ago", "2020-01-06T10:30:00+00:00", "hour"),
        ("vor 3 Stunden", "2020-01-06T09:30:00+00:00", "hour"),
        ("il y a 5 minutes", "2020-01-06T12:25:00+00:00", "minute"),
        ("3일 전", "2020-01-03T00:00:00+00:00", "day"),
        ("yesterday", "2020-01-05T00:00:00+00:00", "day"),
        ("昨天 10:30", "2020-01-05T10:30:00", "minute"),
    ],
)
def test_a_relative_date_counts_from_the_visit(words, expected, precision):
    found = distances.relative(words, NOW)
    assert (found.at.isoformat(), found.precision) == (expected, precision)


def test_a_day_without_a_time_is_midnight_in_the_publishers_zone():
    got = article(PROSE, publisher=BERLIN, above=("6. Januar 2020",))
    assert (got.published_at.isoformat(), got.published_precision) == ("2020-01-06T00:00:00+01:00", "day")


def test_a_day_takes_the_time_that_the_page_prints_elsewhere():
    got = article(STORY, above=("2020-01-06 08:30",), published="2020-01-06")
    assert (got.published_at.isoformat(), got.published_precision) == ("2020-01-06T08:30:00+08:00", "minute")


def test_a_time_of_greenwich_is_shown_by_the_publishers_clock():
    got = article(PROSE, publisher=BERLIN, published="2020-01-06T23:30:00Z")
    assert got.published_at.isoformat() == "2020-01-07T00:30:00+01:00"


def test_what_machines_are_told_goes_before_the_line():
    got = article(PROSE, publisher=BERLIN, published="2020-01-06T08:30:00+01:00", above=("3. Januar 2020",))
    assert got.published_at.isoformat() == "2020-01-06T08:30:00+01:00"
    assert got.origins["published_at"] == "structured: JSON-LD published"


def test_the_url_tells_where_the_page_does_not():
    assert article(STORY, url="https://paper.example/2020/01/06/1.html").published_at.date().isoformat() == "2020-01-06"


@pytest.mark.parametrize(
    ("line", "day"),
    [("发稿时间：2015-03-08", "2015-03-08"), ("发布时间：2017-07-20", "2017-07-20"), ("2015-03-08", "2015-03-08")],
)
def test_the_day_of_an_upload_in_the_url_is_not_the_day_of_the_text(line, day):
    """A line that says what its day is holds on either side of it; one that does not, before it."""
    got = article(STORY, url="https://paper.example/a/20170712/9.html", above=(line,))
    assert got.published_at.date().isoformat() == day


def test_a_stamp_before_the_day_of_the_url_stands():
    got = article(STORY, url="https://paper.example/20170712_a/", published="2017-02-22")
    assert got.published_at.date().isoformat() == "2017-02-22"


def test_a_stamp_that_readers_see_too_goes_before_the_day_of_the_url():
    got = article(STORY, url="https://paper.example/20170712_a/", published="2017-07-28", above=("2017-07-28",))
    assert got.published_at.date().isoformat() == "2017-07-28"


def test_a_page_that_was_stamped_anew_is_of_the_day_in_its_url():
    got = article(STORY, url="https://paper.example/2017/7/12/a.html", published="2019-06-17T18:28:00+08:00")
    assert got.published_at.date().isoformat() == "2017-07-12"


def test_the_list_tells_where_neither_does():
    link = Link("https://paper.example/news/a.html", "paper", published="2019-12-09")
    assert article(STORY, link=link).published_at.date().isoformat() == "2019-12-09"


@pytest.mark.parametrize("words", ["Copyright 2020-01-06 晚报", "版权所有 2012-2020", "公司成立于2004年10月6日"])
def test_a_copyright_or_a_founding_is_no_date(words):
    assert article(STORY, above=(words,)).published_at is None


def test_nothing_is_published_in_the_future_of_the_visit():
    assert article(STORY, above=("2020-03-01",), fetched_at=NOW).published_at is None


def test_a_page_without_a_date_has_none():
    got = article(STORY, "会议提出，到2020年规模工业增加值增长7.5%以上。")
    assert (got.published_at, got.published_precision) == (None, "none")


def test_an_update_before_the_publication_is_none():
    got = article(PROSE, published="2020-01-06T08:30:00Z", updated="2019-01-01T00:00:00Z")
    assert (got.updated_at, got.origins["updated_against"]) == (
        None, "structured: JSON-LD updated: 2019-01-01T00:00:00+00:00",
    )  # fmt: skip


def test_a_time_in_markup_is_read_where_all_else_is_silent():
    html = "<article><time class='entry-date' datetime='2020-01-06T08:30:00+01:00'>x</time><p>y</p></article>"
    assert article(PROSE, html=html).published_at.isoformat() == "2020-01-06T08:30:00+01:00"


def test_a_day_has_its_hour_from_a_time_in_markup_of_that_day_and_of_no_other():
    html = "<article><time datetime='2020-01-{}T08:30:00+01:00'>x</time><p>y</p></article>"
    same, other = (article("6 January 2020", PROSE, html=html.format(day)) for day in ("06", "07"))
    assert (same.published_at.isoformat(), same.published_precision) == ("2020-01-06T08:30:00+01:00", "second")
    assert (other.published_at.date().isoformat(), other.published_precision) == ("2020-01-06", "day")


def test_a_box_that_shows_a_time_has_the_hour_of_the_day_in_the_url_and_is_a_clock_beside_a_line():
    def read(path, *lines):
        page = draft(*lines, PROSE, url=f"https://paper.example/{path}.html")
        page.claim("stamp", "6 January 2020 14:05", "boxes", "div.time")
        return clean(page, PAPER)

    assert read("2020/01/06/a").published_at.hour == 14
    assert read("a", "6 January 2020").published_precision == "day"


def test_a_neighbours_date_is_not_the_articles():
    html = "<div class='related'><time datetime='2020-01-06T08:30:00+01:00'>x</time></div><p>y</p>"
    assert article(PROSE, html=html, publisher=PAPER).published_at is None


def masthead(*pieces, **rest):
    html = "".join(f"<div>{piece}</div>" for piece in ("News", *pieces, *["Sport"] * 20)) + f"<p>{STORY}</p>"
    return article(STORY, html=html, **rest).published_at


def test_the_one_day_far_above_the_text_is_read_with_the_clock_of_the_headline():
    assert masthead("2012年1月12日‧星期四").isoformat() == "2012-01-12T00:00:00+08:00"
    assert masthead("2012年1月12日‧星期四", title="会议召开【08:05】").isoformat() == "2012-01-12T08:05:00+08:00"


@pytest.mark.parametrize(
    "pieces", [("2012-01-12", "2012-01-13"), ("今天是2012年1月12日",), ("Copyright 12 January 2012",)]
)
def test_several_days_far_above_the_text_and_days_of_something_else_are_none(pieces):
    assert masthead(*pieces) is None


def test_the_day_of_the_visit_far_above_the_text_is_none():
    assert masthead("2012年1月12日", fetched_at=datetime(2012, 1, 12, 3, tzinfo=UTC)) is None
    assert masthead("2012年1月12日", fetched_at=datetime(2012, 1, 14, 3, tzinfo=UTC)).day == 12


@pytest.mark.parametrize("place", ["<footer>{}</footer>", "<p>Text</p>{}"])
def test_a_time_that_is_named_after_the_last_change_tells_it(place):
    stamp = '<time id="content-modified" datetime="2020-01-08T09:00:00+01:00">January 8, 2020</time>'
    got = article(PROSE, html=place.format(stamp), published="2020-01-06T09:00:00+01:00")
    assert (got.updated_at.isoformat(), got.origins["updated_at"]) == (
        "2020-01-08T09:00:00+01:00",
        "markup: time.content-modified",
    )


@pytest.mark.parametrize(
    "markup",
    [
        '<time class="entry-date published updated" datetime="2020-01-08">January 8</time>',
        '<div class="comment"><time class="updated" datetime="2020-01-08">January 8</time></div>',
        '<time class="updated" datetime="2020-01-05">January 5</time>',
    ],
)
def test_a_time_of_the_publication_of_a_comment_or_of_a_day_before_is_no_change(markup):
    assert article(PROSE, html=markup, published="2020-01-06T09:00:00+01:00").updated_at is None
