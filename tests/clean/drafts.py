"""Drafts for the tests of this room, built by hand."""

from __future__ import annotations

from datetime import datetime

from newsarchive.clean import clean
from newsarchive.model import Article, Block, Draft, Link, Page, Publisher

PAPER = Publisher("paper", "晚报", also=("长沙晚间报",), domains=("paper.example",))
STORY = "近日，全省工业和信息化工作会议在长沙召开，会议总结了去年的工作，分析了当前的形势，部署了今年的任务。"
PROSE = "The council met on Monday to discuss the budget, and it decided that the library will stay open for a year."


def draft(
    *blocks: str,
    url: str = "https://paper.example/news/a.html",
    above: tuple[str, ...] = (),
    below: tuple[str, ...] = (),
    html: str = "<p>x</p>",
    fetched_at: datetime | None = None,
    link: Link | None = None,
    **claims: str,
) -> Draft:
    """A draft whose body is `blocks`, with one claim a keyword."""
    page = Page(url, html.encode(), fetched_at=fetched_at, link=link)
    result = Draft(page, blocks=[Block("paragraph", words) for words in blocks], above=list(above), below=list(below))
    for field, words in claims.items():
        result.claim(field, words, "structured", f"JSON-LD {field}")
    return result


def article(*blocks: str, publisher: Publisher = PAPER, **rest: object) -> Article:
    """The article of such a draft."""
    return clean(draft(*blocks, **rest), publisher)  # type: ignore[arg-type]
