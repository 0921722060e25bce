"""What Prometheus reads: a textfile that is replaced as a whole, for node_exporter's collector."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from newsarchive.archive import Archive
from newsarchive.archive.condition import MEANING

_HELP = {
    "newsarchive_articles": ("gauge", "Articles in the archive."),
    "newsarchive_last_run_seconds": ("gauge", "When the last run ended, in seconds since 1970."),
    "newsarchive_last_run_good": ("gauge", "1 if the last run finished, else 0."),
    "newsarchive_last_run_urls": ("gauge", "URLs of the last run by what became of them."),
    "newsarchive_unwell": ("gauge", "1 for each condition of a publisher that is not as usual, else 0."),
}
_STATES = ("offered", "added", "revised", "unchanged", "aliases", "filtered", "failed", "pending")


def write(archive: Archive, publishers: list[str], path: Path) -> None:
    """Replace the file at `path` by today's figures."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unborn = path.with_name(f".{path.name}.{os.getpid()}")
    unborn.write_text("\n".join(lines(archive, publishers)) + "\n", encoding="utf-8")
    unborn.replace(path)


def lines(archive: Archive, publishers: list[str]) -> Iterator[str]:
    """Prometheus' text format, one family after the other."""
    samples = [sample for slug in publishers for sample in _of(archive, slug)]
    articles = archive.stats().publishers
    samples += [("newsarchive_articles", {"publisher": slug}, float(many)) for slug, many in articles.items()]
    for name, (kind, words) in _HELP.items():
        yield f"# HELP {name} {words}"
        yield f"# TYPE {name} {kind}"
        for found, labels, value in samples:
            if found == name:
                inner = ",".join(f'{key}="{word}"' for key, word in labels.items())
                yield f"{name}{{{inner}}} {value:g}" if value < 1e6 else f"{name}{{{inner}}} {value:.0f}"


Sample = tuple[str, dict[str, str], float]


def _of(archive: Archive, slug: str) -> Iterator[Sample]:
    runs = archive.agenda.runs(slug, 1)
    if not runs:
        return
    run, who = runs[0], {"publisher": slug}
    if run.ended_at:
        yield "newsarchive_last_run_seconds", who, datetime.fromisoformat(run.ended_at).timestamp()
    yield "newsarchive_last_run_good", who, float(run.status == "finished")
    for condition in MEANING:
        yield "newsarchive_unwell", {**who, "condition": condition}, float(condition in run.health)
    if run.crawl_id is not None:
        books = archive.books(run.crawl_id)
        for state in _STATES:
            yield "newsarchive_last_run_urls", {**who, "state": state}, float(getattr(books, state))
