"""A page of a site that no file describes: what is news, what may be, where to look on."""

import pytest

from newsarchive.discover import mentioned, survey
from newsarchive.discover.learnt import Learnt, family, kind, tells
from newsarchive.discover.survey import beside, is_list
from newsarchive.model import Link, Page, Publisher, Route

SITE = "http://news.example"
OWN = Publisher("news.example", "news.example", home=SITE + "/", domains=("news.example",), visit=Route())


def page(body, path="/", via="list", head=""):
    words = f"<html><head>{head}</head><body>{body}</body></html>".encode()
    return Page(SITE + path, words, link=Link(SITE + path, "news.example", via=via))


def paths(links):
    return [link.url.removeprefix(SITE) for link in links]


MENU = "<ul id=nav><li><a href=/>首页</a><li><a href=/about/>关于我们</a><li><a href=/news/>新闻中心</a></ul>"
ROWS = (
    "<ul>" + "".join(f"<li><a href=/news/{n}.html>园区第{n}批重点项目</a><i>2020-01-0{n}</i>" for n in (1, 2)) + "</ul>"
)


def test_dated_rows_are_news_and_menus_lead_on():
    found = survey(page(MENU + ROWS), OWN)
    assert paths(found.links.articles) == ["/news/1.html", "/news/2.html"]
    assert paths(found.ways) == ["/news/", "/about/"]
    assert not found.doubtful


def test_rows_without_dates_are_in_doubt():
    rows = "".join(f"<li><a href=/a/{n}.html>第{n}批光电显示项目集中签约落户</a>" for n in range(4))
    found = survey(page(MENU + f"<ul>{rows}</ul>"), OWN)
    assert paths(found.doubtful) == [f"/a/{n}.html" for n in range(4)]
    assert not found.links.articles


def test_the_section_that_stands_in_every_row_is_no_article():
    rows = "".join(
        f"<div class=row><b>November {n}, 2016</b> <a href=/departments/mayor/>Office of the Mayor</a>"
        f"<a href=/news/mayor/story-number-{n}-of-the-city/><h2>Story number {n} of the city</h2></a></div>"
        for n in range(1, 5)
    )
    found = survey(page(rows), OWN)
    assert paths(found.links.articles) == [f"/news/mayor/story-number-{n}-of-the-city/" for n in range(1, 5)]
    assert "/departments/mayor/" in paths(found.ways)


def test_feeds_are_found_where_they_are_announced_and_where_they_are_linked():
    head = (
        "<link rel=alternate type=application/rss+xml href=/rss.xml><link rel=alternate type=application/atom+xml"
        " href=/comments/feed/><link rel=alternate type=application/feed+json href=/feed.json>"
        "<link rel=alternate hreflang=en href=/en/>"
    )
    found = survey(page("<a href=/blog/feed/>RSS</a>", head=head), OWN)
    assert [link.via for link in found.ways] == ["feed", "feed", "feed"]
    assert paths(found.ways) == ["/rss.xml", "/feed.json", "/blog/feed/"]


def test_robots_txt_names_sitemaps():
    words = b"User-agent: *\nDisallow: /x\nSitemap: http://news.example/maps/index.xml\nsitemap: /news.xml.gz\n"
    found = survey(Page(SITE + "/robots.txt", words), OWN)
    assert [(link.url, link.via) for link in found.ways] == [
        (SITE + "/maps/index.xml", "sitemap"),
        (SITE + "/news.xml.gz", "sitemap"),
    ]


def test_of_a_sitemap_only_what_has_a_day_is_surely_news():
    body = (
        b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        b"<url><loc>http://news.example/2020/01/05/signed/</loc></url>"
        b"<url><loc>http://news.example/our-way-of-making-glass/</loc></url>"
        b"</urlset>"
    )
    url = SITE + "/sitemap.xml"
    found = survey(Page(url, body, link=Link(url, "news.example", via="sitemap")), OWN)
    assert paths(found.links.articles) == ["/2020/01/05/signed/"]
    assert paths(found.doubtful) == ["/our-way-of-making-glass/"]


@pytest.mark.parametrize(
    "path", ["/login", "/search?q=x", "/a.html?replytocom=3", "/cart/", "/plus/feedback.php?aid=1"]
)
def test_what_is_not_ours_to_press_leads_nowhere(path):
    assert not survey(page(f"<a href='{path}'>Go here and look around for more</a>"), OWN).ways


def test_links_that_ask_not_to_be_followed_are_not():
    assert not survey(page("<a rel='nofollow ugc' href=/somewhere/>Somewhere</a>"), OWN).ways


def test_an_articles_page_offers_the_next_one_and_no_tags():
    body = "<a href=/news/8.html>下一篇：园区第8批重点项目</a> <a href=/tag/glass/>photomask blanks of glass</a>"
    assert paths(beside(mentioned(page(body, "/news/7.html"), OWN))) == ["/news/8.html"]


def test_a_folder_with_headlines_below_it_is_a_list():
    rows = "".join(f"<a href=/news/mayor/story-{n}/>Story number {n} of the city</a>" for n in range(3))
    assert is_list(SITE + "/news/mayor/", mentioned(page(rows), OWN))
    assert is_list(SITE + "/news/mayor/index.html", mentioned(page(rows), OWN))
    assert not is_list(SITE + "/news/mayor/story-1/", mentioned(page(rows), OWN))


def test_every_link_to_another_page_of_the_publisher_is_mentioned_once():
    body = "<a href=/a.html>one</a><a href=/a.html>two</a><a href=http://x.example/>x</a><a href=a.pdf>"
    assert [(link.url, link.title) for link in mentioned(page(body), OWN)] == [(SITE + "/a.html", "one")]


def test_a_shape_is_believed_after_three_articles():
    learnt = Learnt()
    for number in (1, 2, 3):
        assert learnt.says(SITE + "/news/9.html") is None
        learnt.saw(f"{SITE}/news/{number}.html", article=True)
    assert learnt.says(SITE + "/news/9.html") is True
    assert learnt.says(SITE + "/shop/9.html") is None


def test_a_shape_is_given_up_after_three_pages_that_were_none():
    learnt = Learnt()
    for number in (1, 2, 3):
        learnt.saw(f"{SITE}/shop/{number}.html", article=False)
    assert learnt.says(SITE + "/shop/9.html") is False


def test_a_shape_that_any_page_may_have_is_never_believed():
    learnt = Learnt()
    for slug in ("snow", "rain", "wind", "heat"):
        learnt.saw(f"{SITE}/{slug}/", article=True)
    assert learnt.says(SITE + "/about/") is None
    assert not tells(SITE + "/about/")


def test_all_values_of_a_facet_are_of_one_kind():
    assert kind(SITE + "/list?colour=red&size=9") == kind(SITE + "/list?size=2&colour=blue")


def test_a_category_in_the_query_parts_products_from_news():
    learnt = Learnt()
    show = SITE + "/index.php?m=content&a=show&catid={}&id={}"
    for number in (1, 2, 3):
        learnt.saw(show.format(6, number), article=True)
    assert learnt.says(show.format(6, 9)) is True
    assert learnt.says(show.format(12, 9)) is None


def test_a_path_in_the_query_tells_as_a_path_does():
    assert family(SITE + "/?s=/news/show/id/7.html") == family(SITE + "/?s=/news/show/id/9.html")
    assert family(SITE + "/?s=/news/show/id/7.html") != family(SITE + "/?s=/goods/show/id/7.html")


@pytest.mark.parametrize(
    "path", ["/thread-5-1-1.html", "/viewtopic.php?t=5", "/forum.php?mod=viewthread&tid=5", "/bbs/5.html"]
)
def test_the_talk_of_a_forum_is_no_news(path):
    talk = f"<ul><li><a href='{path}'>请问大家去河口怎么坐车比较方便</a><i>2020-01-05</i></ul>"
    found = survey(page(MENU + talk), OWN)
    assert not found.links.articles
    assert not found.doubtful
    assert paths(found.ways) == ["/news/", "/about/"]
