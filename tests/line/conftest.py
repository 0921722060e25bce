"""An archive whose pages are kept, and whose articles an earlier extraction read in its own way."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from conferences import page

from newsarchive import Archive, read
from newsarchive.model import Attribution, Link, Visit


@pytest.fixture
def kept(tmp_path):
    """Six articles with their pages; an earlier extraction lost the last paragraph and the source of the first four."""
    with Archive(tmp_path / "archive.db") as archive:
        crawl = archive.begin("news")
        for number in range(1, 7):
            url = f"https://paper.example/2024/{number}.html"
            archive.offer([Link(url, "paper.example", found_on="https://paper.example/")], crawl)
            at = datetime(2024, 8, 21, 12, tzinfo=UTC) + timedelta(minutes=number)
            visit = archive.keep(
                Visit(url, at, crawl, status=200, body=page(number), headers=(("Content-Type", "text/html"),))
            )
            archive.add(earlier(visit, number), visit=visit)
        archive.finish(crawl, "finished", {})
    return tmp_path / "archive.db"


def earlier(visit, number):
    """What is on the page, or what an earlier extraction made of it."""
    article = read(visit.body, visit.url, headers=dict(visit.headers), fetched_at=visit.at)
    if number > 4:
        return article
    return replace(article, text=article.text.rpartition("\n")[0], html="", attribution=Attribution())
