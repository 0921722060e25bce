"""What a page carries for its scripts: JSON in <script> and in attributes, and texts that code gives a name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, cast

from lxml import etree

from newsarchive.extract.sheet import Sheet

#: Characters of the shortest script or attribute that may hold an article, and values that are begun in one, at most.
_SHORTEST, _BEGINNINGS = 200, 40
_DECODER = json.JSONDecoder(strict=False)
#: Where a value begins in code: after a "=", or as what a function is given.
_BEGINS = re.compile(r"[=(]\s{0,99}(?=[{\[])")
#: A value that is written as a text, which is parsed when it is needed.
_AS_TEXT = re.compile(r"JSON\.parse\(\s{0,99}(?=\")")
#: A text that code or an object gives a name.
_TEXT = re.compile(r"(?<!\w)(\w{1,40}+)\"?\s{0,99}[:=]\s{0,99}(\"[^\"\\]*+(?:\\.[^\"\\]*+)*+\")", re.DOTALL)
_IN_ATTRIBUTES = etree.XPath(
    "//@*[string-length() > $least and (starts-with(., '{') or starts-with(., '['))]", smart_strings=False
)


def values(sheet: Sheet) -> Iterator[Any]:
    """Every value that scripts and attributes hold as JSON."""
    for script in sheet.page.by_tag["script"]:
        words = script.text or ""
        if len(words) >= _SHORTEST and "ld+json" not in (script.get("type") or ""):
            yield from _values(words)
    for words in cast("list[str]", _IN_ATTRIBUTES(sheet.tree, least=_SHORTEST)):
        yield from _parsed(words, 0)


def texts(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Names and texts of code that is no JSON."""
    for script in sheet.page.by_tag["script"]:
        words = script.text or ""
        if len(words) < _SHORTEST or (script.get("type") or "").endswith("json"):
            continue
        yield from _texts(words)
        for value in _values(words):  # code within a text, as streams of components are sent
            if isinstance(value, list):
                yield from (found for one in value if isinstance(one, str) for found in _texts(one))


def _values(words: str) -> Iterator[Any]:
    if words.lstrip()[:1] in ("{", "["):
        yield from _parsed(words, len(words) - len(words.lstrip()))
        return
    end, lost = 0, 0
    for begins in islice(_BEGINS.finditer(words), _BEGINNINGS):
        if begins.end() < end or lost > len(words):  # within a value, or more was read in vain than all there is
            continue
        value, reached = _decoded(words, begins.end())
        if value is None:
            lost += reached - begins.end()
        else:
            end = reached
            yield value
    for begins in islice(_AS_TEXT.finditer(words), _BEGINNINGS):
        yield from _parsed(str(_decoded(words, begins.end())[0]), 0)


def _parsed(words: str, start: int) -> Iterator[Any]:
    value, _ = _decoded(words, start)
    if value is not None:
        yield value


def _decoded(words: str, start: int) -> tuple[Any, int]:
    """The value that begins at a place, None where none does, and how far it was read."""
    try:
        return _DECODER.raw_decode(words, start)
    except json.JSONDecodeError as error:
        return None, error.pos
    except RecursionError:
        return None, len(words)


def _texts(words: str) -> Iterator[tuple[str, str]]:
    for found in _TEXT.finditer(words):
        if len(found[2]) >= _SHORTEST:
            yield from ((found[1], str(value)) for value in _parsed(found[2], 0))
