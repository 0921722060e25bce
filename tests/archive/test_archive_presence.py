"""What became of a page, by the evidence of visits."""

from datetime import UTC, datetime, timedelta

import pytest

NOON = datetime(2024, 8, 21, 12, tzinfo=UTC)
URL = "https://news.example/1.html"


@pytest.fixture
def asked(archive, article, visit):
    """Ask for an article's page on a day after it was archived; return what is known of it then."""
    archive.add(article(URL), visit=visit(URL))

    def ask(day, status=404, state="failed", reason="", target="", **fields):
        at = NOON + timedelta(days=day)
        seen = visit(URL, at=at, status=status, body=b"", **fields)
        archive.settle(URL, state, reason or str(status), alias_of=target, visit=seen)
        return archive.presence(URL)

    return ask


def day(number):
    return (NOON + timedelta(days=number)).strftime("%Y-%m-%dT%H:%M:%SZ")


def test_a_page_that_was_never_away_is_here(archive, article):
    archive.add(article(URL))
    assert archive.presence(URL) == ("here", None)
    assert archive.presence("https://news.example/2.html") is None


def test_one_404_is_missing_and_nothing_is_deleted(archive, asked):
    assert asked(1) == ("missing", day(1))
    assert archive.get(URL) is not None
    assert [one.presence for one in archive.absent()] == ["missing"]


def test_gone_needs_three_days_and_a_week(asked):
    assert asked(1)[0] == "missing"
    assert asked(1.2)[0] == "missing"
    assert asked(2)[0] == "missing"
    assert asked(3)[0] == "missing"
    assert asked(7.9)[0] == "missing"
    assert asked(8) == ("gone", day(1))


@pytest.mark.parametrize("status", [404, 410])
def test_gone_by_either_word_of_the_server(asked, status):
    said = [asked(number, status=status)[0] for number in (1, 5, 8)]
    assert said == ["missing", "missing", "gone"]


def test_many_misses_of_two_days_are_no_third_day(asked):
    assert {asked(number)[0] for number in (1, 1.1, 1.2, 30, 30.1, 30.2)} == {"missing"}


def test_a_page_that_was_gone_and_comes_back_is_here_and_may_go_again(archive, asked, article, visit):
    assert [asked(number)[0] for number in (1, 4, 8)] == ["missing", "missing", "gone"]
    later = NOON + timedelta(days=20)
    archive.add(article(URL, fetched_at=later), visit=visit(URL, at=later))
    assert archive.presence(URL) == ("here", day(20))
    assert [asked(number)[0] for number in (21, 24, 28)] == ["missing", "missing", "gone"]
    assert len(archive.revisions(URL)) == 1


def test_two_days_a_month_apart_are_missing_still(asked):
    asked(1)
    assert asked(31)[0] == "missing"
    assert asked(32)[0] == "gone"


def test_a_page_that_comes_back_is_here_since_that_day(asked):
    asked(1)
    assert asked(2, status=200, state="unchanged") == ("here", day(2))
    assert asked(3) == ("missing", day(3))
    asked(4)
    assert asked(9.5)[0] == "missing"
    assert asked(11)[0] == "gone"


def test_an_article_that_is_read_again_is_back(archive, asked, article, visit):
    asked(1)
    later = NOON + timedelta(days=5)
    archive.add(article(URL, fetched_at=later), visit=visit(URL, at=later))
    assert archive.presence(URL) == ("here", day(5))


@pytest.mark.parametrize("status", [401, 402, 403, 451])
def test_what_is_refused_is_blocked(asked, status):
    assert asked(1, status=status) == ("blocked", day(1))


@pytest.mark.parametrize("status", [500, 502, 503, 429, 304])
def test_a_servers_trouble_is_no_evidence(asked, status):
    assert asked(1, status=status, state="pending") == ("here", None)


def test_no_answer_is_no_evidence(asked):
    assert asked(1, status=None, error="timeout", reason="timeout") == ("here", None)


def test_a_redirect_is_moved_and_one_to_a_login_is_blocked(asked):
    assert asked(1, 301, "alias", "redirect", "https://news.example/new/1.html") == ("moved", day(1))
    assert asked(2, 302, "alias", "redirect", "https://news.example/login?to=1") == ("blocked", day(2))


def test_a_moved_article_was_not_seen(archive, asked):
    before = next(archive.rows(url=URL))["last_seen"]
    asked(1, 301, "alias", "redirect", "https://news.example/new/1.html")
    assert next(archive.rows(url=URL))["last_seen"] == before


def test_the_front_page_in_its_place_is_missing(asked):
    assert asked(1, 302, "filtered", "not-an-article") == ("missing", day(1))
    assert asked(2, 200, "filtered", "not-an-article")[0] == "missing"
    assert asked(9, 200, "failed", "no-body")[0] == "gone"


def test_a_paywall_before_what_was_open_is_blocked(archive, asked, article, visit):
    later = NOON + timedelta(days=1)
    walled = article(URL, text="近日,会议在长沙召开。", completeness="paywalled", fetched_at=later)
    archive.add(walled, visit=visit(URL, at=later))
    assert archive.presence(URL) == ("blocked", day(1))


def test_a_paywall_that_was_always_there_is_here(archive, article):
    for hour in (0, 1):
        seen = NOON + timedelta(hours=hour)
        archive.add(article(URL, completeness="paywalled", fetched_at=seen, title=f"第{hour}版"))
    assert archive.presence(URL) == ("here", None)


def test_what_was_seen_before_the_article_was_last_there_is_no_evidence(asked):
    assert asked(-1) == ("here", None)


def test_an_alias_that_is_missing_is_not_the_article(archive, article, visit):
    archive.add(article(URL, aliases=("https://m.news.example/1.html",)), visit=visit(URL))
    archive.settle(
        "https://m.news.example/1.html", "failed", "404", visit=visit("https://m.news.example/1.html", status=404)
    )
    assert archive.presence(URL) == ("here", None)


def test_stats_count_pages_by_what_became_of_them(archive, asked, article):
    archive.add(article("https://news.example/2.html"))
    asked(1)
    assert archive.stats().presence == {"here": 1, "missing": 1}
