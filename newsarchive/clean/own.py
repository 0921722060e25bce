"""Is a name the publisher's own? What a page takes from itself is no reprint."""

from __future__ import annotations

from newsarchive import text, urls
from newsarchive.clean import outlets
from newsarchive.model import Publisher

#: Characters of a host's first word that is no name yet: www.ap.example may be anybody's.
_SHORTEST = 2


def is_own(name: str, url: str, publisher: Publisher) -> bool:
    """Is `name` the publisher of the page itself: by its file, by its host, or by the table of outlets?"""
    if any(outlets.same(name, other) for other in (publisher.name, *publisher.also) if other):
        return True
    host = urls.host(url)
    site = urls.site(host)
    outlet = outlets.named(name)
    if outlet and any(urls.site(home) == site for home in outlet.home):
        return True
    label = text.plain(site.partition(".")[0])
    plain = text.plain(name)
    if len(label) > _SHORTEST and label in (plain, plain.removeprefix("the")):
        return True
    return plain in (text.plain(host), text.plain(site), text.plain(host.removeprefix("www.")))
