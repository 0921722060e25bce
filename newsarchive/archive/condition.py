"""Is a publisher well? One crawl, judged by those before it. Pure: facts in, conditions out.

Each condition has its own cause and its own cure, so they are told apart: a publisher that blocks us is not one that
has nothing new, and a rule that rotted is not a field that the publisher gave up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

#: Crawls from which on there is a history to judge by.
ENOUGH = 4
#: Articles from which on a share of them says something: of one crawl, and of all before it.
FEW, MANY = 3, 12
#: What is usual, and what is no more of it.
USUAL, LOST = 0.7, 0.3
#: Less than this part of what is usually offered is fewer than usual.
FEWER = 0.3

#: What each condition means, for people.
MEANING = {
    "blocked": "most answers refuse us (401, 403, 429, 451, 503)",
    "unreachable": "not one list, feed or sitemap could be had",
    "silent": "its lists are read, and offer nothing",
    "still": "nothing new for much longer than ever before",
    "fewer": "its lists offer far less than usual",
    "field": "a field that most articles had is missing",
    "rules": "the publisher's rules, or the page's anatomy, no longer match",
}
_REFUSALS = ("401", "403", "429", "451", "503")
_FIELDS = ("published", "authors", "source")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a crawl came to."""

    offered: int = 0
    added: int = 0
    lists: int = 0
    lists_failed: int = 0
    answers: int = 0
    refusals: int = 0
    read: int = 0
    """Articles that were read in full."""
    unread: int = 0
    """Pages that were got and gave no article: no body, not an article."""
    having: Mapping[str, int] = field(default_factory=dict)
    """Of the articles read: how many have a field; "rules": whose title or body a rule of the publisher's gave."""

    @classmethod
    def of(cls, books: Mapping[str, Any], stats: Mapping[str, Any]) -> Facts:
        """From the books and stats that a crawl's row keeps."""
        codes = {
            name.rpartition("/")[2]: many
            for name, many in stats.items()
            if name.startswith("downloader/response_status_count/")
        }
        reasons = books.get("reasons", {})
        return cls(
            offered=books.get("offered", 0),
            added=books.get("added", 0),
            lists=stats.get("newsarchive/lists", 0),
            lists_failed=stats.get("newsarchive/lists_failed", 0),
            answers=sum(codes.values()) - codes.get("404", 0),
            refusals=sum(codes.get(code, 0) for code in _REFUSALS),
            read=stats.get("newsarchive/read", 0),
            unread=sum(reasons.get(why, 0) for why in ("failed/no-body", "filtered/not-an-article")),
            having={name: stats.get(f"newsarchive/with/{name}", 0) for name in (*_FIELDS, "rules")},
        )


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that is not as usual."""

    name: str
    """A key of MEANING."""
    words: str


def judge(now: Facts, before: Sequence[Facts]) -> list[Condition]:
    """What is not as usual in a crawl; `before` are the publisher's earlier ones, the latest first."""
    return [Condition(name, words) for name, words in _findings(now, before)]


def _findings(now: Facts, before: Sequence[Facts]) -> Iterator[tuple[str, str]]:
    if now.answers and now.refusals * 2 > now.answers:
        yield "blocked", f"{now.refusals} of {now.answers} answers refuse us"
    elif not now.lists and now.lists_failed:
        yield "unreachable", f"{now.lists_failed} lists failed, none was read"
    elif now.lists and not now.offered:
        yield "silent", f"{now.lists} pages of lists were read and offer nothing"
    elif len(before) >= ENOUGH:
        yield from _quantities(now, before)
    if len(before) >= ENOUGH and now.read + now.unread >= FEW:
        yield from _qualities(now, before)


def _quantities(now: Facts, before: Sequence[Facts]) -> Iterator[tuple[str, str]]:
    # The first pages of lists alone are compared: a first crawl follows them to their end.
    usual = median(past.offered / max(past.lists, 1) for past in before)
    offered = now.offered / max(now.lists, 1)
    if offered < FEWER * usual:
        yield "fewer", f"{offered:.1f} articles a page of a list, usually {usual:.1f}"
    pauses = _pauses(before)
    pause = next((at for at, past in enumerate((now, *before)) if past.added), len(before) + 1)
    if pause > 2 * max(pauses, default=0) + ENOUGH and any(past.added for past in before):
        yield "still", f"{pause} crawls in a row without a new article, never more than {max(pauses, default=0)} before"


def _pauses(before: Sequence[Facts]) -> list[int]:
    """How many crawls in a row brought nothing new, each time between two that did."""
    found, pause, seen = [], 0, False
    for past in before:
        if past.added:
            found += [pause] if seen else []
            seen, pause = True, 0
        else:
            pause += 1
    return found


def _qualities(now: Facts, before: Sequence[Facts]) -> Iterator[tuple[str, str]]:
    unread = sum(past.unread for past in before) / max(1, sum(past.read + past.unread for past in before))
    if now.unread > USUAL * (now.read + now.unread) and unread < LOST:
        yield "rules", f"{now.unread} of {now.read + now.unread} pages gave no article, usually {unread:.0%}"
    total = sum(past.read for past in before)
    if now.read < FEW or total < MANY:
        return
    for name in (*_FIELDS, "rules"):
        usual = sum(past.having.get(name, 0) for past in before) / total
        share = now.having.get(name, 0) / now.read
        if usual >= USUAL and share <= LOST:
            if name == "rules":
                yield name, f"they read {share:.0%} of the articles, usually {usual:.0%}: newsarchive publishers repair"
            else:
                yield "field", f"{name}: {share:.0%} of the articles have it, usually {usual:.0%}"
