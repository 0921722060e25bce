"""Outlets: the agencies, papers, broadcasters, portals and offices that news is credited to, and their many names.

The table is outlets.toml, beside this file. A name that is not in it is nobody's: kept as printed, joined to nothing.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

from newsarchive import text, urls

OutletKind = Literal["agency", "paper", "broadcaster", "portal", "government", "magazine", "company"]

#: What is hung on an outlet's name to say where it was read, and names no other outlet.
_SUFFIXES = (
    "客户端", "客戶端", "官方网站", "官方網站", "官网", "官網", "网站", "網站", "微信公众号", "微信公眾號", "公众号",
    "公眾號", "官方微信", "微信", "官方微博", "微博", "新闻客户端", "手机版", "电子版", "數位版", "数字报", "APP",
    "App", "app", "Online", "online", "Website", "website", "综合", "網絡版", "网络版",
)  # fmt: skip
_SUFFIX = re.compile(rf"[\s·•|—-]{{0,3}}({'|'.join(_SUFFIXES)}|(?<=[报報聞闻刊])社)$")


#: Characters of the longest string that may name an outlet, or be a URL of its home.
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Outlet:
    """Somebody whom news is credited to."""

    name: str
    """The name that all others lead to."""
    kind: OutletKind
    also: tuple[str, ...] = ()
    """Other names, spellings and languages."""
    home: tuple[str, ...] = ()
    """Hosts that are its own, each with all below it."""
    country: str = ""
    """ISO 3166 code of two letters, or "EU", "UN"."""


@cache
def table() -> tuple[Outlet, ...]:
    """Every outlet we know, in the order of the file."""
    rows = tomllib.loads(resources.files(__package__).joinpath("outlets.toml").read_text("utf-8"))
    return tuple(
        Outlet(
            name=row["name"],
            kind=kind,
            also=tuple(row.get("also", ())),
            home=tuple(row.get("home", ())),
            country=row.get("country", group),
        )
        for group, kinds in rows.items()
        for kind, entries in kinds.items()
        for row in entries
    )


@lru_cache(maxsize=4096)
def named(name: str) -> Outlet | None:
    """The outlet of that name, in any of its spellings and with any suffix; None if we know none.

    >>> named("东方财富").name == named("东方财富网").name == named("eastmoney.com").name
    True
    """
    if len(name) > _LONGEST:
        return None
    found = _names().get(text.plain(name)) or (at(_host(name)) if "." in name else None)
    if found or not name.rstrip().endswith((*_SUFFIXES, "社")):
        return found
    shorter = _SUFFIX.sub("", name.strip())
    return named(shorter) if shorter and shorter != name.strip() else None


#: How the names of outlets end that no table holds, and which of these endings a menu's words share.
_LIKE = re.compile(
    r"(?:[\u4e00-\u9fff]{2}[报報]|[\u4e00-\u9fffA-Za-z]{2}[网網]|[\u4e00-\u9fff]{2}社|在线|在線|周刊|週刊|杂志|雜誌|月刊"
    r"|电视台|電視台|电台|電台|卫视|衛視|传媒|傳媒|出版社)$"
)
#: What ends like a paper's name and is a kind of text: 新聞速報, 天气预报.
_NO_PAPER = re.compile("(?:速|预|預|情|海|简|簡|通|喜|捷|公|汇|匯)[报報]$")
_LIKE_A_MENU = re.compile(r"(?:新闻|新聞|财经|娱乐|体育|科技|频道|政府|委员会|研究院|大学|协会|学报)$")


def looks_like_one(name: str, *, alone: bool = False) -> bool:
    """Is `name` an outlet's by our table, or by the way it ends? `alone`: nothing else says that it is a source."""
    if named(name) is not None:
        return True
    return (
        2 < len(name) <= 24
        and not _NO_PAPER.search(name)
        and bool(_LIKE.search(name) or (not alone and _LIKE_A_MENU.search(name)))
    )


@lru_cache(maxsize=4096)
def at(host: str) -> Outlet | None:
    """The outlet whose home `host` is or is below; None if we know none."""
    while "." in host:
        if outlet := _homes().get(host):
            return outlet
        host = host.partition(".")[2]
    return None


def same(name: str, other: str) -> bool:
    """Are these two names of one outlet, as far as we know?"""
    if text.plain(name) == text.plain(other):
        return True
    outlet = named(name)
    return outlet is not None and outlet is named(other)


@cache
def _names() -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for outlet in table():
        for name in (outlet.name, *outlet.also):
            found.setdefault(text.plain(name), outlet)
    return found


@cache
def _homes() -> dict[str, Outlet]:
    return {host: outlet for outlet in reversed(table()) for host in outlet.home}


def _host(name: str) -> str:
    name = name.strip().lower()
    return urls.host(name) if "://" in name else name.removeprefix("www.") if name.isascii() else ""
