"""Serves an edition on loopback: as the publisher's own server, and as the proxy by which a crawl reaches it.

A crawl asks for http://www.oim.com.cn/ through http_proxy, and gets the edition; a browser asks 127.0.0.1 and gets the
same pages with links that lead back to 127.0.0.1. Nothing leaves the machine: hosts that are not the publisher's are
answered with 502.
"""

from __future__ import annotations

import gzip
import hashlib
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email.utils import formatdate, parsedate_to_datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from newsarchive.demo.edition import Edition
from newsarchive.demo.pieces import BASE, HOST, Answer, Request
from newsarchive.demo.plan import Phase

DOMAIN = HOST.removeprefix("www")
LOOPBACK = ("127.0.0.1", "localhost")
NAMES = (*LOOPBACK, HOST.removeprefix("www."))
"""Hosts under which the site stands as well as under its own."""
#: When the pages of each phase were written, in seconds since 1970: 2020-01-18 and 2020-02-18, 08:00 UTC.
WRITTEN: dict[Phase, int] = {1: 1579334400, 2: 1582012800}


@dataclass(frozen=True, slots=True)
class Logged:
    """A request that was answered."""

    method: str
    url: str
    at: float
    """Seconds since 1970."""
    conditional: bool
    """Did it carry If-None-Match or If-Modified-Since?"""
    status: int


class DemoServer:
    """An edition being served. `log` grows with every request; `advance` begins the second phase."""

    def __init__(self, edition: Edition, port: int = 0, delay: float = 0.0) -> None:
        self.edition = edition
        self.delay = delay
        """Seconds that every answer waits."""
        self.phase: Phase = 1
        self.log: list[Logged] = []
        self._lock = threading.Lock()
        self._http = _Server(("127.0.0.1", port), partial(_Visitor, self))
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), name="demo-server", daemon=True)

    @property
    def port(self) -> int:
        """The port on 127.0.0.1."""
        return self._http.server_port

    @property
    def url(self) -> str:
        """The server's own address: for a browser, and for http_proxy."""
        return f"http://127.0.0.1:{self.port}"

    def advance(self) -> None:
        """Begin the second phase: one story is new, one corrected, one gone."""
        self.phase = 2

    def start(self) -> None:
        """Serve from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Serve no more."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def answer(self, request: Request, conditions: dict[str, str]) -> Answer:
        """Return what is said to `request`, and log it."""
        time.sleep(self.delay)
        found = self._validated(self.edition.answer(request, self.phase, len(self.log)), request, conditions)
        with self._lock:
            self.log.append(Logged(request.method, request.url, time.time(), bool(conditions), found.status))
        return found

    def _validated(self, found: Answer, request: Request, conditions: dict[str, str]) -> Answer:
        """Add the edition's validator, and say 304 where the visitor has this page already."""
        if found.status != 200 or request.method == "POST" or not self.edition.layout.validator:
            return found
        name, value = self._validator(found, request)
        found = replace(found, headers=(*found.headers, (name, value)))
        return replace(found, status=304, body=b"") if _is_known(name, value, conditions) else found

    def _validator(self, found: Answer, request: Request) -> tuple[str, str]:
        if self.edition.layout.validator == "etag":
            return "ETag", f'"{hashlib.sha256(found.body).hexdigest()[:16]}"'
        before = self.edition.answers(1).get(request.url)
        written = WRITTEN[1 if before and before.body == found.body else self.phase]
        return "Last-Modified", formatdate(written, usegmt=True)


class _Server(ThreadingHTTPServer):
    """Says nothing of visitors who leave without a word, as a crawl does that is killed."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Visitor(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server_version = "Microsoft-IIS/7.5"
    sys_version = ""

    def __init__(self, demo: DemoServer, *connection: object) -> None:
        self.demo = demo
        super().__init__(*connection)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self._serve(Request("GET", self._url()))

    def do_HEAD(self) -> None:
        self._serve(Request("HEAD", self._url()))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        form = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        self._serve(Request("POST", self._url(), form))

    def log_message(self, format: str, *args: object) -> None:
        """The demo keeps a log of its own."""

    def _url(self) -> str:
        """The URL that is meant: named whole to a proxy, by path and Host to a server."""
        whole = self.path if self.path.startswith("http://") else f"http://{self.headers.get('Host', '')}{self.path}"
        parts = urlsplit(whole)
        host = HOST if parts.hostname in NAMES else parts.hostname or ""
        return f"http://{host}{parts.path or '/'}" + (f"?{parts.query}" if parts.query else "")

    def _serve(self, request: Request) -> None:
        if not ("." + (urlsplit(request.url).hostname or "")).endswith(DOMAIN):
            return self.send_error(502, "Unknown host")
        conditions = {
            name: value for name in ("If-None-Match", "If-Modified-Since") if (value := self.headers.get(name, ""))
        }
        answer = self.demo.answer(request, conditions)
        return self._send(self._at_home(answer), request)

    def _at_home(self, answer: Answer) -> Answer:
        """For a browser that asked this machine by its own name, links lead back to it."""
        if urlsplit("//" + self.headers.get("Host", "")).hostname not in LOOPBACK:
            return answer
        here = self.demo.url
        headers = tuple((name, value.replace(BASE, here)) for name, value in answer.headers)
        return replace(answer, body=answer.body.replace(BASE.encode(), here.encode()), headers=headers)

    def _send(self, answer: Answer, request: Request) -> None:
        body, packs = answer.body, self.demo.edition.layout.gzips and "gzip" in self.headers.get("Accept-Encoding", "")
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Type", answer.content_type)
            if packs and body:
                body = gzip.compress(body, mtime=0)
                self.send_header("Content-Encoding", "gzip")
                self.send_header("Vary", "Accept-Encoding")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if request.method != "HEAD":
            self.wfile.write(body)


def _is_known(name: str, value: str, conditions: dict[str, str]) -> bool:
    if name == "ETag":
        return value in conditions.get("If-None-Match", "")
    since = conditions.get("If-Modified-Since", "")
    return bool(since) and parsedate_to_datetime(value) <= parsedate_to_datetime(since)


@contextmanager
def serve(edition: Edition, port: int = 0, delay: float = 0.0) -> Iterator[DemoServer]:
    """Serve `edition` on 127.0.0.1 while the block runs; port 0 takes a free one, `delay` is in seconds."""
    server = DemoServer(edition, port, delay)
    server.start()
    try:
        yield server
    finally:
        server.stop()
