"""How far a crawl goes where nobody told it the way."""

from newsarchive.crawl.bounds import DEEPEST, EARNED, FIRST, Bounds
from newsarchive.crawl.prospects import Prospects
from newsarchive.model import Link

SITE = "http://news.example"


def links(pattern, numbers):
    return [Link(SITE + pattern.format(number), "news") for number in numbers]


def test_a_kind_of_pages_that_leads_to_nothing_new_is_left():
    bounds = Bounds()
    months = links("/calendar?month={}", range(500))
    gone = bounds.admit(months, SITE)
    for month in gone:
        gone += bounds.bore(month.url, 0)
    assert len(gone) == FIRST
    assert bounds.close() == {"barren": 500 - FIRST}


def test_pages_that_lead_to_something_new_earn_more():
    bounds = Bounds()
    gone = bounds.admit(links("/archive/{}/", range(100)), SITE)
    assert len(gone) == FIRST
    assert len(bounds.bore(gone[0].url, 10)) == EARNED


def test_a_page_too_many_clicks_away_is_refused():
    bounds = Bounds()
    here = SITE + "/"
    bounds.begin(here)
    for step in range(DEEPEST + 3):
        (way,) = bounds.admit(links("/" + "abcdefghij"[step] + "/{}/x", [1]), here) or (None,)
        if way is None:
            break
        here = way.url
    assert step == DEEPEST
    assert bounds.close() == {"depth": 1}


def test_a_relative_link_that_leads_into_itself_is_refused():
    bounds = Bounds()
    assert not bounds.admit([Link(SITE + "/news/news/news/", "news")], SITE)
    assert bounds.close() == {"loop": 1}


def test_a_way_is_gone_once():
    bounds = Bounds()
    assert len(bounds.admit(links("/news/{}/", [1]), SITE)) == 1
    assert not bounds.admit(links("/news/{}/", [1]), SITE)


def test_a_way_that_leads_nowhere_is_repaid_as_often_as_ways_may_be_gone():
    bounds = Bounds(most=2)
    gone = bounds.admit([Link(f"{SITE}/{name}/", "news") for name in "abcdef"], SITE)
    assert [bounds.repay(way.url)[0].url for way in gone] == [SITE + "/c/", SITE + "/d/"]
    assert not bounds.repay(SITE + "/c/")
    assert bounds.close() == {"most": 2}


def test_the_first_of_the_doubtful_are_tried_at_once_and_the_others_follow_when_these_were_articles():
    prospects = Prospects()
    tried = prospects.weigh(links("/a/{}.html", range(10)))
    assert [link.url for link in tried] == [f"{SITE}/a/{n}.html" for n in range(3)]
    released = [link for one in tried for link in prospects.saw(one.url, article=True)]
    assert [link.url for link in released] == [f"{SITE}/a/{n}.html" for n in range(3, 10)]
    assert not prospects.left()


def test_the_doubtful_are_left_when_those_tried_were_none():
    prospects = Prospects()
    for one in prospects.weigh(links("/product/{}.html", range(10))):
        prospects.saw(one.url, article=False)
    assert not prospects.trials()
    assert prospects.left() == 7


def test_of_urls_that_tell_nothing_none_is_tried_before_its_turn():
    prospects = Prospects()
    assert not prospects.weigh(links("/{}", ["about", "team", "jobs"]))
    assert len(prospects.trials()) == 3


def test_what_is_news_already_is_not_in_doubt():
    prospects = Prospects()
    prospects.know(links("/a/{}.html", [1]))
    prospects.weigh(links("/a/{}.html", [1]))
    assert not prospects.trials()
