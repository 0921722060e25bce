"""The façade: everything that others may ask of an archive. Each question is answered on its own shelf."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, Self

from newsarchive import urls
from newsarchive.archive import (
    arrivals,
    articles,
    comparison,
    crawls,
    frontier,
    halves,
    health,
    index,
    kin,
    overview,
    pages,
    presence,
    recovery,
    redaction,
    retellings,
    revisions,
    search,
    times,
    upkeep,
    visits,
)
from newsarchive.archive.agenda import Agenda
from newsarchive.archive.answers import (
    Absent,
    Books,
    Check,
    Crawl,
    Edited,
    Hits,
    Known,
    Revision,
    Source,
    State,
    Stats,
    Tell,
)
from newsarchive.archive.comparison import Comparison
from newsarchive.archive.database import Database
from newsarchive.archive.desk import Desk
from newsarchive.archive.edits import MATTERING
from newsarchive.archive.hub import Hub
from newsarchive.archive.media import Media
from newsarchive.archive.portions import Portions
from newsarchive.archive.rereads import Rereads
from newsarchive.archive.retellings import Retelling
from newsarchive.archive.sourcebook import Sourcebook
from newsarchive.archive.upkeep import Upkeep
from newsarchive.archive.warc import ROLL, Shelf
from newsarchive.archive.watches import Watches
from newsarchive.errors import DiskFull, Locked
from newsarchive.model import Article, Link, Page, Raw, Receipt, Visit

__all__ = ["Archive", "Books", "Check", "Crawl", "Known", "Revision", "Source", "State", "Stats"]

_ROWS = 500


class Archive:
    """An archive of news: `path` is its SQLite file, `warc/` beside it holds the pages as they came.

    Opening for writing creates what is missing, marks crawls whose process is gone as `crashed` and cuts torn
    WARC tails. An archive of an earlier schema is given today's; for reading, it is refused (SchemaTooOld).
    Raises NotAnArchive, SchemaTooNew, ReadOnly, Locked (after `wait` seconds), DiskFull; so does everything below,
    where the disk or another process gives cause. `roll` is how many bytes a WARC file may have.
    `tell(part, done, of)` is told how far it is where the search index or that of near copies is made anew, which can
    be stopped without harm.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        readonly: bool = False,
        wait: float = 5.0,
        roll: int = ROLL,
        tell: Tell = upkeep.nobody,
    ) -> None:
        self.path = Path(path)
        self._db = Database(self.path, readonly=readonly, wait=wait)
        self._warc = Shelf(self.path.parent, f"newsarchive/{version('newsarchive')}", self._opened, self._sealed, roll)
        self.hub = Hub(self._db)
        """Crawls that other machines make for this archive."""
        self.rereads = Rereads(self._db)
        """Readings of kept pages with today's extraction: written as revisions, and taken back."""
        self.portions = Portions(self._db)
        """Parts of a re-reading that other machines have."""
        self.media = Media(self._db)
        """Images and attachments that articles show."""
        self.watches = Watches(self._db)
        """Questions that somebody wants to be told new answers to."""
        self.sourcebook = Sourcebook(self._db)
        """Sources as things: merged, renamed, and who reprints whom."""
        self.upkeep = Upkeep(self._db, self._warc)
        """Verifying, backing up, redacting, merging: what keeps an archive for years."""
        self.agenda = Agenda(self._db)
        """What is due, what is missing, and the runs that see to it."""
        self.desk = Desk(self._db)
        """What the reading room asks: pages of answers, facets, one publisher, the last days."""
        self._begun: set[int] = set()
        try:
            self._mend(tell)
        except BaseException:
            self._db.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Seal the WARC files and let go of the database. A crawl that was begun here and not finished has crashed.

        On a full or locked disk that cannot be written down: the next opening finds the same and does so.
        """
        try:
            with suppress(DiskFull, Locked):
                self._warc.close()
                for crawl in sorted(self._begun):
                    self.finish(crawl, "crashed", {})
        finally:
            self._db.close()

    # A crawl ---------------------------------------------------------------------------------------------------

    def begin(self, spider: str, settings: Mapping[str, Any] | None = None) -> int:
        """Open a crawl's row (status `running`) and return its id."""
        with self._db.writing() as db:
            crawl = crawls.begin(db, spider, settings or {})
        self._begun.add(crawl)
        return crawl

    def finish(self, crawl: int, status: Literal["finished", "stopped", "crashed"], stats: Mapping[str, Any]) -> Books:
        """Close a crawl's row and return its books."""
        with self._db.writing() as db:
            books = crawls.finish(db, crawl, status, stats)
        self._begun.discard(crawl)
        return books

    def books(self, crawl: int) -> Books:
        """What became of the URLs offered in a crawl; counted from `urls`, so it always balances.

        Of a crawl that has ended: as they stood then. Of one that never was: empty.
        """
        with self._db.reading() as db:
            return crawls.books(db, crawl)

    def crawls(self, limit: int = 20) -> list[Crawl]:
        """The last crawls, the latest first."""
        with self._db.reading() as db:
            return crawls.latest(db, limit)

    # The line of one URL ---------------------------------------------------------------------------------------

    def offer(
        self, links: Iterable[Link], crawl: int, *, visit: Visit | None = None, now: datetime | None = None
    ) -> list[Known]:
        """Write down that these URLs were offered in this crawl, with the visit of the page that offered them.

        One transaction. A URL offered for the first time in this crawl becomes `pending` (an alias of an article
        stays one: to see the article anew, offer `Known.alias_of`); one offered before in this crawl is left as it
        is. With `now`, what is not due yet (`urls.due_at`) keeps the state that it came to before.
        The answer has one `Known` a link, in their order.
        """
        with self._db.writing() as db:
            if visit:
                visits.record(db, visit)
            moment = times.utc(now) if now else ""
            return [frontier.offer(db, replace(link, url=arrivals.address(link.url)), crawl, moment) for link in links]

    def known(self, url: str) -> Known | None:
        """What is known of `url`: validators for a conditional request, state, alias. Lists and feeds too."""
        with self._db.reading() as db:
            row = frontier.find(db, urls.canonical(url))
            return None if row is None else frontier.known(db, row)

    def pending(self, publisher: str) -> list[Link]:
        """Links of that publisher which earlier crawls offered and never settled, as they were offered."""
        with self._db.reading() as db:
            return frontier.pending(db, publisher)

    def keep(self, visit: Visit) -> Visit:
        """Write request and response to WARC, flushed, and return the visit with `raw` set.

        A payload that was kept before becomes a revisit record, and so does a 304. A visit without an answer has
        nothing to keep, and comes back as it is; so does one to a URL that was redacted.
        """
        if visit.status is None:
            return visit
        with self._db.reading() as db:
            if frontier.is_redacted(db, visit.url):
                return visit
            digest = visits.digest_of(visit)
            original = visits.original(db, visit, digest)
        return replace(visit, raw=self._warc.keep(visit, original, digest))

    def flush(self) -> None:
        """Return when all that was kept and written down is on the disk, and not only in the system's memory."""
        self._warc.flush()
        self._db.flush()

    def visited(self, visit: Visit) -> None:
        """Record a visit that settles no URL (a list page, a robots.txt, a frame), with its validators."""
        with self._db.writing() as db:
            visits.record(db, visit)

    def settle(
        self, url: str, state: State, reason: str = "", *, alias_of: str = "", visit: Visit | None = None
    ) -> None:
        """Record what became of a URL that gave no article: filtered, failed, alias, or unchanged (a 304).

        What gave an article in this crawl keeps that state. A URL that redirects to another spelling of itself is
        still open: what comes from there settles it.
        """
        with self._db.writing() as db:
            arrivals.settle(db, url, state, reason, alias_of, visit)

    def add(self, article: Article, *, visit: Visit | None = None) -> Receipt:
        """Store what an article states, in one transaction with its visit, text, revision and search entry.

        Raises ValueError for an article without a title or a text, and for a time without a zone.
        """
        try:
            with self._db.writing() as db:
                return arrivals.add(db, article, visit)
        except UnicodeEncodeError:  # half an emoji, where a page cut a text off; one page in a hundred thousand
            with self._db.writing() as db:
                return arrivals.add(db, halves.mended(article), visit)

    # Questions -------------------------------------------------------------------------------------------------

    def get(self, url: str | int) -> Article | None:
        """The article of that URL, any alias of it, or that id, as its current revision states it."""
        with self._db.reading() as db:
            found = articles.named(db, url)
            return None if found is None else revisions.read(db, *found)

    def revisions(self, url: str | int) -> list[Revision]:
        """Every state of the article of that URL or id, the first one first; [] if there is none."""
        with self._db.reading() as db:
            found = articles.named(db, url)
            return [] if found is None else overview.revisions(db, found[0])

    def compare(self, url: str | int, old: int = 0, new: int = 0) -> Comparison | None:
        """What changed between two revisions of an article; None if there is no such article.

        `new` 0 is the current revision, `old` 0 the one before `new`. Raises KeyError for a revision that is not there.
        """
        with self._db.reading() as db:
            found = articles.named(db, url)
            if found is None:
                return None
            later = new or found[1]
            return comparison.between(db, found[0], articles.url(db, found[0]), old or later - 1, later)

    def edited(
        self,
        *,
        classes: Collection[str] = MATTERING,
        causes: Collection[str] = ("publisher",),
        publisher: str = "",
        since: datetime | None = None,
        limit: int = 50,
    ) -> list[Edited]:
        """The latest changes of articles that are of one of `classes` and of one of `causes`, the latest first."""
        with self._db.reading() as db:
            after = times.utc(since) if since else ""
            return overview.edited(db, classes, causes, publisher, after, limit)

    def page(self, kept: str | int | Raw) -> Page:
        """A kept page: of the article of that URL or id, or of that place. Raises RecordDamaged, KeyError."""
        with self._db.reading() as db:
            raw = kept if isinstance(kept, Raw) else articles.raw(db, kept)
            return pages.read(self.path.parent, raw, lambda url, at: visits.raw_of(db, url, at))

    def copies(self, url: str | int) -> list[Retelling] | None:
        """Articles that tell what an article tells: copies, excerpts, wholes, its series; None: no article."""
        with self._db.reading() as db:
            found = articles.named(db, url)
            return None if found is None else retellings.copies(db, found[0])

    def timeline(self, url: str | int) -> list[Retelling] | None:
        """The story of an article: the first that told it, then the others by their times; None: no article."""
        with self._db.reading() as db:
            found = articles.named(db, url)
            return None if found is None else retellings.timeline(db, found[0])

    def presence(self, url: str | int) -> tuple[str, str | None] | None:
        """What became of the page of an article, and since when (None: it was never away); None for no article."""
        with self._db.reading() as db:
            found = articles.named(db, url)
            sql = "SELECT presence, presence_since FROM articles WHERE id = ?"
            return None if found is None else db.execute(sql, found[:1]).fetchone()

    def absent(self, state: str = "", limit: int = 100) -> list[Absent]:
        """Articles whose page is missing, gone, moved or blocked (or just one of these), the latest first."""
        with self._db.reading() as db:
            return [Absent(*row) for row in presence.absent(db, state, limit)]

    def was_visited(self, url: str, at: datetime) -> bool:
        """Is a visit to `url` at that very moment kept already?"""
        with self._db.reading() as db:
            return visits.raw_of(db, urls.canonical(url), times.exact(at)) is not None

    def search(self, query: str, *, limit: int = 20, order: Literal["newest", "rank"] = "newest") -> Hits:
        """Articles that match `query`; `Hits.partly` where too many match to rank them all. Raises QueryError."""
        with self._db.reading() as db:
            return search.search(db, query, limit, order)

    def rows(self, **wanted: Any) -> Iterator[dict[str, Any]]:
        """Rows of `article_view` by id, a few at a time: `rows(publisher="oim")`. Raises ValueError for no column."""
        last = 0
        while True:
            with self._db.reading() as db:
                some = overview.rows(db, last, _ROWS, wanted)
            yield from some
            if len(some) < _ROWS:
                return
            last = some[-1]["id"]

    def sources(self, limit: int = 1000, *, last: int = 0) -> list[Source]:
        """Who texts are credited to, the most credited first; by the `last` so many articles that came, 0 for all."""
        with self._db.reading() as db:
            return overview.sources(db, limit, last)

    def stats(self) -> Stats:
        """Rows by table, articles by publisher, bytes on disk."""
        with self._db.reading() as db:
            return overview.stats(db, self.path)

    def health(self) -> list[Check]:
        """Is the archive sound? The library, the file, its references, the search index, the WARC files."""
        opened = self._db.reading if self._db.readonly else self._db.writing
        with opened() as db:
            return list(health.checks(db, self.path.parent, readonly=self._db.readonly))

    # ------------------------------------------------------------------------------------------------------------

    def _mend(self, tell: Tell) -> None:
        if self._db.readonly:
            return
        with self._db.writing() as db:
            crawls.close_dead(db)
            recovery.seal_left_open(db, self.path.parent)
            redaction.erase(db, self.path.parent)
            index.refill(db, tell)
            kin.refill(db, tell)

    def _opened(self, path: str, crawl: int | None) -> None:
        with self._db.writing() as db:
            recovery.opened(db, path, crawl)

    def _sealed(self, path: str, size: int, sha256: bytes) -> None:
        with self._db.writing() as db:
            recovery.sealed(db, path, size, sha256)
