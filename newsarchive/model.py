"""The nouns. A page travels the line from left to right, and each noun is what it is called at that point:

    Link ──fetch──▶ Page ──extract──▶ Draft ──clean──▶ Article ──add──▶ Receipt ──…──▶ Hit

An article is a URL. A text is what it says. A story is what several texts tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Literal

from lxml.html import HtmlElement

from newsarchive import markup

Via = Literal["list", "feed", "sitemap", "page", "seed"]
Kind = Literal["original", "reprint", "wire", "unknown"]
Precision = Literal["second", "minute", "hour", "day", "month", "none"]
#: `Visit.method` of what a browser made of an answer: no server sent it.
RENDER = "RENDER"
Completeness = Literal["complete", "paywalled", "truncated", "script-built", "part"]
BlockKind = Literal["paragraph", "heading", "item", "quote", "table", "code", "caption"]


@dataclass(frozen=True, slots=True)
class Link:
    """A URL that was offered: where, how, and what was said of it there."""

    url: str
    """Canonical form (`urls.canonical`)."""
    publisher: str
    """Slug of the publisher whose page offered it."""
    via: Via = "list"
    """How: on a list page, in a feed, in a sitemap, on an article's page, or as a start of the crawl."""
    found_on: str = ""
    """URL of the page, feed or sitemap that offered it; "" for a seed."""
    title: str = ""
    """The words of the link; "" if there were none."""
    published: str = ""
    """The date beside the link, as printed; "" if there was none."""
    form: tuple[tuple[str, str], ...] = ()
    """Fields to POST (an ASP.NET pager has no URLs); () asks with GET."""


@dataclass(frozen=True, slots=True)
class Raw:
    """Where a page's bytes are kept: one WARC record."""

    file: str
    """Path of the WARC file, relative to the archive's folder."""
    offset: int
    """First byte of the record in the file."""
    length: int
    """Bytes that the record takes, compressed."""
    digest: bytes = field(default=b"", repr=False, compare=False)
    """SHA-1 of the body that was kept; b"" where nobody worked it out."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request and what came of it: what a WARC file keeps, and a row of `visits`."""

    url: str
    """Canonical URL that was asked for."""
    at: datetime
    """Aware, UTC."""
    crawl: int | None = None
    """The crawl that asked; None outside of one."""
    method: str = "GET"
    """Of HTTP; or RENDER: `body` is the document that a browser built from the answer at the same moment."""
    request_headers: tuple[tuple[str, str], ...] = ()
    request_body: bytes = b""
    status: int | None = None
    """HTTP status; None where no answer came."""
    error: str = ""
    """Why none came: "timeout", "dns", "refused", "reset" …; "" where one did."""
    headers: tuple[tuple[str, str], ...] = ()
    """Response headers in their order, names as sent."""
    body: bytes = field(default=b"", repr=False)
    """The response's body as sent: the content encoding (gzip, br) still on, the transfer encoding off."""
    raw: Raw | None = None
    """Where it is kept, once it is."""
    rights: str = ""
    """What the answer said about its use, as JSON: robots, tdm, policy, licence; "" if it said nothing."""


@dataclass(frozen=True)
class Page:
    """What the server sent, decoded from nothing but the transfer and content encodings."""

    url: str
    """Canonical URL that the bytes came from, after redirects."""
    body: bytes = field(repr=False)
    """The document, unpacked."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    """Response headers, names in lower case."""
    fetched_at: datetime | None = None
    """Aware, UTC. None where nobody knows."""
    publisher: str = ""
    """Slug; "" where the host says it all."""
    requested_url: str = ""
    """Canonical URL that was asked for; "" if it is `url`."""
    link: Link | None = None
    """How the page was offered."""
    visit: Visit | None = None
    """The visit that brought it. None where the bytes came from elsewhere."""
    parts: tuple[Page, ...] = ()
    """Further pages whose text belongs to this one: the body in a frame, the next pages of a split article."""
    anyway: bool = False
    """Does somebody vouch that it is an article's? Then it is read even if it looks like a list, a home or a notice."""

    @cached_property
    def decoded(self) -> markup.Decoded:
        """The text of the document, its encoding, and how that was known. Raises Undecodable, TooLarge."""
        return markup.decode(self.body, self.headers.get("content-type", ""), self.url)

    @cached_property
    def tree(self) -> HtmlElement:
        """The document's root element, parsed once; to be read, never changed. Raises Undecodable, TooLarge."""
        return self.grown.root

    @cached_property
    def by_tag(self) -> dict[str, list[HtmlElement]]:
        """The elements that readers ask for by their tag: see `markup.by_tag`."""
        return markup.by_tag(self.tree)

    @cached_property
    def grown(self) -> markup.Grown:
        """The tree, who parsed it, and why. Raises Undecodable, TooLarge."""
        document = self.body if self.decoded.exact else self.decoded.text.encode("utf-8", "replace")
        return markup.grow(document, self.url)


@dataclass(slots=True, unsafe_hash=True)
class Claim:
    """Words on the page, or about it, that answer for a field; as found, nothing converted.

    Nobody changes one, nor a `Block`; they are not frozen because a page has a hundred, and to make a frozen one takes
    four times as long.
    """

    field: str
    """"title", "published", "updated", "author", "source", "language", "canonical", "section", "tag", "image" …"""
    words: str
    reader: str
    """Who found it: "rules", "structured", "metatags", "heading", "body", "link", "header"."""
    rule: str = ""
    """The selector, property or pattern that gave it; what `explain` shows."""

    @property
    def origin(self) -> str:
        """Reader and rule: "structured: JSON-LD published"."""
        return f"{self.reader}: {self.rule}" if self.rule else self.reader


@dataclass(slots=True, unsafe_hash=True)
class Block:
    """One paragraph of a body, or what stands in place of one."""

    kind: BlockKind
    text: str
    """Its words, as `text.line` gives them; table cells parted by a tab, rows and code lines by a newline."""
    html: str = ""
    """Its inner HTML with inline markup only; "" where that would be `text` escaped."""
    level: int = 0
    """Of a heading: 1 to 6."""


@dataclass(slots=True)
class Draft:
    """What a page says, in raw words. Readers add claims in the order of their authority."""

    page: Page
    claims: list[Claim] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    """The body, in reading order; may still begin or end with lines that are none of it."""
    above: list[str] = field(default_factory=list)
    """Lines between the headline and the body: dates, sources, authors, counters."""
    below: list[str] = field(default_factory=list)
    """Lines that follow the body closely: sources, editors, notices."""
    figures: list[Figure] = field(default_factory=list)
    """Pictures of the body, in reading order."""
    completeness: Completeness = "complete"
    incomplete_because: str = ""
    unmatched: list[str] = field(default_factory=list)
    """Fields for which the publisher's rules have selectors that gave nothing: "title", "body" …"""
    text_by: str = ""
    """Which reader gave the blocks, and from where: "body: div.story-text", "rules: div.article", "scripts"."""

    def claim(self, field: str, words: str, reader: str, rule: str = "") -> None:
        """Add a claim, unless `words` is blank."""
        if words := words.strip():
            self.claims.append(Claim(field, words, reader, rule))

    def all(self, field: str) -> list[Claim]:
        """Every claim to `field`, the most to be trusted first."""
        return [claim for claim in self.claims if claim.field == field]

    def first(self, field: str) -> Claim | None:
        """The claim to `field` that is most to be trusted."""
        return next((claim for claim in self.claims if claim.field == field), None)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture where it stands in a body."""

    url: str
    """Absolute: what a browser shows in the end, however late the page loads it."""
    caption: str = ""
    """What stands below it, or beside; "" if it has none. It is no part of the text."""
    alt: str = ""
    """What is told to who does not see it."""
    before: int = 0
    """Number of the block (`Draft.blocks`) that it stands before; that of no block where it ends the body."""

    @property
    def image(self) -> Image:
        """The picture wherever it stands, with its caption, or what is told in its place."""
        return Image(self.url, self.caption or self.alt)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the body. `url` is absolute, `caption` "" if it has none."""

    url: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who a text was taken from, and the words that say so."""

    kind: Kind = "unknown"
    """"original": its own publisher's; "reprint": another's; "wire": an agency's; "unknown": the page is silent."""
    name: str = ""
    """The source, as a person would write it; "" if unknown."""
    publisher: str = ""
    """Slug, if it is a publisher that we know."""
    url: str = ""
    """Where the source is linked to; "" if it is not."""
    evidence: str = ""
    """The words it rests on, as printed."""
    chain: tuple[str, ...] = ()
    """Where a page names several sources, all of them: who said it first stands first."""
    outlet: str = ""
    """The one name under which all spellings of the source meet, if it is an outlet that we know."""


@dataclass(slots=True)
class Article:
    """What we state of a page: the fields of one revision."""

    url: str
    """Canonical URL: the article's identity."""
    publisher: str
    """Slug of who published it at that URL."""
    title: str
    text: str
    """Paragraphs joined by "\\n"; no headline, byline, source line or footer among them."""
    html: str = ""
    """The same paragraphs as sanitised HTML; "" means `<p>` around each."""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    published_at: datetime | None = None
    """Aware. None rather than a guess."""
    updated_at: datetime | None = None
    published_precision: Precision = "none"
    """What the page told: a day's time is 00:00 in the publisher's zone."""
    language: str = ""
    """ISO 639 code of two letters, with a script where it matters: "zh", "zh-Hant", "en"; "" if unknown."""
    section: str = ""
    tags: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    attribution: Attribution = Attribution()
    completeness: Completeness = "complete"
    fetched_at: datetime | None = None
    """When the page was seen. None: now, as far as the archive is concerned."""
    raw: Raw | None = None
    aliases: tuple[str, ...] = ()
    """Other URLs of this same article that the page tells of: asked for and redirected, mobile, AMP, print."""
    origins: dict[str, str] = field(default_factory=dict)
    """Which reader, and which rule, gave each field: {"title": "heading: h1"}; html and images come from where the text
    does, and "attribution" is the source's. Beside the fields: "encoding" and, where
    it was not lxml, "parser", each with its reason ("gb18030: meta"); "read": how much of a page was
    read that is longer than any article; "completeness": why the text is not whole."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the archive did with an article."""

    article_id: int
    status: Literal["added", "revised", "unchanged"]
    revision: int
    """Number of the current revision, from 1."""
    copy_of: int | None = None
    """The article that told this first, in the same words or nearly; None if this one did."""
    story_id: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """An answer to a search."""

    article_id: int
    url: str
    title: str
    publisher: str
    published_at: str | None
    """ISO 8601, as in `article_view`; None if unknown."""
    snippet: str
    """Plain text around the first match, one line."""
    score: float
    """By rank: greater is better. Newest first: 0.0."""
    marks: tuple[tuple[int, int], ...] = ()
    """Where the words stand in `snippet`: (start, end) in characters."""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """How a publisher's pages were built up to a day. Every entry may be empty: anatomy decides then.

    Selectors are CSS, or XPath where they begin with "/" or "./".
    """

    until: date | None = None
    """The last day of this design; None for the one in use."""
    heading: tuple[str, ...] = ()
    """Words that stand above the headline on every article's page, and on no other: a section's name."""
    footer: tuple[str, ...] = ()
    """Words that begin what is no longer the article: the first block that holds one ends the page."""
    title: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    """What is taken out before anything is read."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where a publisher's news is found, and how it wants to be visited: the [visit] of its file."""

    lists: tuple[str, ...] = ()
    """URLs of list pages, or of a home page from which lists are reached."""
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    follow: tuple[str, ...] = ()
    """Words of links that lead from these pages to news lists: "NEWS", "新闻中心"."""
    articles: tuple[str, ...] = ()
    """Regular expressions, searched in a URL: one must match an article. Empty: anatomy decides."""
    ignore: tuple[str, ...] = ()
    """Regular expressions, searched in a URL: never asked for."""
    delay: float = 1.0
    """Seconds between requests to one host, at least; robots.txt may ask for more."""
    concurrency: int = 1
    """Requests to one host at a time, at most."""
    every: str = "6h"
    """How often to look for news: "15m", "6h", "1d"."""
    hours: str = ""
    """When its servers may be asked, in its own zone: "22:00-06:00". "" means always."""
    inside: bool = False
    """Do its domains stand at private addresses, an intranet's? Others that lead there are refused."""
    javascript: tuple[str, ...] = ()
    """Regular expressions, searched in a URL: pages that only a browser can build."""

    @property
    def period(self) -> timedelta:
        """`every` as a duration."""
        seconds = {"s": 1, "m": 60, "h": 3600, "d": 86400}[self.every[-1]]
        return timedelta(seconds=seconds * int(self.every[:-1]))


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes: one TOML file."""

    slug: str
    name: str
    home: str = ""
    also: tuple[str, ...] = ()
    """Other names it is credited by."""
    domains: tuple[str, ...] = ()
    """Hosts that are its own, each with all below it."""
    country: str = ""
    """ISO 3166 code of two letters."""
    language: str = ""
    timezone: str = ""
    """IANA name: "Asia/Shanghai". Times without a zone are its local times."""
    visit: Route = Route()
    rules: tuple[Rules, ...] = ()
    """Newest first."""

    def rules_on(self, day: date | None) -> Rules:
        """The rules for a page of that day (None: the newest)."""
        for rules in reversed(self.rules):
            if day and rules.until and day <= rules.until:
                return rules
        return self.rules[0] if self.rules else Rules()

    def is_called(self, names: Iterable[str]) -> bool:
        """Is one of `names` this publisher's?"""
        return bool({self.name, *self.also} & set(names))
