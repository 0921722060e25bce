"""What `-a` may say, checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from scrapy.exceptions import UsageError

#: What each argument means; an unknown one is an error that lists them.
KNOWN = {
    "publisher": "slug of the publisher: -a publisher=oim",
    "since": "only what was published on that day or later: -a since=2020-01-01",
    "until": "only what was published on that day or earlier: -a until=2020-12-31",
    "limit": "how many articles at most: -a limit=50",
    "deep": "follow lists to their end, over known ground too: -a deep=1",
    "due": "all: ask for every article that is known, not only for those whose time has come: -a due=all",
}


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of a spider."""

    publisher: str = ""
    since: date | None = None
    limit: int | None = None
    until: date | None = None
    deep: bool = False
    due: str = ""


def read(given: dict[str, Any]) -> Arguments:
    """The arguments as typed on the command line. Raises UsageError, which names the wrong one.

    Names that begin with "_" are those of whoever starts the crawl (Scrapyd's `_job`) and are let through.
    """
    unknown = [name for name in given if name not in KNOWN and not name.startswith("_")]
    if unknown:
        raise UsageError(f"unknown argument {unknown[0]!r}; known: {', '.join(KNOWN)}", print_help=False)
    return Arguments(
        publisher=str(given.get("publisher") or ""),
        since=_day("since", given.get("since")),
        until=_day("until", given.get("until")),
        limit=_limit(given.get("limit")),
        deep=_one_of("deep", given.get("deep"), ("0", "1")) == "1",
        due=_one_of("due", given.get("due"), ("now", "all")),
    )


def _day(name: str, words: Any) -> date | None:
    if words is None:
        return None
    try:
        return date.fromisoformat(str(words))
    except ValueError as error:
        raise UsageError(f"{name}={words}: must be a day, such as 2020-01-31", print_help=False) from error


def _one_of(name: str, words: Any, known: tuple[str, ...]) -> str:
    if words is None:
        return ""
    if str(words) not in known:
        raise UsageError(f"{name}={words}: must be {' or '.join(known)}", print_help=False)
    return str(words)


def _limit(words: Any) -> int | None:
    if words is None:
        return None
    if not str(words).isdigit() or int(words) < 1:
        raise UsageError(f"limit={words}: must be a whole number from 1", print_help=False)
    return int(words)
