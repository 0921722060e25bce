"""Where words stand on a page: the node, the line, and the bytes of the document."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from lxml.html import HtmlElement

from newsarchive.model import Page
from newsarchive.text import plain

#: What is skipped, and what stands for another character, in a document's source.
_SOURCE = re.compile(r"<!--.*?-->|<[a-zA-Z/!?][^>]*>|&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?", re.DOTALL)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\u[0-9a-fA-F]{4}|\\.|&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand, from their first letter to their last: bytes `start` to before `end` of the unpacked document,
    and their node."""

    start: int
    end: int
    node: str
    """Path of the innermost element that holds them; "" where they are in no tree."""


class _Letters:
    """The letters and digits of a source, folded as `text.plain` does, and from where to where each stands."""

    def __init__(self, words: str, skipped: re.Pattern[str]) -> None:
        letters: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        at = 0
        for match in [*skipped.finditer(words), None]:
            for place in range(at, match.start() if match else len(words)):
                self._add(letters, words[place], place, place + 1)
            if match:
                self._add(letters, _meant(match[0]), *match.span())
                at = match.end()
        self.all = "".join(letters)

    def _add(self, letters: list[str], chars: str, start: int, end: int) -> None:
        folded = chars.lower() if chars.isascii() else unicodedata.normalize("NFKC", chars).casefold()
        for letter in filter(str.isalnum, folded):
            letters.append(letter)
            self.starts.append(start)
            self.ends.append(end)

    def find(self, wanted: str, after: int) -> tuple[int, int] | None:
        """Where `wanted` stands at `after` or behind it: from, to before."""
        at = self.all.find(wanted, bisect_left(self.starts, after)) if wanted else -1
        return None if at < 0 else (self.starts[at], self.ends[at + len(wanted) - 1])


class Source:
    """A page's source, for finding in it what was read there."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._words = page.decoded.text

    def find(self, words: str, *, inside_tags: bool = False) -> Place | None:
        """Where `words` stand first, whatever tags, blanks and entities are between their letters; None: nowhere.

        `inside_tags`: also in attributes and scripts, where a <meta> and JSON-LD have them.
        """
        wanted = plain(words)
        found = (self._raw.find(wanted, 0) if inside_tags else self._shown.find(wanted, self._body)) if wanted else None
        if found is None:
            return None if inside_tags else self.find(words, inside_tags=True)
        node = _tagged(self._page.tree, wanted) if inside_tags else _innermost(self._page.tree, wanted)
        return Place(self._bytes(found[0]), self._bytes(found[1]), node)

    def span(self, first: str, last: str) -> Place | None:
        """From where the words `first` begin to where `last` ends, and the element that holds both."""
        head, tail = self.find(first), self.find(last)
        if head is None or tail is None:
            return head or tail
        both = _common(head.node, tail.node)
        return Place(min(head.start, tail.start), max(head.end, tail.end), both)

    @cached_property
    def _shown(self) -> _Letters:
        return _Letters(self._words, _SOURCE)

    @cached_property
    def _raw(self) -> _Letters:
        return _Letters(self._words, _ESCAPED)

    @cached_property
    def _body(self) -> int:
        found = _BODY.search(self._words)
        return found.end() if found else 0

    def _bytes(self, characters: int) -> int:
        """Characters of the text as bytes of the document; exact where it decodes without loss."""
        encoding = "utf-8" if self._page.decoded.why == "repaired" else self._page.decoded.encoding
        return len(self._words[:characters].encode(encoding, "replace"))


def _innermost(tree: HtmlElement, wanted: str) -> str:
    """The path of the innermost element whose text holds `wanted`: in the body, if it is there."""
    element = next(iter(tree.iter("body")), tree)
    while (inner := next((child for child in element if _holds(child, wanted)), None)) is not None:
        element = inner
    return str(element.getroottree().getpath(element))


def _holds(element: HtmlElement, wanted: str) -> bool:
    if not isinstance(element.tag, str) or element.tag in ("script", "style"):
        return False
    return wanted in plain("".join(element.itertext()))


def _tagged(tree: HtmlElement, wanted: str) -> str:
    """The path of the element that has `wanted` in an attribute, or of the script that holds it; "" if none does."""
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        script = _Letters(element.text or "", _ESCAPED).all if element.tag == "script" else ""
        if wanted in script or any(wanted in plain(str(value)) for value in element.attrib.values()):
            return str(element.getroottree().getpath(element))
    return ""


def _meant(mark: str) -> str:
    """What an entity or an escape stands for; nothing where it is a tag."""
    if mark.startswith("&"):
        return html.unescape(mark)
    if mark.startswith("\\u"):
        try:
            return str(json.loads(f'"{mark}"')).encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
        except ValueError:
            return ""
    return ""


def _common(first: str, second: str) -> str:
    """The path of the element that is above both."""
    steps = []
    for one, other in zip(first.split("/"), second.split("/"), strict=False):
        if one != other:
            break
        steps.append(one)
    return "/".join(steps) or "/"
