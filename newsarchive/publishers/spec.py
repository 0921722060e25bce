"""A publisher's TOML, read and checked: every key known, every selector and pattern compiled, dates in order.

    slug, name, home, also, domains, country, language, timezone
    [visit]      lists, feeds, sitemaps, follow, articles, ignore, delay, concurrency, every, hours, inside,
                 javascript
    [[rules]]    until, heading, footer, title, body, published, author, source, drop

What each means is said in `model.Publisher`, `model.Route` and `model.Rules`; docs/publishers.md has examples.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cssselect import HTMLTranslator, SelectorError
from lxml import etree

from newsarchive import urls
from newsarchive.errors import SpecError
from newsarchive.model import Publisher, Route, Rules

_SLUG = re.compile(r"[a-z0-9][a-z0-9._-]*")
_PERIOD = re.compile(r"[1-9][0-9]*[smhd]")
_HOURS = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")
#: Names of the manners of crawling, which share the namespace of `scrapy crawl` with publishers.
RESERVED = frozenset({"news", "backfill", "recheck", "site"})

Check = Callable[[Any], Any]


def load(path: Traversable) -> Publisher:
    """The publisher that `path` describes. Raises SpecError, which names file, key and reason."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SpecError(str(path), "", f"no TOML: {error}") from error
    except OSError as error:
        raise SpecError(str(path), "", f"cannot be read: {error.strerror}") from error
    return publisher(table, str(path))


def publisher(table: dict[str, Any], file: str) -> Publisher:
    """The publisher that a parsed TOML table describes; `file` is what errors name."""
    table = dict(table)
    visit = Route(**_section(table.pop("visit", {}), VISIT, file, "visit"))
    rules = _dated(table.pop("rules", []), file)
    entries = _section(table, PUBLISHER, file, "")
    for key in ("slug", "name"):
        if key not in entries:
            raise SpecError(file, key, "is missing")
    if not (visit.lists or visit.feeds or visit.sitemaps):
        raise SpecError(file, "visit", "names no lists, feeds or sitemaps: there is nowhere to begin")
    entries.setdefault("domains", _hosts(visit, entries.get("home", "")))
    return Publisher(**entries, visit=visit, rules=rules)


def _section(table: Any, checks: dict[str, Check], file: str, where: str) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise SpecError(file, where, "must be a table")
    found = {}
    for key, value in table.items():
        name = f"{where}.{key}" if where else key
        if key not in checks:
            raise SpecError(file, name, f"is not known here; known: {', '.join(checks)}")
        try:
            found[key] = checks[key](value)
        except ValueError as error:
            raise SpecError(file, name, str(error)) from error
    return found


def _dated(tables: Any, file: str) -> tuple[Rules, ...]:
    """The rules, newest first; each but the first ends on a day, and no two on the same one."""
    if not isinstance(tables, list):
        raise SpecError(file, "rules", "must be written as [[rules]]")
    rules = tuple(Rules(**_section(table, RULES, file, f"rules.{at}")) for at, table in enumerate(tables))
    newer: date | None = None
    for at, rule in enumerate(rules):
        if at and rule.until is None:
            raise SpecError(file, f"rules.{at}.until", "is missing: only the first rules may have no end")
        if newer and rule.until and rule.until >= newer:
            raise SpecError(file, f"rules.{at}.until", f"overlaps the rules above, which end on {newer}")
        newer = rule.until
    return rules


def _hosts(visit: Route, home: str) -> tuple[str, ...]:
    pages = (home, *visit.lists, *visit.feeds, *visit.sitemaps)
    return tuple(dict.fromkeys(urls.host(page).removeprefix("www.") for page in pages if page))


def _words(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"must be words, not {value!r}")
    return value.strip()


def _slug(value: Any) -> str:
    if not _SLUG.fullmatch(_words(value)):
        raise ValueError(f"{value!r} must be lower-case letters, digits, '.', '_' or '-'")
    if value in RESERVED:
        raise ValueError(f"{value!r} is the name of a manner of crawling")
    return str(value)


def _url(value: Any) -> str:
    if not (found := urls.canonical(_words(value))):
        raise ValueError(f"{value!r} is no http or https URL")
    return found


def _host(value: Any) -> str:
    if "/" in _words(value) or not urls.host(f"http://{value}"):
        raise ValueError(f"{value!r} is no host name")
    return urls.host(f"http://{value}")


def _pattern(value: Any) -> str:
    try:
        re.compile(_words(value))
    except re.error as error:
        raise ValueError(f"{value!r} is no regular expression: {error}") from error
    return str(value)


def _selector(value: Any) -> str:
    """CSS, or XPath where it begins with "/" or "./"; given back as written."""
    words = _words(value)
    try:
        etree.XPath(xpath(words))
    except (SelectorError, etree.XPathError) as error:
        raise ValueError(f"{value!r} is no CSS selector or XPath: {error}") from error
    return words


def xpath(selector: str) -> str:
    """The XPath of a rule's selector, relative to the node it is asked of."""
    if selector.startswith(("/", "./")):
        return "." + selector if selector.startswith("/") else selector
    return str(HTMLTranslator().css_to_xpath(selector, prefix="descendant-or-self::"))


def _many(check: Check) -> Check:
    def every(value: Any) -> tuple[Any, ...]:
        values = value if isinstance(value, list) else [value]
        return tuple(check(one) for one in values)

    return every


def _one_of(known: frozenset[str] | set[str], what: str) -> Check:
    def check(value: Any) -> str:
        if value not in known:
            raise ValueError(f"{value!r} is no {what}")
        return str(value)

    return check


def _zone(value: Any) -> str:
    try:  # to list all of them takes longer than to load one
        return str(ZoneInfo(_words(value)).key)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{value!r} is no IANA time zone") from error


def _code(value: Any) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}(-[A-Za-z]{2,4})?", _words(value)):
        raise ValueError(f"{value!r} is no ISO code")
    return str(value)


def _number(least: float, most: float) -> Check:
    def check(value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise ValueError(f"{value!r} is no number from {least:g} to {most:g}")
        return value

    return check


def _whole(least: int, most: int) -> Check:
    def check(value: Any) -> int:
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is no whole number")
        return int(_number(least, most)(value))

    return check


def _period(value: Any) -> str:
    if not _PERIOD.fullmatch(_words(value)):
        raise ValueError(f'{value!r} is no period, such as "15m", "6h" or "1d"')
    return str(value)


def _hours(value: Any) -> str:
    if not _HOURS.fullmatch(_words(value)):
        raise ValueError(f'{value!r} are no hours, such as "22:00-06:00"')
    return str(value)


def _yes(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


def _day(value: Any) -> date:
    if type(value) is not date:
        raise ValueError(f"{value!r} is no day, such as 2022-12-31 (without quotes)")
    return value


PUBLISHER: dict[str, Check] = {
    "slug": _slug,
    "name": _words,
    "home": _url,
    "also": _many(_words),
    "domains": _many(_host),
    "country": _code,
    "language": _code,
    "timezone": _zone,
}
VISIT: dict[str, Check] = {
    "lists": _many(_url),
    "feeds": _many(_url),
    "sitemaps": _many(_url),
    "follow": _many(_words),
    "articles": _many(_pattern),
    "ignore": _many(_pattern),
    "delay": _number(0, 3600),
    "concurrency": _whole(1, 64),
    "every": _period,
    "hours": _hours,
    "inside": _yes,
    "javascript": _many(_pattern),
}
RULES: dict[str, Check] = {
    "until": _day,
    "heading": _many(_words),
    "footer": _many(_words),
    "title": _many(_selector),
    "body": _many(_selector),
    "published": _many(_selector),
    "author": _many(_selector),
    "source": _many(_selector),
    "drop": _many(_selector),
}
assert {f.name for f in fields(Route)} == set(VISIT), "every entry of model.Route has its check"
assert {f.name for f in fields(Rules)} == set(RULES), "every entry of model.Rules has its check"
