"""Bodies that a page carries in its scripts, for the browser to build: JSON-LD's articleBody, __NEXT_DATA__ and others.

They are used where the page itself has no body.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from newsarchive import markup, text
from newsarchive.errors import Undecodable
from newsarchive.extract import body, structured
from newsarchive.extract.blocks import blocks
from newsarchive.extract.layout import walk
from newsarchive.extract.sheet import Sheet
from newsarchive.model import Block

#: Names under which content systems carry an article's text.
_KEYS = frozenset({"articlebody", "body", "bodyhtml", "content", "contenthtml", "html", "text", "articlehtml", "story"})
_STATE = re.compile(r"__NEXT_DATA__|__NUXT__|__INITIAL_STATE__|__PRELOADED_STATE__|__APOLLO_STATE__")
_OBJECT = re.compile(r"[{\[]")
_MARKUP = re.compile(r"<(?:p|br|div)\b", re.IGNORECASE)
#: Bytes of the shortest text that is taken for a body, in UTF-8 (a wide character says as much as three letters), and
#: values looked through, at most.
_SHORTEST, _VALUES = 400, 20_000


def read(sheet: Sheet) -> list[Block]:
    """The blocks of the longest body that a script carries; [] where none does."""
    found = max(_texts(sheet), key=len, default="")
    return _blocks(found, sheet.page.url) if len(found.encode(errors="replace")) >= _SHORTEST else []


def _texts(sheet: Sheet) -> Iterator[str]:
    for thing in structured.things(sheet):
        if isinstance(words := thing.get("articleBody"), str):
            yield words
    for script in sheet.page.by_tag["script"]:
        words = script.text or ""
        if script.get("type") in ("text/template", "text/html", "text/x-template"):
            yield words
        elif script.get("id") == "__NEXT_DATA__" or _STATE.search(words[:200]):
            yield from _named(_value(words))


def _value(words: str) -> Any:
    """The first JSON value in a script; None where there is none."""
    start = _OBJECT.search(words)
    if start is None:
        return None
    try:
        return json.JSONDecoder(strict=False).raw_decode(words, start.start())[0]
    except (ValueError, RecursionError):
        return None


def _named(value: Any) -> Iterator[str]:
    """The texts that stand under one of the names, however deep."""
    waiting, seen = [value], 0
    while waiting and seen < _VALUES:
        one = waiting.pop()
        seen += 1
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            yield from (words for key, words in one.items() if isinstance(words, str) and key.lower() in _KEYS)
            waiting += [inner for inner in one.values() if isinstance(inner, dict | list)]


def _blocks(words: str, base: str) -> list[Block]:
    if not _MARKUP.search(words):
        return [Block("paragraph", line) for line in text.paragraphs(words)]
    try:
        layout = walk(markup.parse(f"<body>{words}</body>"), prune=False)
    except Undecodable:
        return []
    body.weigh(layout)
    return blocks([run for run in layout.runs if not run.box.aside and run.link_share < 0.8], base)
