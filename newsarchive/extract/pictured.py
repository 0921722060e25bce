"""An article without prose: a headline, a day, and what it says in pictures, in a document, in a table, in a few lines.

A notice that was scanned, a strip of pictures that explains a law, a report as a PDF: readers find them in the same
lists as all other news. What is asked for is strict, since a product has a headline and pictures too: the headline is
the one that the page's head names, a day stands under it, and no links lie between them and the next part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from newsarchive import text
from newsarchive.extract import edges, grids, kinds, pictures
from newsarchive.extract.blocks import absolute
from newsarchive.extract.blocks import blocks as made
from newsarchive.extract.documents import is_document, is_picture
from newsarchive.extract.layout import Box, Picture, Run
from newsarchive.extract.sheet import Sheet
from newsarchive.model import Block, Figure

#: Why its text is not whole.
IN_PICTURES, IN_A_DOCUMENT = "the text is in pictures", "the text is in a document"
_SOURCE = re.compile(r"来源|來源|source\b|quelle\b", re.IGNORECASE)
#: Lines under a headline that may be its article's, tables aside; weight of the longest; boxes from a headline outwards
#: in which its pictures may stand, and why these may be aside all the same.
_LINES, _LONGEST, _AROUND, _ASIDE = 12, 240, 5, ("", "caption", "meta")


@dataclass(frozen=True, slots=True)
class Shown:
    """What such an article has."""

    blocks: tuple[Block, ...]
    figures: tuple[Figure, ...]
    above: tuple[str, ...]
    """Lines about the article: its day, its source."""
    why: str


def read(sheet: Sheet, headline: Run | None) -> Shown | None:
    """What is shown under a headline in place of a text; None where the page is no such article's."""
    if headline is None or kinds.is_front(sheet.page.url) or not _is_named(sheet, headline):
        return None
    zone = list(_zone(sheet, headline))
    about = [run for run in zone if _is_about(run)]
    lines = [run for run in zone if run not in about]
    if not any(kinds.DAY.search(run.text) for run in about):
        return None
    figures = tuple(_figures(sheet, headline, zone))
    blocks = tuple(made(lines, sheet.page.url))
    why = _why(figures, lines)
    if not why and not (blocks and any(_SOURCE.search(run.text) for run in about)):
        return None
    named = (Block("caption", headline.text),)  # what the pictures show, as far as words tell
    return Shown(blocks or named, figures, tuple(run.text for run in about), why)


def _is_about(run: Run) -> bool:
    return edges.is_about(run.text) and grids.around(run) is None and not any(map(is_document, _links(run)))


def _why(figures: Sequence[Figure], lines: list[Run]) -> str:
    """What holds the text; "" where the lines are all of it."""
    if any(is_document(node) for run in lines for node in _links(run)):
        return IN_A_DOCUMENT
    return IN_PICTURES if figures else ""


def _is_named(sheet: Sheet, headline: Run) -> bool:
    """Does the page's head, or the list that offered it, name the headline?"""
    words = text.plain(headline.text)
    offered = [sheet.page.link.title] if sheet.page.link else []
    return len(words) > 3 and any(words in text.plain(title) for title in [*sheet.titles, *offered])


def _zone(sheet: Sheet, headline: Run) -> Iterator[Run]:
    """The lines under the headline, up to a heading, to a sentence, or to links that lead elsewhere."""
    left = _LINES
    for run in sheet.layout.runs[headline.index + 1 :]:
        left -= grids.around(run) is None
        if left < 0 or run.box.kind == "heading" or run.weight > _LONGEST or edges.is_tail(run.text):
            return
        if run.link_share > 0.5 and not any(is_document(node) for node in _links(run)):
            return
        yield run


def _figures(sheet: Sheet, headline: Run, zone: list[Run]) -> Iterator[Figure]:
    """The pictures among the lines of the zone and right behind it, each once."""
    last, seen = zone[-1].index + 1, set[str]()
    *_, around = islice(headline.box.within(), _AROUND)
    for picture in sheet.layout.pictures:
        if not headline.index < picture.at <= last or not _may_be(picture, around):
            continue
        url = pictures.address(picture.element, sheet.page.url)
        if url and url not in seen and not pictures.is_decoration(picture.element, url):
            seen.add(url)
            yield Figure(url, "", text.line(picture.element.get("alt") or ""))


def _may_be(picture: Picture, around: Box) -> bool:
    """Does it stand beside the headline, and lead nowhere but to itself?"""
    link = next(picture.element.iterancestors("a"), None)
    leads = link is not None and absolute(link.get("href") or "", "http://x.example/") and not is_picture(link)
    return picture.box.inside(around) and picture.box.aside in _ASIDE and not leads


def _links(run: Run) -> list[HtmlElement]:
    return [element for _, tag, element in run.marks if tag == "a"]
