"""What the archive answers with, beside the nouns of the line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from newsarchive.model import Hit, Link

State = Literal["pending", "added", "revised", "unchanged", "alias", "filtered", "failed"]
Status = Literal["running", "finished", "stopped", "crashed"]


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive knows of a URL that is offered to it."""

    url: str
    state: State | None
    """None: never offered; a list page, or a URL that only a page's metadata named."""
    reason: str = ""
    alias_of: str = ""
    """Canonical URL that this is another URL of; "" if it is none. What to ask for in its place."""
    etag: str = ""
    last_modified: str = ""
    article_id: int | None = None
    """The article of that URL, or of the one it is an alias of."""
    due_at: str = ""
    """When it is next worth asking for: UTC, ISO 8601; "" where nobody knows."""
    walked_at: str = ""
    """Of a list: when it was last followed to its end, or to where all was known."""
    fresh: bool = False
    """Was it offered for the first time ever? Said by `offer` alone."""


@dataclass(frozen=True, slots=True)
class Run:
    """A row of `runs`: a time at which a publisher was to be visited."""

    id: int
    publisher: str
    manner: str
    planned_at: str
    """UTC, ISO 8601, like the two below."""
    started_at: str | None
    ended_at: str | None
    status: Literal["planned", "running", "finished", "stopped", "failed", "crashed", "skipped"]
    crawl_id: int | None
    health: Mapping[str, Any] = field(default_factory=dict)
    """What was not as usual: {"blocked": "12 of 14 answers refuse us"}."""


@dataclass(frozen=True, slots=True)
class Gap:
    """URLs that were offered and never stored, for one cause."""

    publisher: str
    state: Literal["failed", "filtered", "pending"]
    reason: str
    urls: int
    example: str


@dataclass(frozen=True, slots=True)
class Missing:
    """One URL that was offered and never stored."""

    url: str
    publisher: str
    state: Literal["failed", "filtered", "pending"]
    reason: str
    tries: int
    """Failures since it last answered."""
    due_at: str | None
    """When it is next worth asking for; None where only a list may say so."""
    title: str
    """The words of the link that offered it."""
    found_on: str


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
    """Of the added: how many copy another article, in the same words or nearly."""
    reasons: Mapping[str, int] = field(default_factory=dict)
    """"filtered/robots": 3, "failed/404": 1 …"""


@dataclass(frozen=True, slots=True)
class Lease:
    """URLs of one host that are handed out together, for one errand."""

    errand: str
    crawl: int
    host: str
    lists: tuple[Link, ...]
    """Lists, feeds and sitemaps to begin at."""
    articles: tuple[Link, ...]
    known: Mapping[str, Known]
    """What is known of those that are articles already."""


@dataclass(frozen=True, slots=True)
class Crawl:
    """A row of `crawls`."""

    id: int
    spider: str
    started: str
    """UTC, ISO 8601."""
    finished: str | None
    status: Status
    books: Books
    """As they stood when the crawl ended; as they stand now while it runs."""
    process: str = ""
    """Host, process id and its start: "host:4711:98012"."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    stats: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """Who texts were credited to, and how often."""

    name: str
    articles: int
    first: str | None
    """`published_at` of its earliest article, else the day that one was first seen."""
    last: str | None
    spellings: tuple[str, ...]
    """Every form in which it was credited, `name` among them."""
    kinds: Mapping[str, int] = field(default_factory=dict)
    """"reprint": 12, "wire": 1 …"""
    publisher: str = ""
    """Slug, if it is a publisher that we know."""


@dataclass(frozen=True, slots=True)
class Stats:
    """How much there is."""

    rows: Mapping[str, int]
    """By table."""
    publishers: Mapping[str, int]
    """Articles by publisher, most first."""
    database_bytes: int
    warc_bytes: int
    warc_files: int
    schema_version: int
    sqlite_version: str
    presence: Mapping[str, int] = field(default_factory=dict)
    """Articles by what became of their pages: "here" first, then missing, gone, moved, blocked as far as there are."""
    months: Mapping[str, int] = field(default_factory=dict)
    """Articles by the month (UTC) in which they were published, or first seen where nobody tells; the first first."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what, whether it is good, and what that means."""

    name: str
    good: bool
    words: str


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of an article's page, for comparing it with the next."""

    number: int
    seen_at: str
    cause: Literal["first", "publisher", "extractor"]
    title: str
    text: str
    authors: tuple[str, ...]
    source: str
    """As the page has it; "" if it names none."""
    source_kind: str
    published_at: str | None
    updated_at: str | None
    extractor: str
    """Version of the code that read the page."""
    edits: tuple[str, ...] = ()
    """Of what classes the change is: typography, wording, facts, headline, source, date, rewrite."""
    reread_id: int | None = None
    """The reading of kept pages that brought it; None if a visit did."""


@dataclass(frozen=True, slots=True)
class Absent:
    """An article whose page is not where it was."""

    article_id: int
    url: str
    publisher: str
    title: str
    presence: Literal["missing", "gone", "moved", "blocked"]
    since: str
    """Of one that is gone: when it was missed first."""


@dataclass(frozen=True, slots=True)
class Edited:
    """One change of an article: a revision after its first."""

    article_id: int
    url: str
    publisher: str
    number: int
    """Of the revision; it is to be compared with the one before."""
    seen_at: str
    cause: Literal["publisher", "extractor"]
    edits: tuple[str, ...]
    title: str
    title_before: str
    """"" where the headline is the same."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the archive that is not as it was written."""

    where: str
    """A table, "database", or the path of a WARC file relative to the archive's folder."""
    row: int | None
    """Number of the row in its table; in a WARC file, of the row of `visits`. None where it is no single row's."""
    offset: int | None
    """Byte at which the record begins, in a WARC file."""
    words: str
    """What is wrong."""


#: Is told how far a long task is: what it is at, how much of it is done, how much there is; 0 where nobody knows.
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Redaction:
    """What was taken out of the archive, or would be, and what remains of it."""

    url: str
    aliases: tuple[str, ...]
    """Other URLs of the same page: what is kept of them goes too."""
    article_id: int | None
    revisions: int
    texts: int
    """Texts that nobody else published."""
    pages: int
    """Kept answers, each with its request."""
    images: int
    """Images and attachments that no other article shows."""
    remains: tuple[str, ...]
    """What is not taken away, and where it is: the same text at other URLs, the headline on list pages …"""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a backup or a restore brought to its place, or would bring."""

    path: str
    """The copy of the database."""
    database_bytes: int
    files: int
    """WARC files that were copied or linked."""
    bytes: int
    """Their bytes."""
    kept: int
    """WARC files that were there already."""
    faults: tuple[Fault, ...] = ()
    """What was found wrong with the copy. Where that is the database's, an older copy was left in its place."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What another archive brought, or would bring."""

    articles: int
    """Articles that were not here."""
    revisions: int
    """States that were not here, those of new articles among them."""
    known: int
    """Articles that both have."""
    woven: int
    """Histories that were written anew, since the other one saw states between ours."""
    urls: int
    visits: int
    files: int
    """WARC files."""
    bytes: int
    refused: tuple[str, ...] = ()
    """URLs that one of the two has redacted: nothing of them was taken over."""


class Hits(list[Hit]):
    """What a search found, in the order that was asked for."""

    def __init__(self, hits: Iterable[Hit] = (), *, partly: bool = False) -> None:
        super().__init__(hits)
        self.partly = partly
        """There were more matches than can be ranked: only those that were archived last were."""
