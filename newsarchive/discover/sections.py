"""The lists of news that a front page leads to: links whose words the publisher's file names."""

from __future__ import annotations

import re

from newsarchive import urls
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
        above = str(anchor.row.getparent().text_content()) if anchor.row.getparent() is not None else ""
        return len(above) < 40 and any(word in above.casefold() for word in wanted)
    for word in wanted:
        if word in words and weight(words) <= weight(word) + (4 if weight(word) < 8 else 2):
            return word == words or not word.isascii() or _apart(word, words)
    return False


def _apart(word: str, words: str) -> bool:
    """Does a word of letters stand by itself in the words? "news" does in "NEWS 新闻", not in "newsletter"."""
    return bool(re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", words))
