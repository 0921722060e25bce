"""Where words that are known stand in a page's markup, and which selector leads there on every page of its kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from lxml.html import HtmlElement

from newsarchive import text
from newsarchive.clean import moments
from newsarchive.model import Page, Publisher
from newsarchive.publishers.spec import xpath

#: Names that a template gives, rather than one page's number or a build's hash.
_NAME = re.compile(r"^[A-Za-z][A-Za-z_-]*[0-9]?[A-Za-z_-]*$")
#: How many nodes above a node may help to name it.
_ABOVE = 3
#: Characters of an element that holds a date and little else.
_STAMP = 80
#: How much longer than its article a body's element may be: captions, a source line, share buttons.
_LOOSE = 1.35
_BARE = frozenset({"div", "p", "span", "td", "li", "a", "b", "strong", "font", "table", "tr", "section", "center"})
_UNSEEN = frozenset({"script", "style", "head", "title", "noscript", "template"})

#: Does an element hold what is wanted on one page?
Holds = Callable[[HtmlElement], bool]


def words_of(element: HtmlElement) -> str:
    """The words of an element as they are compared: letters and digits alone, without scripts."""
    return text.plain(" ".join(_texts(element)))


def stands_in(page: Page, title: str, paragraphs: Sequence[str]) -> float:
    """The share of an article's paragraphs that stand on a page; 0.0 where its headline does not."""
    words = words_of(page.tree)
    if text.plain(title) not in words:
        return 0.0
    return sum(text.plain(one) in words for one in paragraphs) / max(len(paragraphs), 1)


def titled(title: str) -> Holds:
    """Is this the element of the headline?"""
    wanted = text.plain(title)
    return lambda element: words_of(element) == wanted


def holding(paragraphs: Sequence[str]) -> Holds:
    """Is this the element of the body: all its paragraphs, and little else?"""
    wanted = [text.plain(one) for one in paragraphs]
    longest = sum(map(len, wanted)) * _LOOSE

    def holds(element: HtmlElement) -> bool:
        words = words_of(element)
        return len(words) <= longest and all(one in words for one in wanted)

    return holds


def dated(day: str, publisher: Publisher) -> Holds:
    """Is this an element of a date, of that day (ISO)?"""

    def holds(element: HtmlElement) -> bool:
        words = text.line(" ".join(_texts(element)))
        found = moments.find(words, publisher.language, publisher.country) if len(words) <= _STAMP else []
        return bool(found) and found[0].at.date().isoformat() == day

    return holds


def common(pages: Sequence[tuple[Page, Holds]]) -> str:
    """The selector whose first match is right on every one of these pages; "" if none is.

    Of several, the one that holds the least beside what is wanted; then names before bare tags; then the shortest.
    """
    candidates: Counter[str] = Counter()
    for page, holds in pages:
        candidates.update({name for node in _right(page, holds) for name in _named(node)})
    everywhere = [selector for selector, count in candidates.items() if count == len(pages)]
    right = [one for one in everywhere if all(_leads(one, *page) for page in pages)]
    return min(right, key=lambda one: (sum(_size(one, page) for page, _ in pages), *_plainness(one)), default="")


def _right(page: Page, holds: Holds) -> list[HtmlElement]:
    """The elements of a page that hold what is wanted, the innermost first."""
    found = [node for node in page.tree.iter() if isinstance(node.tag, str) and node.tag not in _UNSEEN and holds(node)]
    return found[::-1]


def _leads(selector: str, page: Page, holds: Holds) -> bool:
    found = _first(selector, page)
    return found is not None and holds(found)


def _first(selector: str, page: Page) -> HtmlElement | None:
    found = page.tree.xpath(xpath(selector))
    return found[0] if isinstance(found, list) and found and isinstance(found[0], HtmlElement) else None


def _size(selector: str, page: Page) -> int:
    found = _first(selector, page)
    return len(words_of(found)) if found is not None else 0


def _named(node: HtmlElement) -> Iterator[str]:
    """Selectors of a node: by its own names, and below nodes that have some."""
    own = list(_own(node))
    yield from own
    for above, _ in zip(node.iterancestors(), range(_ABOVE), strict=False):
        for name in _own(above):
            if name != above.tag:
                yield from (f"{name} {one}" for one in own)


def _own(node: HtmlElement) -> Iterator[str]:
    tag = str(node.tag)
    if tag not in ("html", "body"):
        yield tag
    if _NAME.match(node.get("id") or ""):
        yield f"{tag}#{node.get('id')}"
    yield from (f"{tag}.{name}" for name in (node.get("class") or "").split() if _NAME.match(name))


def _plainness(selector: str) -> tuple[int, int, int, str]:
    """Names before bare tags that any page has many of; then few steps; then the shortest."""
    steps = selector.split()
    return sum(step in _BARE for step in steps), len(steps), len(selector), selector


def _texts(element: HtmlElement) -> Iterable[str]:
    """The texts that a reader sees in an element."""
    for node in element.iter():
        if isinstance(node.tag, str) and node.tag not in _UNSEEN:
            yield node.text or ""
        if node is not element:
            yield node.tail or ""
