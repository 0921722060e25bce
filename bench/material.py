"""Articles for measuring: texts of real news, recombined, so that there are as many as one likes.

Synthetic by recombination: each article is made of pieces of a few characters or words from texts of one language, in
the proportions of a Chinese archive (65 in 100 Chinese, the rest English). Letters, lengths and pairs of characters are
real, the sense is not, and no sentence stands in two articles, as it does not in news that are no copies.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsarchive.model import Article, Attribution

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
SETS = ("daniel", "zh_handcrafted", "scrapinghub", "fundus")
_SENTENCE = re.compile(r"[^。！？.!?\n]+[。！？.!?]?[”」』\"]?")
_START = datetime(2015, 1, 1, tzinfo=UTC)


def texts(corpus: Path = CORPUS) -> dict[str, list[str]]:
    """Texts of at least 200 characters by language. Raises SystemExit where there is no corpus."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in SETS:
        path = corpus / name / "truth.jsonl"
        for line in path.read_text("utf-8").splitlines() if path.exists() else ():
            truth = json.loads(line)
            if len(body := truth.get("body") or "") >= 200:
                found[truth.get("lang") or "en"].append(body)
    if not found:
        raise SystemExit(f"no corpus in {corpus}: name one with --corpus")
    return found


def sentences(text: str) -> list[str]:
    """The sentences of a text, none shorter than 8 characters."""
    return [found[0].strip() for found in _SENTENCE.finditer(text) if len(found[0].strip()) >= 8]


def articles(many: int, corpus: Path = CORPUS, seed: int = 1) -> Iterator[Article]:
    """So many articles, each unlike the others, one every 50 minutes from 2015 on."""
    chance, found = random.Random(seed), texts(corpus)
    pools = {language: [p for body in found[language] for p in _pieces(body, language)] for language in ("zh", "en")}
    for number in range(many):
        language = "zh" if chance.random() < 0.65 else "en"
        yield _article(chance, number, language, pools[language])


def _pieces(text: str, language: str) -> list[str]:
    """A text in pieces of four characters, or of two words."""
    if language == "zh":
        return [text[at : at + 4] for at in range(0, len(text) - 4, 4)]
    words = text.split()
    return [" ".join(words[at : at + 2]) for at in range(0, len(words) - 2, 2)]


def _article(chance: random.Random, number: int, language: str, pool: list[str]) -> Article:
    many = int(chance.lognormvariate(5.3, 0.5))
    text = ("" if language == "zh" else " ").join(chance.choices(pool, k=many))
    moment = _START + timedelta(minutes=50 * number)
    name = chance.choice(("新华社", "东方财富网", "中国电子报", "Reuters", "AFP", ""))
    return Article(
        url=f"https://www.site{number % 40}.example/{moment:%Y/%m}/{number}.html",
        publisher=f"site{number % 40}",
        title=text[7:40].replace("\n", " ").strip() or "Untitled",
        text=text,
        authors=(chance.choice(("李明", "王芳", "Jane Roe", "张伟")),),
        published_at=moment,
        published_precision="minute",
        language=language,
        attribution=Attribution("reprint" if name else "unknown", name, evidence=f"来源:{name}" if name else ""),
        fetched_at=moment + timedelta(hours=1),
    )
