"""What a page costs: the whole line beside stock Scrapy that only fetches, in the same run, in CPU time.

    python bench/crawl.py                       # 2,000 pages of about 50 KB gzipped
    python bench/crawl.py --pages 300 --memory 10000,100000,1000000

Pages are made up (prose, menus, scripts, as a news site has them) and served from a process of its own on loopback,
without delay. CPU is that of the crawling process, from the moment that its spider opened. `--memory` prints the
largest memory of a crawl that begins with so many URLs pending. fundus reads publishers that it has classes for, and
news-please needs a database server or crawls from configuration files: neither can be sent to such a site.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import multiprocessing
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from newsarchive.archive import Archive
from newsarchive.model import Link

HERE = Path(__file__)
#: Articles on one page of the list.
LISTED = 100
SPEC = """
slug = "bench"
name = "晨报"
language = "zh"
[visit]
lists = ["{url}/list/0/"]
delay = 0
concurrency = 8
"""
WORDS = "园区 项目 企业 市场 技术 增长 投资 研发 产业 政策 合作 发展 创新 平台 数据 服务 工程 建设 改革 开放".split()  # noqa: SIM905
#: What Chinese prose is known by; without it newspaper4k reads nothing.
PARTICLE = "的"

# The site -----------------------------------------------------------------------------------------------------------


def prose(chance: random.Random, sentences: int) -> str:
    """Sentences of words that make no sense, and no two alike."""
    made = (
        "".join(chance.choices([*WORDS, *PARTICLE * 3], k=chance.randint(8, 16))) + f"{chance.randint(1, 9999)}亿元。"
        for _ in range(sentences)
    )
    return "".join(made)


def page(number: int, chance: random.Random) -> bytes:
    """An article's page: a headline, twelve paragraphs, menus, related links, styles and scripts."""
    title = f"第{number}号:{prose(chance, 1)[:24]}"
    body = "".join(f"<p>{prose(chance, 4)}</p>" for _ in range(12))
    menus = "".join(f"<li class=m><a href='/s/{n}/'>{WORDS[n % 20]}频道</a></li>" for n in range(120))
    related = "<div class=rel><a href='/more/{}'>{}</a><span>08-21</span></div>"
    beside = "".join(related.format(n, prose(chance, 1)) for n in range(40))
    script = json.dumps({f"k{n}": f"{chance.getrandbits(200):x}" for n in range(1250)})
    style = "".join(f".c{n}{{margin:{n}px}}" for n in range(500))
    return (
        f"<!doctype html><html lang=zh><head><meta charset=utf-8><title>{title}-晨报</title>"
        f"<style>{style}</style><script>var state={script};</script></head>"
        f"<body><ul id=nav>{menus}</ul><div class=main><h1>{title}</h1>"
        f"<div class=info>2024-08-21 09:30 来源：晨报</div><div class=content>{body}</div></div>"
        f"<div class=side>{beside}</div><div class=foot>版权所有</div></body></html>"
    ).encode()


def listing(at: int, pages: int) -> bytes:
    """A page of the list, and the way to the next."""
    rows = "".join(
        f"<li><a href='/a/{n}.html'>第{n}号新闻的标题在这里</a> 2024-08-21</li>"
        for n in range(at, min(at + LISTED, pages))
    )
    more = f"<a href='/list/{at + LISTED}/'>下一页</a>" if at + LISTED < pages else ""
    return f"<html><body><ul>{rows}</ul><div class=page>{more}</div></body></html>".encode()


def site(pages: int, port: Any) -> None:
    """Serve the pages until killed; the port is put into the queue."""
    chance = random.Random(7)
    answers = {f"/a/{n}.html": gzip.compress(page(n, chance), 6) for n in range(pages)}
    answers |= {f"/list/{at}/": gzip.compress(listing(at, pages)) for at in range(0, pages, LISTED)}

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await _head(reader):
            body = answers.get(head.split(b" ", 2)[1].decode())
            kind = b"200 OK\r\nContent-Encoding: gzip" if body else b"404 Not Found"
            about = b"HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % (kind, len(body or b""))
            writer.write(about + (body or b""))
            await writer.drain()

    async def run() -> None:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port.put((server.sockets[0].getsockname()[1], sum(map(len, answers.values())) // len(answers)))
        await server.serve_forever()

    asyncio.run(run())


async def _head(reader: asyncio.StreamReader) -> bytes:
    """The next request on a connection; b"" where there is none."""
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionResetError):
        return b""


# The crawls, each in a process of its own ----------------------------------------------------------------------------


def stock(url: str, pages: int, **settings: Any) -> dict[str, Any]:
    """Scrapy as it is installed, that fetches every page and looks at none; or with these settings."""
    from scrapy import Spider, signals
    from scrapy.crawler import AsyncCrawlerProcess

    class Fetch(Spider):
        name = "fetch"
        start_urls = tuple(f"{url}/a/{n}.html" for n in range(pages))

        def parse(self, response: Any) -> None:
            return None

    clock = Clock()
    process = AsyncCrawlerProcess(
        {"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False, **settings}
    )
    crawler = process.create_crawler(Fetch)
    crawler.signals.connect(clock.begin, signals.spider_opened)
    process.crawl(crawler)
    process.start()
    return clock.told(crawler.stats.get_value("response_received_count", 0))


def fixed(url: str, pages: int) -> dict[str, Any]:
    """Scrapy that fetches with our downloads, and unpacks before it looks for a charset; it looks at no page either."""
    download = "newsarchive.crawl.download.Download"
    return stock(
        url,
        pages,
        DOWNLOAD_HANDLERS={"http": download, "https": download},
        DOWNLOADER_MIDDLEWARES={"newsarchive.crawl.middlewares.HandOnBytes": 595},
        WARN_ON_GENERATOR_RETURN_VALUE=False,
        CONCURRENT_ITEMS=1,
    )


def ours(url: str, pages: int) -> dict[str, Any]:
    """The whole line: fetched, kept, extracted, cleaned, attributed, deduplicated, stored."""
    from scrapy import signals
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.settings import Settings

    from newsarchive.crawl import articles, middlewares, pipelines
    from newsarchive.crawl.opened import Opened
    from newsarchive.crawl.spider import NewsSpider

    clock = Clock()
    clock.watch(pipelines, "extract")
    clock.watch(pipelines, "clean")
    clock.watch(Opened, "add", "store")
    clock.watch(middlewares.KeepRaw, "process_response", "keep")
    clock.watch(articles, "relations", "parse, relations")
    clock.watch(NewsSpider, "discover", "lists: discover")
    clock.watch(Opened, "offer", "lists: offer")
    with tempfile.TemporaryDirectory(prefix="crawl") as folder:
        (Path(folder) / "bench.toml").write_text(SPEC.format(url=url))
        with Archive(Path(folder) / "archive.db"):
            pass  # made once in its life: no page's cost
        os.environ["SCRAPY_SETTINGS_MODULE"] = "newsarchive.settings"
        settings = Settings()
        settings.setmodule("newsarchive.settings", priority="project")
        own = {
            "LOG_LEVEL": "ERROR",
            "NEWSARCHIVE_DIR": folder,
            "NEWSARCHIVE_PUBLISHERS": folder,
            "NEWSARCHIVE_TDMREP": False,
        }
        settings.setdict(own, priority="cmdline")
        process = AsyncCrawlerProcess(settings)
        crawler = process.create_crawler("bench")
        crawler.signals.connect(clock.begin, signals.spider_opened)
        process.crawl(crawler)
        process.start()
        return clock.told(crawler.stats.get_value("newsarchive/added", 0))


def trafilatura(url: str, pages: int) -> dict[str, Any]:
    """trafilatura: fetched and read, with metadata; nothing kept, nothing deduplicated."""
    from trafilatura import bare_extraction

    return peer(url, pages, lambda body, at: bare_extraction(body, with_metadata=True, url=at) is not None)


def newspaper(url: str, pages: int) -> dict[str, Any]:
    """newspaper4k: fetched and parsed, without its language tools; nothing kept, nothing deduplicated."""
    from newspaper import Article

    def read(body: bytes, at: str) -> bool:
        article = Article(at, language="zh", fetch_images=False)
        article.download(input_html=body.decode())
        article.parse()
        return bool(article.text)

    return peer(url, pages, read)


def peer(url: str, pages: int, read: Callable[[bytes, str], bool]) -> dict[str, Any]:
    """Fetch page after page with the standard library, the cheapest way there is, and read each.

    The cost is that of a page fetched; `pages` are those of which anything was read. What a library loads with its
    first page is no page's cost: one is read before the clock runs.
    """
    from urllib.request import urlopen

    def fetched(number: int) -> bool:
        with urlopen(f"{url}/a/{number}.html") as answer:
            return read(gzip.decompress(answer.read()), answer.url)

    fetched(0)
    clock = Clock()
    clock.begin()
    came = sum(map(fetched, range(pages)))
    return clock.told(pages) | {"pages": came}


def pending(url: str, many: int) -> dict[str, Any]:
    """The whole line again, with so many URLs in the frontier as it begins; it ends after a few articles."""
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.settings import Settings

    with tempfile.TemporaryDirectory(prefix="crawl") as folder:
        (Path(folder) / "bench.toml").write_text(SPEC.format(url=url))
        command = [sys.executable, str(HERE), "--fill", folder, "--child", "fill", "--url", url, "--pages", str(many)]
        subprocess.run(command, check=True)  # in another process: what filling takes is no crawl's memory
        settings = Settings()
        settings.setmodule("newsarchive.settings", priority="project")
        own = {
            "LOG_LEVEL": "ERROR",
            "NEWSARCHIVE_DIR": folder,
            "NEWSARCHIVE_PUBLISHERS": folder,
            "NEWSARCHIVE_TDMREP": False,
        }
        settings.setdict({**own, "CLOSESPIDER_ITEMCOUNT": 100}, priority="cmdline")
        process = AsyncCrawlerProcess(settings)
        crawler = process.create_crawler("bench")
        process.crawl(crawler)
        process.start()
    return {"rss": most_memory(), "pages": crawler.stats.get_value("newsarchive/added", 0)}


def fill(url: str, many: int, folder: str) -> None:
    """An archive in which so many URLs are pending."""
    with Archive(Path(folder) / "archive.db") as archive:
        crawl = archive.begin("bench")
        for at in range(0, many, 5000):
            links = [
                Link(f"{url}/a/{n}.html", "bench", title=f"第{n}号新闻的标题在这里")
                for n in range(at, min(at + 5000, many))
            ]
            archive.offer(links, crawl)
        archive.finish(crawl, "stopped", {})


class Clock:
    """CPU time of this process, in all and by step."""

    def __init__(self) -> None:
        self._began = 0.0
        self._steps: defaultdict[str, float] = defaultdict(float)

    def begin(self, *signal: object, **named: object) -> None:
        """Count from now on."""
        self._began = time.process_time()

    def watch(self, owner: Any, name: str, step: str = "") -> None:
        """Count what a function of a module, or a method, takes."""
        found: Callable[..., Any] = getattr(owner, name)

        def watched(*given: Any, **named: Any) -> Any:
            start = time.process_time()
            try:
                return found(*given, **named)
            finally:
                self._steps[step or name] += time.process_time() - start

        setattr(owner, name, watched)

    def told(self, pages: int) -> dict[str, Any]:
        """Milliseconds a page, in all and by step; megabytes at most."""
        spent = time.process_time() - self._began
        each = {step: 1000 * seconds / max(pages, 1) for step, seconds in self._steps.items()}
        return {"pages": pages, "ms": 1000 * spent / max(pages, 1), "steps": each, "rss": most_memory()}


def most_memory() -> int:
    """Megabytes that this program had at most. getrusage tells those of whoever started it, where these were more."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return int(re.findall(r"VmHWM:\s+(\d+)", status.read_text())[0]) // 1024


CHILDREN: dict[str, Callable[[str, int], dict[str, Any]]] = {
    "stock": stock,
    "fixed": fixed,
    "ours": ours,
    "trafilatura": trafilatura,
    "newspaper": newspaper,
    "pending": pending,
}


#: Who does as much of the job: fetched one by one, read; nobody of them keeps, deduplicates or stores.
PEERS = {  # name, the module without which it cannot read Chinese, words
    "trafilatura": ("trafilatura", "trafilatura, fetched and read"),
    "newspaper": ("jieba", "newspaper4k, fetched and read"),
}


def child(name: str, url: str, pages: int) -> dict[str, Any]:
    """What a crawl in a process of its own told."""
    command = [sys.executable, str(HERE), "--child", name, "--url", url, "--pages", str(pages)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Serve, crawl, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--peers", type=int, default=200, help="pages for each peer that is installed; 0: none")
    parser.add_argument("--memory", default="", help="numbers of pending URLs: 10000,1000000")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--url", default="", help=argparse.SUPPRESS)
    parser.add_argument("--fill", default="", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.fill:
        fill(wanted.url, wanted.pages, wanted.fill)
    elif wanted.child:
        print(json.dumps(CHILDREN[wanted.child](wanted.url, wanted.pages)))
    else:
        compare(wanted.pages, wanted.peers, [int(many) for many in wanted.memory.split(",") if many])


def compare(pages: int, peers: int, curve: list[int]) -> None:
    """The table, and the curve of memory."""
    port: Any = multiprocessing.Queue()
    server = multiprocessing.Process(target=site, args=(pages, port), daemon=True)
    server.start()
    number, size = port.get()
    url = f"http://127.0.0.1:{number}"
    floor = child("stock", url, pages)
    mended = child("fixed", url, pages)
    line = child("ours", url, pages)
    print(f"{pages} pages of {size:,} bytes as sent; CPU a page, as a ratio to stock Scrapy that only fetches\n")
    _row("stock Scrapy, fetching alone", floor, floor["ms"])
    _row("Scrapy with our downloads, alone", mended, floor["ms"])
    _row("newsarchive, the whole line", line, floor["ms"])
    rest = line["ms"] - sum(line["steps"].values())
    for step, spent in sorted((line["steps"] | {"fetch, Scrapy, all else": rest}).items(), key=lambda one: -one[1]):
        print(f"    {step:30}               {spent / floor['ms']:.2f}   ({spent:.2f} ms, {spent / line['ms']:.0%})")
    for name, (needs, words) in PEERS.items() if peers else ():
        if _installed(needs):
            _row(words, child(name, url, min(peers, pages)), floor["ms"])
    for many in curve:
        came = child("pending", url, many)
        print(f"{many:>10,} URLs pending: {came['rss']} MB at most, as {came['pages']} articles came")
    server.terminate()


def _row(name: str, told: dict[str, Any], floor: float) -> None:
    about = f"({told['ms']:.2f} ms, {told['rss']} MB)"
    print(f"{name:34} {told['pages']:6} pages  {told['ms'] / floor:.2f}   {about}")


def _installed(module: str) -> bool:
    from importlib.util import find_spec

    return find_spec(module) is not None


if __name__ == "__main__":
    main()
