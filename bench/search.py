"""How fast and how exact searches are: python bench/search.py [--many 10000] [--corpus DIR] [--keep FILE].

Articles are synthetic by recombination (bench/material.py). Queries are pieces of their own texts, and words that are
common. Exactness is against brute force over all texts; times are warm, of the whole call with its snippets.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from pathlib import Path

from material import CORPUS, articles

from newsarchive.archive import Archive, folding

HAN = re.compile("[\u4e00-\u9fff]{8,}")
WORD = re.compile("[a-z]{4,}")


def fill(path: Path, many: int, corpus: Path) -> None:
    with Archive(path) as archive:
        have = archive.stats().rows["articles"]
        for number, one in enumerate(articles(many, corpus)):
            if number >= have:
                archive.add(one)


def queries(texts: dict[int, str]) -> dict[str, list[str]]:
    """Kinds of queries, each of 60."""
    chance = random.Random(7)
    runs = [run for text in chance.sample(list(texts.values()), min(400, len(texts))) for run in HAN.findall(text)]
    words = [word for text in chance.sample(list(texts.values()), min(400, len(texts))) for word in WORD.findall(text)]

    def han(length: int) -> str:
        run = chance.choice(runs)
        at = chance.randrange(len(run) - length + 1)
        return run[at : at + length]

    return {
        **{f"{n} characters": [han(n) for _ in range(60)] for n in (1, 2, 3, 4, 6)},
        "two Chinese words": [f"{han(2)} {han(2)}" for _ in range(60)],
        "one or the other": [f"{han(3)} OR {han(3)}" for _ in range(60)],
        "with a filter": [f"{han(2)} publisher:site{chance.randrange(40)} after:2015-06" for _ in range(60)],
        "an English word": [chance.choice(words) for _ in range(60)],
        "two English words": [f"{chance.choice(words)} {chance.choice(words)}" for _ in range(60)],
        "very common": ["的", "the", "中国", "and", "一", "of the", "是", "在", "said", "人"] * 6,
    }


def timed(archive: Archive, asked: list[str], order: str) -> tuple[float, float]:
    """Milliseconds of half and of 95 in 100."""
    spent = []
    for one in asked:
        start = time.perf_counter()
        archive.search(one, order="rank" if order == "rank" else "newest")
        spent.append((time.perf_counter() - start) * 1000)
    spent.sort()
    return spent[len(spent) // 2], spent[int(len(spent) * 0.95)]


def exact(archive: Archive, texts: dict[int, str], asked: list[str]) -> tuple[float, float]:
    """Recall and precision of Chinese queries, over all of them."""
    right = found_all = true_all = 0
    for one in asked:
        true = {number for number, text in texts.items() if one in text}
        found = {hit.article_id for hit in archive.search(one, limit=len(texts))}
        right, found_all, true_all = right + len(true & found), found_all + len(found), true_all + len(true)
    return right / max(1, true_all), right / max(1, found_all)


def measure(path: Path) -> None:
    with Archive(path, readonly=True) as archive:
        texts = {row["id"]: folding.fold(f"{row['title']}\n{row['text']}") for row in archive.rows()}
        asked = queries(texts)
        print(f"{len(texts):,} articles\n{'queries':>20} {'newest p50':>11} {'p95 ms':>8}", end="")
        print(f" {'ranked p50':>11} {'p95 ms':>8}  recall precision")
        for name, some in asked.items():
            timed(archive, some, "newest")
            newest, ranked = timed(archive, some, "newest"), timed(archive, some, "rank")
            exactness = exact(archive, texts, some[:20]) if name.endswith("characters") else None
            words = f"{exactness[0]:7.3f} {exactness[1]:9.3f}" if exactness else ""
            print(f"{name:>20} {newest[0]:11.2f} {newest[1]:8.2f} {ranked[0]:11.2f} {ranked[1]:8.2f}  {words}")
        with archive._db.reading() as db:
            size = db.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'article_search%'").fetchone()[0]
        print(f"search index: {size / len(texts) / 1024:.2f} KiB an article")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--many", type=int, default=10_000)
    options.add_argument("--corpus", type=Path, default=CORPUS)
    options.add_argument("--keep", type=Path, help="the archive's file, filled up if need be")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.keep or Path(folder) / "archive.db"
        fill(path, asked.many, asked.corpus)
        measure(path)


if __name__ == "__main__":
    main()
