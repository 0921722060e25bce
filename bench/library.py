"""An archive worth looking at, made without a network: the demo's crawls, and what other publishers make of its news.

Everything in it is synthetic. Browsers are tried on it, and the pictures in the documentation show it.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsarchive import Archive, Article
from newsarchive.model import Attribution

NOON = datetime(2020, 1, 20, 4, tzinfo=UTC)
#: Who took a text over: slug, minutes after the first, paragraphs that are left, words of the source.
FOLLOWERS = (
    ("rednet", 25, 5, "来源:湖南日报"),
    ("voc", 95, 5, "(来源:湖南日报)"),
    ("csxww", 260, 4, "据湖南日报"),
    ("hnradio", 400, 3, "湖南日报讯"),
    ("zgcyw", 1500, 5, "转自:湖南日报"),
    ("tonghuashun", 4400, 3, "文章来源:湖南日报"),
)
ENGLISH = (
    "Council opens {} kilometres of cycle lanes along the river",
    "The city council opened {} kilometres of cycle lanes along the river on Monday.\n"
    "Work on the lanes began last spring and cost {} million, a fifth less than planned, the council said.\n"
    "Shops on the northern bank had feared for their customers; they now ask for more parking for bicycles.",
)
ARABIC = (
    "افتتاح المكتبة الجديدة في وسط المدينة",
    "افتتح رئيس البلدية المكتبة الجديدة في وسط المدينة يوم الأحد.\nتضم المكتبة عشرات الآلاف من الكتب وقاعة للأطفال.",
)


def open_in(folder: Path) -> Path:
    """The archive's file in `folder`, which is made: crawled, with stories told by several, and with edits."""
    subprocess.run(
        [sys.executable, "-m", "newsarchive", "demo", "--folder", str(folder)], check=True, capture_output=True
    )
    path = folder / "archive.db"
    with Archive(path) as archive:
        for article in [*_told(archive), *_edited(), _page("maktaba", *ARABIC, "ar", NOON)]:
            archive.add(article)
    return path


def crowd(archive: Archive, many: int) -> Iterator[Article]:
    """So many more articles, recombined of the archive's own characters: no sentence of theirs makes sense."""
    chance = random.Random(9)
    text = "".join(entry.text or "" for entry in archive.desk.newest("publisher:oim", 40))
    pieces = [text[at : at + 4] for at in range(0, len(text) - 4, 4)]
    for number in range(many):
        words = "".join(chance.choices(pieces, k=70))
        moment = NOON - timedelta(hours=7 * number)
        source = chance.choice(("新华社", "湖南日报", "东方财富网", "路透社", ""))
        yield Article(
            f"https://site{number % 15}.example/{number}.html", f"site{number % 15}", words[:18], "\n".join(
                words[at : at + 90] for at in range(0, len(words), 90)
            ),
            published_at=moment, published_precision="minute", fetched_at=moment, language="zh",
            section=chance.choice(("财经", "科技", "社会", "")),
            attribution=Attribution("reprint" if source else "unknown", source, evidence=source and f"来源:{source}"),
        )  # fmt: skip


def _told(archive: Archive) -> Iterator[Article]:
    """The longest stories of the demo as a newspaper had them first, and as others took them over."""
    dated = [entry for entry in archive.desk.newest("publisher:oim", 40) if entry.published_at]
    for number, entry in enumerate(sorted(dated, key=lambda entry: -len(entry.text or ""))[:3]):
        first = datetime.fromisoformat(entry.published_at or "") - timedelta(hours=3)
        lines = (entry.text or "").splitlines()
        yield _page("hnrb", entry.title, "\n".join(lines), "zh", first, number)
        for slug, minutes, left, words in FOLLOWERS[number:]:
            text, later = "\n".join(lines[:left]), first + timedelta(minutes=minutes)
            said = Attribution("reprint", "湖南日报", evidence=words)
            yield replace(_page(slug, entry.title, text, "zh", later, number), attribution=said)


def _edited() -> Iterator[Article]:
    """One article as it stood on three days: a number changed, then the headline."""
    title, text = ENGLISH
    states = ((title, "12", "4"), (title, "14", "4"), ("River gets {} kilometres of cycle lanes", "14", "4.5"))
    for day, (words, length, cost) in enumerate(states):
        page = _page("gazette", words.format(length), text.format(length, cost), "en", NOON)
        yield replace(page, authors=("Jane Roe",), section="City", fetched_at=NOON + timedelta(days=day))


def _page(slug: str, title: str, text: str, language: str, moment: datetime, number: int = 0) -> Article:
    return Article(
        f"https://{slug}.example/{moment:%Y/%m}/{number}.html", slug, title, text,
        published_at=moment, published_precision="minute", fetched_at=moment, language=language,
    )  # fmt: skip
