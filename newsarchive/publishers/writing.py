"""A publisher -> the TOML file that describes it, with comments for whoever goes on from there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields

from newsarchive.model import Publisher, Route, Rules

_HEAD = """\
# {name}: {home}
# Written after a look at the site; every key is explained in newsarchive's docs/publishers.md.
"""
_VISIT = {
    "lists": "pages that list articles; each is read to its end",
    "feeds": "feeds that the site announces",
    "sitemaps": "sitemaps; an index leads to all of its maps",
    "articles": "only URLs that match are articles; without it, each list's own anatomy decides",
    "delay": "seconds between two requests to one host, at least",
    "every": "how often to look for news",
}
_ADVICE = {
    "timezone": '# timezone = "Europe/London"   # times that pages print without a zone are in it',
    "articles": "# articles = ['/\\d{4}/\\d{2}/']   # only URLs that match are articles; without it, anatomy decides",
}
_RULES = """\
# Selectors only where the pages' own anatomy is not enough; `newsarchive publishers check` shows what is read.
# [[rules]]
# title = "h1"
# body = "article .text"
"""


def toml(publisher: Publisher) -> str:
    """The file of a publisher. It reads back as the same publisher."""
    parts = [_HEAD.format(name=publisher.name, home=publisher.home), _table(_who(publisher), {})]
    parts += ["\n[visit]\n", _table(_visit(publisher.visit), _VISIT)]
    parts += ["\n", "\n".join(map(rules, publisher.rules)) or _RULES]
    return "".join(parts)


def rules(one: Rules) -> str:
    """The [[rules]] table of one design."""
    entries = {f.name: getattr(one, f.name) for f in fields(Rules) if getattr(one, f.name)}
    return "[[rules]]\n" + _table(entries, {})


def _who(publisher: Publisher) -> dict[str, object]:
    names = ("slug", "name", "home", "also", "domains", "country", "language", "timezone")
    return {name: getattr(publisher, name) for name in names if getattr(publisher, name) or name == "timezone"}


def _visit(route: Route) -> dict[str, object]:
    """What is not as it would be anyway; the advice on what is missing."""
    usual = Route()
    shown = {f.name: getattr(route, f.name) for f in fields(Route)}
    told = ("articles", "delay", "every")
    return {name: value for name, value in shown.items() if value != getattr(usual, name) or name in told}


def _table(entries: Mapping[str, object], comments: Mapping[str, str]) -> str:
    return "".join(_lines(entries, comments))


def _lines(entries: Mapping[str, object], comments: Mapping[str, str]) -> Iterator[str]:
    for name, value in entries.items():
        if value in ("", ()):
            yield _ADVICE[name] + "\n"
        else:
            yield f"# {comments[name]}\n" if name in comments else ""
            yield f"{name} = {_value(value)}\n"


def _value(value: object) -> str:
    if isinstance(value, str):
        return _words(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return _many(value)
    return str(value)  # a number, or a day


def _many(values: Iterable[object]) -> str:
    found = [_value(value) for value in values]
    if sum(map(len, found)) < 90:
        return "[" + ", ".join(found) + "]"
    return "[\n" + "".join(f"    {value},\n" for value in found) + "]"


def _words(words: str) -> str:
    """A TOML string: literal where it holds a backslash, as patterns do."""
    if "\\" in words and "'" not in words and words.isprintable():
        return f"'{words}'"
    return json.dumps(words, ensure_ascii=False)
