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
    "limit": "how many articles at most: -a limit=50",
}


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of a spider."""

    publisher: str = ""
    since: date | None = None
    limit: int | None = None


def read(given: dict[str, Any]) -> Arguments:
    """The arguments as typed on the command line. Raises UsageError, which names the wrong one.

    Names that begin with "_" are those of whoever starts the crawl (Scrapyd's `_job`) and are let through.
    """
    unknown = [name for name in given if name not in KNOWN and not name.startswith("_")]
    if unknown:
        raise UsageError(f"unknown argument {unknown[0]!r}; known: {', '.join(KNOWN)}", print_help=False)
    return Arguments(str(given.get("publisher") or ""), _since(given.get("since")), _limit(given.get("limit")))


def _since(words: Any) -> date | None:
    if words is None:
        return None
    try:
        return date.fromisoformat(str(words))
    except ValueError as error:
        raise UsageError(f"since={words}: must be a day, such as 2020-01-31", print_help=False) from error


def _limit(words: Any) -> int | None:
    if words is None:
        return None
    if not str(words).isdigit() or int(words) < 1:
        raise UsageError(f"limit={words}: must be a whole number from 1", print_help=False)
    return int(words)
