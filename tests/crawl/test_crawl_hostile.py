"""Broken and hostile servers: each is bounded, counted with its reason, and harmless to the rest."""

import gzip

from loopback import Answer

TITLE = "园区第{}批重点项目名单昨天公布"


def offered(site, *paths):
    site.list("/news/", [(path, TITLE.format(n), "2020-01-05") for n, path in enumerate(paths)])
    site.article("/news/good.html", TITLE.format(0))


def ends(project, *paths):
    books = project.books()
    assert books.pending == 0
    assert books.added == 1
    return [project.state(path) for path in paths]


def test_bodies_without_measure(site, project):
    offered(site, "/news/good.html", "/news/long.html", "/news/bomb.html", "/news/big.html")
    site.pages["/news/long.html"] = Answer(b"<p>" + b"x" * 3_000_000)
    site.pages["/news/bomb.html"] = Answer(gzip.compress(b" " * 50_000_000), 200, {"Content-Encoding": "gzip"})
    site.pages["/news/big.html"] = Answer(b"<html><body>" + b"<p>word</p>" * 60_000)

    assert project.crawl("-s", "DOWNLOAD_MAXSIZE=2000000").code == 0

    long, bomb, big = ends(project, "/news/long.html", "/news/bomb.html", "/news/big.html")
    assert long == ("failed", "too-large")
    assert bomb == ("failed", "too-large")
    assert big[0] in ("failed", "filtered")


def test_redirects_that_go_round(site, project):
    offered(site, "/news/good.html", "/news/a.html", "/news/c.html")
    site.pages["/news/a.html"] = Answer(b"", 302, {"Location": "/news/b.html"})
    site.pages["/news/b.html"] = Answer(b"", 302, {"Location": "/news/a.html"})
    step = {f"/news/c{n}.html": Answer(b"", 302, {"Location": f"/news/c{n + 1}.html"}) for n in range(60)}
    site.pages |= step | {"/news/c.html": Answer(b"", 302, {"Location": "/news/c0.html"})}

    assert project.crawl().code == 0

    assert project.books().pending == 0
    assert len([path for path in site.paths() if path.startswith("/news/c")]) <= 25
    assert site.paths().count("/news/a.html") + site.paths().count("/news/b.html") <= 4


def test_headers_and_encodings_that_lie(site, project):
    offered(site, "/news/good.html", "/news/gzip.html", "/news/charset.html", "/news/location.html")
    site.pages["/news/gzip.html"] = Answer(b"no gzip at all", 200, {"Content-Encoding": "gzip"})
    site.pages["/news/charset.html"] = Answer(
        b"\xff\xfe\0\0\x81\x82", 200, {"Content-Type": "text/html; charset=klingon"}
    )
    site.pages["/news/location.html"] = Answer(b"", 301, {"Location": "http://[broken"})

    assert project.crawl("-s", "RETRY_TIMES=0").code == 0

    gzipped, charset, location = ends(project, "/news/gzip.html", "/news/charset.html", "/news/location.html")
    assert gzipped[0] == charset[0] == "failed"
    assert location == ("failed", "redirect")


def test_a_list_without_end_is_left(site, project):
    """Every page of a calendar links the next one, and shows the same stories."""
    offered(site, "/news/good.html")
    good = ("/news/good.html", TITLE.format(0), "2020-01-05")

    def page(asked):
        number = int(asked.path.partition("=")[2])
        site.list("/scratch", [good], f"<a href='/cal?p={number + 1}'>下一页</a>")
        return site.pages["/scratch"]

    site.pages |= {f"/cal?p={number}": page for number in range(1, 200)}
    project.publisher(lists=[site.url + "/cal?p=1"])

    assert project.crawl().code == 0

    assert project.books().added == 1
    assert len([path for path in site.paths() if path.startswith("/cal")]) <= 3


def test_a_server_that_hangs_up(site, project):
    offered(site, "/news/good.html", "/news/short.html")
    site.pages["/news/short.html"] = Answer(b"<p>cut</p>", 200, {"Content-Length": "4000", "Connection": "close"})

    assert project.crawl("-s", "RETRY_TIMES=0", "-s", "DOWNLOAD_TIMEOUT=3").code == 0

    assert ends(project, "/news/short.html")[0][0] == "failed"


def test_cookies_that_a_page_insists_on(site, project):
    offered(site, "/news/good.html", "/news/wall.html")
    site.article("/wall", TITLE.format(1))
    page = site.pages.pop("/wall")

    def wall(asked):
        if "seen=1" in asked.headers.get("Cookie", ""):
            return page
        return Answer(b"", 302, {"Location": "/news/wall.html", "Set-Cookie": "seen=1; Path=/"})

    site.pages["/news/wall.html"] = wall

    project.crawl()

    assert set(project.rows()) == {"/news/good.html", "/news/wall.html"}
