"""Where the time of reading a page goes: each step of the line as a multiple of a bare lxml parse of the same pages.

    python bench/extraction.py --profile [--corpus DIR] [--sets A,B]

Functions are replaced, for as long as the profile runs, by ones that also look at the clock: a few dozen looks a page,
which cost nothing beside the page. What a step spends in another one counts for that one alone.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from lxml.html import document_fromstring
from rich.table import Table
from trial import decoded, samples

from newsarchive import read
from newsarchive.errors import PageError

#: The steps in the order of the line, each with the names that it is called by.
STEPS: dict[str, tuple[str, ...]] = {
    "decode": ("markup.decode",),
    "parse": ("markup.grow",),
    "structured data": ("extract.structured.read", "extract.structured.things"),
    "meta": ("extract.metatags.read",),
    "walk": ("extract.sheet.walk",),
    "weigh boxes": ("extract.body.weigh", "extract.body.densest", "extract.body.lines"),
    "headline": ("extract.heading.find", "extract.titles.settle"),
    "place of lines": ("extract.draft.Place",),
    "choice of lines": ("extract.choice.body",),
    "edges": ("extract.edges.trim", "extract.edges.after"),
    "kind": ("extract.kinds.refuse",),
    "named boxes": ("extract.named.read",),
    "blocks": ("extract.draft.numbered",),
    "pictures": ("extract.draft.figures",),
    "carried": ("extract.carried.read",),
    "wholeness": ("extract.wholeness.judge",),
    "language": ("clean.language.language",),
    "lines": ("clean.lines.near",),
    "dates": ("clean.dates.context", "clean.dates.published", "clean.dates.updated"),
    "credits": ("clean.credits.credits", "clean.body.without_credits"),
    "people": ("clean.authors.people",),
    "title": ("clean.title.title",),
    "body's HTML": ("clean.body.markup",),
    "attribution": ("clean.attribution.attribution",),
    "addresses": ("clean._url", "clean._aliases", "line.reading.publishers.of"),
}
#: What belongs to no step: claims gathered, the article made, the tree and all else given back.
REST, ALL, PARSE = "the rest", "all", "lxml, ms a page"


def table(folders: list[Path]) -> Table:
    """The steps by set."""
    shares = [of_set(folder) for folder in folders]
    shown = Table("step", *(folder.name for folder in folders))
    for step in (*STEPS, REST, ALL, PARSE):
        shown.add_row(step, *(f"{share[step]:.2f}" for share in shares))
    return shown


def of_set(folder: Path) -> dict[str, float]:
    """What each step costs on a set, in bare parses of its pages."""
    pages = [(sample, decoded(sample)) for sample in samples(folder)]
    bare = whole = 0.0
    with suppress(PageError):  # tables that a process loads once are no page's cost
        read(pages[0][0].body, pages[0][0].url)
    with clocked() as spent:
        for sample, html in pages:
            start = time.thread_time()
            with suppress(PageError):
                read(sample.body, sample.url)
            whole += time.thread_time() - start
            start = time.thread_time()
            document_fromstring(html)
            bare += time.thread_time() - start
    shares = {step: seconds / bare for step, seconds in spent.items()}
    return {**shares, REST: (whole - sum(spent.values())) / bare, ALL: whole / bare, PARSE: 1000 * bare / len(pages)}


@contextmanager
def clocked() -> Iterator[dict[str, float]]:
    """CPU seconds by step, of all that is read meanwhile."""
    spent = dict.fromkeys(STEPS, 0.0)
    waiting: list[float] = []
    undo: list[Callable[[], None]] = []
    for step, names in STEPS.items():
        for name in names:
            owner, _, attribute = name.rpartition(".")
            place = _found(owner)
            function = getattr(place, attribute)
            setattr(place, attribute, _timed(function, step, spent, waiting))
            undo.append(lambda place=place, attribute=attribute, function=function: setattr(place, attribute, function))
    try:
        yield spent
    finally:
        for restore in undo:
            restore()


def _found(name: str) -> Any:
    """The module of a dotted name below newsarchive, or what a module calls so."""
    try:
        return importlib.import_module(f"newsarchive.{name}")
    except ModuleNotFoundError:
        owner, _, attribute = name.rpartition(".")
        return getattr(_found(owner), attribute)


def _timed(
    function: Callable[..., Any], step: str, spent: dict[str, float], waiting: list[float]
) -> Callable[..., Any]:
    def timed(*arguments: Any, **options: Any) -> Any:
        waiting.append(0.0)
        start = time.thread_time()
        try:
            result = function(*arguments, **options)
            return list(result) if isinstance(result, Iterator) else result
        finally:
            whole = time.thread_time() - start
            spent[step] += whole - waiting.pop()
            if waiting:
                waiting[-1] += whole

    return timed
