"""Pages that nobody wrote for readers: what reading them costs beside a bare lxml parse, and how it grows with size.

    python bench/bounds.py [--only NAME;NAME] [--peers A,B]

Every page is read at a quarter, at half and at all of its size. `x lxml` is CPU time over that of parsing the same
page; `growth` how many times dearer all of it is than half (2.0 is linear); memory is the most that the process held
above what it held before. Each page is read in a process of its own, peers (`bench/peers.py`) too.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

import peers
from lxml import etree
from rich.console import Console
from rich.table import Table
from trial import NOWHERE, OURS

from newsarchive import read
from newsarchive.errors import PageError

SENTENCE = "The council met on Tuesday and voted to repair the old bridge before winter comes. "
#: Pages by name: what is repeated how often, as a function of that number, and the number.
SHAPES: dict[str, tuple[Callable[[int], str], int]] = {
    "16 MB of paragraphs": (lambda count: f"<p>{SENTENCE}</p>" * count, 180_000),
    "16 MB in one line": (lambda count: SENTENCE * count, 190_000),
    "200,000 siblings": (lambda count: "<p>x</p>" * count, 200_000),
    "200,000 empty boxes": (lambda count: "<div></div>" * count, 200_000),
    "nested 50,000 deep": (lambda count: "<div>" * count + SENTENCE * 20 + "</div>" * count, 50_000),
    "navigation 50,000 deep": (lambda count: '<div class="nav">' * count + SENTENCE * 20 + "</div>" * count, 50_000),
    "emphasis 50,000 deep": (lambda count: "<b>" * count + SENTENCE * 20, 50_000),
    "a megabyte in a class": (lambda count: f'<p class="{"left-box " * count}">{SENTENCE * 10}</p>', 116_000),
    "a megabyte in a link": (lambda count: f'<p>{SENTENCE * 9}<a href="/{"path/" * count}">x</a></p>', 210_000),
    "100,000 links": (lambda count: '<a href="/news/1.html">A bridge</a> ' * count, 100_000),
    "100,000 links in lists": (lambda count: '<ul><li><a href="/n/1.html">A bridge</a></li></ul>' * count, 100_000),
    "100,000 breaks": (lambda count: f"{SENTENCE[:40]}<br>" * count, 100_000),
    "100,000 cells": (lambda count: "<table>" + "<tr><td>1</td><td>2</td></tr>" * (count // 2) + "</table>", 100_000),
    "100,000 spans": (lambda count: '<span class="date">2 May</span> ' * count, 100_000),
    "100,000 meta": (lambda count: '<meta property="og:title" content="A bridge">' * count, 100_000),
    "100,000 open tags": (lambda count: "<div><span><a><td>" * (count // 4), 100_000),
    "100,000 dates": (lambda count: "<p>2026-01-02 10:11 来源：人民日报</p>" * count, 100_000),
}
SIZES = (4, 2, 1)
SMALL = f"<html><body><h1>A bridge is repaired</h1>{f'<p>{SENTENCE}</p>' * 9}</body></html>".encode()
COLUMNS = ("page", "extractor", "MB", "lxml, s", "x lxml", "at half", "at a quarter", "growth", "MB held", "gives")


def page(name: str, part: int) -> bytes:
    """The page of a shape, with a fraction of its repetitions: a half, a quarter."""
    make, count = SHAPES[name]
    head = "<html><head><title>A bridge is repaired</title></head><body><h1>A bridge is repaired</h1>"
    return f"{head}{make(count // part)}</body></html>".encode()


def parse(body: bytes) -> None:
    """A bare parse, of a tree as deep as it may be."""
    etree.fromstring(body, etree.HTMLParser(huge_tree=True, encoding="utf-8"))


def measure(name: str, shape: str, part: int) -> tuple[float, float, int, str]:
    """CPU seconds of a bare parse and of reading a page, kilobytes that reading took beyond it, and what came of it."""
    body = page(shape, part)
    _outcome(name, SMALL)  # tables that a process loads once are no page's cost, nor is the first look at its modules
    gc.collect()
    start = time.process_time()
    parse(body)
    bare = time.process_time() - start
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    outcome = _outcome(name, body)
    spent = time.process_time() - start
    return bare, spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held, outcome


def _outcome(name: str, body: bytes) -> str:
    try:
        if name == OURS:
            return f"{len(read(body, NOWHERE).text)} characters"
        peer = peers.load(name)
        return "" if peer is None else str(len((peer(body.decode(), NOWHERE, "en") or {}).get("body") or ""))
    except PageError as error:
        return type(error).__name__
    except Exception as error:  # noqa: BLE001 - a peer may raise anything
        return type(error).__name__


def table(extractors: list[str], shapes: list[str]) -> Table:
    """A row for every page and extractor."""
    shown = Table(*COLUMNS)
    context = multiprocessing.get_context("fork")
    for shape in shapes:
        for name in extractors:
            rows = []
            for part in SIZES:
                with ProcessPoolExecutor(1, context) as one:
                    rows.append(one.submit(measure, name, shape, part).result())
            quarter, half, whole = (spent / bare for bare, spent, _, _ in rows)
            growth = rows[2][1] / rows[1][1]
            size = len(page(shape, 1)) / 1e6
            shown.add_row(
                shape, name, f"{size:.1f}", f"{rows[2][0]:.3f}", f"{whole:.1f}", f"{half:.1f}", f"{quarter:.1f}",
                f"{growth:.1f}", f"{rows[2][2] / 1024:.0f}", rows[2][3],
            )  # fmt: skip
    return shown


def main() -> None:
    """Parse the command line and print the table."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--only", default=";".join(SHAPES), help="pages to read")
    args.add_argument("--peers", default="", help=f"of: {', '.join(peers.PEERS)}")
    chosen = args.parse_args()
    names = [OURS, *filter(None, chosen.peers.split(","))]
    Console(width=160).print(table(names, chosen.only.split(";")))


if __name__ == "__main__":
    main()
