"""A rule that has rotted -> the rule that would do, learnt from what the archive knows.

The archive holds articles that were read well, and how their pages look now. Where today's file no longer reads such a
page as it was read, headline, body and day are looked for in the new markup, and selectors are proposed that find them
on every such page. Nothing is applied here: the answer is the text of a file, and pages to test it on.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from newsarchive.archive import Archive
from newsarchive.archive.answers import Revision
from newsarchive.errors import PageError, RecordDamaged
from newsarchive.line import selectors
from newsarchive.line.reading import article_of
from newsarchive.model import Article, Page, Publisher, Rules
from newsarchive.publishers import spec, writing

#: Articles that are looked at, the newest first, and pages of the new design that are enough.
_LOOKED_AT, _ENOUGH = 400, 12
#: Pages that a rule must be learnt from, at least: one page's markup proves nothing.
FEWEST = 2
#: The share of an article's paragraphs by which it is known on a page, and by which it is well read.
_KNOWN, _WELL = 0.7, 0.9


@dataclass(frozen=True, slots=True)
class Sample:
    """A page that is no longer read as it was."""

    page: Page = field(repr=False)
    title: str
    paragraphs: tuple[str, ...] = field(repr=False)
    """Those that stand on the page."""
    published: str = ""
    """ISO day; "" if unknown."""
    trouble: str = ""
    """What today's file makes of it."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A proposal."""

    rules: Rules
    until: date
    """The last day of the design before."""
    file: str = field(repr=False)
    """The publisher's file as it would be."""
    publisher: Publisher = field(repr=False)
    """As that file describes it."""
    healed: tuple[Sample, ...] = ()
    """The samples that it reads well."""
    samples: tuple[Sample, ...] = ()


def samples(archive: Archive, publisher: Publisher) -> list[Sample]:
    """Pages of a publisher that today's file reads worse than they were read before."""
    ids = [row["id"] for row in archive.rows(publisher=publisher.slug)][-_LOOKED_AT:]
    found: list[Sample] = []
    for number in reversed(ids):
        if len(found) < _ENOUGH and (sample := _sample(archive, number, publisher)):
            found.append(sample)
    return found


def propose(publisher: Publisher, file: str, rotten: Sequence[Sample]) -> Repair | None:
    """A file with a rule on top that reads the rotten pages; None where no selector fits them all.

    `file` is the publisher's file as it stands.
    """
    rules = _learnt(publisher, rotten) if len(rotten) >= FEWEST else None
    if rules is None:
        return None
    until = min(sample.page.fetched_at.date() for sample in rotten if sample.page.fetched_at) - timedelta(days=1)
    mended = with_rules(file, rules, until)
    described = spec.publisher(tomllib.loads(mended), publisher.slug)
    healed = tuple(sample for sample in rotten if not trouble(sample, described))
    return Repair(rules, until, mended, described, healed, tuple(rotten)) if healed else None


def trouble(sample: Sample, publisher: Publisher) -> str:
    """What is wrong with how a page is read; "" where it is read well."""
    try:
        article = article_of(sample.page, publisher)
    except PageError as error:
        return str(error).rpartition(": ")[2]
    return _worse(article, sample)


def with_rules(file: str, rules: Rules, until: date) -> str:
    r"""The text of a publisher's file with new rules on top; the ones that were on top end on `until`.

    >>> print(with_rules('slug = "a"\n\n[[rules]]\nbody = "td"\n', Rules(body=("p",)), date(2024, 1, 31)))
    slug = "a"
    <BLANKLINE>
    [[rules]]
    body = ["p"]
    <BLANKLINE>
    [[rules]]
    until = 2024-01-31
    body = "td"
    <BLANKLINE>
    """
    first = re.search(r"^\[\[rules\]\][^\n]*\n", file, re.MULTILINE)
    if not first:
        return file.rstrip("\n") + "\n\n" + writing.rules(rules)
    newest = tomllib.loads(file)["rules"][0]
    end = "" if "until" in newest else f"until = {until}\n"
    return file[: first.start()] + writing.rules(rules) + "\n" + first[0] + end + file[first.end() :]


def _sample(archive: Archive, number: int, publisher: Publisher) -> Sample | None:
    """The page of one article as a sample; None where it cannot be had, is another text now, or is read well."""
    article = archive.get(number)
    try:
        page = archive.agenda.kept(article.url) if article else None
        return _of_page(page, archive.revisions(number), publisher) if page else None
    except (RecordDamaged, PageError):
        return None


def _of_page(page: Page, revisions: Sequence[Revision], publisher: Publisher) -> Sample | None:
    """By the first revision whose words stand on the page: what came later may have been read badly."""
    for revision in revisions:
        lines = revision.text.split("\n")
        if selectors.stands_in(page, revision.title, lines) >= _KNOWN:
            kept = tuple(line for line in lines if selectors.stands_in(page, revision.title, [line]))
            day = (revision.published_at or "")[:10]
            sample = Sample(page, revision.title, kept, day)
            wrong = trouble(sample, publisher)
            return Sample(page, revision.title, kept, day, wrong) if wrong else None
    return None


def _worse(article: Article, sample: Sample) -> str:
    """How an article that was read today falls short of the one that is known."""
    lines = article.text.split("\n")
    found = sum(line in lines for line in sample.paragraphs)
    if article.title != sample.title:
        return f"headline: {article.title!r}"
    if found < _WELL * len(sample.paragraphs):
        return f"{found} of {len(sample.paragraphs)} paragraphs"
    if len(sample.paragraphs) < _KNOWN * len(lines):
        return f"{len(lines) - found} paragraphs too many"
    return ""


def _learnt(publisher: Publisher, rotten: Sequence[Sample]) -> Rules | None:
    """Selectors that lead to headline, body and day on every page; None where the body has none."""
    body = selectors.common([(one.page, selectors.holding(one.paragraphs)) for one in rotten])
    if not body:
        return None
    found: dict[str, Any] = {"body": (body,)}
    if title := selectors.common([(one.page, selectors.titled(one.title)) for one in rotten]):
        found["title"] = (title,)
    dated = [(one.page, selectors.dated(one.published, publisher)) for one in rotten if one.published]
    if len(dated) == len(rotten) and (published := selectors.common(dated)):
        found["published"] = (published,)
    return Rules(**found)
