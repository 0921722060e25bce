"""Whole sites crawled on loopback: what of them is found, and how well it is read.

    python bench/sites.py [--sites DIR] [--site NAME ...] [--spec | --no-spec] [--keep DIR] [--misses]

With a spec: a publisher's file of a few lines (its lists, its feeds, its sitemaps), `scrapy crawl SLUG`. Without:
nothing but the home page's URL, `scrapy crawl site -a url=…`. `present` are the articles stored, `linked` those that
links reach, `found` those of them that the archive has, `wrong` rows of the archive that are no article or one
article's second row; then the shares of the true titles, dates, first and last sentences that were found again, of
those articles that links reach (a source line or an editor's mark may or may not be the last sentence: not counted; of
a page that shows two days, that of its publication and that of its last change, either is right).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import served
from rich.console import Console
from rich.table import Table

from newsarchive import Archive, text

SITES = Path(__file__).parents[1] / ".." / "shared" / "sites"
#: What is no site of its own.
_OTHERS = ("templates",)
_ZONES = {"zh": "Asia/Shanghai", "it": "Europe/Rome", "es": "Europe/Madrid", "ru": "Europe/Moscow"}
#: Endings that may or may not be the article's: then the sentence before counts as well.
_SOFT = re.compile(
    r"^(#+|[【\[(（]?\s*(本文)?(文章)?(来源|来源于|责编|责任编辑|编辑|作者)\s*[:：].*|[（(][^（）()]{2,20}[）)]"
    r"|(source|quelle|fonte|fuente|источник)\s*:.*|read more (on|at|from) .{2,40})$",
    re.IGNORECASE,
)
FIELDS = ("title", "date", "first", "last")


@dataclass
class Result:
    """What one crawl of one site came to."""

    name: str
    present: int = 0
    linked: int = 0
    found: int = 0
    wrong: int = 0
    seconds: float = 0.0
    truths: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def share(self, name: str) -> str:
        """The share of a field, as printed."""
        return f"{self.hits[name] / self.truths[name]:.2f}" if self.truths[name] else "-"


def spec(site: served.Site) -> str:
    """A publisher's file of a few lines, as somebody would write it who has looked at the site's home page."""
    told, language = site.told, site.told["lang"][:2]
    lines = [f'slug = "{site.name}"', f'name = "{site.name}"', f'home = "{site.home}"', f'language = "{language}"']
    lines += [f'timezone = "{_ZONES[language]}"'] if language in _ZONES else []
    visit: dict[str, list[str]] = {
        "lists": [site.url(path) for path in site.lists],
        "sitemaps": [site.url(path) for path in site.maps],
        "articles": [_pattern(told["article_url_pattern"])],
    }
    return "\n".join(
        [*lines, "[visit]", "delay = 0", *(f"{key} = {json.dumps(value)}" for key, value in visit.items() if value)]
    )


def _pattern(told: str) -> str:
    """The pattern of a stored file's path as one of a URL's."""
    host = r"^https?://[^/]+" if told.startswith("^") else ""
    return host + told.removeprefix("^").replace(r"/index\.html$", "/$")


def crawl(site: served.Site, folder: Path, *, with_spec: bool) -> None:
    """Crawl a site into `folder`, in a process of its own."""
    (folder / "publishers").mkdir(parents=True)
    if with_spec:
        (folder / "publishers" / "site.toml").write_text(spec(site), encoding="utf-8")
    what = [site.name] if with_spec else ["site", "-a", f"url={site.home}"]
    manners = ["-s", "DOWNLOAD_DELAY=0", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=4", "-L", "INFO"]
    with served.serve(site) as proxy, (folder / "crawl.log").open("wb") as log:
        ours = {"http_proxy": proxy, "no_proxy": "", "NO_PROXY": "", "NEWSARCHIVE_DIR": str(folder)}
        ours |= {"NEWSARCHIVE_PUBLISHERS": str(folder / "publishers"), "SCRAPY_SETTINGS_MODULE": "newsarchive.settings"}
        command = [sys.executable, "-m", "scrapy", "crawl", *what, *manners]
        subprocess.run(command, env={**os.environ, **ours}, stdout=log, stderr=log, check=False)


def judge(site: served.Site, folder: Path, *, with_spec: bool) -> Result:
    """Compare the archive with what is known of the site."""
    linked = site.linked([*site.lists, *site.maps] if with_spec else [site.path(site.home)])
    result = Result(site.name, len(site.articles), len(linked))
    rows: dict[str, dict[str, Any]] = {}
    with Archive(folder / "archive.db", readonly=True) as archive:
        for row in archive.rows():
            path = site.path(row["url"]).removesuffix("/")
            if path not in site.articles or path in rows:
                result.wrong += 1
                result.misses.append(f"wrong {row['url']} {row['title'][:40]}")
            rows[path] = row
        for path in {truth["path"] for truth in site.told["ground_truth"]} & rows.keys():
            article = archive.get(rows[path]["url"])
            rows[path]["updated_at"] = article.updated_at.isoformat() if article and article.updated_at else ""
        result.found = len(rows.keys() & site.articles)
        result.misses += [f"not found {_told(archive, site.url(path))}" for path in sorted(linked - rows.keys())]
    for truth in site.told["ground_truth"]:
        if truth["path"] in linked:
            _compare(truth, rows.get(truth["path"]), result)
    return result


def _told(archive: Archive, url: str) -> str:
    known = archive.known(url)
    return f"{url}: {known.state} {known.reason}" if known else f"{url}: never offered"


def _compare(truth: dict[str, Any], row: dict[str, Any] | None, result: Result) -> None:
    for name, right in _fields(truth, row).items():
        result.truths[name] += 1
        result.hits[name] += right
        if not right:
            result.misses.append(f"{name} {truth['path']}: {_wanted(truth, name)!r} not {_had(row, name)!r}")


def _fields(truth: dict[str, Any], row: dict[str, Any] | None) -> dict[str, bool]:
    if row is None:
        return dict.fromkeys(FIELDS, False)
    words, last = text.plain(row["text"]), text.plain(truth["last_sentence"])
    found = {
        "title": text.plain(row["title"]) == text.plain(truth["title"]),
        "date": truth["date_published"][:10] in {(row[day] or "")[:10] for day in ("published_at", "updated_at")},
        "first": words.startswith(text.plain(truth["first_sentence"])[:60]),
        "last": words.endswith(last[-60:]),
    }
    if _SOFT.match(truth["last_sentence"].strip()):
        del found["last"]
    return {name: right for name, right in found.items() if name != "date" or truth["date_published"]}


def _wanted(truth: dict[str, Any], name: str) -> str:
    keys = {"title": "title", "date": "date_published", "first": "first_sentence", "last": "last_sentence"}
    words = str(truth[keys[name]])
    return words[-70:] if name == "last" else words[:70]


def _had(row: dict[str, Any] | None, name: str) -> str:
    if row is None:
        return "nothing"
    if name in ("first", "last"):
        return str(row["text"][:70] if name == "first" else row["text"][-70:])
    return str(row["title"] if name == "title" else row["published_at"])


def table(results: list[Result], title: str) -> Table:
    """The table of one way of crawling."""
    grid = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0))
    for at, heading in enumerate(("site", "present", "linked", "found", "wrong", *FIELDS, "seconds")):
        grid.add_column(heading, justify="right" if at else "left")
    for one in results:
        counts = (one.present, one.linked, one.found, one.wrong)
        grid.add_row(one.name, *map(str, counts), *map(one.share, FIELDS), f"{one.seconds:.0f}")
    return grid


def measure(site: served.Site, folder: Path, *, with_spec: bool) -> Result:
    """Crawl and judge one site."""
    began = time.monotonic()
    crawl(site, folder, with_spec=with_spec)
    result = judge(site, folder, with_spec=with_spec)
    result.seconds = time.monotonic() - began
    return result


def main() -> None:
    """Crawl, judge, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sites", type=Path, default=SITES)
    parser.add_argument("--site", action="append", default=[], help="only the sites whose names hold this")
    parser.add_argument("--spec", action=argparse.BooleanOptionalAction, default=None)
    parser.add_argument("--keep", type=Path, help="leave archives and logs there")
    parser.add_argument("--misses", action="store_true", help="name what is wrong")
    told = parser.parse_args()
    files = [file for file in sorted(told.sites.glob("*.tar.gz")) if file.name.split(".")[0] not in _OTHERS]
    wanted = [file for file in files if not told.site or any(name in file.name for name in told.site)]
    out = Console(width=None if sys.stdout.isatty() else 160, highlight=False)
    with tempfile.TemporaryDirectory() as scratch:
        for with_spec in (True, False) if told.spec is None else (told.spec,):
            words = "with a spec of a few lines" if with_spec else "from nothing but the home page's URL"
            results = []
            for file in wanted:
                folder = (told.keep or Path(scratch)) / ("spec" if with_spec else "no-spec") / file.name.split(".")[0]
                results.append(measure(served.read(file), folder, with_spec=with_spec))
                for miss in results[-1].misses if told.misses else ():
                    out.print(f"{results[-1].name}: {miss}", soft_wrap=True)
            out.print(table(results, words))


if __name__ == "__main__":
    main()
