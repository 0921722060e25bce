"""What pages are put together from, and the few things that every markup needs to write."""

from __future__ import annotations

import html
import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from newsarchive.demo.plan import Credit, Entry

HOST = "www.oim.com.cn"
BASE = f"http://{HOST}"


@dataclass(frozen=True, slots=True)
class Request:
    """What the server is asked."""

    method: str
    url: str
    form: Mapping[str, str] = field(default_factory=dict)
    """The fields of a POST."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says at one URL."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list."""

    url: str
    title: str
    published: date


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's page before it is laid out."""

    entry: Entry
    url: str
    newer: Item | None
    older: Item | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list's page before it is laid out."""

    url: str
    items: tuple[Item, ...]
    page: int = 1
    pages: int = 1


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


def shown(words: str) -> str:
    """`words` as HTML: no-break spaces by name, other blanks as they are."""
    return html.escape(words, quote=False).replace("\xa0", "&nbsp;")


def indented(line: str, indent: str) -> str:
    """`line` as HTML, with `indent` in place of the blanks it begins with; a line without any stays without."""
    words = line.lstrip()
    return (indent if words != line else "") + shown(words)


def relative(url: str, page: str) -> str:
    """`url` as a page of the same host links to it from where it stands."""
    there, here = urlsplit(url), urlsplit(page)
    path = posixpath.relpath(there.path, posixpath.dirname(here.path) or "/")
    slash = "/" if there.path.endswith("/") and not path.endswith("/") else ""
    return path + slash + (f"?{there.query}" if there.query else "")


def rooted(url: str) -> str:
    """`url` without scheme and host."""
    return url.removeprefix(BASE)


def credited(credit: Credit) -> str:
    """The words of a credit as HTML, with the name linked where it is."""
    words = shown(credit.words)
    return (
        words.replace(credit.name, f'<a href="{credit.url}" target="_blank">{credit.name}</a>') if credit.url else words
    )


def steps(page: int, pages: int, link: Callable[[int], str], gap: str = " ") -> str:
    """A pager: 首页 上一页 1 2 3 下一页 尾页, where `link` gives the href of a page, ready to stand in quotes."""

    def step(words: str, to: int) -> str:
        inside = 1 <= to <= pages and to != page
        return f'<a href="{link(to)}">{words}</a>' if inside else f"<span>{words}</span>"

    numbers = [step(str(number), number) for number in range(1, pages + 1)]
    return gap.join(
        [step("首页", 1), step("上一页", page - 1), *numbers, step("下一页", page + 1), step("尾页", pages)]
    )
