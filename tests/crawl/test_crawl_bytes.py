"""Scrapy looks for a charset in compressed bytes; our middleware spares it that, and changes nothing else."""

import gzip

import pytest
from loopback import Answer
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import HtmlResponse, Request, Response
from scrapy.http.response import text as responses
from scrapy.utils.test import get_crawler

from newsarchive.crawl.middlewares import HandOnBytes

#: Bytes: more than any page here has.
LARGEST = 100_000
PAGE = "<html><head><meta charset=gb2312></head><body><p>长沙高新区</p></body></html>".encode("gb18030")


def unpacked(response, monkeypatch):
    """What the compression middleware makes of a response, and the bytes in which a charset was looked for."""
    looked_at = []
    find = responses.html_to_unicode

    def seen(header, body, *more, **named):
        looked_at.append(bytes(body[:2]))
        return find(header, body, *more, **named)

    monkeypatch.setattr(responses, "html_to_unicode", seen)
    request = Request("http://news.example/")
    middleware = HttpCompressionMiddleware.from_crawler(get_crawler())
    return middleware.process_response(request, response), looked_at


def packed():
    headers = {"Content-Encoding": "gzip", "Content-Type": "text/html"}
    return HtmlResponse("http://news.example/", headers=headers, body=gzip.compress(PAGE))


def test_scrapy_alone_looks_for_a_charset_in_gzip(monkeypatch):
    _, looked_at = unpacked(packed(), monkeypatch)
    assert gzip.compress(b"")[:2] in looked_at


@pytest.mark.parametrize(("largest", "kind"), [(LARGEST, HtmlResponse), (10, Response)])
def test_with_ours_nobody_does(largest, kind, monkeypatch):
    handed_on = HandOnBytes(largest).process_response(Request("http://news.example/"), packed())
    assert type(handed_on) is kind
    response, looked_at = unpacked(handed_on, monkeypatch)
    assert gzip.compress(b"")[:2] not in looked_at
    assert "Content-Encoding" not in response.headers
    assert isinstance(response, HtmlResponse)
    assert "长沙高新区" in response.text


def test_a_response_that_is_not_compressed_is_left_alone():
    plain = HtmlResponse("http://news.example/", body=PAGE)
    assert HandOnBytes(LARGEST).process_response(Request("http://news.example/"), plain) is plain


def test_a_compressed_page_in_gb18030_without_a_header_is_archived_as_it_reads(site, project):
    site.articles(1)
    body = site.pages["/news/0.html"].body.decode().replace("<head>", "<head><meta charset=gb2312>").encode("gb18030")
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    site.pages["/news/0.html"] = Answer(gzip.compress(body), 200, headers)

    project.crawl()

    assert project.rows()["/news/0.html"]["title"] == "园区第0批重点项目名单昨天公布"
