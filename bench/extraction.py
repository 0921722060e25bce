"""Extraction, ours and the peers', over sets of real pages: quality, and CPU time as a ratio to a bare lxml parse.

    python bench/extraction.py [--corpus DIR] [--sets A,B] [--peers A,B|none|all] [--json] [--worst N] [--keep DIR]
                               [--jobs N] [--minutes N] [--kinds] [--profile]

`x_lxml` is the CPU time of one extraction, from what the server sent to the result (peers: from the decoded str), over
that of lxml parsing the same pages as str, taken page by page in turn: a busy machine disturbs both alike. Every
extractor runs in a process of its own (`bench/trial.py`), `--jobs` of them at a time, for `--minutes` of CPU at most;
a set that it does not reach by then is left out of its rows. `failed` are pages without an answer; `refused` those that
`read` takes for no articles, which are then read `anyway`: peers take every page, and all of these have a text.
`margin` is how far our score is above the best peer's.
With `--keep`, what peers made of the sets is kept in DIR and taken from there the next time: ours is always run anew.

Shown at the end: the margins by set and language; with `--worst`, our worst pages, with the lines lost and added.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import peers
import scoring
import shares
from rich.console import Console
from rich.table import Table
from scoring import Row
from trial import CORPUS, OURS, SETS, Trial, samples

from newsarchive import read, text
from newsarchive.errors import PageError

#: Pages of a language in a set of several, from which it has a row of its own.
PAGES = 10
#: CPU minutes that an extractor has, in all.
MINUTES = 15.0


@dataclass(slots=True)
class Result:
    """What one extractor made of a set."""

    extractor: str
    set: str
    score: scoring.Score
    x_lxml: float
    ms_per_page: float
    failed: int
    refused: int
    predictions: dict[str, Row]
    by_language: dict[str, dict[str, dict[str, float]]] = field(default_factory=dict)

    @property
    def f1(self) -> float:
        """F1 of the body; of snippets where there is no body."""
        return main_of(self.score.fields).get("f1", 0.0)


def main_of(fields: dict[str, dict[str, float]]) -> dict[str, float]:
    """The numbers of the body; of snippets where a set has no bodies."""
    return fields.get("body") or fields.get("snippets") or {}


def result(name: str, trial: Trial, truth: list[Row]) -> Result:
    """The trial of an extractor, scored."""
    score = scoring.score(truth, trial.rows)
    found = Result(
        name, trial.set, score, trial.spent / trial.bare, 1000 * trial.spent / trial.pages, trial.failed,
        trial.refused,
        {row["id"]: row for row in trial.rows},
    )  # fmt: skip
    for language in languages(truth):
        rows = [row for row in truth if row.get("lang") == language]
        found.by_language[language] = scoring.score(rows, trial.rows).fields
    return found


def languages(truth: list[Row]) -> list[str]:
    """The languages of a set that has several, each with some pages."""
    counts = Counter(row.get("lang") or "" for row in truth)
    return sorted(one for one, count in counts.items() if one and count >= PAGES) if len(counts) > 1 else []


def trials(name: str, corpus: Path, sets: list[str], minutes: float, keep: Path | None) -> list[Trial]:
    """Run an extractor over the sets, in a process of its own; or what it made of them before, where that is kept."""
    kept = keep / f"{name}.jsonl" if keep and name != OURS else None
    lines = kept.read_text(encoding="utf-8") if kept and kept.is_file() else _run(name, corpus, sets, minutes)
    if kept and lines and not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(lines, encoding="utf-8")
    return [Trial(**json.loads(line)) for line in lines.splitlines()]


def _run(name: str, corpus: Path, sets: list[str], minutes: float) -> str:
    """The lines that an extractor's process printed: all up to its end, be it a crash."""
    command = [sys.executable, str(Path(__file__).with_name("trial.py")), name, "--corpus", str(corpus)]
    command += ["--sets", ",".join(sets), "--seconds", str(60 * minutes)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{name}: {(done.stderr.strip().splitlines() or ['ended early'])[-1]}", file=sys.stderr)
    return "".join(line for line in done.stdout.splitlines(keepends=True) if line.endswith("\n"))


def results(names: list[str], chosen: argparse.Namespace) -> list[Result]:
    """Every extractor over every set, in the order of the sets."""
    sets = [name for name in chosen.sets.split(",") if (chosen.corpus / name / "truth.jsonl").is_file()]
    truth = {name: scoring.rows(chosen.corpus / name / "truth.jsonl") for name in sets}
    found: list[Result] = []
    with ThreadPoolExecutor(chosen.jobs) as pool:
        jobs = {name: pool.submit(trials, name, chosen.corpus, sets, chosen.minutes, chosen.keep) for name in names}
        for name, job in jobs.items():
            found += [result(name, one, truth[one.set]) for one in job.result() if one.set in truth]
            print(f"{name} done", file=sys.stderr)
    return sorted(found, key=lambda one: sets.index(one.set))


def table(found: list[Result]) -> Table:
    """The results as a table, set by set."""
    shown = Table(
        "set", "extractor", "F1", "precision", "recall", "exact", "title", "loose", "x lxml", "failed", "refused"
    )
    for one in found:
        cost = [f"{one.x_lxml:.1f}", str(one.failed), str(one.refused) if one.extractor == OURS else ""]
        shown.add_row(one.set, one.extractor, *_numbers(one.score.fields), *cost)
        for language, fields in one.by_language.items():
            shown.add_row(f"  {language}", one.extractor, *_numbers(fields), "", "", "")
    return shown


def _numbers(fields: dict[str, dict[str, float]]) -> list[str]:
    main = main_of(fields)
    titles = [fields.get(key, {}).get("right") for key in ("title", "title_loose")]
    return [_number(value) for value in (*(main.get(key) for key in ("f1", "precision", "recall", "exact")), *titles)]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


def margins(found: list[Result]) -> Table:
    """Ours beside the best peer's, by set and language."""
    shown = Table("set", "ours", "best peer", "its name", "margin", "x lxml", "its x lxml")
    for mine in (one for one in found if one.extractor == OURS):
        others = [one for one in found if one.set == mine.set and one.extractor != OURS]
        if best := max(others, key=lambda one: one.f1, default=None):
            cost = [f"{mine.x_lxml:.1f}", f"{best.x_lxml:.1f}"]
            shown.add_row(mine.set, *_margin(mine.f1, best.f1, best.extractor), *cost)
        for language, fields in mine.by_language.items():
            own = main_of(fields).get("f1", 0.0)
            by = {one.extractor: main_of(one.by_language[language]).get("f1", 0.0) for one in others}
            if name := max(by, key=lambda peer: by[peer], default=""):
                shown.add_row(f"  {language}", *_margin(own, by[name], name), "", "")
    return shown


def _margin(ours: float, best: float, name: str) -> list[str]:
    return [f"{ours:.4f}", f"{best:.4f}", name, f"{ours - best:+.4f}"]


def worst(one: Result, truth: Iterable[Row], count: int) -> Iterator[str]:
    """The pages on which we did worst, each with what was lost and what was added."""
    rows = {row["id"]: row for row in truth}
    snippets = not one.score.pages
    marks = {key: _missed(row, one) for key, row in rows.items()} if snippets else {}
    if snippets:
        order = sorted(marks, key=lambda key: -len(marks[key]))[:count]
        yield from (f"{key}: {'; '.join(marks[key])}" for key in order if marks[key])
        return
    for key in sorted(one.score.pages, key=lambda key: one.score.pages[key].f1)[:count]:
        page = one.score.pages[key]
        body = one.predictions.get(key, {}).get("body") or ""
        yield f"{page.f1:.3f} extra {page.fp:.3f} missing {page.fn:.3f} {key}: {_reason(rows[key], body)}"


def _missed(row: Row, one: Result) -> list[str]:
    """The snippets that a page's text lacks or should lack."""
    body = scoring.squeeze(one.predictions.get(row["id"], {}).get("body"))
    lost = [words for words in row.get("must") or [] if scoring.squeeze(words) not in body]
    added = [words for words in row.get("must_not") or [] if scoring.squeeze(words) in body]
    return [*(f"lost “{words[:50]}”" for words in lost), *(f"added “{words[:50]}”" for words in added)]


def _reason(row: Row, body: str) -> str:
    """The longest line lost and the longest added, each with where it stands."""
    if not body:
        return "no text at all"
    wanted, given = scoring.body_of(row).splitlines(), body.splitlines()
    lost, added = _beyond(wanted, body), _beyond(given, scoring.body_of(row))
    told = [f"lost {len(lost)} lines, {_longest(lost, len(wanted))}"] if lost else []
    return "; ".join(told + ([f"added {len(added)} lines, {_longest(added, len(given))}"] if added else []))


def _beyond(lines: list[str], others: str) -> list[tuple[int, str]]:
    """The lines, numbered, whose letters do not stand in another text."""
    letters = text.plain(others)
    return [(at, line) for at, line in enumerate(lines) if (words := text.plain(line)) and words not in letters]


def _longest(lines: list[tuple[int, str]], count: int) -> str:
    at, line = max(lines, key=lambda one: len(one[1]))
    where = "head" if at * 5 < count else "tail" if at * 5 >= count * 4 else "middle"
    return f"at the {where} “{line[:60]}”"


def kinds(folder: Path) -> dict[str, float]:
    """How well articles are told from lists, on a set whose truth has `kind`: "detail" or "list"."""
    counts = Counter(
        (_is_article(sample.body, sample.url), sample.row["kind"] == "detail") for sample in samples(folder)
    )
    right, wrong, lost = counts[True, True], counts[True, False], counts[False, True]
    return {"pages": counts.total(), "precision": right / (right + wrong or 1), "recall": right / (right + lost or 1)}


def _is_article(body: bytes, url: str) -> bool:
    try:
        read(body, url)
    except PageError:
        return False
    return True


def as_json(one: Result) -> Row:
    """A result as an object."""
    return {
        "set": one.set,
        "extractor": one.extractor,
        "fields": one.score.fields,
        "by_language": one.by_language,
        "x_lxml": round(one.x_lxml, 2),
        "ms_per_page": round(one.ms_per_page, 2),
        "failed": one.failed,
        "refused": one.refused,
    }


def main() -> None:
    """Parse the command line and print the tables, or JSON Lines."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--corpus", type=Path, default=CORPUS)
    args.add_argument("--sets", default=",".join(SETS))
    args.add_argument("--peers", default="all", help=f"of: {', '.join(peers.PEERS)}")
    args.add_argument("--json", action="store_true")
    args.add_argument("--worst", type=int, default=0, help="also name our N worst pages of each set")
    args.add_argument("--keep", type=Path, help="keep there what peers made of the sets")
    args.add_argument("--jobs", type=int, default=1, help="extractors that run at the same time")
    args.add_argument("--minutes", type=float, default=MINUTES, help="CPU time of one extractor")
    args.add_argument("--profile", action="store_true", help="where our time goes, and no more")
    args.add_argument("--kinds", action="store_true", help="tell articles from lists on zh_gerapy, and no more")
    chosen = args.parse_args()
    if chosen.kinds:
        print(json.dumps(kinds(chosen.corpus / "zh_gerapy")))
        return
    if chosen.profile:
        Console(width=140).print(shares.table([chosen.corpus / name for name in chosen.sets.split(",")]))
        return
    names = {"all": list(peers.PEERS), "none": []}.get(chosen.peers, chosen.peers.split(","))
    show(results([OURS, *names], chosen), chosen)


def show(found: list[Result], chosen: argparse.Namespace) -> None:
    """Print the results as asked for."""
    if chosen.json:
        print(*(json.dumps(as_json(one)) for one in found), sep="\n")
        return
    console = Console(width=140)
    console.print(table(found))
    console.print(margins(found))
    for one in found:
        if chosen.worst and one.extractor == OURS:
            rows = scoring.rows(chosen.corpus / one.set / "truth.jsonl")
            print(f"\n{one.set}", *worst(one, rows, chosen.worst), sep="\n")


if __name__ == "__main__":
    main()
