"""The façade: everything that others may ask of an archive. Each question is answered on its own shelf."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Self

from newsarchive.model import Article, Hit, Link, Receipt, Visit

State = Literal["pending", "added", "revised", "unchanged", "alias", "filtered", "failed"]


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive knows of a URL that is offered to it."""

    url: str
    state: State
    reason: str = ""
    alias_of: str = ""
    """Canonical URL of the article that this is another URL of; "" if it is none."""
    etag: str = ""
    last_modified: str = ""
    article_id: int | None = None


@dataclass(frozen=True, slots=True)
class Books:
    """What became of every URL offered in a crawl: `offered` is the sum of the seven states."""

    offered: int = 0
    added: int = 0
    revised: int = 0
    unchanged: int = 0
    aliases: int = 0
    filtered: int = 0
    failed: int = 0
    pending: int = 0
    copies: int = 0
    """Of the added: how many share their text with an earlier article."""
    reasons: Mapping[str, int] = field(default_factory=dict)
    """"filtered/robots": 3, "failed/404": 1 …"""


class Archive:
    """An archive of news: `path` is its SQLite file, `warc/` beside it holds the pages as they came.

    Opening for writing creates what is missing, marks crawls whose process is gone as `crashed` and cuts torn
    WARC tails. Raises NotAnArchive, SchemaTooNew, ReadOnly, Locked (after `wait` seconds), DiskFull.
    """

    def __init__(self, path: str | Path, *, readonly: bool = False, wait: float = 5.0) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None: ...

    # A crawl ---------------------------------------------------------------------------------------------------

    def begin(self, spider: str, settings: Mapping[str, Any] | None = None) -> int:
        """Open a crawl's row (status `running`) and return its id."""
        raise NotImplementedError

    def finish(self, crawl: int, status: Literal["finished", "stopped"], stats: Mapping[str, Any]) -> Books:
        """Close a crawl's row and return its books."""
        raise NotImplementedError

    def books(self, crawl: int) -> Books:
        """What became of the URLs offered in a crawl so far; counted from `urls`, so it always balances."""
        raise NotImplementedError

    # The line of one URL ---------------------------------------------------------------------------------------

    def offer(self, links: Iterable[Link], crawl: int, *, visit: Visit | None = None) -> list[Known]:
        """Write down that these URLs were offered in this crawl, with the visit of the page that offered them.

        One transaction. A URL offered for the first time in this crawl becomes `pending` (an alias stays one);
        one offered before in this crawl is left as it is. The answer has one `Known` a link, in their order.
        """
        raise NotImplementedError

    def known(self, url: str) -> Known | None:
        """What is known of `url`: validators for a conditional request, state, alias. Lists and feeds too."""
        raise NotImplementedError

    def pending(self, publisher: str) -> list[Link]:
        """Links of that publisher which earlier crawls offered and never settled, as they were offered."""
        raise NotImplementedError

    def keep(self, visit: Visit) -> Visit:
        """Write request and response to WARC, flushed, and return the visit with `raw` set.

        A payload that was kept before becomes a revisit record, and so does a 304.
        """
        raise NotImplementedError

    def visited(self, visit: Visit) -> None:
        """Record a visit that settles no URL (a list page, a robots.txt, a frame), with its validators."""
        raise NotImplementedError

    def settle(
        self, url: str, state: State, reason: str = "", *, alias_of: str = "", visit: Visit | None = None
    ) -> None:
        """Record what became of a URL that gave no article: filtered, failed, alias, or unchanged (a 304)."""
        raise NotImplementedError

    def add(self, article: Article, *, visit: Visit | None = None) -> Receipt:
        """Store what an article states, in one transaction with its visit, text, revision and search entry."""
        raise NotImplementedError

    # Questions -------------------------------------------------------------------------------------------------

    def get(self, url: str | int) -> Article | None:
        """The article of that URL, any alias of it, or that id, as its current revision states it."""
        raise NotImplementedError

    def search(self, query: str, *, limit: int = 20, order: Literal["newest", "rank"] = "newest") -> list[Hit]:
        """Articles that match `query`. Raises QueryError."""
        raise NotImplementedError

    def rows(self, **wanted: Any) -> Iterator[dict[str, Any]]:
        """Rows of `article_view`."""
        raise NotImplementedError
