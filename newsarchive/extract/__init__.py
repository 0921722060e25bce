"""Page -> Draft: what a page says, in its own words."""

from __future__ import annotations

from newsarchive.extract.draft import drafted
from newsarchive.model import Draft, Page, Publisher


def extract(page: Page, publisher: Publisher) -> Draft:
    """Return what `page` says. Raises PageError: NotAnArticle, NoBody, Undecodable, TooLarge."""
    return drafted(page, publisher)
