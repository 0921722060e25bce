"""Why a request brought nothing, in a word that is counted."""

from __future__ import annotations

import re
import sys
import zlib

import brotli
from scrapy import exceptions
from scrapy.exceptions import IgnoreRequest
from twisted.internet import error as net
from twisted.python.failure import Failure

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


class Disallowed(IgnoreRequest):
    """robots.txt forbids the request; `for_now` where robots.txt itself could not be had, and `why` it could not."""

    def __init__(self, url: str, *, for_now: bool = False, why: str = "") -> None:
        super().__init__(f"{url}: " + ("robots.txt could not be had" if for_now else "forbidden by robots.txt"))
        self.for_now, self.why = for_now, why

    @property
    def dead(self) -> bool:
        """Is there nobody at the host who could answer? Then its pages have failed like its robots.txt."""
        return self.why in _DEAD


#: Reasons for which nothing else of a host can be had either.
_DEAD = frozenset({"dns", "refused", "tls"})


class PrivateAddress(IgnoreRequest):
    """A host stands at a private address, this machine's or this network's, and nobody sent the crawl there."""

    def __init__(self, host: str) -> None:
        super().__init__(f"{host} is at an address of a private network, which the publisher's file does not name")


class Reserved(IgnoreRequest):
    """The page asks not to be kept, in a word that is obeyed: `why`."""

    def __init__(self, url: str, why: str) -> None:
        super().__init__(f"{url}: asks not to be kept ({why})")
        self.why = why


class Malformed(exceptions.DownloadFailedError):
    """What the server sent is no HTTP, or has headers without measure."""


class Unrendered(exceptions.DownloadFailedError):
    """The browser made no document of an answer."""


#: What OpenSSL says, in an error that has no kind of its own.
_TLS = re.compile(r"\bSSL\b|\bTLS|certificate", re.IGNORECASE)
#: What Scrapy's middlewares for packed bodies and for redirects say, where we leave these to them.
_SAID = {"DOWNLOAD_MAXSIZE": "too-large", "max redirections": "redirect"}
#: The first kind that fits names the reason.
REASONS: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    ((Disallowed,), "robots"),
    ((PrivateAddress,), "private"),
    ((Malformed,), "malformed"),
    ((exceptions.DownloadTimeoutError, net.TimeoutError, TimeoutError), "timeout"),
    ((exceptions.CannotResolveHostError, net.DNSLookupError), "dns"),
    ((exceptions.DownloadConnectionRefusedError, net.ConnectionRefusedError), "refused"),
    ((exceptions.DownloadCancelledError,), "too-large"),
    ((exceptions.ResponseDataLossError,), "cut-off"),
    ((Unrendered,), "script"),
    ((exceptions.DownloadFailedError, net.ConnectionLost, net.ConnectionDone, net.ConnectError), "connection"),
    ((exceptions.UnsupportedURLSchemeError, exceptions.NotSupported), "unsupported"),
    ((OSError, EOFError, zlib.error, brotli.error, zstd.ZstdError), "undecodable"),
    ((IgnoreRequest,), "refused-by-us"),
)

#: Everything that a download may fail with.
NO_ANSWER = tuple(kind for kinds, _ in REASONS for kind in kinds)


def reason(failed: Failure | BaseException) -> str:
    """The word for an error of a download: "timeout", "dns", "refused" …

    >>> reason(TimeoutError()), reason(ValueError())
    ('timeout', 'error')
    """
    error = failed.value if isinstance(failed, Failure) else failed
    if isinstance(error, IgnoreRequest):  # some say it in words alone
        for words, word in _SAID.items():
            if words in str(error):
                return word
    if isinstance(error, exceptions.DownloadFailedError) and _TLS.search(str(error)):
        return "tls"
    if error is not None and isinstance(error.__cause__, ConnectionResetError):
        return "reset"
    return next((word for kinds, word in REASONS if isinstance(error, kinds)), "error")
