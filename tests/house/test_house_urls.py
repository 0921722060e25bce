"""URLs: one canonical form, one key for all spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive import urls


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("HTTP://News.Example:80/a/../b/./c", "http://news.example/b/c"),
        ("https://news.example:443", "https://news.example/"),
        ("http://news.example:8080/a", "http://news.example:8080/a"),
        ("http://news.example/../../x", "http://news.example/x"),
        ("http://news.example/a/b/../../../c/./", "http://news.example/c/"),
        ("http://news.example/a//b", "http://news.example/a//b"),
        ("http://news.example/NewsShow.aspx?id=7", "http://news.example/NewsShow.aspx?id=7"),
        ("http://news.example/x?b=2&a=1", "http://news.example/x?b=2&a=1"),
        ("http://news.example/x?utm_source=a&id=7&fbclid=z", "http://news.example/x?id=7"),
        ("http://news.example/x?PHPSESSID=3f&id=7", "http://news.example/x?id=7"),
        ("http://news.example/x;jsessionid=3F?id=7", "http://news.example/x?id=7"),
        ("http://news.example/(S(lit3py55))/x.aspx", "http://news.example/x.aspx"),
        ("http://news.example/x#top", "http://news.example/x"),
        ("http://user:secret@news.example/x", "http://news.example/x"),
        ("http://news.example/%e4%b8%ad/%7Ea%2fb", "http://news.example/%E4%B8%AD/~a%2Fb"),
        ("http://news.example/中文 页?q=中", "http://news.example/%E4%B8%AD%E6%96%87%20%E9%A1%B5?q=%E4%B8%AD"),
        ("http://news.example/100%", "http://news.example/100%25"),
        ("http://中国.example/", "http://xn--fiqs8s.example/"),
        ("http://news.example./x", "http://news.example/x"),
        ("http://[::1]:80/x", "http://[::1]/x"),
        ("  http://news.example/x\n", "http://news.example/x"),
        ("javascript:void(0)", ""),
        ("mailto:sales@news.example", ""),
        ("ftp://news.example/x", ""),
        ("http://news.example:99999/", ""),
        ("http://[::1/x", ""),
        ("http:///x", ""),
        ("", ""),
    ],
)
def test_a_url_has_one_form(written, canonical):
    assert urls.canonical(written) == canonical


def test_a_link_is_resolved_against_its_page():
    assert urls.canonical("../12.html", "http://news.example/a/b/") == "http://news.example/a/12.html"
    assert urls.canonical("?page=2", "http://news.example/list.asp?page=1") == "http://news.example/list.asp?page=2"
    assert urls.canonical("//cdn.example/x", "https://news.example/") == "https://cdn.example/x"


paths = st.text(alphabet="ab./%~ 中?&=;#2fF", max_size=30)


@given(paths)
def test_the_canonical_form_is_its_own(path):
    once = urls.canonical("http://news.example/" + path)
    assert urls.canonical(once) == once


@pytest.mark.parametrize(
    "other",
    [
        "https://www.news.example/x?a=1&b=2",
        "http://news.example/x?b=2&a=1",
        "http://NEWS.example:80/x?a=1&b=2&utm_medium=mail#end",
    ],
)
def test_spellings_of_a_url_share_a_key(other):
    assert urls.key(other) == urls.key("http://news.example/x?a=1&b=2")


def test_different_articles_keep_different_keys():
    keys = {urls.key(f"http://news.example/show.asp?id={number}") for number in range(50)}
    assert len(keys) == 50
    assert urls.key("http://m.news.example/x") != urls.key("http://news.example/x")


def test_a_site_is_the_registered_domain():
    assert urls.site("news.bbc.co.uk") == "bbc.co.uk"
    assert urls.site("www.oim.com.cn") == "oim.com.cn"
    assert urls.site("127.0.0.1") == "127.0.0.1"
    assert urls.site("localhost") == "localhost"


def test_within_means_the_domain_or_below_it():
    assert urls.within("http://m.oim.com.cn/1", ("oim.com.cn",))
    assert not urls.within("http://notoim.com.cn/1", ("oim.com.cn",))
    assert urls.within("http://127.0.0.1:8000/x", ("127.0.0.1",))
