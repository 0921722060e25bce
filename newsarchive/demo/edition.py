"""One edition of the publisher's site: every URL with its answer, and the truth about it.

An edition says how pages look; what they say is the same in all of them, and is put together here.
"""

from __future__ import annotations

import gzip
import html
import posixpath
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import ClassVar
from urllib.parse import urlsplit

from newsarchive.demo.material import INDENT, Leaf, company
from newsarchive.demo.plan import DECOYS, Decoy, Entry, Phase, entries
from newsarchive.demo.truth import ExpectedArticle, Truth

HOST = "www.oim.com.cn"
BASE = f"http://{HOST}"
ROBOTS = b"User-agent: *\nDisallow: /admin/\n"
#: The smallest picture there is: one transparent pixel.
PIXEL = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,"
    b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says at one URL."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """What the server is asked."""

    method: str
    url: str
    form: Mapping[str, str] = field(default_factory=dict)
    """The fields of a POST."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list."""

    url: str
    title: str
    published: date


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page before the site's frame is put around it."""

    url: str
    heading: str
    """The section's word above the headline: NEWS, ABOUT, PRODUCTS, JOBS, CONTACT; "" on the home page."""
    title: str
    content: str
    """HTML."""
    head: str = ""
    """More of the page's <head>."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's page before it is laid out."""

    entry: Entry
    url: str
    newer: Item | None
    older: Item | None


class Edition(ABC):
    """The site in one markup. Paths hold a gap for the number of the article, product or list page."""

    number: ClassVar[int]
    summary: ClassVar[str]
    encoding: ClassVar[str] = "utf-8"
    content_type: ClassVar[str] = "text/html"
    validator: ClassVar[str] = ""
    """Which one answers carry, and are asked by again: "etag", "modified", or "" for none."""
    gzips: ClassVar[bool] = False
    dates: ClassVar[str] = "page"
    """Where days are printed: "page" or "list"."""
    per_page: ClassVar[int] = 10
    article_path: ClassVar[str]
    old_path: ClassVar[str]
    """Where articles stood before the site was rebuilt."""
    first_list_path: ClassVar[str]
    list_path: ClassVar[str]
    product_path: ClassVar[str]
    section_paths: ClassVar[Mapping[str, str]]
    """Of "about", "products", "jobs", "contact"."""

    @abstractmethod
    def frame(self, sheet: Sheet) -> str:
        """The whole page around a sheet: navigation, banner, heading, content, footer."""

    @abstractmethod
    def article(self, reading: Reading) -> str:
        """An article's headline, meta line, text, credit and neighbours."""

    @abstractmethod
    def listing(self, items: list[Item], page: int, pages: int, url: str) -> str:
        """The lines of a list, and its pager."""

    @abstractmethod
    def prose(self, title: str, lines: tuple[str, ...]) -> str:
        """A headline and paragraphs, on a page that is no news."""

    # What an edition may add or change.

    def head(self, reading: Reading) -> str:
        """More of the <head> of an article's page."""
        return ""

    def extras(self, phase: Phase) -> Iterator[tuple[str, Answer]]:
        """Pages that only this edition has: frames, mobile twins."""
        return iter(())

    def aliases(self, phase: Phase) -> dict[str, str]:
        """Other URLs of articles that only this edition has."""
        return {}

    def parts(self, phase: Phase) -> dict[str, str]:
        """Pages that only this edition has and that are no articles: why."""
        return {}

    def answer(self, request: Request, phase: Phase, seen: int) -> Answer:
        """Answer a request; `seen` is how many were answered before."""
        return self.answers(phase).get(request.url) or self.missing()

    # Where things are.

    def at(self, path: str, number: object = "") -> str:
        """The URL of a path of this site."""
        return BASE + path.format(number)

    def list_url(self, page: int) -> str:
        """The URL of a list page, from 1."""
        return self.at(self.list_path, page) if page > 1 else self.at(self.first_list_path)

    def sections(self) -> dict[str, str]:
        """The site's navigation: words and URLs."""
        at = self.section_paths
        return {
            "首页 HOME": BASE + "/",
            "关于我们 ABOUT": self.at(at["about"]),
            "产品中心 PRODUCTS": self.at(at["products"]),
            "新闻中心 NEWS": self.list_url(1),
            "人才招聘 JOBS": self.at(at["jobs"]),
            "联系我们 CONTACT": self.at(at["contact"]),
        }

    def items(self, phase: Phase) -> list[Item]:
        """What the lists offer, in order."""
        news = [
            Item(self.offered_at(entry), entry.story.title, entry.story.published)
            for entry in entries(self.number, phase)
        ]
        decoys = [Item(self.decoy_url(decoy), decoy.title, decoy.published) for decoy in DECOYS]
        for place, decoy in enumerate(decoys):
            news.insert(4 * place + 3, decoy)
        return news

    def offered_at(self, entry: Entry) -> str:
        """The URL by which lists offer an article."""
        return self.at(self.old_path if entry.story.moved else self.article_path, entry.number)

    def decoy_url(self, decoy: Decoy) -> str:
        """Where a decoy leads."""
        return self.at(self.product_path if decoy.flaw == "product" else self.article_path, decoy.number)

    # All answers.

    @cache  # noqa: B019 - editions live as long as the process
    def answers(self, phase: Phase) -> dict[str, Answer]:
        """Every URL that answers to GET with anything but "no such page"."""
        return {
            BASE + "/robots.txt": Answer(ROBOTS, content_type="text/plain"),
            BASE + "/": self.page(self._home(phase)),
            **dict(self._company()),
            **dict(self._lists(phase)),
            **dict(self._articles(phase)),
            **dict(self._decoys()),
            **dict(self.extras(phase)),
        }

    def page(self, sheet: Sheet, status: int = 200) -> Answer:
        """A sheet in its frame, as bytes; what the encoding lacks is written as a character reference."""
        return Answer(self.frame(sheet).encode(self.encoding, "xmlcharrefreplace"), status, self.content_type)

    def missing(self) -> Answer:
        """The answer of a URL that does not exist."""
        return self.page(self._sorry(BASE + "/404.html"), 404)

    def _home(self, phase: Phase) -> Sheet:
        about = company().pages[0]
        return Sheet(BASE + "/", "", "首页", self.prose("公司简介", about.lines[:1]))

    def _company(self) -> Iterator[tuple[str, Answer]]:
        for leaf in company().pages:
            yield self._leaf(self.at(self.section_paths[leaf.key]), leaf)
        for number, leaf in enumerate(company().products, start=1):
            yield self._leaf(self.at(self.product_path, number), leaf)
        url = self.at(self.section_paths["products"])
        offers = [
            Item(self.at(self.product_path, number), leaf.title, date(2019, 6, 3))
            for number, leaf in enumerate(company().products, start=1)
        ]
        yield url, self.page(Sheet(url, "PRODUCTS", "产品中心", self.listing(offers, 1, 1, url)))

    def _leaf(self, url: str, leaf: Leaf) -> tuple[str, Answer]:
        return url, self.page(Sheet(url, leaf.heading, leaf.title, self.prose(leaf.title, leaf.lines)))

    def _lists(self, phase: Phase) -> Iterator[tuple[str, Answer]]:
        for page in range(1, self.pages(phase) + 1):
            yield self.list_url(page), self.page(self.list_sheet(phase, page))

    def pages(self, phase: Phase) -> int:
        """How many list pages there are."""
        return -(-len(self.items(phase)) // self.per_page)

    def list_sheet(self, phase: Phase, page: int) -> Sheet:
        """A page of the list."""
        start = (page - 1) * self.per_page
        some, url = self.items(phase)[start : start + self.per_page], self.list_url(page)
        return Sheet(url, "NEWS", "新闻中心", self.listing(some, page, self.pages(phase), url))

    def readings(self, phase: Phase) -> list[Reading]:
        """Every article that is still there, with its neighbours."""
        there = [entry for entry in entries(self.number, phase) if not entry.gone]
        items = [Item(self.at(self.article_path, e.number), e.story.title, e.story.published) for e in there]
        newer, older = [None, *items[:-1]], [*items[1:], None]
        return [
            Reading(entry, item.url, before, after)
            for entry, item, before, after in zip(there, items, newer, older, strict=True)
        ]

    def article_sheet(self, reading: Reading) -> Sheet:
        """An article's page."""
        return Sheet(reading.url, "NEWS", reading.entry.story.title, self.article(reading), self.head(reading))

    def _articles(self, phase: Phase) -> Iterator[tuple[str, Answer]]:
        for reading in self.readings(phase):
            yield reading.url, self.page(self.article_sheet(reading))
            yield self.at(self.old_path, reading.entry.number), _moved(reading.url, 301)

    def _decoys(self) -> Iterator[tuple[str, Answer]]:
        for decoy in DECOYS:
            if decoy.flaw not in ("missing", "product"):
                yield self.decoy_url(decoy), self._flawed(decoy)

    def _flawed(self, decoy: Decoy) -> Answer:
        url = self.decoy_url(decoy)
        whole = Answer(content_type=self.content_type)
        match decoy.flaw:
            case "gone":
                return self.page(self._sorry(url), 410)
            case "binary":
                return replace(whole, body=gzip.compress(self.missing().body, mtime=0))  # packed, and nobody says so
            case "image":
                return replace(whole, body=PIXEL)
            case "headless":
                body = self.page(Sheet(url, "NEWS", decoy.title, "@@@")).body
                return replace(whole, body=body[: body.index(b"@@@")])  # it breaks off where its text should begin
            case "sorry":
                return self.page(self._sorry(url))
            case "homeward":
                return _moved(BASE + "/", 302)
        return whole

    def _sorry(self, url: str) -> Sheet:
        lines = (INDENT + "您访问的页面不存在或者已经删除,请返回首页。",)
        return Sheet(url, "NEWS", "提示信息", self.prose("提示信息", lines))

    # The truth.

    def truth(self, phase: Phase) -> Truth:
        """What an archive must state after crawls up to `phase`."""
        printed = entries(self.number, phase)
        return Truth(
            articles=tuple(self._expected(entry) for entry in printed),
            copies=tuple(_copies(self, printed)),
            aliases={
                self.at(self.old_path, e.number): self.at(self.article_path, e.number) for e in printed if e.story.moved
            }
            | self.aliases(phase),
            vanished=tuple(self.at(self.article_path, entry.number) for entry in printed if entry.gone),
            failed={self.decoy_url(decoy): decoy.flaw for decoy in DECOYS if decoy.fails},
            filtered=self._filtered(phase),
        )

    def _expected(self, entry: Entry) -> ExpectedArticle:
        story, credit = entry.story, entry.credit
        return ExpectedArticle(
            url=self.at(self.article_path, entry.number),
            title=story.title,
            paragraphs=entry.paragraphs,
            source=credit.name,
            kind=credit.kind,
            evidence=credit.words.strip(),
            published=story.published if self.dates == "list" else entry.published,
            revision=entry.revision,
            is_seed=story.is_seed,
        )

    def _filtered(self, phase: Phase) -> dict[str, str]:
        return {
            BASE + "/": "home",
            **{self.at(path): key for key, path in self.section_paths.items()},
            **{self.at(self.product_path, number): "product" for number in range(1, len(company().products) + 1)},
            **{self.list_url(page): "list" for page in range(1, self.pages(phase) + 1)},
            **{self.decoy_url(decoy): decoy.flaw for decoy in DECOYS if not decoy.fails},
            **self.parts(phase),
        }


def _copies(edition: Edition, printed: tuple[Entry, ...]) -> Iterator[tuple[str, str]]:
    first = {entry.story.title: entry.number for entry in printed if not entry.story.reprint_of}
    for entry in printed:
        if again := entry.story.reprint_of:
            yield edition.at(edition.article_path, first[again]), edition.at(edition.article_path, entry.number)


def _moved(url: str, status: int) -> Answer:
    return Answer(b"", status, headers=(("Location", url),))


def shown(words: str) -> str:
    """`words` as HTML: no-break spaces by name, other blanks as they are."""
    return html.escape(words, quote=False).replace("\xa0", "&nbsp;")


def relative(url: str, page: str) -> str:
    """`url` as a page of the same host links to it from where it stands."""
    there, here = urlsplit(url), urlsplit(page)
    path = posixpath.relpath(there.path, posixpath.dirname(here.path) or "/")
    slash = "/" if there.path.endswith("/") and not path.endswith("/") else ""
    return path + slash + (f"?{there.query}" if there.query else "")


def rooted(url: str) -> str:
    """`url` without scheme and host."""
    return url.removeprefix(BASE)
