"""The shape of a URL: what stays the same between two articles of one site."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

_DIGITS = re.compile(r"\d+")
_HEX = re.compile(r"^(?=.*\d)[0-9a-f]{8,}$", re.IGNORECASE)
_FILE = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|wps|zip|rar|7z|gz|exe|apk|jpe?g|png|gif|bmp|svg|webp|ico|mp[34]|avi|mov"
                   r"|flv|wmv|css|js|ics|swf)$", re.IGNORECASE)  # fmt: skip
_INDEX = re.compile(r"/((index|default|home|list)(\.\w+)?)?$", re.IGNORECASE)


@lru_cache(maxsize=8192)
def shape(url: str) -> str:
    """The URL with every number as 0, and the last step's words as *, unless a query tells one from another.

    >>> shape("http://news.example/a/2016/0831/18.html?p=2")
    'news.example/a/0/0/0.html?p=0'
    >>> shape("http://news.example/2016/see-you/")
    'news.example/0/*/'
    """
    if not url:
        return ""
    parts = urlsplit(url)
    steps = parts.path.split("/")
    last = _last(steps)
    steps = [_ending(step) if at == last and not parts.query else _plain(step) for at, step in enumerate(steps)]
    query = "&".join(sorted(_value(pair) for pair in parts.query.split("&"))) if parts.query else ""
    return parts.netloc.removeprefix("www.") + "/".join(steps) + ("?" + query if query else "")


def names_one(url: str) -> bool:
    """Does the URL name one thing of many, by a number or by a slug of several words?"""
    parts = urlsplit(url)
    steps = parts.path.split("/")
    return "0" in shape(url).partition("/")[2] or _is_slug(
        steps[_last(steps)].rpartition(".")[0] or steps[_last(steps)]
    )


def is_file(url: str) -> bool:
    """Is it something that is no page: a document, a picture, a program?"""
    return bool(_FILE.search(urlsplit(url).path))


def is_index(url: str) -> bool:
    """Does the URL name a folder, or the page that stands for one?"""
    parts = urlsplit(url)
    return not parts.query and bool(_INDEX.search(parts.path))


def _plain(step: str) -> str:
    return "0" if _HEX.match(step) else _DIGITS.sub("0", step)


def _last(steps: list[str]) -> int:
    return max((at for at, step in enumerate(steps) if step), default=0)


def _ending(step: str) -> str:
    """The last step: its number, if it ends in one or has nothing else, or *; a page's ending stays."""
    stem, dot, ending = step.rpartition(".") if "." in step else (step, "", "")
    found = _plain(stem)
    return (found if "0" in found and not _is_slug(stem) else "*") + dot + ending


def _is_slug(stem: str) -> bool:
    return stem.count("-") + stem.count("_") >= 3 or "%" in stem or (len(stem) > 24 and not stem.isdigit())


def _value(pair: str) -> str:
    name, equals, value = pair.partition("=")
    if "%" in value or len(value) > 24:
        value = "*"
    return name + equals + _plain(value)
