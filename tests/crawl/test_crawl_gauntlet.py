"""One crawl over servers that play every trick: each ends with its reason, within bounds, and harms no other host."""

import resource
import socket
import time

import hostile
import pytest
from loopback import PROSE
from programs import needs

from newsarchive.crawl.ground import MOST_BARREN

TITLE = "园区第{}批重点项目名单昨天公布"
GOOD = 6
NOT_FOUND = "<html><head><title>404 - 页面不存在</title></head><body><h1>页面不存在</h1><p>您访问的页面不存在。</p>"


def page(number, charset="utf-8", declared="utf-8"):
    title = TITLE.format(number)
    body = "".join(f"<p>　　{line[:-1]}({number})。</p>" for line in PROSE)
    head = f"<html><head><meta charset={declared}><title>{title}</title></head><body><h1>{title}</h1>"
    words = f"{head}<p>2020-01-05</p>{body}</body></html>"
    return words.encode(charset)


def calendar(connection, path):
    """Every page links the next one, and offers articles that nobody ever wrote."""
    at = int(path.partition("=")[2] or 0)
    rows = "".join(f"<li><a href='/made/{at}-{n}.html'>{TITLE.format(n)}</a> 2020-01-05</li>" for n in range(10))
    body = f"<html><body><ul>{rows}</ul><div class=page><a href='/cal?p={at + 1}'>下一页</a></div></body></html>"
    hostile.says(body.encode())(connection, path)


TRICKS = {
    "/drip.html": (hostile.drips, ("failed", "timeout")),
    "/headers-without-end.html": (hostile.never_ends_its_headers, ("failed", "timeout")),
    "/endless.html": (hostile.is_endless, ("failed", "too-large")),
    "/gzip-bomb.html": (hostile.packed("gzip"), ("failed", "too-large")),
    "/brotli-bomb.html": (hostile.packed("br"), ("failed", "too-large")),
    "/half.html": (hostile.half("gzip"), ("failed", "cut-off")),
    "/half-brotli.html": (hostile.half("br"), ("failed", "cut-off")),
    "/no-brotli.html": (hostile.says(b"plain words", Content_Encoding="br"), ("failed", "undecodable")),
    "/not-modified.html": (hostile.is_as_before, ("failed", "304")),
    "/no-gzip.html": (hostile.says(b"plain words", Content_Encoding="gzip"), ("failed", "undecodable")),
    "/headers-of-10-mb.html": (hostile.has_headers_without_measure, ("failed", "malformed")),
    "/cut-off.html": (hostile.cuts_off, ("failed", "cut-off")),
    "/reset.html": (hostile.resets, ("failed", "cut-off")),
    "/silent.html": (hostile.says_nothing, ("failed", "connection")),
    "/babble.html": (hostile.babbles, ("failed", "malformed")),
    "/loop.html": (hostile.redirects("/loop2.html"), ("alias", "redirect")),
    "/chain.html": (hostile.redirects(lambda path: path.replace(".html", "x.html")), ("alias", "redirect")),
    "/cookie-wall.html": (hostile.redirects("/cookie-wall.html"), ("failed", "redirect")),
    "/nowhere.html": (hostile.redirects("http://[broken"), ("failed", "redirect")),
    "/empty.html": (hostile.says(b""), ("failed", "undecodable")),
    "/mixed.html": (hostile.says(page(77, "gb18030", "utf-8")), ("added", "")),
}


@pytest.fixture(scope="module")
def servers(tmp_path_factory):
    needs("openssl")  # it makes the certificate that nobody signed
    tricks = {path: trick for path, (trick, _) in TRICKS.items()}
    tricks |= {"/loop2.html": hostile.redirects("/loop.html"), "/cal": calendar}
    tricks |= {"/soft.html": hostile.says(NOT_FOUND.encode()), "/feed": hostile.XML_BOMB, "/feed2": hostile.XML_OUTSIDE}
    tricks |= {"/sitemap.xml": hostile.XML_BOMB, "/not-modified/": hostile.is_as_before}
    tricks |= {f"/chain{'x' * n}.html": tricks["/chain.html"] for n in range(1, 40)}
    bad = hostile.Hostile(tricks, "127.0.0.2")
    six = hostile.Hostile({"/six.html": hostile.says(page(66))}, "::1")
    tls = hostile.Hostile({}, "127.0.0.3", hostile.certificate(tmp_path_factory.mktemp("tls")))
    yield bad, six, tls
    for server in (bad, six, tls):
        server.close()


def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def test_one_crawl_over_all_tricks(site, project, servers):
    bad, six, tls = servers
    elsewhere = {
        six.url + "/six.html": ("added", ""),
        tls.url + "/tls.html": ("failed", "tls"),
        bad.url.replace("http:", "https:") + "/plain.html": ("pending", ""),  # no robots.txt in time: not for now
        "http://nothing.invalid/dns.html": ("failed", "dns"),
        "http://a..nothing.invalid/no-name.html": ("failed", "dns"),
        f"http://127.0.0.4:{closed_port()}/refused.html": ("failed", "refused"),
    }
    expected = {bad.url + path: end for path, (_, end) in TRICKS.items()} | elsewhere
    links = [*expected, bad.url + "/soft.html"]
    good = site.articles(GOOD)
    rows = [(path, TITLE.format(n), "2020-01-05") for n, path in enumerate([*good, *links])]
    site.list("/news/", rows)
    project.publisher(
        lists=[site.url + "/news/", bad.url + "/cal?p=0", bad.url + "/not-modified/"],
        feeds=[bad.url + "/feed", bad.url + "/feed2"],
        sitemaps=[bad.url + "/sitemap.xml"],
        domains=["127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4", "[::1]", "nothing.invalid"],
        concurrency=8,
    )
    began = time.monotonic()

    limits = ("DOWNLOAD_TIMEOUT=2", "RETRY_TIMES=0", "DOWNLOAD_MAXSIZE=2000000")
    run = project.crawl(*(word for limit in limits for word in ("-s", limit)))

    assert run.code == 0, run.err
    with project.archive() as archive:
        ends = {url: (known.state, known.reason) for url in expected if (known := archive.known(url))}
        soft = archive.known(bad.url + "/soft.html")
    assert ends == expected
    assert soft.state in ("filtered", "failed")
    assert set(good) < set(project.rows())
    books = project.books()
    assert (books.pending, books.added) == (1, GOOD + 2)
    assert "'newsarchive/lists_failed': 4" in run.err
    assert time.monotonic() - began < 60
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 400_000
    pages = [path for path in bad.asked if path.startswith("/cal")]
    assert len(pages) <= MOST_BARREN // 10 + 9
    assert [bad.asked.count(path) for path in ("/silent.html", "/not-modified/")] == [1, 1]
    assert not any("passwd" in path or path == "/news/x.html" for path in bad.asked)
