"""Articles for measuring: texts of real news, recombined, so that there are as many as one likes.

Synthetic by recombination: each article is made of sentences of several texts of one language, in the proportions of a
Chinese archive (65 in 100 Chinese, the rest mostly English). Words, lengths and letters are real, the sense is not.
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
    pools = {language: [s for body in found[language] for s in sentences(body)] for language in ("zh", "en")}
    for number in range(many):
        language = "zh" if chance.random() < 0.65 else "en"
        yield _article(chance, number, language, pools[language])


def _article(chance: random.Random, number: int, language: str, pool: list[str]) -> Article:
    length = int(chance.lognormvariate(6.6 if language == "zh" else 7.6, 0.5))
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < length:
        joint = "" if language == "zh" else " "
        paragraphs.append(joint.join(chance.sample(pool, chance.randint(2, 4))))
    moment = _START + timedelta(minutes=50 * number)
    name = chance.choice(("新华社", "东方财富网", "中国电子报", "Reuters", "AFP", ""))
    return Article(
        url=f"https://www.site{number % 40}.example/{moment:%Y/%m}/{number}.html",
        publisher=f"site{number % 40}",
        title=chance.choice(pool)[:60],
        text="\n".join(paragraphs),
        authors=(chance.choice(("李明", "王芳", "Jane Roe", "张伟")),),
        published_at=moment,
        published_precision="minute",
        language=language,
        attribution=Attribution("reprint" if name else "unknown", name, evidence=f"来源:{name}" if name else ""),
        fetched_at=moment + timedelta(hours=1),
    )
