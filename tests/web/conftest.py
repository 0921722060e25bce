"""An archive of the demo's pages and of hostile ones, served without a network."""

import asyncio
from datetime import timedelta

import editions
import pytest
from exhibits import FIGURES, HOSTILE_PAGE, NOON, PAGE, PNG, PROSE, SHOWN, STORY, hostile, kept, told

from newsarchive import Archive
from newsarchive.model import Attribution
from newsarchive.web import server


@pytest.fixture(scope="session")
def trap():
    """An article whose every word tries something."""
    return hostile()


@pytest.fixture(scope="session")
def path(tmp_path_factory):
    """Two phases of the demo's first edition, a story of three, an article with an edit, a hostile one."""
    found = tmp_path_factory.mktemp("web") / "archive.db"
    with Archive(found) as archive:
        crawl = archive.begin("news")
        for phase in (1, 2):
            for _, article in editions.articles(next(iter(editions.EDITIONS)), phase):
                archive.add(article)
        archive.finish(crawl, "finished", {})
        archive.add(told("wire", 0, "原文"))
        archive.add(told("paper", 2, "甲报转载", attribution=Attribution("reprint", "新华社", evidence="来源:新华社")))
        archive.add(told("portal", 26, "门户转载", text=STORY.partition("\n")[2]))
        first = told("daily", 3, "Mayor opens 12 bridges", text="The mayor opened 12 bridges today.", language="en")
        archive.add(first)
        later = NOON + timedelta(days=1)
        archive.add(
            told(
                "daily", 3, "Mayor opens 14 bridges", text="The mayor opened 14 bridges today.", language="en",
                fetched_at=later,
            )
        )  # fmt: skip
        archive.add(told("arab", 4, "افتتاح الجسر", text="افتتح العمدة الجسر اليوم.", language="ar"))
        kept(archive, hostile(), HOSTILE_PAGE, [("https://evil.example/svg.png", b"<svg onload='alert(9)'/>")])
        bridge = told(
            "bridges", 5, "Bridge opens", text=PROSE, html=FIGURES, language="en", section="City", images=SHOWN,
            completeness="truncated", attribution=Attribution("wire", "Reuters", evidence="(Reuters)"),
        )  # fmt: skip
        kept(archive, bridge, PAGE.encode(), [("https://bridges.example/photo.png", PNG)])
    return found


class Browser:
    """Asks a served archive, as a browser would."""

    def __init__(self, served):
        self.served = served

    def get(self, address, method="get", **more):
        return asyncio.run(getattr(self.served.client, method)(address, **more))


@pytest.fixture(scope="session")
def browser(path):
    return Browser(server.room(path))


@pytest.fixture(scope="session")
def number(path):
    """The number of an article by a word of its headline."""
    with Archive(path, readonly=True) as archive:
        rows = {row["title"]: row for row in archive.rows()}
    return lambda words, column="id": next(row[column] for title, row in rows.items() if words in title)
