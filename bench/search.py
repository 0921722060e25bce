"""How fast and how exact searches are: python bench/search.py [--many 10000] [--corpus DIR] [--keep FILE].

Articles are synthetic by recombination (bench/material.py; bench/bulk.py for very many). Queries are pieces of their
own texts, of texts in other scripts that are added to them, and words that are common. Exactness is against brute force
over all texts; times are warm, of the whole call with its snippets, by the clock and by CPU.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import bulk
from material import CORPUS, articles

from newsarchive.archive import Archive, bigrams, folding
from newsarchive.model import Article

HAN = re.compile("[\u4e00-\u9fff]{8,}")
WORD = re.compile("[a-z]{4,}")
MIXED = re.compile("[\u4e00-\u9fff]{2}[a-z0-9]+[\u4e00-\u9fff]{2}")
PHRASE = re.compile("([\u4e00-\u9fff]{4,})([,。、!?;:]+)([\u4e00-\u9fff]{4,})")
#: So many queries of a kind are timed, and so many are compared with brute force.
ASKED, CHECKED = 60, 20
#: Above so many articles the archive is filled by bulk SQL.
BULK = 100_000
SCRIPTS = {
    "Japanese": "東京都は新しい環境政策を発表し、再生可能エネルギーの導入を進める。専門家は効果を疑問視している。",
    "Korean": "서울시는 새로운 교통 정책을 발표했다. 시민들은 대중교통 이용이 늘어날 것으로 기대하고 있다.",
    "Thai": "กรุงเทพมหานครประกาศนโยบายสิ่งแวดล้อมใหม่ ประชาชนหวังว่าคุณภาพอากาศจะดีขึ้นในปีหน้า",
    "traditional": "臺灣電子資訊產業發展報告認為，區域創新體系建設進一步優化，經濟增長貢獻顯著。",
    "accents": "L'économie française a progressé à l'été, Škoda et Citroën annoncent une année réussie à Łódź.",
}


def fill(path: Path, many: int, corpus: Path) -> None:
    """An archive of so many articles, and one more of each script; one that is there is left as it is."""
    if many > BULK:
        bulk.fill(path, many, corpus)
    with Archive(path) as archive:
        have = archive.stats().rows["articles"]
        for one in articles(max(0, many - have), corpus):
            archive.add(one)
        for name, text in SCRIPTS.items():
            archive.add(Article(f"https://scripts.example/{name}", "scripts", name, text))


def cuttings(chance: random.Random, runs: list[str], length: int) -> list[str]:
    """Pieces of that length out of runs that are long enough; none if there is no such run."""
    long = [run for run in runs if len(run) >= length]
    chosen = chance.choices(long, k=ASKED) if long else []
    starts = [(run, chance.randrange(len(run) - length + 1)) for run in chosen]
    return [run[at : at + length] for run, at in starts]


def queries(texts: list[str]) -> dict[str, list[str]]:
    """Kinds of queries."""
    chance = random.Random(7)
    runs = [run for text in texts for run in HAN.findall(text)]
    words = [word for text in texts for word in WORD.findall(text)]
    pairs, threes = cuttings(chance, runs, 2), cuttings(chance, runs, 3)
    scripts = {
        name: [
            piece
            for n in (1, 2, 3, 5)
            for piece in cuttings(chance, bigrams.parts(text), n)[: ASKED // 4]
            if bigrams.phrase(piece)  # a Thai vowel alone is no word
        ]
        for name, text in SCRIPTS.items()
        if name in ("Japanese", "Korean", "Thai", "traditional")
    }
    return {
        **{f"{n} characters": cuttings(chance, runs, n) for n in (1, 2, 3, 4, 5, 6)},
        "Chinese with Latin": [found for text in texts for found in MIXED.findall(text)][:ASKED],
        "a Chinese phrase": [_phrase(chance, *found) for text in texts for found in PHRASE.findall(text)[:1]][:ASKED],
        "two Chinese words": [f"{a} {b}" for a, b in zip(pairs, reversed(pairs), strict=True)],
        "one or the other": [f"{a} OR {b}" for a, b in zip(threes, reversed(threes), strict=True)],
        "with a filter": [f"{a} publisher:site{chance.randrange(40)} after:2005-06" for a in pairs],
        **scripts,
        "accents": ["economie", "ÉCONOMIE", "annee", "Citroen", "škoda", "SKODA", "francaise", "ete"],
        "an English word": chance.choices(words, k=ASKED),
        "two English words": [" ".join(chance.choices(words, k=2)) for _ in range(ASKED)],
        "very common": ["的", "the", "中国", "and", "一", "of the", "是", "在", "said", "人"] * (ASKED // 10),
    }


def _phrase(chance: random.Random, before: str, mark: str, after: str) -> str:
    """Some characters on both sides of a mark, with a blank in its place."""
    return f'"{before[-chance.randint(1, 4) :]} {after[: chance.randint(1, 4)]}"'


def timed(archive: Archive, asked: list[str], order: str) -> tuple[float, float, float, int]:
    """Milliseconds of half, of 95 in 100, of 95 in 100 by CPU, and how many were ranked in part."""
    clock, cpu, partly = [], [], 0
    for one in asked:
        start, begun = time.perf_counter(), time.process_time()
        partly += archive.search(one, order="rank" if order == "rank" else "newest").partly
        clock.append((time.perf_counter() - start) * 1000)
        cpu.append((time.process_time() - begun) * 1000)
    last = int(len(asked) * 0.95)
    return sorted(clock)[len(asked) // 2], sorted(clock)[last], sorted(cpu)[last], partly


def truth(archive: Archive, asked: dict[str, list[str]]) -> dict[str, set[int]]:
    """What each query must find, by brute force over every text; no phrase reaches from a title into its text."""
    found: dict[str, set[int]] = defaultdict(set)
    wanted = [(one, *_meant(name, one)) for name, some in asked.items() for one in some]
    with archive._db.reading() as db:
        rows = db.execute(
            "SELECT articles.id, articles.title, text, authors FROM articles"
            " JOIN revisions ON article_id = articles.id AND number = revision JOIN texts ON texts.id = text_id"
        )
        for number, *fields in rows:
            folded = [folding.fold(words) for words in fields]
            for one, hint, pattern in wanted:
                if any(hint in words and (pattern is None or pattern.search(words)) for words in folded):
                    found[one].add(number)
    return found


def _meant(name: str, asked: str) -> tuple[str, re.Pattern[str] | None]:
    """Words that must stand in a folded text, and a pattern where that is not all."""
    words = folding.fold(asked.strip('"'))
    if name == "a Chinese phrase":
        return words.split()[0], re.compile(r"[\W_]+".join(map(re.escape, words.split())))
    if name == "Chinese with Latin":
        return words, None
    return words, re.compile(rf"(?<!\w){re.escape(words)}(?!\w)") if words.isascii() else None


#: Kinds whose meaning is plain enough for brute force.
EXACT = (
    "1 characters", "2 characters", "3 characters", "4 characters", "5 characters", "6 characters",
    "Chinese with Latin", "a Chinese phrase", "Japanese", "Korean", "Thai", "traditional",
)  # fmt: skip


def exact(archive: Archive, asked: list[str], true: dict[str, set[int]], many: int) -> tuple[float, float]:
    """Recall and precision over all of these queries."""
    right = found_all = true_all = 0
    for one in asked:
        with archive._db.reading() as db:
            found = {row for (row,) in db.execute(_ALL, [bigrams.phrase(one.strip('"'))])}
        listed = {hit.article_id for hit in archive.search(one, limit=min(many, 50))}
        found = found if len(found) > 50 and listed <= found else listed
        right, found_all = right + len(true[one] & found), found_all + len(found)
        true_all += len(true[one])
    return right / max(1, true_all), right / max(1, found_all)


_ALL = "SELECT rowid FROM article_search WHERE article_search MATCH ?"


def measure(path: Path) -> None:
    with Archive(path, readonly=True) as archive:
        many = archive.stats().rows["articles"]
        asked = queries(_sample(archive, many))
        true = truth(archive, {name: some[:CHECKED] for name, some in asked.items() if name in EXACT})
        print(f"{many:,} articles\n{'queries':>20} {'newest p50':>11} {'p95':>7} {'p95 CPU':>8}", end="")
        print(f" {'ranked p50':>11} {'p95':>7} {'p95 CPU':>8} {'partly':>7}  recall precision")
        for name, some in asked.items():
            timed(archive, some, "newest")
            newest, ranked = timed(archive, some, "newest"), timed(archive, some, "rank")
            exactness = exact(archive, some[:CHECKED], true, many) if name in EXACT else None
            words = f"{exactness[0]:7.3f} {exactness[1]:9.3f}" if exactness else ""
            print(f"{name:>20} {newest[0]:11.2f} {newest[1]:7.2f} {newest[2]:8.2f}", end="")
            print(f" {ranked[0]:11.2f} {ranked[1]:7.2f} {ranked[2]:8.2f} {ranked[3]:7}  {words}", flush=True)
        with archive._db.reading() as db:
            size = db.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'article_search%'").fetchone()[0]
            text = db.execute("SELECT avg(length(CAST(text AS BLOB))) FROM texts").fetchone()[0]
        print(f"search index: {size / many / 1024:.2f} KiB an article, of {text / 1024:.2f} KiB of text")


def _sample(archive: Archive, many: int) -> list[str]:
    """Texts from all over the archive, folded."""
    numbers = random.Random(3).sample(range(1, many - len(SCRIPTS)), min(400, many - len(SCRIPTS) - 1))
    found = [archive.get(number) for number in numbers]
    return [folding.fold(one.text) for one in found if one]


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
