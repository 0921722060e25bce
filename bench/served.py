"""A stored site on loopback: read from its tar.gz, served as a proxy that answers for the site's host alone."""

from __future__ import annotations

import json
import mimetypes
import re
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import etree, html

_LINKS = re.compile(rb"<(?:link|loc)>\s*(?:<!\[CDATA\[)?\s*(http[^<\s\]]+)", re.IGNORECASE)
_FURTHER = re.compile(r"/page/\d|list_\d|/feed/|\.xml$")
_ROBOTS = b"User-agent: *\nAllow: /\n"


@dataclass
class Site:
    """One site: its files by path, and what is known of it (SITE.json)."""

    name: str
    files: dict[str, bytes] = field(repr=False)
    told: dict[str, Any] = field(repr=False)

    @cached_property
    def base(self) -> str:
        """The URL under which the site stands: its own, or one of a name that is nobody's."""
        own = urlsplit(self.told["original_base_url"])
        if own.hostname not in ("127.0.0.1", "localhost"):
            return f"http://{own.netloc}/"
        return "http://test.com/" if "test.com" in self.told["host_mapping"] else "http://www.stored-site.com/"

    @property
    def home(self) -> str:
        """The home page; where none is stored, the first page that is known to begin at."""
        return self.base if "index.html" in self.files else self.url(self.told["start_paths"][0])

    def url(self, path: str) -> str:
        """The URL of a file."""
        return self.base + quote(path.removesuffix("index.html"), safe="/%:@!$&'()*+,;=~-._")

    def path(self, url: str) -> str:
        """The file that a URL of the site names; "" if there is none, with a "/" at its end for a folder's."""
        parts = urlsplit(url)
        if parts.hostname != urlsplit(self.base).hostname:
            return ""
        path = unquote(parts.path).lstrip("/")
        for name in (path, path + "index.html", path + "index.xml"):
            if name in self.files:
                return name
        return path + "/" if f"{path}/index.html" in self.files else ""

    @cached_property
    def articles(self) -> set[str]:
        """Paths of the articles."""
        wanted = re.compile(self.told["article_url_pattern"])
        return {path for path in self.files if path.endswith(".html") and wanted.search("/" + path)}

    @property
    def lists(self) -> list[str]:
        """Paths of the pages where lists begin, as somebody finds them who looks around the site."""
        named = [*self.told["start_paths"], *self.told["list_pages"]]
        return list(dict.fromkeys(path for path in named if path in self.files and not _FURTHER.search(path)))

    @property
    def maps(self) -> list[str]:
        """Paths of the sitemaps that no other one names."""
        return [path for path in self.told["sitemaps"] if "/" not in path]

    def linked(self, begin: list[str]) -> set[str]:
        """Paths of the articles that links reach from the pages where a crawl begins."""
        seen, left = set(begin), list(begin)
        while left:
            for path in self._leads(left.pop()):
                if path not in seen:
                    seen.add(path)
                    left.append(path)
        return self.articles & seen

    def _leads(self, path: str) -> Iterator[str]:
        body, here = self.files.get(path, b""), self.url(path)
        if path.endswith(".xml") or b"<rss" in body[:500]:
            hrefs = [found.decode("utf-8", "replace") for found in _LINKS.findall(body)]
        else:
            try:
                hrefs = [str(href) for href in html.fromstring(body).xpath("//a/@href|//iframe/@src")] if body else []
            except (etree.ParserError, ValueError):
                hrefs = []
        own = (urljoin(here, href.strip()).replace("https://", "http://", 1) for href in hrefs if ":" not in href[8:])
        for found in map(self.path, own):
            if found:
                yield found + "index.html" if found.endswith("/") else found


def read(file: Path) -> Site:
    """The site of a tar.gz."""
    with tarfile.open(file) as tar:
        name = file.name.removesuffix(".tar.gz")
        files = {
            member.name.removeprefix(name + "/"): source.read()
            for member in tar
            if member.isfile() and (source := tar.extractfile(member))
        }
    return Site(name, files, json.loads(files.pop("SITE.json")))


@contextmanager
def serve(site: Site) -> Iterator[str]:
    """Serve a site while the block runs; gives the URL of the proxy."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Visitor, site))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class _Visitor(BaseHTTPRequestHandler):
    """One connection to the proxy. The site's links are http here, since a proxy on loopback has no certificate."""

    protocol_version = "HTTP/1.1"

    def __init__(self, site: Site, *connection: object) -> None:
        self.site = site
        super().__init__(*connection)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        found = self.site.path(self.path)
        if urlsplit(self.path).hostname != urlsplit(self.site.base).hostname:
            self._send(502, b"another host")
        elif found.endswith("/"):
            self._send(301, b"", Location=self.site.base + quote(found))
        elif not found:
            missing = urlsplit(self.path).path != "/robots.txt"
            self._send(404 if missing else 200, b"<h1>404 Not Found</h1>" if missing else _ROBOTS)
        else:
            self._send(200, self._plain(self.site.files[found]), **{"Content-Type": _kind(found)})

    def _plain(self, body: bytes) -> bytes:
        host = (urlsplit(self.site.base).hostname or "").encode()
        return body.replace(b"https://" + host, b"http://" + host)

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """The table is all that is said."""


def _kind(path: str) -> str:
    return mimetypes.guess_type(path)[0] or "text/html"
