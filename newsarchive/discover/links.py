"""What a page offers."""

from __future__ import annotations

from dataclasses import dataclass

from newsarchive.model import Link


@dataclass(frozen=True, slots=True)
class Links:
    """The links of one list page, feed or sitemap, each once, in the order of the page."""

    articles: tuple[Link, ...] = ()
    lists: tuple[Link, ...] = ()
    """Further pages of the same list, and other lists of news; `Link.form` where one must be posted."""
    sections: frozenset[str] = frozenset()
    """URLs among `lists` that begin another list."""
    promising: bool = False
    """Does the page show more that may yet prove to be articles? Then its list is worth going on with."""


@dataclass(frozen=True, slots=True)
class Relations:
    """What an article's page says of other documents. URLs are canonical, and never the page's own."""

    canonical: str = ""
    """Where the page says that it belongs (rel=canonical, og:url); "" if it is there, or silent."""
    alternates: tuple[str, ...] = ()
    """The same article for other readers: mobile, AMP, print. Never another language: that is another text."""
    translations: tuple[str, ...] = ()
    """hreflang twins."""
    frames: tuple[str, ...] = ()
    """Documents that this one shows as its own, where it has no prose itself: iframes, objects, fragments."""
    next: tuple[str, ...] = ()
    """Further pages of an article that was split, in order."""
    refresh: str = ""
    """Where the page sends a reader on by itself (meta refresh)."""
    feeds: tuple[str, ...] = ()
    """Feeds that the page announces."""
