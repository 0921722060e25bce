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
    """The URL with every number as 0 and every slug as *.

    >>> shape("http://news.example/a/2016/0831/18.html?p=2")
    'news.example/a/0/0/0.html?p=0'
    >>> shape("http://news.example/2016/how-the-west-was-won/")
    'news.example/0/*/'
    """
    if not url:
        return ""
    parts = urlsplit(url)
    steps = parts.path.split("/")
    last = max((at for at, step in enumerate(steps) if step), default=0)
    steps = [_slug(step) if at == last else _plain(step) for at, step in enumerate(steps)]
    query = "&".join(sorted(_value(pair) for pair in parts.query.split("&"))) if parts.query else ""
    return parts.netloc.removeprefix("www.") + "/".join(steps) + ("?" + query if query else "")


def names_one(url: str) -> bool:
    """Does the URL name one thing of many, by a number or by a slug?"""
    found = shape(url).partition("/")[2]
    return "0" in found or "*" in found


def is_file(url: str) -> bool:
    """Is it something that is no page: a document, a picture, a program?"""
    return bool(_FILE.search(urlsplit(url).path))


def is_index(url: str) -> bool:
    """Does the URL name a folder, or the page that stands for one?"""
    parts = urlsplit(url)
    return not parts.query and bool(_INDEX.search(parts.path))


def _plain(step: str) -> str:
    return "0" if _HEX.match(step) else _DIGITS.sub("0", step)


def _slug(step: str) -> str:
    stem, dot, ending = step.rpartition(".") if "." in step else (step, "", "")
    if stem.count("-") + stem.count("_") >= 3 or "%" in stem or (len(stem) > 24 and not stem.isdigit()):
        return "*" + dot + ending
    return _plain(stem) + dot + ending


def _value(pair: str) -> str:
    name, equals, value = pair.partition("=")
    if "%" in value or len(value) > 24:
        value = "*"
    return name + equals + _plain(value)
