"""The documents that one article may be made of: its own page, frames, the further pages of a split text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from newsarchive.crawl import requests, stats
from newsarchive.crawl.failures import reason
from newsarchive.crawl.walk import Output, Walk, log
from newsarchive.discover import Relations, relations
from newsarchive.errors import PageError, RecordDamaged
from newsarchive.model import Link, Page

#: Documents of one article, at most: a template that links ever further pages ends here.
MOST = 40


class Parts:
    """Gathers the parts of a page, and asks later whether they changed. `again` is the request for a whole page."""

    def __init__(self, walk: Walk, again: Callable[[Link], Request]) -> None:
        self.walk = walk
        self.again = again

    def gather(self, page: Page, left: list[str]) -> Output:
        """The page itself, once the documents that it is made of are there."""
        if not left:
            yield page
            return
        link = self.walk.link(left[0], page.url)
        yield requests.of(link, self.parse, self.missed, whole=page, left=left[1:])

    def named_by(self, told: Relations) -> list[str]:
        """The parts that a page names."""
        return [url for url in (*told.frames, *told.next) if self.walk.scope.holds(url)][:MOST]

    def parse(self, response: Response, whole: Page, left: list[str]) -> Output:
        """Add a part to its page."""
        part = self.walk.page(response)
        self.walk.visited(part)
        if response.status == 200:
            self.walk.count(stats.PARTS)
            whole = replace(whole, parts=(*whole.parts, part))
            left = left + self._more(part, whole, left)
        yield from self.gather(whole, left)

    def missed(self, failure: Failure) -> Output:
        """A part that cannot be had is left out; what is then missing shows in the article's completeness."""
        request = self.walk.missed(failure)
        self.walk.missed_visit(request)
        log.warning("part missing: %s: %s", request.url, reason(failure))
        yield from self.gather(request.cb_kwargs["whole"], request.cb_kwargs["left"])

    def recheck(self, page: Page) -> Output:
        """A page that did not change, whose parts may have: it is unchanged once all of them are."""
        yield from self._recheck(page, self._kept(page))

    def parse_kept(self, response: Response, whole: Page, left: list[str]) -> Output:
        """A part that changed brings its page again; one that did not leads to the next."""
        self.walk.visited(self.walk.page(response))
        if response.status == 304:
            yield from self._recheck(whole, left)
        elif whole.link is not None:
            yield self.again(whole.link)

    def missed_kept(self, failure: Failure) -> Output:
        """A part that cannot be had now leaves the article as it is."""
        request = self.walk.missed(failure)
        self.walk.missed_visit(request)
        yield from self._recheck(request.cb_kwargs["whole"], request.cb_kwargs["left"])

    def _recheck(self, page: Page, left: list[str]) -> Output:
        if not left:
            self.walk.opened.settle(page.url, "unchanged", visit=page.visit)
            return
        link = self.walk.link(left[0], page.url)
        asked = {"whole": page, "left": left[1:]}
        yield requests.of(link, self.parse_kept, self.missed_kept, conditional=requests.PART, **asked)

    def _kept(self, page: Page) -> list[str]:
        """The parts of the article at this URL, by its page as it is kept."""
        try:
            return self.named_by(relations(self.walk.opened.archive.page(page.url)))
        except (PageError, RecordDamaged, KeyError):
            return []

    def _more(self, part: Page, whole: Page, left: list[str]) -> list[str]:
        """Further documents that a part names: page 2 links page 3 where page 1 did not."""
        try:
            named = self.named_by(relations(part, whole.url))
        except PageError as error:
            log.warning("part of %s not read: %s", whole.url, error)
            return []
        known = {whole.url, *left, *(one.url for one in whole.parts)}
        return [url for url in named if url not in known][: max(0, MOST - len(known))]
