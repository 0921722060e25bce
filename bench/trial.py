"""One extractor over sets of real pages: what it makes of each, and the CPU time that it takes.

    python bench/trial.py NAME [--corpus DIR] [--sets A,B] [--seconds N]

NAME is `newsarchive` or a peer (`bench/peers.py`). A JSON object a set is printed: {"set", "rows", "spent", "bare",
"pages", "failed", "refused"}, times in CPU seconds. `bench/extraction.py` runs one of these for each extractor: what
one leaves in memory, or the page on which it crashes, is no other's. A page that takes an extractor more than PATIENCE
counts as failed; after `--seconds` of CPU no further set is begun.

Peers take every page for an article, and the sets hold none that has no text. So a page that `read` refuses is counted
as refused, and then read as by somebody who knows that it is an article (`anyway`), at the cost of both.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import peers
import scoring
from lxml.html import document_fromstring
from scoring import Row

from newsarchive import markup, read
from newsarchive.errors import PageError

CORPUS = Path(__file__).parents[1] / ".." / "shared" / "corpus"
SETS = (
    "scrapinghub", "fundus", "zh_handcrafted", "trafilatura", "daniel", "wcxb", "cleanportaleval", "htmltotext",
    "readability", "postlight", "newspaper3k", "newspaper4k", "goose3",
)  # fmt: skip
OURS = "newsarchive"
#: The address of a page whose own is not known: in a domain that is nobody's.
NOWHERE = "https://unknown.example/news/a.html"
#: Seconds that an extractor may take for one page. By the clock: with an alarm on CPU time, Linux tells a process its
#: CPU time no finer than its ticks, of 4 ms, and a page takes one.
PATIENCE = 60.0


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
class Trial:
    """What one extractor made of a set: its predictions, its CPU seconds, those of a bare parse, the pages it lost, and
    those that it gave only when told that they are articles."""

    set: str
    rows: list[Row] = field(default_factory=list)
    spent: float = 0.0
    bare: float = 0.0
    pages: int = 0
    failed: int = 0
    refused: int = 0


def samples(folder: Path) -> Iterator[Sample]:
    """The pages of a set, as the server sent them."""
    for row in scoring.rows(folder / "truth.jsonl"):
        yield Sample(row, gzip.decompress((folder / "pages" / f"{row['id']}.html.gz").read_bytes()))


def predict(sample: Sample) -> Row:
    """Our answer for a page, with whether it was refused at first. Raises PageError."""
    try:
        article, refused = read(sample.body, sample.url), False
    except PageError:
        article, refused = read(sample.body, sample.url, anyway=True), True
    day = article.published_at
    return {
        "id": sample.row["id"],
        "title": article.title,
        "body": article.text,
        "date_published": day.date().isoformat() if day else None,
        "authors": list(article.authors),
        "source": article.attribution.name or None,
        "refused": refused,
    }


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


def of_set(name: str, peer: peers.Peer | None, folder: Path) -> Trial:
    """Run an extractor over a set: ours, where `peer` is None."""
    trial = Trial(folder.name)
    for at, sample in enumerate(samples(folder)):
        html = decoded(sample)
        answer = (lambda: predict(sample)) if peer is None else (lambda: _answer(peer, sample, html))  # noqa: B023
        if at == 0:  # tables that a process loads once are no page's cost, ours or a peer's
            _timed(answer)
        row, spent = _timed(answer)
        trial.rows += [row] if row is not None else []
        trial.failed += row is None
        trial.refused += row is None or row.get("refused", False)
        trial.spent += spent
        trial.bare += parse_time(html)
        trial.pages += 1
    return trial


def _answer(peer: peers.Peer, sample: Sample, html: str) -> Row:
    return {"id": sample.row["id"], **(peer(html, sample.url, sample.row.get("lang") or "") or {})}


def _timed(answer: Callable[[], Row]) -> tuple[Row | None, float]:
    """An answer, None where there is none, and the CPU seconds that it took."""
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    start = time.process_time()
    try:
        row = answer()
    except Exception:  # noqa: BLE001 - a peer may raise anything, and loses the page then
        row = None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return row, time.process_time() - start


def _give_up(number: int, frame: Any) -> None:
    raise TimeoutError


def main() -> None:
    """Parse the command line and print a line a set."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("name", choices=[OURS, *peers.PEERS])
    args.add_argument("--corpus", type=Path, default=CORPUS)
    args.add_argument("--sets", default=",".join(SETS))
    args.add_argument("--seconds", type=float, default=900.0)
    chosen = args.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGALRM, _give_up)
    peer = None if chosen.name == OURS else peers.load(chosen.name)
    if peer is None and chosen.name != OURS:
        sys.exit(f"{chosen.name} is not installed")
    for name in chosen.sets.split(","):
        if time.process_time() < chosen.seconds and (chosen.corpus / name / "truth.jsonl").is_file():
            print(json.dumps(asdict(of_set(chosen.name, peer, chosen.corpus / name))), flush=True)


if __name__ == "__main__":
    main()
