"""Every stat key of ours; docs/stats.md says what each counts. And who counts."""

from __future__ import annotations

from scrapy.statscollectors import MemoryStatsCollector

OFFERED = "newsarchive/offered"
ADDED = "newsarchive/added"
REVISED = "newsarchive/revised"
UNCHANGED = "newsarchive/unchanged"
ALIASES = "newsarchive/aliases"
FILTERED = "newsarchive/filtered"
FAILED = "newsarchive/failed"
PENDING = "newsarchive/pending"
COPIES = "newsarchive/copies"

#: Before a state and a reason: newsarchive/reason/failed/404.
REASON = "newsarchive/reason"

LISTS = "newsarchive/lists"
LISTS_NOT_MODIFIED = "newsarchive/lists_not_modified"
LISTS_FAILED = "newsarchive/lists_failed"
#: Before a reason: why pages that might be lists were not asked for.
BOUNDED = "newsarchive/bounded"
READ = "newsarchive/read"
#: Before a field: of the articles read, how many have it.
WITH = "newsarchive/with"
PARTS = "newsarchive/parts"
ASKED_CONDITIONALLY = "newsarchive/asked_conditionally"
NOT_MODIFIED = "newsarchive/not_modified"
RENDERED = "newsarchive/rendered"
RENDERED_RESTLESS = "newsarchive/rendered_restless"
RENDERED_NOT = "newsarchive/rendered_not"
RENDERED_REFUSED = "newsarchive/rendered_refused"
KEPT = "newsarchive/kept"
KEPT_BYTES = "newsarchive/kept_bytes"

#: Before a kind: newsarchive/media/image; and before why one was not kept: newsarchive/media_refused/404.
MEDIA = "newsarchive/media"
MEDIA_REFUSED = "newsarchive/media_refused"

ROBOTS_ASKED = "newsarchive/robots/asked"
ROBOTS_REFUSED = "newsarchive/robots/refused"
ROBOTS_MISSING = "newsarchive/robots/missing"
ROBOTS_UNREACHABLE = "newsarchive/robots/unreachable"

PATIENCE_WAITS = "newsarchive/patience/waits"

#: Before a publisher's slug and a field: newsarchive/rules/unmatched/oim/title.
RULES_UNMATCHED = "newsarchive/rules/unmatched"

#: Not a count: the words of the error that ended the crawl.
ERROR = "newsarchive/error"


class Collector(MemoryStatsCollector):
    """Scrapy's own, without a look at every count for an argument that is taken no longer: a page is counted in some
    twenty places, and each look costs thirty times as much as to count."""

    __getattribute__ = object.__getattribute__
