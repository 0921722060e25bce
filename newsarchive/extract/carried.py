"""Bodies that a page carries for the browser to build: JSON-LD's articleBody, the state of its scripts, in attributes
and templates.

They are used where the page itself has no body. Scripts carry other texts too, of other articles and of the site: one
whose title is the page's goes first, and beside sentences on the page only such a one is believed, or one that holds
them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml import etree

from newsarchive import markup, text
from newsarchive.errors import Undecodable
from newsarchive.extract import body, states, structured
from newsarchive.extract.blocks import blocks
from newsarchive.extract.layout import Run, walk
from newsarchive.extract.sheet import Sheet
from newsarchive.model import Block

#: Names under which content systems carry an article's text, and those of its pieces and titles.
_BODY = re.compile(r"(?i)(?:article|news|post|story|main)?_?(?:body|content|html|text|story)(?:_?html)?")
_PIECES, _TITLES = ("text", "content", "html", "value"), ("title", "headline", "headlines", "name")
#: Weight of the least line that speaks for a text of the page's own.
_LINE = 24
#: A name that what is no article gives its texts too: they ask for a title.
_ANYBODYS = frozenset({"text"})
#: What an object has that is a thing of its own, and no piece of a text.
_OWN = frozenset({*_TITLES, "url", "href", "link", "slug"})
_MARKUP = re.compile(r"<(?:p|br|div)\b", re.IGNORECASE)
_ESCAPED, _TAG, _HOLLOW = re.compile(r"&lt;(?:p|br|div)\b"), re.compile(r"<[^<>]*>"), re.compile(r"\{\{|<%|\$\{")
#: Bytes of the shortest text that is taken for a body, in UTF-8 (a wide character says as much as three letters), and
#: values looked through, at most.
_SHORTEST, _VALUES = 400, 20_000
#: Values of one object or list that are looked at.
_WIDEST = 2000
#: Pieces that make a text, at least; objects within a piece; characters by which a text is known again.
_FEW, _DEEPEST, _KNOWN = 3, 3, 40
#: Templates, and areas of text, that are looked at.
_FIRST = 20
#: Characters that a title has more than.
_SHORTEST_TITLE = 3
_TEMPLATES = ("text/template", "text/html", "text/x-template")


@dataclass(frozen=True, slots=True)
class _Carried:
    """A text, and whether what it belongs to is titled as the page is, or otherwise."""

    words: str
    named: bool = False
    others: bool = False

    @property
    def plain(self) -> str:
        return _TAG.sub(" ", self.words)

    @property
    def weight(self) -> tuple[bool, int]:
        return self.named, len(self.plain.encode(errors="replace"))


def read(sheet: Sheet, kept: Sequence[Run]) -> list[Block]:
    """The blocks of the body that scripts carry, the page's own or the longest; [] where none does.

    `kept`: the lines that the page itself has.
    """
    own = [run for run in kept if run.weight >= _LINE and not run.box.aside]
    sentences = [text.plain(run.text)[:_KNOWN] for run in own if run.solid]
    found = [one for one in _texts(sheet) if one.weight[1] >= _SHORTEST and not _HOLLOW.search(one.words)]
    begins = sentences[0] if sentences else ""
    fit = [one for one in found if one.named or (begins in text.plain(one.plain) and not (own and one.others))]
    if len({text.plain(one.plain)[:_KNOWN] for one in fit}) >= _FEW and not any(one.named for one in fit):
        return []  # a list's, of which none is the page's
    best = max(fit, key=lambda one: one.weight, default=None)
    made = _blocks(best.words, sheet.page.url) if best else []
    return made[1:] if made and _is_title(made[0], sheet) else made


def _is_title(block: Block, sheet: Sheet) -> bool:
    words = text.plain(block.text)
    return bool(words) and any(words in text.plain(title) for title in sheet.titles)


def _texts(sheet: Sheet) -> Iterator[_Carried]:
    titles = [text.plain(title) for title in sheet.titles]
    for thing in structured.things(sheet):
        if isinstance(words := thing.get("articleBody"), str):
            yield _Carried(_unescaped(words), named=True)
    for script in sheet.page.by_tag["script"]:
        if script.get("type") in _TEMPLATES:
            yield _Carried(script.text or "")
    for area in islice(sheet.tree.iter("textarea"), _FIRST):
        yield _Carried(area.text or "")
    for template in sheet.page.by_tag["template"][:_FIRST]:
        yield _Carried("".join(etree.tostring(one, encoding="unicode") for one in template))
    for value in states.values(sheet):
        yield from _named(value, titles)
    for name, words in states.texts(sheet):
        if _BODY.fullmatch(name):
            yield _Carried(_unescaped(words))


def _unescaped(words: str) -> str:
    return html.unescape(words) if _ESCAPED.search(words) else words


def _named(value: Any, titles: list[str]) -> Iterator[_Carried]:
    """The texts that stand under one of the names, or in pieces, however deep."""
    waiting, seen = [(value, False)], 0
    while waiting and seen < _VALUES:
        one, named = waiting.pop()
        seen += 1
        if isinstance(one, dict):
            told = _titles(one)
            named = named or any(title in whole for title in told for whole in titles)
            keys = (key for key in one if _BODY.fullmatch(str(key)) and (named or key not in _ANYBODYS))
            said = (words for key in keys if isinstance(words := one[key], str) and len(words) * 3 > _SHORTEST)
            yield from (_Carried(_unescaped(words), named, bool(told) and not named) for words in said)
        inner = list(islice(one.values() if isinstance(one, dict) else one if isinstance(one, list) else (), _WIDEST))
        if isinstance(one, list):
            yield from (_Carried(words, named) for words in inner if isinstance(words, str) and words[:1] == "<")
        pieces = [words for part in inner if isinstance(part, dict) and (words := _piece(part, _DEEPEST))]
        if len(pieces) >= _FEW:
            yield _Carried("".join(f"<p>{words}</p>" for words in pieces), named)
        waiting += [(part, named and isinstance(one, dict)) for part in inner if isinstance(part, dict | list)]


def _titles(thing: dict[str, Any]) -> list[str]:
    """The titles of an object, for comparing."""
    said = [thing.get(name) for name in _TITLES]
    said += [title.get("basic") for title in said if isinstance(title, dict)]
    return [words for title in said if isinstance(title, str) and len(words := text.plain(title)) > _SHORTEST_TITLE]


def _piece(part: dict[str, Any], depth: int) -> str:
    """The words of a paragraph among others; "" of what has a title or an address of its own."""
    if _OWN.intersection(part):
        return ""
    if said := next((part[name] for name in _PIECES if isinstance(part.get(name), str)), ""):
        return str(said)
    inner = next((one for name in ("children", "content", "data", "nodes") if (one := part.get(name))), None)
    parts = inner if isinstance(inner, list) else [inner]
    return "".join(_piece(one, depth - 1) for one in parts if depth and isinstance(one, dict))


def _blocks(words: str, base: str) -> list[Block]:
    if not _MARKUP.search(words):
        return [Block("paragraph", line) for line in text.paragraphs(words)]
    try:
        layout = walk(markup.parse(f"<body>{words}</body>"), prune=False)
    except Undecodable:
        return []
    body.weigh(layout)
    return blocks([run for run in layout.runs if not run.box.aside and run.link_share < 0.8], base)
