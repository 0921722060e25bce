"""Who, when and from whom, ours and the peers': sources by language and form, dates, times of day, authors, editors.

    python bench/byline.py [--corpus DIR] [--seed DIR] [--sets A,B] [--peers A,B|none|all]
                           [--json] [--wrong] [--floors]

A set without pages/ holds references to pages of other sets, with the source that each names. A source is right when it
equals the truth or one of its accepted spellings (letters and digits alone); on pages that name their own publisher no
answer is right too. `decoys` is the share of pages that name no source, but hold words that look like one, on which a
name was given. Authors are right when all are, and nobody else. Days are compared as printed, in the page's zone.
`--wrong` lists our wrong rows by language and form, each with its cause: whether the page is refused, whether it holds
what the truth says, and what was believed instead. `x lxml` is CPU time over a bare lxml parse of the same pages, by
room, and the share of this room in both. Below the table stand the margins over the best peer of the run, and what is
stated of the seed page, beside what must be.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
import sys
import time
import tomllib
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from html import escape
from pathlib import Path

import peers
import scoring
from rich.console import Console
from rich.table import Table
from scoring import Row, plain
from trial import CORPUS, NOWHERE, OURS, Sample, parse_time

from newsarchive import markup, publishers, read, urls
from newsarchive.clean import boxes, clean, dates, moments, outlets
from newsarchive.errors import PageError
from newsarchive.extract import extract
from newsarchive.model import Draft, Page

SEED = CORPUS.parent / "seed"
SETS = ("attribution", "htmldate", "fundus", "trafilatura")
FLOORS = Path(__file__).parent / "floors.toml"
PEERS = ("htmldate", "trafilatura", "newspaper4k", "gne")


#: lxml refuses a str that says in which bytes it once was.
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True)
class Said:
    """What an extractor says of a page."""

    source: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    published: str = ""
    """ISO 8601, as long as it is known: "2020-01-02", "2020-01-02T03:04:05+08:00"."""
    because: str = ""
    """The evidence, for the list of wrong rows."""


@dataclass(slots=True)
class Count:
    """Pages, and on how many an answer was given, given and right, wanted and not given or wrong."""

    pages: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0
    rows: list[str] = field(default_factory=list)

    def add(self, right: bool, given: bool, wanted: bool, row: Callable[[], str]) -> None:
        """Count one page."""
        self.pages += 1
        self.right += right
        self.wrong += given and not right
        self.missed += wanted and not right
        if (given or wanted) and not right:
            self.rows.append(row())

    @property
    def precision(self) -> float:
        """The share of the answers that are right."""
        return self.right / (self.right + self.wrong or 1)

    @property
    def recall(self) -> float:
        """The share of what was wanted that is right."""
        return self.right / (self.right + self.missed or 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed or 1)


Counts = dict[str, Count]


def samples(corpus: Path, name: str) -> Iterator[Sample]:
    """The pages of a set, or those that it refers to."""
    truths: dict[str, dict[str, Row]] = {}
    for row in scoring.rows(corpus / name / "truth.jsonl"):
        home = row.get("set") or name
        if home not in truths:
            path = corpus / home / "truth.jsonl"
            truths[home] = {one["id"]: one for one in scoring.rows(path)} if path.is_file() else {}
        url = truths[home].get(row["id"], {}).get("url") or f"http://{row.get('publisher') or ''}/news/a.html"
        page = corpus / home / "pages" / f"{row['id']}.html.gz"
        if page.is_file() and not row.get("flaw"):
            known = url if urls.canonical(url) and "." in urls.host(url) else NOWHERE
            yield Sample({**row, "url": known}, gzip.decompress(page.read_bytes()))


def decoded(sample: Sample) -> str:
    """A page as the str that peers get."""
    try:
        words = markup.decode(sample.body, url=sample.url).text
    except PageError:
        words = ""
    return _DECLARATION.sub("", words).replace("\0", "").strip() or "<html></html>"


def ours(sample: Sample, cost: dict[str, float]) -> Said:
    """What newsarchive says of a page; of one without a text, its date alone. `cost` takes each room's CPU seconds."""
    page = Page(urls.canonical(sample.url), sample.body)
    publisher = publishers.of(page.url)
    try:
        start = time.process_time()
        draft = extract(page, publisher)
        middle = time.process_time()
        article = clean(draft, publisher)
        cost["extract"] += middle - start
        cost["clean"] += time.process_time() - middle
    except PageError:
        draft = Draft(page)
        told = dates.published(draft, [], dates.context(draft, publisher, ""))
        return Said(published=told.at.isoformat() if told else "", because="no article")
    at = article.published_at
    because = " ".join(f"{key}={words}" for key, words in article.origins.items() if key not in ("title", "language"))
    return Said(article.attribution.name, article.authors, article.editors, at.isoformat() if at else "", because)


def theirs(run: peers.Peer, sample: Sample) -> Said:
    """What a peer says of a page: nothing, where it fails."""
    try:
        found = run(decoded(sample), sample.url, sample.row.get("lang") or "") or {}
    except Exception:  # noqa: BLE001 - a peer may raise anything, and loses the page then
        return Said()
    return Said(found.get("source") or "", tuple(found.get("authors") or ()), (), found.get("date_published") or "")


def measure(sample: Sample, said: Said, counts: Counts) -> None:
    """Count what `said` is worth on a page, under each heading that its truth answers for."""
    row = sample.row
    where = _Place(sample, said)
    if "source" in row and "form" in row:
        _source(row, said, counts, where)
    if told := row.get("date_published"):
        _date(row, told, said, counts, where)
    if row.get("authors"):
        missing = [name for name in row["authors"] if plain(name) not in set(map(plain, said.authors))]
        more = [name for name in said.authors if plain(name) not in set(map(plain, row["authors"]))]
        right = set(map(plain, row["authors"])) == set(map(plain, said.authors))
        counts["authors"].add(right, bool(said.authors), True, lambda: where.people(missing, more))
    if row.get("editor"):
        right = plain(row["editor"]) in set(map(plain, said.editors)) - set(map(plain, said.authors)) | set(
            map(plain, said.editors if row["editor"] in (row.get("authors") or ()) else ())
        )
        counts["editors"].add(right, bool(said.editors), True, lambda: where.people([row["editor"]], said.editors))


@dataclass(frozen=True, slots=True)
class _Place:
    """A page, and why an answer for it is wrong, in words: what the page holds, and what was believed."""

    sample: Sample
    said: Said

    def __str__(self) -> str:
        return f"{self.sample.row.get('set') or ''} {self.sample.row['id'][:60]}"

    def source(self, wanted: str, got: str) -> str:
        """Why another source was named, or none."""
        if not wanted:
            return f"nobody got {got!r}: words that credit nobody were believed ({self._origin('attribution')}) {self}"
        return f"{wanted} got {got!r}: {self._cause(wanted, got)} {self}"

    def people(self, missing: list[str], more: Iterable[str]) -> str:
        """Who is missing, why, and who should not be there."""
        origin = self._origin("authors", "editors")
        causes = [f"misses {name}: {self._cause(name, '')}" for name in missing]
        return f"{'; '.join([*causes, *(f'names {name} ({origin})' for name in more)])} {self}"

    def date(self, wanted: str, got: str) -> str:
        """Why another day was told, or none."""
        try:
            day = datetime.fromisoformat(wanted.replace("Z", "+00:00")).date()
        except ValueError:
            return f"{wanted} got {got}: the truth is no day of any calendar {self}"
        held = any(moment.at.date() == day for words in self._lines() for moment in moments.find(words, "en", "GB"))
        seen = "the page prints that day" if held else "the page prints that day nowhere, in no form that we read"
        told = f"believed was: {self._origin('published_at', 'published_against')}" if got else self._nothing()
        return f"{wanted} got {got}: {told}; {seen} {self}"

    def _cause(self, name: str, got: str) -> str:
        times = plain(" ".join(self._lines())).count(plain(name))
        held = f"the name stands {times} times in the text" if times else "the name stands nowhere in the text"
        believed = f"believed was: {self._origin('attribution')}"
        return f"{believed if got else self._nothing()}; {held}"

    def _nothing(self) -> str:
        return "the page is refused as no article" if self.said.because == "no article" else "no evidence was found"

    def _origin(self, *fields: str) -> str:
        found = re.findall(rf"((?:{'|'.join(fields)})=.*?)(?=\s\w+=|$)", self.said.because)
        return ", ".join(found) or "nothing that is recorded"

    def _lines(self) -> list[str]:
        page = Page(urls.canonical(self.sample.url), self.sample.body)
        try:
            return list(boxes.texts(page))
        except PageError:
            return []


def _source(row: Row, said: Said, counts: Counts, where: _Place) -> None:
    name, wanted = plain(said.source), plain(row.get("source"))
    accepted = {wanted, *map(plain, row.get("accept") or ())} - {""}
    right = bool(name) and bool(wanted) and name in accepted
    given = bool(name) and (bool(wanted) or name not in accepted)
    missed = bool(wanted) and not (row.get("self") and not name)

    def line() -> str:
        return where.source(row.get("source") or "", said.source)

    for group in ("source", f"source {row['lang']}", f"source {row['form']}", f"source {row['lang']} {row['form']}"):
        counts[group].add(right, given, missed, line)
    if not wanted and row.get("decoy"):
        counts["decoys"].add(not given, given, False, line)


def _date(row: Row, told: str, said: Said, counts: Counts, where: _Place) -> None:
    def line() -> str:
        return where.date(told, said.published)

    group = "date zh" if row.get("lang") == "zh" and "form" in row else "date" if "form" not in row else "date others"
    counts[group].add(said.published[: min(len(told), 10)] == told[:10], bool(said.published), True, line)
    if "form" in row and row.get("lang") == "zh" and len(told) >= len("2020-01-02T03:04"):
        right = len(said.published) > 10 and _minutes_apart(told, said.published) < 1
        counts["minute"].add(right, len(said.published) > 10, True, line)


def _minutes_apart(told: str, said: str) -> float:
    """Minutes between two times, by the clock that both print."""
    clocks = (datetime.fromisoformat(told.replace("Z", "+00:00")), datetime.fromisoformat(said))
    one, other = (clock.replace(tzinfo=None, second=0, microsecond=0) for clock in clocks)
    return abs(one - other) / timedelta(minutes=1)


@dataclass(slots=True)
class Result:
    """What one extractor made of a set."""

    set: str
    extractor: str
    counts: Counts
    x_lxml: dict[str, float]


def run(corpus: Path, name: str, chosen: list[str]) -> Iterator[Result]:
    """Ours and the peers' over a set, page by page."""
    cost: dict[str, float] = defaultdict(float)
    speakers: dict[str, Callable[[Sample], Said]] = {OURS: lambda sample: ours(sample, cost)}
    for peer in chosen:
        if function := _htmldate() if peer == "htmldate" else peers.load(peer):
            speakers[peer] = lambda sample, function=function: theirs(function, sample)  # type: ignore[misc]
    counts: dict[str, Counts] = {speaker: defaultdict(Count) for speaker in speakers}
    for sample in samples(corpus, name):
        cost["parse"] += parse_time(decoded(sample))
        for speaker, say in speakers.items():
            measure(sample, say(sample), counts[speaker])
    for speaker in speakers:
        shares = {room: round(cost[room] / (cost["parse"] or 1), 2) for room in ("extract", "clean")}
        shares["clean of both"] = round(cost["clean"] / (cost["extract"] + cost["clean"] or 1), 2)
        yield Result(name, speaker, counts[speaker], shares if speaker == OURS else {})


def _htmldate() -> peers.Peer | None:
    try:
        from htmldate import find_date
    except ImportError:
        return None
    return lambda html, url, language: {"date_published": find_date(html, url=url, original_date=True)}


def table(results: list[Result]) -> Table:
    """The results, a line for each heading."""
    names = list(dict.fromkeys(result.extractor for result in results))
    shown = Table("set", "what", "pages", "F1", "precision", *(f"right: {name}" for name in names))
    for one in dict.fromkeys(result.set for result in results):
        by_name = {result.extractor: result for result in results if result.set == one}
        for what, mine in sorted(by_name[OURS].counts.items()):
            share = [f"{_right(what, by_name[name].counts[what]):.4f}" if name in by_name else "" for name in names]
            shown.add_row(one, what, str(mine.pages), f"{mine.f1:.4f}", f"{mine.precision:.4f}", *share)
        shown.add_row(one, "x lxml", "", "", "", str(by_name[OURS].x_lxml))
    return shown


def margins(results: list[Result]) -> Iterator[str]:
    """By how much ours is ahead of the best peer, where peers answer at all."""
    for result in results:
        others = [one for one in results if one.set == result.set and one.extractor != OURS]
        for what, count in sorted(result.counts.items()) if result.extractor == OURS and others else ():
            best = max(others, key=lambda one: _right(what, one.counts[what]))
            mine, peer = _right(what, count), _right(what, best.counts[what])
            if " " not in what.replace("date zh", "date") and peer and what != "decoys":
                yield f"{result.set}: {what} {mine:.4f}, {best.extractor} {peer:.4f}, ahead by {mine - peer:+.4f}"


def seed(folder: Path) -> Iterator[str]:
    """What is stated of the seed page, a plain text, beside what must be."""
    wanted = json.loads((folder / "expected.json").read_text("utf-8"))
    words = (folder / "page.txt").read_text("utf-8")
    html = "".join(f"<p>{escape(line)}</p>" for line in words.splitlines() if line.strip())
    page = f"<html><body>{html}</body></html>".encode()
    article = read(page, wanted.get("url") or "http://www.oim.com.cn/news/1.html", publisher="oim")
    said = article.attribution
    yield f"seed: {article.title}"
    yield f"  source {said.name!r} ({said.kind}), on the words {said.evidence!r}"
    yield f"  published {article.published_at}, authors {article.authors}, in the body: {said.evidence in article.text}"
    yield f"  must be: {json.dumps(wanted.get('attribution'), ensure_ascii=False)}"


def _right(what: str, count: Count) -> float:
    """F1 of sources, the share of wrong names on decoys, the share of right pages of all else."""
    if what.startswith("source"):
        return count.f1
    return count.wrong / (count.pages or 1) if what == "decoys" else count.right / (count.pages or 1)


def as_json(result: Result) -> Row:
    """A result as an object."""
    return {
        "set": result.set,
        "extractor": result.extractor,
        "x_lxml": result.x_lxml,
        "counts": {
            what: {"f1": count.f1, "precision": count.precision, "right": _right(what, count), **_plain(count)}
            for what, count in sorted(result.counts.items())
        },
    }


def _plain(count: Count) -> dict[str, int]:
    return {key: value for key, value in asdict(count).items() if isinstance(value, int)}


def below(results: list[Result]) -> list[str]:
    """What of ours has fallen below its floor: bench/floors.toml, a section [byline.SET] for each set."""
    floors = tomllib.loads(FLOORS.read_text("utf-8"))["byline"]
    fallen = []
    for result in results:
        for what, floor in floors.get(result.set, {}).items() if result.extractor == OURS else ():
            got = _right(what, result.counts[what])
            if got > floor if what == "decoys" else got < floor:
                fallen.append(f"{result.set}: {what} is {got:.4f}, its floor {floor}")
    return fallen


def main() -> None:
    """Parse the command line and print the table, or JSON Lines."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--corpus", type=Path, default=CORPUS)
    args.add_argument("--seed", type=Path, default=SEED)
    args.add_argument("--sets", default=",".join(SETS))
    args.add_argument("--peers", default="all", help=f"of: {', '.join(PEERS)}")
    args.add_argument("--json", action="store_true")
    args.add_argument("--floors", action="store_true", help="fail where a figure is below bench/floors.toml")
    args.add_argument(
        "--wrong", action="store_true", help="also list our wrong rows by language and form, with their cause"
    )
    chosen = args.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    outlets.named("")  # the table is read once, and is no page's cost
    names = {"all": list(PEERS), "none": []}.get(chosen.peers, chosen.peers.split(","))
    results: list[Result] = []
    for name in chosen.sets.split(","):
        if (chosen.corpus / name / "truth.jsonl").is_file():
            results += run(chosen.corpus, name, names)
        else:
            print(f"no set {chosen.corpus / name}", file=sys.stderr)
    if chosen.json:
        print("\n".join(json.dumps(as_json(result)) for result in results))
    else:
        Console(width=160).print(table(results))
        print(*margins(results), sep="\n")
        if (chosen.seed / "expected.json").is_file():
            print(*seed(chosen.seed), sep="\n")
    for result in results if chosen.wrong else ():
        for what, count in result.counts.items() if result.extractor == OURS else ():
            if count.rows and what != "source" and (what.count(" ") != 1 or what.startswith("date")):
                print(f"\n{result.set}: {what}", *count.rows, sep="\n  ")
    if chosen.floors and (fallen := below(results)):
        sys.exit("\n".join(fallen))


if __name__ == "__main__":
    main()
