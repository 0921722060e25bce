"""Private addresses are asked for nothing, whoever leads there, unless the publisher's file lives there itself."""

import asyncio
import socket

import pytest
from loopback import Answer
from scrapy import Request
from scrapy.utils.test import get_crawler

from newsarchive.crawl.addresses import Guard, is_inside, is_public
from newsarchive.crawl.download import Download
from newsarchive.crawl.failures import PrivateAddress
from newsarchive.model import Publisher, Route

INSIDE_4 = ("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0")
INSIDE_6 = ("::1", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1")
CARRIED = ("::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1")


@pytest.mark.parametrize("address", [*INSIDE_4, *INSIDE_6, *CARRIED, "224.0.0.1", "255.255.255.255"])
def test_addresses_of_private_networks_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::808:808"])
def test_addresses_of_the_internet_are(address):
    assert is_public(address)


def test_names_that_say_that_they_are_inside():
    assert [is_inside(host) for host in ("LOCALHOST", "printer.local.", "[::1]", "10.0.0.1")] == [True] * 4
    assert [is_inside(host) for host in ("news.example", "locals.example", "8.8.8.8")] == [False] * 3


def test_a_guard_lets_a_publisher_live_where_its_file_says():
    guard = Guard.of(Publisher("a", "A", domains=("news.example",), visit=Route(lists=("http://127.0.0.1:8000/",))))
    assert guard.allows("127.0.0.1")
    assert not guard.allows("127.0.0.2")
    assert not guard.allows("news.example")
    at_home = Guard.of(Publisher("a", "A", domains=("corp.example",), visit=Route(inside=True)))
    assert at_home.allows("wiki.corp.example")
    assert not at_home.allows("127.0.0.1")


@pytest.mark.parametrize("host", ["rebound.example", "0x7f.1", "2130706433", "017700000001"])
def test_a_name_is_judged_by_what_it_resolves_to(host, monkeypatch):
    def resolved(name, port, *more, **named):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)

    async def ask():
        handler = Download(get_crawler())
        try:
            await handler.download_request(Request(f"http://{host}:9/"))
        finally:
            await handler.close()

    with pytest.raises(Exception, match=r"private network|0x7f|2130706433|017700000001") as caught:
        asyncio.run(ask())
    if host == "rebound.example":
        assert isinstance(caught.value, PrivateAddress)


def test_links_redirects_and_robots_that_lead_inside_are_refused(site, project):
    project.names(town_example="127.0.0.1")
    port = site.url.rpartition(":")[2]
    project.publisher(lists=[site.url + "/news/"], domains=["127.0.0.1", "town.example"])
    rows = [
        ("/news/0.html", "园区第0批重点项目名单昨天公布", "2020-01-05"),
        (f"http://town.example:{port}/news/1.html", "园区第1批重点项目名单昨天公布", "2020-01-05"),
        ("/news/2.html", "园区第2批重点项目名单昨天公布", "2020-01-05"),
    ]
    site.list("/news/", rows)
    site.article("/news/0.html", rows[0][1])
    site.article("/news/1.html", rows[1][1])
    site.pages["/news/2.html"] = Answer(b"", 302, {"Location": f"http://town.example:{port}/inside.html"})

    assert project.crawl().code == 0

    assert set(project.rows()) == {"/news/0.html"}
    assert project.books().reasons["filtered/private"] == 2
    assert {asked.headers["Host"] for asked in site.asked} == {f"127.0.0.1:{port}"}


def test_a_publisher_of_an_intranet_says_so(site, project):
    project.names(town_example="127.0.0.1")
    port = site.url.rpartition(":")[2]
    site.articles(2)
    lists = [f"http://town.example:{port}/news/"]
    project.publisher(lists=lists, domains=["town.example"])
    assert project.crawl().code == 1
    project.publisher(lists=lists, domains=["town.example"], inside=True)

    assert project.crawl().code == 0

    assert project.books().added == 2
