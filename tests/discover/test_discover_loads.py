"""Lists that a page loads as it is scrolled: JSON with stories or with markup, and where more of it is."""

import doctest
import json

import pytest

from newsarchive.discover import discover, loads
from newsarchive.errors import Undecodable
from newsarchive.model import Page, Publisher, Route

SITE = "http://news.example"
OWN = Publisher("town", "长沙新闻", domains=("news.example",))
AT = SITE + "/api/list?channel=3&page=1"


def loaded(told, url=AT, publisher=OWN):
    body = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
    return discover(Page(url, body.encode(), headers={"content-type": "application/json; charset=utf-8"}), publisher)


def offered(links):
    return [(link.url.removeprefix(SITE), link.title, link.published) for link in links.articles]


def further(links):
    return [link.url.removeprefix(SITE) for link in links.lists]


STORY = {"title": "园区第一批重点项目名单公布", "url": "/news/1.html", "pubDate": "2020-01-05 09:30"}


def test_stories_are_found_wherever_they_lie():
    links = loaded({"code": 0, "data": {"total": 90, "rows": [STORY]}})
    assert offered(links) == [("/news/1.html", "园区第一批重点项目名单公布", "2020-01-05 09:30")]


@pytest.mark.parametrize("moment", [1578187800, 1578187800000, "1578187800"])
def test_numbers_are_seconds_or_milliseconds(moment):
    links = loaded([{"headline": "Bridge closed for two more weeks", "link": SITE + "/n/1", "publish_time": moment}])
    assert offered(links)[0][2] == "2020-01-05T01:30:00+00:00"


def test_the_next_page_is_the_next_number_of_its_own_url():
    assert further(loaded({"list": [STORY]})) == ["/api/list?channel=3&page=2"]
    assert further(loaded({"list": [STORY]}, SITE + "/api?offset=20&size=1")) == ["/api?offset=21&size=1"]


def test_the_next_page_is_where_the_document_says():
    told = {"list": [STORY], "paging": {"next": "/api/list?after=abc"}}
    assert further(loaded(told)) == ["/api/list?after=abc"]


def test_a_list_that_shows_nothing_has_no_next_page():
    assert further(loaded({"list": []})) == []


def test_markup_in_a_string_is_a_list():
    rows = "".join(f"<li><a href='/n/{n}.html'>第{n}批光电显示项目集中签约</a><i>2020-01-0{n}</i></li>" for n in (1, 2))
    links = loaded({"html": rows, "more": True})
    assert offered(links) == [
        ("/n/1.html", "第1批光电显示项目集中签约", "2020-01-01"),
        ("/n/2.html", "第2批光电显示项目集中签约", "2020-01-02"),
    ]


def test_a_script_that_calls_a_function_with_the_list_is_read():
    assert offered(loaded("jQuery17_55(" + json.dumps({"list": [STORY]}) + ");"))[0][0] == "/news/1.html"


def test_what_is_no_story_is_passed_over():
    told = {
        "menu": [{"name": "新闻", "url": "/news/"}],
        "files": [{"title": "园区第一批重点项目名单的附件", "url": "/a.pdf"}],
        "user": {"name": "张三丰李四光王五爷", "path": ""},
    }
    assert offered(loaded(told)) == []


def test_a_publishers_patterns_hold_here_too():
    narrow = Publisher("town", "长沙新闻", domains=("news.example",), visit=Route(articles=("/zt/",)))
    assert offered(loaded({"list": [STORY]}, publisher=narrow)) == []


@pytest.mark.parametrize("body", ["{", "[1, 2", "[" * 100_000, "f({)"])
def test_what_is_no_json_is_told(body):
    with pytest.raises(Undecodable):
        loaded(body)


@pytest.mark.parametrize(
    ("button", "leads"),
    [
        ("<button data-url='/api/list?page=2'>加载更多</button>", "/api/list?page=2"),
        ("<a href='javascript:;' data-next='/more/2'>Load more news</a>", "/more/2"),
        ("<div hx-get='/fragment?p=2'>Show more</div>", "/fragment?p=2"),
        ("<span data-href='/api/list?c=1' data-page=2>点击加载更多</span>", "/api/list?c=1&page=2"),
    ],
)
def test_a_button_that_says_more_leads_on(button, leads):
    page = Page(SITE + "/news/", f"<html><body><ul></ul>{button}</body></html>".encode())
    assert further(discover(page, OWN)) == [leads]


def test_a_button_that_says_anything_else_leads_nowhere():
    page = Page(SITE + "/news/", b"<html><body><button data-url='/api/like?id=2'>Like this</button></body></html>")
    assert further(discover(page, OWN)) == []


@pytest.mark.parametrize(
    ("asked", "told", "next_page"),
    [
        ("/api/posts?limit=8", {"nextCursor": "c7"}, "/api/posts?limit=8&cursor=c7"),
        ("/api/posts?cursor=c7", {"meta": {"next_cursor": "d8"}}, "/api/posts?cursor=d8"),
        ("/api/posts?after=c7", {"pageInfo": {"endCursor": "d8", "hasNextPage": True}}, "/api/posts?after=d8"),
        ("/api/posts", {"nextPageToken": "t2"}, "/api/posts?pageToken=t2"),
    ],
)
def test_a_mark_of_the_next_piece_is_sent_back(asked, told, next_page):
    assert further(loaded({"posts": [STORY], **told}, SITE + asked)) == [next_page]


def test_an_empty_mark_ends_the_list():
    assert not further(loaded({"posts": [STORY], "nextCursor": None}, SITE + "/api/posts?cursor=c7"))


def test_examples_hold():
    assert doctest.testmod(loads).failed == 0
