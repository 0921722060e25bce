"""Extraction, ours and the peers', over sets of real pages: quality, and CPU time as a ratio to a bare lxml parse.

    python bench/extraction.py [--corpus DIR] [--sets A,B] [--peers A,B|none|all] [--json] [--worst N] [--kinds]

`x_lxml` is the CPU time of one extraction, from what the server sent to the result (peers: from the decoded str), over
that of lxml parsing the same pages as str, taken page by page in turn: a busy machine disturbs both alike.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import sys
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import peers
import scoring
from lxml.html import document_fromstring
from rich.console import Console
from rich.table import Table
from scoring import Row

from newsarchive import markup, read
from newsarchive.errors import NotAnArticle, PageError

CORPUS = Path(__file__).parents[1] / ".." / "shared" / "corpus"
SETS = (
    "scrapinghub", "fundus", "zh_handcrafted", "trafilatura", "daniel", "wcxb", "cleanportaleval", "htmltotext",
    "readability", "postlight", "newspaper3k", "newspaper4k", "goose3",
)  # fmt: skip
#: Sets whose languages are told apart in the table.
BY_LANGUAGE = ("daniel",)
OURS = "newsarchive"
#: The address of a page whose own is not known: in a domain that is nobody's.
NOWHERE = "https://unknown.example/news/a.html"


@dataclass(frozen=True, slots=True)
class Sample:
    """One page of a set."""

    row: Row
    body: bytes

    @property
    def url(self) -> str:
        """Its address, or one that is nobody's."""
        return self.row.get("url") or NOWHERE


@dataclass(slots=True)
class Result:
    """What one extractor made of a set."""

    extractor: str
    set: str
    score: scoring.Score
    x_lxml: float
    ms_per_page: float
    failed: int
    by_language: dict[str, dict[str, float]] = field(default_factory=dict)


def samples(folder: Path) -> Iterator[Sample]:
    """The pages of a set, as the server sent them."""
    for row in scoring.rows(folder / "truth.jsonl"):
        yield Sample(row, gzip.decompress((folder / "pages" / f"{row['id']}.html.gz").read_bytes()))


def predict(sample: Sample) -> Row:
    """Our answer for a page. Raises PageError."""
    article = read(sample.body, sample.url)
    day = article.published_at
    return {
        "id": sample.row["id"],
        "title": article.title,
        "body": article.text,
        "date_published": day.date().isoformat() if day else None,
        "authors": list(article.authors),
        "source": article.attribution.name or None,
    }


def ours(folder: Path) -> Result:
    """Run newsarchive over a set."""
    pages = list(samples(folder))
    rows, spent, bare, failed = [], 0.0, 0.0, 0
    for sample in pages:
        html = decoded(sample)
        start = time.process_time()
        try:
            rows.append(predict(sample))
        except PageError:
            failed += 1
        spent += time.process_time() - start
        bare += parse_time(html)
    return _result(OURS, folder, [sample.row for sample in pages], rows, (spent, bare, failed))


def theirs(name: str, run: peers.Peer, folder: Path) -> Result:
    """Run a peer over a set."""
    pages = list(samples(folder))
    rows, spent, bare, failed = [], 0.0, 0.0, 0
    for sample in pages:
        html = decoded(sample)
        start = time.process_time()
        try:
            rows.append({"id": sample.row["id"], **(run(html, sample.url, sample.row.get("lang") or "") or {})})
        except Exception:  # noqa: BLE001 - a peer may raise anything, and loses the page then
            failed += 1
        spent += time.process_time() - start
        bare += parse_time(html)
    return _result(name, folder, [sample.row for sample in pages], rows, (spent, bare, failed))


def decoded(sample: Sample) -> str:
    """A page as the str that peers get: without the XML declaration and NULs that lxml refuses in a str."""
    try:
        words = markup.decode(sample.body).text
    except PageError:
        return "<html></html>"
    return markup.without_declaration(words).replace("\0", "") or "<html></html>"


def parse_time(html: str) -> float:
    """CPU seconds that a bare lxml parse takes."""
    start = time.process_time()
    document_fromstring(html)
    return time.process_time() - start


def _result(name: str, folder: Path, truth: list[Row], rows: list[Row], cost: tuple[float, float, int]) -> Result:
    spent, bare, failed = cost
    score = scoring.score(truth, rows)
    result = Result(name, folder.name, score, spent / bare, 1000 * spent / len(truth), failed)
    if folder.name in BY_LANGUAGE:
        languages = sorted({row.get("lang") or "?" for row in truth})
        for language in languages:
            ids = [row["id"] for row in truth if row.get("lang") == language]
            result.by_language[language] = scoring.summary(score.pages[one] for one in ids if one in score.pages)
    return result


def kinds(folder: Path) -> dict[str, float]:
    """How well articles are told from lists, on a set whose truth has `kind`: "detail" or "list"."""
    tp = fp = fn = 0
    for sample in samples(folder):
        try:
            read(sample.body, sample.url)
            article = True
        except (NotAnArticle, PageError):
            article = False
        wanted = sample.row["kind"] == "detail"
        tp, fp, fn = tp + (article and wanted), fp + (article and not wanted), fn + (wanted and not article)
    return {"pages": tp + fp + fn, "precision": tp / (tp + fp or 1), "recall": tp / (tp + fn or 1)}


def worst(result: Result, count: int) -> list[str]:
    """The pages on which an extractor did worst, with what was wrong."""
    order = sorted(result.score.pages, key=lambda one: result.score.pages[one].f1)[:count]
    return [
        f"{result.score.pages[one].f1:.3f} extra {result.score.pages[one].fp:.3f} missing "
        f"{result.score.pages[one].fn:.3f} {one}"
        for one in order
    ]


def table(results: list[Result]) -> Table:
    """The results as a table, best first in every set."""
    shown = Table("set", "extractor", "F1", "precision", "recall", "exact", "title", "loose", "x lxml", "failed")
    for result in results:
        fields = result.score.fields
        main = fields.get("body") or fields.get("snippets") or {}
        numbers = [_number(main.get(key)) for key in ("f1", "precision", "recall", "exact")]
        titles = [_number(fields.get(key, {}).get("right")) for key in ("title", "title_loose")]
        shown.add_row(result.set, result.extractor, *numbers, *titles, f"{result.x_lxml:.1f}", str(result.failed))
        for language, part in result.by_language.items():
            parts = [_number(part.get(key)) for key in ("f1", "precision", "recall", "exact")]
            shown.add_row(f"  {language}", result.extractor, *parts, "", "", "", "")
    return shown


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


def as_json(result: Result) -> Row:
    """A result as an object."""
    return {
        "set": result.set,
        "extractor": result.extractor,
        "fields": result.score.fields,
        "by_language": result.by_language,
        "x_lxml": round(result.x_lxml, 2),
        "ms_per_page": round(result.ms_per_page, 2),
        "failed": result.failed,
    }


def run(corpus: Path, sets: list[str], names: list[str]) -> Iterator[Result]:
    """Ours and the peers', set by set."""
    loaded = {name: peer for name in names if (peer := peers.load(name))}
    for name in sets:
        folder = corpus / name
        if not (folder / "truth.jsonl").is_file():
            print(f"no set {folder}", file=sys.stderr)
            continue
        yield ours(folder)
        for peer, function in loaded.items():
            yield theirs(peer, function, folder)


def main() -> None:
    """Parse the command line and print the table, or JSON Lines."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--corpus", type=Path, default=CORPUS)
    args.add_argument("--sets", default=",".join(SETS))
    args.add_argument("--peers", default="all", help=f"of: {', '.join(peers.PEERS)}")
    args.add_argument("--json", action="store_true")
    args.add_argument("--worst", type=int, default=0, help="also name our N worst pages of each set")
    args.add_argument("--kinds", action="store_true", help="tell articles from lists on zh_gerapy, and no more")
    chosen = args.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    if chosen.kinds:
        print(json.dumps(kinds(chosen.corpus / "zh_gerapy")))
        return
    names = {"all": list(peers.PEERS), "none": []}.get(chosen.peers, chosen.peers.split(","))
    results = []
    for result in run(chosen.corpus, chosen.sets.split(","), names):
        results.append(result)
        if chosen.json:
            print(json.dumps(as_json(result)), flush=True)
    if chosen.json:
        return
    Console(width=140).print(table(results))
    for result in results:
        if chosen.worst and result.extractor == OURS:
            print(f"\n{result.set}", *worst(result, chosen.worst), sep="\n")


if __name__ == "__main__":
    main()
