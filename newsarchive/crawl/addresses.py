"""Addresses that no news stands at: private networks, this machine, its cloud's own services."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from newsarchive import urls
from newsarchive.model import Publisher

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: Names that always mean this machine or this network (RFC 6761, 6762, 8375).
_HERE = ("localhost", "local", "internal", "intranet", "lan", "home.arpa")
#: Addresses of IPv4 hosts seen through IPv6: the last four bytes are the host's own (RFC 6052; RFC 4291, 2.5.5.1).
_THROUGH = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96"))


def is_public(address: str) -> bool:
    """May anybody on the internet be at this address? Addresses that carry another one are judged by that.

    >>> is_public("93.184.216.34"), is_public("169.254.169.254"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    found: Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        carried = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1] or _translated(found)
        found = carried or found
    return found.is_global and not found.is_multicast


def _translated(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    is_seen = any(address in network for network in _THROUGH)
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if is_seen else None


def literal(host: str) -> str | None:
    """The address that a host's name is itself; None where it is a name.

    >>> literal("[::1]"), literal("news.example")
    ('::1', None)
    """
    bare = host.strip("[]")
    try:
        ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    return bare


@lru_cache(maxsize=4096)  # a crawl asks of a few hosts, with every request
def is_inside(host: str) -> bool:
    """Does a host's name say by itself that it is no public one?

    >>> is_inside("127.0.0.1"), is_inside("wiki.internal"), is_inside("news.example")
    (True, True, False)
    """
    address = literal(host)
    if address is not None:
        return not is_public(address)
    name = host.lower().rstrip(".")
    return any(name == one or name.endswith("." + one) for one in _HERE)


class Guard:
    """Which hosts may be at an address that is not public: those that the crawl was sent to by name.

    `homes` are URLs or hosts that a person wrote down: only those that say themselves that they are inside count, so
    that a public name which is made to lead inside opens nothing. `domains` are trusted whatever they lead to.
    """

    def __init__(self, homes: Iterable[str] = (), domains: Iterable[str] = ()) -> None:
        hosts = {urlsplit(home).hostname or home for home in homes if home}
        self._homes = frozenset(host.strip("[]") for host in hosts if is_inside(host))
        self._domains = tuple(domains)

    @classmethod
    def of(cls, publisher: Publisher) -> Guard:
        """What a publisher's file allows: its own places, and all of its domains where it says `inside = true`."""
        visit = publisher.visit
        places = (publisher.home, *publisher.domains, *visit.lists, *visit.feeds, *visit.sitemaps)
        return cls(places, publisher.domains if visit.inside else ())

    def allows(self, host: str) -> bool:
        """May this host be anywhere?"""
        bare = host.strip("[]")
        return bare in self._homes or (bool(self._domains) and urls.within(f"http://{host}/", self._domains))

    def refuses(self, host: str) -> bool:
        """Is the host's own name reason enough not to ask it?"""
        return is_inside(host) and not self.allows(host)
