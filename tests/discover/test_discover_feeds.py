"""Feeds of every kind, and sitemaps: links with titles and dates; bombs are refused."""

import gzip
import json
import time

import pytest

from newsarchive.discover import discover
from newsarchive.errors import TooLarge, Undecodable
from newsarchive.model import Link, Page, Publisher, Route

OWN = Publisher("town", "Town", domains=("news.example",))
AT = "http://news.example/feed.xml"


def page(body, via="feed", content_type="application/xml", url=AT):
    body = body.encode() if isinstance(body, str) else body
    return Page(url, body, headers={"content-type": content_type}, link=Link(url, "town", via=via))


def offered(body, **more):
    return [(link.url, link.title, link.published) for link in discover(page(body, **more), OWN).articles]


STORY = ("http://news.example/a/7.html", "Bridge closed", "Sun, 05 Jan 2020 08:00:00 GMT")

RSS_20 = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>T</title><item>
<title>Bridge closed</title><link>http://news.example/a/7.html?utm_source=rss</link>
<pubDate>Sun, 05 Jan 2020 08:00:00 GMT</pubDate></item></channel></rss>"""
RSS_091 = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>T</title><item>
<title>Bridge closed</title><link>/a/7.html</link></item></channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="x"><title>Bridge closed</title>
<link>http://news.example/a/7.html</link><dc:date>2020-01-05T08:00:00Z</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="/feed.xml?page=2"/><entry>
<title type="html">&lt;b&gt;Bridge&lt;/b&gt; closed &amp;amp; open</title><link rel="alternate" href="/a/7.html"/>
<published>2020-01-05T08:00:00Z</published><updated>2020-02-05T08:00:00Z</updated></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "next_url": "/more.json",
        "items": [{"id": "1", "url": "/a/7.html", "title": "Bridge closed", "date_published": "2020-01-05T08:00:00Z"}],
    }
)


def test_rss_2_0():
    assert offered(RSS_20) == [STORY]


def test_rss_served_as_html():
    assert offered(RSS_20, content_type="text/html; charset=utf-8") == [STORY]


def test_rss_0_91_has_a_doctype_that_harms_nobody():
    assert offered(RSS_091) == [("http://news.example/a/7.html", "Bridge closed", "")]


def test_rss_1_0():
    assert offered(RDF) == [("http://news.example/a/7.html", "Bridge closed", "2020-01-05T08:00:00Z")]


def test_atom_with_a_title_in_markup_and_a_further_page():
    assert offered(ATOM) == [("http://news.example/a/7.html", "Bridge closed & open", "2020-01-05T08:00:00Z")]
    assert [link.url for link in discover(page(ATOM), OWN).lists] == ["http://news.example/feed.xml?page=2"]


def test_json_feed():
    assert offered(JSON) == [("http://news.example/a/7.html", "Bridge closed", "2020-01-05T08:00:00Z")]
    assert [link.url for link in discover(page(JSON), OWN).lists] == ["http://news.example/more.json"]


def test_a_feed_in_gb2312():
    body = RSS_20.replace("UTF-8", "gb2312").replace("Bridge closed", "大桥封闭").encode("gb18030")
    assert offered(body)[0][1] == "大桥封闭"


def test_an_entry_is_known_by_its_permanent_identity_where_it_has_no_link():
    body = RSS_20.replace("link>", "guid>").replace("?utm_source=rss", "")
    assert offered(body) == [STORY]


def test_an_empty_feed_offers_nothing():
    assert offered("<rss version='2.0'><channel><title>T</title></channel></rss>") == []


@pytest.mark.parametrize("body", ["<html><body>404</body></html>", "{", '{"error": "no"}', "", "plain words"])
def test_what_is_no_feed_is_told(body):
    with pytest.raises(Undecodable):
        discover(page(body), OWN)


LAUGHS = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><{}><title>&c;</title></{}>"""


@pytest.mark.parametrize("root", ["rss", "urlset"])
def test_a_billion_laughs_are_refused_before_anybody_reads_them(root):
    began = time.process_time()
    with pytest.raises(Undecodable, match="declares entities"):
        discover(page(LAUGHS.format(root, root)), OWN)
    assert time.process_time() - began < 0.5


def test_an_external_entity_is_refused():
    body = '<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/hostname">]><urlset><url><loc>&x;</loc></url></urlset>'
    with pytest.raises(Undecodable):
        discover(page(body, via="sitemap"), OWN)


MAP = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>http://news.example/a/bridge</loc><news:news>
<news:publication><news:name>Town</news:name></news:publication><news:publication_date>2020-01-05T08:00:00Z</news:publication_date>
<news:title>Bridge closed &amp; open</news:title></news:news></url>
<url><loc>http://news.example/a/2020/01/budget-of-the-town-is-voted</loc><lastmod>2020-02-01</lastmod></url>
<url><loc>http://news.example/about</loc></url><url><loc>http://news.example/category/views/</loc></url></urlset>"""


def test_a_news_sitemap_gives_titles_and_dates_and_other_pages_are_left_out():
    assert offered(MAP, via="sitemap") == [
        ("http://news.example/a/bridge", "Bridge closed & open", "2020-01-05T08:00:00Z"),
        ("http://news.example/a/2020/01/budget-of-the-town-is-voted", "", ""),
    ]


def test_a_publishers_patterns_decide_in_a_sitemap_too():
    own = Publisher("town", "Town", domains=("news.example",), visit=Route(articles=("/about",)))
    found = discover(page(MAP, via="sitemap"), own).articles
    assert [link.url for link in found] == ["http://news.example/about"]


def test_a_sitemap_in_gzip():
    assert len(offered(gzip.compress(MAP.encode()), via="sitemap")) == 2


def test_a_sitemap_of_plain_lines():
    body = "http://news.example/a/7.html\nhttp://news.example/a/8.html\n"
    assert [url for url, _, _ in offered(body, via="sitemap")] == body.split()


def test_a_torn_sitemap_gives_what_came():
    assert len(offered(MAP[: MAP.index("<url><loc>http://news.example/about")], via="sitemap")) == 2


def test_an_index_leads_to_maps_of_news():
    names = ("post-sitemap.xml", "post-sitemap2.xml", "image-sitemap.xml", "category-sitemap.xml")
    body = "".join(
        f"<sitemap><loc>http://news.example/{name}</loc><lastmod>2020-01-05</lastmod></sitemap>" for name in names
    )
    links = discover(page(f"<sitemapindex>{body}</sitemapindex>", via="sitemap"), OWN)
    assert [(link.url, link.published) for link in links.lists] == [
        ("http://news.example/post-sitemap.xml", "2020-01-05"),
        ("http://news.example/post-sitemap2.xml", "2020-01-05"),
    ]


def test_a_gzip_bomb_is_cut_off(monkeypatch):
    monkeypatch.setattr("newsarchive.discover.xml.LARGEST", 1_000_000)
    with pytest.raises(TooLarge):
        discover(page(gzip.compress(b" " * 5_000_000), via="sitemap"), OWN)


def test_of_a_whole_sites_feed_only_what_the_publishers_pattern_fits_is_offered():
    item = "<item><title>About us</title><link>/about/</link></item></channel>"
    told = Publisher("town", "Town", domains=("news.example",), visit=Route(articles=(r"/a/\d+\.html$",)))
    assert [link.url for link in discover(page(RSS_20.replace("</channel>", item)), told).articles] == [STORY[0]]


def test_a_feed_of_tags_without_measure_is_refused():
    with pytest.raises(TooLarge):
        discover(Page("https://news.example/feed", b"<rss>" + b"<a>" * 2_000_000), Publisher("a", "A"))
