"""The server: as an origin, as a proxy, for one phase and the next."""

import gzip
import time
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
from lxml import html

from newsarchive.demo import EDITIONS, serve
from newsarchive.demo.pieces import BASE

GET = "GET"


def ask(server, url, method=GET, body=None, **headers):
    """Ask through the proxy: the request names the whole URL. Returns status, headers and body."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request(method, url, body, {name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    found = response.status, dict(response.getheaders()), response.read()
    connection.close()
    return found


def post(server, url, fields):
    kind = "application/x-www-form-urlencoded"
    return ask(server, url, "POST", urlencode(fields), Content_Type=kind)


def hidden(body):
    """The hidden fields of a Web Forms page."""
    return {field.name: field.value or "" for field in html.fromstring(body).xpath("//input[@type='hidden']")}


@pytest.mark.parametrize("number", EDITIONS)
def test_the_proxy_answers_for_the_publishers_host(number):
    with serve(EDITIONS[number]) as server:
        status, headers, body = ask(server, BASE + "/")
    assert status == 200
    assert headers["Content-Type"].startswith("text/html")
    assert int(headers["Content-Length"]) == len(body)


def test_the_host_without_www_is_the_same_site():
    with serve(EDITIONS[2]) as server:
        assert ask(server, "http://oim.com.cn/news/")[2] == ask(server, BASE + "/news/")[2]


def test_a_server_asked_by_its_own_name_links_to_itself():
    with serve(EDITIONS[5]) as server:
        status, _, body = ask(server, "/html/news/list_1.html")
        assert status == 200
        assert BASE.encode() not in body
        assert f'href="{server.url}/html/news/view_'.encode() in body


@pytest.mark.parametrize("url", ["http://www.example.com/", "http://evil-oim.com.cn/"])
def test_hosts_of_others_are_refused(url):
    with serve(EDITIONS[2]) as server:
        assert ask(server, url)[0] == 502
        assert server.log == []


def test_robots_txt_forbids_one_folder_and_allows_the_rest():
    with serve(EDITIONS[2]) as server:
        status, headers, body = ask(server, BASE + "/robots.txt")
    assert (status, headers["Content-Type"]) == (200, "text/plain")
    assert body == b"User-agent: *\nDisallow: /admin/\n"


@pytest.mark.parametrize(
    ("number", "validator", "condition"),
    [
        (1, "Last-Modified", "If_Modified_Since"),
        (2, "ETag", "If_None_Match"),
        (4, "Last-Modified", "If_Modified_Since"),
        (5, "ETag", "If_None_Match"),
        (6, "Last-Modified", "If_Modified_Since"),
        (7, "Last-Modified", "If_Modified_Since"),
    ],
)
def test_who_has_the_page_already_is_told_so_until_it_changes(number, validator, condition):
    edition = EDITIONS[number]
    (changed,) = [article.url for article in edition.truth(2).articles if article.revision == 2]
    with serve(edition) as server:
        _, headers, _ = ask(server, changed)
        known = {condition: headers[validator]}
        status, _, body = ask(server, changed, **known)
        assert (status, body) == (304, b"")
        server.advance()
        assert ask(server, changed, **known)[0] == 200
        assert [(entry.conditional, entry.status) for entry in server.log] == [(False, 200), (True, 304), (True, 200)]


@pytest.mark.parametrize("number", [1, 2, 4, 5, 6, 7])
def test_most_articles_are_the_same_in_the_second_phase(number):
    edition = EDITIONS[number]
    urls = [article.url for article in edition.truth(1).articles]
    same = [url for url in urls if edition.answers(1).get(url) == edition.answers(2).get(url)]
    assert len(same) >= 20


def test_web_forms_pages_differ_at_every_visit():
    with serve(EDITIONS[3]) as server:
        url = EDITIONS[3].truth(1).seed.url
        first, second = ask(server, url), ask(server, url)
    assert first[2] != second[2]
    assert not {"ETag", "Last-Modified"} & set(first[1])


def test_the_pager_that_posts_turns_to_every_page():
    edition = EDITIONS[3]
    with serve(edition) as server:
        _, _, body = ask(server, BASE + "/News.aspx")
        seen = set()
        for page in range(2, len(edition.listings(1)) + 1):
            form = hidden(body) | {"__EVENTTARGET": "AspNetPager1", "__EVENTARGUMENT": str(page)}
            status, _, body = post(server, BASE + "/News.aspx", form)
            assert status == 200
            seen |= set(html.fromstring(body).xpath("//table[@class='newslist']//a/@href"))
    assert {item.url.removeprefix(BASE + "/") for item in edition.items(1)[10:]} <= {href.lstrip("/") for href in seen}


@pytest.mark.parametrize("field", ["__VIEWSTATE", "__EVENTVALIDATION"])
def test_a_form_that_was_not_issued_here_is_refused(field):
    with serve(EDITIONS[3]) as server:
        _, _, body = ask(server, BASE + "/News.aspx")
        form = hidden(body) | {"__EVENTTARGET": "AspNetPager1", "__EVENTARGUMENT": "2", field: "forged"}
        assert post(server, BASE + "/News.aspx", form)[0] == 500


def test_a_form_without_an_event_gives_the_first_page():
    with serve(EDITIONS[3]) as server:
        _, _, first = ask(server, BASE + "/News.aspx")
        _, _, again = post(server, BASE + "/News.aspx", hidden(first))
    rows = "//table[@class='newslist']//a/@href"
    assert html.fromstring(first).xpath(rows) == html.fromstring(again).xpath(rows)


@pytest.mark.parametrize("number", EDITIONS)
def test_every_flaw_shows_as_it_should(number):
    edition = EDITIONS[number]
    truth = edition.truth(1)
    flaws = {why: url for url, why in (truth.failed | truth.filtered).items()}
    with serve(edition) as server:
        answers = {why: ask(server, url) for why, url in flaws.items()}
    assert {why: answers[why][0] for why in ("missing", "gone", "sorry", "homeward")} == {
        "missing": 404,
        "gone": 410,
        "sorry": 200,
        "homeward": 302,
    }
    assert answers["homeward"][1]["Location"] == BASE + "/"
    assert answers["empty"][2] == b""
    assert answers["image"][2].startswith(b"GIF89a")
    assert answers["image"][1]["Content-Type"].startswith("text/html")
    assert b"</html>" not in answers["headless"][2]
    assert answers["forbidden"][0] == 200


@pytest.mark.parametrize("number", EDITIONS)
def test_an_old_url_leads_to_the_new_one(number):
    edition = EDITIONS[number]
    moved, url = next(iter(edition.truth(1).aliases.items()))
    with serve(edition) as server:
        status, headers, _ = ask(server, moved)
    assert (status, headers["Location"]) == (301, url)


@pytest.mark.parametrize("number", EDITIONS)
def test_what_vanishes_is_there_until_the_second_phase(number):
    edition = EDITIONS[number]
    (url,) = edition.truth(2).vanished
    with serve(edition) as server:
        assert ask(server, url)[0] == 200
        server.advance()
        assert ask(server, url)[0] == 404


@pytest.mark.parametrize("number", [2, 4, 7])
def test_pages_are_packed_for_those_who_can_unpack_them(number):
    with serve(EDITIONS[number]) as server:
        _, plain, body = ask(server, BASE + "/")
        _, packed, small = ask(server, BASE + "/", Accept_Encoding="gzip, br")
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert int(packed["Content-Length"]) == len(small)
    assert gzip.decompress(small) == body


def test_answers_wait_as_long_as_asked():
    with serve(EDITIONS[2], delay=0.2) as server:
        began = time.monotonic()
        ask(server, BASE + "/")
    assert time.monotonic() - began >= 0.2


def test_head_gives_the_headers_alone():
    with serve(EDITIONS[2]) as server:
        status, headers, body = ask(server, BASE + "/", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 0


def test_a_stopped_server_can_be_followed_by_another_on_its_port():
    with serve(EDITIONS[2]) as first:
        port = first.port
    with serve(EDITIONS[2], port) as second:
        assert ask(second, BASE + "/")[0] == 200
