"""A site on loopback whose pages a test writes, and real crawls of it in processes of their own."""

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from newsarchive.archive import Archive

ROOT = Path(__file__).parents[2]
PROSE = (
    "长沙高新区昨天公布了新一批重点项目的名单,其中先进制造业的项目超过六成,总投资比去年同期增长了三成以上。",
    "园区负责人介绍,这些项目大多已经完成了用地和环评手续,预计在今年上半年陆续开工,明年年底以前全部投产。",
    "企业代表表示,园区的服务比几年前细致得多,从注册到开工只用了四个月,工人的宿舍和班车也一并安排好了。",
)


#: Read by every Python that finds it on its path: names that this machine alone knows.
NAMES = """
import socket
found, names = socket.getaddrinfo, {names!r}
def getaddrinfo(host, *more, **named):
    return found(names.get(host, host), *more, **named)
socket.getaddrinfo = getaddrinfo
"""


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    wait: float = 0.0


@dataclass
class Asked:
    method: str
    path: str
    headers: dict
    at: float
    body: bytes = b""


class Site:
    """Pages by path; `asked` is every request in its order."""

    def __init__(self):
        self.pages = {"/robots.txt": Answer(b"", 404)}
        self.asked = []
        self.running = self.most_running = 0
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), type("Visitor", (Visitor,), {"site": self}))
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()

    def close(self):
        self._http.shutdown()
        self._http.server_close()

    def paths(self):
        return [one.path for one in self.asked]

    def article(self, path, title, *paragraphs, head="", link=True):
        """Write an article's page; the prose of two articles is never the same."""
        lines = paragraphs or tuple(f"{line[:-1]}({title})。" for line in PROSE)
        body = "".join(f"<p>　　{line}</p>" for line in lines)
        self.pages[path] = html(
            f"<html><head><title>{title}-长沙新闻</title>{head}</head><body><div id=nav><a href=/>首页</a></div>"
            f"<h1>{title}</h1><p>2020-01-05</p><div class=body>{body}</div><p>来源：长沙晚报</p></body></html>"
        )

    def list(self, path, rows, more=""):
        """Write a list's page from (path, title, date)."""
        items = "".join(f"<li><a href='{to}'>{title}</a> <span>{day}</span></li>" for to, title, day in rows)
        self.pages[path] = html(f"<html><body><ul class=news>{items}</ul><div class=page>{more}</div></body></html>")

    def articles(self, count, listed="/news/"):
        """`count` articles and their list; returns their paths."""
        rows = [
            (f"/news/{n}.html", f"园区第{n}批重点项目名单昨天公布", f"2020-01-{1 + n % 28:02}") for n in range(count)
        ]
        for path, title, _ in rows:
            self.article(path, title)
        self.list(listed, rows)
        return [path for path, _, _ in rows]


def html(words, **headers):
    return Answer(words.encode(), 200, {"Content-Type": "text/html; charset=utf-8", **headers})


class Visitor(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.site.asked.append(Asked(self.command, self.path, dict(self.headers), time.time(), body))
        self.site.running += 1
        self.site.most_running = max(self.site.most_running, self.site.running)
        answer = self.site.pages.get(self.path, Answer(b"gone", 404))
        answer = answer(self.site.asked[-1]) if callable(answer) else answer
        time.sleep(answer.wait)
        self.site.running -= 1
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    do_POST = do_GET

    def log_message(self, *words):
        pass


def toml(value):
    return str(value).lower() if isinstance(value, bool) else repr(value)


@dataclass
class Run:
    code: int
    out: str
    err: str


class Project:
    """A folder with a publisher's file for the site, and crawls of it."""

    def __init__(self, folder, site):
        self.folder, self.site = folder, site
        self.data = folder / "data"
        self.path = [str(ROOT)]
        (folder / "publishers").mkdir()
        self.publisher(lists=[site.url + "/news/"])

    def names(self, **addresses):
        """Let these hosts, whose dots are written as "_", stand at these addresses."""
        folder = self.folder / "names"
        folder.mkdir()
        known = {name.replace("_", "."): address for name, address in addresses.items()}
        (folder / "sitecustomize.py").write_text(NAMES.format(names=known))
        self.path.insert(0, str(folder))

    def publisher(self, slug="town", domains=("127.0.0.1",), **visit):
        lines = [f'slug = "{slug}"', 'name = "长沙新闻"', f"domains = {list(domains)!r}", 'language = "zh"']
        lines += ['timezone = "Asia/Shanghai"', "[visit]", "delay = 0"]
        lines += [f"{name} = {toml(value)}" for name, value in visit.items()]
        (self.folder / "publishers" / f"{slug}.toml").write_text("\n".join(lines), encoding="utf-8")

    def environment(self):
        free = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        return {
            **free,
            "PYTHONPATH": os.pathsep.join(self.path),
            "NEWSARCHIVE_DIR": str(self.data),
            "NEWSARCHIVE_PUBLISHERS": str(self.folder / "publishers"),
            "SCRAPY_SETTINGS_MODULE": "newsarchive.settings",
        }

    def command(self, *more, spider="town"):
        return [sys.executable, "-m", "scrapy", "crawl", spider, "-s", "NEWSARCHIVE_TDMREP=0", *more]

    def start(self, *more, spider="town"):
        command = self.command(*more, spider=spider)
        return subprocess.Popen(command, env=self.environment(), cwd=ROOT, stderr=subprocess.PIPE, text=True)

    def crawl(self, *more, spider="town"):
        command = self.command(*more, spider=spider)
        done = subprocess.run(command, env=self.environment(), cwd=ROOT, capture_output=True, text=True, timeout=120)
        return Run(done.returncode, done.stdout, done.stderr)

    def archive(self):
        return Archive(self.data / "archive.db", readonly=True)

    def rows(self):
        """Every article by the path of its URL."""
        with self.archive() as archive:
            return {row["url"].removeprefix(self.site.url): row for row in archive.rows()}

    def books(self):
        with self.archive() as archive:
            return archive.books(archive.crawls(1)[0].id)

    def state(self, path):
        with self.archive() as archive:
            known = archive.known(self.site.url + path)
            return (known.state, known.reason) if known else None
