"""An archive of the demo's pages and of hostile ones, served without a network."""

import asyncio
from datetime import UTC, datetime, timedelta

import editions
import pytest

from newsarchive import Archive, Article
from newsarchive.model import Attribution, Image
from newsarchive.web import server

NOON = datetime(2024, 8, 21, 12, tzinfo=UTC)
STORY = "\n".join(
    f"第{word}段:近日在长沙召开的会议上,与会代表围绕{word}产业的发展进行了讨论,并就{word}工作提出了具体的建议和要求。"
    for word in ("钢铁", "纺织", "航空", "农业", "旅游", "教育", "医疗", "能源")
)
SCRIPT = "<script>alert(1)</script>"


def told(slug, hours, title, **fields):
    said = {"text": STORY, "published_at": NOON + timedelta(hours=hours), "published_precision": "minute"}
    return Article(f"https://{slug}.example/1.html", slug, title, **(said | {"fetched_at": NOON} | fields))


def hostile():
    return Article(
        "https://evil.example/1.html",
        "evil",
        f'{SCRIPT}"><img src=x onerror=alert(2)> \u202egnp.exe',
        f"Hostile words {SCRIPT} are only words here.",
        html=(
            f'<p onclick="alert(3)" style="position:fixed;inset:0">Hostile {SCRIPT}<a href="javascript:alert(4)">go</a>'
            '<a href="data:text/html,x">data</a><svg onload=alert(5)><style>*{display:none}</style></svg>'
            '<img src="https://tracker.example/p.gif"><iframe src="https://evil.example/"></iframe>'
            '<form action="https://evil.example/"><input name=q></form><meta http-equiv=refresh content=0></p>'
        ),
        authors=(f"Eve {SCRIPT}\r\nER  - ",),
        images=(Image("javascript:alert(6)", f"picture {SCRIPT}"),),
        attribution=Attribution("reprint", f'"Spy" {SCRIPT}', url="javascript:alert(7)", evidence=f"from {SCRIPT}"),
        tags=(SCRIPT,),
        language='en" onfocus="alert(8)',
        fetched_at=NOON,
    )


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
        archive.add(hostile())
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
