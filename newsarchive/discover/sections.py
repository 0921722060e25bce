"""The lists of news that a front page leads to: links whose words the publisher's file names."""

from __future__ import annotations

import re

from newsarchive import text, urls
from newsarchive.discover.anchors import Anchor
from newsarchive.discover.lists import weight
from newsarchive.discover.shape import is_file
from newsarchive.model import Page, Publisher

_MORE = re.compile(r"^[\W_]*(更多|more|view\s+all|查看更多|全部)[\W_]*$", re.IGNORECASE)


def sections(found: list[Anchor], page: Page, publisher: Publisher) -> list[str]:
    """URLs of the lists that links of `page` name with one of the publisher's `follow` words."""
    wanted = [word.casefold() for word in publisher.visit.follow]
    ways = [anchor.url for anchor in found if _leads(anchor, page, publisher) and _named(anchor, wanted)]
    return list(dict.fromkeys(ways))


def _leads(anchor: Anchor, page: Page, publisher: Publisher) -> bool:
    return bool(
        anchor.url
        and anchor.url != page.url
        and not anchor.published
        and urls.within(anchor.url, publisher.domains)
        and not is_file(anchor.url)
    )


def _named(anchor: Anchor, wanted: list[str]) -> bool:
    """Is the link a section's name, not a headline that happens to hold the word?"""
    words = anchor.words.casefold()
    if _MORE.match(words):
        words = _heading(anchor).casefold()
    for word in wanted:
        if word in words and weight(words) <= weight(word) + (4 if weight(word) < 8 else 2):
            return word == words or not word.isascii() or _apart(word, words)
    return False


def _heading(anchor: Anchor) -> str:
    """The first words of the box that a link called "more" stands in."""
    for node, _ in zip(anchor.element.iterancestors(), range(5), strict=False):
        lines = [words for found in node.itertext() if (words := text.line(str(found))) and words != anchor.words]
        if lines:
            return lines[0]
    return ""


def _apart(word: str, words: str) -> bool:
    """Does a word of letters stand by itself in the words? "news" does in "NEWS 新闻", not in "newsletter"."""
    return bool(re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", words))
