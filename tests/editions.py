"""The demo's pages without a crawl: every article of an edition as a crawl would bring it, frames attached."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from newsarchive.demo import EDITIONS, ExpectedArticle
from newsarchive.discover.relations import relations
from newsarchive.line import article_of
from newsarchive.model import Article, Page
from newsarchive.publishers import find

SEEN = datetime(2020, 2, 1, tzinfo=UTC)


def page(number: int, url: str, phase: int = 1) -> Page:
    """The page at `url` in an edition, with the documents of its frames."""
    answers = EDITIONS[number].answers(phase)
    answer = answers[url]
    headers = {name.lower(): value for name, value in answer.headers} | {"content-type": answer.content_type}
    body = gzip.decompress(answer.body) if headers.get("content-encoding") == "gzip" else answer.body
    found = Page(url, body, status=answer.status, headers=headers, fetched_at=SEEN, publisher="oim")
    frames = relations(found).frames if body else ()
    return replace(found, parts=tuple(page(number, frame, phase) for frame in frames if frame in answers))


def articles(number: int, phase: int = 1) -> Iterator[tuple[ExpectedArticle, Article]]:
    """Each article that is there, as it should be stated and as it is read."""
    truth = EDITIONS[number].truth(phase)
    for expected in truth.articles:
        if expected.url not in truth.vanished:
            yield expected, article_of(page(number, expected.url, phase), find("oim"))
